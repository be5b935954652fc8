//! On which day?

/// The day of a date as scrapers write it, as `YYYY-MM-DD`; anything else as it is; `None` if nothing is said.
///
/// Read are ISO 8601 (also with slashes or without separators, and of one digit), RFC 2822, English dates with the month's name
/// (`Thu, 11 Jul 2019 …`, `July 11th, 2019 …`), and seconds or milliseconds since 1970 of this century. The day is the one
/// written: no time zone is taken into account; since 1970 it is that of UTC. `07/11/2019` stays, since it is two days.
pub(super) fn day(date: &str) -> Option<String> {
    let date = date.trim();
    // news-please writes Python's None as a string.
    if date.is_empty() || date == "None" {
        return None;
    }
    if is_day(date) {
        return Some(date.to_string());
    }
    let (year, month, day) = match iso(date).or_else(|| with_month_name(date)).or_else(|| since_1970(date)) {
        Some(parts) => parts,
        None => return Some(date.to_string()),
    };
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

/// Whether it is a day as [`day`] gives it.
pub(super) fn is_day(date: &str) -> bool {
    date.len() == 10 && date.as_bytes()[4] == b'-' && iso(date).is_some()
}

fn iso(date: &str) -> Option<(u32, u32, u32)> {
    let bytes = date.as_bytes();
    let (month, day) = match bytes.get(4)? {
        separator @ (b'-' | b'/' | b'.') => {
            let rest = bytes.get(5..)?;
            let month = rest.split(|byte| byte == separator).next()?;
            let day = rest.get(month.len() + 1..)?;
            let day = &day[..day.iter().take_while(|byte| byte.is_ascii_digit()).count()];
            (month, day)
        }
        b'0'..=b'9' => {
            let all = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            // 20190711 and 20190711080000, but no number of any other length.
            if all != 8 && all != 14 {
                return None;
            }
            (&bytes[4..6], &bytes[6..8])
        }
        _ => return None,
    };
    if month.len() > 2 || day.len() > 2 {
        return None;
    }
    checked(digits(bytes.get(..4)?)?, digits(month)?, digits(day)?)
}

/// Seconds or milliseconds since 1970, as programs write times. Before September 2001 seconds have fewer digits, and are
/// other numbers more often.
fn since_1970(date: &str) -> Option<(u32, u32, u32)> {
    let seconds = date.get(..10).filter(|_| matches!(date.len(), 10 | 13) && digits(date.as_bytes()).is_some())?;
    let mut days = seconds.parse::<u32>().ok()? / 86_400;
    let length = |year: u32| if is_leap(year) { 366 } else { 365 };
    let mut year = 1970;
    while days >= length(year) {
        days -= length(year);
        year += 1;
    }
    let mut month = 1;
    while days >= last_day(year, month)? {
        days -= last_day(year, month)?;
        month += 1;
    }
    checked(year, month, days + 1)
}

fn with_month_name(date: &str) -> Option<(u32, u32, u32)> {
    let mut words = date.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    if words.peek().is_some_and(|word| WEEKDAYS.iter().any(|day| abbreviates(word, day))) {
        words.next();
    }
    let (first, second, third) = (words.next()?, words.next()?, words.next()?);
    let (month, day) = match month(first) {
        Some(month) => (month, second),
        None => (month(second)?, first),
    };
    let year = if third.len() == 4 { digits(third.as_bytes())? } else { return None };
    let day = day.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    checked(year, month, if day.len() <= 2 { digits(day.as_bytes())? } else { return None })
}

const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

fn month(word: &str) -> Option<u32> {
    let at = MONTHS.iter().position(|month| abbreviates(word, month))?;
    u32::try_from(at + 1).ok()
}

/// Whether `word` is the first three or more letters of `name`, in any case.
fn abbreviates(word: &str, name: &str) -> bool {
    word.len() >= 3 && name.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
}

fn digits(bytes: &[u8]) -> Option<u32> {
    let all_digits = !bytes.is_empty() && bytes.iter().all(u8::is_ascii_digit);
    all_digits.then(|| bytes.iter().fold(0, |n: u32, digit| n.wrapping_mul(10).wrapping_add(u32::from(digit - b'0'))))
}

/// The date if there is such a day.
fn checked(year: u32, month: u32, day: u32) -> Option<(u32, u32, u32)> {
    (year != 0 && (1..=last_day(year, month)?).contains(&day)).then_some((year, month, day))
}

fn last_day(year: u32, month: u32) -> Option<u32> {
    match month {
        2 if is_leap(year) => Some(29),
        2 => Some(28),
        4 | 6 | 9 | 11 => Some(30),
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        _ => None,
    }
}

fn is_leap(year: u32) -> bool {
    year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_scrapers_write_them() {
        for date in [
            "2019-07-11",
            " 2019-07-11T23:59:59-10:00",
            "2019-07-11 08:00:00",
            "2019/07/11",
            "20190711",
            "20190711T080000Z",
            "20190711080000",
            "2019-7-11",
            "2019/7/11 8:00",
            "1562803200",
            "1562889599",
            "1562803200000",
            "Thu, 11 Jul 2019 08:00:00 GMT",
            "11 July 2019",
            "July 11, 2019, 8:00 a.m. EDT",
            "Thursday, Jul. 11th 2019",
        ] {
            assert_eq!(day(date).as_deref(), Some("2019-07-11"), "{date}");
        }
    }

    #[test]
    fn what_is_no_day_stays_as_written() {
        for date in [
            "07/11/2019",
            "2019-02-29",
            "2019-13-01",
            "2019-07",
            "yesterday",
            "156280320",
            "15628032000",
            "201907110",
            "2019-07-111",
            "2019-007-11",
            "2019-7-",
            "May 2019",
            "11 Jul 19",
            "2019年7月11日",
            "31 June 2019",
            "0000-01-01",
        ] {
            assert_eq!(day(date).as_deref(), Some(date));
        }
        assert_eq!(day("2020-02-29").as_deref(), Some("2020-02-29"));
        assert_eq!(day("1582934400").as_deref(), Some("2020-02-29"));
        assert_eq!(day("1735689599999").as_deref(), Some("2024-12-31"));
        assert_eq!(day("4294967295").as_deref(), Some("2106-02-07"));
        assert_eq!(day("9999999999").as_deref(), Some("9999999999"));
    }

    #[test]
    fn no_date_is_none() {
        assert_eq!(day("None"), None);
        assert_eq!(day("  "), None);
    }
}

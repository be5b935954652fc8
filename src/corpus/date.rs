//! On which day?

/// The day of a date as scrapers write it, as `YYYY-MM-DD`; anything else as it is; `None` if nothing is said.
///
/// Read are ISO 8601 (also with slashes or without separators), RFC 2822 and English dates with the month's name
/// (`Thu, 11 Jul 2019 …`, `July 11th, 2019 …`). The day is the one written: no time zone is taken into account.
/// `07/11/2019` stays, since it is two days.
pub(super) fn day(date: &str) -> Option<String> {
    let date = date.trim();
    // news-please writes Python's None as a string.
    if date.is_empty() || date == "None" {
        return None;
    }
    if is_day(date) {
        return Some(date.to_string());
    }
    let (year, month, day) = match iso(date).or_else(|| with_month_name(date)) {
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
    let (month, day, end) = match bytes.get(4)? {
        b'-' | b'/' | b'.' if bytes.get(7) == bytes.get(4) => (5..7, 8..10, 10),
        b'0'..=b'9' => (4..6, 6..8, 8),
        _ => return None,
    };
    if bytes.get(end).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    checked(digits(bytes.get(..4)?)?, digits(bytes.get(month)?)?, digits(bytes.get(day)?)?)
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
    all_digits.then(|| bytes.iter().fold(0, |n, digit| n * 10 + u32::from(digit - b'0')))
}

/// The date if there is such a day.
fn checked(year: u32, month: u32, day: u32) -> Option<(u32, u32, u32)> {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
        _ => return None,
    };
    (year != 0 && (1..=last).contains(&day)).then_some((year, month, day))
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
            "1562803200",
            "201907110",
            "2019-07-111",
            "May 2019",
            "11 Jul 19",
            "2019年7月11日",
            "31 June 2019",
            "0000-01-01",
        ] {
            assert_eq!(day(date).as_deref(), Some(date));
        }
        assert_eq!(day("2020-02-29").as_deref(), Some("2020-02-29"));
    }

    #[test]
    fn no_date_is_none() {
        assert_eq!(day("None"), None);
        assert_eq!(day("  "), None);
    }
}

//! What was read and skipped, in one line?

use crate::corpus::Tally;

/// The first line of every report.
pub fn read_line(totals: &Tally, outlets: usize) -> String {
    let mut line = format!(
        "Read {}: {} from {}",
        counted(totals.read(), "record"),
        counted(totals.articles, "article"),
        counted(outlets as u64, "outlet")
    );
    let skipped = totals.n_skipped();
    if skipped == 0 {
        line.push_str(", none skipped");
    } else {
        line.push_str(&format!(", {} skipped ({})", grouped(skipped), reasons(totals.skipped.iter())));
    }
    if totals.n_unwanted() > 0 {
        let articles = counted(totals.n_unwanted(), "article");
        line.push_str(&format!("; {articles} left out ({})", reasons(totals.unwanted.iter())));
    }
    if !totals.decoded.is_empty() {
        line.push_str(&format!("; character sets other than UTF-8: {}", reasons(totals.decoded.iter())));
    }
    if totals.cut > 0 {
        line.push_str(&format!("; {} too long and cut", counted(totals.cut, "article")));
    }
    let left_out = totals.n_left_out();
    if left_out > 0 {
        let files = counted(left_out, "file");
        line.push_str(&format!("; {files} left out ({})", reasons(totals.left_out.iter())));
    }
    let passed_over = totals.n_passed_over();
    if passed_over > 0 {
        let records = counted(passed_over, "other record");
        line.push_str(&format!("; {records} of web archives ({})", reasons(totals.passed_over.iter())));
    }
    if totals.failed > 0 {
        line.push_str(&format!("; {} could not be read", counted(totals.failed, "input")));
    }
    line.push('.');
    line
}

fn reasons<'a>(counts: impl Iterator<Item = (&'a String, &'a u64)>) -> String {
    let each: Vec<String> = counts.map(|(reason, n)| format!("{} {reason}", grouped(*n))).collect();
    each.join(", ")
}

/// How many of what there are: "1 article", "2 articles".
pub fn counted(n: u64, what: &str) -> String {
    format!("{} {what}{}", grouped(n), if n == 1 { "" } else { "s" })
}

/// A count with a comma between thousands.
pub fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut shown = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            shown.push(',');
        }
        shown.push(digit);
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_set_apart() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_234_567), "1,234,567");
    }

    #[test]
    fn the_line_says_what_was_skipped_and_why() {
        let totals = Tally {
            articles: 1,
            skipped: [("language: fr".to_owned(), 9), ("not JSON".to_owned(), 2)].into(),
            left_out: [("hidden".to_owned(), 1)].into(),
            failed: 0,
            ..Tally::default()
        };
        let line = read_line(&totals, 1);
        assert_eq!(
            line,
            "Read 12 records: 1 article from 1 outlet, 11 skipped (9 language: fr, 2 not JSON); 1 file left out (1 hidden)."
        );
    }
}

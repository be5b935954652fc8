//! Other character sets than UTF-8: told, decoded, and said.

use slantwise::corpus::{Article, Format, Reading, Skipped, Tally};

use super::{GOOD, json_lines, read, shown, text};

const FORMATS: [Format; 5] = [Format::Text, Format::Lines, Format::Json, Format::Table, Format::Any];

fn utf16(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn utf32(text: &str) -> Vec<u8> {
    text.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()
}

/// Body and character set of each article.
fn sets(records: Vec<Result<Article, Skipped>>) -> Vec<(String, String)> {
    let articles = records.into_iter().map(Result::unwrap);
    articles.map(|article| (article.body, article.charset.map(|set| set.to_string()).unwrap_or_default())).collect()
}

#[test]
fn wide_sets_are_decoded_in_every_format() {
    let json = format!("{GOOD}\n");
    let table = "text,title\nThe ferry sank.,\n";
    for format in FORMATS {
        let file = match format {
            Format::Text => "The ferry sank.",
            Format::Table => table,
            _ => &json,
        };
        for (bytes, set) in [
            (utf16(&format!("\u{feff}{file}")), "UTF-16LE"),
            (utf16(file), "UTF-16LE (assumed)"),
            (utf32(&format!("\u{feff}{file}")), "UTF-32BE"),
        ] {
            let found = sets(read(&bytes, format, &Reading::default()));
            assert_eq!(found, [("The ferry sank.".to_owned(), set.to_owned())], "{format:?}");
        }
    }
}

#[test]
fn half_a_character_costs_its_record() {
    let mut bytes = utf16(&format!("\u{feff}{GOOD}\n{{\"text\": \"a"));
    bytes.extend([0x00, 0xd8]);
    bytes.extend(utf16(&format!("\"}}\n{GOOD}\n")));
    assert_eq!(json_lines(&bytes), ["The ferry sank.", "a:2: not UTF-8", "The ferry sank."]);
    bytes.push(b'x');
    assert_eq!(json_lines(&bytes).last().unwrap(), "a:4: not UTF-8");
}

#[test]
fn text_and_tables_in_older_sets_are_guessed_and_counted() {
    let latin = b"The caf\xe9 closed. \x93We are ruined,\x94 said Mr. Vint.";
    let body = "The café closed. “We are ruined,” said Mr. Vint.";
    let said = "windows-1252 (assumed)";
    let found = read(latin, Format::Text, &Reading::default());
    let mut tally = Tally::default();
    found.iter().for_each(|record| tally.count(record));
    assert_eq!(tally.decoded[said], 1);
    assert_eq!(sets(found), [(body.to_owned(), said.to_owned())]);
    // Rows that are UTF-8 stay what they are.
    let rows = [b"id,text\n1,The ferry sank.\n2,\"".as_slice(), latin, "\"\n3,“The café”\n".as_bytes()].concat();
    let found = sets(read(&rows, Format::Table, &Reading::default()));
    let expected = [("The ferry sank.", ""), (body, said), ("“The café”", "")];
    assert_eq!(found, expected.map(|(body, set)| (body.to_owned(), set.to_owned())));
    // JSON is UTF-8.
    assert_eq!(json_lines(b"{\"text\": \"caf\xe9\"}"), ["a:1: not UTF-8 (byte 13 of the file)"]);
}

#[test]
fn damaged_utf8_and_bytes_that_are_no_text_are_not_guessed_at() {
    let whole = "“The ferry sank,” she said – “and nobody”";
    let cut = &whole.as_bytes()[..whole.len() - 1];
    assert!(text(cut)[0].starts_with("a:1: not UTF-8"), "{:?}", text(cut));
    assert!(text(b"\x89PNG\r\n\x1a\n\x01\x02\xff\xfe")[0].starts_with("a:1: not UTF-8"));
    let rows = [b"id,text\n1,\"".as_slice(), cut, b"\"\n2,The ferry sank.\n"].concat();
    assert_eq!(shown(rows, Format::Table, &Reading::default()), ["a:2: not UTF-8", "The ferry sank."]);
}

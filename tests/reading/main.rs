//! Bytes in, articles out: every format, every fault that a record can have, every limit.

#[cfg(feature = "pages")]
mod archive;
mod charset;
#[cfg(feature = "parquet")]
mod columns;
mod list;
#[cfg(feature = "pages")]
mod page;
mod table;

use std::io::{self, Read};

use proptest::prelude::*;
use slantwise::corpus::{
    Article, FieldOverrides, Format, Outlets, Pieces, Reading, Recognized, Skipped, Tally, batches,
};
use slantwise::provenance::Damage;

/// Everything that `bytes` hold, as the file `a`.
fn read(bytes: &[u8], format: Format, reading: &Reading) -> Vec<Result<Article, Skipped>> {
    let pieces = Pieces::new(bytes, "a", "folder", format, reading);
    batches(pieces).flat_map(|batch| batch.articles(reading).collect::<Vec<_>>()).collect()
}

/// The bodies of the articles, and in between what was skipped as it is shown.
fn shown(bytes: impl AsRef<[u8]>, format: Format, reading: &Reading) -> Vec<String> {
    let records = read(bytes.as_ref(), format, reading);
    records
        .into_iter()
        .map(|record| record.map_or_else(|skipped| skipped.to_string(), |article| article.body))
        .collect()
}

fn json_lines(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Lines, &Reading::default())
}

fn text(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Text, &Reading::default())
}

/// The one article that `bytes` hold.
fn article(bytes: &str, format: Format, reading: &Reading) -> Article {
    let mut records = read(bytes.as_bytes(), format, reading);
    assert_eq!(records.len(), 1);
    records.remove(0).unwrap()
}

fn small_articles(max_article_bytes: usize) -> Reading {
    Reading { max_article_bytes, ..Reading::default() }
}

const GOOD: &str = r#"{"text": "The ferry sank."}"#;

/// Every way in which a line is no article, and what is said about it when it is the second line.
fn bad_lines() -> Vec<(Vec<u8>, &'static str)> {
    let deep = format!(r#"{{"text": "t", "x": {}1{}}}"#, "[".repeat(128), "]".repeat(128));
    let bad: [(&[u8], &str); 18] = [
        (b"The ferry sank.", "a:2:1: not JSON: expected value"),
        (br#"{"text": "The ferry"#, "a:2:19: not JSON: EOF while parsing a string"),
        (br#"{"text": "t"} x"#, "a:2:15: not JSON: trailing characters"),
        (br#"{"text": "\ud83d"}"#, "a:2:17: not JSON: unexpected end of hex escape"),
        (b"{\"text\": \"a\0b\"}", "a:2:12: not JSON: control character (\\u0000-\\u001F) found while parsing a string"),
        (b"{\"text\": \"caf\xe9\"}", "a:2: not UTF-8 (byte 13 of the line)"),
        (br#"["The ferry sank."]"#, "a:2:1: not an object but a list: a record is an object with named fields"),
        (b"12", "a:2:1: not an object but a number: a record is an object with named fields"),
        (b"null", "a:2:1: not an object but null: a record is an object with named fields"),
        (br#"{"text": 7}"#, "a:2:2: field of the wrong type: text is a number, not text"),
        (br#"{"text": {"p": "t"}}"#, "a:2:2: field of the wrong type: text is an object, not text"),
        (br#"{"text": "t", "title": ["h"]}"#, "a:2:15: field of the wrong type: title is a list, not text"),
        (br#"{"text": "t", "text": "u"}"#, "a:2:15: field given twice: text"),
        (br#"{"title": "h", "id": 3}"#, "a:2: no text field; the record has: title, id; use --field text=NAME"),
        (b"{}", "a:2: no text field: the record has no fields"),
        (br#"{"text": " \n "}"#, "a:2: empty text"),
        (br#"{"text": null}"#, "a:2: empty text"),
        (br#"{"text": "t", "language": "pt-BR"}"#, "a:2: language: pt"),
    ];
    let bad = bad.into_iter().map(|(line, said)| (line.to_vec(), said));
    bad.chain([(deep.into_bytes(), "a:2:147: nested too deep: more than 128 levels")]).collect()
}

#[test]
fn a_bad_line_costs_one_record_and_is_named() {
    let names = r#"{"text": "The crew swam.", "title": "Ferry", "id": "7"}"#;
    for (bad, said) in bad_lines() {
        // The byte is counted from the start of the file.
        let said = said.replace("byte 13 of the line", &format!("byte {} of the file", names.len() + 1 + 13));
        let lines = [names.as_bytes(), &bad, GOOD.as_bytes()].join(&b'\n');
        assert_eq!(json_lines(lines), ["The crew swam.", &said, "The ferry sank."]);
    }
}

#[test]
fn a_bad_line_may_be_first_last_or_alone() {
    for (bad, _) in bad_lines() {
        let first = [&bad, GOOD.as_bytes(), GOOD.as_bytes()].join(&b'\n');
        let last = [GOOD.as_bytes(), GOOD.as_bytes(), &bad].join(&b'\n');
        for (lines, at, n) in [(first, 0, 3), (last, 2, 3), (bad.clone(), 0, 1)] {
            let overrides = FieldOverrides::parse(&["title=title".into(), "language=language".into()]).unwrap();
            let records = read(&lines, Format::Lines, &Reading { overrides, ..Reading::default() });
            assert_eq!(records.len(), n);
            let lines_skipped: Vec<_> = records.iter().map(|record| record.as_ref().err().map(|s| s.line)).collect();
            let mut expected = vec![None; n];
            expected[at] = Some(Some(at as u64 + 1));
            assert_eq!(lines_skipped, expected, "{}", String::from_utf8_lossy(&bad));
        }
    }
}

#[test]
fn blank_lines_are_no_records_but_count_as_lines() {
    assert_eq!(
        json_lines(format!("\n \t\r\n{GOOD}\r\n\nx\n\n")),
        ["The ferry sank.", "a:5:1: not JSON: expected value"]
    );
}

#[test]
fn a_byte_order_mark_costs_nothing() {
    assert_eq!(json_lines(format!("\u{feff}{GOOD}\n{GOOD}")), ["The ferry sank.", "The ferry sank."]);
    assert_eq!(text("\u{feff}The ferry sank."), ["The ferry sank."]);
    assert_eq!(text(b"\xef\xbb\xbfcaf\xe9"), ["a:1: not UTF-8 (byte 6 of the file)"]);
}

#[test]
fn a_file_without_anything_is_named() {
    for format in [Format::Text, Format::Lines, Format::Json, Format::Any] {
        for empty in ["", "\u{feff}", " \n\n"] {
            assert_eq!(shown(empty, format, &Reading::default()), ["a: empty"]);
        }
    }
}

#[test]
fn bytes_that_are_no_text_are_named_with_their_place() {
    assert_eq!(text("The ferry\nsa\0nk."), ["a: NUL byte: this is no text, or not UTF-8 (byte 12 of the file)"]);
    // A mark says that it is UTF-8.
    assert_eq!(text(b"\xef\xbb\xbfThe ferry\nsank \xff\n"), ["a:2: not UTF-8 (byte 18 of the file)"]);
}

#[test]
fn a_whole_text_file_is_the_body_and_its_folder_the_outlet() {
    let article = article("\n Ferry sinks \nThe ferry sank.\n", Format::Text, &Reading::default());
    assert_eq!((article.title.as_str(), article.body.as_str()), ("", "\n Ferry sinks \nThe ferry sank.\n"));
    assert_eq!((article.outlet.as_str(), article.body_starts_at), ("folder", 0));
    assert_eq!(article.id, article.hashed_id());
}

#[test]
fn the_first_line_of_a_text_file_can_be_its_title() {
    let reading = Reading { title_first_line: true, outlet: Some("Harbour Daily".into()), ..Reading::default() };
    let article = article("\n Ferry sinks \nThe ferry sank.\n", Format::Text, &reading);
    assert_eq!((article.title.as_str(), article.outlet.as_str()), ("Ferry sinks", "Harbour Daily"));
    assert_eq!(article.body, "\n Ferry sinks \nThe ferry sank.\n");
    assert_eq!(&article.body[article.body_starts_at..], "The ferry sank.\n");
}

#[test]
fn every_field_of_a_record_is_read() {
    let record = r#"{"id": 42, "maintext": "Ferry sinks\nThe ferry sank.", "title": "Ferry sinks", "language": "en",
        "source_domain": "www.harbour.example.co.uk", "date_publish": "2024-05-01 08:00:00", "url": "https://a.example/1",
        "authors": ["A B", null, " ", "C D"], "section": " Shipping ", "genre": "News", "topic": ["ferries", 2024],
        "html": "<p>"}"#;
    let article = article(record, Format::Json, &Reading::default());
    let expected = Article {
        id: "42".into(),
        outlet: "example.co.uk".into(),
        date: Some("2024-05-01".into()),
        title: "Ferry sinks".into(),
        body: "Ferry sinks\nThe ferry sank.".into(),
        body_starts_at: 12,
        url: Some("https://a.example/1".into()),
        author: Some("A B, C D".into()),
        section: Some("Shipping".into()),
        genre: Some("news".into()),
        agency: None,
        guest: false,
        damage: Damage::default(),
        topic: Some("ferries, 2024".into()),
        language: Some("en".into()),
        group: None,
        is_cut: false,
        charset: None,
        file: "a".into(),
        line: Some(1),
    };
    assert_eq!(article, expected);
}

#[test]
fn null_and_blank_values_are_as_good_as_none() {
    let record = r#"{"text": "t", "title": null, "outlet": " ", "author": [], "url": "", "id": "", "date": "None"}"#;
    let article = article(record, Format::Lines, &Reading::default());
    let id = article.hashed_id();
    assert_eq!(article, Article { id, body: "t".into(), file: "a".into(), line: Some(1), ..Article::default() });
}

#[test]
fn without_an_outlet_the_domain_of_the_url_serves_then_what_the_user_says() {
    let reading = Reading { outlet: Some("Harbour Daily".into()), ..Reading::default() };
    let outlet = |record| article(record, Format::Lines, &reading).outlet;
    assert_eq!(outlet(r#"{"text": "t", "url": "https://www.bbc.co.uk/news"}"#), "bbc.co.uk");
    assert_eq!(outlet(r#"{"text": "t", "source": "https://edition.cnn.com/1"}"#), "cnn.com");
    assert_eq!(outlet(r#"{"text": "t", "outlet": "http://www.cnn.com", "url": "https://a.example"}"#), "cnn.com");
    assert_eq!(outlet(r#"{"text": "t"}"#), "Harbour Daily");
}

#[test]
fn the_table_of_outlets_does_not_change_an_id() {
    let table = "domain,outlet,group,genre\nharbour.example,Harbour Daily,ports,wire\n";
    let reading = Reading { outlets: Outlets::read(table.as_bytes()).unwrap(), ..Reading::default() };
    let record = r#"{"text": "t", "url": "https://www.harbour.example/1"}"#;
    let (with, without) =
        (article(record, Format::Lines, &reading), article(record, Format::Lines, &Reading::default()));
    assert_eq!((with.outlet.as_str(), without.outlet.as_str()), ("Harbour Daily", "harbour.example"));
    assert_eq!((with.group.as_deref(), with.genre.as_deref()), (Some("ports"), Some("wire")));
    assert_eq!(with.id, without.id);
}

#[test]
fn large_numbers_that_would_become_one_id_are_refused() {
    let records = r#"{"text": "t", "id": 18446744073709551615}"#.to_string()
        + "\n"
        + r#"{"text": "t", "id": 18446744073709551616}"#;
    let records = read(records.as_bytes(), Format::Lines, &Reading::default());
    assert_eq!(records[0].as_ref().unwrap().id, "18446744073709551615");
    assert!(records[1].as_ref().unwrap_err().to_string().contains("id is a number too large to be exact"));
}

#[test]
fn one_object_and_json_lines_are_told_apart_by_content() {
    let pretty = "\n{\n  \"title\": \"Ferry\",\n  \"text\": \"The ferry sank.\"\n}\n";
    let lines = format!("{GOOD}\n{GOOD}\n");
    let broken_first = format!("{{\"text\": \"The\n{GOOD}\n{GOOD}");
    for format in [Format::Json, Format::Any] {
        let shown = |bytes: &str| shown(bytes, format, &Reading::default());
        assert_eq!(shown(pretty), ["The ferry sank."]);
        assert_eq!(shown(GOOD), ["The ferry sank."]);
        assert_eq!(shown(&lines), ["The ferry sank.", "The ferry sank."]);
        assert_eq!(shown(&broken_first)[1..], ["The ferry sank.", "The ferry sank."]);
        assert_eq!(shown(r#"[{"text": "The ferry sank."}]"#), ["The ferry sank."]);
    }
}

#[test]
fn good_json_is_no_text_whatever_the_name_of_the_file() {
    let text = |bytes: &str| shown(bytes, Format::Text, &Reading::default());
    assert_eq!(text(&format!("{GOOD}\n{GOOD}\n")), ["The ferry sank.", "The ferry sank."]);
    assert_eq!(text("{\n\"text\": \"The ferry sank.\"\n}"), ["The ferry sank."]);
    for body in ["{\"The ferry\" sank.}", "[{sic}] The ferry sank.", "{\"text\": \"The ferry"] {
        assert_eq!(text(body), [body]);
    }
}

#[test]
fn the_error_of_one_object_has_its_own_line() {
    let object = "{\n  \"title\": \"é\", \"text\": 7\n}";
    let said = ["a:2:17: field of the wrong type: text is a number, not text"];
    // A number alone is no text, so the field must be named to be taken for one.
    let reading = Reading { overrides: FieldOverrides::parse(&["text=text".into()]).unwrap(), ..Reading::default() };
    assert_eq!(shown(object, Format::Json, &reading), said);
    assert_eq!(shown("{\n\"text\": \"t\",\n}", Format::Json, &reading), ["a:3:1: not JSON: trailing comma"]);
}

#[test]
fn text_on_standard_input_may_start_with_a_bracket() {
    for body in ["[Applause] The ferry sank.", "{The ferry} sank.", "The ferry sank."] {
        assert_eq!(shown(body, Format::Any, &Reading::default()), [body]);
    }
}

#[test]
fn names_are_chosen_once_for_a_file() {
    let lines = r#"{"text": "", "maintext": "A"}
{"text": "", "maintext": "B", "content": "no"}
{"text": "no", "content": "no", "body": "no"}"#
        .replace("\"text\": \"no\"", "\"story\": \"no\"");
    let said = "a:3: no text field; the record has: story, content, body; use --field text=NAME";
    assert_eq!(json_lines(&lines), ["A", "B", said]);
    let reading = Reading { overrides: FieldOverrides::parse(&["text=story".into()]).unwrap(), ..Reading::default() };
    assert_eq!(shown(&lines, Format::Lines, &reading)[2], "no");
}

#[test]
fn names_are_chosen_from_the_first_records_that_can_be_read() {
    let mut lines = vec!["broken"; 300];
    lines.push(r#"{"body": "The ferry sank."}"#);
    assert_eq!(json_lines(lines.join("\n")).last().unwrap(), "The ferry sank.");
    let long = "broken ".repeat(100_000);
    let reading = Reading::default();
    let bytes = format!("{long}\n{}\n", lines.join("\n"));
    let mut pieces = Pieces::new(bytes.as_bytes(), "a", "", Format::Lines, &reading);
    while pieces.next().is_some() {}
    let mut recognized = Recognized::default();
    recognized.add(pieces.fields().unwrap());
    assert_eq!(recognized.to_string(), "text ← body");
}

#[test]
fn a_long_article_is_cut_on_request() {
    let reading = Reading { cut_long: true, ..small_articles(20) };
    // The limit lies within the é, which goes.
    let long = format!("{}é and more", "a".repeat(19));
    let cut = "a".repeat(19);
    let record = serde_json::json!({ "text": &long }).to_string();
    let (list, table) = (format!("[{record}]"), format!("text\n{long}\n"));
    for (bytes, format) in [
        (&long, Format::Text),
        (&record, Format::Json),
        (&record, Format::Lines),
        (&list, Format::Json),
        (&table, Format::Table),
    ] {
        assert_eq!(shown(bytes, format, &reading), [cut.as_str()], "{format:?}");
    }
    let article = article(&record, Format::Lines, &reading);
    assert!(article.is_cut);
    let fits = serde_json::json!({ "text": "a".repeat(20) }).to_string();
    assert!(!self::article(&fits, Format::Lines, &reading).is_cut);
    // A title that leaves no room leaves no article.
    let record = serde_json::json!({ "title": long, "text": "b" }).to_string();
    assert!(shown(&record, Format::Lines, &reading)[0].contains("article too long"));
}

#[test]
fn an_article_past_the_limit_is_named_in_every_format() {
    let said = "article too long: more than 20 bytes; --max-article-bytes sets the limit";
    let reading = small_articles(20);
    let fits = "a".repeat(20);
    let long = "a".repeat(21);
    for (body, format) in [(&long, Format::Text), (&long, Format::Any)] {
        assert_eq!(shown(body, format, &reading), [format!("a: {said}")]);
        assert_eq!(shown(&fits, format, &reading), [fits.as_str()]);
    }
    let lines =
        format!("{{\"text\": \"{long}\"}}\n{{\"text\": \"{fits}\"}}\n{{\"title\": \"h\", \"text\": \"{fits}\"}}");
    assert_eq!(shown(lines, Format::Lines, &reading), [format!("a:1: {said}"), fits, format!("a:3: {said}")]);
}

#[test]
fn a_line_past_the_limit_is_passed_over_wherever_it_is() {
    let limit = Reading::default().max_line_bytes();
    let said = |line: u64| format!("a:{line}: line too long: more than 64 MB");
    let long = || Box::new(io::repeat(b'x').take(limit as u64 + 1)) as Box<dyn Read>;
    let good = || Box::new(io::Cursor::new(format!("{GOOD}\n"))) as Box<dyn Read>;
    let newline = || Box::new(&b"\n"[..]) as Box<dyn Read>;
    for (parts, expected) in [
        (vec![long(), newline(), good()], vec![said(1), "The ferry sank.".into()]),
        (vec![good(), long(), newline(), good()], vec!["The ferry sank.".into(), said(2), "The ferry sank.".into()]),
        (vec![good(), long()], vec!["The ferry sank.".into(), said(2)]),
        (vec![long()], vec![said(1)]),
    ] {
        let reading = Reading::default();
        let empty = Box::new(io::empty()) as Box<dyn Read>;
        let bytes = parts.into_iter().fold(empty, |bytes, part| Box::new(bytes.chain(part)) as Box<dyn Read>);
        let pieces = Pieces::new(bytes, "a", "", Format::Lines, &reading);
        let records = batches(pieces).flat_map(|batch| batch.articles(&reading).collect::<Vec<_>>());
        let shown: Vec<String> =
            records.map(|record| record.map_or_else(|skipped| skipped.to_string(), |a| a.body)).collect();
        assert_eq!(shown, expected);
    }
}

#[test]
fn brackets_within_text_are_not_nesting() {
    let record = format!(r#"{{"text": "{}\\", "x": {}{}}}"#, "[{".repeat(500), "[".repeat(127), "]".repeat(127));
    assert_eq!(json_lines(record), ["[{".repeat(500) + "\\"]);
}

/// Gives a few bytes at a time, then fails or ends.
struct Dribble<'b> {
    bytes: &'b [u8],
    fails: bool,
}

impl Read for Dribble<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.bytes.is_empty() && self.fails {
            return Err(io::Error::other("the disk is gone"));
        }
        let n = self.bytes.len().min(buffer.len()).min(1_000);
        let (now, later) = self.bytes.split_at(n);
        buffer[..n].copy_from_slice(now);
        self.bytes = later;
        Ok(n)
    }
}

#[test]
fn what_was_read_before_a_file_failed_is_kept() {
    let reading = Reading::default();
    let lines = format!("{GOOD}\n{GOOD}\n");
    for (format, expected) in [
        (Format::Lines, &["The ferry sank.", "The ferry sank.", "a:3: cannot be read: the disk is gone"][..]),
        (Format::Text, &["a: cannot be read: the disk is gone"][..]),
    ] {
        let bytes = if format == Format::Text { "The ferry sank." } else { &lines };
        let pieces = Pieces::new(Dribble { bytes: bytes.as_bytes(), fails: true }, "a", "", format, &reading);
        let mut tally = Tally::default();
        let mut shown = Vec::new();
        for batch in batches(pieces) {
            for record in batch.articles(&reading) {
                tally.count(&record);
                shown.push(record.map_or_else(|skipped| skipped.to_string(), |article| article.body));
            }
        }
        assert_eq!(shown, expected);
        assert_eq!((tally.read(), tally.failed), (expected.len() as u64 - 1, 1));
    }
}

#[test]
fn batches_do_not_depend_on_how_the_bytes_arrive() {
    let reading = Reading::default();
    let lines: String =
        (0..9_000).map(|i| format!("{{\"text\": \"{i} {}\"}}\n", "The ferry sank. ".repeat(i % 20))).collect();
    let at_once: Vec<String> = batches(Pieces::new(lines.as_bytes(), "a", "", Format::Lines, &reading))
        .map(|batch| format!("{batch:?}"))
        .collect();
    let dribble = Dribble { bytes: lines.as_bytes(), fails: false };
    let in_drops: Vec<String> =
        batches(Pieces::new(dribble, "a", "", Format::Lines, &reading)).map(|batch| format!("{batch:?}")).collect();
    assert!(2 < at_once.len());
    assert!(at_once == in_drops);
    assert_eq!(json_lines(&lines).len(), 9_000);
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400), format in any_format()) {
        read(&bytes, format, &small_articles(100));
    }

    #[test]
    fn no_json_panics(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "{", "}", "[", "]", "\"", "\\", ",", ":", "\"text\"", "\"title\":", "\"t\"", "\\ud800", "null", "1e9", "-", "é",
                "\u{feff}", "\n", "\r", " ", "true", "\"source\":", "\"http://a.b.co.uk/\"", "\"date\":", "\"2024-02-30\"",
            ]),
            0..60,
        ),
        format in any_format(),
    ) {
        read(parts.concat().as_bytes(), format, &Reading::default());
    }

    #[test]
    fn every_line_is_an_article_or_skipped_once(
        lines in proptest::collection::vec(
            prop::sample::select(vec![GOOD, "{}", "x", "{\"text\": \"\"}", "[]", "{\"text\": \"Паром затонул\"}"]),
            1..50,
        ),
    ) {
        let records = read(lines.join("\n").as_bytes(), Format::Lines, &Reading::default());
        prop_assert_eq!(records.len(), lines.len());
        let mut tally = Tally::default();
        records.iter().for_each(|record| tally.count(record));
        prop_assert_eq!(tally.read(), lines.len() as u64);
        prop_assert_eq!(tally.articles, lines.iter().filter(|line| **line == GOOD).count() as u64);
    }

    #[test]
    fn fields_of_any_kind_never_panic(outlet in ".{0,40}", url in ".{0,40}", date in ".{0,30}", language in ".{0,12}") {
        let record = serde_json::json!({"text": "t", "outlet": outlet, "url": url, "date": date, "language": language});
        read(record.to_string().as_bytes(), Format::Lines, &Reading::default());
        let url = serde_json::json!({"text": "t", "url": format!("https://{url}")});
        read(url.to_string().as_bytes(), Format::Lines, &Reading::default());
    }
}

fn any_format() -> impl Strategy<Value = Format> {
    let formats =
        [Format::Text, Format::Lines, Format::Json, Format::Table, Format::Page, Format::Archive, Format::Any];
    prop::sample::select(formats.to_vec())
}

//! JSON lists: streamed, and a broken element costs itself.

use std::io::{self, Read};

use slantwise::corpus::{Format, Pieces, Reading, batches};

use super::{GOOD, bad_lines, shown};

fn list(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Json, &Reading::default())
}

#[test]
fn a_list_is_its_elements_in_every_layout_and_under_every_name() {
    let pretty = "[\n  {\n    \"text\": \"The ferry sank.\"\n  },\n  {\n    \"text\": \"The crew swam.\"\n  }\n]\n";
    let one_line = "[{\"text\": \"The ferry sank.\"}, {\"text\": \"The crew swam.\"}]";
    for format in [Format::Json, Format::Lines, Format::Any, Format::Text] {
        for bytes in [pretty, one_line] {
            assert_eq!(shown(bytes, format, &Reading::default()), ["The ferry sank.", "The crew swam."]);
        }
    }
    assert_eq!(list("[]"), ["a: empty"]);
}

#[test]
fn a_bad_element_costs_one_record_and_is_named_by_its_line() {
    let names = r#"{"text": "The crew swam.", "title": "Ferry", "id": "7"}"#;
    for (bad, said) in bad_lines() {
        // As elements they are the same but for the place of the byte and what a line break in a string leads to.
        if bad.starts_with(b"The ferry") || said.contains("not UTF-8") || said.contains("trailing characters") {
            continue;
        }
        let bytes = [b"[", names.as_bytes(), b",\n", &bad, b",\n", GOOD.as_bytes(), b"]"].concat();
        let found = list(bytes);
        assert_eq!((found[0].as_str(), found.last().unwrap().as_str()), ("The crew swam.", "The ferry sank."));
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[1].starts_with("a:2") && found[1].contains(said.split(": ").nth(1).unwrap()), "{found:?}");
    }
}

#[test]
fn a_broken_element_does_not_swallow_the_next() {
    for broken in
        ["{\"text\": \"The", "{\"text\": \"The ferry\"", "{\"text\": [\"The\"}", "{\"text\": [\"The", "\"The ferry"]
    {
        let found = list(format!("[{GOOD},\n{broken},\n{GOOD},\n{GOOD}]"));
        assert!(found.len() >= 4 && found[1].starts_with("a:2"), "{broken}: {found:?}");
        assert_eq!(found.iter().filter(|shown| *shown == "The ferry sank.").count(), 3, "{broken}: {found:?}");
    }
}

#[test]
fn a_list_that_is_cut_or_goes_on_otherwise_is_named() {
    assert_eq!(
        list(format!("[{GOOD},\n")),
        ["The ferry sank.", "a:2: list without an end: the file ends before its bracket is closed"]
    );
    assert_eq!(list(format!("[{GOOD}\n] x")), ["The ferry sank.", "a:2: something after a list: it was not read"]);
    let found = list(format!("[{GOOD},\n{{\"text\": \"The"));
    assert!(found[1].starts_with("a:2:13: not JSON: EOF") && found[2].contains("list without an end"), "{found:?}");
    assert_eq!(list(format!("[{GOOD}]\n[{GOOD}]\n{GOOD}")).len(), 4);
}

#[test]
fn an_element_that_starts_within_a_line_has_its_place_in_the_file() {
    let found = list(format!("[{GOOD}, {{\"text\": [1, }}, {GOOD}]"));
    let byte = GOOD.len() + 3;
    assert!(found[1].starts_with("a:1: ") && found[1].ends_with(&format!("(byte {byte} of the file)")), "{found:?}");
    let found = list(format!("[{GOOD},\n   {{\"text\": 1}},\n{GOOD}]"));
    assert!(found[1].starts_with("a:2:5: field of the wrong type"), "{found:?}");
}

#[test]
fn a_list_is_read_in_pieces_of_bounded_size() {
    let element = format!("{{\"text\": \"{}\"}},\n", "The ferry sank. ".repeat(60));
    let (n, reading) = (2_500, Reading::default());
    let bytes =
        io::Cursor::new("[").chain(io::Cursor::new(element.repeat(n))).chain(io::Cursor::new(format!("{GOOD}]")));
    let mut n_articles = 0;
    let mut last = None;
    for batch in batches(Pieces::new(bytes, "a", "", Format::Json, &reading)) {
        assert!(batch.len() < 2 << 20, "{}", batch.len());
        for article in batch.articles(&reading) {
            n_articles += 1;
            last = article.unwrap().line;
        }
    }
    assert_eq!((n_articles, last), (n + 1, Some(n as u64 + 1)));
}

#[test]
fn an_element_past_the_limit_is_passed_over() {
    let limit = Reading::default().max_line_bytes() as u64;
    let reading = Reading::default();
    for before in [format!("[{GOOD},\n"), "[\n".to_owned()] {
        let long = io::Cursor::new("{\"text\": \"").chain(io::repeat(b'x').take(limit + 10));
        let bytes = io::Cursor::new(before).chain(long).chain(io::Cursor::new(format!("\"}},\n{GOOD}]")));
        let records = batches(Pieces::new(bytes, "a", "", Format::Json, &reading))
            .flat_map(|batch| batch.articles(&reading).collect::<Vec<_>>());
        let shown: Vec<String> = records.map(|of| of.map_or_else(|skipped| skipped.to_string(), |a| a.body)).collect();
        assert_eq!(shown[shown.len() - 2..], ["a:2: line too long: more than 64 MB", "The ferry sank."]);
    }
}

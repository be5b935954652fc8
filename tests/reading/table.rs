//! CSV and TSV: delimiters, quotation marks, line breaks in cells, and rows that are broken.

use std::io::{self, Read};

use proptest::prelude::*;
use slantwise::corpus::{Article, FieldOverrides, Format, Pieces, Reading, batches};

use super::{Dribble, read, shown};

fn table(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Table, &Reading::default())
}

fn articles(bytes: impl AsRef<[u8]>) -> Vec<Article> {
    read(bytes.as_ref(), Format::Table, &Reading::default()).into_iter().map(Result::unwrap).collect()
}

#[test]
fn every_delimiter_is_recognized_under_every_name() {
    for delimiter in [",", ";", "\t", "|", "^", "~", "\u{1}", "\u{1f}"] {
        let rows = [
            "title|url|text",
            "Ferry|https://a.example/1|\"The ferry, sank; \"\"off\"\"\tthe | coast.\nAll swam.\"",
            "|| The crew swam. ",
        ];
        let bytes = rows.join("\r\n").replace(" | ", " / ").replace('|', delimiter);
        for format in [Format::Table, Format::Any, Format::Text] {
            let found = read(bytes.as_bytes(), format, &Reading::default());
            let found: Vec<Article> = found.into_iter().map(Result::unwrap).collect();
            assert_eq!(found[0].body, "The ferry, sank; \"off\"\tthe / coast.\nAll swam.", "{delimiter:?}");
            assert_eq!((found[0].title.as_str(), found[0].outlet.as_str()), ("Ferry", "a.example"));
            assert_eq!((found[1].body.as_str(), found[1].title.as_str()), (" The crew swam. ", ""));
            assert_eq!((found[0].line, found[1].line), (Some(2), Some(4)));
        }
    }
}

#[test]
fn columns_are_chosen_as_fields_are() {
    let bytes = "text,maintext,source,ID\n,The ferry sank.,https://www.harbour.example/1,7\n,The crew swam.,,8\n";
    let found = articles(bytes);
    assert_eq!((found[0].body.as_str(), found[0].id.as_str()), ("The ferry sank.", "7"));
    assert_eq!((found[0].outlet.as_str(), found[1].outlet.as_str()), ("harbour.example", ""));
    let reading = Reading { overrides: FieldOverrides::parse(&["text=lede".into()]).unwrap(), ..Reading::default() };
    assert_eq!(shown("a;lede\n1;The ferry sank.\n", Format::Table, &reading), ["The ferry sank."]);
}

#[test]
fn a_table_without_a_column_of_text_is_refused_before_its_rows() {
    let said = "a:1: no text field; the record has: title, story; use --field text=NAME";
    assert_eq!(table("title,story\nFerry,The ferry sank.\n"), [said]);
    assert_eq!(table("text,id,text\na,b,c\n"), ["a:1: field given twice: text"]);
    assert_eq!(
        table("\"text,id\na,b\n"),
        [
            "a: broken quotation marks: one is not closed at the end of a cell, or not within 10000 lines; those of a cell are doubled"
        ]
    );
    // With nothing in it, the column is still the text.
    assert_eq!(table("text,id\n,1\nB,2\n"), ["a:2: empty text", "B"]);
    for empty in ["", "\u{feff}", "\n\r\n"] {
        assert_eq!(table(empty), ["a: empty"]);
    }
    assert_eq!(table("text,id\n"), [""; 0]);
}

#[test]
fn a_byte_order_mark_and_blank_lines_cost_nothing() {
    let found = articles("\u{feff}\n\ntext,id\r\n\r\n\nA,1\n\n\"B\n\nC\",2\n\n");
    let found: Vec<_> = found.iter().map(|article| (article.body.as_str(), article.line)).collect();
    assert_eq!(found, [("A", Some(6)), ("B\n\nC", Some(8))]);
}

#[test]
fn a_bad_row_costs_one_record_and_is_named_by_its_first_line() {
    let broken = "broken quotation marks: one is not closed at the end of a cell, or not within 10000 lines; those of a cell are doubled";
    let bad: [(&[u8], String); 7] = [
        (b"2", "wrong number of cells: 1, and the header has 2".into()),
        (b"2,b,c", "wrong number of cells: 3, and the header has 2".into()),
        (b"2,", "empty text".into()),
        (b"2,\"b", broken.into()),
        (b"2,\"b\" c", broken.into()),
        (b"2,a\0b", "NUL byte: this is no text, or not UTF-8".into()),
        ("2,Паром затонул".as_bytes(), "language: another script".into()),
    ];
    for (row, said) in bad {
        for (rows, at) in
            [([row, b"1,A", b"3,\"C\""], 0), ([b"1,A", row, b"3,\"C\""], 1), ([b"1,A", b"3,\"C\"", row], 2)]
        {
            let bytes = [b"id,text".as_slice(), rows[0], rows[1], rows[2]].join(&b'\n');
            let mut expected = vec!["A".to_owned(), "C".to_owned()];
            expected.insert(at, format!("a:{}: {said}", at + 2));
            assert_eq!(table(&bytes), expected, "{}", String::from_utf8_lossy(&bytes));
        }
    }
}

#[test]
fn a_mark_that_is_not_closed_does_not_swallow_the_rows_behind_it() {
    let rows: String = (0..12_000).map(|i| format!("{i},The ferry sank.\n")).collect();
    let found = table(format!("id,text\n1,\"The crew\n{rows}2,The end.\n"));
    assert_eq!(found.len(), 12_002);
    assert!(found[0].starts_with("a:2: broken quotation marks"));
    assert_eq!(found.last().unwrap(), "The end.");
}

#[test]
fn a_table_cut_short_loses_its_last_row_only() {
    let reading = Reading::default();
    for cut in ["2,The crew sw", "2,\"The crew\nsw", "2,\"The crew\n\"", "2"] {
        let bytes = format!("id,text\n1,The ferry sank.\n{cut}");
        let dribble = Dribble { bytes: bytes.as_bytes(), fails: true };
        let pieces = Pieces::new(dribble, "a", "", Format::Table, &reading);
        let records = batches(pieces).flat_map(|batch| batch.articles(&reading).collect::<Vec<_>>());
        let shown: Vec<String> = records.map(|of| of.map_or_else(|skipped| skipped.to_string(), |a| a.body)).collect();
        assert_eq!(shown, ["The ferry sank.", "a:3: cannot be read: the disk is gone"], "{cut}");
    }
}

#[test]
fn a_row_past_the_limit_costs_its_first_line() {
    let (limit, reading) = (Reading::default().max_line_bytes() as u64, Reading::default());
    let long = || io::Cursor::new("1,").chain(io::repeat(b'x').take(limit + 10)).chain(io::Cursor::new("\n"));
    let bytes = io::Cursor::new("id,text\n0,A\n").chain(long()).chain(io::Cursor::new("2,B\n"));
    let records = batches(Pieces::new(bytes, "a", "", Format::Table, &reading))
        .flat_map(|batch| batch.articles(&reading).collect::<Vec<_>>());
    let shown: Vec<String> = records.map(|of| of.map_or_else(|skipped| skipped.to_string(), |a| a.body)).collect();
    assert_eq!(shown, ["A", "a:3: line too long: more than 64 MB", "B"]);
}

#[test]
fn a_column_that_the_user_named_makes_a_table() {
    let reading = Reading { overrides: FieldOverrides::parse(&["text=lede".into()]).unwrap(), ..Reading::default() };
    assert_eq!(shown("lede,label\nThe ferry sank.,1\n", Format::Any, &reading), ["The ferry sank."]);
    assert_eq!(shown("The lede, and more", Format::Any, &reading), ["The lede, and more"]);
}

#[test]
fn prose_is_no_table() {
    for body in ["The text, the title, and the rest", "text\nbody", "Body; text, and soul\n", "text, and more"] {
        assert_eq!(shown(body, Format::Any, &Reading::default()), [body]);
    }
}

proptest! {
    #[test]
    fn what_a_program_writes_is_what_is_read(
        cells in proptest::collection::vec(("[a-c\"\n,;\t| é]{0,12}x", "[a-c\"\n,;\t| é]{0,9}y"), 1..40),
        delimiter in prop::sample::select(vec![b',', b';', b'\t', b'|', b'^', 1]),
        always in any::<bool>(),
    ) {
        let style = if always { csv::QuoteStyle::Always } else { csv::QuoteStyle::Necessary };
        let mut writer = csv::WriterBuilder::new().delimiter(delimiter).quote_style(style).from_writer(Vec::new());
        writer.write_record(["text", "title"]).unwrap();
        cells.iter().for_each(|(text, title)| writer.write_record([text, title]).unwrap());
        let bytes = writer.into_inner().unwrap();
        let found: Vec<(String, String)> = articles(&bytes).into_iter().map(|a| (a.body, a.title)).collect();
        prop_assert_eq!(found, cells);
    }

    #[test]
    fn no_table_panics(
        parts in proptest::collection::vec(
            prop::sample::select(vec!["text", "id", ",", "\"", "\n", "\r", "\r\n", ";", "a", "\"\"", "\t", "|", " ", "é", "\u{feff}"]),
            0..60,
        ),
    ) {
        table(format!("text,id\n{}", parts.concat()));
        table(parts.concat());
    }
}

//! Parquet: types, sizes and damage.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BinaryArray, BooleanArray, Date32Array, FixedSizeBinaryArray, Int64Array, LargeStringArray, RecordBatch,
    StringArray, TimestampMicrosecondArray,
};
use bytes::Bytes;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, Encoding, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;
use slantwise::corpus::{Article, FieldOverrides, ParquetPieces, Reading, Skipped, batches};

fn file(columns: Vec<(&str, ArrayRef)>, group_rows: usize) -> Vec<u8> {
    let properties = WriterProperties::builder()
        .set_max_row_group_row_count(Some(group_rows))
        .set_compression(Compression::ZSTD(ZstdLevel::default()));
    written(columns, properties.build())
}

fn written(columns: Vec<(&str, ArrayRef)>, properties: WriterProperties) -> Vec<u8> {
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(name, column)| (name, column, true)));
    let batch = batch.unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

fn read(bytes: Vec<u8>, reading: &Reading) -> Vec<Result<Article, Skipped>> {
    match ParquetPieces::open(Bytes::from(bytes), "a", reading) {
        Ok(pieces) => batches(pieces).flat_map(|batch| batch.articles(reading).collect::<Vec<_>>()).collect(),
        Err(skipped) => vec![Err(skipped)],
    }
}

fn shown(bytes: Vec<u8>, reading: &Reading) -> Vec<String> {
    let records = read(bytes, reading).into_iter();
    records.map(|record| record.map_or_else(|skipped| skipped.to_string(), |article| article.body)).collect()
}

fn texts(texts: impl IntoIterator<Item = String>) -> ArrayRef {
    Arc::new(StringArray::from_iter_values(texts))
}

#[test]
fn values_of_every_type_are_read_as_fields_are() {
    let mut authors = ListBuilder::new(StringBuilder::new());
    authors.append_value([Some("A B"), None, Some("C D")]);
    authors.append_null();
    let columns: Vec<(&str, ArrayRef)> = vec![
        ("id", Arc::new(Int64Array::from(vec![42, 43]))),
        ("html", Arc::new(BooleanArray::from(vec![true, false]))),
        ("maintext", Arc::new(LargeStringArray::from(vec!["The ferry sank.", "The crew swam."]))),
        ("authors", Arc::new(authors.finish())),
        ("date", Arc::new(Date32Array::from(vec![Some(19844), None]))),
        ("url", Arc::new(StringArray::from(vec![Some("https://www.bay.co.uk/1"), None]))),
    ];
    let found: Vec<Article> = read(file(columns, 10), &Reading::default()).into_iter().map(Result::unwrap).collect();
    let expected = Article {
        id: "42".into(),
        outlet: "bay.co.uk".into(),
        date: Some("2024-05-01".into()),
        body: "The ferry sank.".into(),
        url: Some("https://www.bay.co.uk/1".into()),
        author: Some("A B, C D".into()),
        file: "a".into(),
        line: Some(1),
        ..Article::default()
    };
    assert_eq!(found[0], expected);
    assert_eq!((found[1].line, found[1].date.as_deref(), found[1].outlet.as_str()), (Some(2), None, ""));
    let time: ArrayRef = Arc::new(TimestampMicrosecondArray::from(vec![1_714_550_400_000_000]));
    let found = read(file(vec![("text", texts(["T".into()])), ("date", time)], 10), &Reading::default());
    assert_eq!(found[0].as_ref().unwrap().date.as_deref(), Some("2024-05-01"));
}

#[test]
fn a_bad_row_costs_one_record() {
    let bytes: ArrayRef =
        Arc::new(BinaryArray::from_iter([Some(b"A".as_slice()), Some(b"\xff"), None, Some(b" "), Some(b"B")]));
    assert_eq!(
        shown(file(vec![("text", bytes)], 2), &Reading::default()),
        [
            "A",
            "a:2: field of the wrong type: text is bytes that are not UTF-8, not text",
            "a:3: empty text",
            "a:4: empty text",
            "B"
        ]
    );
    let columns = || vec![("story", texts(["S".into()]))];
    assert_eq!(
        shown(file(columns(), 9), &Reading::default()),
        ["a: no text field; the record has: story; use --field text=NAME"]
    );
    let overrides = FieldOverrides::parse(&["text=story".into()]).unwrap();
    assert_eq!(shown(file(columns(), 9), &Reading { overrides, ..Reading::default() }), ["S"]);
}

#[test]
fn a_text_that_is_no_utf8_costs_its_row_though_the_file_says_all_is_text() {
    let schema = parse_message_type("message a { required binary text (UTF8); }").unwrap();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Default::default()).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let mut column = group.next_column().unwrap().unwrap();
    let values = [&b"A"[..], b"\xff", b"B"].map(|text| ByteArray::from(text.to_vec()));
    column.typed::<ByteArrayType>().write_batch(&values, None, None).unwrap();
    column.close().unwrap();
    group.close().unwrap();
    writer.close().unwrap();
    let found = shown(bytes, &Reading::default());
    assert_eq!([&found[0], &found[2]], ["A", "B"]);
    assert_eq!(found[1], "a:2: field of the wrong type: text is bytes that are not UTF-8, not text");
}

#[test]
fn what_unpacks_to_more_than_an_article_may_have_is_not_unpacked() {
    let reading = Reading { max_article_bytes: 1_000_000, ..Reading::default() };
    // One value of 3 MB in a file of some hundred bytes, between good groups.
    let bodies = ["A".to_owned(), "x".repeat(3_000_000), "B".to_owned()];
    let found = shown(file(vec![("text", texts(bodies))], 1), &reading);
    assert_eq!((found[0].as_str(), found[2].as_str()), ("A", "B"));
    assert!(
        found[1].starts_with("a:2: damaged Parquet: rows 2 to 2 cannot be read: column text unpacks to"),
        "{}",
        found[1]
    );
    // A value that all rows share is decoded for few of them at a time.
    let bodies = std::iter::repeat_n("The ferry sank. ".repeat(50_000), 400);
    let found = read(file(vec![("text", texts(bodies))], 400), &Reading::default());
    assert_eq!(found.iter().filter(|record| record.is_ok()).count(), 400);
}

#[test]
fn a_list_may_have_a_million_items_and_a_megabyte() {
    let mut authors = ListBuilder::new(StringBuilder::new());
    authors.append_value([Some("A Name")]);
    authors.append_value((0..1 << 20).map(|_| None::<&str>));
    authors.append_value((0..200_000).map(|_| Some("A Name")));
    let bodies = texts(["A", "B", "C"].map(ToOwned::to_owned));
    assert_eq!(
        shown(file(vec![("text", bodies), ("author", Arc::new(authors.finish()))], 10), &Reading::default()),
        [
            "A",
            "B",
            "a:3: field of the wrong type: author is a list of more than a megabyte, not text or a list of texts"
        ]
    );
}

#[test]
fn lengths_that_stand_before_texts_are_no_more_than_these() {
    let bodies: Vec<Option<String>> = (0..100).map(|i| (i != 7).then(|| format!("The ferry {i} sank."))).collect();
    for encoding in [Encoding::DELTA_LENGTH_BYTE_ARRAY, Encoding::DELTA_BYTE_ARRAY] {
        for version in [WriterVersion::PARQUET_1_0, WriterVersion::PARQUET_2_0] {
            let properties = WriterProperties::builder().set_dictionary_enabled(false).set_encoding(encoding);
            let text: ArrayRef = Arc::new(StringArray::from(bodies.clone()));
            let whole = written(vec![("text", text)], properties.set_writer_version(version).build());
            let found = shown(whole.clone(), &Reading::default());
            assert_eq!(
                (found.len(), found[7].as_str(), found[99].as_str()),
                (100, "a:8: empty text", "The ferry 99 sank.")
            );
            // 99 lengths in blocks of 128, of four parts: now they are 127.
            let head = b"\x80\x01\x04\x63";
            let lists = whole.windows(4).enumerate().filter(|(_, bytes)| *bytes == head).map(|(at, _)| at);
            let lists: Vec<usize> = lists.collect();
            assert_eq!(lists.len(), if encoding == Encoding::DELTA_BYTE_ARRAY { 2 } else { 1 });
            for at in lists {
                let mut lying = whole.clone();
                lying[at + 3] = 0x7f;
                assert_eq!(
                    shown(lying, &Reading::default()),
                    [
                        "a:1: damaged Parquet: rows 1 to 100 cannot be read: column text gives more lengths of texts than it \
                      has texts"
                    ]
                );
            }
        }
    }
}

#[test]
fn rows_that_take_no_bytes_are_no_articles() {
    let rows = |n: usize| -> ArrayRef { Arc::new(StringArray::from_iter((0..n).map(|_| Some("The ferry sank.")))) };
    let in_one_page = WriterProperties::builder().set_data_page_row_count_limit(usize::MAX).build();
    let found = shown(written(vec![("text", rows(500_000))], in_one_page), &Reading::default());
    assert_eq!(found.len(), 1);
    assert!(
        found[0].starts_with("a:1: damaged Parquet: rows 1 to 500000 cannot be read: 500000 rows in "),
        "{}",
        found[0]
    );
    // Writers begin a page after some thousand rows.
    assert_eq!(read(file(vec![("text", rows(70_000))], 1 << 20), &Reading::default()).len(), 70_000);
}

#[test]
fn values_of_one_width_are_no_wider_than_an_article() {
    let reading = Reading { max_article_bytes: 1_000_000, ..Reading::default() };
    let ids = |width| -> ArrayRef { Arc::new(FixedSizeBinaryArray::new_null(width, 40)) };
    let bodies = || texts((0..40).map(|i| format!("The ferry {i} sank.")));
    let found = shown(file(vec![("text", bodies()), ("id", ids(1_000_001))], 40), &reading);
    assert_eq!(found, ["a:1: damaged Parquet: rows 1 to 40 cannot be read: column id unpacks to 1000001 bytes"]);
    let found = read(file(vec![("text", bodies()), ("id", ids(999_999))], 40), &reading);
    assert_eq!(found.iter().filter(|record| record.is_ok()).count(), 40);
}

#[test]
fn a_damaged_page_costs_the_rest_of_its_group() {
    let bodies = (0..300).map(|i| format!("The ferry {i} sank."));
    let whole = file(vec![("text", texts(bodies))], 100);
    let mut n_named = 0;
    for at in (4..whole.len()).step_by(97) {
        let mut damaged = whole.clone();
        damaged[at] ^= 0x5a;
        let found = read(damaged, &Reading::default());
        n_named += usize::from(found.iter().any(Result::is_err));
    }
    assert!(n_named > 3, "{n_named}");
}

#[test]
fn a_byte_that_is_wrong_costs_a_group_and_never_more() {
    let bodies = (0..40).map(|i| format!("The ferry {i} sank."));
    let whole = file(vec![("text", texts(bodies))], 20);
    for at in 0..whole.len() {
        for byte in [0, 33, 0x7f, 0xff] {
            let mut damaged = whole.clone();
            damaged[at] = byte;
            read(damaged, &Reading::default());
        }
    }
}

proptest! {
    // With debug assertions the crate checks itself where it is not called but dropped, and nobody can catch that.
    #[test]
    #[cfg_attr(debug_assertions, ignore = "the parquet crate has debug assertions that damaged files meet")]
    fn no_bytes_panic(at in 0usize..2_000, byte in any::<u8>(), cut in 0usize..2_000) {
        let bodies = (0..40).map(|i| format!("The ferry {i} sank."));
        let mut bytes = file(vec![("text", texts(bodies))], 20);
        let at = at % bytes.len();
        bytes[at] = byte;
        read(bytes.clone(), &Reading::default());
        bytes.truncate(cut % bytes.len());
        read(bytes, &Reading::default());
    }
}

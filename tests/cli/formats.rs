//! Do the same articles give exactly the same hits in every format?

use std::io::Write;

use serde_json::json;

use crate::program::Folder;

/// Outlet and body; no two outlets are the same, so that each can be a folder.
const ARTICLES: [(&str, &str); 4] = [
    ("Bay", "The regime fell on Monday, said Mr. Orlo Vint.\n\n“The thugs won,” he said; \"nobody\" came.\n"),
    ("Harbor, Daily", "Critics slammed the “so-called” caf\u{e9} regime.\r\nThe terrorists\tfled | north.\n"),
    ("Ledger", "\"The regime,\" a spokesman said, 'is finished'.\n\n\nISIS fighters; the Islamic State; Daesh."),
    ("Wire", "  The senator claimed he had not read it. 🚢 The regime's thugs.  "),
];

fn table(delimiter: u8) -> Vec<u8> {
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).from_writer(Vec::new());
    writer.write_record(["outlet", "id", "text"]).expect("memory");
    for (outlet, body) in ARTICLES {
        writer.write_record([outlet, &id(outlet), body]).expect("memory");
    }
    writer.into_inner().expect("memory")
}

fn id(outlet: &str) -> String {
    format!("id-{}", outlet.len())
}

#[cfg(feature = "parquet")]
fn parquet() -> Vec<u8> {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, BinaryArray, RecordBatch, StringArray};
    let outlets: ArrayRef = Arc::new(StringArray::from_iter_values(ARTICLES.map(|(outlet, _)| outlet)));
    let ids: ArrayRef = Arc::new(StringArray::from_iter_values(ARTICLES.map(|(outlet, _)| id(outlet))));
    // As some writers leave it: bytes that nobody said are text.
    let texts: ArrayRef = Arc::new(BinaryArray::from_iter_values(ARTICLES.map(|(_, body)| body)));
    let batch = RecordBatch::try_from_iter([("outlet", outlets), ("id", ids), ("text", texts)]).expect("columns");
    let mut bytes = Vec::new();
    let mut writer = parquet::arrow::ArrowWriter::try_new(&mut bytes, batch.schema(), None).expect("a writer");
    writer.write(&batch).expect("memory");
    writer.close().expect("memory");
    bytes
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn bzip2(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn xz(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = liblzma::write::XzEncoder::new(Vec::new(), 1);
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

#[test]
fn every_format_and_compression_gives_the_same_hits() {
    let folder = Folder::new("formats");
    let records = ARTICLES.map(|(outlet, body)| json!({"outlet": outlet, "id": id(outlet), "text": body}));
    let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
    let list = serde_json::to_string_pretty(&records).expect("JSON");
    let utf16: Vec<u8> = format!("\u{feff}{lines}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    folder.write("a.jsonl", &lines);
    let hits = |name: &str| folder.hits(name);
    let expected = hits("a.jsonl");
    assert_eq!(expected.len(), ARTICLES.len());
    assert!(expected.iter().all(|object| object["hits"].as_array().is_some_and(|hits| !hits.is_empty())));
    let files = [
        ("list.json", list.clone().into_bytes()),
        ("table.csv", table(b',')),
        ("table.tsv", table(b'\t')),
        ("semicolons.txt", table(b';')),
        ("wide.jsonl", utf16),
        ("lines.jsonl.gz", gzip(lines.as_bytes())),
        ("list.json.xz", xz(list.as_bytes())),
        ("table.csv.bz2", bzip2(&table(b','))),
        ("table.zst", zstd::encode_all(&table(b'|')[..], 3).expect("memory")),
        #[cfg(feature = "parquet")]
        ("rows.parquet", parquet()),
    ];
    for (name, bytes) in files {
        folder.write(name, bytes);
        assert!(hits(name) == expected, "{name}");
    }
    for (outlet, body) in ARTICLES {
        folder.write(format!("text/{outlet}/a.txt"), body);
    }
    // Text has no id to give.
    let without_id = |mut objects: Vec<serde_json::Value>| {
        objects.iter_mut().for_each(|object| drop(object.as_object_mut().and_then(|object| object.remove("id"))));
        objects
    };
    assert!(without_id(hits("text")) == without_id(expected));
}

#[cfg(feature = "parquet")]
#[test]
fn parquet_that_is_damaged_is_named_and_the_rest_is_read() {
    let folder = Folder::new("parquet");
    let whole = parquet();
    folder.write("o/a.parquet", &whole);
    folder.write("o/cut.parquet", &whole[..whole.len() - 9]);
    let mut damaged = whole.clone();
    damaged[4..200].fill(0xff);
    folder.write("o/damaged.parquet", damaged);
    folder.write("o/packed.parquet.gz", gzip(&whole));
    folder
        .run("profile o")
        .code(0)
        .out("4 articles from 4 outlets")
        .out("2 damaged Parquet")
        .out("1 archive not unpacked")
        .err("skipped damaged.parquet:1: damaged Parquet: rows 1 to 4 cannot be read: ");
}

//! Is a run of Parquet like one of any other input? Promises 5, 6 and 7.

use std::fs;
use std::sync::Arc;
use std::thread::sleep;
use std::time::Duration;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::file::properties::WriterProperties;
use serde_json::json;
use sha2::{Digest, Sha256};

use crate::program::{Folder, objects};

const ROWS: usize = 20_000;

fn text(row: usize) -> String {
    format!("The regime fell on Monday, said a ferry. ISIS fled on day {row}.")
}

/// In row groups of a few hundred, neither packed nor shared, so that a test can change a letter of it.
fn file() -> Vec<u8> {
    let column = |of: fn(usize) -> String| -> ArrayRef { Arc::new(StringArray::from_iter_values((0..ROWS).map(of))) };
    let columns = [("id", column(|row| row.to_string())), ("outlet", column(|row| format!("O{}", row % 3)))];
    let batch = RecordBatch::try_from_iter(columns.into_iter().chain([("text", column(text))])).expect("columns");
    let properties =
        WriterProperties::builder().set_max_row_group_row_count(Some(700)).set_dictionary_enabled(false).build();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties)).expect("a writer");
    writer.write(&batch).expect("memory");
    writer.close().expect("memory");
    bytes
}

#[track_caller]
fn assert_same(folder: &Folder, one: &str, other: &str) {
    for name in ["articles.parquet", "hits.parquet", "names.parquet", "skipped.jsonl", "files.jsonl"] {
        let bytes = |run: &str| fs::read(folder.path(run).join(name)).expect("a file");
        assert!(bytes(one) == bytes(other), "{name}");
    }
}

#[test]
fn any_number_of_threads_makes_the_run_that_lines_make() {
    let folder = Folder::new("columns");
    let bytes = file();
    folder.write("in/a.parquet", &bytes);
    let line = |row: usize| json!({"id": row.to_string(), "outlet": format!("O{}", row % 3), "text": text(row)});
    folder.write("a.jsonl", (0..ROWS).map(|row| format!("{}\n", line(row))).collect::<String>());
    folder.run("score a.jsonl -o lines").code(0);
    for threads in [1, 2, 7] {
        folder.run(&format!("score in -o run{threads} --part-articles 500 --threads {threads}")).code(0);
        assert_same(&folder, "run1", &format!("run{threads}"));
    }
    let profile = |run: &str| folder.run(&format!("profile {run} --format json")).code(0).out;
    assert!(profile("run1") == profile("lines"));
    let files = objects(&folder.read("run1/files.jsonl"));
    let hash: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(files, [json!({"input": 0, "file": "a.parquet", "bytes": bytes.len(), "sha256": hash})]);
    folder.run("score in -o run1 --part-articles 500 --update").code(0).err("nothing new");
}

#[test]
fn a_run_that_was_killed_goes_on_with_the_same_columns_only() {
    let folder = Folder::new("columns-killed");
    let bytes = file();
    folder.write("in/a.parquet", &bytes);
    let line = |run: &str| format!("score in -o {run} --part-articles 500 --threads 1");
    folder.run(&line("whole")).code(0);
    let mut child = folder.command(line("run").split_whitespace()).spawn().expect("the program");
    while !folder.path("run/.parts/part-000001").exists() && child.try_wait().expect("a process").is_none() {
        sleep(Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait().expect("its end");
    if folder.path("run/.parts/manifest.json").exists() {
        let mut other = bytes.clone();
        for at in 0..other.len() - 5 {
            if other[at..].starts_with(b"ferry") {
                other[at..at + 5].copy_from_slice(b"train");
            }
        }
        folder.write("in/a.parquet", other);
        folder.run(&line("run")).code(2).err("run: the input changed since this run began");
        folder.write("in/a.parquet", &bytes);
        folder.run(&line("run")).code(0).err("going on with a run that was stopped: ");
    }
    assert_same(&folder, "run", "whole");
}

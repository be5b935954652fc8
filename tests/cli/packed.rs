//! Are compressed files read as what is in them? Promises 2 and 3.

use std::io::Write;
use std::process::Stdio;

use crate::program::{Ended, Folder};

const GOOD: &str = "{\"text\": \"The regime fell on Monday.\", \"outlet\": \"O\"}\n";

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    zstd::encode_all(bytes, 3).expect("memory")
}

#[test]
fn content_decides_what_is_unpacked_and_the_inner_name_what_is_in_it() {
    let folder = Folder::new("packed");
    folder.write("o/a.jsonl.gz", gzip(GOOD.as_bytes()));
    folder.write("o/b.txt.zst", zstd(b"The regime fell on Monday."));
    // Compressed without saying so, and not compressed in spite of its name.
    folder.write("o/c.jsonl", zstd(GOOD.as_bytes()));
    folder.write("o/d.jsonl.xz", GOOD);
    // Without an ending: records are read, anything else is left out.
    folder.write("o/part-00000", GOOD);
    folder.write("o/part-00001", gzip(GOOD.as_bytes()));
    folder.write("o/Makefile", "all: {\"text\"}");
    folder.write("o/e.tar.gz", gzip(b"x"));
    folder
        .run("profile o")
        .code(0)
        .out("Read 6 records: 6 articles from 2 outlets, none skipped; 2 files left out (2 another kind).");
}

#[test]
fn standard_input_may_be_compressed() {
    let folder = Folder::new("packed-stdin");
    let mut child = folder.command(["profile", "-"]).stdin(Stdio::piped()).spawn().expect("the program");
    let bytes = [gzip(GOOD.as_bytes()), gzip(GOOD.as_bytes())].concat();
    child.stdin.take().expect("its input").write_all(&bytes).expect("a program that reads");
    Ended::from(child.wait_with_output().expect("its output")).code(0).out("Read 2 records: 2 articles from 1 outlet");
}

#[test]
fn a_cut_archive_is_named_and_what_comes_before_is_scored() {
    let folder = Folder::new("packed-cut");
    let lines = gzip(GOOD.repeat(3).as_bytes());
    let cut = [&lines[..], &lines[..lines.len() - 4]].concat();
    folder.write("a.jsonl.gz", cut);
    folder
        .run("profile a.jsonl.gz")
        .code(0)
        .out("Read 7 records: 6 articles from 1 outlet, 1 skipped (1 archive cut short).")
        .err("warning: skipped a.jsonl.gz:7: archive cut short: it ends early; what comes before was read");
    folder.run("profile a.jsonl.gz --strict").code(2);
    // Half a text is no article.
    let text = gzip(b"The regime fell on Monday.");
    folder.write("o/a.txt.gz", &text[..text.len() - 4]);
    folder.run("profile o").code(0).out("Read 1 record: 0 articles from 0 outlets, 1 skipped (1 archive cut short).");
}

#[test]
fn a_damaged_member_of_a_web_archive_costs_its_records() {
    let folder = Folder::new("packed-members");
    let record = |n: u32| {
        let text = format!("The regime fell on Monday, and {n} ferries came back.");
        format!("WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n", text.len())
    };
    let good = |n| gzip(record(n).as_bytes());
    let mut wrong = gzip(format!("{}{}", record(2), record(3)).as_bytes());
    // The checksum, so that nothing else shows the damage.
    let sum = wrong.len() - 8;
    wrong[sum] ^= 1;
    folder.write("a.warc.gz", [good(1), wrong.clone(), good(4), b"junk".to_vec(), good(5)].concat());
    folder
        .run("score a.warc.gz -o run --format jsonl")
        .code(0)
        .err("3 articles from 1 outlet, 3 skipped (1 bytes after an archive, 2 damaged archive)")
        .err("warning: skipped a.warc.gz:2: damaged archive: ")
        .err("warning: skipped a.warc.gz:3: damaged archive: ")
        .err("warning: skipped a.warc.gz:5: bytes after an archive: ");
    // Half a line may be completed by what comes behind the damage, so that there everything ends.
    folder.write("a.jsonl.gz", [gzip(GOOD.as_bytes()), b"junk".to_vec(), gzip(GOOD.as_bytes())].concat());
    folder.run("profile a.jsonl.gz").code(0).out("1 article from 1 outlet, 1 skipped (1 bytes after an archive)");
}

#[test]
fn bytes_after_an_archive_cost_nothing_but_a_warning() {
    let folder = Folder::new("packed-after");
    folder.write("o/a.jsonl.gz", [&gzip(GOOD.as_bytes())[..], b"\0\0\0\0"].concat());
    folder.write("o/b.txt.gz", [&gzip(b"The regime fell on Monday.")[..], b"junk"].concat());
    folder
        .run("profile o")
        .code(0)
        .out("Read 4 records: 2 articles from 2 outlets, 2 skipped (2 bytes after an archive).");
}

#[test]
fn a_bomb_and_archives_that_are_not_unpacked_are_named() {
    let folder = Folder::new("bomb");
    // 64 MB without a line end, and 64 MB of empty lines behind a good one.
    let zeros = vec![b'0'; 64 << 20];
    folder.write("o/a.jsonl.zst", zstd(&zeros));
    let lines: Vec<u8> = GOOD.bytes().chain(std::iter::repeat_n(b'\n', 64 << 20)).collect();
    folder.write("o/b.jsonl.zst", zstd(&lines));
    folder.write("o/c.txt.zst", zstd(&zeros));
    folder.write("o/d.jsonl.gz", gzip(&gzip(GOOD.as_bytes())));
    folder.write("o/e.json.gz", "PK\u{3}\u{4}…");
    let ended = folder.run("profile o").code(0);
    ended
        .out("1 article from 1 outlet")
        .out("3 decompression bomb")
        .out("2 archive not unpacked")
        .err("skipped d.jsonl.gz: archive not unpacked: it is gzip within an archive");
}

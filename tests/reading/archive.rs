//! Web archives: which records are articles, and what damage costs.

use std::io::Write;

use proptest::prelude::*;
use slantwise::corpus::{Format, Pieces, Reading, Tally, batches};

use super::page::{page, text};
use super::{read, shown, small_articles};

/// A record with its true length.
fn record(kind: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("WARC/1.0\r\nWARC-Type: {kind}\r\n{headers}Content-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

fn response(head: &str, body: &[u8]) -> Vec<u8> {
    let http = [head.as_bytes(), b"\r\n\r\n", body].concat();
    record(
        "response",
        "WARC-Target-URI: https://www.harbour.example/1\r\nContent-Type: application/http; msgtype=response\r\n",
        &http,
    )
}

const OK: &str = "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8";

fn good() -> Vec<u8> {
    response(OK, page("").as_bytes())
}

fn archive(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Any, &Reading::default())
}

#[test]
fn pages_and_texts_are_articles_and_everything_else_is_counted() {
    let plain = record(
        "conversion",
        "WARC-Target-URI: https://quay.example/2\r\nContent-Type: text/plain\r\n",
        text().as_bytes(),
    );
    let bytes = [
        record("warcinfo", "", b"software: x"),
        record("request", "", b"GET / HTTP/1.1\r\n\r\n"),
        good(),
        record("metadata", "", b"fetchTimeMs: 1"),
        response("HTTP/1.1 404 Not Found\r\nContent-Type: text/html", page("").as_bytes()),
        response("HTTP/2 200\r\nContent-Type: text/html", page("").as_bytes()),
        response("HTTP/1.1 200 OK\r\nContent-Type: image/png", b"\x89PNG"),
        plain,
        record("nonsense", "", b""),
    ]
    .concat();
    let reading = Reading::default();
    let mut pieces = Pieces::new(&bytes[..], "a", "folder", Format::Any, &reading);
    let pieces_read: Vec<_> = pieces.by_ref().collect();
    let mut expected = Tally::default();
    for kind in ["warcinfo", "request", "metadata", "HTTP status 404", "no HTML", "another type"] {
        expected.passed_over.insert(kind.to_owned(), 1);
    }
    assert_eq!(pieces.passed_over(), &expected);
    let articles: Vec<_> =
        batches(pieces_read.into_iter()).flat_map(|batch| batch.articles(&reading).collect::<Vec<_>>()).collect();
    let places: Vec<_> = articles.iter().flatten().map(|article| (article.outlet.as_str(), article.line)).collect();
    assert_eq!(places, [("harbour.example", Some(3)), ("harbour.example", Some(6)), ("quay.example", Some(8))]);
    assert!(articles.iter().flatten().all(|article| article.body == text()));
}

#[test]
fn bodies_are_unpacked_and_decoded() {
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(page("").as_bytes()).unwrap();
    let gzip = gzip.finish().unwrap();
    let chunked = [format!("{:x}\r\n", gzip.len()).as_bytes(), &gzip, b"\r\n0\r\n\r\n"].concat();
    let latin: Vec<u8> =
        page("").chars().map(|c| if c == 'é' { 0xe9 } else { u8::try_from(c).unwrap_or(b'\'') }).collect();
    let bytes = [
        response(&format!("{OK}\r\nContent-Encoding: gzip"), &gzip),
        response(&format!("{OK}\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked"), &chunked),
        response("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=ISO-8859-1", &latin),
    ]
    .concat();
    let records = read(&bytes, Format::Any, &Reading::default());
    let bodies: Vec<_> = records.iter().flatten().map(|article| article.body.as_str()).collect();
    assert_eq!(bodies[..2], [text(), text()]);
    assert!(bodies[2].contains("café"));
    assert_eq!(records[2].as_ref().unwrap().charset.unwrap().to_string(), "windows-1252");
}

/// Records that are wrong, and what is said of each as the second of three.
#[test]
fn a_damaged_record_costs_itself() {
    let with_length = |length: &str| {
        let good = String::from_utf8(good()).unwrap();
        let (before, after) = good.split_once("Content-Length: ").unwrap();
        format!("{before}Content-Length: {length}\r\n{}", after.split_once("\r\n").unwrap().1).into_bytes()
    };
    let truncated = record(
        "response",
        "WARC-Truncated: length\r\n",
        [OK.as_bytes(), b"\r\n\r\n", page("").as_bytes()].concat().as_slice(),
    );
    let cut_gzip = response(&format!("{OK}\r\nContent-Encoding: gzip"), b"\x1f\x8b\x08\0\0\0\0\0\0\x03ab");
    for (bad, said) in [
        (with_length("10"), "damaged WARC record: its length is wrong"),
        (with_length("1500"), "damaged WARC record: its length is wrong"),
        (with_length("30000000"), "damaged WARC record: it is shorter than its length"),
        (with_length("99999999999999"), "article too long: more than 32 MB"),
        (with_length("-1"), "damaged WARC record: it does not say its length"),
        (b"junk\n".to_vec(), "damaged WARC record: no record starts here"),
        (truncated, "page cut short"),
        (cut_gzip, "page cut short"),
        (response(&format!("{OK}\r\nContent-Length: 99999"), page("").as_bytes()), "page cut short"),
        (response("nonsense", page("").as_bytes()), "damaged WARC record: its HTTP head cannot be read"),
        (response(OK, b"<html>"), "page without an article"),
        (record("conversion", "Content-Type: text/plain\r\n", b" \n"), "empty"),
        (record("conversion", "Content-Type: text/plain\r\n", b"a\0b"), "NUL byte"),
    ] {
        let found = archive([good(), bad.clone(), good()].concat());
        assert_eq!(found.len(), 3, "{said}: {found:?}");
        assert_eq!([&found[0], &found[2]], [&text(), &text()], "{said}");
        assert!(found[1].starts_with("a:2: ") && found[1].contains(said), "{said}: {found:?}");
    }
}

#[test]
fn a_file_that_ends_early_is_named_by_its_record() {
    let bytes = [good(), good()].concat();
    let found = archive(&bytes[..bytes.len() - 200]);
    assert_eq!(found[0], text());
    assert!(found[1].starts_with("a:2: damaged WARC record: it is shorter than its length (byte "), "{found:?}");
    for cut in (1..good().len()).step_by(37) {
        let found = archive(&bytes[..good().len() + cut]);
        assert_eq!(found[0], text(), "{cut}");
        assert!(found.len() <= 2);
    }
}

#[test]
fn records_past_the_limit_are_passed_over_without_being_held() {
    let video = record(
        "response",
        "Content-Type: application/http\r\n",
        &[b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n", &vec![b'x'; 3 << 20][..]].concat(),
    );
    let long = response(OK, "<p>x</p>".repeat(1 << 18).as_bytes());
    let bytes = [good(), video, good(), long, good()].concat();
    let reading = small_articles(1 << 20);
    let found = shown(&bytes, Format::Any, &reading);
    assert_eq!(found.len(), 4, "{found:?}");
    assert!(found[2].starts_with("a:4: article too long: more than 1 MB"), "{found:?}");
    assert_eq!([&found[0], &found[1], &found[3]], [&text(), &text(), &text()]);
}

#[test]
fn many_records_are_cut_into_pieces_and_none_is_lost() {
    let bytes: Vec<u8> = (0..700)
        .flat_map(|n| if n % 7 == 3 { b"WARC/1.0\r\nWARC-Type: response\r\n\r\n\r\n".to_vec() } else { good() })
        .collect();
    let reading = Reading::default();
    let batch_count = batches(Pieces::new(&bytes[..], "a", "", Format::Archive, &reading)).count();
    assert!(1 < batch_count);
    let found = archive(&bytes);
    assert_eq!((found.len(), found.iter().filter(|shown| **shown == text()).count()), (700, 600));
    assert!(found[3].starts_with("a:4: damaged WARC record: it does not say its length"), "{}", found[3]);
}

#[test]
fn nothing_but_damage_takes_linear_time() {
    let found = archive("WARC/1.0\r\n\r\n".repeat(200_000));
    assert_eq!(found.len(), 200_000);
    assert_eq!(shown("junk ".repeat(500_000), Format::Archive, &Reading::default()).len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever happens to the second of three records, the first is read, and the third unless the damage reaches into it.
    #[test]
    fn damage_stays_where_it_is(at in 0usize..1_000, bytes in proptest::collection::vec(any::<u8>(), 1..20), cut in 0usize..50) {
        let mut damaged = good();
        let at = at.min(damaged.len() - 30);
        damaged.splice(at..at + bytes.len().min(20), bytes);
        damaged.drain(at..at + cut.min(20));
        let found = archive([good(), damaged, b"\r\n".to_vec(), good()].concat());
        prop_assert!(found.len() <= 4, "{found:?}");
        prop_assert!(found.iter().filter(|shown| **shown == text()).count() >= 2, "{found:?}");
    }
}

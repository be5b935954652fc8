//! Do pages and web archives give the same hits as their text, wherever they are found?

use std::io::Write;
use std::process::Stdio;

use serde_json::json;
use slantwise::corpus::{Format, Pieces, Reading, batches};

use crate::program::{Ended, Folder};

/// Title and paragraphs of invented articles.
const ARTICLES: [(&str, [&str; 3]); 3] = [
    (
        "Harbour regime falls after eleven years",
        [
            "The harbour regime of Port Orlo fell on Monday night, after the ferry company that had paid for it withdrew its money.",
            "“The thugs won,” said Mr. Orlo Vint, who has run the harbour for eleven years. “Nobody told us that they would come.”",
            "Critics slammed the “so-called” café regime, and fishermen brought the passengers of the last ferry ashore at dawn.",
        ],
    ),
    (
        "Terrorists blamed for the fire on the quay",
        [
            "A spokesman said that the terrorists fled north after the fire on the quay, which burned for most of Sunday &amp; Monday.",
            "The senator claimed that he had not read the report of the harbour board, and slammed the paper that published it.",
            "<b>The regime’s</b> thugs were seen near the fish market <i>before</i> the fire, according to two people who work there.",
        ],
    ),
    (
        "Town council meets about the new ferry",
        [
            "The town council met on Tuesday to hear what the new ferry will cost, and who is to pay for it in the end.",
            "Nobody claimed that the ferry would come this year, but the mayor said she was hopeful that it would come in the next.",
            "The radical plan of the fishermen, a ferry of their own, was praised by some and called a scheme by its opponents.",
        ],
    ),
];

fn url(at: usize) -> String {
    format!("https://www.harbour.example/news/{at}")
}

fn page(at: usize) -> String {
    let (title, paragraphs) = ARTICLES[at];
    let paragraphs: String = paragraphs.iter().map(|text| format!("<p class=story>{text}</p>")).collect();
    format!(
        "<!doctype html><html lang=en><head><meta charset=utf-8><title>{title}</title><link rel=canonical href={}>\
         <meta property=\"og:site_name\" content=\"Harbour Daily\"><meta property=\"article:published_time\" content=\"2024-05-0{}\">\
         </head><body><div id=menu><a href=/>Home of the regime</a></div><article><h1>{title}</h1>{paragraphs}</article></body></html>",
        url(at),
        at + 1,
    )
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

fn record(kind: &str, url: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body, b"\r\n\r\n"].concat()
}

/// The records of a crawl, as they are before they are compressed.
fn records() -> Vec<Vec<u8>> {
    let mut records = vec![record("warcinfo", "", b"software: x\r\n")];
    for at in 0..ARTICLES.len() {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", page(at));
        records.push(record("request", &url(at), b"GET / HTTP/1.1\r\n\r\n"));
        records.push(record("response", &url(at), http.as_bytes()));
    }
    records
}

/// What the library takes from the pages, as JSON Lines.
fn extracted() -> String {
    let reading = Reading::default();
    let mut lines = String::new();
    for at in 0..ARTICLES.len() {
        let page = page(at);
        for batch in batches(Pieces::new(page.as_bytes(), "a", "", Format::Page, &reading)) {
            for article in batch.articles(&reading) {
                let article = article.expect("an article");
                let record = json!({
                    "text": article.body, "title": article.title, "outlet": article.outlet, "url": article.url,
                    "date": article.date, "language": article.language,
                });
                lines.push_str(&format!("{record}\n"));
            }
        }
    }
    lines
}

#[test]
fn pages_and_archives_give_the_hits_of_their_text() {
    let folder = Folder::new("pages");
    folder.write("a.jsonl", extracted());
    let hits = |name: &str| folder.hits(name);
    let expected = hits("a.jsonl");
    assert_eq!(expected.len(), ARTICLES.len());
    assert!(expected[..2].iter().all(|object| object["hits"].as_array().is_some_and(|hits| 1 < hits.len())));
    assert!(!folder.read("a.jsonl").contains("Home of the regime"));
    folder.write("p/0.html", page(0));
    folder.write("p/1.htm.gz", gzip(page(1).as_bytes()));
    folder.write("p/2", page(2));
    let plain = records().concat();
    folder.write("crawl.warc", &plain);
    folder.write("members.warc.gz", records().iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>());
    folder.write("crawl.warc.zst", zstd::encode_all(&plain[..], 3).expect("memory"));
    folder.write("named.txt", &plain);
    for name in ["p", "p/*", "crawl.warc", "members.warc.gz", "crawl.warc.zst", "named.txt"] {
        assert!(hits(name) == expected, "{name}");
    }
}

#[test]
fn what_is_no_page_is_counted_and_damage_is_named() {
    let folder = Folder::new("pages-damaged");
    let members: Vec<Vec<u8>> = records().iter().map(|record| gzip(record)).collect();
    let whole = members.concat();
    folder.write("o/a.warc.gz", &whole);
    folder.write("o/b.html", "<html><div id=app></div><script>var a = 1;</script>");
    folder
        .run("profile o")
        .code(0)
        .out("Read 4 records: 3 articles from 1 outlet, 1 skipped (1 page without an article)")
        .out("; 4 other records of\nweb archives (3 request, 1 warcinfo).")
        .err("skipped b.html: page without an article: no main text was found in it");
    folder.write("cut.warc.gz", &whole[..whole.len() - 90]);
    folder
        .run("profile cut.warc.gz")
        .code(0)
        .out("Read 3 records: 2 articles from 1 outlet, 1 skipped (1 archive cut short)")
        .err("skipped cut.warc.gz:7: archive cut short");
    let mut child = folder.command(["profile", "-"]).stdin(Stdio::piped()).spawn().expect("the program");
    child.stdin.take().expect("its input").write_all(&whole).expect("a program that reads");
    Ended::from(child.wait_with_output().expect("its output")).code(0).out("Read 3 records: 3 articles from 1 outlet");
    // A run says the same of them.
    folder.run("score o -o run").code(0);
    assert_eq!(record_of_run(&folder)["totals"]["passed_over"], json!({"request": 3, "warcinfo": 1}));
}

fn record_of_run(folder: &Folder) -> serde_json::Value {
    serde_json::from_str(&folder.read("run/run.json")).expect("JSON")
}

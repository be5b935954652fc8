//! How do the same articles look in other formats?

use std::fmt::Write;
use std::fs::{self, File};
use std::path::PathBuf;
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::properties::WriterProperties;
use serde::Serialize;
use slantwise::corpus::Article;

use super::scratch::Scratch;

/// What every format can hold of an article. A text file has no place for a title that is not in the text.
#[derive(Serialize)]
pub struct Plain {
    outlet: String,
    date: String,
    url: String,
    pub text: String,
}

/// Rows of a group, as in files of a data set.
const GROUP_ROWS: usize = 10_000;

impl Plain {
    /// An article with an outlet that can be the name of a folder.
    pub fn of((n, article): (usize, &Article)) -> Plain {
        let outlet = article.outlet.replace(['/', '\\'], " ");
        let outlet = outlet.trim().trim_start_matches('.');
        Plain {
            outlet: if outlet.is_empty() { "unknown".to_owned() } else { outlet.to_owned() },
            date: article.date.clone().unwrap_or_default(),
            url: format!("https://outlet.example/{n}"),
            text: article.body.trim().to_owned(),
        }
    }

    /// As a page, with what stands around articles on pages.
    fn page(&self) -> String {
        let Plain { outlet, date, url, text } = self;
        let title = format!("The article at {url}");
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
             <link rel=\"canonical\" href=\"{url}\"><meta property=\"og:site_name\" content=\"{outlet}\">\
             <meta property=\"og:title\" content=\"{title}\"><meta property=\"article:published_time\" content=\"{date}\">\
             <style>body {{ margin: 0 }}</style><script>var loaded = true;</script></head>\n<body><header><nav><ul>",
            outlet = escaped(outlet),
        );
        for link in ["World", "Politics", "Business", "Sport", "Culture", "Opinion", "Weather", "Contact"] {
            _ = write!(page, "<li><a href=\"/{link}\">{link}</a></li>");
        }
        _ = write!(page, "</ul></nav></header>\n<main><article><h1>{title}</h1>\n");
        for paragraph in text.lines().filter(|line| !line.trim().is_empty()) {
            _ = writeln!(page, "<p>{}</p>", escaped(paragraph));
        }
        page + "</article></main><aside><ul><li><a href=\"/1\">Read next</a></li></ul></aside><footer>All rights \
                reserved</footer></body></html>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}

/// JSON Lines.
pub fn lines(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    let lines: Vec<String> = articles.iter().map(json).collect();
    scratch.write("articles.jsonl", lines.join("\n"))
}

/// One list.
pub fn list(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    let elements: Vec<String> = articles.iter().map(json).collect();
    scratch.write("articles.json", format!("[{}]", elements.join(",\n")))
}

fn json(article: &Plain) -> String {
    serde_json::to_string(article).expect("text can be written as JSON")
}

/// A table with a header.
pub fn table(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    let mut table = csv::Writer::from_writer(Vec::new());
    articles.iter().for_each(|article| table.serialize(article).expect("memory can be written"));
    scratch.write("articles.csv", table.into_inner().expect("memory can be written"))
}

/// Columns of strings, packed with zstd.
pub fn columns(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    type Field = (&'static str, fn(&Plain) -> &str);
    const FIELDS: [Field; 4] = [
        ("outlet", |article| &article.outlet),
        ("date", |article| &article.date),
        ("url", |article| &article.url),
        ("text", |article| &article.text),
    ];
    let batch = |articles: &[Plain]| {
        let columns = FIELDS.map(|(name, of)| {
            let values: ArrayRef = Arc::new(StringArray::from_iter_values(articles.iter().map(of)));
            (name, values)
        });
        RecordBatch::try_from_iter(columns).expect("the columns are of one length")
    };
    let path = scratch.join("articles.parquet");
    let file = File::create(&path).expect("the temporary folder can be written");
    let properties = WriterProperties::builder().set_compression(Compression::ZSTD(ZstdLevel::default())).build();
    let mut writer = ArrowWriter::try_new(file, batch(&[]).schema(), Some(properties)).expect("strings fit Parquet");
    for group in articles.chunks(GROUP_ROWS) {
        writer.write(&batch(group)).and_then(|()| writer.flush()).expect("the temporary folder has room");
    }
    writer.close().expect("the temporary folder has room");
    path
}

/// A folder of plain text, a file an article.
pub fn texts(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    files(articles, scratch, "texts", "txt", |article| article.text.clone())
}

/// A folder of pages.
pub fn pages(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    files(articles, scratch, "pages", "html", Plain::page)
}

fn files(articles: &[Plain], scratch: &Scratch, name: &str, ending: &str, of: impl Fn(&Plain) -> String) -> PathBuf {
    let folder = scratch.join(name);
    for (n, article) in articles.iter().enumerate() {
        let outlet = folder.join(&article.outlet);
        fs::create_dir_all(&outlet).expect("the temporary folder can be written");
        fs::write(outlet.join(format!("{n:06}.{ending}")), of(article)).expect("the temporary folder has room");
    }
    folder
}

/// A web archive of the pages, as a crawl leaves it before it is packed.
pub fn archive(articles: &[Plain], scratch: &Scratch) -> PathBuf {
    let mut archive = String::new();
    for article in articles {
        let page = article.page();
        let answer = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {}\r\n\r\n{page}",
            page.len()
        );
        _ = write!(
            archive,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            article.url,
            answer.len()
        );
    }
    scratch.write("articles.warc", archive)
}

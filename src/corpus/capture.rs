//! What of a web archive is an article? One of its records, as it was captured.

use std::borrow::Cow;
use std::ops::Range;

use super::headers::Headed;
use super::page::{MOST_PAGE_BYTES, Page};
use super::record::Record;
use super::response::{Response, charset, is_page_type};
use super::{Article, Field, Reading, Reason, page};

/// Where a record is, and which one of its file, from 1.
#[derive(Clone, Debug)]
pub(super) struct Place {
    pub(super) number: u64,
    pub(super) range: Range<usize>,
}

/// A record of an archive.
#[derive(Debug)]
pub(super) struct Capture<'b> {
    pub(super) head: Headed<'b>,
}

impl<'b> Capture<'b> {
    /// Reads the head of a record; `None` if it is none.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Capture<'b>> {
        let head = Headed::of(bytes)?;
        head.first_line.starts_with(b"WARC/").then_some(Capture { head })
    }

    /// Why it is no article and none was expected, in a few words, if so.
    pub(super) fn left_out(&self) -> Option<String> {
        let kind = self.head.value("WARC-Type").unwrap_or_default().to_ascii_lowercase();
        let content = self.head.value("Content-Type").unwrap_or_default();
        match kind.as_str() {
            "response" if !content.is_empty() && !content.starts_with("application/http") => {
                Some("not over HTTP".to_owned())
            }
            // One that cannot be read is named when its turn comes.
            "response" => {
                let response = Response::of(self.head.body)?;
                match response.status {
                    200 => (!response.may_be_page()).then(|| "no HTML".to_owned()),
                    status => Some(format!("HTTP status {status}")),
                }
            }
            "conversion" if content.is_empty() || is_text(&content) || is_page_type(&content) => None,
            "conversion" => Some("no text".to_owned()),
            "warcinfo" | "request" | "metadata" | "resource" | "revisit" | "continuation" => Some(kind),
            _ => Some("another type".to_owned()),
        }
    }

    /// The article in it.
    pub(super) fn article(&self, reading: &Reading) -> Result<Article, Reason> {
        if self.head.value("WARC-Truncated").is_some() {
            return Err(Reason::CutPage);
        }
        let url = self.head.value("WARC-Target-URI");
        // Some crawlers put it between angle brackets.
        let url = url.as_deref().map(|url| url.trim_matches(['<', '>']));
        let is_response = self.head.value("WARC-Type").is_some_and(|kind| kind.eq_ignore_ascii_case("response"));
        if is_response {
            let response = Response::of(self.head.body).ok_or(Reason::Warc("its HTTP head cannot be read"))?;
            let bytes = response.page(MOST_PAGE_BYTES)?;
            return Page { bytes: &bytes, charset: response.charset().as_deref(), url, folder: None }.article(reading);
        }
        let content = self.head.value("Content-Type").unwrap_or_default();
        let label = charset(&content);
        if is_page_type(&content) {
            return Page { bytes: self.head.body, charset: label.as_deref(), url, folder: None }.article(reading);
        }
        if self.head.body.trim_ascii().is_empty() {
            return Err(Reason::Empty);
        }
        let (text, charset) = page::decoded(self.head.body, label.as_deref());
        let mut record = Record::default();
        record.values[Field::Text as usize] = Some(text);
        record.values[Field::Url as usize] = url.map(Cow::Borrowed);
        record.values[Field::Language as usize] = self.language();
        Ok(Article { charset, ..record.article(Vec::new, reading)? })
    }

    /// The language that the crawl found, the first of them; in two letters for English.
    fn language(&self) -> Option<Cow<'b, str>> {
        let found = self.head.value("WARC-Identified-Content-Language")?;
        let first = found.split(',').next()?.trim().to_owned();
        Some(Cow::Owned(if first == "eng" { "en".to_owned() } else { first }))
    }
}

fn is_text(kind: &str) -> bool {
    kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("text/plain"))
}

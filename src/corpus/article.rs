//! What is an article?

use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::Charset;
use crate::provenance::Damage;

/// One article as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id; where the record has none, see [`Article::hashed_id`].
    pub id: String,
    /// Who published it; empty if nobody said.
    pub outlet: String,
    /// The date as the record has it, `YYYY-MM-DD` where it could be read as one.
    pub date: Option<String>,
    /// The headline.
    pub title: String,
    /// The text.
    pub body: String,
    /// The first byte of the body that counts: past its first line where that line repeats the title, else 0.
    /// Spans stay bytes of the whole body.
    pub body_starts_at: usize,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The section of the outlet.
    pub section: Option<String>,
    /// news, opinion, analysis, wire, live, transcript or unknown: what its record says, or else the table of outlets, or
    /// else the rules of provenance.
    pub genre: Option<String>,
    /// The id of the agency whose copy it is; `None` where that is the outlet itself.
    pub agency: Option<Arc<str>>,
    /// Whether its author is a guest of the outlet.
    pub guest: bool,
    /// What was lost on the way to us.
    pub damage: Damage,
    /// What it is about.
    pub topic: Option<String>,
    /// The language its record names (BCP 47).
    pub language: Option<String>,
    /// The group of its outlet, from the table of outlets.
    pub group: Option<String>,
    /// Whether the end of its body was cut off, as it was too long.
    pub is_cut: bool,
    /// The character set that its file or row was decoded from; `None` for UTF-8.
    pub charset: Option<Charset>,
    /// The file it was read from, as the user is shown it.
    pub file: Arc<str>,
    /// The line of the file at which its record starts, from 1; `None` where the file itself is the body.
    pub line: Option<u64>,
}

impl Article {
    /// The first 16 hex digits of SHA-256 over outlet, url, date, title and body, joined by U+001F; what is missing
    /// is empty. The outlet is the record's, before a table of outlets gave it another name.
    pub fn hashed_id(&self) -> String {
        let missing = String::new();
        let mut hash = Sha256::new();
        hash.update(&self.outlet);
        for field in
            [self.url.as_ref().unwrap_or(&missing), self.date.as_ref().unwrap_or(&missing), &self.title, &self.body]
        {
            hash.update([0x1f]);
            hash.update(field);
        }
        hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
    }
}

/// Where the body starts to count: past its first line that is not blank if that repeats the title, whatever the white
/// space. 0 if it does not.
pub(super) fn body_starts_at(title: &str, body: &str) -> usize {
    let mut title = title.split_whitespace().peekable();
    if title.peek().is_none() {
        return 0;
    }
    let text = body.trim_start();
    let line = text.split_inclusive('\n').next().unwrap_or_default();
    if title.eq(line.split_whitespace()) { body.len() - text.len() + line.len() } else { 0 }
}

/// A part of an article. No form, quotation or source crosses from one to the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// The headline.
    Title,
    /// The text.
    Body,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_repeated_in_the_first_line_is_not_counted_again() {
        let body = "\n Ferry  sinks\r\n\nThe ferry sank.";
        assert_eq!(&body[body_starts_at("Ferry sinks ", body)..], "\nThe ferry sank.");
        assert_eq!(body_starts_at("Ferry sinks", "Ferry sinks"), 11);
    }

    #[test]
    fn a_first_line_that_only_starts_like_the_title_counts() {
        for body in ["Ferry sinks off harbour\n", "ferry sinks\n", "The ferry sank.\nFerry sinks\n", "Ferry\nsinks", ""]
        {
            assert_eq!(body_starts_at("Ferry sinks", body), 0, "{body}");
        }
        assert_eq!(body_starts_at(" ", "\n\nThe ferry sank."), 0);
    }

    #[test]
    fn the_id_of_an_article_is_a_hash_of_what_it_is() {
        let article = Article { outlet: "Harbour Daily".into(), body: "The ferry sank.".into(), ..Article::default() };
        // printf 'Harbour Daily\x1f\x1f\x1f\x1fThe ferry sank.' | sha256sum
        assert_eq!(article.hashed_id(), "d487ceb4f2f1442c");
        let other = Article { title: "x".into(), ..article.clone() };
        assert_ne!(article.hashed_id(), other.hashed_id());
    }
}

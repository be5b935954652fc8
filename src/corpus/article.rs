//! What is an article?

use serde::{Deserialize, Serialize};

/// One article as it was read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Article {
    /// Its id; where the record has none, the first 16 hex digits of SHA-256 over outlet, url, date, title and body.
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
    /// news, opinion, analysis, wire, live, transcript or unknown.
    pub genre: Option<String>,
    /// What it is about.
    pub topic: Option<String>,
    /// The language its record names (BCP 47).
    pub language: Option<String>,
    /// The group of its outlet, from the table of outlets.
    pub group: Option<String>,
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

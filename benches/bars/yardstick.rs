//! What is the least that the work could take?

use std::borrow::Cow;
use std::hint::black_box;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::Deserialize;

/// What is read of a record.
#[derive(Deserialize)]
pub struct Record<'a> {
    #[serde(borrow)]
    text: Cow<'a, str>,
    #[serde(borrow)]
    title: Option<Cow<'a, str>>,
    #[serde(borrow)]
    outlet: Option<Cow<'a, str>>,
    #[serde(borrow)]
    date: Option<Cow<'a, str>>,
}

/// JSON Lines through serde_json into a struct that borrows: bytes of text.
pub fn json_lines(bytes: &[u8]) -> usize {
    let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
    lines.filter_map(|line| serde_json::from_slice::<Record>(line).ok()).map(seen).sum()
}

/// A list through serde_json into structs that borrow: bytes of text.
pub fn json_list(bytes: &[u8]) -> usize {
    serde_json::from_slice::<Vec<Record>>(bytes).expect("it is a list").into_iter().map(seen).sum()
}

fn seen(record: Record) -> usize {
    black_box((&record.title, &record.outlet, &record.date));
    record.text.len()
}

/// What people reach for to find many words in a text: a DFA over the bytes, leftmost-longest.
pub fn automaton(forms: &[String]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(forms)
        .expect("the forms fit an automaton")
}

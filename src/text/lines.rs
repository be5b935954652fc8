//! Which lines are somebody's words without quotation marks?
//!
//! Lines that begin with `>`, and the turns of a transcript: paragraphs that
//! begin with the name of who speaks and a colon.

use crate::language::{Shape, Words};
use crate::span::Span;

use super::quotes::{Family, Quote};

/// The line that the mark `at`, a `>`, begins.
pub(super) fn quoted(source: &str, words: &Words, at: u32) -> Option<Quote> {
    let mark = words.marks.get(at as usize)?;
    let line = source.get(mark.start as usize..)?.lines().next()?;
    let end = mark.start + line.trim_end().len() as u32;
    let end_word = words.words.partition_point(|word| word.start < end) as u32;
    let end_mark = words.marks.partition_point(|mark| mark.start < end) as u32;
    (mark.word < end_word).then_some(Quote {
        start: mark.start,
        end,
        first_word: mark.word,
        end_word,
        open: at,
        end_mark,
        starts_paragraph: true,
        continues: false,
        nested: false,
        family: Family::Line,
        speaker: None,
    })
}

/// The turn of a transcript that a paragraph may be whose first word is `first` and whose first colon is the mark `at`.
/// It has no end yet.
pub(super) fn turn(words: &Words, first: u32, at: u32) -> Option<Quote> {
    let colon = words.marks.get(at as usize)?;
    let label = words.words.get(first as usize..colon.word as usize)?;
    let (name, last) = (label.first()?, label.last()?);
    if label.iter().any(|word| word.shape == Shape::Lower) {
        return None;
    }
    let start = colon.start + u32::from(colon.len);
    Some(Quote {
        start,
        end: start,
        first_word: colon.word,
        end_word: colon.word,
        open: at + 1,
        end_mark: at + 1,
        starts_paragraph: true,
        continues: false,
        nested: false,
        family: Family::Line,
        speaker: Some(Span::new(name.start, last.end)),
    })
}

/// Leaves only the turns of a text that is a transcript: the same speakers come back. One paragraph that begins with a
/// word and a colon is a label, as are the names over the paragraphs of a list.
pub(super) fn drop_labels(source: &str, lines: &mut Vec<Quote>) {
    let mut speakers: Vec<&str> =
        lines.iter().filter_map(|line| line.speaker).map(|speaker| speaker.of(source)).collect();
    let turns = speakers.len();
    speakers.sort_unstable();
    speakers.dedup();
    if turns < 2 * speakers.len() {
        lines.retain(|line| line.speaker.is_none());
    }
}

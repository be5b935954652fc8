//! How is a text cut into segments of one voice each?

use crate::language::{Mark, MarkKind, Words};
use crate::span::Span;

use super::kind::Spoken;
use super::quotes::Quote;
use super::stretch::{Said, Stretch};
use super::voice::{Segment, Voice};

/// Cuts a text of `len` bytes; what `segments` held is forgotten.
///
/// All three are in order. Quotations win over reported speech; what is left is the outlet's.
pub(super) fn cut(
    len: u32,
    words: &Words,
    spoken: &[Spoken],
    quotes: &[Quote],
    stretches: &[Stretch],
    segments: &mut Vec<Segment>,
) {
    segments.clear();
    let mut cutter = Cutter { segments, stretches, at: 0, word: 0 };
    let mut nested = quotes;
    for spoken in spoken {
        let quote = &spoken.quote;
        cutter.unspoken(quote.start, quote.first_word);
        if spoken.voice == Voice::Direct {
            let inside = nested.partition_point(|nested| nested.start <= quote.start);
            nested = nested.get(inside..).unwrap_or_default();
            let marks = words.marks.get(quote.open as usize..quote.end_mark as usize).unwrap_or_default();
            cutter.quotation(spoken, nested, marks);
        } else {
            cutter.push(quote.end, quote.end_word, spoken.voice, None, false);
        }
    }
    cutter.unspoken(len, words.words.len() as u32);
}

/// The segments, and how far the text is cut.
struct Cutter<'a> {
    segments: &'a mut Vec<Segment>,
    /// Those that do not end before `at`.
    stretches: &'a [Stretch],
    at: u32,
    word: u32,
}

impl Cutter<'_> {
    /// Makes what lies before a byte a segment, if there is anything.
    fn push(&mut self, end: u32, end_word: u32, voice: Voice, said: Option<Said>, nested: bool) {
        if end <= self.at {
            return;
        }
        match self.segments.last_mut() {
            Some(last) if last.voice == Voice::Own && voice == Voice::Own => {
                last.span.end = end;
                last.end_word = end_word;
            }
            _ => self.segments.push(Segment {
                span: Span::new(self.at, end),
                first_word: self.word,
                end_word,
                voice,
                source: said.and_then(|said| said.source),
                cue: said.map(|said| said.cue),
                nested,
            }),
        }
        self.at = end;
        self.word = end_word;
    }

    /// Cuts what lies before a byte and in no quotation.
    fn unspoken(&mut self, end: u32, end_word: u32) {
        while let Some((stretch, rest)) = self.stretches.split_first().filter(|(stretch, _)| stretch.start < end) {
            if self.at < stretch.end {
                self.push(stretch.start, stretch.first_word, Voice::Own, None, false);
                let (to, to_word) = if stretch.end < end { (stretch.end, stretch.end_word) } else { (end, end_word) };
                self.push(to, to_word, stretch.voice, Some(stretch.said), false);
            }
            if end < stretch.end {
                return;
            }
            self.stretches = rest;
        }
        self.push(end, end_word, Voice::Own, None, false);
    }

    /// Cuts a quotation: what is quoted inside it, and [brackets], which are the outlet's.
    fn quotation(&mut self, spoken: &Spoken, mut nested: &[Quote], marks: &[Mark]) {
        let said = spoken.said;
        let mut inner: Option<&Quote> = None;
        let mut bracket: Option<&Mark> = None;
        for mark in marks {
            if let Some(quote) = inner.take_if(|quote| quote.end <= mark.start) {
                self.push(quote.end, quote.end_word, Voice::Direct, said, true);
            }
            if let Some((next, rest)) = nested.split_first().filter(|(next, _)| next.start <= mark.start) {
                nested = rest;
                if inner.is_none() {
                    self.push(next.start, next.first_word, Voice::Direct, said, false);
                    inner = Some(next);
                }
            }
            match (mark.kind, bracket) {
                (MarkKind::BracketOpen, None) => bracket = Some(mark),
                (MarkKind::BracketClose, Some(open)) => {
                    bracket = None;
                    if open.word < mark.word {
                        self.push(open.start, open.word, Voice::Direct, said, inner.is_some());
                        self.push(mark.start + u32::from(mark.len), mark.word, Voice::Insertion, None, false);
                    }
                }
                _ => {}
            }
        }
        if let Some(quote) = inner {
            self.push(quote.end, quote.end_word, Voice::Direct, said, true);
        }
        self.push(spoken.quote.end, spoken.quote.end_word, Voice::Direct, said, false);
    }
}

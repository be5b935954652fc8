//! Which parts of a text are reported speech, and where is it said that somebody speaks?
//!
//! Sentences are read one after the other; only those with a word or a colon
//! that begins a rule are laid out as a row.

use crate::language::{Classes, Language, MarkKind, Words};
use crate::span::Span;

use super::quotes::{Quotes, Role};
use super::reading::{Reach, Reading, TRIGGERS};
use super::source::{Source, SourceKind};
use super::token::{Reader, Sentence, Token};
use super::voice::Voice;

/// A part of the text that is reported speech or the object of a speech act.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Index of its first word.
    pub first_word: u32,
    /// Index after its last word.
    pub end_word: u32,
    /// [`Voice::Indirect`] or [`Voice::Described`].
    pub voice: Voice,
    /// Who speaks, and where the text says so.
    pub said: Said,
}

/// A place where a text says that somebody speaks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Said {
    /// Index of the last word of the cue.
    pub word: u32,
    /// The cue.
    pub cue: Span,
    /// Who speaks; a pronoun stands for the last one named.
    pub source: Option<Span>,
}

/// The reported speech of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Stretches {
    /// In order; none overlaps another.
    pub stretches: Vec<Stretch>,
    /// Every place that says that somebody speaks, in order of its word.
    pub said: Vec<Said>,
    /// The classes of each word.
    pub classes: Vec<Classes>,
    row: Vec<Token>,
    reaches: Vec<Reach>,
    owners: Vec<u16>,
    last_named: Option<Span>,
}

impl Stretches {
    /// Reads a text; what was found before is forgotten.
    pub fn find(&mut self, source: &str, words: &Words, quotes: &Quotes, language: &Language) {
        self.stretches.clear();
        self.said.clear();
        self.last_named = None;
        self.classes.clear();
        let mut reader = Reader::default();
        let first_paragraph = words.marks.iter().find(|mark| mark.kind == MarkKind::Paragraph && mark.word > 0);
        let first_paragraph = first_paragraph.map_or(words.words.len(), |mark| mark.word as usize);
        for (index, &first) in words.sentences.iter().enumerate() {
            let end = words.sentences.get(index + 1).map_or(words.words.len(), |&next| next as usize);
            let end_mark = end_of_sentence(words, quotes, reader.mark, end);
            let mut found = Classes::NONE;
            let sentence = words.words.get(first as usize..end).unwrap_or_default();
            self.classes.extend(sentence.iter().map(|word| {
                let classes = language.classes(word.id);
                found = found.with(classes);
                classes
            }));
            let marks = words.marks.get(reader.mark..end_mark).unwrap_or_default();
            let has_colon = marks.iter().any(|mark| mark.kind == MarkKind::Colon);
            if !has_colon && !found.meets(TRIGGERS) {
                reader.word = end;
                reader.mark = end_mark;
                continue;
            }
            while reader.word < end || reader.mark < end_mark {
                let mut row = std::mem::take(&mut self.row);
                reader.fill(&mut row, words, &self.classes, &quotes.quotes, end, end_mark);
                self.reaches.clear();
                let sentence = Sentence::new(source, words, language, &row);
                let is_first = end <= first_paragraph;
                Reading { sentence, is_first, reaches: &mut self.reaches }.read(has_colon);
                self.settle(&sentence);
                self.row = row;
            }
        }
        self.said.sort_by_key(|said| said.word);
    }

    /// Decides where the reaches of a sentence overlap, and keeps them.
    ///
    /// Reported speech wins over the object of a speech act, and what reaches around another over what lies inside it.
    fn settle(&mut self, sentence: &Sentence) {
        if self.reaches.is_empty() {
            return;
        }
        self.owners.clear();
        self.owners.resize(sentence.len(), 0);
        for (index, reach) in self.reaches.iter().enumerate() {
            for owner in self.owners.get_mut(reach.start..reach.end).unwrap_or_default() {
                let before = owner.checked_sub(1).and_then(|before| self.reaches.get(usize::from(before)));
                if before.is_none_or(|before| reach.wins_over(before)) {
                    *owner = index as u16 + 1;
                }
            }
        }
        let first = self.said.len();
        for index in 0..self.reaches.len() {
            let reach = self.reaches[index];
            let source = reach.source.map(|source| self.resolve(source));
            let (from, to) = reach.cue;
            self.said.push(Said {
                word: sentence.word_index(to.saturating_sub(1)),
                cue: sentence.span(from, to),
                source,
            });
        }
        let mut place = 0;
        for run in self.owners.chunk_by(|a, b| a == b) {
            let (start, end) = (place, place + run.len());
            place = end;
            let Some(index) = run.first().and_then(|owner| owner.checked_sub(1)).map(usize::from) else { continue };
            let (Some(reach), Some(&said)) = (self.reaches.get(index), self.said.get(first + index)) else { continue };
            let span = sentence.span(start, end);
            self.stretches.push(Stretch {
                start: span.start,
                end: span.end,
                first_word: sentence.word_index(start),
                end_word: sentence.word_index(end - 1) + u32::from(sentence.is_word(end - 1)),
                voice: reach.voice,
                said,
            });
        }
    }

    /// The place that names a source.
    fn resolve(&mut self, source: Source) -> Span {
        match source.kind {
            SourceKind::Named => *self.last_named.insert(source.span),
            SourceKind::Pronoun => self.last_named.unwrap_or(source.span),
            SourceKind::Other => source.span,
        }
    }
}

impl Reach {
    fn wins_over(&self, other: &Reach) -> bool {
        let around =
            self.start <= other.start && other.end <= self.end && (self.start, self.end) != (other.start, other.end);
        if self.voice == other.voice { around } else { self.voice == Voice::Indirect }
    }
}

/// Index after the last mark of the sentence that ends before the word `end`: what closes stays with the sentence before
/// it, what opens goes to the next.
fn end_of_sentence(words: &Words, quotes: &Quotes, from: usize, end: usize) -> usize {
    let mut at = from;
    let mut ended = None;
    while let Some(mark) = words.marks.get(at).filter(|mark| (mark.word as usize) <= end) {
        if mark.word as usize == end {
            let closes = quotes.roles.get(at) == Some(&Role::Close)
                || matches!(mark.kind, MarkKind::ParenClose | MarkKind::BracketClose | MarkKind::Stop);
            match (mark.kind, ended) {
                (MarkKind::Paragraph, _) => return at,
                (MarkKind::Stop, None) => ended = Some(mark.start + u32::from(mark.len)),
                (_, Some(after)) if closes && mark.start == after => ended = Some(mark.start + u32::from(mark.len)),
                (_, Some(_)) => return at,
                (_, None) => {}
            }
        }
        at += 1;
    }
    at
}

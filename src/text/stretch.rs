//! Which parts of a text are reported speech, and where is it said that somebody speaks?
//!
//! Sentences are read one after the other, but only those with a word or a colon
//! at which a rule begins.

use crate::language::{Language, MarkKind, Words};
use crate::span::Span;

use super::quotes::{Quotes, Role};
use super::reading::{Reach, Reading};
use super::source::{Source, SourceKind};
use super::token::{LONGEST_SENTENCE, Row, Sentence, is_laid_out};
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
    /// The words and marks of the text.
    pub row: Row,
    reaches: Vec<Reach>,
    edges: Vec<(usize, Option<usize>)>,
    last_named: Option<Span>,
}

impl Stretches {
    /// Reads a text; what was found before is forgotten.
    pub fn find(&mut self, source: &str, words: &Words, quotes: &Quotes, language: &Language) {
        self.stretches.clear();
        self.said.clear();
        self.last_named = None;
        let mut row = std::mem::take(&mut self.row);
        row.fill(words, &quotes.quotes, language);
        let first_paragraph = words.marks.iter().find(|mark| mark.kind == MarkKind::Paragraph && mark.word > 0);
        let first_paragraph = first_paragraph.map_or(words.words.len(), |mark| mark.word as usize);
        let mut triggers = row.triggers.as_slice();
        let (mut start, mut mark, mut marks_left_out) = (0, 0, 0);
        for index in 0..words.sentences.len() {
            let end_word = words.sentences.get(index + 1).map_or(words.words.len(), |&next| next as usize);
            let end_mark = end_of_sentence(words, quotes, mark, end_word);
            let marks = words.marks.get(mark..end_mark).unwrap_or_default();
            marks_left_out += marks.iter().filter(|mark| !is_laid_out(mark)).count();
            mark = end_mark;
            let end = end_word + end_mark - marks_left_out;
            while start < end {
                let first = start;
                start = end.min(first + LONGEST_SENTENCE);
                let count = triggers.iter().take_while(|&&trigger| trigger < start).count();
                let (here, later) = triggers.split_at(count);
                triggers = later;
                if here.is_empty() {
                    continue;
                }
                self.reaches.clear();
                let tokens = row.tokens.get(first..start).unwrap_or_default();
                let sentence = Sentence::new(source, words, language, tokens);
                let is_first = end_word <= first_paragraph;
                Reading { sentence, is_first, reaches: &mut self.reaches }.read(here.iter().map(|place| place - first));
                self.settle(&sentence);
            }
        }
        self.row = row;
        self.said.sort_by_key(|said| said.word);
    }

    /// Decides where the reaches of a sentence overlap, and keeps them.
    ///
    /// Reported speech wins over the object of a speech act, and what reaches around another over what lies inside it.
    fn settle(&mut self, sentence: &Sentence) {
        if self.reaches.is_empty() {
            return;
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
        let owner = |place: usize| {
            let reaches = self.reaches.iter().enumerate();
            let here = reaches.filter(|(_, reach)| (reach.start..reach.end).contains(&place));
            here.reduce(|owner, other| if other.1.wins_over(owner.1) { other } else { owner }).map(|(index, _)| index)
        };
        // The places where the owner changes.
        self.edges.clear();
        let edges = self.reaches.iter().flat_map(|reach| [reach.start, reach.end]);
        self.edges.extend(edges.map(|place| (place, owner(place))));
        self.edges.sort_unstable();
        self.edges.dedup_by_key(|(_, owner)| *owner);
        for (&(start, owner), &(end, _)) in self.edges.iter().zip(self.edges.iter().skip(1)) {
            let Some(index) = owner else { continue };
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

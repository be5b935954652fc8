//! Which stretches of a sentence does somebody say, and who?
//!
//! One pass over the row from left to right. Each rule that applies adds a
//! [`Reach`]; where reaches overlap, [`settle`] decides.

use crate::language::{Class, Classes, MarkKind};

use super::source::Source;
use super::token::Sentence;
use super::voice::Voice;

/// A stretch of a sentence that is in somebody's voice.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reach {
    /// The place of the first token.
    pub start: usize,
    /// The place after the last.
    pub end: usize,
    /// Whose words.
    pub voice: Voice,
    /// The places of the words that say that somebody speaks: from, to.
    pub cue: (usize, usize),
    /// Who speaks.
    pub source: Option<Source>,
}

/// A sentence that is being read.
pub(super) struct Reading<'a> {
    /// The sentence.
    pub sentence: Sentence<'a>,
    /// Whether it is in the first paragraph, where a headline may stand.
    pub is_first: bool,
    /// What was found so far.
    pub reaches: &'a mut Vec<Reach>,
}

impl Reading<'_> {
    /// Finds all reaches of the sentence. `triggers` are the places at which a rule begins.
    pub fn read(&mut self, triggers: impl Iterator<Item = usize> + Clone) {
        if triggers.clone().any(|place| !self.sentence.is_word(place)) {
            self.colon();
        }
        let mut from = 0;
        for place in triggers {
            if place < from || !self.sentence.is_word(place) {
                continue;
            }
            let next = if self.sentence.is(place, Class::According) {
                self.according(place)
            } else {
                self.verb(place).or_else(|| self.noun(place)).or_else(|| self.seem(place))
            };
            // A rule says where to go on; none goes back.
            from = next.unwrap_or(place).max(place) + 1;
        }
    }

    /// Adds a reach, without punctuation at its beginning and end.
    ///
    /// In a clause that opens the sentence it ends with that clause: "If she says C, …".
    pub(super) fn add(&mut self, start: usize, end: usize, voice: Voice, cue: (usize, usize), source: Option<Source>) {
        let opening = self.opening_end();
        let end = if cue.1 <= opening && start < opening { end.min(opening) } else { end };
        let is_content = |&place: &usize| self.sentence.is_word(place) || self.sentence.is_quoted(place);
        let ends_content = |&place: &usize| {
            is_content(&place) || self.sentence.is_mark(place, MarkKind::ParenClose) || self.sentence.is_percent(place)
        };
        let start = (start..end).find(is_content).unwrap_or(end);
        let end = (start..end).rev().find(ends_content).map_or(start, |last| last + 1);
        self.reaches.push(Reach { start, end, voice, cue, source });
    }
}

const OPENS: Classes = Classes::of(&[Class::Preposition, Class::Subordinator, Class::Opening]);

impl Reading<'_> {
    /// The place of the comma after an opening clause; 0 if there is none.
    fn opening_end(&self) -> usize {
        let sentence = &self.sentence;
        if !sentence.is_any(0, OPENS) {
            return 0;
        }
        (0..sentence.len()).find(|&place| sentence.is_comma(place) && !sentence.is_quoted(place)).unwrap_or(0)
    }
}

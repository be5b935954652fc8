//! What is reported without a verb of saying: *according to*, passives, nouns, *seems*, colons?

use crate::language::{Class, Classes, Cue, MarkKind, Takes};

use super::clause::{clause_end, object_end};
use super::reading::Reading;
use super::source::{self, Source};
use super::usage;
use super::voice::Voice;

impl Reading<'_> {
    /// "According to S, C", "C, according to S", "N, who, according to S, C".
    pub(super) fn according(&mut self, place: usize) -> Option<usize> {
        let sentence = self.sentence;
        if !sentence.is(place + 1, Class::To) {
            return None;
        }
        let words = (place, place + 2);
        let source = source::following(&sentence, place + 2);
        let comma = (place + 2..sentence.len()).find(|&at| sentence.is_comma(at));
        if place <= 1 {
            let start = comma? + 1;
            self.add(start, clause_end(&sentence, start), Voice::Indirect, words, source);
            return Some(place + 1);
        }
        let between = sentence.is_comma(place - 1);
        let relative =
            (place.saturating_sub(9)..place).rev().find(|&at| sentence.is(at, Class::Relative)).filter(|_| between);
        self.add(relative.unwrap_or(0), place, Voice::Indirect, words, source);
        const APPOSITION: Classes = Classes::of(&[Class::Relative, Class::Article]);
        if let Some(comma) = comma
            && between
            && comma + 2 < sentence.len()
            && !sentence.is_any(comma + 1, APPOSITION)
        {
            self.add(comma + 1, sentence.len(), Voice::Indirect, words, source);
        }
        Some(place + 1)
    }

    /// "was told that C", "is accused of O", "is expected to C".
    pub(super) fn passive(&mut self, place: usize, cue: &Cue) -> Option<usize> {
        let sentence = self.sentence;
        let next = place + 1;
        const LINK: Classes = Classes::of(&[Class::To, Class::Of, Class::As, Class::That, Class::If, Class::About]);
        const SAID: Classes = Classes::of(&[Class::Question, Class::Pronoun, Class::Determiner]);
        let said = cue.takes.has(Takes::SAID) && (sentence.is_any(next, SAID) || sentence.is_quoted(next));
        if !(said || (!cue.takes.has(Takes::ACTIVE) && sentence.is_any(next, LINK))) {
            return None;
        }
        let end =
            if sentence.is(next, Class::That) { clause_end(&sentence, next) } else { object_end(&sentence, next) };
        let voice = if cue.takes.has(Takes::SAID) { Voice::Indirect } else { Voice::Described };
        self.add(next, end, voice, (place, next), None);
        Some(place)
    }

    /// "the claim that C", "support for O".
    pub(super) fn noun(&mut self, place: usize) -> Option<usize> {
        let sentence = self.sentence;
        let next = place + 1;
        let cue = sentence.noun_cue(place)?;
        if sentence.is_quoted(next) {
            return None;
        }
        let (start, end, voice) = if cue.takes.has(Takes::CLAUSE) && sentence.is(next, Class::That) {
            (next, clause_end(&sentence, next), Voice::Indirect)
        } else if cue.takes.has(Takes::INFINITIVE) && sentence.is(next, Class::To) {
            (next, object_end(&sentence, next), Voice::Described)
        } else if cue.after.contains(&sentence.id(next)) {
            // "Support for the plan is falling": the noun may be the subject.
            const VERBS: Classes = Classes::of(&[Class::Be, Class::Have, Class::Modal]);
            let end = object_end(&sentence, next + 1);
            let verb = (next + 1..end).find(|&at| sentence.is_any(at, VERBS) && !sentence.is_quoted(at));
            (next + 1, verb.unwrap_or(end), Voice::Described)
        } else {
            return None;
        };
        self.add(start, end, voice, (place, next), self.owner(place));
        Some(place)
    }

    /// The one whose claim it is: *Mr. Smith's* claim, *her* claim.
    fn owner(&self, noun: usize) -> Option<Source> {
        let sentence = &self.sentence;
        let last = (noun.saturating_sub(3)..noun)
            .rev()
            .find(|&at| sentence.is_possessive(at) || sentence.is(at, Class::ThirdPerson))?;
        let start = (0..=last).rev().take_while(|&at| sentence.is_capital(at)).last().unwrap_or(last);
        source::named(sentence, start, last + 1)
    }

    /// "seems to O".
    pub(super) fn seem(&mut self, place: usize) -> Option<usize> {
        let sentence = self.sentence;
        const LINK: Classes = Classes::of(&[Class::To, Class::As, Class::Like, Class::That]);
        let next = place + 1;
        if !(sentence.is(place, Class::Seem) && sentence.is_any(next, LINK)) {
            return None;
        }
        self.add(next, object_end(&sentence, next), Voice::Described, (place, next), None);
        Some(place)
    }

    /// "She said: C", and in a headline "Smith: C".
    pub(super) fn colon(&mut self) {
        let sentence = self.sentence;
        let is_colon = |&at: &usize| sentence.is_mark(at, MarkKind::Colon) && !sentence.is_quoted(at);
        let Some(colon) = (1..sentence.len().saturating_sub(1)).find(is_colon) else { return };
        // "She said:" but not "Editor's note:".
        let is_verb = |at| !sentence.is(at, Class::NounLike) || usage::verb(&sentence, at).is_some();
        let introduces = |at: &usize| sentence.cue(*at).is_some_and(|cue| cue.takes.has(Takes::COLON)) && is_verb(*at);
        if let Some(cue) = (colon.saturating_sub(7)..colon).rev().find(introduces) {
            let source = source::subject(&sentence, cue);
            self.add(colon + 1, sentence.len(), Voice::Indirect, (cue, cue + 1), source);
        } else if self.is_first && colon <= 5 && self.is_label(colon) {
            let source = source::named(&sentence, 0, colon);
            self.add(colon + 1, sentence.len(), Voice::Indirect, (colon, colon + 1), source);
        }
    }

    /// Whether what stands before a headline's colon is who says it: a name, "Smith to Jones"; not "Update", nor the place
    /// of a dateline.
    fn is_label(&self, colon: usize) -> bool {
        const INSIDE: Classes = Classes::of(&[Class::Small, Class::To]);
        let sentence = self.sentence;
        let is_name =
            |at: usize| sentence.is_capital(at) || !sentence.is_word(at) || (at > 0 && sentence.is_any(at, INSIDE));
        let is_place = sentence.ends_with_stop() && (0..colon).all(|at| sentence.is_upper(at) || !sentence.is_word(at));
        (0..colon).all(is_name) && !is_place && !(colon == 1 && sentence.is(0, Class::Label))
    }
}

//! What is said, before or after a verb that says so?

use crate::language::{Class, Classes, Cue, MarkKind, Takes, Usage};

use super::clause::{clause_end, object_end};
use super::reading::Reading;
use super::source::{self, Source};
use super::token::Sentence;
use super::usage::{self, Verb};
use super::voice::Voice;

const CONJUNCTIONS: Classes = Classes::of(&[Class::That, Class::If, Class::Question]);
/// What shows that a clause begins.
const CLAUSE_STARTS: Classes = Classes::of(&[Class::That, Class::If, Class::Question, Class::Pronoun]);

/// What follows a verb and is said.
struct Following {
    start: usize,
    end: usize,
    voice: Voice,
    /// The place after the words that say that somebody speaks.
    cue_end: usize,
}

/// How far back the beginning of a subject is looked for.
const SUBJECT: usize = 14;

impl Reading<'_> {
    /// A verb that says that somebody speaks; where to go on if it is one.
    pub(super) fn verb(&mut self, place: usize) -> Option<usize> {
        let verb = usage::verb(&self.sentence, place)?;
        let cue = verb.cue;
        if verb.usage == Usage::Passive {
            return self.passive(place, cue);
        }
        let finding = cue.takes.has(Takes::FINDING) && place + 1 == self.sentence.len();
        if (cue.takes.has(Takes::CORE) || finding)
            && verb.usage == Usage::Finite
            && let Some(next) = self.after_clause(place, cue, verb)
        {
            return Some(next);
        }
        self.before_clause(place, cue, verb)
    }

    /// "C, she said", "C," said Ms. Smith, "C, she said, C".
    fn after_clause(&mut self, place: usize, cue: &Cue, verb: Verb) -> Option<usize> {
        let sentence = self.sentence;
        let nearest = place.saturating_sub(SUBJECT);
        let edge = (nearest..place).rev().find(|&at| sentence.is_quoted(at) || is_edge(sentence.mark(at)))?;
        let after_quote = sentence.is_quoted(edge);
        if edge == 0 || !(after_quote || sentence.is_comma(edge)) {
            return None;
        }
        if !self.closes_clause(place, cue, edge) {
            return None;
        }
        let last_quoted = (edge.saturating_sub(25)..edge).rev().find(|&at| sentence.is_quoted(at));
        let aside = sentence.is_comma(place + 1);
        let (start, end) = match (after_quote, last_quoted) {
            (true, _) => (0, edge + 1),
            // "The fire was a “terrible” blow to the town, she said": the quotation is a part of what is said.
            (false, Some(quoted)) if !self.ends_quotation(quoted) => (0, edge),
            (false, Some(quoted)) => (0, quoted + 1),
            (false, None) if aside && self.is_opening(edge) => (edge, edge),
            (false, None) => (0, edge),
        };
        let source =
            if edge + 1 == place { source::following(&sentence, place + 1) } else { self.speaker(place, verb) };
        let words = (verb.first, place + 1);
        for reach in self.reaches.iter_mut().filter(|reach| reach.end > edge) {
            // What an earlier cue reaches over is this one's; who says so and the cue are the outlet's.
            reach.end = edge.max(reach.start);
        }
        self.add(start, end, Voice::Indirect, words, source);
        if aside && !after_quote && last_quoted.is_none() {
            let added = usage::verb(&sentence, place + 2).is_some_and(|verb| verb.usage == Usage::Ing);
            if !added {
                self.add(place + 2, clause_end(&sentence, place + 2), Voice::Indirect, words, source);
                return Some(sentence.len());
            }
        }
        Some(place)
    }

    /// Whether a comma or another pause stands before the closing mark at `place`: a quotation that is a clause of its own.
    fn ends_quotation(&self, place: usize) -> bool {
        matches!(self.sentence.mark(place.wrapping_sub(1)), Some(MarkKind::Comma | MarkKind::Stop | MarkKind::Dash))
    }

    /// Whether the clause before `edge` is what the verb at `place` says.
    fn closes_clause(&self, place: usize, cue: &Cue, edge: usize) -> bool {
        let sentence = self.sentence;
        let after_quote = sentence.is_quoted(edge);
        let inverted = edge + 1 == place;
        let next = place + 1;
        let rest = next..sentence.len();
        let before = || sentence.words(0, edge);
        if after_quote {
            if !(self.ends_quotation(edge) || sentence.is_comma(edge + 1)) || sentence.is(edge + 1, Class::Coordinator)
            {
                return false;
            }
        } else if sentence.is_comma(next) && sentence.is_quoted(next + 1) {
            return false;
        }
        if rest.is_empty() || sentence.is_comma(next) || (inverted && after_quote) {
            return true;
        }
        const CLAUSE: Classes = Classes::of(&[Class::That, Class::If]);
        if rest.clone().take(14).any(|at| sentence.is_any(at, CLAUSE)) {
            return false;
        }
        if after_quote {
            return true;
        }
        if inverted {
            // "C, said Ms. Smith." but not "Mr. Smith, a farmer, said C".
            const FINITE: Classes = Classes::of(&[Class::Be, Class::Have, Class::Modal]);
            let verb_follows = rest.clone().take(10).any(|at| sentence.is_any(at, FINITE));
            return !verb_follows && before() >= 5 && !self.opens_apposition(edge);
        }
        const CIRCUMSTANCE: Classes = Classes::of(&[Class::Preposition, Class::Time, Class::Subordinator]);
        let quoted = rest.clone().any(|at| sentence.is_quoted(at));
        if cue.takes.has(Takes::ASIDE) && !quoted && sentence.is_any(next, CIRCUMSTANCE) && before() >= 4 {
            return true;
        }
        // "C, she told the paper."
        const VERBAL: Classes = Classes::of(&[Class::Pronoun, Class::Be, Class::Have, Class::Modal]);
        let recipient = cue.takes.has(Takes::RECIPIENT) && !cue.takes.has(Takes::CLAUSE);
        recipient
            && before() >= 4
            && sentence.words(next, sentence.len()) <= 8
            && !rest.clone().any(|at| sentence.is_any(at, VERBAL))
    }

    /// Whether the first comma, which is not the one at `edge`, opens an apposition or a relative clause.
    fn opens_apposition(&self, edge: usize) -> bool {
        const OPENS: Classes = Classes::of(&[Class::Relative, Class::Article]);
        let first = (0..edge).find(|&at| self.sentence.is_comma(at));
        first.is_some_and(|comma| comma <= 6 || self.sentence.is_any(comma + 1, OPENS))
    }

    /// Whether what stands before the comma at `edge` is a time or an occasion and not what is said: "On Monday, she said, C".
    fn is_opening(&self, edge: usize) -> bool {
        const OCCASION: Classes = Classes::of(&[Class::Time, Class::Setting, Class::Occasion]);
        self.sentence.is(0, Class::Opening) && (edge <= 5 || (0..edge).any(|at| self.sentence.is_any(at, OCCASION)))
    }

    /// "She said (that) C", "she wants to C", "she praised O".
    fn before_clause(&mut self, place: usize, cue: &Cue, verb: Verb) -> Option<usize> {
        let said = self.said(place, cue, verb.usage)?;
        let source = self.speaker(place, verb);
        self.add(said.start, said.end, said.voice, (verb.first, said.cue_end), source);
        Some(place)
    }

    /// What follows a verb.
    fn said(&self, place: usize, cue: &Cue, usage: Usage) -> Option<Following> {
        let sentence = self.sentence;
        let next = place + 1;
        let takes = cue.takes_as(usage);
        let clause =
            |start, from, voice| Some(Following { start, end: clause_end(&sentence, from), voice, cue_end: next });
        let object = |start| {
            Some(Following { start, end: object_end(&sentence, start), voice: Voice::Described, cue_end: start })
        };
        if next >= sentence.len() {
            // "She said:" at the end of a paragraph: what she said follows.
            let nothing = Following { start: next, end: next, voice: Voice::Indirect, cue_end: next };
            return takes.has(Takes::COLON).then_some(nothing);
        }
        if takes.has(Takes::OF)
            && let Some(of) = (next..sentence.len().min(next + 9)).find(|&at| sentence.is(at, Class::Of))
        {
            return clause(next, of, Voice::Indirect);
        }
        if takes.has(Takes::FINDING)
            && usage == Usage::Finite
            && self.is_finding(place)
            && !sentence.is(next, Class::Preposition)
        {
            return clause(next, next, Voice::Indirect);
        }
        let with_preposition = sentence.is_word(next) && cue.after.contains(&sentence.id(next));
        if with_preposition && !(takes.has(Takes::CLAUSE) && sentence.is(next, Class::Setup)) {
            return object(next + 1);
        }
        if takes.has(Takes::INFINITIVE) && sentence.is(next, Class::To) {
            return object(next).map(|object| Following { cue_end: next, ..object });
        }
        if sentence.is_comma(next) && !sentence.is_quoted(next + 1) {
            // "as she said, the town …" but "she added, however, that"
            const CONJUNCTION: Classes = Classes::of(&[Class::That, Class::If]);
            let start = (next..sentence.len().min(next + 8)).find(|&at| sentence.is_any(at, CONJUNCTION))?;
            return clause(start, start, Voice::Indirect);
        }
        let may_follow = takes.has(Takes::CLAUSE) || takes.has(Takes::RECIPIENT);
        let shown = takes.has(Takes::SHOWN_CLAUSE) && self.is_shown(next);
        if shown
            || may_follow
                && (!takes.has(Takes::OBJECT) || takes.has(Takes::CORE) || sentence.is_any(next, CLAUSE_STARTS))
        {
            let start = self.clause_start(place, takes);
            let explicit = sentence.is_any(start, CLAUSE_STARTS)
                || sentence.is_quoted(start)
                || sentence.is_any(next, CONJUNCTIONS);
            let speech = takes.has(Takes::STRONG) || explicit;
            return clause(start, start, if speech { Voice::Indirect } else { Voice::Described });
        }
        let to = (next..sentence.len().min(next + 5)).any(|at| sentence.is(at, Class::To));
        let judged = takes.has(Takes::OBJECT) && !sentence.is(next, Class::Adjunct) && !is_sum(&sentence, next);
        if (takes.has(Takes::INFINITIVE) && to) || judged {
            return object(next).map(|object| Following { cue_end: next, ..object });
        }
        None
    }

    /// Who the subject of a verb is.
    fn speaker(&self, place: usize, verb: Verb) -> Option<Source> {
        const LEADS: Classes = Classes::of(&[Class::LeadsIng, Class::Coordinator, Class::To]);
        let sentence = &self.sentence;
        let before = verb.first.wrapping_sub(1);
        let shares = match verb.usage {
            Usage::Ing if verb.first == place => !sentence.is_word(before) || sentence.is_any(before, LEADS),
            _ => sentence.is_any(before, Classes::of(&[Class::To, Class::Coordinator])),
        };
        // ", adding that", "declined to say": the subject of the verb before.
        let last = || self.reaches.last().and_then(|reach| reach.source);
        if shares {
            last().or_else(|| source::main_subject(sentence, place))
        } else {
            source::subject(sentence, verb.first)
        }
    }

    /// Whether a word or a quotation mark shows that a clause begins at a place.
    fn is_shown(&self, place: usize) -> bool {
        let sentence = self.sentence;
        let place = place + usize::from(sentence.is_comma(place));
        sentence.is_any(place, CLAUSE_STARTS) || sentence.is_quoted(place)
    }

    /// Whether the subject that ends at `end` is a poll, a study, a record.
    fn is_finding(&self, end: usize) -> bool {
        (end.saturating_sub(12)..end).any(|at| self.sentence.is(at, Class::Finding))
    }

    /// Where the clause begins, after whom it is said to and when: "told the paper on Sunday *that*".
    fn clause_start(&self, place: usize, takes: Takes) -> usize {
        let sentence = self.sentence;
        let next = place + 1;
        if takes.has(Takes::RECIPIENT) {
            const CONJUNCTION: Classes = Classes::of(&[Class::That, Class::If]);
            let limit = sentence.len().min(next + 16);
            if let Some(start) = (next..limit).find(|&at| sentence.is_any(at, CONJUNCTION)) {
                return start;
            }
            let recipient = self.after_recipient(next, limit);
            let asked = takes.has(Takes::INFINITIVE) && sentence.is(recipient, Class::To);
            if asked || !takes.has(Takes::CLAUSE) || sentence.is(next, Class::Object) {
                return recipient;
            }
        }
        const CIRCUMSTANCE: Classes = Classes::of(&[Class::Preposition, Class::Time]);
        if !sentence.is_any(next, CIRCUMSTANCE) {
            return next;
        }
        if let Some(that) =
            (next..sentence.len().min(next + 17)).find(|&at| sentence.is(at, Class::That) && !sentence.is_quoted(at))
        {
            return that;
        }
        if !takes.has(Takes::CORE) {
            return next;
        }
        let begins = |at: usize| {
            sentence.is_quoted(at)
                || sentence.is_comma(at)
                || (sentence.is(at, Class::Pronoun) && !sentence.is(at, Class::Relative))
        };
        (next..sentence.len().min(next + 13)).find(|&at| begins(at)).unwrap_or(next)
    }

    /// The place after one noun phrase: "told *the Daily News* C".
    fn after_recipient(&self, start: usize, limit: usize) -> usize {
        let sentence = self.sentence;
        if sentence.is_any(start, Classes::of(&[Class::Pronoun, Class::Object])) {
            return start + 1;
        }
        let noun = start + usize::from(sentence.is(start, Class::Determiner)) + 1;
        (noun..limit).find(|&at| !(sentence.is_capital(at) || sentence.is(at, Class::Medium))).unwrap_or(noun)
    }
}

/// Whether an amount is there: raised $3 million.
fn is_sum(sentence: &Sentence, place: usize) -> bool {
    sentence.text(place).starts_with(|c: char| c.is_ascii_digit() || c == '$')
}

fn is_edge(mark: Option<MarkKind>) -> bool {
    matches!(mark, Some(MarkKind::Comma | MarkKind::Semicolon | MarkKind::Dash | MarkKind::Colon))
}

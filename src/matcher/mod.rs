//! Where are the loaded words?
//!
//! The automaton proposes, the matcher disposes. One Aho-Corasick automaton
//! runs over the numbers of the words and finds every form, overlapping ones
//! too; then each candidate is judged by joints, case, exceptions and guards;
//! and of those left the leftmost-longest are kept.

mod automaton;
mod candidate;
mod code;
mod compiled;
mod forms;
mod guard;
mod haystack;
mod heads;
mod hit;
mod occupied;
mod pairs;
mod phrases;
mod sentence;
mod shape;
mod wildcards;

use std::cmp::Reverse;

use crate::language::{Language, Vocabulary};
use crate::lexicon::{EntryId, Lexicons, Status};
use crate::span::Span;
use crate::text::Text;
use automaton::{Automaton, Proposed};
use candidate::Candidate;
pub use compiled::Compiled;
use forms::{FormId, Forms, Owner, Traits};
use guard::Guards;
use heads::Heads;
pub use hit::{Hit, NameUse, Refusal, Rejected};
use occupied::Occupied;
use sentence::Sentence;

/// Forms, exceptions and guards, compiled.
#[derive(Debug)]
pub struct Matcher {
    forms: Forms,
    automaton: Automaton,
    guards: Guards,
}

/// Buffers that one thread uses again and again.
#[derive(Debug, Default)]
pub struct Scratch {
    proposed: Proposed,
    traits: Vec<Traits>,
    entries: Vec<Candidate>,
    exceptions: Vec<Candidate>,
    names: Vec<Candidate>,
    occupied: Occupied,
}

impl Matcher {
    /// Compiles the entries of at least this status, and all name sets; the words of both get their numbers here.
    pub fn new(lexicons: &Lexicons, least: Status, vocabulary: &mut Vocabulary) -> Matcher {
        // Guards first: wildcards of forms mean their words too.
        let guards = Guards::new(lexicons, vocabulary);
        let mut forms = Forms::new(lexicons, least, vocabulary);
        let alike = wildcards::resolve(&mut forms, vocabulary);
        let heads = Heads::new(&forms, vocabulary.n_numbers(), &alike);
        Matcher { automaton: heads.into(), forms, guards }
    }

    /// The hits and names of a part, in the order of the text.
    pub fn find(&self, part: &Reading<'_>, scratch: &mut Scratch, hits: &mut Vec<Hit>, names: &mut Vec<NameUse>) {
        self.judge(part, scratch, hits, names, &mut |_| ());
    }

    /// As [`find`](Matcher::find), with the candidates that were refused, in the order of the text.
    pub fn find_with_rejected(
        &self,
        part: &Reading<'_>,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
        names: &mut Vec<NameUse>,
    ) -> Vec<Rejected> {
        let mut rejected = Vec::new();
        self.judge(part, scratch, hits, names, &mut |refused| rejected.push(refused));
        rejected.sort_by_key(|refused: &Rejected| (refused.span, refused.entry));
        rejected
    }

    fn judge(
        &self,
        part: &Reading<'_>,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
        names: &mut Vec<NameUse>,
        refuse: &mut dyn FnMut(Rejected),
    ) {
        hits.clear();
        names.clear();
        self.propose(part, scratch, refuse);
        self.settle_entries(part, scratch, hits, refuse);
        self.settle_names(part, scratch, names);
    }

    /// Sorts the forms whose heads are found by whose they are; refuses what joints and case forbid.
    fn propose(&self, part: &Reading<'_>, scratch: &mut Scratch, refuse: &mut dyn FnMut(Rejected)) {
        let Scratch { proposed, traits, entries, exceptions, names, .. } = scratch;
        entries.clear();
        exceptions.clear();
        names.clear();
        self.automaton.propose(&part.text.words.words, part.is_title, proposed);
        // All at once, for the reason that `propose` has.
        traits.clear();
        traits.extend(proposed.forms.iter().map(|&(id, _)| *self.forms.traits(id)));
        for (&(id, first), &traits) in proposed.forms.iter().zip(&*traits) {
            let form = self.forms.with(traits);
            let Some(candidate) = Candidate::at(id, form, first, part) else { continue };
            match (traits.owner, candidate.refusal(form, part)) {
                (Owner::Entry(_), None) => entries.push(candidate),
                (Owner::Entry(entry), Some(refusal)) => {
                    refuse(Rejected { entry, span: candidate.span(part), word: first, refusal });
                }
                (Owner::Exception(_), None) => exceptions.push(candidate),
                (Owner::Variant { .. }, None) => names.push(candidate),
                (Owner::Exception(_) | Owner::Variant { .. }, Some(_)) => {}
            }
        }
    }

    fn settle_entries(
        &self,
        part: &Reading<'_>,
        scratch: &mut Scratch,
        hits: &mut Vec<Hit>,
        refuse: &mut dyn FnMut(Rejected),
    ) {
        let Scratch { entries, exceptions, occupied, .. } = scratch;
        entries.sort_unstable_by_key(|found| {
            (!self.forms.traits(found.form).reviewed, found.first, Reverse(found.end), found.form)
        });
        exceptions.sort_unstable_by_key(|found| found.first);
        occupied.clear_for(part.text.words.words.len());
        // Reviewed entries first: what is only listed adds hits and never takes one away.
        let n_reviewed = entries.partition_point(|found| self.forms.traits(found.form).reviewed);
        let (reviewed, others) = entries.split_at(n_reviewed);
        self.settle_some(part, reviewed, exceptions, occupied, hits, refuse);
        self.settle_some(part, others, exceptions, occupied, hits, refuse);
        if !others.is_empty() {
            hits.sort_unstable_by_key(|hit| hit.word);
        }
    }

    /// Settles candidates in the order of their first words.
    fn settle_some(
        &self,
        part: &Reading<'_>,
        candidates: &[Candidate],
        mut exceptions: &[Candidate],
        occupied: &mut Occupied,
        hits: &mut Vec<Hit>,
        refuse: &mut dyn FnMut(Rejected),
    ) {
        for found in candidates {
            let form = self.forms.form(found.form);
            let Owner::Entry(entry) = form.traits.owner else { continue };
            let mut refused =
                |refusal| refuse(Rejected { entry, span: found.span(part), word: found.literal, refusal });
            // Those that start too far before it to reach it matter to none of the following either.
            while let Some((_, rest)) = exceptions.split_first().filter(|(outer, _)| outer.reach() <= found.first) {
                exceptions = rest;
            }
            let mut near = exceptions.iter().take_while(|outer| outer.first <= found.first);
            let inside =
                |outer: &&Candidate| self.owner(outer.form) == Owner::Exception(entry) && found.end <= outer.end;
            if let Some(exception) = near.find(inside) {
                refused(Refusal::Exception(exception.span(part)));
                continue;
            }
            let sentence = part.sentence(found);
            match self.guards.judge(entry, found, form.traits.ordinal, &sentence, part) {
                Err(refusal) => refused(refusal),
                Ok(_) if found.literals(form).any(|word| occupied.contains(word)) => refused(Refusal::Overlap),
                Ok(strength) => {
                    found.literals(form).for_each(|word| occupied.insert(word));
                    hits.push(part.hit(entry, found, strength, &sentence));
                }
            }
        }
    }

    fn settle_names(&self, part: &Reading<'_>, scratch: &mut Scratch, names: &mut Vec<NameUse>) {
        let found = &mut scratch.names;
        let set = |form| match self.owner(form) {
            Owner::Variant { nameset, variant } => (nameset, variant),
            Owner::Entry(_) | Owner::Exception(_) => unreachable!("only variants are put among the names"),
        };
        found.sort_unstable_by_key(|found| (set(found.form).0, found.first, Reverse(found.end), found.form));
        let mut last: Option<(u16, u32)> = None;
        for found in found.iter() {
            let (nameset, variant) = set(found.form);
            if last.is_some_and(|(of, end)| of == nameset && found.first < end) {
                continue;
            }
            last = Some((nameset, found.end));
            names.push(part.name(nameset, variant, found));
        }
        names.sort_unstable_by_key(|name| (name.span, name.nameset));
    }

    fn owner(&self, form: FormId) -> Owner {
        self.forms.traits(form).owner
    }
}

/// A part to be searched: its string and how it was cut.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The part's decoded string.
    pub source: &'a str,
    /// Whether it is a headline.
    pub is_title: bool,
    /// Its words, sentences and voices.
    pub text: &'a Text,
    /// The language it was cut with.
    pub language: &'a Language,
}

impl Reading<'_> {
    fn sentence(&self, found: &Candidate) -> Sentence {
        Sentence::of(&self.text.words, found.first, found.end)
    }

    fn hit(&self, entry: EntryId, found: &Candidate, (intensity, advisory): (u8, bool), sentence: &Sentence) -> Hit {
        let (segment, voice) = self.segment(found.literal);
        let span = found.span(self);
        Hit {
            entry,
            span,
            sentence: sentence.span(span, self),
            word: found.literal,
            segment,
            voice,
            intensity,
            advisory,
            negated: sentence.negates(found.first, self),
            distanced: self.is_distanced(span),
        }
    }

    fn name(&self, nameset: u16, variant: u16, found: &Candidate) -> NameUse {
        let (segment, voice) = self.segment(found.literal);
        let span = found.span(self);
        NameUse {
            nameset,
            variant,
            span,
            sentence: self.sentence(found).span(span, self),
            word: found.literal,
            segment,
            voice,
            distanced: self.is_distanced(span),
        }
    }

    fn segment(&self, word: u32) -> (u32, crate::text::Voice) {
        let start = self.text.words.words[word as usize].start;
        let index = self.text.segments.partition_point(|segment| segment.span.end <= start);
        let voice = self.text.segments.get(index).map_or_else(Default::default, |segment| segment.voice);
        (index as u32, voice)
    }

    fn is_distanced(&self, span: Span) -> bool {
        let index = self.text.distanced.partition_point(|target| target.end <= span.start);
        self.text.distanced.get(index).is_some_and(|target| target.start <= span.start)
    }
}

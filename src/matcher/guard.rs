//! Does what stands around a candidate allow it?

use super::candidate::Candidate;
use super::hit::Refusal;
use super::phrases::{Known, Phrases};
use super::sentence::Sentence;
use super::{Reading, shape};
use crate::language::{Joint, Vocabulary};
use crate::lexicon::{self, Entry, EntryId, Guard, Lexicons, Window};

/// The guards of all entries, with numbers for words.
#[derive(Debug)]
pub(super) struct Guards {
    of_entry: Vec<OfEntry>,
}

#[derive(Debug)]
struct OfEntry {
    intensity: u8,
    needs: Vec<Compiled>,
    unless: Vec<Compiled>,
}

#[derive(Debug)]
struct Compiled {
    left: Phrases,
    right: Phrases,
    any: Phrases,
    window: Window,
    title_case: bool,
    /// Which forms it concerns, by their place among the forms of the entry; all if `None`.
    forms: Option<Vec<u32>>,
    demote_to: Option<u8>,
}

impl Guards {
    pub(super) fn new(lexicons: &Lexicons, vocabulary: &mut Vocabulary) -> Guards {
        let mut known = Known::default();
        let mut phrases = |list: &lexicon::Phrases| Phrases::new(list, &mut known, vocabulary);
        let mut compile = |entry: &Entry, guards: &[Guard]| -> Vec<Compiled> {
            guards.iter().map(|guard| Compiled::new(guard, entry, &mut phrases)).collect()
        };
        let of_entry = lexicons.entries.iter().map(|entry| OfEntry {
            intensity: entry.intensity,
            needs: compile(entry, &entry.needs),
            unless: compile(entry, &entry.unless),
        });
        Guards { of_entry: of_entry.collect() }
    }

    /// The intensity a candidate keeps, or the guard that refuses it.
    pub(super) fn judge(
        &self,
        entry: EntryId,
        found: &Candidate,
        form: u32,
        sentence: &Sentence,
        part: &Reading<'_>,
    ) -> Result<u8, Refusal> {
        let OfEntry { intensity, needs, unless } = &self.of_entry[entry.0 as usize];
        let holds = |guard: &Compiled| guard.holds(found, *sentence, part);
        for (index, guard) in needs.iter().enumerate() {
            if guard.concerns(form) && !holds(guard) {
                return Err(Refusal::Needs(index as u16));
            }
        }
        let mut intensity = *intensity;
        for (index, guard) in unless.iter().enumerate() {
            if guard.concerns(form) && holds(guard) {
                match guard.demote_to {
                    Some(lower) => intensity = intensity.min(lower),
                    None => return Err(Refusal::Unless(index as u16)),
                }
            }
        }
        Ok(intensity)
    }
}

impl Compiled {
    fn new(guard: &Guard, entry: &Entry, phrases: &mut impl FnMut(&lexicon::Phrases) -> Phrases) -> Compiled {
        let ordinal = |text: &String| entry.forms.iter().position(|form| form.text == *text);
        let forms: Vec<u32> = guard.form.iter().filter_map(ordinal).map(|index| index as u32).collect();
        Compiled {
            left: phrases(&guard.left),
            right: phrases(&guard.right),
            any: phrases(&guard.any),
            window: guard.window,
            title_case: guard.title_case,
            forms: (!guard.form.is_empty()).then_some(forms),
            demote_to: guard.demote_to,
        }
    }

    fn concerns(&self, form: u32) -> bool {
        self.forms.as_ref().is_none_or(|forms| forms.contains(&form))
    }

    fn holds(&self, found: &Candidate, sentence: Sentence, part: &Reading<'_>) -> bool {
        let words = &part.text.words.words;
        let before = &words[sentence.first as usize..found.first as usize];
        let after = &words[found.end as usize..sentence.end as usize];
        // Next to it means with no punctuation between but quotation marks and hyphens.
        let touches = |word: Option<&crate::language::Word>| word.is_some_and(|word| word.joint <= Joint::Quote);
        (self.left.is_empty() || touches(words.get(found.first as usize)) && self.left.end(before))
            && (self.right.is_empty() || touches(after.first()) && self.right.begin(after))
            && (self.any.is_empty() || self.any_stands(before, after))
            && (!self.title_case || shape::is_name(found.first, found.end, sentence, part))
    }

    fn any_stands(&self, before: &[crate::language::Word], after: &[crate::language::Word]) -> bool {
        let left = |most: u16| &before[before.len().saturating_sub(most.into())..];
        let right = |most: u16| &after[..after.len().min(most.into())];
        match self.window {
            Window::Left(most) => self.any.within(left(most)),
            Window::Right(most) => self.any.within(right(most)),
            Window::Within(most) => self.any.within(left(most)) || self.any.within(right(most)),
            Window::Sentence => self.any.within(before) || self.any.within(after),
        }
    }
}

//! Does what stands around a candidate allow it?

use serde::{Deserialize, Serialize};

use super::candidate::Candidate;
use super::hit::Refusal;
use super::phrases::{Known, List, Phrases};
use super::sentence::Sentence;
use super::{Reading, shape};
use crate::language::{Joint, Vocabulary, Word};
use crate::lexicon::{Entry, EntryId, Guard, Lexicons, Phrase, Window};

/// The guards of all entries, with numbers for words.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Guards {
    of_entry: Vec<OfEntry>,
    guards: Vec<Compiled>,
    phrases: Phrases,
}

/// What an entry says of its surroundings. Its guards stand side by side.
#[derive(Debug, Serialize, Deserialize)]
struct OfEntry {
    intensity: u8,
    /// Up to this intensity its hits are advisory.
    advisory_up_to: u8,
    /// The first of `needs`, the first of `unless`, the end.
    needs: u32,
    unless: u32,
    end: u32,
}

#[derive(Debug, Serialize, Deserialize)]
struct Compiled {
    left: List,
    right: List,
    any: List,
    window: Window,
    after_possessive: bool,
    title_case: bool,
    question: bool,
    demote_to: Option<u8>,
    /// Which forms it concerns, by their place among the forms of the entry; all if `None`.
    forms: Option<Box<[u32]>>,
}

impl Guards {
    pub(super) fn new(lexicons: &Lexicons, vocabulary: &mut Vocabulary) -> Guards {
        let mut all = Guards::default();
        let mut known = Known::default();
        for (entry, id) in lexicons.entries.iter().zip(0..) {
            let mut add = |guards: &[Guard]| {
                let first = all.guards.len() as u32;
                let compiled = guards
                    .iter()
                    .map(|guard| Compiled::new(guard, entry, |list| all.phrases.add(list, &mut known, vocabulary)));
                all.guards.extend(compiled);
                first
            };
            let (needs, unless) = (add(&entry.needs), add(&entry.unless));
            let end = all.guards.len() as u32;
            let advisory_up_to = lexicons.advisory_up_to(EntryId(id));
            all.of_entry.push(OfEntry { intensity: entry.intensity, advisory_up_to, needs, unless, end });
        }
        all
    }

    /// The intensity that a candidate keeps, and whether it is advisory; or the guard that refuses it.
    pub(super) fn judge(
        &self,
        entry: EntryId,
        found: &Candidate,
        form: u32,
        sentence: &Sentence,
        part: &Reading<'_>,
    ) -> Result<(u8, bool), Refusal> {
        let OfEntry { intensity, advisory_up_to, needs, unless, end } = self.of_entry[entry.0 as usize];
        let guards = |from: u32, end: u32| self.guards[from as usize..end as usize].iter().enumerate();
        for (index, guard) in guards(needs, unless) {
            if guard.concerns(form) && !self.holds(guard, found, *sentence, part) {
                return Err(Refusal::Needs(index as u16));
            }
        }
        let mut intensity = intensity;
        for (index, guard) in guards(unless, end) {
            if guard.concerns(form) && self.holds(guard, found, *sentence, part) {
                match guard.demote_to {
                    Some(lower) => intensity = intensity.min(lower),
                    None => return Err(Refusal::Unless(index as u16)),
                }
            }
        }
        Ok((intensity, intensity <= advisory_up_to))
    }

    fn holds(&self, guard: &Compiled, found: &Candidate, sentence: Sentence, part: &Reading<'_>) -> bool {
        let Compiled { left, right, any, .. } = *guard;
        let words = &part.text.words.words;
        let before = &words[sentence.first as usize..found.first as usize];
        let after = &words[found.end as usize..sentence.end as usize];
        // Next to it means with no punctuation between but quotation marks and hyphens.
        let touches = |word: Option<&Word>| word.is_some_and(|word| word.joint <= Joint::Quote);
        (left.is_none() || touches(words.get(found.first as usize)) && self.phrases.end(left, before))
            && (right.is_none() || touches(after.first()) && self.phrases.begin(right, after))
            && (any.is_none() || self.any_stands(guard, before, after))
            && (!guard.after_possessive
                || touches(words.get(found.first as usize)) && before.last().is_some_and(|word| word.possessive))
            && (!guard.title_case || shape::is_name(found.first, found.end, sentence, part))
            && (!guard.question || part.is_title && found.first == sentence.first && sentence.asks(part))
    }

    fn any_stands(&self, guard: &Compiled, before: &[Word], after: &[Word]) -> bool {
        let left = |most: u16| &before[before.len().saturating_sub(most.into())..];
        let right = |most: u16| &after[..after.len().min(most.into())];
        let stands = |words| self.phrases.within(guard.any, words);
        match guard.window {
            Window::Left(most) => stands(left(most)),
            Window::Right(most) => stands(right(most)),
            Window::Within(most) => stands(left(most)) || stands(right(most)),
            Window::Sentence => stands(before) || stands(after),
        }
    }
}

impl Compiled {
    fn new(guard: &Guard, entry: &Entry, mut list: impl FnMut(&[Phrase]) -> List) -> Compiled {
        let ordinal = |text: &String| entry.forms.iter().position(|form| form.text == *text);
        let forms = guard.form.iter().filter_map(ordinal).map(|index| index as u32).collect();
        Compiled {
            left: list(&guard.left),
            right: list(&guard.right),
            any: list(&guard.any),
            window: guard.window,
            after_possessive: guard.after_possessive,
            title_case: guard.title_case,
            question: guard.question,
            demote_to: guard.demote_to,
            forms: (!guard.form.is_empty()).then_some(forms),
        }
    }

    fn concerns(&self, form: u32) -> bool {
        self.forms.as_ref().is_none_or(|forms| forms.contains(&form))
    }
}

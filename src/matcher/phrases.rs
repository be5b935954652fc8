//! Does one of these phrases stand here?

use std::collections::HashMap;
use std::sync::Arc;

use super::forms::without_possessive;
use crate::language::{Shape, Vocabulary, Word, WordId};
use crate::lexicon::Phrase;

/// The phrases of one key of a guard, with numbers for words.
#[derive(Debug, Default)]
pub(super) struct Phrases {
    /// Sorted by the number of their first word, so that they are found by it.
    by_first: Vec<Arc<[GuardWord]>>,
    /// One bit for each first word, by the low byte of its number: most words of a window need no closer look.
    firsts: [u64; 4],
    longest: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct GuardWord {
    id: WordId,
    /// Whether it has two or more capitals, and so matches only UPPER: US is not us.
    upper: bool,
    /// Whether it is written with 's, which is then part of the wording.
    possessive: bool,
}

impl GuardWord {
    fn new(word: &str, vocabulary: &mut Vocabulary) -> GuardWord {
        let (stem, possessive) = without_possessive(word);
        let upper = stem.chars().filter(|c| c.is_uppercase()).count() >= 2 && !stem.contains(char::is_lowercase);
        GuardWord { id: vocabulary.insert(stem), upper, possessive }
    }

    fn is(self, word: &Word) -> bool {
        self.id == word.id && (!self.upper || word.shape == Shape::Upper) && (!self.possessive || word.possessive)
    }
}

/// The phrases that have numbers already, by where they are in memory: many lists share those of a class.
#[derive(Debug, Default)]
pub(super) struct Known(HashMap<*const String, Arc<[GuardWord]>>);

impl Phrases {
    pub(super) fn new(phrases: &[Phrase], known: &mut Known, vocabulary: &mut Vocabulary) -> Phrases {
        let numbered = |phrase: &Phrase| {
            let new = || phrase.iter().map(|word| GuardWord::new(word, vocabulary)).collect();
            known.0.entry(phrase.as_ptr()).or_insert_with(new).clone()
        };
        let mut by_first: Vec<Arc<[GuardWord]>> =
            phrases.iter().filter(|phrase| !phrase.is_empty()).map(numbered).collect();
        by_first.sort_unstable();
        by_first.dedup();
        let longest = by_first.iter().map(|phrase| phrase.len()).max().unwrap_or_default() as u32;
        let mut firsts = [0; 4];
        for phrase in &by_first {
            let id = phrase[0].id.0 as usize;
            firsts[id / 64 % 4] |= 1 << (id % 64);
        }
        Phrases { by_first, firsts, longest }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.by_first.is_empty()
    }

    /// Whether one of them begins with the first of these words.
    pub(super) fn begin(&self, words: &[Word]) -> bool {
        self.beginning(words).next().is_some()
    }

    /// Whether one of them ends with the last of these words.
    pub(super) fn end(&self, words: &[Word]) -> bool {
        let longest = words.len().min(self.longest as usize);
        (1..=longest).any(|length| {
            let tail = &words[words.len() - length..];
            self.beginning(tail).any(|phrase| phrase.len() == length)
        })
    }

    /// Whether one of them stands anywhere in these words.
    pub(super) fn within(&self, words: &[Word]) -> bool {
        (0..words.len()).any(|from| self.may_begin(words[from].id) && self.begin(&words[from..]))
    }

    fn may_begin(&self, id: WordId) -> bool {
        let id = id.0 as usize;
        self.firsts[id / 64 % 4] >> (id % 64) & 1 == 1
    }

    fn beginning<'a>(&'a self, words: &'a [Word]) -> impl Iterator<Item = &'a Arc<[GuardWord]>> {
        let first = words.first().map(|word| word.id).filter(|&id| id != WordId::NONE);
        let from = first.map_or(self.by_first.len(), |id| self.by_first.partition_point(|phrase| phrase[0].id < id));
        self.by_first[from..].iter().take_while(move |phrase| Some(phrase[0].id) == first).filter(move |phrase| {
            phrase.len() <= words.len() && phrase.iter().zip(words).all(|(guard, word)| guard.is(word))
        })
    }
}

//! Which number does a word have?

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::key::{self, Key};
use super::table::{AT_ONCE, Table};
use super::wildcards::Wildcards;

/// The number of a folded word in a [`Vocabulary`]. It never leaves the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(pub u32);

impl WordId {
    /// The number of every word that no lexicon and no rule knows.
    pub const NONE: WordId = WordId(0);
}

/// The folded words that lexicons and rules know, each with its number from 1 on.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Vocabulary {
    table: Table,
    /// What numbers other words have.
    wildcards: Option<Box<Wildcards>>,
}

/// A vocabulary as it is stored.
#[derive(Serialize, Deserialize)]
struct Stored {
    /// Its words in the order of their numbers, each with a line break after it.
    words: String,
    wildcards: Option<Box<Wildcards>>,
}

impl From<Stored> for Vocabulary {
    fn from(Stored { words, wildcards }: Stored) -> Vocabulary {
        Vocabulary { table: Table::of(words.split_terminator('\n')), wildcards }
    }
}

impl From<Vocabulary> for Stored {
    fn from(vocabulary: Vocabulary) -> Stored {
        let mut words = vocabulary.words();
        words.sort_unstable_by_key(|&(_, id)| id);
        let words = words.into_iter().map(|(word, _)| word + "\n").collect();
        Stored { words, wildcards: vocabulary.wildcards }
    }
}

impl Vocabulary {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.table.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a word, given one if it is new. `word` is one word, in any case.
    pub fn insert(&mut self, word: &str) -> WordId {
        debug_assert!(self.wildcards.is_none(), "the numbers after the last are those of wildcards");
        WordId(self.table.insert(&fold(word)))
    }

    /// The number of a word as it stands in a text; [`WordId::NONE`] if it is not in the vocabulary.
    pub fn id(&self, word: &str) -> WordId {
        WordId(self.table.number(&fold(word)))
    }

    /// Gives numbers to words that it has not, if one of these wildcards (`abc*`, `*abc`) means them. After that no
    /// word can be inserted.
    pub fn add_wildcards<'w>(&mut self, wildcards: impl Iterator<Item = &'w str>) {
        self.wildcards = Wildcards::new(wildcards, self.len()).map(Box::new);
    }

    /// How many numbers there are, that of [`WordId::NONE`] aside.
    pub fn n_numbers(&self) -> usize {
        self.len() + self.wildcards.as_ref().map_or(0, |wildcards| wildcards.len())
    }

    /// The number of the combination of wildcards that mean a word, whether the vocabulary has it or not.
    pub fn id_by_wildcard(&self, word: &str) -> WordId {
        let Some(wildcards) = &self.wildcards else { return WordId::NONE };
        match key::of_plain(word.as_bytes()) {
            Some(key) => wildcards.id_of_key(key, word.len()),
            None => wildcards.id(&fold(word)),
        }
    }

    /// The number of a word as it stands in a text, or that of the combination of wildcards that mean it.
    pub(super) fn id_of(&self, word: &str) -> WordId {
        match self.id(word) {
            WordId::NONE => self.id_by_wildcard(word),
            id => id,
        }
    }

    /// The numbers of all combinations of which a folded wildcard is one.
    pub fn combinations(&self, wildcard: &str) -> Vec<WordId> {
        self.wildcards.as_ref().map_or(Vec::new(), |wildcards| wildcards.combinations(wildcard))
    }

    /// Its words, folded, with their numbers, in no order that means anything but always in the same.
    pub fn words(&self) -> Vec<(String, WordId)> {
        self.table.words().into_iter().map(|(word, number)| (word, WordId(number))).collect()
    }

    /// The same by the key of a word, which has one.
    #[inline]
    pub(super) fn id_of_key(&self, key: Key) -> WordId {
        self.known_or_wild(self.table.number_of_key(key), key)
    }

    /// The same of some words, whose keys have these hashes; of one without a key, [`WordId::NONE`].
    #[inline]
    pub(super) fn ids_of_keys(&self, keys: &[Key; AT_ONCE], hashes: &[u64; AT_ONCE]) -> [WordId; AT_ONCE] {
        let numbers = self.table.numbers_of_keys(keys, hashes);
        if self.wildcards.is_none() {
            return numbers.map(WordId);
        }
        std::array::from_fn(|index| self.known_or_wild(numbers[index], keys[index]))
    }

    #[inline]
    fn known_or_wild(&self, number: u32, key: Key) -> WordId {
        match &self.wildcards {
            Some(wildcards) if number == 0 && key != key::NONE => wildcards.id_of_key(key, key::length(key)),
            _ => WordId(number),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_however_it_is_written() {
        let mut vocabulary = Vocabulary::default();
        let regime = vocabulary.insert("Regime");
        let dont = vocabulary.insert("don’t");
        let long = vocabulary.insert("counterrevolutionaries");
        assert_eq!(vocabulary.id("REGIME"), regime);
        assert_eq!(vocabulary.id("re\u{ad}gime"), regime);
        assert_eq!(vocabulary.id("Don't"), dont);
        assert_eq!(vocabulary.id("CounterRevolutionaries"), long);
        assert_eq!(vocabulary.id("regimes"), WordId::NONE);
        assert_eq!(vocabulary.insert("regime"), regime);
        assert_eq!(vocabulary.len(), 3);
    }
}

//! Which number does a word have?

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::fold::fold;
use super::key::{self, Key};
use super::wildcards::Wildcards;

/// The number of a folded word in a [`Vocabulary`]. It never leaves the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct WordId(pub u32);

impl WordId {
    /// The number of every word that no lexicon and no rule knows.
    pub const NONE: WordId = WordId(0);
}

/// The folded words that lexicons and rules know, each with its number from 1 on.
///
/// Words of up to 16 bytes, which nearly all are, stand in a table with open addressing and are compared as one
/// integer; longer ones in a map of strings.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Stored", into = "Stored")]
pub struct Vocabulary {
    /// The number of the word in each slot, 0 in an empty one, and above it as much of its hash as there is room for. A
    /// power of two of slots, at most half of them full. Nearly all time that a look-up takes is waiting for its slot, so
    /// slots are small: those of the shipped lexicons stay in the second cache.
    slots: Vec<u32>,
    /// The key of each number, beginning with that of [`WordId::NONE`]; 0 for a long word.
    keys: Vec<Key>,
    long: HashMap<Box<str>, u32>,
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
        let mut vocabulary = Vocabulary { keys: vec![0], wildcards, ..Vocabulary::default() };
        for word in words.split_terminator('\n') {
            let key = key::of(word.as_bytes());
            if key.is_none() {
                vocabulary.long.insert(word.into(), vocabulary.keys.len() as u32);
            }
            vocabulary.keys.push(key.unwrap_or(0));
        }
        vocabulary.resize((vocabulary.keys.len() * 2).next_power_of_two());
        vocabulary
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

const FEWEST_SLOTS: usize = 1024;

impl Vocabulary {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.keys.len().saturating_sub(1)
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of a word, given one if it is new. `word` is one word, in any case.
    pub fn insert(&mut self, word: &str) -> WordId {
        let known = self.id(word);
        if known != WordId::NONE {
            return known;
        }
        if self.keys.is_empty() {
            self.keys.push(0);
        }
        debug_assert!(self.wildcards.is_none(), "the numbers after the last are those of wildcards");
        let word = fold(word);
        let id = self.keys.len() as u32;
        match key::of(word.as_bytes()) {
            Some(key) => {
                self.keys.push(key);
                if self.keys.len() * 2 > self.slots.len() {
                    self.grow();
                } else {
                    self.place(key, id);
                }
            }
            None => {
                self.keys.push(0);
                self.long.insert(word.into(), id);
            }
        }
        WordId(id)
    }

    /// The number of a word as it stands in a text; [`WordId::NONE`] if it is not in the vocabulary.
    pub fn id(&self, word: &str) -> WordId {
        let word = fold(word);
        match key::of(word.as_bytes()) {
            Some(key) => self.id_of_key(key),
            None => WordId(self.long.get(word.as_ref()).copied().unwrap_or(0)),
        }
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

    /// Whether words that it has not may have numbers, which [`id_by_wildcard`](Vocabulary::id_by_wildcard) knows.
    pub fn has_wildcards(&self) -> bool {
        self.wildcards.is_some()
    }

    /// The number of the combination of wildcards that mean a word, whether the vocabulary has it or not.
    pub fn id_by_wildcard(&self, word: &str) -> WordId {
        self.wildcards.as_ref().map_or(WordId::NONE, |wildcards| wildcards.id(&fold(word)))
    }

    /// The numbers of all combinations of which a folded wildcard is one.
    pub fn combinations(&self, wildcard: &str) -> Vec<WordId> {
        self.wildcards.as_ref().map_or(Vec::new(), |wildcards| wildcards.combinations(wildcard))
    }

    /// Its words, folded, with their numbers, in no order that means anything but always in the same.
    pub fn words(&self) -> Vec<(String, WordId)> {
        let short = self.keys.iter().enumerate().filter(|(_, key)| **key != 0);
        let mut words: Vec<(String, WordId)> = short.map(|(id, &key)| (key::text(key), WordId(id as u32))).collect();
        words.extend(self.long.iter().map(|(word, &id)| (word.to_string(), WordId(id))));
        words.sort_unstable();
        words
    }

    /// The number of the word with this key.
    ///
    /// Whether a word is known cannot be foreseen by a processor, so in nearly all cases nothing branches on it.
    #[inline]
    pub(super) fn id_of_key(&self, key: Key) -> WordId {
        let hash = key::hash(key);
        let mask = self.slots.len().wrapping_sub(1);
        let tag = tag(hash, mask);
        let mut index = hash as usize;
        loop {
            let Some(&slot) = self.slots.get(index & mask) else { return WordId::NONE };
            let number = slot & mask as u32;
            let is_same = slot - number == tag;
            let id = number & u32::from(is_same).wrapping_neg();
            let is_right = (id == 0) | (self.keys.get(id as usize) == Some(&key));
            if is_right & (is_same | (slot == 0)) {
                return WordId(id);
            }
            index += 1;
        }
    }

    fn grow(&mut self) {
        self.resize((self.slots.len() * 2).max(FEWEST_SLOTS));
    }

    fn resize(&mut self, n_slots: usize) {
        self.slots = vec![0; n_slots.max(FEWEST_SLOTS)];
        for id in 1..self.keys.len() {
            if self.keys[id] != 0 {
                self.place(self.keys[id], id as u32);
            }
        }
    }

    fn place(&mut self, key: Key, id: u32) {
        let hash = key::hash(key);
        let mask = self.slots.len() - 1;
        let mut index = hash as usize & mask;
        while self.slots[index] != 0 {
            index = (index + 1) & mask;
        }
        self.slots[index] = tag(hash, mask) | id;
    }
}

/// The upper bits of a hash, where numbers in a table with this mask have none.
#[inline]
fn tag(hash: u64, mask: usize) -> u32 {
    (hash >> 32) as u32 & !(mask as u32)
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

    #[test]
    fn numbers_stay_when_the_table_grows() {
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<WordId> = (0..5000).map(|n| vocabulary.insert(&format!("word{n}"))).collect();
        for (n, &id) in ids.iter().enumerate() {
            assert_eq!(vocabulary.id(&format!("WORD{n}")), id);
        }
    }
}

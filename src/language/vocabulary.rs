//! Which number does a word have?

use std::collections::HashMap;

use super::fold::fold;
use super::key::{self, Key};

/// The number of a folded word in a [`Vocabulary`]. It never leaves the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// The number of every word that no lexicon and no rule knows.
    pub const NONE: WordId = WordId(0);
}

/// The folded words that lexicons and rules know, each with its number from 1 on.
///
/// Words of up to 16 bytes, which nearly all are, stand in a table with open addressing and are compared as one
/// integer; longer ones in a map of strings.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// The number of the word in each slot, 0 for an empty one; a power of two, at most a quarter full.
    slots: Vec<u32>,
    /// The key of each number; 0 for a long word.
    keys: Vec<Key>,
    long: HashMap<Box<str>, u32>,
}

const FEWEST_SLOTS: usize = 1024;

impl Vocabulary {
    /// How many words it has.
    pub fn len(&self) -> usize {
        self.keys.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The number of a word, given one if it is new. `word` is one word, in any case.
    pub fn insert(&mut self, word: &str) -> WordId {
        let known = self.id(word);
        if known != WordId::NONE {
            return known;
        }
        let word = fold(word);
        let id = self.keys.len() as u32 + 1;
        match key::of(word.as_bytes()) {
            Some(key) => {
                self.keys.push(key);
                if self.keys.len() * 4 > self.slots.len() {
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

    /// The number of the word with this key.
    pub(super) fn id_of_key(&self, key: Key) -> WordId {
        if self.slots.is_empty() {
            return WordId::NONE;
        }
        let mask = self.slots.len() - 1;
        let mut slot = key::hash(key) & mask;
        loop {
            let id = self.slots[slot];
            if id == 0 || self.keys[id as usize - 1] == key {
                return WordId(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        self.slots = vec![0; (self.slots.len() * 4).max(FEWEST_SLOTS)];
        for index in 0..self.keys.len() {
            if self.keys[index] != 0 {
                self.place(self.keys[index], index as u32 + 1);
            }
        }
    }

    fn place(&mut self, key: Key, id: u32) {
        if self.slots.is_empty() {
            self.slots = vec![0; FEWEST_SLOTS];
        }
        let mask = self.slots.len() - 1;
        let mut slot = key::hash(key) & mask;
        while self.slots[slot] != 0 {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = id;
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

    #[test]
    fn numbers_stay_when_the_table_grows() {
        let mut vocabulary = Vocabulary::default();
        let ids: Vec<WordId> = (0..5000).map(|n| vocabulary.insert(&format!("word{n}"))).collect();
        for (n, &id) in ids.iter().enumerate() {
            assert_eq!(vocabulary.id(&format!("WORD{n}")), id);
        }
    }
}

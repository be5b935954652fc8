//! Which number does a folded word have?

use std::collections::HashMap;

use super::key::{self, Key};

/// Folded words, each with its number from 1 on; 0 is none of them.
///
/// Words of up to 16 bytes, which nearly all are, stand in a table with open addressing and are compared as one
/// integer; longer ones in a map of strings.
#[derive(Clone, Debug, Default)]
pub(super) struct Table {
    /// The number of the word in each slot, 0 in an empty one, and above it as much of its hash as there is room for. A
    /// power of two of slots, at most half of them full. Nearly all time that a look-up takes is waiting for its slot, so
    /// slots are small: those of the shipped lexicons stay in the second cache.
    slots: Vec<u32>,
    /// The key of each number, beginning with that of 0; 0 for a long word.
    keys: Vec<Key>,
    long: HashMap<Box<str>, u32>,
}

const FEWEST_SLOTS: usize = 1024;

impl Table {
    /// Words in the order of their numbers, none of them twice.
    pub(super) fn of<'w>(words: impl Iterator<Item = &'w str>) -> Table {
        let mut table = Table { keys: vec![0], ..Table::default() };
        for word in words {
            let key = key::of(word.as_bytes());
            if key.is_none() {
                table.long.insert(word.into(), table.keys.len() as u32);
            }
            table.keys.push(key.unwrap_or(0));
        }
        table.resize((table.keys.len() * 2).next_power_of_two());
        table
    }

    /// How many words it has.
    pub(super) fn len(&self) -> usize {
        self.keys.len().saturating_sub(1)
    }

    /// The number of a word, given one if it is new.
    pub(super) fn insert(&mut self, word: &str) -> u32 {
        let known = self.number(word);
        if known != 0 {
            return known;
        }
        if self.keys.is_empty() {
            self.keys.push(0);
        }
        let number = self.keys.len() as u32;
        match key::of(word.as_bytes()) {
            Some(key) => {
                self.keys.push(key);
                if self.keys.len() * 2 > self.slots.len() {
                    self.resize(self.slots.len() * 2);
                } else {
                    self.place(key, number);
                }
            }
            None => {
                self.keys.push(0);
                self.long.insert(word.into(), number);
            }
        }
        number
    }

    /// The number of a word.
    pub(super) fn number(&self, word: &str) -> u32 {
        match key::of(word.as_bytes()) {
            Some(key) => self.number_of_key(key),
            None => self.long.get(word).copied().unwrap_or(0),
        }
    }

    /// The number of the word with this key.
    ///
    /// Whether a word is known cannot be foreseen by a processor, so in nearly all cases nothing branches on it.
    #[inline]
    pub(super) fn number_of_key(&self, key: Key) -> u32 {
        let hash = key::hash(key);
        let mask = self.slots.len().wrapping_sub(1);
        let tag = tag(hash, mask);
        let mut index = hash as usize;
        loop {
            let Some(&slot) = self.slots.get(index & mask) else { return 0 };
            let in_slot = slot & mask as u32;
            let is_same = slot - in_slot == tag;
            let number = in_slot & u32::from(is_same).wrapping_neg();
            let is_right = (number == 0) | (self.keys.get(number as usize) == Some(&key));
            if is_right & (is_same | (slot == 0)) {
                return number;
            }
            index += 1;
        }
    }

    /// Its words, with their numbers, in no order that means anything but always in the same.
    pub(super) fn words(&self) -> Vec<(String, u32)> {
        let short = self.keys.iter().enumerate().filter(|(_, key)| **key != 0);
        let mut words: Vec<(String, u32)> = short.map(|(number, &key)| (key::text(key), number as u32)).collect();
        words.extend(self.long.iter().map(|(word, &number)| (word.to_string(), number)));
        words.sort_unstable();
        words
    }

    fn resize(&mut self, n_slots: usize) {
        self.slots = vec![0; n_slots.max(FEWEST_SLOTS)];
        for number in 1..self.keys.len() {
            if self.keys[number] != 0 {
                self.place(self.keys[number], number as u32);
            }
        }
    }

    fn place(&mut self, key: Key, number: u32) {
        let hash = key::hash(key);
        let mask = self.slots.len() - 1;
        let mut index = hash as usize & mask;
        while self.slots[index] != 0 {
            index = (index + 1) & mask;
        }
        self.slots[index] = tag(hash, mask) | number;
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
    fn numbers_stay_when_the_table_grows() {
        let words: Vec<String> = (0..5000).map(|n| format!("word{n}")).collect();
        let mut table = Table::default();
        let numbers: Vec<u32> = words.iter().map(|word| table.insert(word)).collect();
        let at_once = Table::of(words.iter().map(String::as_str));
        for (word, &number) in words.iter().zip(&numbers) {
            assert_eq!((table.number(word), at_once.number(word)), (number, number));
        }
        assert_eq!(table.number("word5000"), 0);
    }
}

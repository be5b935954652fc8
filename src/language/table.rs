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
    /// power of two of buckets, filled from their first slot on, at most five of eight slots full. Nearly all time that a
    /// look-up takes is waiting for its bucket, so slots are small: those of the shipped lexicons stay in the second cache.
    buckets: Vec<Bucket>,
    /// The key of each number, beginning with that of 0; 0 for a long word.
    keys: Vec<Key>,
    long: HashMap<Box<str>, u32>,
}

/// Slots that are compared at once: half a line of the cache.
type Bucket = [u32; 8];

const FEWEST_BUCKETS: usize = 128;

/// At most so many of so many slots are full. A tenth of all buckets are then, whose absent words are searched for; a table of
/// twice the size costs more, since it is not in the cache.
const FULLEST: (usize, usize) = (5, 8);

/// Words that are looked up at once, so that they wait for memory together.
pub(super) const AT_ONCE: usize = 16;

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
        table.resize(table.keys.len() * FULLEST.1 / FULLEST.0 / Bucket::default().len() + 1);
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
                if self.keys.len() * FULLEST.1 > self.n_slots() * FULLEST.0 {
                    self.resize(self.buckets.len() * 2);
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
    #[inline]
    pub(super) fn number_of_key(&self, key: Key) -> u32 {
        let number = self.likely(key::hash(key));
        if self.is_surely(number, key) { number } else { self.search(key) }
    }

    /// The numbers of the words with these keys, which have these hashes.
    ///
    /// Whether a word is known cannot be foreseen by a processor, so in nearly all cases nothing branches on it, and what is
    /// waited for is asked for at once.
    #[inline]
    pub(super) fn numbers_of_keys(&self, keys: &[Key; AT_ONCE], hashes: &[u64; AT_ONCE]) -> [u32; AT_ONCE] {
        let numbers = self.likely_numbers(hashes);
        let are_sure = numbers.iter().zip(keys).fold(true, |all, (&number, &key)| all & self.is_surely(number, key));
        if are_sure {
            return numbers;
        }
        std::array::from_fn(|index| {
            let (number, key) = (numbers[index], keys[index]);
            if self.is_surely(number, key) { number } else { self.search(key) }
        })
    }

    /// What is likely of each of these hashes.
    ///
    /// Not inlined, since then the compiler compares four slots at once and jumps nowhere.
    #[inline(never)]
    fn likely_numbers(&self, hashes: &[u64; AT_ONCE]) -> [u32; AT_ONCE] {
        let mut numbers = [0; AT_ONCE];
        for (number, &hash) in numbers.iter_mut().zip(hashes) {
            *number = self.likely(hash);
        }
        numbers
    }

    /// What stands in the bucket of a key of this hash with its tag: a number if there is one, 0 if there is none. Another
    /// number than that of the key if there are several, and none that a word has if the key may stand in the next bucket.
    #[inline(always)]
    fn likely(&self, hash: u64) -> u32 {
        let (mask, last) = (self.mask(), self.buckets.len().wrapping_sub(1));
        let Some(bucket) = self.buckets.get(hash as usize & last) else { return 0 };
        let tag = tag(hash, mask);
        let same = |slot: u32| u32::from((slot ^ tag) & !mask == 0).wrapping_neg();
        let number = bucket.iter().fold(0, |found, &slot| found | slot & same(slot)) & mask;
        let goes_on = (number == 0) & (bucket[bucket.len() - 1] != 0);
        number | u32::from(goes_on).wrapping_neg()
    }

    /// Whether what is likely is so.
    #[inline]
    fn is_surely(&self, number: u32, key: Key) -> bool {
        (number == 0) | (self.keys.get(number as usize) == Some(&key))
    }

    /// The number of the word with this key, slot by slot.
    #[cold]
    fn search(&self, key: Key) -> u32 {
        let hash = key::hash(key);
        let (mask, tag) = (self.mask(), tag(hash, self.mask()));
        let mut index = hash as usize;
        loop {
            let Some(bucket) = self.buckets.get(index & self.buckets.len().wrapping_sub(1)) else { return 0 };
            for &slot in bucket {
                let number = slot & mask;
                if slot == 0 || slot & !mask == tag && self.keys.get(number as usize) == Some(&key) {
                    return number;
                }
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

    fn n_slots(&self) -> usize {
        self.buckets.as_flattened().len()
    }

    /// The bits of a slot that are a number.
    #[inline]
    fn mask(&self) -> u32 {
        self.n_slots().wrapping_sub(1) as u32
    }

    fn resize(&mut self, n_buckets: usize) {
        self.buckets = vec![Bucket::default(); n_buckets.next_power_of_two().max(FEWEST_BUCKETS)];
        for number in 1..self.keys.len() {
            if self.keys[number] != 0 {
                self.place(self.keys[number], number as u32);
            }
        }
    }

    fn place(&mut self, key: Key, number: u32) {
        let hash = key::hash(key);
        let slot = tag(hash, self.mask()) | number;
        let last = self.buckets.len() - 1;
        let mut index = hash as usize;
        loop {
            if let Some(empty) = self.buckets[index & last].iter_mut().find(|slot| **slot == 0) {
                *empty = slot;
                return;
            }
            index += 1;
        }
    }
}

/// The upper bits of a hash, where numbers in a table with this mask have none.
#[inline]
fn tag(hash: u64, mask: u32) -> u32 {
    (hash >> 32) as u32 & !mask
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

    #[test]
    fn words_looked_up_together_have_the_numbers_that_they_have_alone() {
        let words: Vec<String> = (0..5000).map(|n| format!("word{n}")).collect();
        let table = Table::of(words.iter().take(4000).map(String::as_str));
        let keys: Vec<Key> = words.iter().filter_map(|word| key::of(word.as_bytes())).collect();
        for keys in keys.as_chunks::<AT_ONCE>().0 {
            let numbers = table.numbers_of_keys(keys, &keys.map(key::hash));
            assert_eq!(numbers, keys.map(|key| table.number_of_key(key)));
            assert_eq!(numbers, keys.map(|key| table.search(key)));
        }
        assert_eq!(Table::default().number_of_key(keys[0]), 0);
    }
}

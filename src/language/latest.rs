//! Which words were cut last?

use super::ahead::Ahead;
use super::key::{self, Key};
use super::plain::PlainWord;
use super::table::AT_ONCE;
use super::words::{Joint, Shape, Words};
use super::{Vocabulary, Word, WordId};

/// The last words of a text, which join the others together. Nearly all time that a look-up takes is waiting for memory, so
/// these are looked up at once.
#[derive(Debug)]
pub(super) struct Latest {
    n: usize,
    words: [Word; AT_ONCE],
    keys: [Key; AT_ONCE],
    hashes: [u64; AT_ONCE],
}

impl Latest {
    pub(super) fn new() -> Latest {
        let id = WordId::NONE;
        let no_word = Word { start: 0, end: 0, id, joint: Joint::Space, shape: Shape::Lower, possessive: false };
        Latest { n: 0, words: [no_word; AT_ONCE], keys: [key::NONE; AT_ONCE], hashes: [0; AT_ONCE] }
    }

    pub(super) fn len(&self) -> usize {
        self.n
    }

    /// Whether no other word has room.
    pub(super) fn is_full(&self) -> bool {
        self.n == AT_ONCE
    }

    pub(super) fn last(&self) -> Option<&Word> {
        self.words.get(self.n.checked_sub(1)?)
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Word> {
        self.words.get_mut(self.n.checked_sub(1)?)
    }

    /// The key of the last word, if it has one.
    pub(super) fn last_key(&self) -> Option<Key> {
        self.keys.get(self.n.checked_sub(1)?).copied().filter(|&key| key != key::NONE)
    }

    /// Adds a word, if there is room. One without a key has its number already.
    #[inline]
    pub(super) fn push(&mut self, word: Word, key: Key, hash: u64) {
        if self.n < AT_ONCE {
            self.words[self.n] = word;
            self.keys[self.n] = key;
            self.hashes[self.n] = hash;
            self.n += 1;
        }
    }

    /// Adds the plain words that follow with one space before each, as long as there is room; where it came to. That is four
    /// of five words.
    ///
    /// Not inlined, so that what it needs stays in registers.
    #[inline(never)]
    pub(super) fn push_plain(&mut self, text: &[u8], from: usize, ahead: &mut Ahead) -> usize {
        let mut at = from;
        while !self.is_full()
            && let Some(PlainWord { end, key, shape, possessive, .. }) = PlainWord::after_space(text, at, ahead)
        {
            let (start, id, joint) = (at as u32 + 1, WordId::NONE, Joint::Space);
            self.push(Word { start, end: end as u32, id, joint, shape, possessive }, key, key::hash(key));
            at = end;
        }
        at
    }

    /// Gives their numbers to the words and moves them to the others.
    pub(super) fn move_to(&mut self, all: &mut Words, vocabulary: &Vocabulary) {
        let ids = vocabulary.ids_of_keys(&self.keys, &self.hashes);
        for (word, id) in self.words.iter_mut().zip(ids) {
            // A word without a key has none from here, any other had none before or the same.
            word.id.0 |= id.0;
        }
        match std::mem::take(&mut self.n) {
            // Nearly always: a length that the compiler knows.
            AT_ONCE => {
                all.words.extend_from_slice(&self.words);
                all.hashes.extend_from_slice(&self.hashes);
            }
            n => {
                all.words.extend_from_slice(&self.words[..n]);
                all.hashes.extend_from_slice(&self.hashes[..n]);
            }
        }
    }
}

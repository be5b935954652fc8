//! Which words were cut last?

use super::ahead::Ahead;
use super::key::{self, Key};
use super::plain::PlainWord;
use super::table::AT_ONCE;
use super::words::{Joint, Mark, MarkKind, Shape, Words};
use super::{Language, Vocabulary, Word, WordId};

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

    /// The key of the last word and the hash of it, if it has one.
    pub(super) fn last_key(&self) -> Option<(Key, u64)> {
        let last = self.n.checked_sub(1)?;
        Some((self.keys[last], self.hashes[last])).filter(|&(key, _)| key != key::NONE)
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

    /// Adds the plain words that follow, as long as there is room and nothing stands before them that asks for all rules;
    /// where it came to. That is nine of ten words.
    ///
    /// Not inlined, so that what it needs stays in registers.
    #[inline(never)]
    pub(super) fn push_plain(
        &mut self,
        text: &[u8],
        from: usize,
        ahead: &mut Ahead,
        language: &Language,
        all: &mut Words,
    ) -> usize {
        let mut at = from;
        while !self.is_full() {
            if let Some(word) = PlainWord::after_space(text, at, ahead) {
                at = self.push_plain_word(&word, at + 1, Joint::Space);
            } else if let Some(end) = self.push_next(text, at, ahead, language, all) {
                at = end;
            } else {
                break;
            }
        }
        at
    }

    /// Where it came to with the word that is added.
    #[inline]
    fn push_plain_word(&mut self, word: &PlainWord, start: usize, joint: Joint) -> usize {
        let PlainWord { end, after, key, shape, possessive } = *word;
        self.push(
            Word { start: start as u32, end: end as u32, id: WordId::NONE, joint, shape, possessive },
            key,
            key::hash(key),
        );
        after
    }

    /// Adds a plain word with an apostrophe, or one behind a hyphen or one of the most frequent marks, which stand between
    /// words in one way only; where it came to. All others are left to [`between`](super::cut::Cutter::between).
    fn push_next(
        &mut self,
        text: &[u8],
        at: usize,
        ahead: &mut Ahead,
        language: &Language,
        all: &mut Words,
    ) -> Option<usize> {
        let (length, joint) = match text.get(at..at + 3)? {
            [b' ', ..] => {
                let word = PlainWord::any(text, at + 1, ahead)?;
                return Some(self.push_plain_word(&word, at + 1, Joint::Space));
            }
            [b'-', ..] => {
                let word = PlainWord::at(text, at + 1, ahead)?;
                return Some(self.push_plain_word(&word, at + 1, Joint::Hyphen));
            }
            [b',', b' ', _] => (2, Joint::Other),
            [b'.', b' ', b'A'..=b'Z'] if self.last_surely_ends_sentence(language) => (2, Joint::SentenceEnd),
            [b'.', b'\n', b'\n'] => (3, Joint::ParagraphEnd),
            _ => return None,
        };
        let word = PlainWord::simple(text, at + length, ahead)?;
        let index = (all.words.len() + self.n) as u32;
        let mut mark = |start: usize, kind| all.marks.push(Mark { start: start as u32, word: index, len: 1, kind });
        match joint {
            Joint::Other => mark(at, MarkKind::Comma),
            _ => mark(at, MarkKind::Stop),
        }
        if joint == Joint::ParagraphEnd {
            mark(at + 1, MarkKind::Paragraph);
        }
        if joint.ends_sentence() {
            all.sentences.push(index);
        }
        Some(self.push_plain_word(&word, at + length, joint))
    }

    /// Whether a sentence ends with the period behind the last word, if a capital follows: it is no initial and no
    /// abbreviation.
    fn last_surely_ends_sentence(&self, language: &Language) -> bool {
        self.last().is_some_and(|last| last.end - last.start > 1)
            && self.last_key().is_some_and(|(_, hash)| !language.may_be_abbreviation(hash))
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

//! Which words may a text have?

use crate::language::WordId;

/// One bit for each word, by the low bits of its number.
#[derive(Debug)]
pub(super) struct Seen([u64; Seen::WORDS]);

impl Seen {
    const WORDS: usize = 128;

    pub(super) fn insert(&mut self, id: WordId) {
        self.0[id.0 as usize / 64 % Seen::WORDS] |= 1 << (id.0 % 64);
    }

    pub(super) fn may_contain(&self, id: WordId) -> bool {
        self.0[id.0 as usize / 64 % Seen::WORDS] >> (id.0 % 64) & 1 == 1
    }
}

impl Default for Seen {
    fn default() -> Seen {
        Seen([0; Seen::WORDS])
    }
}

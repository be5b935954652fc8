//! Which words may stand side by side in a form?

use serde::{Deserialize, Serialize};

/// A set of pairs of numbers, by hash: a pair that is not in it stands in no form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    /// 32 KB, of which 20,000 pairs fill a thirteenth.
    const WORDS: usize = 4096;

    fn place(first: u32, second: u32) -> (usize, u32) {
        let hash = mixed(first, second) >> 32;
        (hash as usize / 64 % Pairs::WORDS, hash as u32 % 64)
    }

    pub(super) fn insert(&mut self, first: u32, second: u32) {
        let (word, bit) = Pairs::place(first, second);
        self.0[word] |= 1 << bit;
    }

    pub(super) fn may_contain(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Pairs::place(first, second);
        self.0[word] >> bit & 1 == 1
    }
}

/// One number for two, of which a third word can make three.
pub(super) fn both(first: u32, second: u32) -> u32 {
    (mixed(first, second) >> 32) as u32
}

fn mixed(first: u32, second: u32) -> u64 {
    (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

impl Default for Pairs {
    fn default() -> Pairs {
        Pairs(vec![0; Pairs::WORDS])
    }
}

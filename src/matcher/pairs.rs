//! Which words may stand side by side in a form?

use serde::{Deserialize, Serialize};

/// A set of pairs of numbers, by hash: a pair that is not in it stands in no form.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Pairs(Vec<u64>);

impl Pairs {
    /// 32 KB. Of 20,000 pairs, two bits each, one in fifty that is not in the set seems to be.
    const WORDS: usize = 4096;

    /// Where the bits of a pair are: two, but in one place, since each look at memory costs more than the rest.
    fn place(first: u32, second: u32) -> (usize, u64) {
        let hash = mixed(first, second) >> 32;
        (hash as usize / 64 % Pairs::WORDS, 1 << (hash % 64) | 1 << (hash >> 18 & 63))
    }

    pub(super) fn insert(&mut self, first: u32, second: u32) {
        let (word, bits) = Pairs::place(first, second);
        self.0[word] |= bits;
    }

    pub(super) fn may_contain(&self, first: u32, second: u32) -> bool {
        let (word, bits) = Pairs::place(first, second);
        self.0[word] & bits == bits
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pair_is_in_the_set_and_few_others_seem_to_be() {
        let mut pairs = Pairs::default();
        let all: Vec<(u32, u32)> = (0..20_000).map(|n| (n % 4_000, n / 2)).collect();
        all.iter().for_each(|&(first, second)| pairs.insert(first, second));
        assert!(all.iter().all(|&(first, second)| pairs.may_contain(first, second)));
        let others = all.iter().filter(|&&(first, second)| pairs.may_contain(first, second + 10_000)).count();
        assert!(others < all.len() / 25, "{others} of {}", all.len());
    }
}

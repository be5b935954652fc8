//! Which twelve words in a row does a text have? As hashes, that are the same on every machine.

use crate::stats::mixed;

/// So many words in a row make a shingle.
const LENGTH: usize = 12;

/// Odd, and without a pattern.
const BASE: u64 = 0xd134_2543_de82_ef95;

/// Hands on the hashes of the shingles of a text of these words. A text of fewer words is one shingle.
pub(super) fn shingles(words: &[u64], mut each: impl FnMut(u64)) {
    let oldest = BASE.wrapping_pow(LENGTH as u32);
    let (first, rest) = words.split_at(LENGTH.min(words.len()));
    let mut rolling = polynomial(first);
    if !first.is_empty() {
        each(rolling);
    }
    for (&left, &word) in words.iter().zip(rest) {
        rolling = rolling.wrapping_mul(BASE).wrapping_add(word).wrapping_sub(left.wrapping_mul(oldest));
        each(rolling);
    }
}

/// The hash of words in a row. Those of the words are as good as random and the base is odd: so is this one, in each of
/// its bits.
fn polynomial(words: &[u64]) -> u64 {
    words.iter().fold(0, |hash: u64, &word| hash.wrapping_mul(BASE).wrapping_add(word))
}

/// The hash of a sentence of these words.
pub(super) fn sentence(words: &[u64]) -> u32 {
    mixed(polynomial(words)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shingle_is_twelve_words_wherever_they_stand() {
        let words: Vec<u64> = (1..=30).map(mixed).collect();
        let of = |words: &[u64]| {
            let mut all = Vec::new();
            shingles(words, |shingle| all.push(shingle));
            all
        };
        let all = of(&words);
        assert_eq!(all.len(), 30 - 11);
        assert_eq!(of(&words[7..19]), all[7..8]);
        assert_eq!(of(&words[..5]).len(), 1);
        assert_eq!(of(&[]).len(), 0);
    }
}

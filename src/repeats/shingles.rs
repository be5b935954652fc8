//! Which twelve words in a row does a text have? As hashes, that are the same on every machine.

use crate::language::Words;
use crate::stats::mixed;

/// So many words in a row make a shingle.
const LENGTH: usize = 12;

/// Odd, and without a pattern: the fraction of the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Another such number.
const BASE: u64 = 0xd134_2543_de82_ef95;

/// The hash of each word, whatever its case (of ASCII letters; a copy of a text has the others as the text has).
pub(super) fn words(source: &str, words: &Words) -> Vec<u64> {
    let hashes = words.with_keys().map(|(word, key)| match key {
        0 => any_word(word.span().of(source)),
        plain => sixteen(plain),
    });
    hashes.collect()
}

fn any_word(word: &str) -> u64 {
    word.as_bytes().chunks(16).fold(0, |hash, chunk| {
        let mut bytes = [0; 16];
        bytes[..chunk.len()].copy_from_slice(chunk);
        bytes.make_ascii_lowercase();
        hash.rotate_left(23) ^ sixteen(u128::from_le_bytes(bytes))
    })
}

/// The hash of sixteen bytes: both halves of one product, as in wyhash.
fn sixteen(bytes: u128) -> u64 {
    let (low, high) = (bytes as u64, (bytes >> 64) as u64);
    let product = u128::from(low ^ FACTOR) * u128::from(high ^ BASE);
    product as u64 ^ (product >> 64) as u64
}

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
    use crate::language::{Language, Vocabulary};

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

    #[test]
    fn a_word_has_one_hash_wherever_it_stands_and_however_it_is_written() {
        let hashes = |text: &str| -> Vec<u64> {
            let mut words = Words::default();
            words.cut(text, &Vocabulary::default(), &Language::default());
            super::words(text, &words)
        };
        let all = hashes("a harbour a Harbour internationalization INTERNATIONALIZATION harbours b harbour");
        assert_eq!((all[0], all[1]), (all[2], all[3]));
        assert_eq!(all[1], all[8]);
        assert_eq!(all[4], all[5]);
        assert!(all[6] != all[1] && all[7] != all[0]);
        // Plain or not, by the same rule.
        assert_eq!(hashes("don\u{2019}t Harbour"), [any_word("don't"), any_word("harbour")]);
    }
}

//! Which twelve words in a row does a text have? As hashes, that are the same on every machine.

use crate::language::Word;
use crate::stats::mixed;

/// So many words in a row make a shingle.
const LENGTH: usize = 12;

/// Odd, and without a pattern: the fraction of the golden ratio.
const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;

/// Another such number.
const BASE: u64 = 0xd134_2543_de82_ef95;

/// The hash of a word, whatever its case (of ASCII letters; a copy of a text has the others as the text has).
pub(super) fn word(source: &str, word: &Word) -> u64 {
    let (start, end) = (word.start as usize, word.end as usize);
    let bytes = source.as_bytes();
    let len = end.saturating_sub(start);
    // Nearly all words are short, and have a text behind them.
    if let (0..=16, Some(window)) = (len, bytes.get(start..).and_then(|rest| rest.first_chunk::<16>())) {
        return sixteen(window, len);
    }
    let chunks = bytes.get(start..end).unwrap_or_default().chunks(16);
    chunks.fold(0, |hash: u64, chunk| {
        let mut window = [0; 16];
        window[..chunk.len()].copy_from_slice(chunk);
        hash.rotate_left(23) ^ sixteen(&window, chunk.len())
    })
}

/// The hash of the first bytes of sixteen.
fn sixteen(bytes: &[u8; 16], len: usize) -> u64 {
    /// The bit that tells a small letter from a capital, in each byte.
    const SMALL: u64 = 0x2020_2020_2020_2020;
    let first = |len: usize| if len < 8 { (1 << (8 * len)) - 1 } else { u64::MAX };
    let [low, high] = [0, 8].map(|at| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[at..at + 8]);
        (u64::from_le_bytes(eight) | SMALL) & first(len.saturating_sub(at))
    });
    let hash = (low ^ FACTOR).wrapping_mul(FACTOR) ^ high.wrapping_add(BASE).wrapping_mul(BASE);
    hash ^ (hash >> 32)
}

/// Hands on the hashes of the shingles of a text of these words. A text of fewer words is one shingle.
pub(super) fn shingles(words: &[u64], mut each: impl FnMut(u64)) {
    let oldest = BASE.wrapping_pow(LENGTH as u32);
    let (first, rest) = words.split_at(LENGTH.min(words.len()));
    let mut rolling = first.iter().fold(0, |rolling: u64, &word| rolling.wrapping_mul(BASE).wrapping_add(word));
    if !first.is_empty() {
        each(scrambled(rolling));
    }
    for (&left, &word) in words.iter().zip(rest) {
        rolling = rolling.wrapping_mul(BASE).wrapping_add(word).wrapping_sub(left.wrapping_mul(oldest));
        each(scrambled(rolling));
    }
}

/// The high bits depend on all bits given.
fn scrambled(bits: u64) -> u64 {
    (bits ^ (bits >> 32)).wrapping_mul(FACTOR)
}

/// The hash of a sentence of these words.
pub(super) fn sentence(words: &[u64]) -> u32 {
    let all = words.iter().fold(FACTOR, |hash, word| (hash ^ word).wrapping_mul(FACTOR).rotate_left(29));
    mixed(all) as u32
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

    #[test]
    fn a_word_has_one_hash_wherever_it_stands_and_however_it_is_written() {
        let hashes = |text: &str| -> Vec<u64> {
            let (mut words, mut start) = (Vec::new(), 0);
            for piece in text.split(' ') {
                let end = start + piece.len();
                let (joint, shape) = (crate::language::Joint::Space, crate::language::Shape::Lower);
                let id = crate::language::WordId::NONE;
                let place = Word { start: start as u32, end: end as u32, id, joint, shape, possessive: false };
                words.push(word(text, &place));
                start = end + 1;
            }
            words
        };
        let all = hashes("a harbour a Harbour internationalization INTERNATIONALIZATION harbours b harbour");
        assert_eq!((all[0], all[1]), (all[2], all[3]));
        assert_eq!(all[1], all[8]);
        assert_eq!(all[4], all[5]);
        assert!(all[6] != all[1] && all[7] != all[0]);
    }
}

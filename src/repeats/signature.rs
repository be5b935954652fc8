//! How alike are two texts? MinHash signatures of their shingles.
//!
//! One permutation hashing: one hash a shingle, the smallest in each of 64 bins
//! (Li, Owen and Zhang, NIPS 2012), empty bins filled from others as in optimal
//! densification (Shrivastava, ICML 2017), 16 bits of each kept (Li and König,
//! WWW 2010). The share of bins that two signatures have in common estimates the
//! Jaccard similarity of their shingles, with a standard error of at most .0625.

use super::shingles::shingles;
use crate::stats::mixed;

/// Texts of this estimated Jaccard similarity or more are copies.
pub const SIMILAR: f64 = 0.7;

pub(super) const BINS: usize = 64;

/// The length of a signature in bytes.
pub(super) const BYTES: usize = 2 * BINS;

/// The MinHash signature of a text; of a text without words, nothing but zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signature(pub(super) [u8; BYTES]);

impl Signature {
    /// The signature of the text of these words.
    pub(super) fn of(words: &[u64]) -> Signature {
        let mut bins = Bins::default();
        shingles(words, |hash| bins.add(hash));
        bins.signature()
    }

    /// Whether the text has no words.
    pub fn is_empty(&self) -> bool {
        self.0 == [0; BYTES]
    }

    /// The estimated Jaccard similarity of the shingles of two texts, from 0 to 1.
    pub fn similarity(&self, other: &Signature) -> f64 {
        let bins = self.0.chunks_exact(2).zip(other.0.chunks_exact(2));
        bins.filter(|(a, b)| a == b).count() as f64 / BINS as f64
    }
}

/// The smallest hash in each bin.
struct Bins([u64; BINS]);

impl Default for Bins {
    fn default() -> Bins {
        Bins([u64::MAX; BINS])
    }
}

impl Bins {
    fn add(&mut self, hash: u64) {
        // All hashes of a bin begin with the same six bits. The one that looks like an empty bin is none in practice.
        let bin = &mut self.0[(hash >> 58) as usize];
        *bin = (*bin).min(hash);
    }

    fn signature(&self) -> Signature {
        let mut signature = Signature([0; BYTES]);
        if self.0 == Bins::default().0 {
            return signature;
        }
        for (index, to) in signature.0.chunks_exact_mut(2).enumerate() {
            let mut from = index;
            let mut attempt = 0;
            while self.0[from] == u64::MAX {
                attempt += 1;
                from = (mixed((index as u64) << 32 | attempt) >> 58) as usize;
            }
            // Small as the smallest of many are, their low bits after mixing are as good as any.
            to.copy_from_slice(&(mixed(self.0[from]) as u16).to_le_bytes());
        }
        signature
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(shingles: std::ops::Range<u64>) -> Signature {
        let mut bins = Bins::default();
        shingles.for_each(|shingle| bins.add(mixed(shingle)));
        bins.signature()
    }

    #[test]
    fn the_share_of_equal_bins_estimates_the_jaccard_similarity() {
        for n in [30, 300, 3000] {
            let mut errors = Vec::new();
            for shared in [0.0, 0.3, 0.5, 0.7, 0.9, 1.0] {
                // |A ∩ B| / |A ∪ B| = shared, of n each.
                let common = (2.0 * f64::from(n) * shared / (1.0 + shared)).round();
                let jaccard = common / (2.0 * f64::from(n) - common);
                for trial in 0..20_u64 {
                    let start = trial * 100_000;
                    let (n, common) = (n as u64, common as u64);
                    let (a, b) = (of(start..start + n), of(start + n - common..start + 2 * n - common));
                    errors.push(a.similarity(&b) - jaccard);
                }
            }
            let mean = errors.iter().sum::<f64>() / errors.len() as f64;
            let variance = errors.iter().map(|error| error * error).sum::<f64>() / errors.len() as f64;
            assert!(mean.abs() < 0.015, "{n} shingles: the mean error is {mean}");
            assert!(variance.sqrt() < 0.08, "{n} shingles: the standard error is {}", variance.sqrt());
        }
    }

    #[test]
    fn a_text_of_one_shingle_has_a_signature() {
        assert_eq!(of(1..2).similarity(&of(1..2)), 1.0);
        assert!(of(1..2).similarity(&of(2..3)) < 0.1);
        assert!(!of(1..2).is_empty());
        assert!(of(1..1).is_empty());
    }
}

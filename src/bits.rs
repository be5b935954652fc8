//! Which places of a text are marked?
//!
//! What few words have is noted of 64 at a time, a bit for each, and done afterwards where a bit is set: a jump at every
//! word could not be foreseen by the processor.

use serde::{Deserialize, Serialize};

/// So many places are noted in one integer.
pub(crate) const BLOCK: usize = u64::BITS as usize;

/// The places of the bits that are set, the lowest of which stands for `from`.
pub(crate) fn places(mut bits: u64, from: usize) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = (bits != 0).then(|| from + bits.trailing_zeros() as usize);
        bits &= bits.wrapping_sub(1);
        place
    })
}

/// One bit for each of 64 bytes: whether it is such.
///
/// Looking at so many at once is left to the compiler, which does it with vector instructions.
pub(crate) fn marked(block: &[u8; BLOCK], is_such: impl Fn(u8) -> bool) -> u64 {
    let found = block.map(|byte| u8::from(is_such(byte)));
    let (eights, _) = found.as_chunks::<8>();
    // The product moves the lowest bit of each of eight bytes to the highest byte.
    let bits = |eight: &[u8; 8]| u64::from_le_bytes(*eight).wrapping_mul(0x0102_0408_1020_4080) >> 56;
    eights.iter().rev().fold(0, |all, eight| all << 8 | bits(eight))
}

/// The places of the bytes of a text that are such. Where they are as frequent as spaces this is faster than to look for each.
pub(crate) fn places_of(text: &[u8], is_such: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    let (blocks, rest) = text.as_chunks::<BLOCK>();
    let mut last = [0; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let of_rest = marked(&last, is_such) & ((1_u64 << rest.len()) - 1);
    let of_blocks = blocks.iter().map(move |block| marked(block, is_such));
    of_blocks.chain([of_rest]).enumerate().flat_map(|(index, bits)| places(bits, index * BLOCK))
}

/// A set of hashes, one bit for each value of their lowest eight bits: what it surely has not needs no closer look.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Filter([u64; 4]);

impl Filter {
    pub(crate) fn insert(&mut self, hash: u64) {
        self.0[hash as usize / BLOCK % 4] |= 1 << (hash % BLOCK as u64);
    }

    #[inline]
    pub(crate) fn may_contain(&self, hash: u64) -> bool {
        self.0[hash as usize / BLOCK % 4] >> (hash % BLOCK as u64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_is_a_place_in_their_order() {
        assert_eq!(places(1 | 1 << 5 | 1 << 63, 100).collect::<Vec<_>>(), [100, 105, 163]);
        assert_eq!(places(0, 100).count(), 0);
    }

    #[test]
    fn a_filter_knows_all_that_was_put_in_and_little_else() {
        let mut filter = Filter::default();
        [3, 70, 1 << 40].into_iter().for_each(|hash| filter.insert(hash));
        let found: Vec<u64> = (0..256).filter(|&hash| filter.may_contain(hash)).collect();
        assert_eq!(found, [0, 3, 70]);
        assert!(filter.may_contain(256 + 70));
    }

    proptest::proptest! {
        #[test]
        fn such_bytes_are_found_wherever_they_are(text in proptest::collection::vec(proptest::num::u8::ANY, 0..200)) {
            let expected = text.iter().enumerate().filter(|(_, byte)| byte.is_ascii_digit()).map(|(at, _)| at);
            let found = places_of(&text, |byte| byte.is_ascii_digit());
            proptest::prop_assert_eq!(found.collect::<Vec<_>>(), expected.collect::<Vec<_>>());
        }
    }
}

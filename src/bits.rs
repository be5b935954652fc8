//! Which places of a text are marked?
//!
//! What few words have is noted of 64 at a time, a bit for each, and done afterwards where a bit is set: a jump at every
//! word could not be foreseen by the processor.

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_bit_is_a_place_in_their_order() {
        assert_eq!(places(1 | 1 << 5 | 1 << 63, 100).collect::<Vec<_>>(), [100, 105, 163]);
        assert_eq!(places(0, 100).count(), 0);
    }
}

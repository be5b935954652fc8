//! How are short words compared as integers?

/// A word of up to 16 bytes, its first byte the lowest; 0 is no word.
pub(super) type Key = u128;

/// Words of more bytes have no key.
pub(super) const LONGEST: usize = 16;

/// Where the capitals of an ASCII word are: the bit 0x80 of each byte that is one.
pub(super) type Capitals = u128;

const ONES: u128 = u128::from_le_bytes([1; 16]);
const HIGH: u128 = ONES * 0x80;

/// The key of a folded word, if it has one.
pub(super) fn of(word: &[u8]) -> Option<Key> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut bytes = [0; LONGEST];
    bytes[..word.len()].copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}

/// The 16 bytes of a text from `start` on; `None` if there are fewer.
#[inline]
pub(super) fn read(text: &[u8], start: usize) -> Option<Key> {
    let bytes: [u8; LONGEST] = text.get(start..start + LONGEST)?.try_into().ok()?;
    Some(u128::from_le_bytes(bytes))
}

/// The first `length` bytes, from 1 to 16.
#[inline]
pub(super) fn truncated(key: Key, length: usize) -> Key {
    key & (u128::MAX >> (8 * (LONGEST - length)))
}

/// The bit 0x80 of each byte that is an ASCII letter.
#[inline]
pub(super) fn letters(key: Key) -> u128 {
    let small = (key & !HIGH) | (ONES * 0x20);
    within(small, b'a', b'z') & !key
}

/// The bit 0x80 of each byte that is an ASCII digit.
#[inline]
pub(super) fn digits(key: Key) -> u128 {
    within(key & !HIGH, b'0', b'9') & !key
}

/// How many bytes at the start have their bit 0x80 set.
#[inline]
pub(super) fn leading(bits: u128) -> usize {
    (!bits & HIGH).trailing_zeros() as usize / 8
}

/// The bit 0x80 of each byte from `low` to `high`. No byte may have it set: then none overflows into the next.
#[inline]
fn within(key: Key, low: u8, high: u8) -> u128 {
    let from_low = key + ONES * (0x80 - u128::from(low));
    let past_high = key + ONES * (0x7F - u128::from(high));
    from_low & !past_high & HIGH
}

/// The capitals among the bytes. All must be ASCII.
#[inline]
pub(super) fn capitals(key: Key) -> Capitals {
    within(key, b'A', b'Z')
}

/// Whether there is a small letter. All bytes must be ASCII.
#[inline]
pub(super) fn has_small(key: Key) -> bool {
    within(key, b'a', b'z') != 0
}

/// The key in small letters.
#[inline]
pub(super) fn lower(key: Key, capitals: Capitals) -> Key {
    key | capitals >> 2
}

/// A hash of a key: two multiplications, of which the high bits are mixed into the low.
#[inline]
pub(super) fn hash(key: Key) -> usize {
    let low = (key as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    let high = ((key >> 64) as u64).wrapping_mul(0xC2B2_AE3D_27D4_EB4F);
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9FB2_1C65_1E98_DF25);
    (mixed >> 32) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_fold_and_nothing_else_does() {
        for byte in 0..0x80u8 {
            let key = u128::from(byte) << 40;
            let folded = lower(key, capitals(key));
            assert_eq!(folded >> 40, u128::from(byte.to_ascii_lowercase()), "{byte:#x}");
            assert_eq!(has_small(key), byte.is_ascii_lowercase(), "{byte:#x}");
        }
    }

    #[test]
    fn a_key_reads_only_its_word() {
        let text = b"the regime's fall in the autumn";
        let read_at = |start| Some(truncated(read(text, start)?, 6));
        assert_eq!(read_at(4), of(b"regime"));
        assert_eq!(read_at(25), None);
        assert_eq!(leading(letters(read(text, 4).unwrap())), 6);
    }
}

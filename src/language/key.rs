//! How are short words compared as integers?

use super::words::Shape;

/// A word of up to 16 bytes, its first byte the lowest; 0 is no word.
pub(super) type Key = u128;

/// That of a word which has none.
pub(super) const NONE: Key = 0;

/// Words of more bytes have no key.
pub(super) const LONGEST: usize = 16;

const ONES: u128 = u128::from_le_bytes([1; LONGEST]);
/// The bit that tells small letters from capitals; digits and the apostrophe have it too.
const SMALL: u128 = ONES * 0x20;
/// The bit that letters have and digits have not.
const LETTER: u128 = ONES * 0x40;

/// What the first byte has if it is a capital.
const FIRST_CAPITAL: u128 = 0x20;

/// All bits of one byte more than the index.
const LOW: [u128; LONGEST] = {
    let mut low = [0; LONGEST];
    let mut length = 1;
    while length <= LONGEST {
        low[length - 1] = u128::MAX >> (8 * (LONGEST - length));
        length += 1;
    }
    low
};

/// The key of a folded word, if it has one.
pub(super) fn of(word: &[u8]) -> Option<Key> {
    if word.is_empty() || word.len() > LONGEST {
        return None;
    }
    let mut bytes = [0; LONGEST];
    bytes[..word.len()].copy_from_slice(word);
    Some(u128::from_le_bytes(bytes))
}

/// The key of a word of at most 16 ASCII letters, digits and apostrophes, folded.
pub(super) fn of_plain(word: &[u8]) -> Option<Key> {
    let is_plain = word.iter().all(|&byte| byte.is_ascii_alphanumeric() || byte == b'\'');
    of(word).filter(|_| is_plain).map(|key| folded(key, word.len()).0)
}

/// The word of a key.
pub(super) fn text(key: Key) -> String {
    String::from_utf8_lossy(&key.to_le_bytes()[..length(key)]).into_owned()
}

/// How many bytes its word has.
pub(super) fn length(key: Key) -> usize {
    LONGEST - key.leading_zeros() as usize / 8
}

/// The 16 bytes of a text from `start` on; zeros past its end.
#[inline]
pub(super) fn read(text: &[u8], start: usize) -> Key {
    match text.get(start..start + LONGEST).and_then(|bytes| bytes.try_into().ok()) {
        Some(bytes) => u128::from_le_bytes(bytes),
        None => of(text.get(start..).unwrap_or_default()).unwrap_or(0),
    }
}

/// The first bytes, from 1 to 16.
#[inline]
pub(super) fn truncated(key: Key, length: usize) -> Key {
    key & LOW[(length - 1) % LONGEST]
}

/// The last bytes, from 1 on, of a word of so many.
#[inline]
pub(super) fn ending(key: Key, length: usize, of_it: usize) -> Key {
    key >> (8 * (length - of_it))
}

/// The key of the first bytes, from 1 to 16, if these are ASCII letters, digits and apostrophes; and how they are written.
#[inline]
pub(super) fn folded(bytes: u128, length: usize) -> (Key, Shape) {
    let low = LOW[(length - 1) % LONGEST];
    let word = bytes & low;
    let key = word | (SMALL & low);
    let capitals = key ^ word;
    // One word of eight begins with a capital, which nothing branches on; few have another.
    let begins_with = if capitals == 0 { Shape::Lower } else { Shape::Title };
    if capitals & !FIRST_CAPITAL == 0 { (key, begins_with) } else { (key, shape(word, capitals)) }
}

fn shape(word: Key, capitals: u128) -> Shape {
    let small = word & (word >> 1) & SMALL;
    if !capitals.is_power_of_two() {
        return if small == 0 { Shape::Upper } else { Shape::Mixed };
    }
    let first_letter = (word & LETTER).trailing_zeros() / 8;
    if capitals.trailing_zeros() / 8 == first_letter { Shape::Title } else { Shape::Mixed }
}

/// The key of a word that goes on after an apostrophe, if it is not too long.
pub(super) fn with_apostrophe(stem: Key, length: usize, tail: Key, tail_length: usize) -> Option<Key> {
    let all = length + 1 + tail_length;
    (all <= LONGEST).then(|| stem | u128::from(b'\'') << (8 * length) | tail << (8 * (length + 1)))
}

/// A hash of a key, of which any bits are as good as any others: both halves of one product, as in wyhash. The same on every
/// machine, since runs keep what is made of it.
#[inline]
pub(super) fn hash(key: Key) -> u64 {
    let (low, high) = (key as u64, (key >> 64) as u64);
    let product = u128::from(low ^ 0x9E37_79B9_7F4A_7C15) * u128::from(high ^ 0xD134_2543_DE82_EF95);
    product as u64 ^ (product >> 64) as u64
}

/// The hash of any word, whatever the case of its ASCII letters: that of its key, if it has one.
pub(super) fn hash_of_any(word: &str) -> u64 {
    word.as_bytes().chunks(LONGEST).fold(0, |hash: u64, chunk| {
        let mut bytes = [0; LONGEST];
        bytes[..chunk.len()].copy_from_slice(chunk);
        bytes.make_ascii_lowercase();
        hash.rotate_left(23) ^ self::hash(u128::from_le_bytes(bytes))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_folded_and_their_shape_is_read_off() {
        let read = |word: &str| folded(of(word.as_bytes()).unwrap(), word.len());
        for (word, shape) in [
            ("regime", Shape::Lower),
            ("3d", Shape::Lower),
            ("2012", Shape::Lower),
            ("Regime", Shape::Title),
            ("I", Shape::Title),
            ("3D", Shape::Title),
            ("Da'esh", Shape::Title),
            ("US", Shape::Upper),
            ("F16A", Shape::Upper),
            ("uS", Shape::Mixed),
            ("O'Brien", Shape::Mixed),
            ("abcdefghijklmnoP", Shape::Mixed),
            ("ABCDEFGHIJKLMNOP", Shape::Upper),
        ] {
            assert_eq!(read(word), (of(word.to_ascii_lowercase().as_bytes()).unwrap(), shape), "{word}");
        }
    }

    #[test]
    fn a_key_is_put_together_at_an_apostrophe() {
        let of = |word: &str| of(word.as_bytes()).unwrap();
        assert_eq!(with_apostrophe(of("don"), 3, of("t"), 1), Some(of("don't")));
        assert_eq!(with_apostrophe(of("abcdefgh"), 8, of("ijklmno"), 7), Some(of("abcdefgh'ijklmno")));
        assert_eq!(with_apostrophe(of("abcdefgh"), 8, of("ijklmnop"), 8), None);
    }

    #[test]
    fn a_key_reads_only_its_word() {
        let text = b"the regime's fall in the autumn";
        let read_at = |start| truncated(read(text, start), 6);
        assert_eq!(Some(read_at(4)), of(b"regime"));
        assert_eq!(Some(read_at(25)), of(b"autumn"));
        assert_eq!(read_at(99), 0);
    }

    #[test]
    fn a_word_has_the_keys_of_its_beginnings_and_endings() {
        let word = of_plain(b"Da'esh2").unwrap();
        assert_eq!(Some(word), of(b"da'esh2"));
        assert_eq!(Some(truncated(word, 2)), of(b"da"));
        assert_eq!(Some(ending(word, 7, 3)), of(b"sh2"));
        assert_eq!([of_plain(b"U.S"), of_plain("café".as_bytes()), of_plain(b""), of_plain(&[b'a'; 17])], [None; 4]);
    }
}

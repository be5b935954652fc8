//! Which word of ASCII letters and digits stands here?
//!
//! Nearly all words of English are such. They are measured many bytes at once
//! and looked up as one integer; whatever is not surely such a word, alone and
//! whole, is left to the rules for any text.

use super::ahead::Ahead;
use super::key::{self, Key};
use super::words::Shape;

/// A word of at most 16 ASCII letters and digits, perhaps with an apostrophe inside, or a possessive of one.
pub(super) struct PlainWord {
    /// The byte after it.
    pub end: usize,
    /// The byte after it and its 's.
    pub after: usize,
    pub key: Key,
    pub shape: Shape,
    pub possessive: bool,
}

/// How many bytes decide on nearly all words: those of the longest and two after it.
const NEAR: usize = key::LONGEST + 2;

impl PlainWord {
    /// The word after the space that stands here, if there is no apostrophe about it.
    #[inline]
    pub(super) fn after_space(text: &[u8], at: usize, ahead: &mut Ahead) -> Option<PlainWord> {
        if text.get(at) == Some(&b' ') { PlainWord::simple(text, at + 1, ahead) } else { None }
    }

    /// The word that starts here, if there is no apostrophe about it, and the text does not end soon.
    #[inline]
    pub(super) fn simple(text: &[u8], start: usize, ahead: &mut Ahead) -> Option<PlainWord> {
        let near: &[u8; NEAR] = text.get(start..)?.first_chunk()?;
        let length = ahead.alphanumeric(text, start);
        if length.wrapping_sub(1) >= key::LONGEST {
            return None;
        }
        let (after, next) = (near[length], near[length + 1]);
        if after != b' ' && !ends(after, next) {
            return None;
        }
        let (key, shape) = key::folded(u128::from_le_bytes(*near.first_chunk()?), length);
        let end = start + length;
        Some(PlainWord { end, after: end, key, shape, possessive: false })
    }

    /// The word that starts here.
    #[inline]
    pub(super) fn at(text: &[u8], start: usize, ahead: &mut Ahead) -> Option<PlainWord> {
        PlainWord::simple(text, start, ahead).or_else(|| PlainWord::any(text, start, ahead))
    }

    /// The word that starts here, whatever apostrophe is about it.
    pub(super) fn any(text: &[u8], start: usize, ahead: &mut Ahead) -> Option<PlainWord> {
        let length = ahead.alphanumeric(text, start);
        if length == 0 || length > key::LONGEST {
            return None;
        }
        let end = start + length;
        let word = key::read(text, start);
        let whole = |(key, shape): (Key, Shape), after: usize, possessive: bool| {
            Some(PlainWord { end, after, key, shape, possessive })
        };
        if surely_ends(text, end) {
            return whole(key::folded(word, length), end, false);
        }
        let tail_start = end + apostrophe(text.get(end..)?)?;
        let tail_length = ahead.alphanumeric(text, tail_start);
        let after = tail_start + tail_length;
        let begins_with_letter = text.get(tail_start)?.is_ascii_alphabetic();
        if !begins_with_letter || tail_length > key::LONGEST || !surely_ends(text, after) {
            return None;
        }
        let tail = key::truncated(key::read(text, tail_start), tail_length);
        match (text.get(start..end)?, text.get(tail_start..after)?) {
            // "do n't": the word before takes it in.
            ([b'n' | b'N'], [b't' | b'T']) => None,
            (_, [b's' | b'S']) => whole(key::folded(word, length), after, true),
            // "1990't" is no word.
            ([.., last], _) if !last.is_ascii_alphabetic() => None,
            _ => {
                let word = key::with_apostrophe(key::truncated(word, length), length, tail, tail_length)?;
                let (key, shape) = key::folded(word, length + 1 + tail_length);
                Some(PlainWord { end: after, after, key, shape, possessive: false })
            }
        }
    }
}

/// Whether a word of ASCII letters and digits that reaches up to here surely does not go on, and is no address.
fn surely_ends(text: &[u8], end: usize) -> bool {
    match text.get(end..).unwrap_or_default() {
        [] | [_] => text.get(end).is_none_or(|byte| byte.is_ascii() && ends(*byte, b' ')),
        // Of general punctuation, U+2000 to U+203F, these may be part of a word: zero-width characters, apostrophes,
        // the one dot leader and the hyphenation point.
        [0xE2, 0x80, last, ..] => !matches!(last, 0x8B..=0x8F | 0x98 | 0x99 | 0xA4 | 0xA7),
        [b'.' | b',', 0xE2, third, ..] => *third == 0x80,
        [byte, next, ..] => ends(*byte, *next),
    }
}

/// The same by two bytes.
#[inline]
fn ends(byte: u8, next: u8) -> bool {
    match byte {
        b'.' | b',' => next.is_ascii() && !next.is_ascii_alphanumeric(),
        b':' => next != b'/',
        b'\'' | b'_' | b'@' | 0x80.. => false,
        _ => true,
    }
}

/// How many bytes the apostrophe has that stands here, if one does.
fn apostrophe(text: &[u8]) -> Option<usize> {
    match text {
        [b'\'', ..] => Some(1),
        // ‘ and ’
        [0xE2, 0x80, 0x98 | 0x99, ..] => Some(3),
        _ => None,
    }
}

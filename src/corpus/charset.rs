//! In which character set is a file?
//!
//! A byte order mark says it; else every other byte of Latin UTF-16 is NUL; else
//! it is UTF-8; else, for text and tables, it is what the bytes look like most.

use std::borrow::Cow;
use std::fmt;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::Encoding;

/// A character set other than UTF-8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Charset {
    /// Its name, as the Web has it.
    pub name: &'static str,
    /// Whether no mark says so, and it was concluded from the bytes.
    pub is_assumed: bool,
}

impl fmt::Display for Charset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, if self.is_assumed { " (assumed)" } else { "" })
    }
}

/// What is known of the bytes of a file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Known {
    /// They are UTF-8, says a byte order mark.
    Utf8,
    /// Nothing yet.
    Nothing,
    /// They were decoded from this as they were read.
    Decoded(Charset),
}

/// A character set of two or four bytes a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Wide {
    unit: usize,
    is_little: bool,
    /// How many bytes the mark has; without one it is assumed.
    pub(super) mark: usize,
}

impl Wide {
    /// Which one it is, if it is one, by the first bytes.
    pub(super) fn of(start: &[u8]) -> Option<Wide> {
        let wide = |unit, is_little, mark| Some(Wide { unit, is_little, mark });
        match start {
            [0xff, 0xfe, 0, 0, ..] => return wide(4, true, 4),
            [0, 0, 0xfe, 0xff, ..] => return wide(4, false, 4),
            [0xff, 0xfe, ..] => return wide(2, true, 2),
            [0xfe, 0xff, ..] => return wide(2, false, 2),
            _ => {}
        }
        let pairs = || start.as_chunks::<2>().0.iter().take(64);
        let n_little = pairs().filter(|pair| pair[0] != 0 && pair[1] == 0).count();
        let n_big = pairs().filter(|pair| pair[0] == 0 && pair[1] != 0).count();
        let is_most = |n: usize| 4 <= n && pairs().count() < 2 * n;
        if is_most(n_little) {
            wide(2, true, 0)
        } else if is_most(n_big) {
            wide(2, false, 0)
        } else {
            None
        }
    }

    pub(super) fn charset(self) -> Charset {
        let name = match (self.unit, self.is_little) {
            (2, true) => "UTF-16LE",
            (2, false) => "UTF-16BE",
            (_, true) => "UTF-32LE",
            (_, false) => "UTF-32BE",
        };
        Charset { name, is_assumed: self.mark == 0 }
    }

    /// Decodes to UTF-8 and leaves what needs more bytes, unless there are none. What is no character becomes bytes that
    /// are no UTF-8, so that its record is found and named as any other of these.
    pub(super) fn decode(self, raw: &mut Vec<u8>, is_whole: bool, utf8: &mut Vec<u8>) {
        let mut push = |code: u32| match char::from_u32(code) {
            Some(c) => utf8.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes()),
            None => utf8.push(0xff),
        };
        let mut at = 0;
        while let Some(unit) = self.unit(raw, at) {
            let low = self.unit(raw, at + 2);
            match (unit, low) {
                (0xd800..0xdc00, None) if self.unit == 2 && !is_whole => break,
                (0xd800..0xdc00, Some(low @ 0xdc00..0xe000)) if self.unit == 2 => {
                    push(0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00));
                    at += 2;
                }
                _ => push(unit),
            }
            at += self.unit;
        }
        raw.drain(..at);
        if is_whole && !raw.is_empty() {
            raw.clear();
            utf8.push(0xff);
        }
    }

    fn unit(self, raw: &[u8], at: usize) -> Option<u32> {
        let bytes = raw.get(at..at + self.unit)?.iter();
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(if self.is_little { bytes.rev().fold(0, add) } else { bytes.fold(0, add) })
    }
}

/// What bytes that are no UTF-8 look like most.
pub(super) fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, Utf8Detection::Deny)
}

/// Bytes that are no UTF-8 as text; `None` if they are damaged UTF-8 or no text at all.
pub(super) fn decoded<'b>(bytes: &'b [u8], encoding: &'static Encoding) -> Option<Cow<'b, str>> {
    // Most of UTF-8 that is cut or has one wrong byte is still UTF-8, and would come out as something else.
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    if n_bad < n_good {
        return None;
    }
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    let is_text = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}');
    text.chars().all(is_text).then_some(text)
}

/// The set that was taken for that of bytes.
pub(super) fn assumed(encoding: &'static Encoding) -> Charset {
    Charset { name: encoding.name(), is_assumed: true }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn units(text: &str, wide: Wide) -> Vec<u8> {
        let order = |mut bytes: Vec<u8>| {
            if !wide.is_little {
                bytes.reverse();
            }
            bytes
        };
        match wide.unit {
            2 => text.encode_utf16().flat_map(|unit| order(unit.to_le_bytes().to_vec())).collect(),
            _ => text.chars().flat_map(|c| order(u32::from(c).to_le_bytes().to_vec())).collect(),
        }
    }

    #[test]
    fn wide_text_is_told_by_its_mark_or_by_its_nuls_and_decoded_however_it_arrives() {
        for (unit, is_little) in [(2, true), (2, false), (4, true), (4, false)] {
            let wide = Wide { unit, is_little, mark: unit };
            let text = "The ferry “sank” 🚢.";
            let marked = units(&format!("\u{feff}{text}"), wide);
            assert_eq!(Wide::of(&marked), Some(wide));
            if unit == 2 {
                assert_eq!(Wide::of(&units("The ferry", wide)), Some(Wide { mark: 0, ..wide }));
            }
            let (mut raw, mut utf8) = (Vec::new(), Vec::new());
            for byte in units(text, wide) {
                raw.push(byte);
                wide.decode(&mut raw, false, &mut utf8);
            }
            assert_eq!(std::str::from_utf8(&utf8), Ok(text));
        }
        assert_eq!(Wide::of("The ferry sank.".as_bytes()), None);
    }

    #[test]
    fn half_a_character_is_no_utf8_afterwards() {
        let wide = Wide { unit: 2, is_little: true, mark: 2 };
        for raw in [&[0x41, 0, 0x42][..], &[0x00, 0xd8, 0x41, 0], &[0x41, 0, 0x00, 0xd8], &[0x00, 0xdc]] {
            let mut utf8 = Vec::new();
            wide.decode(&mut raw.to_vec(), true, &mut utf8);
            assert!(std::str::from_utf8(&utf8).is_err(), "{raw:x?}");
        }
    }

    #[test]
    fn other_sets_are_guessed_and_damage_is_not() {
        let latin = b"The caf\xe9 closed. \x93We are ruined,\x94 said Mr. Orlo Vint.";
        assert_eq!(guess(latin).name(), "windows-1252");
        let text = decoded(latin, guess(latin)).unwrap();
        assert_eq!(text, "The café closed. “We are ruined,” said Mr. Orlo Vint.");
        let whole = "“The ferry sank,” she said – “and nobody”";
        let cut = &whole.as_bytes()[..whole.len() - 1];
        assert!(std::str::from_utf8(cut).is_err() && decoded(cut, guess(cut)).is_none());
        let binary = b"\x89PNG\r\n\x1a\n\x01\x02\xff\xfe";
        assert!(decoded(binary, guess(binary)).is_none());
    }
}

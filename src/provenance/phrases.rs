//! Which of many phrases stands at one place of a text?

use serde::{Deserialize, Serialize};

use crate::bits::places_of;

/// Phrases, each with what it says.
///
/// They are looked up where a word starts. That needs no automaton, which would take longer to build than all the
/// places of a run take to look at.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Phrases<T> {
    /// Folded, in the order of their bytes.
    phrases: Vec<(String, T)>,
    starts: Starts,
}

impl<T> Default for Phrases<T> {
    fn default() -> Phrases<T> {
        Phrases { phrases: Vec::new(), starts: Starts::default() }
    }
}

impl<T: Copy> Phrases<T> {
    /// These phrases, however they are written.
    pub(super) fn of(phrases: impl IntoIterator<Item = (String, T)>) -> Phrases<T> {
        let mut phrases: Vec<(String, T)> = phrases.into_iter().map(|(phrase, says)| (fold(&phrase), says)).collect();
        phrases.sort_by(|a, b| a.0.cmp(&b.0));
        let starts = Starts::of(phrases.iter().map(|(phrase, _)| phrase.as_str()));
        Phrases { phrases, starts }
    }

    /// The longest phrase with which the text starts, as whole words: how many bytes of the text it takes, and what it says.
    pub(super) fn at(&self, text: &str) -> Option<(usize, T)> {
        if !self.starts.may_start(text.as_bytes()) {
            return None;
        }
        // Byte by byte, the phrases that are left lie side by side, the shortest first.
        let (mut left, mut at, mut longest) = (self.phrases.as_slice(), 0, None);
        for depth in 0.. {
            let Some((byte, width)) = text.as_bytes().get(at..).and_then(folded) else { break };
            let there = |(phrase, _): &(String, T)| phrase.as_bytes().get(depth).copied();
            let start = left.partition_point(|phrase| there(phrase) < Some(byte));
            let end = left.partition_point(|phrase| there(phrase) <= Some(byte));
            left = left.get(start..end).unwrap_or_default();
            let Some((phrase, says)) = left.first() else { break };
            at += width;
            if phrase.len() == depth + 1 && ends_word(text, at) {
                longest = Some((at, *says));
            }
        }
        longest
    }

    /// What the phrase says that the text is.
    pub(super) fn whole(&self, text: &str) -> Option<T> {
        self.at(text).filter(|(taken, _)| *taken == text.len()).map(|(_, says)| says)
    }

    /// Where phrases stand, from the start of a word. Those that start with letters or digits are looked for.
    pub(super) fn within<'t>(&'t self, text: &'t str) -> impl Iterator<Item = usize> + 't {
        let words = pieces(text, is_space).filter_map(|at| {
            let word = text.as_bytes().get(at..)?;
            self.starts.may_start(word).then_some(at)
        });
        words.filter_map(|at| {
            let start = at + opening(text.get(at..)?)?;
            self.at(text.get(start..)?).map(|_| start)
        })
    }
}

/// What phrases start with: nearly all words of a text need no other look than this.
///
/// One bit for each value of a hash of the first four bytes in small letters, or of two where a phrase has no more.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Starts {
    bits: [u64; 16],
    is_short: bool,
}

impl Starts {
    fn of<'p>(phrases: impl Iterator<Item = &'p str> + Clone) -> Starts {
        let phrases = phrases.filter(|phrase| phrase.starts_with(|c: char| c.is_ascii_alphanumeric()));
        let mut starts = Starts { bits: [0; 16], is_short: phrases.clone().any(|phrase| phrase.len() < 4) };
        for phrase in phrases {
            // What stands between words may be written in several ways.
            for between in *b" -_\n\t" {
                let written: Vec<u8> = phrase.bytes().map(|byte| if byte == b' ' { between } else { byte }).collect();
                if let Some(bit) = starts.bit(&written) {
                    starts.bits[bit / 64] |= 1 << (bit % 64);
                }
            }
        }
        starts
    }

    /// Whether a phrase may start here. Of brackets, of what is not ASCII and of the end of a text that is not told.
    #[inline]
    fn may_start(&self, text: &[u8]) -> bool {
        let Some(four) = text.first_chunk::<4>() else { return true };
        let is_told = u32::from_le_bytes(*four) & 0x8080_8080 == 0 && four[0].is_ascii_alphanumeric();
        !is_told || self.bit(four).is_none_or(|bit| self.bits[bit / 64] & (1 << (bit % 64)) != 0)
    }

    /// Fibonacci hashing; the bit that is set in every small letter is set in all.
    fn bit(&self, text: &[u8]) -> Option<usize> {
        let bytes = match self.is_short {
            true => u32::from(u16::from_le_bytes(*text.first_chunk()?)),
            false => u32::from_le_bytes(*text.first_chunk()?),
        };
        Some(((bytes | 0x2020_2020).wrapping_mul(0x9e37_79b1) >> 22) as usize)
    }
}

/// How many bytes of the text a folded phrase takes if the text starts with it as whole words.
pub(super) fn taken(text: &str, phrase: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 0;
    for &expected in phrase.as_bytes() {
        let (found, width) = folded(bytes.get(at..)?)?;
        if found != expected {
            return None;
        }
        at += width;
    }
    ends_word(text, at).then_some(at)
}

/// Whether no word goes on across this place.
fn ends_word(text: &str, at: usize) -> bool {
    let Some((before, after)) = text.split_at_checked(at) else { return false };
    !(after.starts_with(char::is_alphanumeric) && before.ends_with(char::is_alphanumeric))
}

/// A phrase as it is compared.
pub(super) fn fold(phrase: &str) -> String {
    let mut rest = phrase.trim().as_bytes();
    let mut bytes = Vec::with_capacity(rest.len());
    while let Some((byte, width)) = folded(rest) {
        bytes.push(byte);
        rest = rest.get(width..).unwrap_or_default();
    }
    String::from_utf8(bytes).unwrap_or_default()
}

/// The first byte as it is compared, and how many bytes of the text it stands for: letters of ASCII are small, a curly
/// apostrophe is straight, and what stands between words is a space.
fn folded(text: &[u8]) -> Option<(u8, usize)> {
    Some(match text {
        [] => return None,
        [0xe2, 0x80, 0x99, ..] => (b'\'', 3),
        [0xc2, 0xa0, ..] => (b' ', 2),
        [b'-' | b'_' | b'\t' | b'\n', ..] => (b' ', 1),
        [byte, ..] => (byte.to_ascii_lowercase(), 1),
    })
}

/// Where words start, past the brackets and quotation marks before them.
pub(super) fn word_starts(text: &str) -> impl Iterator<Item = usize> {
    pieces(text, is_space).filter_map(|at| Some(at + opening(text.get(at..)?)?))
}

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n')
}

/// Where the pieces of a text start between which such a byte stands.
pub(super) fn pieces(text: &str, is_between: impl Fn(u8) -> bool + Copy) -> impl Iterator<Item = usize> {
    std::iter::once(0).chain(places_of(text.as_bytes(), is_between).map(|at| at + 1))
}

/// How many bytes stand before the word at the start of a text; `None` if there is a space or nothing.
fn opening(text: &str) -> Option<usize> {
    let at = text.find(|c: char| c.is_alphanumeric() || c.is_whitespace())?;
    text.get(at..)?.starts_with(char::is_alphanumeric).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn phrases() -> Phrases<u8> {
        let phrases = [("Associated Press", 1), ("the Associated Press", 2), ("live-updates", 3), ("author's own", 4)];
        Phrases::of(phrases.map(|(phrase, says)| (phrase.to_owned(), says)))
    }

    #[test]
    fn case_hyphens_and_apostrophes_make_no_difference() {
        let phrases = phrases();
        for (text, found) in [
            ("ASSOCIATED PRESS", Some((16, 1))),
            ("associated-press/", Some((16, 1))),
            ("The Associated Press's", Some((20, 2))),
            ("live_updates", Some((12, 3))),
            ("author’s own", Some((14, 4))),
            ("Associated Pressmen", None),
            ("Associated", None),
            ("", None),
        ] {
            assert_eq!(phrases.at(text), found, "{text}");
        }
    }

    #[test]
    fn a_phrase_within_a_text_starts_with_a_word() {
        let phrases = phrases();
        let within = |text| phrases.within(text).collect::<Vec<_>>();
        assert_eq!(within("By the (Associated\nPress), live_updates"), [8, 27]);
        assert_eq!(within("The views are “the\nauthor’s own.”"), [21]);
        assert_eq!(within("the coauthor’s own"), Vec::<usize>::new());
        assert_eq!(phrases.whole("Associated Press"), Some(1));
        assert_eq!(phrases.whole("Associated Press writer"), None);
    }
}

//! Which sentence does a hit stand in?

use super::Reading;
use crate::language::{Class, Joint, Words};
use crate::span::Span;

/// How far a negation reaches to the right, in words: "not a known terrorist". Not measured.
const NEGATION_REACH: u32 = 3;

/// The words of one sentence: from `first` up to `end`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sentence {
    pub first: u32,
    pub end: u32,
}

impl Sentence {
    /// The sentence of a word.
    pub(super) fn around(words: &Words, word: u32) -> Sentence {
        let next = words.sentences.partition_point(|&first| first <= word);
        let first = next.checked_sub(1).map_or(0, |index| words.sentences[index]);
        let end = words.sentences.get(next).copied().unwrap_or(words.words.len() as u32);
        Sentence { first, end }
    }

    /// From its first word to its last, with the punctuation that touches them.
    pub(super) fn span(&self, part: &Reading<'_>) -> Span {
        let words = &part.text.words.words;
        let before = self.first.checked_sub(1).map_or(0, |word| words[word as usize].end as usize);
        let first = words[self.first as usize].start as usize;
        let last = words[self.end as usize - 1].end as usize;
        let after = words.get(self.end as usize).map_or(part.source.len(), |word| word.start as usize);
        let lead = part.source[before..first].rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail = part.source[last..after].split(char::is_whitespace).next().unwrap_or_default();
        Span::new((first - lead.len()) as u32, (last + tail.len()) as u32)
    }

    /// Whether a negation stands within reach before a word, with no punctuation between.
    pub(super) fn negates(&self, word: u32, part: &Reading<'_>) -> bool {
        let words = &part.text.words.words;
        let mut at = word;
        for _ in 0..NEGATION_REACH {
            if at <= self.first || words[at as usize].joint > Joint::Quote {
                return false;
            }
            at -= 1;
            if part.language.is(words[at as usize].id, Class::Negation) {
                return true;
            }
        }
        false
    }
}

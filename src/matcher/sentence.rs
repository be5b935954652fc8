//! Which sentence does a hit stand in?

use super::Reading;
use crate::language::{Class, Joint, MarkKind, Words};
use crate::span::Span;

/// How far a negation reaches to the right, in words: "not a known terrorist". Not measured.
const NEGATION_REACH: u32 = 3;

/// So far on each side of a word, in words, its sentence is looked at. A longer one is a list or no text at all, and what
/// looks at all of a sentence for each of its hits must still take time linear in the text.
const FARTHEST: u32 = 512;

/// A sentence of more bytes is not given whole. Each hit in it would carry all of it, and a list of nothing but hits become
/// a thousand times as long as it is.
const LONGEST: usize = 2 << 10;

/// Of such a sentence so many bytes on each side of a hit are given.
const BESIDE: usize = 256;

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
        Sentence { first: first.max(word.saturating_sub(FARTHEST)), end: end.min(word.saturating_add(FARTHEST)) }
    }

    /// The sentence of the words from `first` up to `end`: more than one where a term stands across a line that may be
    /// a heading.
    pub(super) fn of(words: &Words, first: u32, end: u32) -> Sentence {
        let sentence = Sentence::around(words, first);
        if end <= sentence.end {
            return sentence;
        }
        Sentence { end: Sentence::around(words, end - 1).end, ..sentence }
    }

    /// From its first word to its last, with the punctuation that touches them; of a very long one what is around `hit`.
    pub(super) fn span(&self, hit: Span, part: &Reading<'_>) -> Span {
        let whole = part.text.words.sentence_span(self.first, self.end, part.source);
        if (whole.end - whole.start) as usize <= LONGEST {
            return whole;
        }
        let before = Span::new(whole.start.min(hit.start), hit.start);
        let (left, right) = (before.of(part.source), Span::new(hit.end, whole.end.max(hit.end)).of(part.source));
        let start = left.floor_char_boundary(left.len().saturating_sub(BESIDE));
        let end = right.floor_char_boundary(BESIDE.min(right.len()));
        // Whole words, unless one is longer than that.
        let start = if start == 0 { 0 } else { start + left[start..].find(' ').map_or(0, |space| space + 1) };
        let end = if end == right.len() { end } else { right[..end].rfind(' ').unwrap_or(end) };
        Span::new(before.start + start as u32, hit.end + end as u32)
    }

    /// Whether it ends with a question mark.
    pub(super) fn asks(&self, part: &Reading<'_>) -> bool {
        let marks = part.text.words.marks_before(self.end);
        let after = marks.iter().take_while(|mark| mark.kind != MarkKind::Paragraph);
        let mut stops = after.filter(|mark| mark.kind == MarkKind::Stop);
        stops.any(|mark| part.source[mark.start as usize..].starts_with(['?', '\u{ff1f}']))
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

//! Which sentence does a hit stand in?

use super::Reading;
use crate::language::{Class, Joint, MarkKind, Words};
use crate::span::Span;

/// How far a negation reaches to the right, in words: "not a known terrorist". Not measured.
const NEGATION_REACH: u32 = 3;

/// So far on each side of a word, in words, its sentence is looked at. A longer one is a list or no text at all, and what
/// looks at all of a sentence for each of its hits must still take time linear in the text.
const FARTHEST: u32 = 512;

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

    /// From its first word to its last, with the punctuation that touches them.
    pub(super) fn span(&self, part: &Reading<'_>) -> Span {
        part.text.words.sentence_span(self.first, self.end, part.source)
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

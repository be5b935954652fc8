//! Whose voice is a word in?

use serde::{Deserialize, Serialize};

use crate::span::Span;

/// Whose words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[repr(u8)]
pub enum Voice {
    /// The outlet's narration.
    #[default]
    Own,
    /// Words in square brackets inside a quotation: the outlet's.
    Insertion,
    /// The object of a speech act or wish: disputed.
    Described,
    /// A short quoted fragment nobody is said to have spoken: the outlet's, at a distance.
    Scare,
    /// Reported speech: the source's, in the outlet's words.
    Indirect,
    /// Quotation: the source's.
    Direct,
    /// A name or title in quotes, or a word spoken of as a word: nobody's.
    Mention,
}

impl Voice {
    /// All voices, in their order.
    pub const ALL: [Voice; 7] =
        [Voice::Own, Voice::Insertion, Voice::Described, Voice::Scare, Voice::Indirect, Voice::Direct, Voice::Mention];

    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Voice::Own => "own",
            Voice::Insertion => "insertion",
            Voice::Described => "described",
            Voice::Scare => "scare",
            Voice::Indirect => "indirect",
            Voice::Direct => "direct",
            Voice::Mention => "mention",
        }
    }

    /// Whether it counts as the outlet's own narration.
    pub fn is_own(self) -> bool {
        matches!(self, Voice::Own | Voice::Insertion)
    }
}

/// A stretch of text in one voice. Quotation marks belong to the segment they enclose.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Segment {
    /// Its bytes.
    pub span: Span,
    /// Index of its first word.
    pub first_word: u32,
    /// Index after its last word.
    pub end_word: u32,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks, where the text says so: a place in the same part. A pronoun is resolved to the last named source.
    pub source: Option<Span>,
    /// The words that say that somebody speaks.
    pub cue: Option<Span>,
    /// Whether it is a quotation inside a quotation.
    pub nested: bool,
}

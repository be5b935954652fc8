//! What was found?

use crate::lexicon::EntryId;
use crate::span::Span;
use crate::text::Voice;

/// A loaded word or phrase in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which entry.
    pub entry: EntryId,
    /// From the first word of the form to the last.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Index of the first literal word in the words of the text.
    pub word: u32,
    /// Index in the segments of the text: its voice, source and cue.
    pub segment: u32,
    /// Whose words: the voice of its first literal word.
    pub voice: Voice,
    /// The entry's intensity, or less if a guard demoted it.
    pub intensity: u8,
    /// Whether category and intensity, `factual` or `listed` keep it out of the main rate.
    pub advisory: bool,
    /// Whether it is denied ("not a terrorist"); it counts all the same.
    pub negated: bool,
    /// Whether it stands under a *so-called*: then it is in no rate.
    pub distanced: bool,
}

/// A use of one of several names for one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NameUse {
    /// Index in [`Lexicons::namesets`](crate::lexicon::Lexicons::namesets).
    pub nameset: u16,
    /// Index in the variants of the set.
    pub variant: u16,
    /// Its bytes.
    pub span: Span,
    /// The sentence it stands in.
    pub sentence: Span,
    /// Index of its first word.
    pub word: u32,
    /// Index in the segments of the text.
    pub segment: u32,
    /// Whose words.
    pub voice: Voice,
    /// Whether it stands under a *so-called*: then it is in no share.
    pub distanced: bool,
}

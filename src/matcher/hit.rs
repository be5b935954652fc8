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

/// A candidate that did not become a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rejected {
    /// Which entry.
    pub entry: EntryId,
    /// From the first word of the form to the last.
    pub span: Span,
    /// Index of the first literal word.
    pub word: u32,
    /// Why.
    pub refusal: Refusal,
}

/// Why a candidate did not become a hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It is not written as the entry's `case` asks.
    Case,
    /// It has a possessive 's that the entry refuses, or lacks one that its form has.
    Possessive,
    /// It is part of a compound: after a prefix such as anti-, or in any if the entry says `compound = false`.
    Compound,
    /// It stands inside one of the entry's `except_forms`, here.
    Exception(Span),
    /// None of what this guard of `needs` asks for is there: its index in [`Entry::needs`](crate::lexicon::Entry::needs).
    Needs(u16),
    /// This guard of `unless` holds: its index in [`Entry::unless`](crate::lexicon::Entry::unless).
    Unless(u16),
    /// A word of it belongs to a hit that starts earlier or is longer.
    Overlap,
}

//! Article in, analysis out: no I/O, no failure, whatever the text.

use crate::lexicon::Lexicons;
use crate::matcher::{Hit, NameUse};
use crate::text::Text;

/// One article, analyzed.
#[derive(Clone, Debug, Default)]
pub struct Analysis {
    /// The headline.
    pub title: PartAnalysis,
    /// The text.
    pub body: PartAnalysis,
}

/// One part of an article, analyzed.
#[derive(Clone, Debug, Default)]
pub struct PartAnalysis {
    /// Words, sentences, voices.
    pub text: Text,
    /// Loaded words and phrases, in order, none overlapping.
    pub hits: Vec<Hit>,
    /// Contested names, in order.
    pub names: Vec<NameUse>,
}

/// The integers of one article: everything a profile adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The headline's.
    pub title: PartCounts,
    /// The text's.
    pub body: PartCounts,
}

/// The integers of one part. Arrays are indexed by `Voice as usize`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PartCounts {
    /// Words by voice.
    pub words: [u64; 7],
    /// Scare quotes.
    pub scare_segments: u64,
    /// Paragraphs with words.
    pub paragraphs: u64,
    /// Paragraphs with a double quotation mark without its partner.
    pub unbalanced_paragraphs: u64,
    /// One for each entry, category, voice, intensity and advisory flag that occurs, sorted. Distanced hits are left out.
    pub hits: Vec<HitCount>,
    /// One for each variant and voice that occurs, sorted. Distanced uses are left out.
    pub names: Vec<NameCount>,
}

/// How often an entry was found in one voice, at one intensity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct HitCount {
    /// Index in [`Lexicons::entries`].
    pub entry: u32,
    /// `Voice as u8`.
    pub voice: u8,
    /// 0 to 3, after demotion.
    pub intensity: u8,
    /// Whether it is kept out of the main rate.
    pub advisory: bool,
    /// How often.
    pub n: u32,
}

/// How often a variant was found in one voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct NameCount {
    /// Index in [`Lexicons::namesets`].
    pub nameset: u16,
    /// Index in its variants.
    pub variant: u16,
    /// `Voice as u8`.
    pub voice: u8,
    /// How often.
    pub n: u32,
}

/// Language and lexicons, compiled. Build it once, share it between threads.
#[derive(Debug)]
pub struct Analyzer {
    /// The lexicons it was built from.
    pub lexicons: Lexicons,
}

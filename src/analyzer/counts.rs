//! What does a profile add up? The integers of one article.

use serde::{Deserialize, Serialize};

use super::PartAnalysis;
use crate::text::Voice;

/// The integers of one article: everything a profile adds up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The headline's.
    pub title: PartCounts,
    /// The text's.
    pub body: PartCounts,
}

/// The integers of one part. Arrays are indexed by `Voice as usize`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartCounts {
    /// Words by voice. Those under a *so-called* are among them.
    pub words: [u64; 7],
    /// Scare quotes.
    pub scare_segments: u64,
    /// Paragraphs with words.
    pub paragraphs: u64,
    /// Paragraphs with a double quotation mark without its partner.
    pub unbalanced_paragraphs: u64,
    /// One for each entry, voice, intensity and advisory flag that occurs, sorted. Distanced hits are left out.
    pub hits: Vec<HitCount>,
    /// One for each variant and voice that occurs, sorted. Distanced uses are left out.
    pub names: Vec<NameCount>,
}

/// How often an entry was found in one voice, at one intensity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct HitCount {
    /// Index in [`Lexicons::entries`](crate::lexicon::Lexicons::entries).
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct NameCount {
    /// Index in [`Lexicons::namesets`](crate::lexicon::Lexicons::namesets).
    pub nameset: u16,
    /// Index in its variants.
    pub variant: u16,
    /// `Voice as u8`.
    pub voice: u8,
    /// How often.
    pub n: u32,
}

impl PartCounts {
    /// Counts a part, leaving out words and scare quotes before byte `from` (a title repeated as the first line of the
    /// body; hits there are none).
    pub fn of(part: &PartAnalysis, from: u32) -> PartCounts {
        let mut counts = PartCounts::without_hits(part, from);
        let hits = part.hits.iter().filter(|hit| !hit.distanced);
        let hits = hits.map(|hit| (hit.entry.0, hit.voice as u8, hit.intensity, hit.advisory));
        counts.hits = HitCount::tally(hits);
        let names = part.names.iter().filter(|name| !name.distanced);
        counts.names = NameCount::tally(names.map(|name| (name.nameset, name.variant, name.voice as u8)));
        counts
    }

    /// The same without hits and names.
    pub(crate) fn without_hits(part: &PartAnalysis, from: u32) -> PartCounts {
        let text = &part.text;
        let mut counts = PartCounts {
            paragraphs: text.paragraphs.into(),
            unbalanced_paragraphs: text.unbalanced_paragraphs.into(),
            ..PartCounts::default()
        };
        let skipped = text.words.words.partition_point(|word| word.start < from) as u32;
        for segment in &text.segments {
            let words = segment.end_word.saturating_sub(segment.first_word.max(skipped));
            counts.words[segment.voice as usize] += u64::from(words);
            counts.scare_segments += u64::from(segment.voice == Voice::Scare && segment.span.start >= from);
        }
        counts
    }
}

impl HitCount {
    /// The counts of hits, each given by entry, voice, intensity and whether it is advisory.
    pub(crate) fn tally(hits: impl Iterator<Item = (u32, u8, u8, bool)>) -> Vec<HitCount> {
        let counts = tally(hits);
        counts
            .map(|((entry, voice, intensity, advisory), n)| HitCount { entry, voice, intensity, advisory, n })
            .collect()
    }
}

impl NameCount {
    /// The counts of uses of names, each given by name set, variant and voice.
    pub(crate) fn tally(names: impl Iterator<Item = (u16, u16, u8)>) -> Vec<NameCount> {
        tally(names).map(|((nameset, variant, voice), n)| NameCount { nameset, variant, voice, n }).collect()
    }
}

/// How often each key occurs, in order.
fn tally<K: Ord>(keys: impl Iterator<Item = K>) -> impl Iterator<Item = (K, u32)> {
    let mut keys: Vec<K> = keys.collect();
    keys.sort_unstable();
    let mut keys = keys.into_iter().peekable();
    std::iter::from_fn(move || {
        let key = keys.next()?;
        let mut n = 1;
        while keys.next_if(|next| *next == key).is_some() {
            n += 1;
        }
        Some((key, n))
    })
}

//! What is a lexicon worth against labelled text?
//!
//! [`evaluate`] analyzes gold and counts. Which outlet a text is from plays no
//! part. A hit counts in whatever voice it is, since annotators mark quoted
//! words too; only the score of a sentence weighs voices.

mod entries;
mod groups;
mod measured;
mod missed;
mod sentences;

pub use entries::EntryScore;
pub use groups::{Group, Groups};
pub use measured::SpanCounts;
pub use missed::MissedWord;
pub use sentences::{SentenceScores, Threshold};

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;

use super::{Gold, Share};
use crate::analyzer::{Analysis, Analyzer};
use crate::stats::{rounded, rounded_option};
use measured::Measured;

/// What the gold holds.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct GoldCounts {
    /// Records.
    pub records: u64,
    /// Those with a label.
    pub labelled: u64,
    /// Those with a positive label.
    pub positives: u64,
    /// Those in which something might be marked.
    pub marked: u64,
    /// Spans that count, marked twice or not.
    pub spans: u64,
    /// How often each label occurs, as it was written.
    pub labels: BTreeMap<String, u64>,
    /// How often each type of span occurs, as it was written, chosen or not.
    pub types: BTreeMap<String, u64>,
}

impl GoldCounts {
    /// Counts records.
    pub fn of(gold: &[Gold]) -> GoldCounts {
        let mut counts = GoldCounts { records: gold.len() as u64, ..GoldCounts::default() };
        for gold in gold {
            counts.labelled += u64::from(gold.label.is_some());
            counts.positives += u64::from(gold.label == Some(true));
            counts.marked += u64::from(gold.spans.is_some());
            counts.spans += gold.spans.as_ref().map_or(0, |spans| spans.len() as u64);
            if let Some(label) = &gold.written_label {
                *counts.labels.entry(label.clone()).or_default() += 1;
            }
            for of in &gold.written_types {
                *counts.types.entry(of.clone()).or_default() += 1;
            }
        }
        counts
    }
}

/// What one choice of entries came to on the gold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Scores {
    /// The least status of the entries used.
    pub status: &'static str,
    /// How many entries these are.
    pub entries: u64,
    /// How well sentences are told apart, if they have labels.
    pub sentences: Option<SentenceScores>,
    /// Hits and words against what is marked, at intensity 1, 2 and 3 or more, if anything is.
    pub spans: Option<[SpanScores; 3]>,
    /// Hits by what they are.
    pub groups: Groups,
    /// Every entry with hits of the intensity asked for or more, those that cost most first.
    pub by_entry: Vec<EntryScore>,
    /// Marked words that no entry covers and that would raise F1, those that would most first.
    pub missed: Vec<MissedWord>,
}

/// Hits and words against what is marked.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SpanScores {
    /// Hits of this intensity or more.
    pub min_intensity: u8,
    /// Hits that overlap a span, of all hits.
    pub precision: Share,
    /// Spans that a hit overlaps, of all spans.
    pub recall: Share,
    /// The harmonic mean of the two.
    #[serde(serialize_with = "rounded")]
    pub f1: f64,
    /// The same by words.
    pub words: WordScores,
}

/// Words of hits against words of spans, a word being what is counted as one everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct WordScores {
    /// Words in hits.
    pub in_hits: u64,
    /// Words in spans.
    pub in_spans: u64,
    /// Words in both.
    pub in_both: u64,
    /// In both, of those in hits.
    #[serde(serialize_with = "rounded_option")]
    pub precision: Option<f64>,
    /// In both, of those in spans.
    #[serde(serialize_with = "rounded_option")]
    pub recall: Option<f64>,
    /// The harmonic mean of the two.
    #[serde(serialize_with = "rounded")]
    pub f1: f64,
}

/// Analyzes gold with the entries the analyzer was built with, on all threads of the current pool, and counts. Tables
/// and entries are of hits of `min_intensity` or more.
pub fn evaluate(analyzer: &Analyzer, status: crate::lexicon::Status, gold: &[Gold], min_intensity: u8) -> Scores {
    let measured: Vec<Measured<'_>> =
        gold.par_iter().map_init(Analysis::default, |analysis, gold| Measured::of(gold, analyzer, analysis)).collect();
    let sum = SpanCounts::sum(&measured);
    let has_spans = gold.iter().any(|gold| gold.spans.is_some());
    let lexicons = analyzer.lexicons();
    Scores {
        status: status.name(),
        entries: lexicons.entries.iter().filter(|entry| entry.status >= status).count() as u64,
        sentences: SentenceScores::of(&measured),
        spans: has_spans.then(|| [1, 2, 3].map(|min| SpanScores::of(min, sum[usize::from(min) - 1]))),
        groups: Groups::of(&measured, lexicons, min_intensity),
        by_entry: entries::by_cost(&measured, lexicons, min_intensity),
        missed: missed::by_gain(&measured, sum[usize::from(min_intensity.clamp(1, 3)) - 1]),
    }
}

impl SpanScores {
    fn of(min_intensity: u8, counts: SpanCounts) -> SpanScores {
        let precision = Share::of(counts.marked_hits, counts.hits);
        let recall = Share::of(counts.found_spans, counts.spans);
        let share = |all: u64| (all > 0).then(|| counts.words_in_both as f64 / all as f64);
        let words = WordScores {
            in_hits: counts.words_in_hits,
            in_spans: counts.words_in_spans,
            in_both: counts.words_in_both,
            precision: share(counts.words_in_hits),
            recall: share(counts.words_in_spans),
            f1: harmonic(share(counts.words_in_hits), share(counts.words_in_spans)),
        };
        SpanScores { min_intensity, precision, recall, f1: harmonic(precision.value, recall.value), words }
    }
}

/// The harmonic mean of precision and recall; 0 where one is missing or both are 0.
fn harmonic(precision: Option<f64>, recall: Option<f64>) -> f64 {
    let both = precision.zip(recall).filter(|(precision, recall)| precision + recall > 0.0);
    both.map_or(0.0, |(precision, recall)| 2.0 * precision * recall / (precision + recall))
}

#[cfg(test)]
mod tests;

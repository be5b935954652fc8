//! Which marked words would gain most if an entry covered them?

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::measured::{Measured, SpanCounts};
use crate::stats::rounded;

/// A word that is marked somewhere and that no entry covers there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MissedWord {
    /// The word, folded.
    pub word: String,
    /// How often it is marked and in no hit.
    pub marked: u64,
    /// How often it is in no hit, marked or not.
    pub uses: u64,
    /// By how much F1 of words would rise if an entry covered all its uses.
    #[serde(serialize_with = "rounded")]
    pub gain: f64,
}

/// The missed words that would raise F1, those that would most first. Words of closed classes are left out.
pub(super) fn by_gain(measured: &[Measured<'_>], counts: SpanCounts) -> Vec<MissedWord> {
    let mut words: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for (word, is_marked) in measured.iter().flat_map(|record| &record.uncovered) {
        let (marked, uses) = words.entry(word).or_default();
        *marked += u64::from(*is_marked);
        *uses += 1;
    }
    let f1 = |both: u64, in_hits: u64| {
        let below = in_hits + counts.words_in_spans;
        if below == 0 { 0.0 } else { 2.0 * both as f64 / below as f64 }
    };
    let now = f1(counts.words_in_both, counts.words_in_hits);
    let missed = words.into_iter().filter(|(_, (marked, _))| *marked > 0).map(|(word, (marked, uses))| {
        let gain = f1(counts.words_in_both + marked, counts.words_in_hits + uses) - now;
        MissedWord { word: word.to_owned(), marked, uses, gain }
    });
    let mut missed: Vec<MissedWord> = missed.filter(|word| word.gain > 0.0).collect();
    let order = |a: &MissedWord, b: &MissedWord| b.gain.partial_cmp(&a.gain).unwrap_or(Ordering::Equal);
    missed.sort_by(|a, b| order(a, b).then_with(|| a.word.cmp(&b.word)));
    missed
}

//! Which entries cost precision?

use std::cmp::Ordering;
use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Share;
use super::measured::Measured;
use crate::lexicon::{EntryId, Lexicons};
use crate::stats::rounded;

/// How often the hits of one entry are right.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryScore {
    /// The full id.
    pub entry: String,
    /// Hits that are right, of all: those that overlap what is marked, or, where nothing is marked in any text, those
    /// in texts with a positive label.
    pub precision: Share,
    /// By how much the precision of all hits would rise without the entry; below 0 for an entry that raises it.
    #[serde(serialize_with = "rounded")]
    pub cost: f64,
}

/// Entries with hits of an intensity or more, those that cost most first.
pub(super) fn by_cost(measured: &[Measured<'_>], lexicons: &Lexicons, min_intensity: u8) -> Vec<EntryScore> {
    let by_spans = measured.iter().any(|record| record.gold.spans.is_some());
    let mut counts: BTreeMap<EntryId, (u64, u64)> = BTreeMap::new();
    let (mut right, mut all) = (0, 0);
    for record in measured {
        for hit in record.hits.iter().filter(|hit| hit.intensity >= min_intensity) {
            let Some(is_right) = (if by_spans { hit.marked } else { record.gold.label }) else { continue };
            let counts = counts.entry(hit.entry).or_default();
            for (right, all) in [(&mut right, &mut all), (&mut counts.0, &mut counts.1)] {
                *right += u64::from(is_right);
                *all += 1;
            }
        }
    }
    let share = |cases: u64, all: u64| if all == 0 { 0.0 } else { cases as f64 / all as f64 };
    let score = |(id, (its_right, its_all)): (EntryId, (u64, u64))| EntryScore {
        entry: lexicons.entry(id).full_id(),
        precision: Share::of(its_right, its_all),
        cost: if its_all == all { 0.0 } else { share(right - its_right, all - its_all) - share(right, all) },
    };
    let mut scores: Vec<EntryScore> = counts.into_iter().map(score).collect();
    let order = |a: &EntryScore, b: &EntryScore| b.cost.partial_cmp(&a.cost).unwrap_or(Ordering::Equal);
    scores.sort_by(|a, b| order(a, b).then_with(|| a.entry.cmp(&b.entry)));
    scores
}

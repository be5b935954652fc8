//! How well does the score tell positive texts from others?

use serde::Serialize;

use super::measured::Measured;
use crate::stats::{Auc, Decisions, auc, rounded, rounded_option};

/// How well the score of a text agrees with its label: Σ intensity² over hits, each weighted by its voice (direct ¼,
/// indirect ¾, mention 0, all others 1).
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct SentenceScores {
    /// Texts with a label.
    pub texts: u64,
    /// Those with a positive one.
    pub positives: u64,
    /// Over all of them; no threshold is needed.
    pub auc: Auc,
    /// A yes or no; `None` if one of the halves has no positive or nothing but positives.
    pub threshold: Option<Threshold>,
}

/// A text is called positive from this score on. It is chosen on one half of the texts, the figures are of the other.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Threshold {
    /// The score: that with the highest macro-F1 on the half it was chosen on, the lowest of several.
    #[serde(serialize_with = "rounded")]
    pub score: f64,
    /// Texts on which it was chosen.
    pub chosen_on: u64,
    /// Texts of the figures, none of them among those.
    pub held_out: u64,
    /// What was decided on the held-out half.
    pub decisions: Decisions,
    /// The mean of F1 of the positive label and of the other.
    #[serde(serialize_with = "rounded")]
    pub macro_f1: f64,
    /// Matthews' correlation.
    #[serde(serialize_with = "rounded")]
    pub mcc: f64,
    /// Of the positive label.
    #[serde(serialize_with = "rounded_option")]
    pub precision: Option<f64>,
    /// Of the positive label.
    #[serde(serialize_with = "rounded_option")]
    pub recall: Option<f64>,
    /// Of the positive label.
    #[serde(serialize_with = "rounded")]
    pub f1: f64,
}

impl SentenceScores {
    /// `None` unless there are texts with a positive label and others without.
    pub(super) fn of(measured: &[Measured<'_>]) -> Option<SentenceScores> {
        let with = |label: bool| -> Vec<u64> {
            let scores = measured.iter().filter(|of| of.gold.label == Some(label)).map(|of| of.quarters);
            let mut scores: Vec<u64> = scores.collect();
            // So that sums of floats do not depend on the order of the records.
            scores.sort_unstable();
            scores
        };
        let (positives, negatives) = (with(true), with(false));
        let auc = auc(&positives, &negatives)?;
        let half = |held_out: bool| -> Vec<(u64, bool)> {
            let half = measured.iter().filter(|of| of.is_held_out == held_out);
            half.filter_map(|of| Some((of.quarters, of.gold.label?))).collect()
        };
        Some(SentenceScores {
            texts: (positives.len() + negatives.len()) as u64,
            positives: positives.len() as u64,
            auc,
            threshold: Threshold::of(half(false), &half(true)),
        })
    }
}

impl Threshold {
    fn of(chosen_on: Vec<(u64, bool)>, held_out: &[(u64, bool)]) -> Option<Threshold> {
        let has_both = |texts: &[(u64, bool)]| [true, false].iter().all(|of| texts.iter().any(|(_, is)| is == of));
        if !has_both(&chosen_on) || !has_both(held_out) {
            return None;
        }
        let n = chosen_on.len() as u64;
        let quarters = best(chosen_on)?;
        let mut decisions = Decisions::default();
        held_out.iter().for_each(|&(score, is)| decisions.add(score >= quarters, is));
        Some(Threshold {
            score: quarters as f64 / 4.0,
            chosen_on: n,
            held_out: held_out.len() as u64,
            decisions,
            macro_f1: decisions.macro_f1(),
            mcc: decisions.mcc(),
            precision: decisions.precision(),
            recall: decisions.recall(),
            f1: decisions.f1(),
        })
    }
}

/// The score from which on a yes gives the highest macro-F1; the lowest of several.
fn best(mut texts: Vec<(u64, bool)>) -> Option<u64> {
    texts.sort_unstable();
    let positives = texts.iter().filter(|(_, is)| *is).count() as u64;
    // With the lowest score as threshold all are yes; each text that falls below turns into a no.
    let mut decisions = Decisions {
        true_positives: positives,
        false_positives: texts.len() as u64 - positives,
        ..Decisions::default()
    };
    let mut best: Option<(f64, u64)> = None;
    for of_one_score in texts.chunk_by(|a, b| a.0 == b.0) {
        let score = of_one_score.first()?.0;
        let macro_f1 = decisions.macro_f1();
        if best.is_none_or(|(highest, _)| macro_f1 > highest) {
            best = Some((macro_f1, score));
        }
        let is = of_one_score.iter().filter(|(_, is)| *is).count() as u64;
        let is_not = of_one_score.len() as u64 - is;
        decisions.true_positives -= is;
        decisions.false_negatives += is;
        decisions.false_positives -= is_not;
        decisions.true_negatives += is_not;
    }
    best.map(|(_, score)| score)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_is_the_best_and_the_lowest_of_those() {
        assert_eq!(best(vec![(0, false), (4, false), (9, true), (16, true)]), Some(9));
        assert_eq!(best(vec![(16, true), (0, false), (4, true), (4, false)]), Some(4));
        assert_eq!(best(vec![]), None);
    }

    #[test]
    fn figures_are_of_the_other_half() {
        let chosen_on = vec![(0, false), (8, true)];
        let held_out = [(0, true), (0, false), (8, true), (12, false)];
        let found = Threshold::of(chosen_on, &held_out).unwrap();
        assert_eq!((found.score, found.chosen_on, found.held_out), (2.0, 2, 4));
        assert_eq!((found.macro_f1, found.mcc, found.f1), (0.5, 0.0, 0.5));
        assert_eq!(Threshold::of(vec![(1, true)], &held_out), None);
    }
}

//! How often is a yes or no right?

use serde::Serialize;

/// Decisions against the truth: the table of two by two.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Decisions {
    /// Yes, and it is so.
    pub true_positives: u64,
    /// Yes, and it is not so.
    pub false_positives: u64,
    /// No, and it is so.
    pub false_negatives: u64,
    /// No, and it is not so.
    pub true_negatives: u64,
}

impl Decisions {
    /// Adds a decision.
    pub fn add(&mut self, decided: bool, truth: bool) {
        let count = match (decided, truth) {
            (true, true) => &mut self.true_positives,
            (true, false) => &mut self.false_positives,
            (false, true) => &mut self.false_negatives,
            (false, false) => &mut self.true_negatives,
        };
        *count += 1;
    }

    /// The share of yes that is right; `None` without a yes.
    pub fn precision(&self) -> Option<f64> {
        ratio(self.true_positives, self.true_positives + self.false_positives)
    }

    /// The share of what is so that was found; `None` if nothing is so.
    pub fn recall(&self) -> Option<f64> {
        ratio(self.true_positives, self.true_positives + self.false_negatives)
    }

    /// F1 of yes: 2TP / (2TP + FP + FN), the harmonic mean of precision and recall; 0 where nothing is found or so.
    pub fn f1(&self) -> f64 {
        let right = 2 * self.true_positives;
        ratio(right, right + self.false_positives + self.false_negatives).unwrap_or(0.0)
    }

    /// The mean of F1 of yes and F1 of no, so that neither kind can be neglected.
    pub fn macro_f1(&self) -> f64 {
        let no = Decisions {
            true_positives: self.true_negatives,
            false_positives: self.false_negatives,
            false_negatives: self.false_positives,
            true_negatives: self.true_positives,
        };
        (self.f1() + no.f1()) / 2.0
    }

    /// Matthews' correlation: (TP·TN − FP·FN) / √((TP+FP)(TP+FN)(TN+FP)(TN+FN)), from −1 to 1; 0 where a row or column
    /// of the table is empty.
    ///
    /// Matthews 1975, Comparison of the predicted and observed secondary structure of T4 phage lysozyme, Biochimica et
    /// Biophysica Acta 405; the convention for 0 is that of Chicco & Jurman 2020, BMC Genomics 21.
    pub fn mcc(&self) -> f64 {
        let [tp, fp, false_negatives, tn] =
            [self.true_positives, self.false_positives, self.false_negatives, self.true_negatives].map(|n| n as f64);
        let below = (tp + fp) * (tp + false_negatives) * (tn + fp) * (tn + false_negatives);
        if below == 0.0 { 0.0 } else { (tp * tn - fp * false_negatives) / below.sqrt() }
    }
}

fn ratio(part: u64, all: u64) -> Option<f64> {
    (all > 0).then(|| part as f64 / all as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64) {
        assert!((found - expected).abs() < 5e-4, "{found}, not {expected}");
    }

    /// Twelve pictures of eight cats and four dogs, the example of Wikipedia's *Phi coefficient*: .478.
    #[test]
    fn mcc_has_its_published_value() {
        let cats = Decisions { true_positives: 6, false_negatives: 2, false_positives: 1, true_negatives: 3 };
        near(cats.mcc(), 0.478);
        near(cats.precision().unwrap(), 6.0 / 7.0);
        near(cats.recall().unwrap(), 0.75);
        near(cats.f1(), 0.8);
        near(cats.macro_f1(), (0.8 + 2.0 / 3.0) / 2.0);
    }

    /// The example of scikit-learn's `matthews_corrcoef`: −.33.
    #[test]
    fn decisions_are_added_up() {
        let mut decisions = Decisions::default();
        for (decided, truth) in [(true, true), (false, true), (true, true), (true, false)] {
            decisions.add(decided, truth);
        }
        near(decisions.mcc(), -1.0 / 3.0);
    }

    #[test]
    fn an_empty_row_is_no_number_and_no_correlation() {
        let always_yes = Decisions { true_positives: 5, false_positives: 5, ..Decisions::default() };
        assert_eq!((always_yes.mcc(), always_yes.recall()), (0.0, Some(1.0)));
        assert_eq!((Decisions::default().precision(), Decisions::default().f1()), (None, 0.0));
    }
}

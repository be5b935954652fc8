//! How well does a score tell two kinds apart, whatever the threshold?

use serde::Serialize;

use super::{Interval, rounded, rounded_option};

/// The area under the ROC curve with its error.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Auc {
    /// The chance that a positive has a higher score than a negative; a tie counts half.
    #[serde(serialize_with = "rounded")]
    pub value: f64,
    /// Its standard error, after DeLong; `None` where a kind has one case only.
    #[serde(serialize_with = "rounded_option")]
    pub standard_error: Option<f64>,
    /// The interval at 95 %: value ± 1.96 standard errors, cut at 0 and 1.
    pub interval: Option<Interval>,
}

/// The area under the ROC curve by ranks, ties counted half: the statistic of Mann and Whitney over the number of
/// pairs. `None` where one of the two kinds has no case.
///
/// The error is that of DeLong, DeLong & Clarke-Pearson 1988, Comparing the areas under two or more correlated receiver
/// operating characteristic curves, Biometrics 44: var = S₁₀/m + S₀₁/n, where S₁₀ is the variance over the m positives
/// of the share of negatives each is above, and S₀₁ that over the n negatives of the share of positives each is below.
/// It needs no seed and takes the ties as they are.
pub fn auc<T: Ord + Copy>(positives: &[T], negatives: &[T]) -> Option<Auc> {
    if positives.is_empty() || negatives.is_empty() {
        return None;
    }
    let above = shares(positives, negatives);
    let below: Vec<f64> = shares(negatives, positives).iter().map(|share| 1.0 - share).collect();
    let value = mean(&above);
    let variance = variance(&above).zip(variance(&below));
    let standard_error = variance.map(|(s10, s01)| (s10 / above.len() as f64 + s01 / below.len() as f64).sqrt());
    let interval = standard_error.map(|error| {
        let half = super::interval::NORMAL_975 * error;
        Interval { low: (value - half).max(0.0), high: (value + half).min(1.0) }
    });
    Some(Auc { value, standard_error, interval })
}

/// The share of `others` that each is above; a tie is half.
fn shares<T: Ord + Copy>(of: &[T], others: &[T]) -> Vec<f64> {
    let mut sorted = others.to_vec();
    sorted.sort_unstable();
    let share = |score: &T| {
        let below = sorted.partition_point(|other| other < score);
        let not_above = sorted.partition_point(|other| other <= score);
        (below + not_above) as f64 / (2 * sorted.len()) as f64
    };
    of.iter().map(share).collect()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len() as f64
}

/// With n−1 below the line; `None` under two values.
fn variance(values: &[f64]) -> Option<f64> {
    let mean = mean(values);
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    (values.len() > 1).then(|| squares / (values.len() - 1) as f64)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The ratings of 109 images by Hanley & McNeil 1982, Radiology 143, table 1. The figures are those that Stata's
    /// manual prints for them (`roctab`): area .8932, standard error .0307, interval .83295 to .95339.
    #[test]
    fn published_ratings_have_their_published_area_and_error() {
        let rated = |counts: [usize; 5]| -> Vec<usize> {
            counts.iter().enumerate().flat_map(|(rating, &n)| std::iter::repeat_n(rating, n)).collect()
        };
        let found = auc(&rated([3, 2, 2, 11, 33]), &rated([33, 6, 6, 11, 2])).unwrap();
        assert!((found.value - 0.8932).abs() < 5e-5, "{found:?}");
        assert!((found.standard_error.unwrap() - 0.0307).abs() < 5e-5, "{found:?}");
        let interval = found.interval.unwrap();
        assert!((interval.low - 0.83295).abs() < 5e-6 && (interval.high - 0.95339).abs() < 5e-6, "{interval:?}");
    }

    /// By hand: of six pairs, 2>1, 3>1, 3>2, 9>1 and 9>2, and 2=2 is half.
    #[test]
    fn a_tie_counts_half() {
        let found = auc(&[2, 3, 9], &[1, 2]).unwrap();
        assert!((found.value - 5.5 / 6.0).abs() < 1e-12, "{found:?}");
    }

    #[test]
    fn a_score_that_is_always_the_same_tells_nothing() {
        let found = auc(&[4, 4, 4], &[4, 4]).unwrap();
        assert_eq!((found.value, found.standard_error), (0.5, Some(0.0)));
        assert_eq!(auc(&[1], &[]), None);
        assert_eq!(auc(&[1], &[0]).unwrap().interval, None);
    }
}

//! Between which bounds does a figure lie? Every interval here is at 95 %.

use serde::Serialize;
use statrs::distribution::{ContinuousCDF, Gamma, StudentsT};

use super::{Moments, Rate, rounded};

/// A confidence interval at 95 %, in the unit of its figure.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The lower bound.
    #[serde(serialize_with = "rounded")]
    pub low: f64,
    /// The upper bound.
    #[serde(serialize_with = "rounded")]
    pub high: f64,
}

const LEVEL: f64 = 0.95;

/// The interval of a rate per 1,000 words: delete-one-article jackknife of its logarithm with t(n−1).
///
/// `articles` are the hits and words of each. On news articles it covers .94 to .95 from ten articles on, where
/// exp(±1.96 se/r) covers .88. Without hits the interval is Garwood's. `None` where all hits are in one article, where
/// there are under two articles, or without words.
///
/// Tukey 1958; Efron & Tibshirani, An Introduction to the Bootstrap, chapter 11.
pub fn jackknife_rate(articles: &[Rate]) -> Option<Interval> {
    let (hits, words) = sums(articles);
    if hits == 0 {
        return garwood(0).filter(|_| words > 0).map(|of| per_thousand(of, words));
    }
    let one_out = |article: &Rate| {
        let rest = Rate { hits: hits - article.hits, words: words - article.words };
        (rest.hits > 0 && rest.words > 0).then(|| (rest.hits as f64 / rest.words as f64).ln())
    };
    let center = (hits as f64 / words as f64).ln();
    let half = jackknife_half_width(articles.iter().map(one_out))?;
    Some(Interval { low: 1000.0 * (center - half).exp(), high: 1000.0 * (center + half).exp() })
}

/// The interval of a rate per 1,000 words from sums alone, for more articles than are kept: exp(ln r ± t se/r).
///
/// `None` as [`jackknife_rate`].
pub fn linearized_rate(sums: &Moments) -> Option<Interval> {
    if sums.y == 0 {
        return garwood(0).filter(|_| sums.w > 0).map(|of| per_thousand(of, sums.w));
    }
    let rate = sums.rate().per_thousand()?;
    let half = student_t(sums.n)? * 1000.0 * sums.standard_error()? / rate;
    Some(Interval { low: rate * (-half).exp(), high: rate * half.exp() })
}

/// The interval of a count: Garwood's exact limits for a Poisson mean.
///
/// Garwood 1936, Fiducial limits for the Poisson distribution, Biometrika 28.
pub fn garwood(count: u64) -> Option<Interval> {
    let tail = (1.0 - LEVEL) / 2.0;
    let quantile = |shape: f64, p: f64| Some(Gamma::new(shape, 1.0).ok()?.inverse_cdf(p));
    let low = if count == 0 { 0.0 } else { quantile(count as f64, tail)? };
    Some(Interval { low, high: quantile(count as f64 + 1.0, 1.0 - tail)? })
}

/// The interval of a share of `n` independent cases, from 0 to 1; `None` without cases.
///
/// Wilson 1927, Probable inference, Journal of the American Statistical Association 22.
pub fn wilson(cases: u64, n: u64) -> Option<Interval> {
    if n == 0 {
        return None;
    }
    let (n, p) = (n as f64, cases as f64 / n as f64);
    let zz = NORMAL_975 * NORMAL_975;
    let center = (p + zz / (2.0 * n)) / (1.0 + zz / n);
    let half = NORMAL_975 / (1.0 + zz / n) * (p * (1.0 - p) / n + zz / (4.0 * n * n)).sqrt();
    Some(Interval { low: (center - half).max(0.0), high: (center + half).min(1.0) })
}

/// The 97.5 % quantile of the normal distribution.
pub(super) const NORMAL_975: f64 = 1.959_963_984_540_054;

/// The interval of a share, from 0 to 1, of hits that come several to an article: delete-one-article jackknife of the
/// logit with t(n−1). `articles` are the cases of each and all of each (as [`Rate`]: hits among words). Half a case is
/// added on both sides, so that what is left when one is left out has a logit even at 0 and 1 (Haldane 1955).
///
/// Where none or all are cases, nothing varies between articles, and the jackknife says nothing. Then each article is one
/// case among as many for [`wilson`]: the least that can be known, whatever depends on what within an article. `None` under
/// two articles.
pub fn jackknife_share(articles: &[Rate]) -> Option<Interval> {
    let (cases, all) = sums(articles);
    let n = articles.len() as u64;
    if cases == 0 || cases == all {
        return wilson(if cases == 0 { 0 } else { n }, n).filter(|_| n > 1);
    }
    let logit = |cases: u64, all: u64| ((cases as f64 + 0.5) / ((all - cases) as f64 + 0.5)).ln();
    let one_out = |article: &Rate| Some(logit(cases - article.hits, all - article.words));
    let half = jackknife_half_width(articles.iter().map(one_out))?;
    let center = logit(cases, all);
    let share = |logit: f64| 1.0 / (1.0 + (-logit).exp());
    // The half cases draw the center towards one half; the share itself is never left out.
    let found = cases as f64 / all as f64;
    Some(Interval { low: share(center - half).min(found), high: share(center + half).max(found) })
}

/// t(n−1) times the jackknife's standard error of a figure, from its values with one article left out each.
fn jackknife_half_width(one_out: impl Iterator<Item = Option<f64>>) -> Option<f64> {
    let values: Vec<f64> = one_out.collect::<Option<_>>()?;
    let n = values.len() as f64;
    let t = student_t(values.len() as u64)?;
    let mean = values.iter().sum::<f64>() / n;
    let squares: f64 = values.iter().map(|value| (value - mean).powi(2)).sum();
    Some(t * ((n - 1.0) / n * squares).sqrt())
}

/// The 97.5 % quantile of Student's t with n−1 degrees of freedom.
fn student_t(n: u64) -> Option<f64> {
    let freedom = n.checked_sub(1).filter(|&freedom| freedom > 0)?;
    Some(StudentsT::new(0.0, 1.0, freedom as f64).ok()?.inverse_cdf(1.0 - (1.0 - LEVEL) / 2.0))
}

fn sums(articles: &[Rate]) -> (u64, u64) {
    articles.iter().fold((0, 0), |(hits, words), article| (hits + article.hits, words + article.words))
}

fn per_thousand(count: Interval, words: u64) -> Interval {
    let words = words as f64;
    Interval { low: 1000.0 * count.low / words, high: 1000.0 * count.high / words }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: Option<Interval>, low: f64, high: f64) {
        let found = found.unwrap();
        assert!((found.low - low).abs() < 1e-6 && (found.high - high).abs() < 1e-6, "{found:?}, not {low} to {high}");
    }

    #[test]
    fn wilson_has_the_published_limits() {
        near(wilson(0, 10), 0.0, 0.277_532_8);
        near(wilson(3, 50), 0.020_614_97, 0.162_170_917);
        near(wilson(81, 263), 0.255_288_52, 0.366_209_577);
        near(wilson(50, 1000), 0.038_130_262, 0.065_313_82);
        assert_eq!(wilson(0, 0), None);
    }

    #[test]
    fn garwood_has_the_published_limits() {
        near(garwood(0), 0.0, 3.688_879_454);
        near(garwood(1), 0.025_317_808, 5.571_643_391);
        near(garwood(5), 1.623_486_39, 11.668_332_079);
        near(garwood(10), 4.795_388_696, 18.390_356_042);
        near(garwood(50), 37.110_963_737, 65.918_766_664);
    }

    /// Four articles, worked out by hand: leaving one out gives the rates 11/700, 9/600, 10/800 and 6/900 a word.
    #[test]
    fn the_jackknife_leaves_one_article_out() {
        let articles = [(1, 300), (3, 400), (2, 200), (6, 100)].map(|(hits, words)| Rate { hits, words });
        let logs = [11.0 / 700.0, 9.0 / 600.0, 10.0 / 800.0, 6.0 / 900.0].map(f64::ln);
        let mean = logs.iter().sum::<f64>() / 4.0;
        let error = (0.75 * logs.iter().map(|log| (log - mean).powi(2)).sum::<f64>()).sqrt();
        let half = 3.182_446_305_284_263 * error;
        near(jackknife_rate(&articles), 12.0 * (-half).exp(), 12.0 * half.exp());
    }

    #[test]
    fn all_hits_in_one_article_give_no_interval() {
        let articles = [(0, 300), (5, 400), (0, 200)].map(|(hits, words)| Rate { hits, words });
        assert_eq!(jackknife_rate(&articles), None);
    }

    #[test]
    fn no_hits_give_an_upper_limit() {
        let articles = [(0, 600), (0, 400)].map(|(hits, words)| Rate { hits, words });
        near(jackknife_rate(&articles), 0.0, 3.688_879_454);
    }

    #[test]
    fn the_linearized_interval_comes_near_the_jackknife() {
        let articles: Vec<Rate> = (0..400).map(|i| Rate { hits: i % 7, words: 300 + (i * 37) % 500 }).collect();
        let mut sums = Moments::default();
        articles.iter().for_each(|article| sums.add(article.hits, article.words));
        let (exact, linear) = (jackknife_rate(&articles).unwrap(), linearized_rate(&sums).unwrap());
        assert!((exact.low / linear.low - 1.0).abs() < 0.005, "{exact:?} {linear:?}");
        assert!((exact.high / linear.high - 1.0).abs() < 0.005, "{exact:?} {linear:?}");
    }

    #[test]
    fn a_share_of_clustered_hits_is_less_sure_than_one_of_spread_hits() {
        let clustered: Vec<Rate> = (0..10).map(|i| Rate { hits: if i < 5 { 10 } else { 0 }, words: 10 }).collect();
        let jackknife = jackknife_share(&clustered).unwrap();
        let spread = wilson(50, 100).unwrap();
        assert!(jackknife.low < spread.low && spread.high < jackknife.high, "{jackknife:?} {spread:?}");
    }

    #[test]
    fn a_share_of_none_or_all_is_no_surer_than_its_articles() {
        let articles = |cases: u64| vec![Rate { hits: cases, words: 3 }; 10];
        assert_eq!(jackknife_share(&articles(0)), wilson(0, 10));
        assert_eq!(jackknife_share(&articles(3)), wilson(10, 10));
        assert_eq!(jackknife_share(&articles(3)[..1]), None);
    }

    #[test]
    fn the_interval_of_a_share_holds_the_share() {
        for cases in 1..40 {
            let articles: Vec<Rate> = (0..40).map(|i| Rate { hits: 5 * u64::from(i < cases), words: 5 }).collect();
            let (interval, share) = (jackknife_share(&articles).unwrap(), cases as f64 / 40.0);
            assert!(interval.low <= share && share <= interval.high, "{cases}: {interval:?}");
        }
    }
}

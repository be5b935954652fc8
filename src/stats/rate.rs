//! How often per thousand words?

use serde::Serialize;

/// Hits among words. The denominator travels with the numerator.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Rate {
    /// How many hits.
    pub hits: u64,
    /// Among how many words of the same voice and part.
    pub words: u64,
}

impl Rate {
    /// Hits per 1,000 words; `None` where there are no words.
    pub fn per_thousand(self) -> Option<f64> {
        (self.words > 0).then(|| 1000.0 * self.hits as f64 / self.words as f64)
    }
}

/// Exact sums over articles, from which the clustered error of a rate follows without a second pass: of hits y and
/// words w of each article.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moments {
    /// Articles.
    pub n: u64,
    /// Σ y
    pub y: u64,
    /// Σ w
    pub w: u64,
    /// Σ y²
    pub yy: u128,
    /// Σ yw
    pub yw: u128,
    /// Σ w²
    pub ww: u128,
}

impl Moments {
    /// Adds an article.
    pub fn add(&mut self, hits: u64, words: u64) {
        let (y, w) = (u128::from(hits), u128::from(words));
        self.n += 1;
        self.y += hits;
        self.w += words;
        self.yy += y * y;
        self.yw += y * w;
        self.ww += w * w;
    }

    /// Adds the sums of other articles.
    pub fn merge(&mut self, other: &Moments) {
        self.n += other.n;
        self.y += other.y;
        self.w += other.w;
        self.yy += other.yy;
        self.yw += other.yw;
        self.ww += other.ww;
    }

    /// The rate.
    pub fn rate(&self) -> Rate {
        Rate { hits: self.y, words: self.w }
    }

    /// The standard error of the rate per word, clustered by article: √(n/(n−1) Σ(y − rw)²) / Σw, the ratio estimator
    /// of survey sampling (Cochran, Sampling Techniques, 3rd ed., section 6.4). `None` under two articles or without words.
    pub fn standard_error(&self) -> Option<f64> {
        if self.n < 2 || self.w == 0 {
            return None;
        }
        let (n, w) = (self.n as f64, self.w as f64);
        let r = self.y as f64 / w;
        let squares = self.yy as f64 - 2.0 * r * self.yw as f64 + r * r * self.ww as f64;
        // Rounding can leave a sum of squares a hair below zero.
        Some((n / (n - 1.0) * squares.max(0.0)).sqrt() / w)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A worked example with eight articles: 23.342175 ± 12.796694 per 1,000 words.
    #[test]
    fn the_ratio_estimator_has_its_textbook_error() {
        let mut sums = Moments::default();
        let words = [420, 310, 650, 380, 900, 260, 510, 340];
        for (hits, words) in [12, 0, 3, 25, 1, 7, 0, 40].into_iter().zip(words) {
            sums.add(hits, words);
        }
        let rate = sums.rate().per_thousand().unwrap();
        let error = 1000.0 * sums.standard_error().unwrap();
        assert!((rate - 23.342175).abs() < 1e-6, "{rate}");
        assert!((error - 12.796694).abs() < 1e-6, "{error}");
    }

    #[test]
    fn sums_do_not_depend_on_how_the_articles_are_split() {
        let articles = [(3, 400), (0, 120), (9, 5000), (1, 1)];
        let mut whole = Moments::default();
        articles.iter().for_each(|&(hits, words)| whole.add(hits, words));
        let (mut left, mut right) = (Moments::default(), Moments::default());
        articles[..1].iter().for_each(|&(hits, words)| left.add(hits, words));
        articles[1..].iter().for_each(|&(hits, words)| right.add(hits, words));
        right.merge(&left);
        assert_eq!(whole, right);
    }

    #[test]
    fn a_rate_without_words_is_no_number() {
        assert_eq!(Rate { hits: 0, words: 0 }.per_thousand(), None);
        assert_eq!(Moments::default().standard_error(), None);
    }
}

//! How much more does one side use a word than the other?

use serde::Serialize;

use super::rounded;

/// How far two sides differ in their use of one word.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Keyness {
    /// The difference of log-odds, positive where the first side uses the word more.
    #[serde(serialize_with = "rounded")]
    pub delta: f64,
    /// The difference over its standard error.
    #[serde(serialize_with = "rounded")]
    pub z: f64,
}

/// How often a word occurs among all words of a side.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Uses {
    /// Of the word.
    pub count: u64,
    /// All words.
    pub total: u64,
}

/// What is expected before looking: `word` counts of the word in `total` counts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Prior {
    /// α of the word; above 0.
    pub word: f64,
    /// α₀, the sum over all words.
    pub total: f64,
}

impl Prior {
    /// α₀ times the word's share of both sides together: the informative prior.
    pub fn informative(total: f64, a: Uses, b: Uses) -> Prior {
        Prior { word: total * (a.count + b.count) as f64 / (a.total + b.total) as f64, total }
    }
}

/// Log-odds ratio with an informative Dirichlet prior:
/// δ = ln((yₐ+α)/(nₐ+α₀−yₐ−α)) − ln((y_b+α)/(n_b+α₀−y_b−α)), z = δ/√(1/(yₐ+α) + 1/(y_b+α)).
///
/// The variance has two terms, as in the paper; some programs add two that hardly matter. It takes words as independent
/// of each other, which words of one article are not: z ranks words, and is no test.
///
/// Monroe, Colaresi & Quinn 2008, Fightin' words, Political Analysis 16, equations 15, 16, 20 and 22.
pub fn log_odds(a: Uses, b: Uses, prior: Prior) -> Keyness {
    let odds = |of: Uses| {
        let with = of.count as f64 + prior.word;
        (with / (of.total as f64 + prior.total - with)).ln()
    };
    let delta = odds(a) - odds(b);
    let variance = 1.0 / (a.count as f64 + prior.word) + 1.0 / (b.count as f64 + prior.word);
    Keyness { delta, z: delta / variance.sqrt() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn near(found: f64, expected: f64, digits: f64) {
        assert!((found - expected).abs() < digits, "{found}, not {expected}");
    }

    /// The README of Wigder/fightin_words: two sentences of nine words over eleven kinds of word, .05 for each kind.
    #[test]
    fn two_sentences_have_their_published_values() {
        let prior = Prior { word: 0.05, total: 11.0 * 0.05 };
        let z = |a, b| log_odds(Uses { count: a, total: 9 }, Uses { count: b, total: 9 }, prior).z;
        near(z(1, 0), 0.689_422_788_680_796_8, 1e-12);
        near(z(0, 1), -0.689_422_788_680_796_8, 1e-12);
        near(z(2, 2), 0.0, 1e-12);
    }

    /// Speeches at the party conventions of 2012, Democrats against Republicans, with α₀ = 500 over the pooled words.
    #[test]
    fn convention_speeches_have_their_reference_values() {
        let rows = [
            ("obama", 635, 162, 1.040122, 11.889723),
            ("president", 872, 341, 0.617309, 9.707326),
            ("barack", 270, 53, 1.296414, 8.696456),
            ("middle", 202, 28, 1.637667, 8.209153),
            ("class", 192, 26, 1.660425, 8.033699),
            ("forward", 150, 17, 1.833919, 7.260536),
            ("health", 146, 26, 1.391335, 6.592174),
            ("government", 46, 179, -1.669426, -10.161007),
            ("mitt", 231, 386, -0.832665, -10.043521),
            ("business", 70, 164, -1.166643, -8.205008),
        ];
        for (word, democrat, republican, delta, z) in rows {
            let a = Uses { count: democrat, total: 97_563 };
            let b = Uses { count: republican, total: 70_756 };
            let found = log_odds(a, b, Prior::informative(500.0, a, b));
            assert!((found.delta - delta).abs() < 1e-6 && (found.z - z).abs() < 1e-6, "{word}: {found:?}");
        }
    }

    #[test]
    fn the_sides_mirror_each_other() {
        let (a, b) = (Uses { count: 30, total: 9000 }, Uses { count: 4, total: 2000 });
        let (there, back) =
            (log_odds(a, b, Prior::informative(500.0, a, b)), log_odds(b, a, Prior::informative(500.0, b, a)));
        near(there.z + back.z, 0.0, 1e-12);
        near(there.delta + back.delta, 0.0, 1e-12);
    }
}

//! Is there enough text for a figure?

use serde::Serialize;

use super::OutletProfile;
use crate::text::Voice;

/// Under so many articles an outlet has counts only (METHOD: split-half rank correlation .73 at ten).
pub const MIN_ARTICLES: u64 = 10;
/// Under so many own words of the body an outlet has counts only.
pub const MIN_OWN_WORDS: u64 = 5_000;
/// A category rate needs so many *expected* hits: own words times the pooled rate, so that the guard does not depend
/// on the outcome.
pub const MIN_EXPECTED_HITS: f64 = 20.0;
/// Shares of names need so many articles with a use in own voice.
pub const MIN_NAME_ARTICLES: u64 = 8;

/// Quote marks are taken for lost under this share of words quoted …
const FEWEST_QUOTED: f64 = 0.01;
/// … or over this …
const MOST_QUOTED: f64 = 0.60;
/// … or from this share of paragraphs on whose quotation marks do not pair.
const MOST_UNBALANCED: f64 = 0.10;

/// Why an outlet has no main rate.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Withheld {
    /// There is too little text.
    TooLittleText {
        /// So many more articles are needed.
        more_articles: u64,
        /// So many more own words are needed.
        more_own_words: u64,
    },
    /// Under 1 % or over 60 % of the words are quoted, or many paragraphs have quotation marks that do not pair: the
    /// voices cannot be trusted.
    QuoteMarksLost,
}

impl Withheld {
    /// Why this outlet has no main rate; `None` if it has one.
    pub(super) fn of(outlet: &OutletProfile) -> Option<Withheld> {
        let more_articles = MIN_ARTICLES.saturating_sub(outlet.articles);
        let more_own_words = MIN_OWN_WORDS.saturating_sub(outlet.own_words());
        if more_articles + more_own_words > 0 {
            return Some(Withheld::TooLittleText { more_articles, more_own_words });
        }
        let unbalanced = outlet.unbalanced_paragraphs as f64 >= MOST_UNBALANCED * outlet.paragraphs as f64;
        let reliable = (FEWEST_QUOTED..=MOST_QUOTED).contains(&quoted_share(outlet));
        (unbalanced && outlet.unbalanced_paragraphs > 0 || !reliable).then_some(Withheld::QuoteMarksLost)
    }
}

/// The share of the words of the bodies that are quoted, from 0 to 1; 0 without words.
pub(super) fn quoted_share(outlet: &OutletProfile) -> f64 {
    let words: u64 = outlet.body_words.iter().sum();
    if words == 0 { 0.0 } else { outlet.body_words[Voice::Direct as usize] as f64 / words as f64 }
}

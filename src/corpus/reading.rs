//! How is input to be read?

use std::sync::Arc;

use super::{FieldOverrides, Outlets, Wanted};
use crate::provenance::Rules;

/// What the user says about the input.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The outlet of plain text, instead of its folder's name, and of records that name neither outlet nor URL.
    pub outlet: Option<String>,
    /// Whether the first line of plain text that is not blank is its title.
    pub title_first_line: bool,
    /// Fields that go by other names than the known ones.
    pub overrides: FieldOverrides,
    /// What is known about outlets.
    pub outlets: Outlets,
    /// By what the genre of an article, its agency and its damage are told; the shipped rules unless said.
    pub rules: Arc<Rules>,
    /// How many bytes title and body may have together; 32 MB unless said.
    pub max_article_bytes: usize,
    /// Whether the body of a longer article is cut at that; otherwise the article is skipped.
    pub cut_long: bool,
    /// Which articles are wanted; all unless said.
    pub wanted: Wanted,
}

impl Default for Reading {
    fn default() -> Reading {
        Reading {
            outlet: None,
            title_first_line: false,
            overrides: FieldOverrides::default(),
            outlets: Outlets::default(),
            rules: Arc::new(Rules::shipped()),
            max_article_bytes: 32 << 20,
            cut_long: false,
            wanted: Wanted::default(),
        }
    }
}

impl Reading {
    /// How many bytes a line may have, or a file that is one JSON object: 64 MB, or twice the limit of an article
    /// where that is more, so that escapes and other fields fit.
    pub fn max_line_bytes(&self) -> usize {
        self.max_article_bytes.saturating_mul(2).max(64 << 20)
    }
}

//! What is a reader shown? One file a format.

mod block;
mod comma;
#[cfg(feature = "cli")]
pub mod concordance;
#[cfg(feature = "cli")]
pub mod draft;
mod escape;
#[cfg(feature = "cli")]
pub mod evaluation;
#[cfg(feature = "cli")]
pub mod excerpt;
mod json;
#[cfg(feature = "cli")]
pub mod lexicon;
mod markdown;
mod page;
mod selection;
pub mod suggestions;
mod summary;
#[cfg(feature = "cli")]
mod terminal;

pub use comma::csv;
pub use escape::visible;
pub use json::json;
pub use markdown::markdown;
pub use selection::{Selection, Sort};
pub use summary::{counted, grouped, read_line};
#[cfg(feature = "cli")]
pub use terminal::terminal;

use crate::corpus::Tally;
use crate::profile::Figures;
use crate::run::Made;

/// What a report of profiles is made from.
#[derive(Clone, Copy, Debug)]
pub struct Report<'a> {
    /// The figures, already selected and sorted.
    pub figures: &'a Figures,
    /// What was read and skipped.
    pub totals: &'a Tally,
    /// What made it.
    pub made: &'a Made,
    /// So many entries, categories and terms are listed for each outlet.
    pub top: usize,
}

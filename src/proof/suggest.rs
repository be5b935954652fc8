//! Which words and phrases do outlets differ in that no entry covers yet?
//!
//! Articles are counted one by one ([`TermsOf`], on any thread) and put into
//! one bounded [`Table`] in the order of the input; [`candidates`] compares
//! sides. Sentences are gathered when the candidates are known.

mod rank;
mod table;
mod terms;

pub use rank::{Candidate, Spread, TooFewSides, candidates, is_covered};
pub use table::{OutletTotals, Table};
pub use terms::{TermsOf, sentences};

/// Which sides are compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sides {
    /// Each outlet against all others.
    EachOutlet,
    /// One outlet against all others.
    Outlet(String),
    /// The outlets of one group against those of another; others are left out.
    Groups(String, String),
}

/// The longest term, in words.
const MOST_WORDS: usize = 3;

/// α₀ of the informative prior: the weight of 500 words of both sides together.
pub const PRIOR_WORDS: f64 = 500.0;

#[cfg(test)]
mod tests;

//! Does a lexicon do what it says?

mod examples;

pub use examples::{Examples, FailedExample, Verdict, examples};

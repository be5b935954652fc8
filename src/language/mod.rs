//! What is a word, and what does the language say about it?
//!
//! A text is cut into [`Words`] once; each word is looked up once in the
//! [`Vocabulary`] and from then on is a number. Everything else, sentences,
//! voices and hits, is worked out on numbers.

mod ahead;
mod between;
mod class;
mod cues;
mod cut;
mod ending;
mod fold;
pub mod inflect;
mod key;
#[expect(clippy::module_inception, reason = "the noun of this file is the language")]
mod language;
mod latest;
mod plain;
mod script;
mod table;
mod vocabulary;
mod wildcards;
mod words;

#[cfg(test)]
mod tests;

pub use class::{Class, Classes};
pub use cues::{Cue, Form, Takes, Usage};
pub use ending::Ending;
pub use fold::fold;
pub use language::Language;
pub use vocabulary::{Vocabulary, WordId};
pub use wildcards::means;
pub use words::{Joint, Mark, MarkKind, Shape, Word, Words};

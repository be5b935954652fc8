//! What is a word, and what does the language say about it?
//!
//! A text is cut into [`Words`] once; each word is looked up once in the
//! [`Vocabulary`] and from then on is a number. Everything else, sentences,
//! voices and hits, is worked out on numbers.

pub mod inflect;
mod sentences;
mod vocabulary;
mod words;

pub use vocabulary::{Vocabulary, WordId};
pub use words::{Joint, Mark, MarkKind, Shape, Word, Words};

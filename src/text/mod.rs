//! Whose words are these? A title or a body as words, sentences and voices.

mod voice;

pub use voice::{Segment, Voice};

use crate::language::Words;
use crate::span::Span;

/// One part of an article, cut up.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// Words, marks and sentences.
    pub words: Words,
    /// Segments of one voice each, in order and without gaps; they cover the whole part.
    pub segments: Vec<Segment>,
    /// Words that stand under a *so-called*: they are in no rate, name share or index.
    pub distanced: Vec<Span>,
    /// How many paragraphs have words.
    pub paragraphs: u32,
    /// How many of them have a double quotation mark without its partner.
    pub unbalanced_paragraphs: u32,
}

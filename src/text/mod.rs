//! Whose words are these? A title or a body as words, sentences and voices.

mod clause;
mod distanced;
mod kind;
mod lines;
mod quotes;
mod reading;
mod report;
mod segments;
mod singles;
mod source;
mod speech;
mod stretch;
mod token;
mod usage;
mod voice;

pub use voice::{Segment, Voice};

use crate::language::{Language, Vocabulary, Words};
use crate::span::Span;

use kind::Spoken;
use quotes::Quotes;
use stretch::Stretches;

/// One part of an article, cut up. Cutting another text into the same value uses its memory again.
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
    quotes: Quotes,
    stretches: Stretches,
    spoken: Vec<Spoken>,
}

impl Text {
    /// Cuts a part into words, sentences and voices. It cannot fail, whatever the text.
    ///
    /// The vocabulary must be the one the language was built with.
    pub fn cut(&mut self, source: &str, vocabulary: &Vocabulary, language: &Language) {
        self.words.cut(source, vocabulary, language);
        self.quotes.find(source, &self.words, language);
        self.stretches.find(source, &self.words, &self.quotes, language);
        kind::judge(source, &self.words, &self.quotes.quotes, &self.stretches, language, &mut self.spoken);
        let len = source.len() as u32;
        segments::cut(
            len,
            &self.words,
            &self.spoken,
            &self.quotes.quotes,
            &self.stretches.stretches,
            &mut self.segments,
        );
        distanced::find(source, &self.words, &self.stretches.row.distancing, language, &mut self.distanced);
        self.paragraphs = self.quotes.paragraphs;
        self.unbalanced_paragraphs = self.quotes.unbalanced;
    }
}

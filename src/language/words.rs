//! Where are the words, and what stands between them?

use super::cut::Cutter;
use super::{Language, Vocabulary, WordId};
use crate::span::Span;

/// The words and marks of one text, in order.
#[derive(Clone, Debug, Default)]
pub struct Words {
    /// The words.
    pub words: Vec<Word>,
    /// The punctuation marks between them.
    pub marks: Vec<Mark>,
    /// Index of the first word of each sentence.
    pub sentences: Vec<u32>,
    /// A hash of each word, whatever the case of its ASCII letters; the same on every machine.
    pub(crate) hashes: Vec<u64>,
}

impl Words {
    /// Cuts a text, into the buffers of the text before. Words and marks are in order; a text longer than 4 GB is cut
    /// up to there.
    pub fn cut(&mut self, text: &str, vocabulary: &Vocabulary, language: &Language) {
        self.words.clear();
        self.marks.clear();
        self.sentences.clear();
        self.hashes.clear();
        let text = &text[..text.floor_char_boundary(u32::MAX as usize)];
        Cutter::new(text, vocabulary, language, self).cut();
    }

    /// The marks between a word and the one before it; of the number of words, those after the last.
    pub fn marks_before(&self, word: u32) -> &[Mark] {
        let marks = &self.marks[self.marks.partition_point(|mark| mark.word < word)..];
        &marks[..marks.partition_point(|mark| mark.word == word)]
    }

    /// The bytes of each sentence of the text that was cut, in order.
    pub fn sentence_spans<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Span> + 'a {
        let ends = self.sentences.iter().skip(1).copied().chain([self.words.len() as u32]);
        self.sentences.iter().zip(ends).map(move |(&first, end)| self.sentence_span(first, end, text))
    }

    /// The bytes of the words from `first` up to `end`, with the punctuation that touches them.
    ///
    /// # Panics
    ///
    /// If there is no word from `first` up to `end`, or the text is another.
    pub fn sentence_span(&self, first: u32, end: u32, text: &str) -> Span {
        let before = first.checked_sub(1).map_or(0, |word| self.words[word as usize].end as usize);
        let start = self.words[first as usize].start as usize;
        let last = self.words[end as usize - 1].end as usize;
        let after = self.words.get(end as usize).map_or(text.len(), |word| word.start as usize);
        let lead = text[before..start].rsplit(char::is_whitespace).next().unwrap_or_default();
        let tail = text[last..after].split(char::is_whitespace).next().unwrap_or_default();
        Span::new((start - lead.len()) as u32, (last + tail.len()) as u32)
    }
}

/// One word of a text. 16 bytes, since there is one for every six bytes of text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// The first byte.
    pub start: u32,
    /// The byte after the last; a possessive 's or ' is not included.
    pub end: u32,
    /// Its number in the vocabulary; [`WordId::NONE`] for a word no lexicon and no rule knows.
    pub id: WordId,
    /// What stands between the word before and this one.
    pub joint: Joint,
    /// How it is written.
    pub shape: Shape,
    /// Whether 's, ’s or a final s' marked it as possessive.
    pub possessive: bool,
}

impl Word {
    /// Its bytes.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// What stands before a word, after the word before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[repr(u8)]
pub enum Joint {
    /// White space only, on one line.
    Space,
    /// White space with one line break inside a paragraph (wrapped text).
    LineBreak,
    /// A hyphen; a line break may follow it.
    Hyphen,
    /// A slash, nothing else.
    Slash,
    /// Quotation marks, perhaps with spaces, and nothing else.
    Quote,
    /// Any other punctuation within the sentence, and a URL, e-mail address or @handle.
    Other,
    /// `;`, perhaps with others.
    Semicolon,
    /// The end of a sentence.
    SentenceEnd,
    /// The end of a paragraph, which ends a sentence too; the first word of a text has this joint.
    ParagraphEnd,
}

impl Joint {
    /// Whether a new sentence starts after it.
    pub fn ends_sentence(self) -> bool {
        self >= Joint::SentenceEnd
    }
}

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
    /// No capital, or no letter with case.
    Lower,
    /// The first letter a capital and no other.
    Title,
    /// Two or more capitals, and no small letter.
    Upper,
    /// Anything else.
    Mixed,
}

/// A punctuation mark between words, for the rules of voice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The first byte.
    pub start: u32,
    /// Index of the word that follows; the number of words after the last.
    pub word: u32,
    /// How many bytes (1 to 6).
    pub len: u8,
    /// Which.
    pub kind: MarkKind,
}

/// Which punctuation mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum MarkKind {
    /// “ „ « and ``
    DoubleOpen,
    /// ” and »
    DoubleClose,
    /// `"` and ''
    DoubleStraight,
    /// ‘ ‚
    SingleOpen,
    /// ’ outside a word
    SingleClose,
    /// ' and ` outside a word
    SingleStraight,
    /// [
    BracketOpen,
    /// ]
    BracketClose,
    /// (
    ParenOpen,
    /// )
    ParenClose,
    /// ,
    Comma,
    /// ;
    Semicolon,
    /// :
    Colon,
    /// — ― -- and a – or - with space around it
    Dash,
    /// . ! ? … (one mark for each)
    Stop,
    /// > at the start of a line
    Quoted,
    /// A line break that ends a paragraph
    Paragraph,
    /// A URL, e-mail address or @handle
    Address,
    /// Any other character that is neither space nor hyphen nor slash
    Other,
}

//! What stands where in one sentence, for the rules of voice?
//!
//! The rules look at words and marks as one row. A row is made only for a
//! sentence in which something may say that somebody speaks.

use crate::language::{Class, Classes, Cue, Ending, Joint, Language, MarkKind, Shape, WordId, Words};
use crate::span::Span;

use super::quotes::Quote;

/// A row is at most so long; a longer sentence is a list or no text at all and is taken in pieces,
/// so that the rules, which look ahead to the end of a row, take time linear in the text.
const LONGEST_ROW: usize = 256;

/// A word or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The first byte.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Index of the word; for a mark, of the word that follows it.
    pub word: u32,
    /// The word's number.
    pub id: WordId,
    /// The word's classes.
    pub classes: Classes,
    /// Which mark, if it is one.
    pub mark: Option<MarkKind>,
    /// How the word is written.
    pub shape: Shape,
    /// Whether the word is possessive.
    pub possessive: bool,
    /// Whether it lies in a quotation, marks included.
    pub quoted: bool,
    /// Whether a hyphen or slash joins the word to the one before.
    pub joined: bool,
}

/// What stands outside a row.
const NOTHING: Token = Token {
    start: 0,
    end: 0,
    word: 0,
    id: WordId::NONE,
    classes: Classes::NONE,
    mark: Some(MarkKind::Paragraph),
    shape: Shape::Lower,
    possessive: false,
    quoted: false,
    joined: false,
};

/// How far the words, marks and quotations of a text have been read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Reader {
    /// Index of the next word.
    pub word: usize,
    /// Index of the next mark.
    pub mark: usize,
    /// Index of the first quotation that does not end before them.
    pub quote: usize,
}

impl Reader {
    /// Fills `row` with what comes next, at most up to the word `end_word` and the mark `end_mark`.
    pub fn fill(
        &mut self,
        row: &mut Vec<Token>,
        words: &Words,
        quotes: &[Quote],
        language: &Language,
        end_word: usize,
        end_mark: usize,
    ) {
        row.clear();
        while row.len() < LONGEST_ROW && (self.word < end_word || self.mark < end_mark) {
            let mark = words.marks.get(self.mark).filter(|_| self.mark < end_mark);
            let mut token = match (mark, words.words.get(self.word)) {
                (Some(mark), _) if mark.word as usize <= self.word => {
                    self.mark += 1;
                    if matches!(mark.kind, MarkKind::Paragraph | MarkKind::Quoted) {
                        continue;
                    }
                    Token {
                        start: mark.start,
                        end: mark.start + u32::from(mark.len),
                        word: mark.word,
                        mark: Some(mark.kind),
                        ..NOTHING
                    }
                }
                (_, Some(word)) => {
                    let at = self.word as u32;
                    self.word += 1;
                    Token {
                        start: word.start,
                        end: word.end,
                        word: at,
                        id: word.id,
                        classes: language.classes(word.id),
                        mark: None,
                        shape: word.shape,
                        possessive: word.possessive,
                        quoted: false,
                        joined: matches!(word.joint, Joint::Hyphen | Joint::Slash),
                    }
                }
                (_, None) => break,
            };
            while quotes.get(self.quote).is_some_and(|quote| quote.end <= token.start) {
                self.quote += 1;
            }
            token.quoted = quotes.get(self.quote).is_some_and(|quote| quote.start <= token.start);
            row.push(token);
        }
    }
}

/// One sentence, or a piece of a very long one, as a row of words and marks.
///
/// Asking for a place outside the row gives something that is no word, so that no rule needs to look where it is.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The text it is in.
    pub source: &'a str,
    /// What is known of its words.
    pub language: &'a Language,
    row: &'a [Token],
    /// Tokens without the punctuation at the end.
    pub len: usize,
    /// Whether most words begin with a capital: a headline.
    is_title_case: bool,
}

impl<'a> Sentence<'a> {
    /// The sentence of a row.
    pub fn new(source: &'a str, language: &'a Language, row: &'a [Token]) -> Sentence<'a> {
        let is_content = |token: &Token| {
            token.mark.is_none_or(|mark| mark == MarkKind::ParenClose) || token.quoted || is_percent(source, token)
        };
        let len = row.iter().rposition(is_content).map_or(0, |last| last + 1);
        let words = row.iter().filter(|token| token.mark.is_none());
        let (all, capital) =
            words.fold((0, 0), |(all, capital), token| (all + 1, capital + usize::from(token.shape != Shape::Lower)));
        Sentence { source, language, row, len, is_title_case: 2 * capital > all }
    }

    /// The token at a place.
    pub fn at(&self, place: usize) -> &Token {
        match self.row.get(place) {
            Some(token) if place < self.len => token,
            _ => &NOTHING,
        }
    }

    /// The bytes from one place up to, not including, another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.at(from).start;
        Span::new(start, self.at(to.wrapping_sub(1)).end.max(start))
    }

    /// Whether a word is there.
    pub fn is_word(&self, place: usize) -> bool {
        self.at(place).mark.is_none()
    }

    /// Whether a word of the class is there.
    pub fn is(&self, place: usize, class: Class) -> bool {
        self.at(place).classes.has(class)
    }

    /// Whether a word of one of the classes is there.
    pub fn is_any(&self, place: usize, classes: Classes) -> bool {
        self.at(place).classes.meets(classes)
    }

    /// Whether this mark is there.
    pub fn is_mark(&self, place: usize, mark: MarkKind) -> bool {
        self.at(place).mark == Some(mark)
    }

    /// Whether a comma is there.
    pub fn is_comma(&self, place: usize) -> bool {
        self.is_mark(place, MarkKind::Comma)
    }

    /// Whether it lies in a quotation.
    pub fn is_quoted(&self, place: usize) -> bool {
        self.at(place).quoted
    }

    /// Whether a capitalized word is there.
    pub fn is_capital(&self, place: usize) -> bool {
        self.is_word(place) && self.at(place).shape != Shape::Lower
    }

    /// What the word there does as a cue, unless it is part of a compound or of a quotation.
    pub fn cue(&self, place: usize) -> Option<&'a Cue> {
        let token = self.at(place);
        if token.quoted || token.joined || self.at(place + 1).joined || !token.classes.has(Class::Cue) {
            return None;
        }
        if token.shape != Shape::Lower && place > 0 && !self.is_title_case {
            // Part of a name: the State Department, Judge Smith.
            return None;
        }
        self.language.cue(token.id)
    }

    /// The text of the token at a place.
    pub fn text(&self, place: usize) -> &'a str {
        let token = self.at(place);
        self.source.get(token.start as usize..token.end as usize).unwrap_or_default()
    }

    /// Whether an adverb is there that may stand between an auxiliary and its verb.
    pub fn is_adverb(&self, place: usize) -> bool {
        self.is(place, Class::Adverb) || self.ends(place, Ending::Adverb)
    }

    /// Whether a word with one of the language's endings of this kind is there.
    pub fn ends(&self, place: usize, ending: Ending) -> bool {
        self.is_word(place) && self.language.ends(self.text(place), ending)
    }

    /// How many words stand from one place up to another.
    pub fn words(&self, from: usize, to: usize) -> usize {
        (from..to.min(self.len)).filter(|&place| self.is_word(place)).count()
    }

    /// Whether a percent sign is there.
    pub fn is_percent(&self, place: usize) -> bool {
        is_percent(self.source, self.at(place))
    }
}

fn is_percent(source: &str, token: &Token) -> bool {
    token.mark == Some(MarkKind::Other) && source.as_bytes().get(token.start as usize) == Some(&b'%')
}

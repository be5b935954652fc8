//! What stands where in one sentence, for the rules of voice?
//!
//! A text is laid out once as a row of words and marks. A sentence is a part of
//! it, in which the rules go from place to place.

use std::ops::Range;

use crate::bits::{BLOCK, places};
use crate::language::{Class, Classes, Cue, Ending, Joint, Language, Mark, MarkKind, Shape, Word, WordId, Words};
use crate::span::Span;

use super::quotes::Quote;

/// The rules are given at most so much at once; a longer sentence is a list or no text at all and is taken in pieces,
/// so that the rules, which look ahead to the end, take time linear in the text.
pub(super) const LONGEST_SENTENCE: usize = 256;

/// A word or a mark. 16 bytes, since there is one for every word of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    /// The word's classes.
    classes: Classes,
    /// The index of the word or of the mark.
    index: u32,
    /// Which mark, if it is one.
    mark: Option<MarkKind>,
    /// Whether it lies in a quotation, marks included.
    quoted: bool,
}

/// What stands outside a row.
const NOTHING: Token =
    Token { classes: Classes::NONE, index: u32::MAX, mark: Some(MarkKind::Paragraph), quoted: false };

/// The words and marks of a text, sentence after sentence, without the marks that only say where a line or a paragraph
/// begins.
#[derive(Clone, Debug, Default)]
pub(super) struct Row {
    /// One after the other.
    pub tokens: Vec<Token>,
    /// The places outside quotations at which a rule begins: of words and colons.
    pub triggers: Vec<usize>,
    /// The index of each word of the class [`Class::Distancing`].
    pub distancing: Vec<usize>,
}

/// Words at which a rule begins.
const TRIGGERS: Classes = Classes::of(&[Class::Cue, Class::NounCue, Class::According, Class::Seem]);

impl Row {
    /// Lays out a text; what was laid out before is forgotten.
    pub fn fill(&mut self, words: &Words, quotes: &[Quote], language: &Language) {
        self.tokens.clear();
        self.tokens.reserve(words.words.len() + words.marks.len());
        self.triggers.clear();
        self.distancing.clear();
        let mut quotes = quotes;
        let mut word = 0;
        for (index, mark) in words.marks.iter().enumerate() {
            self.add(words, word..mark.word as usize, &mut quotes, language);
            word = mark.word as usize;
            if !is_laid_out(mark) {
                continue;
            }
            let quoted = is_quoted(&mut quotes, mark.start);
            if mark.kind == MarkKind::Colon && !quoted {
                self.triggers.push(self.tokens.len());
            }
            self.tokens.push(Token { classes: Classes::NONE, index: index as u32, mark: Some(mark.kind), quoted });
        }
        self.add(words, word..words.words.len(), &mut quotes, language);
    }

    /// Adds words between which no mark stands. Quotations begin and end with marks: all of the words are in one or none is.
    fn add(&mut self, words: &Words, run: Range<usize>, quotes: &mut &[Quote], language: &Language) {
        let mut first = run.start;
        let run = words.words.get(run).unwrap_or_default();
        let quoted = run.first().is_some_and(|word| is_quoted(quotes, word.start));
        for block in run.chunks(BLOCK) {
            // What stands at few words is noted first and done after: a jump at each could not be foreseen, and would wait
            // for the classes of that word alone.
            let (place, mut triggers, mut distancing) = (self.tokens.len(), 0_u64, 0_u64);
            self.tokens.extend(block.iter().enumerate().map(|(offset, word)| {
                let classes = language.classes(word.id);
                triggers |= u64::from(classes.meets(TRIGGERS)) << offset;
                distancing |= u64::from(classes.has(Class::Distancing)) << offset;
                Token { classes, index: (first + offset) as u32, mark: None, quoted }
            }));
            if !quoted {
                self.triggers.extend(places(triggers, place));
            }
            self.distancing.extend(places(distancing, first));
            first += block.len();
        }
    }
}

/// Whether a mark has a place in a row.
pub(super) fn is_laid_out(mark: &Mark) -> bool {
    !matches!(mark.kind, MarkKind::Paragraph | MarkKind::Quoted)
}

/// Whether a byte lies in a quotation. Those that end before it are left out of `quotes`.
fn is_quoted(quotes: &mut &[Quote], byte: u32) -> bool {
    while let Some((first, rest)) = quotes.split_first() {
        if first.end > byte {
            return first.start <= byte;
        }
        *quotes = rest;
    }
    false
}

/// One sentence, or a piece of a very long one, as a row of words and marks.
///
/// Asking for a place outside the row gives something that is no word, so that no rule needs to look where it is.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'a> {
    /// The text it is in.
    source: &'a str,
    words: &'a Words,
    language: &'a Language,
    /// Without the punctuation at the end.
    row: &'a [Token],
    ends_with_stop: bool,
}

impl<'a> Sentence<'a> {
    /// The sentence that these tokens are.
    pub fn new(source: &'a str, words: &'a Words, language: &'a Language, row: &'a [Token]) -> Sentence<'a> {
        let whole = Sentence { source, words, language, row, ends_with_stop: false };
        let is_content = |&place: &usize| {
            let token = whole.at(place);
            token.mark.is_none_or(|mark| mark == MarkKind::ParenClose) || token.quoted || whole.is_percent(place)
        };
        let len = (0..row.len()).rev().find(is_content).map_or(0, |last| last + 1);
        let after = row.get(len..).unwrap_or_default();
        let ends_with_stop = after.iter().any(|token| token.mark == Some(MarkKind::Stop));
        Sentence { row: row.get(..len).unwrap_or_default(), ends_with_stop, ..whole }
    }

    /// How many tokens it has.
    #[inline]
    pub fn len(&self) -> usize {
        self.row.len()
    }

    #[inline]
    fn at(&self, place: usize) -> &'a Token {
        self.row.get(place).unwrap_or(&NOTHING)
    }

    fn word(&self, place: usize) -> Option<&'a Word> {
        let token = self.at(place);
        self.words.words.get(token.index as usize).filter(|_| token.mark.is_none())
    }

    /// The mark at a place and all that is known of it.
    fn whole_mark(&self, place: usize) -> Option<&'a Mark> {
        let token = self.at(place);
        self.words.marks.get(token.index as usize).filter(|_| token.mark.is_some())
    }

    /// The bytes of the token at a place.
    fn token_span(&self, place: usize) -> Span {
        match (self.word(place), self.whole_mark(place)) {
            (Some(word), _) => word.span(),
            (_, Some(mark)) => Span::new(mark.start, mark.start + u32::from(mark.len)),
            _ => Span::default(),
        }
    }

    /// The bytes from one place up to, not including, another.
    pub fn span(&self, from: usize, to: usize) -> Span {
        let start = self.token_span(from).start;
        Span::new(start, self.token_span(to.wrapping_sub(1)).end.max(start))
    }

    /// The index of the word at a place; for a mark, of the word that follows it.
    pub fn word_index(&self, place: usize) -> u32 {
        self.whole_mark(place).map_or(self.at(place).index, |mark| mark.word)
    }

    /// Whether a word is there.
    #[inline]
    pub fn is_word(&self, place: usize) -> bool {
        self.at(place).mark.is_none()
    }

    /// Whether a word of the class is there.
    #[inline]
    pub fn is(&self, place: usize, class: Class) -> bool {
        self.at(place).classes.has(class)
    }

    /// Whether a word of one of the classes is there.
    #[inline]
    pub fn is_any(&self, place: usize, classes: Classes) -> bool {
        self.at(place).classes.meets(classes)
    }

    /// Which mark is there.
    #[inline]
    pub fn mark(&self, place: usize) -> Option<MarkKind> {
        self.at(place).mark
    }

    /// Whether this mark is there.
    #[inline]
    pub fn is_mark(&self, place: usize, mark: MarkKind) -> bool {
        self.at(place).mark == Some(mark)
    }

    /// Whether a comma is there.
    #[inline]
    pub fn is_comma(&self, place: usize) -> bool {
        self.is_mark(place, MarkKind::Comma)
    }

    /// Whether it lies in a quotation.
    #[inline]
    pub fn is_quoted(&self, place: usize) -> bool {
        self.at(place).quoted
    }

    /// Whether a possessive word is there.
    pub fn is_possessive(&self, place: usize) -> bool {
        self.word(place).is_some_and(|word| word.possessive)
    }

    /// Whether a capitalized word is there.
    pub fn is_capital(&self, place: usize) -> bool {
        self.word(place).is_some_and(|word| word.shape != Shape::Lower)
    }

    /// Whether a word in capitals is there.
    pub fn is_upper(&self, place: usize) -> bool {
        self.word(place).is_some_and(|word| word.shape == Shape::Upper)
    }

    /// Whether a full stop ends it.
    pub fn ends_with_stop(&self) -> bool {
        self.ends_with_stop
    }

    /// The number of the word there.
    pub fn id(&self, place: usize) -> WordId {
        self.word(place).map_or(WordId::NONE, |word| word.id)
    }

    /// What the word there does as a cue, unless it is part of a compound, of a name or of a quotation.
    pub fn cue(&self, place: usize) -> Option<&'a Cue> {
        let token = self.at(place);
        if token.quoted || !token.classes.has(Class::Cue) {
            return None;
        }
        let word = self.word(place)?;
        let is_joined = |word: &Word| matches!(word.joint, Joint::Hyphen | Joint::Slash);
        if is_joined(word) || self.word(place + 1).is_some_and(is_joined) {
            return None;
        }
        if word.shape != Shape::Lower && place > 0 && !self.is_title_case() {
            // The State Department, Judge Smith.
            return None;
        }
        self.language.cue(word.id)
    }

    /// What the word there does as a noun that is a cue.
    pub fn noun_cue(&self, place: usize) -> Option<&'a Cue> {
        let token = self.at(place);
        if token.quoted || !token.classes.has(Class::NounCue) {
            return None;
        }
        self.language.noun_cue(self.id(place))
    }

    /// Whether most words begin with a capital: a headline.
    fn is_title_case(&self) -> bool {
        let words = (0..self.len()).filter(|&place| self.is_word(place));
        let (all, capital) =
            words.fold((0, 0), |(all, capital), place| (all + 1, capital + usize::from(self.is_capital(place))));
        2 * capital > all
    }

    /// The text of the token at a place.
    pub fn text(&self, place: usize) -> &'a str {
        self.text_of(self.token_span(place))
    }

    fn text_of(&self, span: Span) -> &'a str {
        self.source.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    /// Whether an adverb is there that may stand between an auxiliary and its verb.
    pub fn is_adverb(&self, place: usize) -> bool {
        self.is(place, Class::Adverb) || self.ends(place, Ending::Adverb)
    }

    /// Whether a word with one of the language's endings of this kind is there.
    pub fn ends(&self, place: usize, ending: Ending) -> bool {
        self.word(place).is_some_and(|word| self.language.ends(self.text_of(word.span()), ending))
    }

    /// How many words stand from one place up to another.
    pub fn words(&self, from: usize, to: usize) -> usize {
        (from..to.min(self.len())).filter(|&place| self.is_word(place)).count()
    }

    /// Whether a percent sign is there.
    pub fn is_percent(&self, place: usize) -> bool {
        self.is_mark(place, MarkKind::Other) && self.text(place) == "%"
    }
}

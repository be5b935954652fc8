//! Which terms does one article use in its own narration?

use std::collections::BTreeMap;

use super::super::cover::Cover;
use super::super::function_words::is_function_word;
use super::MOST_WORDS;
use crate::analyzer::{Analysis, Analyzer};
use crate::corpus::Article;
use crate::language::{Class, Joint, Language, MarkKind, Shape, Word, Words, fold};
use crate::span::Span;

/// The terms of one article: words and phrases of up to three words, and how often each is used.
///
/// A term is in the outlet's own narration in the body, in a sentence with a full stop, in no hit and no contested name. It
/// neither begins nor ends
/// with a word of a closed class or an abbreviation, and each of its words has a letter. Words of two or more capitals
/// keep them (US is not us); all others are folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TermsOf {
    /// Its outlet.
    pub outlet: String,
    /// The group of its outlet.
    pub group: Option<String>,
    /// How often each term is used, sorted.
    pub uses: Vec<(String, u32)>,
    /// All terms of one, two and three words, those that are left out too.
    pub totals: [u64; MOST_WORDS],
}

impl TermsOf {
    /// Counts the terms of an article. The analyzer should have all entries, drafts too, so that what they cover is
    /// left out.
    pub fn new(article: &Article, analysis: &Analysis, language: &Language) -> TermsOf {
        let mut uses: BTreeMap<String, u32> = BTreeMap::new();
        let mut totals = [0; MOST_WORDS];
        for_each(article, analysis, language, &mut totals, &mut |term, _| *uses.entry(term).or_default() += 1);
        let uses = uses.into_iter().collect();
        TermsOf { outlet: article.outlet.clone(), group: article.group.clone(), uses, totals }
    }
}

/// The sentence of the first use of each wanted term in an article, as it is written but for its line breaks.
pub fn sentences(
    article: &Article,
    analysis: &Analysis,
    analyzer: &Analyzer,
    is_wanted: impl Fn(&str) -> bool,
) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let words = &analysis.body.text.words;
    for_each(article, analysis, analyzer.language(), &mut [0; MOST_WORDS], &mut |term, first| {
        if is_wanted(&term) && !found.contains_key(&term) {
            let next = words.sentences.partition_point(|&start| start as usize <= first);
            let start = next.checked_sub(1).and_then(|index| words.sentences.get(index)).copied().unwrap_or(0);
            let end = words.sentences.get(next).copied().unwrap_or(words.words.len() as u32);
            let sentence = words.sentence_span(start, end, &article.body).of(&article.body);
            found.insert(term, sentence.split_whitespace().collect::<Vec<_>>().join(" "));
        }
    });
    found
}

/// Calls `each` with every use of a term and the index of its first word.
fn for_each(
    article: &Article,
    analysis: &Analysis,
    language: &Language,
    totals: &mut [u64; MOST_WORDS],
    each: &mut dyn FnMut(String, usize),
) {
    let body = &analysis.body;
    let words = &body.text.words.words;
    let taken = body.hits.iter().map(|hit| hit.span).chain(body.names.iter().map(|name| name.span));
    let taken = Cover::of(taken.chain(body.text.distanced.iter().copied()));
    let is_sentence = sentences_with_a_stop(&body.text.words);
    let mut sentence = 0;
    for segment in body.text.segments.iter().filter(|segment| segment.voice.is_own()) {
        let (first, end) = (segment.first_word as usize, (segment.end_word as usize).min(words.len()));
        for start in first..end {
            while body.text.words.sentences.get(sentence + 1).is_some_and(|&next| next as usize <= start) {
                sentence += 1;
            }
            if words[start].start < analysis.body_starts_at || is_sentence.get(sentence) != Some(&true) {
                continue;
            }
            for length in 1..=MOST_WORDS.min(end - start) {
                let term = &words[start..start + length];
                if length > 1 && !continues(term) {
                    break;
                }
                totals[length - 1] += 1;
                let span = Span::new(term[0].start, term[length - 1].end);
                let after_prefix = start > first && is_after_prefix(&words[start - 1], &term[0], language);
                if !after_prefix && says_something(term, &article.body, language) && !taken.overlaps(span) {
                    each(written(term, &article.body), start);
                }
            }
        }
    }
}

/// Which sentences end with a full stop or the like: what has none is a caption, a heading or a button.
fn sentences_with_a_stop(words: &Words) -> Vec<bool> {
    let ends = words.sentences.iter().skip(1).copied().chain([words.words.len() as u32]);
    ends.map(|end| words.marks_before(end).iter().any(|mark| mark.kind == MarkKind::Stop)).collect()
}

/// Whether a form can go on from the word before the last to the last: the words of a form are joined by space or
/// hyphen, and only its last may be possessive.
fn continues(term: &[Word]) -> bool {
    let [.., before, last] = term else { return true };
    matches!(last.joint, Joint::Space | Joint::LineBreak | Joint::Hyphen) && !before.possessive
}

/// Whether the term is the rest of a compound in which a form would not count: anti-*vaxxer*.
fn is_after_prefix(before: &Word, first: &Word, language: &Language) -> bool {
    first.joint == Joint::Hyphen && language.is(before.id, Class::Prefix)
}

/// Whether it begins and ends with words that say something, and has no number, initial or abbreviation in it: how
/// these are written is a matter of house style.
fn says_something(term: &[Word], text: &str, language: &Language) -> bool {
    let is_style = |word: &Word| {
        let classes = [Class::Abbreviation, Class::FinalAbbreviation, Class::NumberAbbreviation, Class::Time];
        let there = word.span().of(text);
        classes.into_iter().any(|class| language.is(word.id, class))
            || !there.chars().all(|c| c.is_alphabetic() || is_apostrophe(c))
    };
    let says = |word: &Word| {
        // A single letter may stand between others: "once a thief".
        !is_function_word(language, word.id) && word.span().of(text).chars().nth(1).is_some()
    };
    term.first().is_some_and(says) && term.last().is_some_and(says) && !term.iter().any(is_style)
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2019}')
}

/// The term as the form of an entry: words with the spaces and hyphens between them.
fn written(term: &[Word], text: &str) -> String {
    let mut form = String::new();
    for (index, word) in term.iter().enumerate() {
        if index > 0 {
            form.push(if word.joint == Joint::Hyphen { '-' } else { ' ' });
        }
        let there = word.span().of(text);
        match word.shape {
            Shape::Upper => form.push_str(there),
            Shape::Lower | Shape::Title | Shape::Mixed => form.push_str(&fold(there)),
        }
    }
    form
}

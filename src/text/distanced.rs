//! Which words stand under a *so-called*?

use crate::language::{Class, Classes, Ending, Joint, Language, Shape, Word, Words};
use crate::span::Span;

/// At most so many words stand under one.
const MOST_WORDS: usize = 8;

/// Finds the words after a distancing word: up to a verb, punctuation, or a preposition that does not link two names
/// (the so-called *Council for the Northern Provinces*). What `distanced` held is forgotten.
///
/// `distancing` holds the index of each word of that class.
pub(super) fn find(source: &str, words: &Words, distancing: &[usize], language: &Language, distanced: &mut Vec<Span>) {
    distanced.clear();
    for &index in distancing {
        if language.is_distancing(words.words.get(..=index).unwrap_or_default()) {
            let after = words.words.get(index + 1..).unwrap_or_default();
            let length = reach(source, after, language);
            if let (Some(first), Some(last)) = (after.first(), after.get(..length).and_then(<[Word]>::last)) {
                distanced.push(Span::new(first.start, last.end));
            }
        }
    }
}

/// How many of the words that follow are meant.
fn reach(source: &str, after: &[Word], language: &Language) -> usize {
    const ENDS: Classes = Classes::of(&[
        Class::Be,
        Class::Have,
        Class::Modal,
        Class::Preposition,
        Class::Coordinator,
        Class::Contrast,
        Class::Subordinator,
        Class::Relative,
        Class::That,
        Class::To,
        Class::Pronoun,
        Class::Determiner,
        Class::Adverb,
    ]);
    let mut length = 0;
    while let Some(word) = after.get(length).filter(|_| length < MOST_WORDS) {
        let open = matches!(word.joint, Joint::Space | Joint::LineBreak | Joint::Hyphen | Joint::Slash)
            || (length == 0 && word.joint == Joint::Quote);
        if !open {
            break;
        }
        let classes = language.classes(word.id);
        if classes.has(Class::LinksName) && is_capital(after, length.wrapping_sub(1)) {
            // of, for, of the: goes on if another name follows.
            let article = after.get(length + 1).is_some_and(|next| language.classes(next.id).has(Class::Article));
            let name = length + 1 + usize::from(article);
            if is_capital(after, name) {
                length = name + 1;
                continue;
            }
            break;
        }
        if classes.meets(ENDS) || (length > 0 && is_verb(source, word, after.get(length - 1), language)) {
            break;
        }
        length += 1;
        if word.possessive {
            // The so-called caliphate's fighters: the target is the caliphate.
            break;
        }
    }
    length
}

fn is_capital(words: &[Word], index: usize) -> bool {
    words.get(index).is_some_and(|word| word.shape != Shape::Lower)
}

/// Whether a word that is not the first is a verb, as far as its form shows: "the so-called reform *failed*", but not "the
/// so-called newly *formed* army".
fn is_verb(source: &str, word: &Word, before: Option<&Word>, language: &Language) -> bool {
    let text = |word: &Word| source.get(word.start as usize..word.end as usize).unwrap_or_default();
    let modified = before.is_some_and(|before| language.ends(text(before), Ending::Adverb));
    let verb = language.is(word.id, Class::Cue) || language.ends(text(word), Ending::Participle);
    word.shape == Shape::Lower && verb && !modified && !language.is(word.id, Class::NounLike)
}

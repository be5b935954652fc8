//! What words does a form have, and how is a lemma inflected?
//!
//! Forms are cut by the rules by which articles are cut, so that what is written the same is found.

use std::cell::RefCell;

use super::FormJoint;
use crate::language::{Joint, Language, Vocabulary, Words, inflect};

/// The language, at work on one file.
#[derive(Debug)]
pub(super) struct Cuts<'l> {
    vocabulary: &'l Vocabulary,
    language: &'l Language,
    words: RefCell<Words>,
}

/// A word of a form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cut<'t> {
    pub text: &'t str,
    /// What joins it to the one before.
    pub joint: FormJoint,
}

/// What kind of word a lemma is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Pos {
    Noun,
    Verb,
    Adjective,
}

impl<'l> Cuts<'l> {
    pub fn of(vocabulary: &'l Vocabulary, language: &'l Language) -> Cuts<'l> {
        Cuts { vocabulary, language, words: RefCell::default() }
    }

    /// The words of a string.
    pub fn words<'t>(&self, text: &'t str) -> Vec<Cut<'t>> {
        let mut words = self.words.borrow_mut();
        words.cut(text, self.vocabulary, self.language);
        let cut = words.words.iter().map(|word| {
            let joint = match word.joint {
                Joint::Space | Joint::LineBreak => FormJoint::Space,
                Joint::Hyphen => FormJoint::Hyphen,
                Joint::Slash => FormJoint::Slash,
                _ => FormJoint::Punctuation,
            };
            let end =
                word.end as usize + if word.possessive { possessive_ending(&text[word.end as usize..]) } else { 0 };
            Cut { text: &text[word.start as usize..end], joint }
        });
        cut.collect()
    }

    /// A lemma with its inflected forms.
    pub fn inflected(&self, lemma: &str, pos: Pos) -> Vec<String> {
        let irregular = self.language.irregular();
        match pos {
            Pos::Noun => inflect::noun(lemma, irregular),
            Pos::Verb => inflect::verb(lemma, irregular),
            Pos::Adjective => inflect::adjective(lemma, irregular),
        }
    }
}

/// How many bytes of a possessive ending stand here: inside a form it is part of the wording.
fn possessive_ending(rest: &str) -> usize {
    let mut chars = rest.chars();
    let apostrophe = chars.next().map_or(0, char::len_utf8);
    apostrophe + usize::from(chars.next().is_some_and(|c| matches!(c, 's' | 'S')))
}

//! Which words does a wildcard of a form accept?

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::forms::Forms;
use crate::language::{Vocabulary, WordId, fold, means};

/// The numbers that a wildcard accepts.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Accepted {
    /// All of them, in order.
    pub all: Vec<WordId>,
    /// Those by which heads are told apart, in order. To them, words that no form has written out are the same
    /// if they have the same wildcards.
    pub telling: Vec<WordId>,
}

/// Says of each wildcard what it accepts, and gives numbers to the words that only wildcards mean. What is returned are
/// the words that are the same to heads as a combination of wildcards, and that combination.
pub(super) fn resolve(forms: &mut Forms, vocabulary: &mut Vocabulary) -> Vec<(WordId, WordId)> {
    let texts = forms.written_words().map(|(_, text)| text).filter(|text| text.contains('*'));
    let wildcards: BTreeSet<String> = texts.map(|text| fold(text).into_owned()).collect();
    if wildcards.is_empty() {
        return Vec::new();
    }
    vocabulary.add_wildcards(wildcards.iter().map(String::as_str));
    let literal: BTreeSet<WordId> = forms.words.iter().map(|word| word.id).collect();
    let words = vocabulary.words();
    let accepted = |wildcard: &String| {
        let combinations = vocabulary.combinations(wildcard);
        let meant = || words.iter().filter(|(word, _)| means(wildcard, word)).map(|&(_, id)| id);
        let sorted = |ids: &mut dyn Iterator<Item = WordId>| {
            let mut ids: Vec<WordId> = ids.chain(combinations.iter().copied()).collect();
            ids.sort_unstable();
            ids
        };
        let all = sorted(&mut meant());
        let telling = sorted(&mut meant().filter(|id| literal.contains(id)));
        Accepted { all, telling }
    };
    forms.accepted = wildcards.iter().map(accepted).collect();
    let places: BTreeMap<&str, u32> = wildcards.iter().map(String::as_str).zip(0..).collect();
    for (word, text) in forms.written_words().filter(|(_, text)| text.contains('*')) {
        word.accepted = places.get(&*fold(text)).copied();
    }
    let alike = words.iter().filter(|(_, id)| !literal.contains(id));
    let alike = alike.map(|(word, id)| (*id, vocabulary.id_by_wildcard(word)));
    alike.filter(|&(_, like)| like != WordId::NONE).collect()
}

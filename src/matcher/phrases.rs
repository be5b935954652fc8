//! Does one of these phrases stand here?

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::forms::without_possessive;
use crate::bits::Filter;
use crate::language::{Shape, Vocabulary, Word, WordId};
use crate::lexicon::Phrase;

/// The phrases of all guards, with numbers for words. They lie side by side: judging a candidate looks at a dozen lists,
/// and each step from one place of memory to another would cost more than the comparing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Phrases {
    lists: Vec<Listed>,
    phrases: Vec<Numbered>,
    /// The words of phrases from the second on.
    rest: Vec<GuardWord>,
}

/// The phrases of one key of a guard: index in [`Phrases::lists`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct List(u32);

impl List {
    /// That of a key which the guard does not have.
    const NONE: List = List(u32::MAX);

    pub(super) fn is_none(self) -> bool {
        self == List::NONE
    }
}

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Listed {
    /// The numbers of first words: most words of a window need no closer look.
    firsts: Filter,
    /// Where its phrases are, sorted by the numbers of their first words.
    from: u32,
    end: u32,
    /// The most words of one.
    longest: u32,
}

/// A phrase.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Numbered {
    first: GuardWord,
    /// Where its other words are.
    from: u32,
    n_words: u32,
}

/// A word of a phrase: its number, and above it what it asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
struct GuardWord(u32);

impl GuardWord {
    /// It has two or more capitals, and so matches only UPPER: US is not us.
    const UPPER: u32 = 1 << 31;
    /// It is written with 's, which is then part of the wording.
    const POSSESSIVE: u32 = 1 << 30;

    fn new(word: &str, vocabulary: &mut Vocabulary) -> GuardWord {
        let (stem, possessive) = without_possessive(word);
        let upper = stem.chars().filter(|c| c.is_uppercase()).count() >= 2 && !stem.contains(char::is_lowercase);
        let flag = |is: bool, flag: u32| if is { flag } else { 0 };
        let flags = flag(upper, GuardWord::UPPER) | flag(possessive, GuardWord::POSSESSIVE);
        GuardWord(vocabulary.insert(stem).0 | flags)
    }

    fn id(self) -> WordId {
        WordId(self.0 & !(GuardWord::UPPER | GuardWord::POSSESSIVE))
    }

    fn is(self, word: &Word) -> bool {
        self.id() == word.id
            && (self.0 & GuardWord::UPPER == 0 || word.shape == Shape::Upper)
            && (self.0 & GuardWord::POSSESSIVE == 0 || word.possessive)
    }
}

/// The lists that were numbered already, by their phrases.
#[derive(Debug, Default)]
pub(super) struct Known {
    lists: HashMap<Vec<Vec<GuardWord>>, List>,
    /// By where they are in memory: many lists share those of a class.
    phrases: HashMap<*const String, Vec<GuardWord>>,
}

impl Phrases {
    /// Numbers a list.
    pub(super) fn add(&mut self, list: &[Phrase], known: &mut Known, vocabulary: &mut Vocabulary) -> List {
        let numbered = |phrase: &Phrase| {
            let new = || phrase.iter().map(|word| GuardWord::new(word, vocabulary)).collect();
            known.phrases.entry(phrase.as_ptr()).or_insert_with(new).clone()
        };
        let mut phrases: Vec<Vec<GuardWord>> = list.iter().filter(|phrase| !phrase.is_empty()).map(numbered).collect();
        if phrases.is_empty() {
            return List::NONE;
        }
        phrases.sort_unstable_by(|a, b| (a[0].id(), a).cmp(&(b[0].id(), b)));
        phrases.dedup();
        let list = known.lists.get(&phrases).copied();
        list.unwrap_or_else(|| {
            let list = self.push(&phrases);
            known.lists.insert(phrases, list);
            list
        })
    }

    fn push(&mut self, phrases: &[Vec<GuardWord>]) -> List {
        let from = self.phrases.len() as u32;
        let (mut firsts, mut longest) = (Filter::default(), 0);
        for phrase in phrases {
            firsts.insert(phrase[0].id().0.into());
            longest = longest.max(phrase.len() as u32);
            // Of nearly all, none: 0 is the shortest number to store.
            let rest = if phrase.len() > 1 { self.rest.len() as u32 } else { 0 };
            self.phrases.push(Numbered { first: phrase[0], from: rest, n_words: phrase.len() as u32 });
            self.rest.extend(&phrase[1..]);
        }
        self.lists.push(Listed { firsts, from, end: self.phrases.len() as u32, longest });
        List(self.lists.len() as u32 - 1)
    }

    /// Whether a phrase of the list begins with the first of these words.
    pub(super) fn begin(&self, list: List, words: &[Word]) -> bool {
        let listed = self.listed(list);
        listed.may_begin(words) && self.beginning(listed, words).next().is_some()
    }

    /// Whether one ends with the last of these words.
    pub(super) fn end(&self, list: List, words: &[Word]) -> bool {
        let listed = self.listed(list);
        let longest = words.len().min(listed.longest as usize);
        (1..=longest).any(|length| {
            let tail = &words[words.len() - length..];
            listed.may_begin(tail) && self.beginning(listed, tail).any(|phrase| phrase.n_words as usize == length)
        })
    }

    /// Whether one stands anywhere in these words.
    pub(super) fn within(&self, list: List, words: &[Word]) -> bool {
        let listed = self.listed(list);
        (0..words.len()).any(|from| {
            let words = &words[from..];
            listed.may_begin(words) && self.beginning(listed, words).next().is_some()
        })
    }

    fn listed(&self, list: List) -> &Listed {
        &self.lists[list.0 as usize]
    }

    /// The phrases that begin with the first of these words, and stand there.
    fn beginning<'a>(&'a self, listed: &Listed, words: &'a [Word]) -> impl Iterator<Item = &'a Numbered> {
        let phrases = &self.phrases[listed.from as usize..listed.end as usize];
        let first = words.first().map_or(WordId::NONE, |word| word.id);
        let from = phrases.partition_point(|phrase| phrase.first.id() < first);
        phrases[from..].iter().take_while(move |phrase| phrase.first.id() == first).filter(move |phrase| {
            let n_words = phrase.n_words as usize;
            n_words <= words.len() && phrase.first.is(&words[0]) && {
                let rest = &self.rest[phrase.from as usize..][..n_words - 1];
                rest.iter().zip(&words[1..]).all(|(guard, word)| guard.is(word))
            }
        })
    }
}

impl Listed {
    fn may_begin(&self, words: &[Word]) -> bool {
        // A word that no vocabulary has stands in no phrase.
        words.first().is_some_and(|word| word.id != WordId::NONE && self.firsts.may_contain(word.id.0.into()))
    }
}

//! Which of all words do the wildcards of forms stand for?
//!
//! A word has one number, but may be meant by several wildcards, and be written out in other forms besides. So each
//! combination of wildcards that a word can have is a number of its own, which all of them accept. Of the wildcards
//! `abc*` that mean a word, the longest tells the others, which are its beginnings; so does the longest of `*abc`.

use serde::{Deserialize, Serialize};

use super::WordId;
use super::key::{self, Key};
use super::table::Table;

/// The wildcards of a vocabulary.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Wildcards {
    /// Of `abc*`.
    starts: Stems,
    /// Of `*abc`.
    ends: Stems,
    /// The number before that of the first combination.
    before: u32,
}

/// The letters of wildcards of one kind, numbered from 1; 0 is none of them.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
struct Stems {
    /// In the order of their numbers.
    stems: Vec<String>,
    numbers: Table,
    /// In bytes.
    longest: usize,
}

impl From<Vec<String>> for Stems {
    fn from(stored: Vec<String>) -> Stems {
        let mut stems = Stems::default();
        stored.iter().for_each(|stem| stems.add(stem));
        stems
    }
}

impl From<Stems> for Vec<String> {
    fn from(stems: Stems) -> Vec<String> {
        stems.stems
    }
}

impl Wildcards {
    /// These wildcards, folded, beside so many words; `None` if there are none.
    pub(super) fn new<'w>(wildcards: impl Iterator<Item = &'w str>, n_words: usize) -> Option<Wildcards> {
        let mut new = Wildcards { starts: Stems::default(), ends: Stems::default(), before: n_words as u32 };
        for wildcard in wildcards {
            match (wildcard.strip_suffix('*'), wildcard.strip_prefix('*')) {
                (Some(stem), _) => new.starts.add(stem),
                (None, Some(stem)) => new.ends.add(stem),
                (None, None) => {}
            }
        }
        (new.starts.len() + new.ends.len() > 0).then_some(new)
    }

    /// The number of the combination that a folded word has, by its letters alone.
    pub(super) fn id(&self, word: &str) -> WordId {
        let number = |stems: &Stems, part: Option<&str>| part.map_or(0, |part| stems.numbers.number(part));
        let start = self.starts.longest(word.len(), |length| number(&self.starts, word.get(..length)));
        let end = self.ends.longest(word.len(), |length| number(&self.ends, word.get(word.len() - length..)));
        self.combination(start, end)
    }

    /// The same of a word by its key. Nearly all words that no vocabulary has come here.
    pub(super) fn id_of_key(&self, word: Key, length: usize) -> WordId {
        let of_start = |part| self.starts.numbers.number_of_key(key::truncated(word, part));
        let of_end = |part| self.ends.numbers.number_of_key(key::ending(word, length, part));
        self.combination(self.starts.longest(length, of_start), self.ends.longest(length, of_end))
    }

    /// The numbers of all combinations that a wildcard has part in.
    pub(super) fn combinations(&self, wildcard: &str) -> Vec<WordId> {
        let all = |stems: &Stems| (0..=stems.len() as u32).collect::<Vec<_>>();
        let (starts, ends) = match (wildcard.strip_suffix('*'), wildcard.strip_prefix('*')) {
            (Some(stem), _) => (self.starts.telling(|longer| longer.starts_with(stem)), all(&self.ends)),
            (None, Some(stem)) => (all(&self.starts), self.ends.telling(|longer| longer.ends_with(stem))),
            (None, None) => return Vec::new(),
        };
        starts.iter().flat_map(|&start| ends.iter().map(move |&end| self.combination(start, end))).collect()
    }

    /// How many combinations there can be.
    pub(super) fn len(&self) -> usize {
        (self.starts.len() + 1) * (self.ends.len() + 1) - 1
    }

    fn combination(&self, start: u32, end: u32) -> WordId {
        match (start, end) {
            (0, 0) => WordId::NONE,
            _ => WordId(self.before + start * (self.ends.len() as u32 + 1) + end),
        }
    }
}

impl Stems {
    fn add(&mut self, stem: &str) {
        if self.numbers.insert(stem) as usize > self.stems.len() {
            self.stems.push(stem.to_owned());
        }
        self.longest = self.longest.max(stem.len());
    }

    fn len(&self) -> usize {
        self.stems.len()
    }

    /// The number of the longest stem that is part of a word of so many bytes; `number` is that of its part of so many.
    fn longest(&self, word: usize, number: impl Fn(usize) -> u32) -> u32 {
        (1..=self.longest.min(word)).rev().map(number).find(|&number| number != 0).unwrap_or(0)
    }

    /// The numbers of the stems for which this holds, in order.
    fn telling(&self, holds: impl Fn(&str) -> bool) -> Vec<u32> {
        (1..).zip(&self.stems).filter(|(_, stem)| holds(stem)).map(|(number, _)| number).collect()
    }
}

/// Whether a folded word is one that a wildcard means.
pub fn means(wildcard: &str, word: &str) -> bool {
    match (wildcard.strip_suffix('*'), wildcard.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (None, Some(stem)) => word.ends_with(stem),
        (None, None) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_combination_has_one_number_that_all_its_wildcards_accept() {
        let wildcards = ["terror*", "terrori*", "*ism", "*ist", "anti*"];
        let known = Wildcards::new(wildcards.into_iter(), 100).unwrap();
        for word in ["terror", "terrorism", "terrorist", "terrorize", "antiterrorism", "schism", "peace", "ism", "terr"]
        {
            let id = known.id(word);
            assert_eq!(known.id_of_key(key::of_plain(word.as_bytes()).unwrap(), word.len()), id, "{word}");
            let meaning = wildcards.iter().filter(|wildcard| means(wildcard, word)).count();
            assert_eq!(id == WordId::NONE, meaning == 0, "{word}");
            for wildcard in wildcards {
                assert_eq!(known.combinations(wildcard).contains(&id), means(wildcard, word), "{wildcard} {word}");
            }
            assert!(id == WordId::NONE || (101..=100 + known.len() as u32).contains(&id.0), "{word}: {id:?}");
        }
        assert!(Wildcards::new(std::iter::empty(), 100).is_none());
    }
}

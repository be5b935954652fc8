//! Which of all words do the wildcards of forms stand for?
//!
//! A word has one number, but may be meant by several wildcards, and be written out in other forms besides. So each
//! combination of wildcards that a word can have is a number of its own, which all of them accept. Of the wildcards
//! `abc*` that mean a word, the longest tells the others, which are its beginnings; so does the longest of `*abc`.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::WordId;

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

/// The letters of wildcards of one kind, numbered from 1; 0 is none of them. They are stored in the order of their numbers.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
struct Stems {
    numbers: HashMap<Box<str>, u32>,
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
        let mut stored: Vec<(Box<str>, u32)> = stems.numbers.into_iter().collect();
        stored.sort_unstable_by_key(|&(_, number)| number);
        stored.into_iter().map(|(stem, _)| stem.into()).collect()
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
        let start = self.starts.longest(word, |word, length| word.get(..length));
        let end = self.ends.longest(word, |word, length| word.get(word.len() - length..));
        match (start, end) {
            (0, 0) => WordId::NONE,
            _ => self.combination(start, end),
        }
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
        WordId(self.before + start * (self.ends.len() as u32 + 1) + end)
    }
}

impl Stems {
    fn add(&mut self, stem: &str) {
        let next = self.len() as u32 + 1;
        self.numbers.entry(stem.into()).or_insert(next);
        self.longest = self.longest.max(stem.len());
    }

    fn len(&self) -> usize {
        self.numbers.len()
    }

    /// The number of the longest stem that is this part of a word.
    fn longest<'w>(&self, word: &'w str, part: impl Fn(&'w str, usize) -> Option<&'w str>) -> u32 {
        let lengths = (1..=self.longest.min(word.len())).rev();
        let mut numbers = lengths.filter_map(|length| self.numbers.get(part(word, length)?));
        numbers.next().copied().unwrap_or(0)
    }

    /// The numbers of the stems for which this holds, in order.
    fn telling(&self, holds: impl Fn(&str) -> bool) -> Vec<u32> {
        let mut numbers: Vec<u32> = Vec::new();
        // In no order; sorted below.
        #[expect(clippy::iter_over_hash_type, reason = "what is taken from it is sorted")]
        for (stem, &number) in &self.numbers {
            if holds(stem) {
                numbers.push(number);
            }
        }
        numbers.sort_unstable();
        numbers
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

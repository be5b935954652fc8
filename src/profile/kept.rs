//! Which articles are kept, for intervals that need more than sums?

use std::collections::{BTreeMap, BinaryHeap};

use sha2::{Digest, Sha256};

use super::Catalog;
use super::outlet::{by_voice, is_strong, own_of};
use crate::analyzer::Counts;
use crate::stats::Rate;
use crate::text::Voice;

/// So many articles of an outlet are kept: those whose ids have the smallest hash.
const MOST: usize = 4096;

/// The kept articles of an outlet. All of them, up to 4,096.
#[derive(Clone, Debug, Default)]
pub struct Sample {
    /// The largest hash on top, so that it goes first.
    articles: BinaryHeap<Kept>,
}

/// The counts of one article, as far as intervals need them.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Kept {
    hash: [u8; 16],
    /// Words of the body by voice.
    words: [u32; 7],
    title_words: u32,
    title_hits: u32,
    scare: u32,
    advisory: u32,
    /// Hits of the main rate's kind: by category and voice.
    hits: Vec<((u16, u8), u32)>,
    /// Names in own voice: by set and variant.
    names: Vec<((u16, u16), u32)>,
}

impl Kept {
    pub(super) fn new(id: &str, counts: &Counts, catalog: &Catalog) -> Kept {
        let small = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
        let body = &counts.body;
        let mut hash = [0; 16];
        hash.copy_from_slice(&Sha256::digest(id)[..16]);
        let mut hits = BTreeMap::new();
        for hit in body.hits.iter().filter(|hit| is_strong(hit)) {
            if let Some(entry) = catalog.entries.get(hit.entry as usize) {
                *hits.entry((entry.category, hit.voice)).or_insert(0) += hit.n;
            }
        }
        let mut names = BTreeMap::new();
        for name in body.names.iter().filter(|name| Voice::ALL[name.voice as usize].is_own()) {
            *names.entry((name.nameset, name.variant)).or_insert(0) += name.n;
        }
        Kept {
            hash,
            words: body.words.map(small),
            title_words: small(own_of(&counts.title.words)),
            title_hits: small(own_of(&by_voice(&counts.title, is_strong))),
            scare: small(body.scare_segments),
            advisory: small(own_of(&by_voice(body, |hit| hit.advisory))),
            hits: hits.into_iter().collect(),
            names: names.into_iter().collect(),
        }
    }

    fn own_words(&self) -> u64 {
        u64::from(self.words[Voice::Own as usize]) + u64::from(self.words[Voice::Insertion as usize])
    }

    /// Hits of the main rate's kind in some voices, among the words of these voices.
    pub(super) fn rate(&self, voice: impl Fn(Voice) -> bool) -> Rate {
        let hits = self.hits.iter().filter(|((_, of), _)| voice(Voice::ALL[*of as usize]));
        let words = Voice::ALL.into_iter().filter(|&of| voice(of));
        Rate {
            hits: hits.map(|&(_, n)| u64::from(n)).sum(),
            words: words.map(|of| u64::from(self.words[of as usize])).sum(),
        }
    }

    /// Hits of the main rate's kind in one category, among own words.
    pub(super) fn category(&self, category: u16) -> Rate {
        let hits = self.hits.iter().filter(|((of, voice), _)| *of == category && Voice::ALL[*voice as usize].is_own());
        Rate { hits: hits.map(|&(_, n)| u64::from(n)).sum(), words: self.own_words() }
    }

    pub(super) fn title(&self) -> Rate {
        Rate { hits: self.title_hits.into(), words: self.title_words.into() }
    }

    pub(super) fn scare(&self) -> Rate {
        Rate { hits: self.scare.into(), words: self.words.iter().map(|&n| u64::from(n)).sum() }
    }

    pub(super) fn advisory(&self) -> Rate {
        Rate { hits: self.advisory.into(), words: self.own_words() }
    }

    /// Uses of a variant among uses of its set, in own voice.
    pub(super) fn name(&self, nameset: u16, variant: u16) -> Rate {
        let of_set = || self.names.iter().filter(|((set, _), _)| *set == nameset);
        Rate {
            hits: of_set().filter(|((_, of), _)| *of == variant).map(|&(_, n)| u64::from(n)).sum(),
            words: of_set().map(|&(_, n)| u64::from(n)).sum(),
        }
    }
}

impl Sample {
    pub(super) fn add(&mut self, article: Kept) {
        self.articles.push(article);
        if self.articles.len() > MOST {
            self.articles.pop();
        }
    }

    pub(super) fn merge(&mut self, other: Sample) {
        other.articles.into_iter().for_each(|article| self.add(article));
    }

    /// The kept articles in the order of their hashes, so that sums of floats do not depend on the order of input.
    pub(super) fn in_order(&self) -> Vec<&Kept> {
        let mut articles: Vec<&Kept> = self.articles.iter().collect();
        articles.sort_unstable();
        articles
    }
}

impl PartialEq for Sample {
    fn eq(&self, other: &Sample) -> bool {
        self.in_order() == other.in_order()
    }
}

impl Eq for Sample {}

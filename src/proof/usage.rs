//! How often does each entry hit in a corpus, and where?

use std::collections::BTreeMap;

use crate::analyzer::Analysis;
use crate::corpus::Article;
use crate::lexicon::EntryId;
use crate::text::Voice;

/// The hits of a corpus by entry. Sums add up, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Usage {
    /// Articles.
    pub articles: u64,
    /// Entries with hits, by their index.
    pub entries: BTreeMap<u32, EntryUse>,
    /// Outlets, by name.
    pub outlets: BTreeMap<String, OutletUse>,
}

/// The hits of an entry, in titles and bodies.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntryUse {
    /// By voice, indexed by `Voice as usize`. Those under a *so-called* are among them.
    pub by_voice: [u64; 7],
    /// Articles with a hit.
    pub articles: u64,
}

/// What an outlet says in its own voice, in bodies.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletUse {
    /// Articles.
    pub articles: u64,
    /// Own words of the bodies.
    pub own_words: u64,
    /// Hits of the main rate's kind by the index of their entry.
    pub main: BTreeMap<u32, u64>,
}

/// Hits of the main rate's kind are of this intensity or more.
const STRONG: u8 = 2;

impl Usage {
    /// Adds an article.
    pub fn add(&mut self, article: &Article, analysis: &Analysis) {
        self.articles += 1;
        let mut seen = std::collections::BTreeSet::new();
        for hit in analysis.title.hits.iter().chain(&analysis.body.hits) {
            let of = self.entries.entry(hit.entry.0).or_default();
            of.by_voice[hit.voice as usize] += 1;
            of.articles += u64::from(seen.insert(hit.entry.0));
        }
        if !self.outlets.contains_key(&*article.outlet) {
            self.outlets.insert(article.outlet.to_string(), OutletUse::default());
        }
        let Some(outlet) = self.outlets.get_mut(&*article.outlet) else { return };
        let counts = analysis.counts();
        outlet.articles += 1;
        let own = Voice::ALL.into_iter().filter(|voice| voice.is_own());
        outlet.own_words += own.map(|voice| counts.body.words[voice as usize]).sum::<u64>();
        for hit in counts.body.hits {
            if Voice::ALL[hit.voice as usize].is_own() && hit.intensity >= STRONG && !hit.advisory {
                *outlet.main.entry(hit.entry).or_default() += u64::from(hit.n);
            }
        }
    }

    /// Adds the hits of other articles.
    pub fn merge(&mut self, other: Usage) {
        self.articles += other.articles;
        for (entry, more) in other.entries {
            let of = self.entries.entry(entry).or_default();
            of.articles += more.articles;
            of.by_voice.iter_mut().zip(more.by_voice).for_each(|(sum, more)| *sum += more);
        }
        for (name, more) in other.outlets {
            let of = self.outlets.entry(name).or_default();
            of.articles += more.articles;
            of.own_words += more.own_words;
            more.main.into_iter().for_each(|(entry, n)| *of.main.entry(entry).or_default() += n);
        }
    }

    /// The hits of an entry; none if it has none.
    pub fn of(&self, entry: EntryId) -> EntryUse {
        self.entries.get(&entry.0).copied().unwrap_or_default()
    }
}

impl EntryUse {
    /// Hits in the outlet's own voice.
    pub fn own(&self) -> u64 {
        Voice::ALL.into_iter().filter(|voice| voice.is_own()).map(|voice| self.by_voice[voice as usize]).sum()
    }

    /// Hits in quotations.
    pub fn quoted(&self) -> u64 {
        self.by_voice[Voice::Direct as usize]
    }

    /// Hits in any voice.
    pub fn all(&self) -> u64 {
        self.by_voice.iter().sum()
    }
}

impl OutletUse {
    /// Hits of the main rate's kind of the entries that are wanted.
    pub fn hits(&self, wanted: impl Fn(u32) -> bool) -> u64 {
        self.main.iter().filter(|&(&entry, _)| wanted(entry)).map(|(_, n)| n).sum()
    }
}

//! Which sentences stand in most articles of an outlet?
//!
//! *Sign up for our newsletter* is nobody's framing. Sentences are proposed by
//! the algorithm of Misra and Gries (1982), which finds all that could be that
//! frequent in memory that does not grow, and counted exactly afterwards.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::trace::Head;

/// An outlet of fewer articles that are no copies has no boilerplate: it cannot be told from chance.
pub const MIN_BOILERPLATE_ARTICLES: u64 = 10;

/// So many sentences of an outlet are counted at a time.
const COUNTERS: usize = 512;

/// Of an article so many sentences are looked at from its start and as many from its end. With these 128 and 512
/// counters, all sentences are proposed that stand in more than a quarter of the articles.
const LOOKED_AT: usize = 64;

/// So many outlets are surveyed at a time, up to 14 KB each; of more, the articles are gone through several times.
const SURVEYED: usize = 2048;

/// The sentences that stand in more than half of the articles of an outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate {
    /// Hashes, in order.
    sentences: Vec<u32>,
}

impl Boilerplate {
    /// How many there are.
    pub fn len(&self) -> usize {
        self.sentences.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.sentences.is_empty()
    }

    pub(super) fn has(&self, sentence: u32) -> bool {
        self.sentences.binary_search(&sentence).is_ok()
    }
}

/// How many articles each outlet has.
#[derive(Debug, Default)]
pub(super) struct Outlets(BTreeMap<String, u64>);

impl Outlets {
    /// Counts an article.
    pub(super) fn add(&mut self, outlet: &str) {
        match self.0.get_mut(outlet) {
            Some(articles) => *articles += 1,
            None => {
                self.0.insert(outlet.to_owned(), 1);
            }
        }
    }

    /// Those that may have boilerplate, so many together as are surveyed at a time.
    pub(super) fn surveys(self) -> impl Iterator<Item = Survey> {
        let large = self.0.into_iter().filter(|&(_, articles)| articles >= MIN_BOILERPLATE_ARTICLES);
        let mut large = large.map(|(outlet, _)| (outlet, OfOutlet::default()));
        std::iter::from_fn(move || {
            let outlets: BTreeMap<String, OfOutlet> = large.by_ref().take(SURVEYED).collect();
            (!outlets.is_empty()).then_some(Survey { outlets })
        })
    }
}

/// How often sentences stand in the articles of some outlets.
#[derive(Debug)]
pub(super) struct Survey {
    outlets: BTreeMap<String, OfOutlet>,
}

#[derive(Debug, Default)]
struct OfOutlet {
    articles: u32,
    sentences: FxHashMap<u32, Count>,
}

/// In how many articles a sentence stands.
#[derive(Debug)]
struct Count {
    articles: u32,
    /// The last of them. In each it counts once.
    last: u32,
}

impl Count {
    fn add(&mut self, article: u32) {
        self.articles += u32::from(self.last != article);
        self.last = article;
    }
}

impl Survey {
    /// Notes what may be frequent.
    pub(super) fn propose(&mut self, trace: &Head<'_>) {
        let Some(outlet) = self.outlets.get_mut(trace.outlet) else { return };
        outlet.articles += 1;
        let article = outlet.articles;
        for sentence in looked_at(trace) {
            if let Some(count) = outlet.sentences.get_mut(&sentence) {
                count.add(article);
            } else if outlet.sentences.len() < COUNTERS {
                outlet.sentences.insert(sentence, Count { articles: 1, last: article });
            } else {
                outlet.sentences.retain(|_, count| {
                    count.articles -= 1;
                    count.articles > 0
                });
            }
        }
    }

    /// What was proposed is counted from here on.
    pub(super) fn settle(&mut self) {
        // Copies are no articles of their own.
        self.outlets.retain(|_, outlet| u64::from(outlet.articles) >= MIN_BOILERPLATE_ARTICLES);
        for outlet in self.outlets.values_mut() {
            outlet.articles = 0;
            outlet.sentences.values_mut().for_each(|count| *count = Count { articles: 0, last: 0 });
        }
    }

    /// Counts what was proposed.
    pub(super) fn count(&mut self, trace: &Head<'_>) {
        let Some(outlet) = self.outlets.get_mut(trace.outlet) else { return };
        outlet.articles += 1;
        for sentence in looked_at(trace) {
            if let Some(count) = outlet.sentences.get_mut(&sentence) {
                count.add(outlet.articles);
            }
        }
    }

    /// What stands in most articles of each outlet.
    pub(super) fn boilerplate(self) -> impl Iterator<Item = (String, Boilerplate)> {
        let of_outlets = self.outlets.into_iter().map(|(name, outlet)| {
            let OfOutlet { articles, mut sentences } = outlet;
            sentences.retain(|_, count| u64::from(count.articles) * 2 > u64::from(articles));
            let mut sentences: Vec<u32> = sentences.into_keys().collect();
            sentences.sort_unstable();
            (name, Boilerplate { sentences })
        });
        of_outlets.filter(|(_, boilerplate)| !boilerplate.is_empty())
    }
}

/// The sentences of an article that are looked at.
fn looked_at(trace: &Head<'_>) -> impl Iterator<Item = u32> {
    let all = trace.sentences();
    let between = all.len().saturating_sub(LOOKED_AT);
    let looked_at = all.enumerate().filter(move |&(index, _)| index < LOOKED_AT || index >= between);
    looked_at.map(|(_, hash)| hash).filter(|&hash| hash != 0)
}

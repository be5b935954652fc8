//! What adds up for one outlet?

use std::collections::BTreeMap;

use super::kept::{Kept, Sample};
use super::{Catalog, LeftOutCounts, Source};
use crate::analyzer::{Counts, HitCount, PartCounts};
use crate::stats::Moments;
use crate::text::Voice;

/// The sums of one outlet's articles.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletProfile {
    /// The group the table of outlets gives it; the first by the alphabet if several were given.
    pub group: Option<String>,
    /// Articles, without those that are left out; all other sums are of these.
    pub articles: u64,
    /// Those that are left out.
    pub left_out: LeftOutCounts,
    /// Articles whose titles lost what stood before a hyphen.
    pub titles_cut: u64,
    /// Articles that were cut into tokens.
    pub tokenized: u64,
    /// Words of the bodies that are boilerplate, and in no other sum.
    pub boilerplate_words: u64,
    /// Words of the bodies by voice, indexed by `Voice as usize`.
    pub body_words: [u64; 7],
    /// Words of the titles by voice.
    pub title_words: [u64; 7],
    /// Paragraphs of the bodies.
    pub paragraphs: u64,
    /// Those with a double quotation mark without its partner.
    pub unbalanced_paragraphs: u64,
    /// The main rate: hits of intensity 2 or more that are not advisory, in own voice, in the body.
    pub main: Moments,
    /// The same in titles.
    pub title: Moments,
    /// The same in bodies, in `described`.
    pub described: Moments,
    /// The same, in `indirect`.
    pub paraphrase: Moments,
    /// The same, in `direct`.
    pub quotation: Moments,
    /// Scare quotes among all words of the body.
    pub scare: Moments,
    /// Advisory hits in own voice, in the body.
    pub advisory: Moments,
    /// The main rate of each category that has hits, over the articles that have one.
    pub categories: BTreeMap<u16, Moments>,
    /// Entries with hits in bodies.
    pub entries: BTreeMap<u32, EntrySums>,
    /// Names used in bodies, by set and variant.
    pub names: BTreeMap<(u16, u16), NameSums>,
    /// Articles with a use of a set in own voice.
    pub name_articles: BTreeMap<u16, u64>,
    /// The articles kept for intervals.
    pub kept: Sample,
}

/// The sums of an entry in the bodies of one outlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EntrySums {
    /// All hits by voice, advisory ones too.
    pub by_voice: [u64; 7],
    /// Hits of the main rate's kind, in own voice.
    pub main: u64,
    /// Hits in own voice, advisory ones too.
    pub own: u64,
    /// Articles with a hit in own voice.
    pub articles: u64,
}

/// The sums of a name in the bodies of one outlet.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameSums {
    /// Uses in own voice.
    pub own: u64,
    /// Uses in any voice but scare quotes and mentions.
    pub all: u64,
}

impl OutletProfile {
    /// Adds an article.
    pub fn add(&mut self, source: Source<'_>, counts: &Counts, catalog: &Catalog) {
        let group = source.group.map(str::to_owned);
        self.group = first_of(self.group.take(), group);
        if let Some(why) = source.left_out {
            self.left_out.count(why);
            return;
        }
        let (title, body) = (&counts.title, &counts.body);
        self.articles += 1;
        self.titles_cut += u64::from(source.damage.title_cut);
        self.tokenized += u64::from(source.damage.tokenized);
        self.boilerplate_words += source.boilerplate_words;
        for voice in Voice::ALL {
            self.body_words[voice as usize] += body.words[voice as usize];
            self.title_words[voice as usize] += title.words[voice as usize];
        }
        self.paragraphs += body.paragraphs;
        self.unbalanced_paragraphs += body.unbalanced_paragraphs;
        let strong = by_voice(body, is_strong);
        self.main.add(own_of(&strong), own_of(&body.words));
        self.title.add(own_of(&by_voice(title, is_strong)), own_of(&title.words));
        for (sums, voice) in [
            (&mut self.described, Voice::Described),
            (&mut self.paraphrase, Voice::Indirect),
            (&mut self.quotation, Voice::Direct),
        ] {
            sums.add(strong[voice as usize], body.words[voice as usize]);
        }
        self.scare.add(body.scare_segments, body.words.iter().sum());
        self.advisory.add(own_of(&by_voice(body, |hit| hit.advisory)), own_of(&body.words));
        self.add_entries(body, catalog);
        self.add_names(body);
        self.kept.add(Kept::new(source.id, counts, catalog));
    }

    fn add_entries(&mut self, body: &PartCounts, catalog: &Catalog) {
        let mut last_own = None;
        let mut by_category: BTreeMap<u16, u64> = BTreeMap::new();
        for hit in &body.hits {
            let n = u64::from(hit.n);
            let sums = self.entries.entry(hit.entry).or_default();
            sums.by_voice[hit.voice as usize] += n;
            if !Voice::ALL[hit.voice as usize].is_own() {
                continue;
            }
            sums.own += n;
            // Counts are sorted by entry, so a new entry is one not seen in this article.
            if last_own.replace(hit.entry) != Some(hit.entry) {
                sums.articles += 1;
            }
            if is_strong(hit) {
                sums.main += n;
                if let Some(entry) = catalog.entries.get(hit.entry as usize) {
                    *by_category.entry(entry.category).or_default() += n;
                }
            }
        }
        for (category, hits) in by_category {
            self.categories.entry(category).or_default().add(hits, own_of(&body.words));
        }
    }

    fn add_names(&mut self, body: &PartCounts) {
        let mut last_own = None;
        for name in &body.names {
            let n = u64::from(name.n);
            let voice = Voice::ALL[name.voice as usize];
            if matches!(voice, Voice::Scare | Voice::Mention) {
                continue;
            }
            let sums = self.names.entry((name.nameset, name.variant)).or_default();
            sums.all += n;
            if voice.is_own() {
                sums.own += n;
                if last_own.replace(name.nameset) != Some(name.nameset) {
                    *self.name_articles.entry(name.nameset).or_default() += 1;
                }
            }
        }
    }

    /// Adds the sums of other articles of the outlet.
    pub fn merge(&mut self, other: OutletProfile) {
        self.group = first_of(self.group.take(), other.group);
        self.articles += other.articles;
        self.left_out.add(other.left_out);
        self.titles_cut += other.titles_cut;
        self.tokenized += other.tokenized;
        self.boilerplate_words += other.boilerplate_words;
        for voice in 0..Voice::ALL.len() {
            self.body_words[voice] += other.body_words[voice];
            self.title_words[voice] += other.title_words[voice];
        }
        self.paragraphs += other.paragraphs;
        self.unbalanced_paragraphs += other.unbalanced_paragraphs;
        self.main.merge(&other.main);
        self.title.merge(&other.title);
        self.described.merge(&other.described);
        self.paraphrase.merge(&other.paraphrase);
        self.quotation.merge(&other.quotation);
        self.scare.merge(&other.scare);
        self.advisory.merge(&other.advisory);
        for (category, sums) in other.categories {
            self.categories.entry(category).or_default().merge(&sums);
        }
        for (entry, sums) in other.entries {
            self.entries.entry(entry).or_default().merge(&sums);
        }
        for (name, sums) in other.names {
            let of = self.names.entry(name).or_default();
            of.own += sums.own;
            of.all += sums.all;
        }
        for (nameset, articles) in other.name_articles {
            *self.name_articles.entry(nameset).or_default() += articles;
        }
        self.kept.merge(other.kept);
    }

    /// Words of the bodies in own voice.
    pub fn own_words(&self) -> u64 {
        self.main.w
    }
}

impl EntrySums {
    fn merge(&mut self, other: &EntrySums) {
        for (sum, more) in self.by_voice.iter_mut().zip(other.by_voice) {
            *sum += more;
        }
        self.main += other.main;
        self.own += other.own;
        self.articles += other.articles;
    }
}

/// Hits of the main rate's kind are of this intensity or more.
const STRONG: u8 = 2;

/// Whether a hit is of the main rate's kind, voice apart.
pub(super) fn is_strong(hit: &HitCount) -> bool {
    hit.intensity >= STRONG && !hit.advisory
}

/// How many hits are such, by voice.
pub(super) fn by_voice(part: &PartCounts, is_such: impl Fn(&HitCount) -> bool) -> [u64; 7] {
    let mut hits = [0; 7];
    for hit in &part.hits {
        hits[hit.voice as usize] += u64::from(hit.n) * u64::from(is_such(hit));
    }
    hits
}

/// What the outlet's own voices have together.
pub(super) fn own_of(by_voice: &[u64; 7]) -> u64 {
    Voice::ALL.into_iter().filter(|voice| voice.is_own()).map(|voice| by_voice[voice as usize]).sum()
}

fn first_of(a: Option<String>, b: Option<String>) -> Option<String> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.min(b)),
        (a, b) => a.or(b),
    }
}

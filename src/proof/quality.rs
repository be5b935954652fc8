//! How well does a lexicon do its work on a corpus?

use std::collections::BTreeMap;

use serde::Serialize;

use super::{OutletUse, Usage};
use crate::lexicon::{Entry, EntryId, Lexicons};
use crate::stats::{Seeded, rounded, rounded_option, spearman, spearman_brown};

/// How often entries hit, and whether half of them would tell the same of outlets.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Quality {
    /// Articles.
    pub articles: u64,
    /// Entries that were looked for.
    pub entries: u64,
    /// The full ids of those without a hit.
    pub dead: Vec<String>,
    /// Hits of the main rate's kind in the outlets' own voice, in bodies.
    pub main_hits: u64,
    /// How few entries make most of them.
    pub concentration: Concentration,
    /// Whether random halves of the lexicon put outlets into the same order.
    pub reliability: Reliability,
    /// The categories, most own hits first.
    pub categories: Vec<Coverage>,
    /// The entries with hits, most hits first.
    pub entry_uses: Vec<QualityUse>,
}

/// How few entries make most hits of the main rate's kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Concentration {
    /// The share of the ten most frequent entries, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub top_10: f64,
    /// That of the fifty most frequent.
    #[serde(serialize_with = "rounded")]
    pub top_50: f64,
    /// So many entries make half of the hits.
    pub half: u64,
    /// So many make 80 %.
    pub four_fifths: u64,
    /// So many make 90 %.
    pub nine_tenths: u64,
}

/// The agreement of random halves of the entries on the order of outlets.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Reliability {
    /// Outlets with enough text for a rate.
    pub outlets: u64,
    /// Splits that could be computed.
    pub splits: u64,
    /// By which the splits can be made again.
    pub seed: u64,
    /// The median of Spearman's correlation of the rates of two halves; `None` under five outlets.
    #[serde(serialize_with = "rounded_option")]
    pub halves: Option<f64>,
    /// 2.5 % of the splits lie below.
    #[serde(serialize_with = "rounded_option")]
    pub low: Option<f64>,
    /// 2.5 % lie above.
    #[serde(serialize_with = "rounded_option")]
    pub high: Option<f64>,
    /// What the whole lexicon would reach, by the formula of Spearman and Brown.
    #[serde(serialize_with = "rounded_option")]
    pub whole: Option<f64>,
}

/// How much of a category is found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// Its id.
    pub category: String,
    /// Its entries that were looked for.
    pub entries: u64,
    /// Those with a hit.
    pub with_hits: u64,
    /// Hits in the outlets' own voice.
    pub own: u64,
    /// Hits in any voice.
    pub all: u64,
}

/// How often an entry is found, and in whose voice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct QualityUse {
    /// Its full id.
    pub entry: String,
    /// Hits of the main rate's kind in the outlets' own voice, in bodies.
    pub main: u64,
    /// Hits in the outlets' own voice.
    pub own: u64,
    /// Hits in quotations.
    pub quoted: u64,
    /// Hits in any voice.
    pub all: u64,
    /// Articles with a hit.
    pub articles: u64,
}

/// Under so many outlets a correlation of ranks says nothing.
const FEWEST_OUTLETS: usize = 5;

/// So many random splits are made: their median moves by some thousandths from seed to seed.
const SPLITS: u64 = 500;

/// The quality of the entries that are wanted, on the corpus of `usage`. Outlets are put in order only if they have
/// `enough` text for a rate.
pub fn quality(
    lexicons: &Lexicons,
    wanted: impl Fn(&Entry) -> bool,
    usage: &Usage,
    enough: impl Fn(&OutletUse) -> bool,
    seed: u64,
) -> Quality {
    let ids = (0..lexicons.entries.len()).map(|at| EntryId(at as u32));
    let ids: Vec<EntryId> = ids.filter(|&id| wanted(lexicons.entry(id))).collect();
    let mut sums: BTreeMap<u32, u64> = BTreeMap::new();
    let main_hits = usage.outlets.values().flat_map(|outlet| &outlet.main);
    main_hits.for_each(|(&entry, hits)| *sums.entry(entry).or_default() += hits);
    let main = |id: EntryId| sums.get(&id.0).copied().unwrap_or_default();
    let mut uses: Vec<(QualityUse, EntryId)> =
        ids.iter().map(|&id| (of_entry(id, main(id), lexicons, usage), id)).collect();
    let dead = uses.iter().filter(|(of, _)| of.all == 0).map(|(of, _)| of.entry.clone()).collect();
    uses.retain(|(of, _)| of.all > 0);
    let mut hits: Vec<u64> = uses.iter().map(|(of, _)| of.main).filter(|&hits| hits > 0).collect();
    hits.sort_unstable_by(|a, b| b.cmp(a));
    // Entries without such hits would only thin out both halves alike.
    let counted = uses.iter().filter(|(of, _)| of.main > 0).map(|(_, id)| id.0).collect();
    let mut entry_uses: Vec<QualityUse> = uses.into_iter().map(|(of, _)| of).collect();
    entry_uses.sort_by(|a, b| (b.main, b.all).cmp(&(a.main, a.all)).then_with(|| a.entry.cmp(&b.entry)));
    Quality {
        articles: usage.articles,
        entries: ids.len() as u64,
        dead,
        main_hits: hits.iter().sum(),
        concentration: concentration(&hits),
        reliability: reliability(counted, usage.outlets.values().filter(|outlet| enough(outlet)).collect(), seed),
        categories: categories(&ids, lexicons, usage),
        entry_uses,
    }
}

fn of_entry(id: EntryId, main: u64, lexicons: &Lexicons, usage: &Usage) -> QualityUse {
    let of = usage.of(id);
    let entry = lexicons.entry(id).full_id();
    QualityUse { entry, main, own: of.own(), quoted: of.quoted(), all: of.all(), articles: of.articles }
}

/// Of hits by entry, most first.
fn concentration(hits: &[u64]) -> Concentration {
    let all: u64 = hits.iter().sum();
    if all == 0 {
        return Concentration::default();
    }
    let share = |n: usize| hits.iter().take(n).sum::<u64>() as f64 / all as f64;
    let making = |percent: u64| {
        let mut sum = 0;
        let before = hits.iter().take_while(|&&hits| {
            let is_short = sum * 100 < all * percent;
            sum += hits;
            is_short
        });
        before.count() as u64
    };
    let (half, four_fifths, nine_tenths) = (making(50), making(80), making(90));
    Concentration { top_10: share(10), top_50: share(50), half, four_fifths, nine_tenths }
}

fn reliability(mut entries: Vec<u32>, outlets: Vec<&OutletUse>, seed: u64) -> Reliability {
    let mut correlations = Vec::new();
    let mut seeded = Seeded::new(seed);
    if outlets.len() >= FEWEST_OUTLETS {
        for _ in 0..SPLITS {
            seeded.shuffle(&mut entries);
            let mut one: Vec<u32> = entries[..entries.len() / 2].to_vec();
            one.sort_unstable();
            let rates = outlets.iter().map(|outlet| {
                let in_one = outlet.hits(|entry| one.binary_search(&entry).is_ok());
                let words = outlet.own_words as f64;
                (in_one as f64 / words, (outlet.hits(|_| true) - in_one) as f64 / words)
            });
            correlations.extend(spearman(&rates.collect::<Vec<_>>()));
        }
    }
    correlations.sort_by(f64::total_cmp);
    let quantile = |part: f64| {
        let last = correlations.len().checked_sub(1)?;
        correlations.get((last as f64 * part).round() as usize).copied()
    };
    Reliability {
        outlets: outlets.len() as u64,
        splits: correlations.len() as u64,
        seed,
        halves: quantile(0.5),
        low: quantile(0.025),
        high: quantile(0.975),
        whole: quantile(0.5).map(spearman_brown),
    }
}

fn categories(ids: &[EntryId], lexicons: &Lexicons, usage: &Usage) -> Vec<Coverage> {
    let covered = lexicons.categories.iter().enumerate().map(|(at, category)| {
        let of = ids.iter().filter(|&&id| usize::from(lexicons.entry(id).category.0) == at);
        let uses: Vec<_> = of.map(|&id| usage.of(id)).collect();
        Coverage {
            category: category.id.to_string(),
            entries: uses.len() as u64,
            with_hits: uses.iter().filter(|of| of.all() > 0).count() as u64,
            own: uses.iter().map(super::EntryUse::own).sum(),
            all: uses.iter().map(super::EntryUse::all).sum(),
        }
    });
    let mut covered: Vec<Coverage> = covered.filter(|of| of.entries > 0).collect();
    covered.sort_by(|a, b| b.own.cmp(&a.own).then_with(|| a.category.cmp(&b.category)));
    covered
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_entries_make_most_hits() {
        let hits = [50, 20, 10, 10, 5, 5];
        let of = concentration(&hits);
        assert_eq!((of.half, of.four_fifths, of.nine_tenths), (1, 3, 4));
        assert_eq!((of.top_10, of.top_50), (1.0, 1.0));
        assert_eq!(concentration(&[]), Concentration::default());
    }
}

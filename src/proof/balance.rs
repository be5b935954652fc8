//! Is a lexicon as hard on one side as on the other?

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Usage;
use crate::lexicon::{Axis, Entry, EntryId, Lexicons};

/// What a lexicon holds of each perspective, and of the two sides of each axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Balance {
    /// Articles in which hits were counted; `None` if no corpus was given.
    pub articles: Option<u64>,
    /// Every perspective, by name.
    pub perspectives: Vec<Side>,
    /// The axes, as declared.
    pub axes: Vec<AxisBalance>,
}

/// Entries of one perspective, and their hits in the corpus.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Side {
    /// Whose vocabulary it is.
    pub perspective: String,
    /// All of them.
    pub total: Weight,
    /// By intensity, from 0 to 3.
    pub by_intensity: [Weight; 4],
    /// By the id of the category.
    pub by_category: BTreeMap<String, Weight>,
}

/// So many entries, and how often they hit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Weight {
    /// Entries.
    pub entries: u64,
    /// Hits in the outlet's own voice.
    pub own: u64,
    /// Hits in any voice.
    pub all: u64,
}

/// The two sides of an axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AxisBalance {
    /// The id of the axis.
    pub axis: String,
    /// Entries of its one end alone.
    pub a: Side,
    /// Entries of the other end alone.
    pub b: Side,
    /// Entries with a counterpart on the other side: only these are in the perspective index.
    pub mirrors: Vec<Pair>,
    /// Entries of which somebody has said that there is no counterpart, and why.
    pub without: Vec<Without>,
    /// Entries that say neither.
    pub gaps: Vec<Gap>,
}

/// An entry of the one end and one of the other that are counterparts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pair {
    /// Of end `a`.
    pub a: Member,
    /// Of end `b`.
    pub b: Member,
}

/// An entry of a pair.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Member {
    /// Its full id.
    pub entry: String,
    /// Its intensity.
    pub intensity: u8,
    /// Its hits in the outlet's own voice.
    pub own: u64,
}

impl Pair {
    /// Whether the two weigh the same.
    pub fn is_even(&self) -> bool {
        self.a.intensity == self.b.intensity
    }
}

/// An entry that has no counterpart for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Without {
    /// Its full id.
    pub entry: String,
    /// The reason.
    pub no_mirror: String,
}

/// An entry that has no counterpart, and says no reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Gap {
    /// Its full id.
    pub entry: String,
    /// Whose vocabulary it is.
    pub perspective: String,
    /// Its category, where a counterpart would stand.
    pub category: String,
    /// Its intensity.
    pub intensity: u8,
    /// Its hits in the outlet's own voice.
    pub own: u64,
}

/// The balance of the entries that are wanted, with their hits in a corpus if one was read.
pub fn balance(lexicons: &Lexicons, wanted: impl Fn(&Entry) -> bool, usage: Option<&Usage>) -> Balance {
    let entries: Vec<(EntryId, &Entry)> = lexicons
        .entries
        .iter()
        .enumerate()
        .map(|(at, entry)| (EntryId(at as u32), entry))
        .filter(|(_, entry)| wanted(entry))
        .collect();
    let scale = Scale { lexicons, entries, mirrors: lexicons.mirrors(), usage };
    let names: BTreeSet<&String> = scale.entries.iter().flat_map(|(_, entry)| &entry.perspective).collect();
    let perspectives = names.into_iter().map(|name| scale.side(name, |entry| entry.perspective.contains(name)));
    Balance {
        articles: usage.map(|usage| usage.articles),
        perspectives: perspectives.collect(),
        axes: lexicons.axes.iter().map(|axis| scale.axis(axis)).collect(),
    }
}

struct Scale<'l> {
    lexicons: &'l Lexicons,
    entries: Vec<(EntryId, &'l Entry)>,
    mirrors: Vec<Vec<EntryId>>,
    usage: Option<&'l Usage>,
}

impl Scale<'_> {
    fn side(&self, perspective: &str, is_of: impl Fn(&Entry) -> bool) -> Side {
        let mut side = Side { perspective: perspective.to_owned(), ..Side::default() };
        for &(id, entry) in self.entries.iter().filter(|(_, entry)| is_of(entry)) {
            let hits = self.usage.map(|usage| usage.of(id)).unwrap_or_default();
            let weight = Weight { entries: 1, own: hits.own(), all: hits.all() };
            side.total.add(weight);
            if let Some(of) = side.by_intensity.get_mut(usize::from(entry.intensity)) {
                of.add(weight);
            }
            side.by_category.entry(self.lexicons.category(id).id.to_string()).or_default().add(weight);
        }
        side
    }

    fn axis(&self, axis: &Axis) -> AxisBalance {
        let side = |end: &str| self.side(end, |entry| axis.side(&entry.perspective) == Some(end));
        let mut balance = AxisBalance {
            axis: axis.id.to_string(),
            a: side(&axis.a),
            b: side(&axis.b),
            mirrors: Vec::new(),
            without: Vec::new(),
            gaps: Vec::new(),
        };
        for &(id, entry) in &self.entries {
            let Some(end) = axis.side(&entry.perspective) else { continue };
            let mirrors = self.mirrors.get(id.0 as usize).map_or(&[][..], Vec::as_slice);
            let opposite = mirrors.iter().copied().filter(|&mirror| {
                let other = axis.side(&self.lexicons.entry(mirror).perspective);
                other.is_some_and(|other| other != end)
            });
            let opposite: Vec<EntryId> = opposite.collect();
            if !opposite.is_empty() {
                // Each pair is found from both ends.
                let from_a = opposite.into_iter().filter(|_| end == axis.a);
                balance.mirrors.extend(from_a.map(|other| Pair { a: self.member(id), b: self.member(other) }));
            } else if let Some(no_mirror) = &entry.no_mirror {
                balance.without.push(Without { entry: entry.full_id(), no_mirror: no_mirror.clone() });
            } else {
                balance.gaps.push(Gap {
                    entry: entry.full_id(),
                    perspective: end.to_owned(),
                    category: self.lexicons.category(id).id.to_string(),
                    intensity: entry.intensity,
                    own: self.own(id),
                });
            }
        }
        balance
    }

    fn member(&self, id: EntryId) -> Member {
        let entry = self.lexicons.entry(id);
        Member { entry: entry.full_id(), intensity: entry.intensity, own: self.own(id) }
    }

    fn own(&self, id: EntryId) -> u64 {
        self.usage.map_or(0, |usage| usage.of(id).own())
    }
}

impl Weight {
    fn add(&mut self, other: Weight) {
        self.entries += other.entries;
        self.own += other.own;
        self.all += other.all;
    }
}

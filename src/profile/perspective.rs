//! Of which perspective is an outlet's vocabulary typical?

use serde::Serialize;

use super::{AxisInfo, Catalog, EntryInfo, OutletProfile, Profile};

/// So many own hits with a perspective on the axis are needed for an index; not measured.
const MIN_HITS: u64 = 20;

/// How the vocabulary of an outlet lies on an axis of two opposite perspectives.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AxisFigure {
    /// The id of the axis.
    pub axis: String,
    /// One perspective.
    pub a: String,
    /// The other.
    pub b: String,
    /// Own hits of entries typical of `a` that have a counterpart on the other side.
    pub a_hits: u64,
    /// Own hits of entries typical of `b` that have one.
    pub b_hits: u64,
    /// ln((b + ½)/(a + ½)) less the same of the pooled corpus: above zero, the vocabulary is more typical of `b` than
    /// the corpus is. `None` under 20 hits.
    #[serde(serialize_with = "crate::stats::rounded_option")]
    pub index: Option<f64>,
    /// The entries behind it, most hits first.
    pub terms: Vec<Term>,
}

/// An entry behind an index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Term {
    /// Its lexicon.
    pub lexicon: String,
    /// Its bare id.
    pub entry: String,
    /// The perspective it is typical of.
    pub perspective: String,
    /// Its own hits, advisory ones too.
    pub hits: u64,
}

/// The axes of a corpus. What all outlets are held against is worked out once.
pub(super) struct Axes<'c> {
    catalog: &'c Catalog,
    axes: Vec<Axis<'c>>,
}

struct Axis<'c> {
    info: &'c AxisInfo,
    /// The end that each entry is typical of.
    sides: Vec<Option<&'c str>>,
    /// The log ratio of the hits of the whole corpus.
    pooled: f64,
}

impl<'c> Axes<'c> {
    pub(super) fn of(profile: &Profile, catalog: &'c Catalog) -> Axes<'c> {
        let axis = |info: &'c AxisInfo| {
            let sides = (0..catalog.entries.len()).map(|entry| side(entry, info, catalog)).collect();
            let mut axis = Axis { info, sides, pooled: 0.0 };
            let hits = profile.outlets.values().map(|outlet| axis.hits(outlet));
            let (a, b) = hits.fold((0, 0), |(a, b), (more_a, more_b)| (a + more_a, b + more_b));
            axis.pooled = log_ratio(a, b);
            axis
        };
        Axes { catalog, axes: catalog.axes.iter().map(axis).collect() }
    }

    /// The axes on which an outlet has own hits.
    pub(super) fn figures(&self, outlet: &OutletProfile, voices_are_told: bool) -> Vec<AxisFigure> {
        let figures = self.axes.iter().map(|axis| {
            let (a_hits, b_hits) = axis.hits(outlet);
            let index = log_ratio(a_hits, b_hits) - axis.pooled;
            AxisFigure {
                axis: axis.info.id.clone(),
                a: axis.info.a.clone(),
                b: axis.info.b.clone(),
                a_hits,
                b_hits,
                index: (voices_are_told && a_hits + b_hits >= MIN_HITS).then_some(index),
                terms: axis.terms(outlet, self.catalog),
            }
        });
        figures.filter(|figure| figure.a_hits + figure.b_hits > 0).collect()
    }
}

impl Axis<'_> {
    /// The entries on the axis with own hits of an outlet: index, end and hits.
    fn own<'o>(&'o self, outlet: &'o OutletProfile) -> impl Iterator<Item = (u32, &'o str, u64)> {
        outlet.entries.iter().filter(|(_, sums)| sums.own > 0).filter_map(|(&entry, sums)| {
            let side = self.sides.get(entry as usize).copied().flatten()?;
            Some((entry, side, sums.own))
        })
    }

    /// An outlet's own hits at each end.
    fn hits(&self, outlet: &OutletProfile) -> (u64, u64) {
        let at = |end: &str| self.own(outlet).filter(|&(_, side, _)| side == end).map(|(_, _, hits)| hits).sum();
        (at(&self.info.a), at(&self.info.b))
    }

    fn terms(&self, outlet: &OutletProfile, catalog: &Catalog) -> Vec<Term> {
        let term = |(entry, side, hits): (u32, &str, u64)| {
            let info = catalog.entries.get(entry as usize)?;
            Some(Term { lexicon: info.lexicon.clone(), entry: info.id.clone(), perspective: side.to_owned(), hits })
        };
        let mut terms: Vec<Term> = self.own(outlet).filter_map(term).collect();
        terms.sort_by(|x, y| y.hits.cmp(&x.hits).then_with(|| (&x.lexicon, &x.entry).cmp(&(&y.lexicon, &y.entry))));
        terms
    }
}

/// The end of the axis that an entry is typical of, if a counterpart of it is typical of the other: without one, an
/// index would measure what the lexicon's authors thought of, and not what an outlet writes.
fn side<'a>(entry: usize, axis: &'a AxisInfo, catalog: &Catalog) -> Option<&'a str> {
    let end = |entry: &EntryInfo| match (entry.perspective.contains(&axis.a), entry.perspective.contains(&axis.b)) {
        (true, false) => Some(axis.a.as_str()),
        (false, true) => Some(axis.b.as_str()),
        (true, true) | (false, false) => None,
    };
    let info = catalog.entries.get(entry)?;
    let own = end(info)?;
    let mut mirrors = info.mirror.iter().filter_map(|&mirror| catalog.entries.get(mirror as usize));
    mirrors.any(|mirror| end(mirror).is_some_and(|other| other != own)).then_some(own)
}

fn log_ratio(a: u64, b: u64) -> f64 {
    ((b as f64 + 0.5) / (a as f64 + 0.5)).ln()
}

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

/// The axes on which an outlet has own hits.
pub(super) fn figures(outlet: &OutletProfile, profile: &Profile, catalog: &Catalog) -> Vec<AxisFigure> {
    let figures = catalog.axes.iter().map(|axis| {
        // By index, since hits are many and entries are few.
        let sides: Vec<Option<&str>> = (0..catalog.entries.len()).map(|entry| side(entry, axis, catalog)).collect();
        let side = |entry: u32| sides.get(entry as usize).copied().flatten();
        let hits = |outlet: &OutletProfile, of: &str| -> u64 {
            let entries = outlet.entries.iter().filter(|&(&entry, _)| side(entry) == Some(of));
            entries.map(|(_, sums)| sums.own).sum()
        };
        let (a_hits, b_hits) = (hits(outlet, &axis.a), hits(outlet, &axis.b));
        let pooled = |of: &str| profile.outlets.values().map(|outlet| hits(outlet, of)).sum();
        let index = log_ratio(a_hits, b_hits) - log_ratio(pooled(&axis.a), pooled(&axis.b));
        let mut terms: Vec<Term> = outlet
            .entries
            .iter()
            .filter(|(_, sums)| sums.own > 0)
            .filter_map(|(&entry, sums)| {
                let info = catalog.entries.get(entry as usize)?;
                let perspective = side(entry)?.to_owned();
                Some(Term { lexicon: info.lexicon.clone(), entry: info.id.clone(), perspective, hits: sums.own })
            })
            .collect();
        terms.sort_by(|x, y| y.hits.cmp(&x.hits).then_with(|| (&x.lexicon, &x.entry).cmp(&(&y.lexicon, &y.entry))));
        AxisFigure {
            axis: axis.id.clone(),
            a: axis.a.clone(),
            b: axis.b.clone(),
            a_hits,
            b_hits,
            index: (a_hits + b_hits >= MIN_HITS).then_some(index),
            terms,
        }
    });
    figures.filter(|figure| figure.a_hits + figure.b_hits > 0).collect()
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

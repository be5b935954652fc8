//! Of which perspective is an outlet's vocabulary typical?

use serde::Serialize;

use super::{Catalog, OutletProfile, Profile};

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
    /// Own hits of entries typical of `a`.
    pub a_hits: u64,
    /// Own hits of entries typical of `b`.
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
        let side = |entry: u32| {
            let of = &catalog.entries.get(entry as usize)?.perspective;
            match (of.contains(&axis.a), of.contains(&axis.b)) {
                (true, false) => Some(&axis.a),
                (false, true) => Some(&axis.b),
                (true, true) | (false, false) => None,
            }
        };
        let hits = |outlet: &OutletProfile, of: &String| -> u64 {
            let entries = outlet.entries.iter().filter(|&(&entry, _)| side(entry) == Some(of));
            entries.map(|(_, sums)| sums.own).sum()
        };
        let (a_hits, b_hits) = (hits(outlet, &axis.a), hits(outlet, &axis.b));
        let pooled = |of: &String| profile.outlets.values().map(|outlet| hits(outlet, of)).sum();
        let index = log_ratio(a_hits, b_hits) - log_ratio(pooled(&axis.a), pooled(&axis.b));
        let mut terms: Vec<Term> = outlet
            .entries
            .iter()
            .filter(|(_, sums)| sums.own > 0)
            .filter_map(|(&entry, sums)| {
                let info = catalog.entries.get(entry as usize)?;
                let perspective = side(entry)?.clone();
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

fn log_ratio(a: u64, b: u64) -> f64 {
    ((b as f64 + 0.5) / (a as f64 + 0.5)).ln()
}

//! How does an outlet frame what it reports? Sums of the counts of its articles.
//!
//! A [`Profile`] holds integers that add up exactly, in any order. [`Figures`]
//! are the ratios, intervals and guards that are read off it.

mod catalog;
mod figures;
mod guards;
mod kept;
mod left_out;
mod names;
mod outlet;
mod perspective;

pub use catalog::{AxisInfo, Catalog, CategoryInfo, EntryInfo, NameSetInfo, VariantInfo};
pub use figures::{CategoryFigure, EntryFigure, Figure, Figures, OutletFigures, QuoteMarks};
pub use guards::{MIN_ARTICLES, MIN_EXPECTED_HITS, MIN_NAME_ARTICLES, MIN_OWN_WORDS, Withheld};
pub use left_out::{Keep, LeftOut, LeftOutCounts};
pub use names::{NameSetFigure, Share, VariantFigure};
pub use outlet::OutletProfile;
pub use perspective::{AxisFigure, Term};

use std::collections::BTreeMap;

use crate::analyzer::Counts;
use crate::provenance::Damage;

/// The sums of a corpus, outlet by outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// The sums of each outlet, by its name.
    pub outlets: BTreeMap<String, OutletProfile>,
}

/// What a profile wants to know of an article beside its counts.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// Its id, by which the articles kept for intervals are chosen.
    pub id: &'a str,
    /// Its outlet.
    pub outlet: &'a str,
    /// The group of its outlet, if the table of outlets gives one.
    pub group: Option<&'a str>,
    /// Why it is left out of the figures, if it is.
    pub left_out: Option<LeftOut>,
    /// What was lost of it on the way.
    pub damage: Damage,
    /// Words of its body that are boilerplate, which its counts do not have.
    pub boilerplate_words: u64,
}

impl Profile {
    /// Adds an article.
    pub fn add(&mut self, source: Source<'_>, counts: &Counts, catalog: &Catalog) {
        if !self.outlets.contains_key(source.outlet) {
            self.outlets.insert(source.outlet.to_owned(), OutletProfile::default());
        }
        if let Some(outlet) = self.outlets.get_mut(source.outlet) {
            outlet.add(source, counts, catalog);
        }
    }

    /// Adds the sums of other articles.
    pub fn merge(&mut self, other: Profile) {
        for (name, outlet) in other.outlets {
            self.outlets.entry(name).or_default().merge(outlet);
        }
    }

    /// Reads the figures off the sums.
    pub fn figures(&self, catalog: &Catalog) -> Figures {
        Figures::of(self, catalog)
    }
}

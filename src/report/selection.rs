//! Which outlets and categories are shown, in which order?

use std::cmp::Reverse;

use crate::profile::{Figure, Figures, OutletFigures};

/// What a reader asked to see.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Only these outlets; all if empty.
    pub outlets: Vec<String>,
    /// Only these categories; all if empty.
    pub categories: Vec<String>,
    /// The order of the outlets.
    pub sort: Sort,
}

/// The order of outlets. Those without the figure come last; ties go by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sort {
    /// The main rate, highest first.
    #[default]
    Rate,
    /// By name.
    Outlet,
    /// Most articles first.
    Articles,
    /// Most own words first.
    Words,
    /// The title rate, highest first.
    Title,
    /// The rate of quotations, highest first.
    Quotation,
}

impl Selection {
    /// Leaves what was asked for, in the order asked for.
    pub fn apply(&self, figures: &mut Figures) {
        let wanted = |list: &[String], name: &String| list.is_empty() || list.contains(name);
        figures.outlets.retain(|outlet| wanted(&self.outlets, &outlet.outlet));
        for outlet in &mut figures.outlets {
            outlet.categories.retain(|category| wanted(&self.categories, &category.category));
            outlet.entries.retain(|entry| wanted(&self.categories, &entry.category));
        }
        // Outlets come sorted by name, and the sort is stable.
        let rate = |figure: Figure| Reverse(figure.per_thousand.map_or(0, |rate| (rate * 1e9) as u64 + 1));
        match self.sort {
            Sort::Outlet => {}
            Sort::Rate => figures.outlets.sort_by_key(|outlet| rate(outlet.main)),
            Sort::Title => figures.outlets.sort_by_key(|outlet| rate(outlet.title)),
            Sort::Quotation => figures.outlets.sort_by_key(|outlet| rate(outlet.quotation)),
            Sort::Articles => figures.outlets.sort_by_key(|outlet: &OutletFigures| Reverse(outlet.articles)),
            Sort::Words => figures.outlets.sort_by_key(|outlet: &OutletFigures| Reverse(outlet.own_words)),
        }
    }
}

//! What are the categories, entries and names that counts point to?
//!
//! A run directory carries it, so that profiles can be read without the
//! lexicons that made them.

use serde::{Deserialize, Serialize};

use crate::lexicon::Lexicons;

/// The part of the lexicons that figures and reports need. Indices in [`Counts`](crate::analyzer::Counts) are
/// indices here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Catalog {
    /// The categories, in the order they were declared.
    pub categories: Vec<CategoryInfo>,
    /// The entries.
    pub entries: Vec<EntryInfo>,
    /// The name sets.
    pub namesets: Vec<NameSetInfo>,
    /// The axes.
    pub axes: Vec<AxisInfo>,
}

/// A category.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryInfo {
    /// Its id.
    pub id: String,
    /// Its name for readers.
    pub title: String,
    /// Hits of this intensity or less are advisory.
    pub advisory_up_to: u8,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EntryInfo {
    /// Its lexicon.
    pub lexicon: String,
    /// Its bare id.
    pub id: String,
    /// Index of its category.
    pub category: u16,
    /// Who typically says it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub perspective: Vec<String>,
    /// Indices of its counterparts from the other side.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mirror: Vec<u32>,
}

/// A name set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NameSetInfo {
    /// Its lexicon.
    pub lexicon: String,
    /// Its bare id.
    pub id: String,
    /// What all its names mean.
    pub referent: String,
    /// So many uses are needed before a share is shown.
    pub min_hits: u32,
    /// Its names.
    pub variants: Vec<VariantInfo>,
}

/// One of several names for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VariantInfo {
    /// Its bare id.
    pub id: String,
    /// The name itself: its first form.
    pub name: String,
    /// Whether it is the reference.
    pub neutral: bool,
}

/// Two opposite perspectives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AxisInfo {
    /// Its id.
    pub id: String,
    /// One perspective.
    pub a: String,
    /// The other.
    pub b: String,
}

impl Catalog {
    /// The catalog of these lexicons.
    pub fn of(lexicons: &Lexicons) -> Catalog {
        let categories = lexicons.categories.iter().map(|category| CategoryInfo {
            id: category.id.to_string(),
            title: category.title.clone(),
            advisory_up_to: category.advisory_up_to,
        });
        let entries = lexicons.entries.iter().zip(lexicons.mirrors()).map(|(entry, mirror)| EntryInfo {
            lexicon: entry.lexicon.to_string(),
            id: entry.id.to_string(),
            category: entry.category.0,
            perspective: entry.perspective.to_vec(),
            mirror: mirror.into_iter().map(|id| id.0).collect(),
        });
        let namesets = lexicons.namesets.iter().map(|set| NameSetInfo {
            lexicon: set.lexicon.to_string(),
            id: set.id.to_string(),
            referent: set.referent.clone(),
            min_hits: set.min_hits,
            variants: set.variants.iter().map(VariantInfo::of).collect(),
        });
        let axes = lexicons.axes.iter();
        let axes = axes.map(|axis| AxisInfo { id: axis.id.to_string(), a: axis.a.clone(), b: axis.b.clone() });
        Catalog {
            categories: categories.collect(),
            entries: entries.collect(),
            namesets: namesets.collect(),
            axes: axes.collect(),
        }
    }
}

impl VariantInfo {
    fn of(variant: &crate::lexicon::Variant) -> VariantInfo {
        let name = variant.forms.first().map_or_else(|| variant.id.to_string(), |form| form.text.clone());
        VariantInfo { id: variant.id.to_string(), name, neutral: variant.neutral }
    }
}

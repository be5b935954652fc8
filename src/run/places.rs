//! What do the rows of an article add to a profile? Its counts again, by the catalog of the run.

use std::collections::BTreeMap;

use super::format::Row;
use super::rows::VoiceCounts;
use crate::analyzer::{Counts, HitCount, NameCount, PartCounts};
use crate::corpus::Part;
use crate::profile::Catalog;

/// The counts of an article from its rows, as [`Analysis::counts`](crate::analyzer::Analysis::counts) has them.
///
/// Rows whose entry or name the catalog has not are left out; a catalog of the same run has them all.
pub fn counts_of(row: &Row<'_>, places: &Places<'_>) -> Counts {
    let part = |part: Part, words: VoiceCounts, scare_segments: u64| {
        let hits =
            row.hits.iter().filter(|hit| hit.row.part == part && !hit.row.distanced && !hit.boilerplate).filter_map(
                |hit| {
                    let entry = *places.entries.get(&(hit.row.lexicon.as_ref(), hit.row.entry.as_ref()))?;
                    Some((entry, hit.row.voice as u8, hit.row.intensity, hit.row.advisory))
                },
            );
        let names = row
            .names
            .iter()
            .filter(|name| name.row.part == part && !name.row.distanced && !name.boilerplate)
            .filter_map(|name| {
                let &(nameset, variant) = places.names.get(&(name.row.nameset.as_ref(), name.row.variant.as_ref()))?;
                Some((nameset, variant, name.row.voice as u8))
            });
        PartCounts {
            words: words.to_array(),
            scare_segments,
            paragraphs: 0,
            unbalanced_paragraphs: 0,
            hits: HitCount::tally(hits),
            names: NameCount::tally(names),
        }
    };
    let article = &row.article;
    Counts {
        title: part(Part::Title, article.title_words, article.title_scare_segments),
        body: PartCounts {
            paragraphs: article.paragraphs,
            unbalanced_paragraphs: article.unbalanced_paragraphs,
            ..part(Part::Body, article.body_words, article.body_scare_segments)
        },
    }
}

/// Where the ids of rows stand in a catalog.
#[derive(Debug)]
pub struct Places<'a> {
    entries: BTreeMap<(&'a str, &'a str), u32>,
    names: BTreeMap<(&'a str, &'a str), (u16, u16)>,
}

impl<'a> Places<'a> {
    /// The places of a catalog.
    pub fn of(catalog: &'a Catalog) -> Places<'a> {
        let entries = catalog.entries.iter().enumerate();
        let entries = entries.map(|(index, entry)| ((entry.lexicon.as_str(), entry.id.as_str()), index as u32));
        let names = catalog.namesets.iter().enumerate().flat_map(|(nameset, set)| {
            let variants = set.variants.iter().enumerate();
            variants.map(move |(variant, of)| ((set.id.as_str(), of.id.as_str()), (nameset as u16, variant as u16)))
        });
        Places { entries: entries.collect(), names: names.collect() }
    }
}

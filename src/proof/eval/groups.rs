//! Which kinds of hits are right how often?

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Share;
use super::measured::{Measured, MeasuredHit};
use crate::lexicon::Lexicons;
use crate::text::Voice;

/// Hits of an intensity or more, by what they are.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Groups {
    /// By category, most hits first.
    pub category: Vec<Group>,
    /// By intensity, highest first; every hit is in this one.
    pub intensity: Vec<Group>,
    /// By voice, in their order.
    pub voice: Vec<Group>,
    /// By topic of the record, by name; empty if no record has one.
    pub topic: Vec<Group>,
}

/// Hits of one kind.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Group {
    /// Which.
    pub group: String,
    /// How many hits.
    pub hits: u64,
    /// Those that overlap what is marked, of hits where something might be.
    pub marked: Share,
    /// Those in texts with a positive label, of hits in texts with a label.
    pub in_positives: Share,
    /// Spans found, of all spans; of topics only, since a span has no category.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recall: Option<Share>,
}

/// The counts of a group.
#[derive(Clone, Copy, Default)]
struct Counts {
    hits: u64,
    marked: (u64, u64),
    in_positives: (u64, u64),
}

impl Groups {
    pub(super) fn of(measured: &[Measured<'_>], lexicons: &Lexicons, min_intensity: u8) -> Groups {
        let enough = |hit: &MeasuredHit| hit.intensity >= min_intensity;
        let category = |_: &Measured<'_>, hit: &MeasuredHit| enough(hit).then(|| lexicons.entry(hit.entry).category.0);
        let by_category = counted(measured, category);
        let category = by_category.into_iter().map(|(of, counts)| {
            let id = lexicons.categories.get(usize::from(of)).map_or_else(String::new, |of| of.id.to_string());
            counts.group(id)
        });
        let mut category: Vec<Group> = category.collect();
        category.sort_by(|a, b| b.hits.cmp(&a.hits).then_with(|| a.group.cmp(&b.group)));
        let by_intensity = counted(measured, |_, hit| Some(hit.intensity));
        let by_voice = counted(measured, |_, hit| enough(hit).then_some(hit.voice));
        let by_topic = counted(measured, |record, hit| record.gold.topic.clone().filter(|_| enough(hit)));
        let mut topic: Vec<Group> = by_topic.into_iter().map(|(topic, counts)| counts.group(topic)).collect();
        add_recall(&mut topic, measured, min_intensity);
        Groups {
            category,
            intensity: by_intensity.into_iter().rev().map(|(of, counts)| counts.group(of.to_string())).collect(),
            voice: by_voice.into_iter().map(|(voice, counts)| counts.group(Voice::name(voice).to_owned())).collect(),
            topic,
        }
    }
}

impl Counts {
    fn group(self, group: String) -> Group {
        let share = |(cases, all)| Share::of(cases, all);
        Group {
            group,
            hits: self.hits,
            marked: share(self.marked),
            in_positives: share(self.in_positives),
            recall: None,
        }
    }
}

/// Counts hits by a key; those without are left out.
fn counted<K: Ord>(
    measured: &[Measured<'_>],
    key: impl Fn(&Measured<'_>, &MeasuredHit) -> Option<K>,
) -> BTreeMap<K, Counts> {
    let mut all: BTreeMap<K, Counts> = BTreeMap::new();
    for record in measured {
        for hit in &record.hits {
            let Some(key) = key(record, hit) else { continue };
            let counts = all.entry(key).or_default();
            counts.hits += 1;
            let add = |sum: &mut (u64, u64), is: Option<bool>| {
                sum.0 += u64::from(is == Some(true));
                sum.1 += u64::from(is.is_some());
            };
            add(&mut counts.marked, hit.marked);
            add(&mut counts.in_positives, record.gold.label);
        }
    }
    all
}

/// Gives each topic the share of its spans that were found.
fn add_recall(topics: &mut [Group], measured: &[Measured<'_>], min_intensity: u8) {
    let mut found: BTreeMap<&str, (u64, u64)> = BTreeMap::new();
    for record in measured.iter().filter(|record| record.gold.spans.is_some()) {
        let Some(topic) = &record.gold.topic else { continue };
        let Some(counts) = record.counts.get(usize::from(min_intensity.max(1)) - 1) else { continue };
        let sums = found.entry(topic).or_default();
        sums.0 += counts.found_spans;
        sums.1 += counts.spans;
    }
    for topic in topics {
        topic.recall = found.get(topic.group.as_str()).map(|&(found, all)| Share::of(found, all));
    }
}

//! What changes when one state of the lexicons takes the place of another?

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::Usage;
use crate::analyzer::{Analysis, Analyzer};
use crate::corpus::{Article, Part};
use crate::lexicon::{Entry, Lexicons};
use crate::matcher::Hit;
use crate::stats::Rate;
use crate::text::Voice;

/// The entries that differ between two states of the lexicons, by full id.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct EntryChanges {
    /// Only in the second.
    pub added: Vec<String>,
    /// Only in the first.
    pub removed: Vec<String>,
    /// In both, but not the same.
    pub changed: Vec<ChangedEntry>,
}

/// An entry that says something else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedEntry {
    /// Its full id.
    pub entry: String,
    /// The keys that differ.
    pub keys: Vec<&'static str>,
    /// Forms that it has no more.
    pub forms_removed: Vec<String>,
    /// Forms that it has now.
    pub forms_added: Vec<String>,
}

/// The hits of an article that differ. Sums add up, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HitChanges {
    /// Hits of the second state that the first has not.
    pub gained: u64,
    /// Hits of the first that the second has not.
    pub lost: u64,
    /// Hits of both with another intensity, or with another standing.
    pub weighted: u64,
    /// All hits of the first.
    pub before: Usage,
    /// All hits of the second.
    pub after: Usage,
}

/// A hit that only one of two states has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChangedHit {
    /// Whether it is the second state's.
    pub gained: bool,
    /// The full id of its entry.
    pub entry: String,
    /// The outlet.
    pub outlet: String,
    /// The id of the article.
    pub id: String,
    /// Whose words.
    pub voice: Voice,
    /// The words.
    pub text: String,
    /// Their sentence.
    pub sentence: String,
}

/// The main rate of an outlet with either state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MovedOutlet {
    /// The outlet.
    pub outlet: String,
    /// Hits of the main rate and own words, with the first.
    pub before: Rate,
    /// The same with the second.
    pub after: Rate,
}

/// What differs between the entries of two states.
pub fn entry_changes(before: &Lexicons, after: &Lexicons) -> EntryChanges {
    let by_id = |lexicons: &'_ Lexicons| -> BTreeMap<String, usize> {
        lexicons.entries.iter().enumerate().map(|(at, entry)| (entry.full_id(), at)).collect()
    };
    let (old, new) = (by_id(before), by_id(after));
    let mut changes = EntryChanges {
        added: new.keys().filter(|id| !old.contains_key(*id)).cloned().collect(),
        removed: old.keys().filter(|id| !new.contains_key(*id)).cloned().collect(),
        changed: Vec::new(),
    };
    for (id, &at) in &old {
        if let Some(&now) = new.get(id) {
            let (one, other) = (&before.entries[at], &after.entries[now]);
            let category = |lexicons: &Lexicons, entry: &Entry| {
                lexicons.categories.get(usize::from(entry.category.0)).map(|category| category.id.clone())
            };
            let mut keys = keys_that_differ(one, other);
            if category(before, one) != category(after, other) {
                keys.insert(0, "category");
            }
            if !keys.is_empty() {
                let texts = |entry: &Entry| entry.forms.iter().map(|form| form.text.clone()).collect::<BTreeSet<_>>();
                let (had, has) = (texts(one), texts(other));
                changes.changed.push(ChangedEntry {
                    entry: id.clone(),
                    keys,
                    forms_removed: had.difference(&has).cloned().collect(),
                    forms_added: has.difference(&had).cloned().collect(),
                });
            }
        }
    }
    changes
}

fn keys_that_differ(a: &Entry, b: &Entry) -> Vec<&'static str> {
    let differs = [
        ("forms", a.forms != b.forms),
        ("intensity", a.intensity != b.intensity),
        ("status", a.status != b.status),
        ("factual", a.factual != b.factual),
        ("stance", a.stance != b.stance),
        ("perspective", a.perspective != b.perspective),
        ("mirror", a.mirror != b.mirror),
        ("no_mirror", a.no_mirror != b.no_mirror),
        ("except_forms", a.except_forms != b.except_forms),
        ("needs", a.needs != b.needs),
        ("unless", a.unless != b.unless),
        ("case", a.case != b.case),
        ("possessive", a.possessive != b.possessive),
        ("compound", a.compound != b.compound),
        ("alternatives", a.alternatives != b.alternatives),
        ("replace", a.replace != b.replace),
        ("note", a.note != b.note),
        ("sources", a.sources != b.sources),
        ("review", a.review != b.review),
        ("origin", a.origin != b.origin),
        ("tests", a.tests != b.tests),
    ];
    differs.into_iter().filter(|(_, differs)| *differs).map(|(key, _)| key).collect()
}

impl HitChanges {
    /// Adds an article, of which both states have made their analysis, and hands on each hit that only one of them has,
    /// in the order of the text.
    pub fn add(
        &mut self,
        article: &Article,
        before: (&Analyzer, &Analysis),
        after: (&Analyzer, &Analysis),
        mut changed: impl FnMut(ChangedHit),
    ) {
        self.before.add(article, before.1);
        self.after.add(article, after.1);
        for part in [Part::Title, Part::Body] {
            let (old, new) = (hits(part, before), hits(part, after));
            let mut differing = Vec::new();
            differing.extend(old.keys().filter(|key| !new.contains_key(*key)).map(|key| (key, false)));
            differing.extend(new.keys().filter(|key| !old.contains_key(*key)).map(|key| (key, true)));
            differing.sort_unstable();
            let weight = |hit: &Hit| (hit.intensity, hit.advisory);
            let both = old.iter().filter_map(|(key, hit)| Some((hit, new.get(key)?)));
            self.weighted += both.filter(|(one, other)| weight(one) != weight(other)).count() as u64;
            for (key, gained) in differing {
                let Some(hit) = (if gained { new.get(key) } else { old.get(key) }) else { continue };
                *(if gained { &mut self.gained } else { &mut self.lost }) += 1;
                let source = if part == Part::Title { &article.title } else { &article.body };
                changed(ChangedHit {
                    gained,
                    entry: key.2.clone(),
                    outlet: article.outlet.clone(),
                    id: article.id.clone(),
                    voice: hit.voice,
                    text: hit.span.of(source).to_owned(),
                    sentence: hit.sentence.of(source).to_owned(),
                });
            }
        }
    }

    /// Adds what changed in other articles.
    pub fn merge(&mut self, other: HitChanges) {
        self.gained += other.gained;
        self.lost += other.lost;
        self.weighted += other.weighted;
        self.before.merge(other.before);
        self.after.merge(other.after);
    }

    /// The outlets whose main rate is another, those that move most first.
    pub fn moved(&self) -> Vec<MovedOutlet> {
        let outlets = self.before.outlets.iter().filter_map(|(name, old)| {
            let new = self.after.outlets.get(name)?;
            let rate = |of: &super::OutletUse| Rate { hits: of.hits(|_| true), words: of.own_words };
            Some(MovedOutlet { outlet: name.clone(), before: rate(old), after: rate(new) })
        });
        let mut moved: Vec<MovedOutlet> = outlets.filter(|of| of.before.hits != of.after.hits).collect();
        moved.sort_by(|a, b| b.by().abs().total_cmp(&a.by().abs()).then_with(|| a.outlet.cmp(&b.outlet)));
        moved
    }
}

impl MovedOutlet {
    /// By how much it moves, per 1,000 own words.
    pub fn by(&self) -> f64 {
        let per_thousand = |rate: &Rate| rate.per_thousand().unwrap_or(0.0);
        per_thousand(&self.after) - per_thousand(&self.before)
    }
}

/// The hits of a part by where they are and whose.
fn hits<'a>(part: Part, of: (&Analyzer, &'a Analysis)) -> BTreeMap<(u32, u32, String), &'a Hit> {
    let (analyzer, analysis) = of;
    let found = if part == Part::Title { &analysis.title } else { &analysis.body };
    let key = |hit: &Hit| (hit.span.start, hit.span.end, analyzer.lexicons().entry(hit.entry).full_id());
    found.hits.iter().map(|hit| (key(hit), hit)).collect()
}

//! What should an author look at again?

mod nearly;
mod plain;
mod trials;

pub use trials::Trials;

use serde::Serialize;

use crate::analyzer::Analyzer;
use crate::lexicon::{Entry, EntryId};

/// Something about an entry that may be a mistake.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Finding {
    /// The full id of the entry.
    pub entry: String,
    /// What kind of thing it is.
    pub kind: FindingKind,
    /// What was found, in words.
    pub message: String,
}

/// What may be wrong with an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FindingKind {
    /// It does not say why it is loaded.
    NoNote,
    /// It has no sentence that must hit, or none that must not.
    NoTest,
    /// It says nothing that could be written instead.
    NoAlternatives,
    /// Its intensity is 3, and no style guide is named.
    NoSource,
    /// A sentence that must not hit could not: no word of the entry is in it.
    IdleMiss,
    /// Another entry has nearly the same form.
    NearDuplicate,
    /// It has no hit in the corpus.
    NeverHits,
    /// A guard decided nothing in the corpus.
    IdleGuard,
    /// A form was always part of another entry's hit in the corpus.
    Shadowed,
}

impl FindingKind {
    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            FindingKind::NoNote => "no-note",
            FindingKind::NoTest => "no-test",
            FindingKind::NoAlternatives => "no-alternatives",
            FindingKind::NoSource => "no-source",
            FindingKind::IdleMiss => "idle-miss",
            FindingKind::NearDuplicate => "near-duplicate",
            FindingKind::NeverHits => "never-hits",
            FindingKind::IdleGuard => "idle-guard",
            FindingKind::Shadowed => "shadowed",
        }
    }
}

/// What there is to find in the wanted entries, and in a corpus if one was read, in the order of their ids.
pub fn lint(analyzer: &Analyzer, wanted: impl Fn(&Entry) -> bool, trials: Option<&Trials>) -> Vec<Finding> {
    let lexicons = analyzer.lexicons();
    let ids = (0..lexicons.entries.len()).map(|at| EntryId(at as u32));
    let ids: Vec<EntryId> = ids.filter(|&id| wanted(lexicons.entry(id))).collect();
    let mut findings = Vec::new();
    for &id in &ids {
        plain::look(lexicons.entry(id), analyzer, &mut findings);
        if let Some(trials) = trials {
            trials.look(id, analyzer, &mut findings);
        }
    }
    nearly::look(&ids, analyzer, &mut findings);
    findings.sort();
    findings
}

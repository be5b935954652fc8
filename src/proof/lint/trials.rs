//! What do entries, guards and forms do in a corpus?

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, FindingKind};
use crate::analyzer::{Analysis, Analyzer, PartAnalysis};
use crate::corpus::Article;
use crate::language::fold;
use crate::lexicon::{EntryId, Guard};
use crate::matcher::{Refusal, Rejected};

/// What became of the candidates of a corpus. Sums add up, in any order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Trials {
    /// Articles.
    pub articles: u64,
    /// Hits and refused candidates, by entry.
    candidates: BTreeMap<u32, Outcomes>,
    /// How often each guard decided, by entry.
    guards: BTreeMap<(u32, GuardAt), u64>,
    /// What became of each wording, by entry.
    wordings: BTreeMap<(u32, String), Wording>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Outcomes {
    hits: u64,
    refused: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum GuardAt {
    Needs(u16),
    Unless(u16),
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wording {
    /// How often it hit.
    hits: u64,
    /// How often its words were another entry's.
    taken: u64,
    /// Whose.
    by: BTreeSet<u32>,
}

/// Under so many candidates it says little that a guard never decided; not measured.
const FEWEST_CANDIDATES: u64 = 20;

impl Trials {
    /// Adds an article. The analyzer goes through it once more, to see what was refused.
    pub fn add(&mut self, analyzer: &Analyzer, article: &Article, analysis: &Analysis) {
        self.articles += 1;
        let parts = [(&article.title, &analysis.title), (&article.body, &analysis.body)];
        for ((source, part), rejected) in parts.into_iter().zip(analyzer.rejected(article)) {
            self.add_hits(analyzer, source, part);
            rejected.iter().for_each(|refused| self.add_refused(source, part, refused));
        }
    }

    fn add_hits(&mut self, analyzer: &Analyzer, source: &str, part: &PartAnalysis) {
        for hit in &part.hits {
            let entry = analyzer.lexicons().entry(hit.entry);
            self.candidates.entry(hit.entry.0).or_default().hits += 1;
            let wording = fold(hit.span.of(source)).into_owned();
            self.wordings.entry((hit.entry.0, wording)).or_default().hits += 1;
            if hit.intensity < entry.intensity {
                let lowers = |guard: &Guard| guard.demote_to == Some(hit.intensity);
                for (at, _) in entry.unless.iter().enumerate().filter(|(_, guard)| lowers(guard)) {
                    *self.guards.entry((hit.entry.0, GuardAt::Unless(at as u16))).or_default() += 1;
                }
            }
        }
    }

    fn add_refused(&mut self, source: &str, part: &PartAnalysis, refused: &Rejected) {
        let entry = refused.entry.0;
        self.candidates.entry(entry).or_default().refused += 1;
        match refused.refusal {
            Refusal::Needs(at) => *self.guards.entry((entry, GuardAt::Needs(at))).or_default() += 1,
            Refusal::Unless(at) => *self.guards.entry((entry, GuardAt::Unless(at))).or_default() += 1,
            Refusal::Overlap => {
                let meets = |span: crate::span::Span| span.start < refused.span.end && refused.span.start < span.end;
                let by = part.hits.iter().filter(|hit| meets(hit.span) && hit.entry != refused.entry);
                let by: Vec<u32> = by.map(|hit| hit.entry.0).collect();
                // Overlaps within an entry are its own affair.
                if !by.is_empty() {
                    let wording = fold(refused.span.of(source)).into_owned();
                    let wording = self.wordings.entry((entry, wording)).or_default();
                    wording.taken += 1;
                    wording.by.extend(by);
                }
            }
            Refusal::Case | Refusal::Possessive | Refusal::Compound | Refusal::Exception(_) => {}
        }
    }

    /// Adds what became of the candidates of other articles.
    pub fn merge(&mut self, other: Trials) {
        self.articles += other.articles;
        for (entry, more) in other.candidates {
            let of = self.candidates.entry(entry).or_default();
            of.hits += more.hits;
            of.refused += more.refused;
        }
        for (guard, n) in other.guards {
            *self.guards.entry(guard).or_default() += n;
        }
        for (wording, more) in other.wordings {
            let of = self.wordings.entry(wording).or_default();
            of.hits += more.hits;
            of.taken += more.taken;
            of.by.extend(more.by);
        }
    }

    /// What the corpus says of an entry.
    pub(super) fn look(&self, id: EntryId, analyzer: &Analyzer, findings: &mut Vec<Finding>) {
        let lexicons = analyzer.lexicons();
        let entry = lexicons.entry(id);
        if entry.status < analyzer.least() {
            return;
        }
        let mut find = |kind: FindingKind, message: String| {
            findings.push(Finding { entry: entry.full_id(), kind, message });
        };
        let Outcomes { hits, refused } = self.candidates.get(&id.0).copied().unwrap_or_default();
        if hits == 0 {
            let articles = self.articles;
            find(
                FindingKind::NeverHits,
                match refused {
                    0 => format!("is nowhere in {articles} articles"),
                    _ => format!("has no hit in {articles} articles; {refused} candidates were refused"),
                },
            );
        }
        let guards = entry.needs.iter().enumerate().map(|(at, guard)| (GuardAt::Needs(at as u16), "needs", guard));
        let unless = entry.unless.iter().enumerate().map(|(at, guard)| (GuardAt::Unless(at as u16), "unless", guard));
        for (at, key, guard) in guards.chain(unless) {
            if hits + refused >= FEWEST_CANDIDATES && !self.guards.contains_key(&(id.0, at)) {
                let text: String = guard.text.chars().take(80).collect();
                let n = hits + refused;
                find(FindingKind::IdleGuard, format!("decided nothing in {n} candidates: {key} {text}"));
            }
        }
        for ((_, wording), of) in self.wordings.range((id.0, String::new())..(id.0 + 1, String::new())) {
            if of.hits == 0 && of.taken > 0 {
                let by: Vec<String> = of.by.iter().map(|&by| lexicons.entry(EntryId(by)).full_id()).collect();
                let message = format!("\"{wording}\" was {} times part of a hit of {}", of.taken, by.join(", "));
                find(FindingKind::Shadowed, message);
            }
        }
    }
}

//! What changes from one lexicon to another, for the terminal and as JSON.

use serde_json::json;

use super::super::block::Block;
use super::super::{grouped, terminal};
use super::table;
use crate::proof::{ChangedHit, EntryChanges, HitChanges, MovedOutlet};
use crate::run::Made;
use crate::stats::Rate;

/// What is shown of two states of the lexicons.
#[derive(Debug)]
pub struct Diff<'a> {
    /// What made the first.
    pub before: Made,
    /// What made the second.
    pub after: Made,
    /// The entries that differ.
    pub entries: &'a EntryChanges,
    /// The hits that differ; `None` if no corpus was given.
    pub changes: Option<&'a HitChanges>,
    /// The first hits that were lost.
    pub lost: &'a [ChangedHit],
    /// The first hits that were gained.
    pub gained: &'a [ChangedHit],
    /// So many outlets are shown.
    pub top: usize,
}

impl Diff<'_> {
    /// All of it as one JSON object.
    pub fn json(&self) -> String {
        let hits = self.changes.map(|changes| {
            json!({
                "articles": changes.before.articles,
                "gained": changes.gained,
                "lost": changes.lost,
                "weighted": changes.weighted,
                "gained_shown": self.gained,
                "lost_shown": self.lost,
                "outlets": changes.moved(),
            })
        });
        let object = json!({ "before": self.before, "after": self.after, "entries": self.entries, "hits": hits });
        format!("{object:#}\n")
    }
}

/// The page, paragraphs wrapped at `width` columns.
pub fn diff(diff: &Diff<'_>, width: u16) -> String {
    let EntryChanges { added, removed, changed } = diff.entries;
    let mut blocks = vec![Block::Line(format!(
        "Entries: {} added, {} removed, {} changed.",
        grouped(added.len() as u64),
        grouped(removed.len() as u64),
        grouped(changed.len() as u64)
    ))];
    for (sign, ids) in [("+", added), ("-", removed)] {
        blocks.extend(ids.iter().map(|id| Block::Line(format!("{sign} {id}"))));
    }
    for entry in changed {
        let forms = entry.forms_removed.iter().map(|form| format!("-{form}"));
        let forms: Vec<String> = forms.chain(entry.forms_added.iter().map(|form| format!("+{form}"))).collect();
        let forms = if forms.is_empty() { String::new() } else { format!(" ({})", forms.join(", ")) };
        blocks.push(Block::Line(format!("~ {}: {}{forms}", entry.entry, entry.keys.join(", "))));
    }
    match diff.changes {
        Some(changes) => hits(diff, changes, &mut blocks),
        None => blocks.push(Block::Line("Hits are compared with --corpus INPUT.".to_owned())),
    }
    blocks.push(Block::Note(format!("A: {}", diff.before.line())));
    blocks.push(Block::Note(format!("B: {}", diff.after.line())));
    terminal::shown_blocks(&blocks, width)
}

fn hits(diff: &Diff<'_>, changes: &HitChanges, blocks: &mut Vec<Block>) {
    blocks.push(Block::Line(format!(
        "Hits in {} articles: {} gained, {} lost, {} of another weight.",
        grouped(changes.before.articles),
        grouped(changes.gained),
        grouped(changes.lost),
        grouped(changes.weighted)
    )));
    for (name, shown, all) in [("Gained", diff.gained, changes.gained), ("Lost", diff.lost, changes.lost)] {
        if all > 0 {
            blocks.push(Block::Heading(format!("{name}: {} of {}", grouped(shown.len() as u64), grouped(all))));
            blocks.extend(shown.iter().map(sentence));
        }
    }
    let moved = changes.moved();
    if !moved.is_empty() {
        let rows = moved.iter().take(diff.top).map(|of| {
            let MovedOutlet { outlet, before, after } = of;
            let rate = |rate: &Rate| rate.per_thousand().map_or("–".to_owned(), |rate| format!("{rate:.2}"));
            vec![outlet.clone(), grouped(before.words), rate(before), rate(after), format!("{:+.2}", of.by())]
        });
        let title = format!("Main rates that move: {} of {} outlets", moved.len(), changes.before.outlets.len());
        blocks.push(table(&title, ["Outlet", "Own words", "Before", "After", "Change"], rows.collect()));
    }
}

fn sentence(hit: &ChangedHit) -> Block {
    let ChangedHit { entry, outlet, voice, text, sentence, .. } = hit;
    Block::Line(format!("{entry} \"{text}\" [{}, {outlet}] {sentence}", voice.name()))
}

//! Which entry of one side is the counterpart of which of the other?

use std::collections::{BTreeSet, HashMap};

use super::{Axis, EntryId, Lexicons};
use crate::document::{Fields, Placed, Problems};
use crate::span::Span;

/// What an entry names as its mirrors: full ids, and where they are written. A bare id is of its own lexicon.
pub(super) fn written(fields: &Fields<'_, '_>, lexicon: &str, problems: &mut Problems) -> Vec<(String, Span)> {
    let named = fields.texts("mirror", problems);
    if fields.has("mirror") && fields.has("no_mirror") {
        let help = "leave one of them out: an entry has counterparts, or a reason why it has none";
        problems.add(fields.key_span("no_mirror"), "`no_mirror` beside `mirror`", help);
    }
    let full = |Placed { text, span }| match text {
        text if text.contains('/') => (text.to_owned(), span),
        text => (format!("{lexicon}/{text}"), span),
    };
    named.into_iter().map(full).collect()
}

impl Lexicons {
    /// The mirrors of each entry, in order. If one of two entries names the other, they are each other's.
    pub fn mirrors(&self) -> Vec<Vec<EntryId>> {
        let ids: HashMap<String, usize> =
            self.entries.iter().enumerate().map(|(at, entry)| (entry.full_id(), at)).collect();
        let mut mirrors = vec![BTreeSet::new(); self.entries.len()];
        for (at, entry) in self.entries.iter().enumerate() {
            for other in entry.mirror.iter().filter_map(|id| ids.get(id)) {
                mirrors[at].insert(EntryId(*other as u32));
                mirrors[*other].insert(EntryId(at as u32));
            }
        }
        mirrors.into_iter().map(|mirrors| mirrors.into_iter().collect()).collect()
    }
}

impl Axis {
    /// On which side these perspectives stand: one of the two ends, if only that one is among them.
    pub fn side<'a>(&'a self, perspective: &[String]) -> Option<&'a str> {
        match (perspective.contains(&self.a), perspective.contains(&self.b)) {
            (true, false) => Some(&self.a),
            (false, true) => Some(&self.b),
            (true, true) | (false, false) => None,
        }
    }
}

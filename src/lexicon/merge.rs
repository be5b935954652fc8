//! How do several files become one set of entries?

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::builtin::{self, SHIPPED};
use super::declared::{Declared, Place};
use super::entries::Written;
use super::hash;
use super::load::Opened;
use super::namesets::WrittenSet;
use super::shared::SeenForms;
use super::{Identity, Lexicons, Status};
use crate::document::{Elsewhere, Problem, Problems, nearest};
use crate::span::Span;

/// The entries and name sets of one file.
#[derive(Debug)]
pub(super) struct Part {
    pub entries: Vec<Written>,
    pub sets: Vec<WrittenSet>,
}

/// Merges the parts of these files, in this order, into `lexicons`, which has their categories.
pub(super) fn merge(files: &[Opened<'_>], parts: Vec<Part>, lexicons: &mut Lexicons, problems: &mut [Problems]) {
    let mut entries = Entries { files, live: BTreeMap::new(), off: HashSet::new(), notices: Vec::new() };
    let mut sets = Declared::new("name set");
    for (at, (part, file)) in parts.into_iter().zip(files).enumerate() {
        if let Some(problems) = problems.get_mut(at) {
            entries.disable(file, lexicons, problems);
            for written in part.entries {
                entries.add(at, written, problems);
            }
            part.sets.iter().for_each(|written| within_set(written, problems));
        }
        for written in part.sets {
            let place = Place { file: at, span: written.id_span };
            let id = written.set.id.clone();
            entries.notices.extend(sets.add(&id, written.set, place, files, problems));
        }
    }
    let Entries { live, notices, .. } = entries;
    lexicons.notices.extend(notices);
    let mut live: Vec<Live> = live.into_values().collect();
    share_out(&mut live, files, &mut lexicons.notices, problems);
    lexicons.entries = live.into_iter().map(|live| live.written.entry).collect();
    lexicons.namesets = sets.into_things();
    lexicons.namesets.sort_by(|a, b| (&a.lexicon, &a.id).cmp(&(&b.lexicon, &b.id)));
    let identity = |file: &Opened<'_>| Identity {
        id: file.head.id.clone(),
        version: file.head.version.clone(),
        hash: hash::hash(&file.head.id, lexicons),
    };
    lexicons.identities = files.iter().map(identity).collect();
}

/// An entry that no later file has switched off or replaced.
#[derive(Debug)]
struct Live {
    /// The number of the file in which it is written.
    file: usize,
    written: Written,
}

/// The entries so far.
struct Entries<'f, 's> {
    files: &'f [Opened<'s>],
    /// By full id.
    live: BTreeMap<String, Live>,
    /// The full ids that were switched off.
    off: HashSet<String>,
    notices: Vec<String>,
}

impl Entries<'_, '_> {
    /// Switches off what a file disables.
    fn disable(&mut self, file: &Opened<'_>, lexicons: &Lexicons, problems: &mut Problems) {
        let mut categories = HashSet::new();
        for (id, span) in &file.head.disable {
            if id.contains('/') {
                if let Some((id, _)) = self.live.remove_entry(id) {
                    self.off.insert(id);
                } else if !self.off.contains(id) {
                    self.unknown(file, id, *span, "stays as it is", problems);
                }
            } else if let Some(category) = lexicons.categories.iter().position(|category| *category.id == **id) {
                categories.insert(category);
            } else {
                problems.add_when_told(*span, || {
                    let ids = lexicons.categories.iter().map(|category| &*category.id);
                    let help = match nearest(id, ids) {
                        Some(meant) => format!("did you mean \"{meant}\"?"),
                        None => "write the full id of an entry, such as \"core/regime\", or a category's id".to_owned(),
                    };
                    (format!("there is no category \"{id}\""), help)
                });
            }
        }
        if categories.is_empty() {
            return;
        }
        let off = &mut self.off;
        self.live.retain(|id, live| {
            let keep = !categories.contains(&(live.written.entry.category.0 as usize));
            if !keep {
                off.insert(id.clone());
            }
            keep
        });
    }

    /// Adds an entry, or puts it in the place of the one whose full id it has.
    fn add(&mut self, at: usize, written: Written, problems: &mut Problems) {
        let Some(file) = self.files.get(at) else { return };
        if written.overrides {
            match self.live.get(&written.full_id) {
                Some(live) if live.file == at => return,
                Some(_) => {
                    let place = file.place(written.id_span);
                    self.notices.push(format!("{place}: this entry replaces {}", written.full_id));
                }
                None if self.off.contains(&written.full_id) => {}
                None => return self.unknown(file, &written.full_id, written.id_span, "is left out", problems),
            }
        } else if self.live.contains_key(&written.full_id) {
            // Twice in one file, or in two of the same id: told elsewhere.
            return;
        }
        self.live.insert(written.full_id.clone(), Live { file: at, written });
    }

    /// Tells of a full id that no entry has; if its lexicon is only not loaded, by a notice.
    fn unknown(&mut self, file: &Opened<'_>, id: &str, span: Span, then: &str, problems: &mut Problems) {
        let lexicon = id.split('/').next().unwrap_or_default();
        let is_loaded = self.files.iter().any(|file| *file.head.id == *lexicon);
        if !is_loaded && SHIPPED.iter().any(|(name, _)| builtin::id(name) == lexicon) {
            self.notices.push(format!("{}: {lexicon} is not loaded, so {id} {then}", file.place(span)));
            return;
        }
        problems.add_when_told(span, || {
            let help = match nearest(id, self.live.keys().map(String::as_str)) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => "`slantwise lexicon show` lists the entries of the lexicons loaded before".to_owned(),
            };
            (format!("there is no entry \"{id}\" in the lexicons loaded before this one"), help)
        });
    }
}

/// Tells of forms that two entries of one lexicon or of two shipped ones share. Between others the later lexicon takes
/// the form, with a notice, unless its entry is less far reviewed. Drafts take part in nothing.
fn share_out(live: &mut Vec<Live>, files: &[Opened<'_>], notices: &mut Vec<String>, problems: &mut [Problems]) {
    let mut order: Vec<usize> = (0..live.len()).collect();
    order.sort_by_key(|&at| live.get(at).map(|live| (live.file, live.written.id_span.start)));
    let mut seen = SeenForms::new();
    // The forms to drop, by entry.
    let mut dropped: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for at in order {
        let Some(own) = live.get(at) else { continue };
        if own.written.entry.status == Status::Draft {
            continue;
        }
        for (n, form) in own.written.entry.forms.iter().enumerate() {
            for (other_at, other_n) in seen.add(form, own.written.entry.case, (at, n)) {
                let Some(other) = live.get(other_at).filter(|_| other_at != at) else { continue };
                if own.written.allow_shared || other.written.allow_shared {
                    continue;
                }
                let are_shipped =
                    [own, other].iter().all(|live| files.get(live.file).is_some_and(|file| file.is_shipped));
                if own.file == other.file || are_shipped {
                    if let Some(problems) = problems.get_mut(own.file) {
                        problems.add_with(shared(own, n, other, other_n));
                    }
                    continue;
                }
                let is_taken = own.written.entry.status >= other.written.entry.status;
                let (loser, loser_n) = if is_taken { (other_at, other_n) } else { (at, n) };
                let (winner, loser_id) =
                    if is_taken { (own, &other.written.full_id) } else { (other, &own.written.full_id) };
                if dropped.entry(loser).or_default().insert(loser_n) {
                    let place = files.get(own.file).zip(own.written.form_spans.get(n));
                    let place = place.map_or(String::new(), |(file, span)| file.place(*span));
                    let winner = &winner.written.full_id;
                    notices.push(format!("{place}: \"{}\" counts as {winner}, no longer as {loser_id}", form.text));
                }
            }
        }
    }
    for (at, live) in live.iter_mut().enumerate() {
        if let Some(dropped) = dropped.get(&at) {
            let mut n = 0..;
            live.written.entry.forms.retain(|_| n.next().is_none_or(|n| !dropped.contains(&n)));
        }
    }
    live.retain(|live| !live.written.entry.forms.is_empty());
}

/// The problem that two entries have the same form.
fn shared(own: &Live, n: usize, other: &Live, other_n: usize) -> Problem {
    let text = own.written.entry.forms.get(n).map_or("", |form| &form.text);
    let span = |live: &Live, n: usize| live.written.form_spans.get(n).copied().unwrap_or(live.written.id_span);
    Problem {
        span: span(own, n),
        message: format!("\"{text}\" is a form of {} too", other.written.full_id),
        help: "leave it out of one of the two; if their guards tell them apart, write allow_shared = true".to_owned(),
        elsewhere: Some(Elsewhere {
            file: Some(other.file),
            span: span(other, other_n),
            label: format!("the form of {}", other.written.full_id),
        }),
    }
}

/// Tells of forms that two variants of a set share.
fn within_set(written: &WrittenSet, problems: &mut Problems) {
    let mut seen = SeenForms::new();
    for (at, (variant, spans)) in written.set.variants.iter().zip(&written.form_spans).enumerate() {
        for (form, span) in variant.forms.iter().zip(spans) {
            for (other_at, other_span) in seen.add(form, variant.case, (at, *span)) {
                let Some(other) = written.set.variants.get(other_at).filter(|_| other_at != at) else { continue };
                problems.add_with(Problem {
                    span: *span,
                    message: format!("\"{}\" is a form of variant `{}` too", form.text, other.id),
                    help: "leave it out of one of the two".to_owned(),
                    elsewhere: Some(Elsewhere { file: None, span: other_span, label: "it is here first".to_owned() }),
                });
            }
        }
    }
}

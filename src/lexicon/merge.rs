//! How do several files become one set of entries?

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use super::builtin::{self, SHIPPED};
use super::declared::{Declared, Place};
use super::entries::Written;
use super::hash;
use super::load::Opened;
use super::namesets::WrittenSet;
use super::shared::{self, Owned};
use super::{Entry, Form, Identity, Lexicons, Status};
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
    entries.check_mirrors(problems);
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
    lexicons.identities = files.par_iter().map(identity).collect();
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

    /// Tells of each mirror that an entry names and that is no other entry. One in a lexicon that is not loaded, or that
    /// a user's lexicon has taken the place of, is no mistake of whoever names it.
    fn check_mirrors(&self, problems: &mut [Problems]) {
        for (id, live) in self.live.iter().filter(|(_, live)| !live.written.mirror.is_empty()) {
            let (Some(file), Some(problems)) = (self.files.get(live.file), problems.get_mut(live.file)) else {
                continue;
            };
            for (named, span) in &live.written.mirror {
                if named == id {
                    problems.add(*span, "an entry cannot be its own mirror", "name the entry of the other side");
                } else if !self.live.contains_key(named) && !self.off.contains(named) && !self.is_away(named, file) {
                    problems.add_when_told(*span, || {
                        let help = match nearest(named, self.live.keys().map(String::as_str)) {
                            Some(meant) => format!("did you mean \"{meant}\"?"),
                            None => "`slantwise lexicon list` lists all entries".to_owned(),
                        };
                        (format!("there is no entry \"{named}\" to be a mirror"), help)
                    });
                }
            }
        }
    }

    /// Whether the lexicon of a full id that a file names is not loaded, or replaced by one that the file does not know.
    fn is_away(&self, id: &str, file: &Opened<'_>) -> bool {
        let lexicon = id.split('/').next().unwrap_or_default();
        match self.files.iter().find(|file| *file.head.id == *lexicon) {
            Some(of) => file.is_shipped && !of.is_shipped,
            None => SHIPPED.iter().any(|(name, _)| builtin::id(name) == lexicon),
        }
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
                None => "`slantwise lexicon expand` lists all entries".to_owned(),
            };
            (format!("there is no entry \"{id}\" in the lexicons loaded before this one"), help)
        });
    }
}

/// Tells of forms that two entries of one lexicon or of two shipped ones share. Between others the later lexicon takes
/// the form, with a notice, unless its entry is less far reviewed. Drafts take part in nothing.
fn share_out(live: &mut Vec<Live>, files: &[Opened<'_>], notices: &mut Vec<String>, problems: &mut [Problems]) {
    let mut order: Vec<(usize, &Live)> = live.iter().enumerate().collect();
    order.sort_by_key(|(_, live)| (live.file, live.written.id_span.start));
    order.retain(|(_, live)| live.written.entry.status != Status::Draft);
    let owned = order.iter().flat_map(|&(at, live)| {
        let Entry { forms, case, .. } = &live.written.entry;
        forms.iter().enumerate().map(move |(n, form)| Owned { form, case: *case, owner: FormAt { live, at, n } })
    });
    // The forms to drop, by entry.
    let mut dropped: HashMap<usize, BTreeSet<usize>> = HashMap::new();
    for (earlier, later) in shared::shared(&owned.collect::<Vec<_>>()) {
        let allowed = earlier.live.written.allow_shared || later.live.written.allow_shared;
        if earlier.at == later.at || allowed {
            continue;
        }
        let is_shipped = |form: FormAt<'_>| files.get(form.live.file).is_some_and(|file| file.is_shipped);
        if earlier.live.file == later.live.file || (is_shipped(earlier) && is_shipped(later)) {
            if let Some(problems) = problems.get_mut(later.live.file) {
                problems.add_with(shared_form(earlier, later));
            }
            continue;
        }
        let is_taken = later.live.written.entry.status >= earlier.live.written.entry.status;
        let (winner, loser) = if is_taken { (later, earlier) } else { (earlier, later) };
        if dropped.entry(loser.at).or_default().insert(loser.n) {
            let place = files.get(later.live.file).map_or(String::new(), |file| file.place(later.span()));
            let (text, winner, loser) = (later.text(), &winner.live.written.full_id, &loser.live.written.full_id);
            notices.push(format!("{place}: \"{text}\" counts as {winner}, not as {loser}"));
        }
    }
    for (at, live) in live.iter_mut().enumerate() {
        if let Some(dropped) = dropped.get(&at) {
            let forms = live.written.entry.forms.iter().enumerate();
            let kept: Vec<Form> = forms.filter(|(n, _)| !dropped.contains(n)).map(|(_, form)| form.clone()).collect();
            live.written.entry.forms = kept.into();
        }
    }
    live.retain(|live| !live.written.entry.forms.is_empty());
}

/// A form of an entry.
#[derive(Clone, Copy)]
struct FormAt<'l> {
    live: &'l Live,
    /// The number of the entry.
    at: usize,
    /// The number of the form in it.
    n: usize,
}

impl<'l> FormAt<'l> {
    fn text(self) -> &'l str {
        self.live.written.entry.forms.get(self.n).map_or("", |form| &form.text)
    }

    fn span(self) -> Span {
        self.live.written.form_spans.get(self.n).copied().unwrap_or(self.live.written.id_span)
    }
}

/// The problem that two entries have the same form.
fn shared_form(earlier: FormAt<'_>, later: FormAt<'_>) -> Problem {
    let other = &earlier.live.written.full_id;
    Problem {
        span: later.span(),
        message: format!("\"{}\" is a form of {other} too", later.text()),
        help: "leave it out of one of the two; if their guards tell them apart, write allow_shared = true".to_owned(),
        elsewhere: Some(Elsewhere {
            file: Some(earlier.live.file),
            span: earlier.span(),
            label: format!("the form of {other}"),
        }),
    }
}

/// Tells of forms that two variants of a set share.
fn within_set(written: &WrittenSet, problems: &mut Problems) {
    let variants = written.set.variants.iter().zip(&written.form_spans);
    let owned = variants.flat_map(|(variant, spans)| {
        let forms = variant.forms.iter().zip(spans);
        forms.map(move |(form, span)| Owned { form, case: variant.case, owner: (variant, form, *span) })
    });
    for (earlier, later) in shared::shared(&owned.collect::<Vec<_>>()) {
        let ((variant, _, known), (other, form, span)) = (earlier, later);
        if variant.id != other.id {
            problems.add_with(Problem {
                span,
                message: format!("\"{}\" is a form of variant `{}` too", form.text, variant.id),
                help: "leave it out of one of the two".to_owned(),
                elsewhere: Some(Elsewhere { file: None, span: known, label: "it is here first".to_owned() }),
            });
        }
    }
}

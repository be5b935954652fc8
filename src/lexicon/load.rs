//! Which lexicons are loaded, and what do they hold together?

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::Lexicons;
use super::builtin::{self, COMMON, SHIPPED};
use super::cuts::Cuts;
use super::declared::{Declared, Place};
use super::entries::{self, Context, Written};
use super::guards::Scope;
use super::head::{self, Classes, Head, repeated};
use super::merge::{self, Part};
use super::namesets::{self, WrittenSet};
use super::{snapshot, stars};
use crate::document::{self, Elsewhere, Error, Fields, Problem, Problems, Table, nearest};
use crate::language::{Language, Vocabulary};
use crate::span::{Lines, Span};

/// So many entries are read in one go by one thread.
const AT_ONCE: usize = 64;

/// Which lexicons to load.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The ids of the shipped lexicons to load; all if empty. `common`, which every other needs, and those of `extra`
    /// are loaded whether named or not.
    pub only: Vec<String>,
    /// A user's lexicons, in order. One with the id of a shipped lexicon takes its place.
    pub extra: Vec<File>,
}

/// The text of a lexicon file.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name, for messages.
    pub name: String,
    /// What stands in it.
    pub text: String,
}

impl Lexicons {
    /// The shipped lexicons.
    ///
    /// # Panics
    ///
    /// If the snapshot of them that was built into the program cannot be read, which a test does.
    pub fn builtin() -> Lexicons {
        snapshot::read(builtin::SNAPSHOT).expect("the snapshot is made of the same types")
    }

    /// The shipped lexicons that are selected, and a user's.
    ///
    /// # Errors
    ///
    /// If there is a mistake in any of them: the error names every mistake of every file.
    pub fn load(selection: &Selection) -> Result<Lexicons, Error> {
        if selection.only.is_empty() && selection.extra.is_empty() {
            return Ok(Lexicons::builtin());
        }
        read(selection)
    }
}

/// What is selected, read from the texts of the files.
pub(super) fn read(selection: &Selection) -> Result<Lexicons, Error> {
    let is_selected = |name: &str| {
        let id = builtin::id(name);
        selection.only.is_empty() || id == COMMON || selection.only.iter().any(|only| only == id)
    };
    let shipped = SHIPPED.iter().filter(|(name, _)| is_selected(name));
    let shipped = shipped.map(|&(name, text)| Source { name, text, is_shipped: true });
    let extra = selection.extra.iter();
    let extra = extra.map(|file| Source { name: &file.name, text: &file.text, is_shipped: false });
    merged(shipped.chain(extra).collect(), &selection.only)
}

/// A file to read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Source<'s> {
    pub name: &'s str,
    pub text: &'s str,
    pub is_shipped: bool,
}

/// What these files hold together. `only` are the ids that were asked for.
pub(super) fn merged(sources: Vec<Source<'_>>, only: &[String]) -> Result<Lexicons, Error> {
    let mut vocabulary = Vocabulary::default();
    let (language, parsed) =
        rayon::join(|| Language::english(&mut vocabulary), || sources.into_par_iter().map(parsed).collect());
    let cuts = || Cuts::of(&vocabulary, &language);
    let (files, mut problems) = opened(parsed, cuts);
    let replaced = files.iter().filter(|file| !file.is_shipped && is_shipped(&file.head.id));
    let replaced = replaced.map(|file| {
        let id = &file.head.id;
        format!("{} takes the place of the shipped lexicon `{id}`; give it another id to add to it", file.name)
    });
    let replaced: Vec<String> = replaced.collect();
    if let Some(error) = wrong_selection(only, &files) {
        return Err(error);
    }
    repeated_ids(&files, &mut problems);
    let mut lexicons = Lexicons { notices: replaced, ..Lexicons::default() };
    let (mut categories, mut axes) = (Declared::new("category"), Declared::new("axis"));
    for (at, file) in files.iter().enumerate() {
        for (category, span) in &file.head.categories {
            let place = Place { file: at, span: *span };
            let notice = categories.add(&category.id, category.clone(), place, &files, &mut problems);
            lexicons.notices.extend(notice);
        }
        for (axis, span) in &file.head.axes {
            let place = Place { file: at, span: *span };
            lexicons.notices.extend(axes.add(&axis.id, axis.clone(), place, &files, &mut problems));
        }
    }
    let none = Classes::new();
    let common = files.iter().find(|file| *file.head.id == *COMMON).map_or(&none, |file| &file.head.classes);
    let parts = files.par_iter().zip(&mut problems);
    let parts = parts.map(|(file, problems)| part(file, common, categories.ids(), cuts, problems)).collect();
    lexicons.categories = categories.into_things();
    lexicons.axes = axes.into_things();
    merge::merge(&files, parts, &mut lexicons, &mut problems);
    if let (Some(message), Some(file), Some(problems)) = (stars::too_many(&lexicons), files.last(), problems.last_mut())
    {
        problems.add(file.head.id_span, message, "write the words out that you mean, above all those of *abc");
    }
    let texts = files.iter().map(|file| (file.name, file.text));
    match Error::of(texts.zip(problems).map(|((name, text), problems)| (name, text, problems))) {
        Some(error) => Err(error),
        None => Ok(lexicons),
    }
}

/// A file of which the head has been read.
#[derive(Debug)]
pub(super) struct Opened<'s> {
    pub name: &'s str,
    pub text: &'s str,
    pub is_shipped: bool,
    pub head: Head,
    root: Table<'s>,
    lines: OnceLock<Lines<'s>>,
}

impl Opened<'_> {
    /// `file:line:column`
    pub fn place(&self, span: Span) -> String {
        let place = self.lines.get_or_init(|| Lines::of(self.text)).place(span.start as usize);
        format!("{}:{}:{}", self.name, place.line, place.column)
    }
}

/// What stands in a file, and what is no TOML in it.
fn parsed(source: Source<'_>) -> (Source<'_>, Table<'_>, Problems) {
    let mut problems = Problems::default();
    let root = document::parse(source.text, &mut problems);
    (source, root, problems)
}

/// The files in the order in which they are merged, `common` first, with what is wrong in each. A shipped one is left
/// out if another has its id.
fn opened<'s, 'l>(
    parsed: Vec<(Source<'s>, Table<'s>, Problems)>,
    cuts: impl Fn() -> Cuts<'l>,
) -> (Vec<Opened<'s>>, Vec<Problems>) {
    let cuts = cuts();
    let open = |(Source { name, text, is_shipped }, root, mut problems)| {
        let head = head::head(&root, &cuts, &mut problems);
        (Opened { name, text, is_shipped, head, root, lines: OnceLock::new() }, problems)
    };
    let mut files: Vec<(Opened<'_>, Problems)> = parsed.into_iter().map(open).collect();
    let extra = files.iter().filter(|(file, _)| !file.is_shipped);
    let extra_ids: HashSet<Arc<str>> = extra.map(|(file, _)| file.head.id.clone()).collect();
    files.retain(|(file, _)| !file.is_shipped || !extra_ids.contains(&file.head.id));
    files.sort_by_key(|(file, _)| *file.head.id != *COMMON);
    files.into_iter().unzip()
}

fn is_shipped(id: &str) -> bool {
    SHIPPED.iter().any(|(name, _)| builtin::id(name) == id)
}

/// The ids of `only` that no lexicon has.
fn wrong_selection(only: &[String], files: &[Opened<'_>]) -> Option<Error> {
    let shipped = SHIPPED.iter().map(|(name, _)| builtin::id(name));
    let extra = files.iter().filter(|file| !file.is_shipped && !file.head.id.is_empty());
    let known: Vec<&str> = shipped.chain(extra.map(|file| &*file.head.id)).collect();
    let mut problems = Problems::default();
    let mut start = 0;
    for id in only {
        let end = start + id.len() as u32;
        if !known.contains(&id.as_str()) {
            problems.add_when_told(Span { start, end }, || {
                let help = match nearest(id, known.iter().copied()) {
                    Some(meant) => format!("did you mean `{meant}`?"),
                    None => format!("there are {}", known.join(", ")),
                };
                (format!("there is no lexicon `{id}`"), help)
            });
        }
        start = end + 1;
    }
    Error::of([("only", only.join(",").as_str(), problems)])
}

/// Two files of one id would make full ids that mean two things.
fn repeated_ids(files: &[Opened<'_>], problems: &mut [Problems]) {
    let mut first: HashMap<&str, (usize, Span)> = HashMap::new();
    for (at, (file, problems)) in files.iter().zip(problems).enumerate() {
        let id = &*file.head.id;
        if let Some(&(other, span)) = first.get(id) {
            problems.add_with(Problem {
                span: file.head.id_span,
                message: format!("there are two lexicons `{id}`"),
                help: "give one of them another id".to_owned(),
                elsewhere: Some(Elsewhere { file: Some(other), span, label: "the first is here".to_owned() }),
            });
        } else if !id.is_empty() {
            first.insert(id, (at, file.head.id_span));
        }
    }
}

/// The entries and name sets of a file.
fn part<'l>(
    file: &Opened<'_>,
    common: &Classes,
    categories: &HashMap<Arc<str>, usize>,
    cuts: impl Fn() -> Cuts<'l> + Sync,
    problems: &mut Problems,
) -> Part {
    // What is wrong with the keys themselves has been told when the head was read.
    let root = Fields::any(&file.root, "a lexicon file");
    let tables = root.tables("entry", problems);
    let some = |tables: &[&Table<'_>]| {
        let (cuts, mut problems) = (cuts(), Problems::default());
        let window = file.head.defaults.window;
        let scope = Scope { text: file.text, classes: &file.head.classes, common, cuts: &cuts, window };
        let context = Context { head: &file.head, scope, categories, is_shipped: file.is_shipped };
        let entries = tables.iter().filter_map(|table| entries::entry(table, context, &mut problems));
        (entries.collect(), problems)
    };
    let read: Vec<(Vec<Written>, Problems)> = tables.par_chunks(AT_ONCE).map(some).collect();
    let mut entries = Vec::with_capacity(tables.len());
    for (some, theirs) in read {
        entries.extend(some);
        problems.append(theirs);
    }
    let ids = entries.iter().map(|written| (written.full_id.as_str(), written.id_span));
    repeated(ids, "entry", problems);
    let (tables, cuts) = (root.tables("nameset", problems), cuts());
    let sets = tables.into_iter().filter_map(|table| namesets::nameset(table, &file.head.id, &cuts, problems));
    let sets: Vec<WrittenSet> = sets.collect();
    repeated(sets.iter().map(|written| (&*written.set.id, written.id_span)), "name set", problems);
    Part { entries, sets }
}

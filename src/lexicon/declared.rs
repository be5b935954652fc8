//! Of the things that several files declare, which holds?

use std::collections::HashMap;
use std::sync::Arc;

use super::load::Opened;
use crate::document::{Elsewhere, Problem, Problems};
use crate::span::Span;

/// Things with ids from all files, in the order in which they were first declared. One declared again replaces the
/// earlier one.
#[derive(Debug)]
pub(super) struct Declared<T> {
    /// What they are, for messages: "category".
    what: &'static str,
    things: Vec<(T, Place)>,
    ids: HashMap<Arc<str>, usize>,
}

/// A place in one of several files.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The number of the file.
    pub file: usize,
    /// Where in it.
    pub span: Span,
}

/// There are at most so many, since their indices have 16 bits.
const MOST: usize = u16::MAX as usize;

impl<T> Declared<T> {
    pub fn new(what: &'static str) -> Declared<T> {
        Declared { what, things: Vec::new(), ids: HashMap::new() }
    }

    /// Adds one. If another file has declared it, that is a problem between shipped files, and else what is returned:
    /// a notice. (That one file has it twice is told when the file is read.)
    pub fn add(
        &mut self,
        id: &Arc<str>,
        thing: T,
        place: Place,
        files: &[Opened<'_>],
        problems: &mut [Problems],
    ) -> Option<String> {
        let what = self.what;
        let (file, problems) = (files.get(place.file)?, problems.get_mut(place.file)?);
        let Some(known) = self.ids.get(id).and_then(|&at| self.things.get_mut(at)) else {
            if self.things.len() >= MOST {
                problems.add(place.span, format!("there are more than {MOST} of {what}"), "leave some of them out");
                return None;
            }
            self.ids.insert(id.clone(), self.things.len());
            self.things.push((thing, place));
            return None;
        };
        let (_, earlier) = std::mem::replace(known, (thing, place));
        if earlier.file == place.file {
            return None;
        }
        if file.is_shipped {
            problems.add_with(Problem {
                span: place.span,
                message: format!("another shipped lexicon has {what} `{id}` too"),
                help: "give one of them another id, or leave it out".to_owned(),
                elsewhere: Some(Elsewhere {
                    file: Some(earlier.file),
                    span: earlier.span,
                    label: "the other is here".to_owned(),
                }),
            });
            return None;
        }
        let of = files.get(earlier.file).map_or("", |file| file.name);
        Some(format!("{}: {what} `{id}` replaces that of {of}", file.place(place.span)))
    }

    /// Their indices by id.
    pub fn ids(&self) -> &HashMap<Arc<str>, usize> {
        &self.ids
    }

    /// The things alone.
    pub fn into_things(self) -> Vec<T> {
        self.things.into_iter().map(|(thing, _)| thing).collect()
    }
}

//! What do the lists of the file say? A phrase is in a list once, however it is written.

use std::collections::HashMap;

use super::phrases::{Phrases, fold};
use crate::document::{Elsewhere, Placed, Problem, Problems};
use crate::span::Span;

/// Phrases as they are read, each with its place.
#[derive(Debug)]
pub(super) struct Lists<T> {
    phrases: Vec<(String, T)>,
    /// By folded phrase, where it was first written.
    places: HashMap<String, Span>,
}

impl<T: Copy> Lists<T> {
    pub(super) fn new() -> Lists<T> {
        Lists { phrases: Vec::new(), places: HashMap::new() }
    }

    /// Adds a list whose phrases all say the same. One that is there already is a problem: which of the two was meant?
    pub(super) fn add(&mut self, list: Vec<Placed<'_>>, says: T, problems: &mut Problems) {
        for Placed { text, span } in list {
            match self.places.get(&fold(text)) {
                None => {
                    self.places.insert(fold(text), span);
                    self.phrases.push((text.to_owned(), says));
                }
                Some(&known) => problems.add_with(Problem {
                    span,
                    message: format!("\"{text}\" is in two lists, or twice in one"),
                    help: "leave one of the two out; case, hyphens and kinds of apostrophes make no difference"
                        .to_owned(),
                    elsewhere: Some(Elsewhere { file: None, span: known, label: "the first is here".to_owned() }),
                }),
            }
        }
    }

    pub(super) fn phrases(self) -> Phrases<T> {
        Phrases::of(self.phrases)
    }
}

/// One list.
pub(super) fn list(texts: Vec<Placed<'_>>, problems: &mut Problems) -> Phrases<()> {
    let mut lists = Lists::new();
    lists.add(texts, (), problems);
    lists.phrases()
}

//! What do the set phrases in the first lines and closing paragraphs say?
//!
//! They are looked for once, for credits and for guests together.

use serde::{Deserialize, Serialize};

use super::excerpt::Excerpt;
use super::lists::Lists;
use super::phrases::Phrases;
use crate::document::{Fields, Problems};

/// What a set phrase says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Says {
    /// Whose the text is: a year and a name follow.
    Copyright,
    /// Who provided it: a name follows.
    Provided,
    /// That the author is a guest.
    Guest,
}

/// A set phrase, and what stands around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Note<'b> {
    pub(super) says: Says,
    pub(super) before: &'b str,
    pub(super) after: &'b str,
    /// Whether it stands in one of the last two paragraphs.
    pub(super) is_closing: bool,
}

/// The set phrases.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Notes {
    phrases: Phrases<Says>,
}

impl Notes {
    /// From the tables `[credit]` and `[guest]`.
    pub(super) fn read(credit: &Fields<'_, '_>, guest: &Fields<'_, '_>, problems: &mut Problems) -> Notes {
        let mut phrases = Lists::new();
        phrases.add(credit.texts("copyright", problems), Says::Copyright, problems);
        phrases.add(credit.texts("provided", problems), Says::Provided, problems);
        phrases.add(guest.texts("notes", problems), Says::Guest, problems);
        Notes { phrases: phrases.phrases() }
    }

    /// Those in an excerpt; there are none in nearly all.
    pub(super) fn of<'b>(&'b self, excerpt: &Excerpt<'b>) -> Vec<Note<'b>> {
        let mut notes = Vec::new();
        for paragraph in excerpt.closing {
            notes.extend(self.within(paragraph.text, true));
            // The first byte of ©, and a bracket.
            let signs = memchr::memchr2_iter(0xc2, b'(', paragraph.text.as_bytes());
            notes.extend(signs.filter_map(|start| self.at(paragraph.text, start, true)));
        }
        notes.extend(self.within(excerpt.head, false));
        notes
    }

    fn within<'b>(&'b self, text: &'b str, is_closing: bool) -> impl Iterator<Item = Note<'b>> {
        self.phrases.within(text).filter_map(move |start| self.at(text, start, is_closing))
    }

    fn at<'b>(&self, text: &'b str, start: usize, is_closing: bool) -> Option<Note<'b>> {
        let (before, text) = text.split_at_checked(start)?;
        let (end, says) = self.phrases.at(text)?;
        Some(Note { says, before, after: text.get(end..)?, is_closing })
    }

    /// What the phrase at the start of a text says, and what follows it.
    pub(super) fn starting<'b>(&self, text: &'b str) -> Option<(Says, &'b str)> {
        let (end, says) = self.phrases.at(text)?;
        Some((says, text.get(end..)?))
    }
}

//! What do the shipped lexicons hold together? Worked out when the program is built, read when it starts.
//!
//! Reading, checking, resolving and hashing the shipped files takes ten times as long as reading what came of it, and
//! comes out the same each time. `build.rs` does it once; a mistake in a shipped file fails the build. What is bulky in it
//! is not even read before somebody looks at it: see `later.rs`.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::builtin::SNAPSHOT;
use super::{Later, Lexicons, Phrase};

/// [`Lexicons`] as bytes. What many guards share stands in it once.
#[derive(Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
struct Snapshot {
    /// First, to be found without the lexicons.
    lists: Later<Lists>,
    lexicons: Lexicons,
}

/// The lists of phrases that guards have.
#[derive(Default, Serialize, Deserialize)]
struct Lists {
    /// The phrases of all lists, each once.
    phrases: Vec<Phrase>,
    /// The lists, each once, by the numbers of their phrases.
    lists: Vec<Vec<u32>>,
}

/// What a snapshot holds.
pub(super) fn read(bytes: &'static [u8]) -> postcard::Result<Lexicons> {
    postcard::from_bytes(bytes).map(|snapshot: Snapshot| snapshot.lexicons)
}

/// The list of phrases that has this number in the shipped snapshot.
pub(super) fn list(number: u32) -> &'static [Phrase] {
    static LISTS: LazyLock<Vec<Vec<Phrase>>> = LazyLock::new(|| {
        // That they can be read is tested, as of every `Later`.
        let (lists, _) = postcard::take_from_bytes::<Later<Lists>>(SNAPSHOT).unwrap_or_default();
        let phrase = |&at: &u32| lists.phrases.get(at as usize).cloned().unwrap_or_default();
        lists.lists.iter().map(|list| list.iter().map(phrase).collect()).collect()
    });
    LISTS.get(number as usize).map(Vec::as_slice).unwrap_or_default()
}

#[cfg(any(test, not(snapshot)))]
pub use making::{bytes, shipped};

#[cfg(any(test, not(snapshot)))]
mod making {
    use std::collections::HashMap;

    use super::super::load::{self, Selection};
    use super::super::{Guard, Phrases};
    use super::*;
    use crate::document::Error;

    /// The shipped lexicons, read from their texts.
    ///
    /// # Errors
    ///
    /// If there is a mistake in any of them.
    pub fn shipped() -> Result<Lexicons, Error> {
        load::read(&Selection::default())
    }

    /// The bytes that [`read`] reads as these lexicons.
    pub fn bytes(mut lexicons: Lexicons) -> Vec<u8> {
        let (mut phrases, mut lists) = (Numbered::default(), Numbered::default());
        let mut list = |list: &Phrases| {
            Phrases::shipped(lists.number(list.iter().map(|phrase| phrases.number(phrase.clone())).collect()))
        };
        let mut numbered = |guards: &[Guard]| {
            let numbered = guards.iter().map(|guard| Guard {
                left: list(&guard.left),
                right: list(&guard.right),
                any: list(&guard.any),
                ..guard.clone()
            });
            Later::from(numbered.collect::<Vec<_>>())
        };
        for entry in &mut lexicons.entries {
            (entry.needs, entry.unless) = (numbered(&entry.needs), numbered(&entry.unless));
        }
        let lists = Lists { phrases: phrases.things, lists: lists.things }.into();
        postcard::to_allocvec(&Snapshot { lists, lexicons }).expect("plain values can be written into memory")
    }

    /// Things, each once, with their numbers.
    struct Numbered<T> {
        things: Vec<T>,
        numbers: HashMap<T, u32>,
    }

    impl<T> Default for Numbered<T> {
        fn default() -> Numbered<T> {
            Numbered { things: Vec::new(), numbers: HashMap::new() }
        }
    }

    impl<T: Clone + Eq + std::hash::Hash> Numbered<T> {
        fn number(&mut self, thing: T) -> u32 {
            *self.numbers.entry(thing).or_insert_with_key(|thing| {
                self.things.push(thing.clone());
                self.things.len() as u32 - 1
            })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::load::{self, Selection};
    use super::*;

    #[test]
    fn the_snapshot_holds_what_the_files_say() {
        let (made, from_texts) = (Lexicons::builtin(), load::read(&Selection::default()).unwrap());
        assert_eq!(made.identities, from_texts.identities, "the hashes tell what differs");
        assert!(made == from_texts, "this decodes all that is decoded later");
        assert!(bytes(shipped().unwrap()) == SNAPSHOT, "the same bytes each time");
    }

    #[test]
    fn a_snapshot_that_is_cut_off_is_no_snapshot() {
        assert!(read(&SNAPSHOT[..SNAPSHOT.len() / 2]).is_err());
    }
}

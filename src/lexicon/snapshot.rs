//! What do the shipped lexicons hold together? Worked out when the program is built, read when it starts.
//!
//! Reading, checking, resolving and hashing the shipped files takes ten times as long as reading what came of it, and
//! comes out the same each time. `build.rs` does it once; a mistake in a shipped file fails the build.

use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::{Axis, Category, Entry, Guard, Identity, Lexicons, NameSet, Phrase, Phrases};

/// [`Lexicons`] as bytes. What many guards share stands in it once.
#[derive(Serialize, Deserialize)]
struct Snapshot {
    identities: Vec<Identity>,
    categories: Vec<Category>,
    axes: Vec<Axis>,
    namesets: Vec<NameSet>,
    notices: Vec<String>,
    /// The phrases of all guards, each once.
    phrases: Vec<Phrase>,
    /// The lists of phrases that guards have, each once; the first has none.
    lists: Vec<Vec<u32>>,
    /// The entries in bytes of their own, so that several threads can read them.
    chunks: Vec<Vec<u8>>,
}

/// Some of the entries, and the numbers of the lists that all guards of these have, one guard after another.
#[derive(Default, Serialize, Deserialize)]
struct Chunk {
    entries: Vec<Entry>,
    lists: Vec<[u32; 3]>,
}

/// What a snapshot holds.
pub(super) fn read(bytes: &[u8]) -> postcard::Result<Lexicons> {
    let Snapshot { identities, categories, axes, namesets, notices, phrases, lists, chunks } =
        postcard::from_bytes(bytes)?;
    let phrase = |&at: &u32| phrases.get(at as usize).cloned().unwrap_or_default();
    let lists: Vec<Phrases> = lists.iter().map(|list| list.iter().map(phrase).collect()).collect();
    let list = |at: u32| lists.get(at as usize).map(Arc::clone).unwrap_or_default();
    let entries = |bytes: &Vec<u8>| {
        let Chunk { mut entries, lists } = postcard::from_bytes(bytes)?;
        for (guard, [left, right, any]) in entries.iter_mut().flat_map(guards).zip(lists) {
            (guard.left, guard.right, guard.any) = (list(left), list(right), list(any));
        }
        Ok(entries)
    };
    let chunks: Vec<Vec<Entry>> = chunks.par_iter().map(entries).collect::<postcard::Result<_>>()?;
    let entries = chunks.into_iter().flatten().collect();
    Ok(Lexicons { identities, categories, axes, entries, namesets, notices })
}

fn guards(entry: &mut Entry) -> impl Iterator<Item = &mut Guard> {
    entry.needs.iter_mut().chain(&mut entry.unless)
}

#[cfg(any(test, not(snapshot)))]
pub use making::{bytes, shipped};

#[cfg(any(test, not(snapshot)))]
mod making {
    use std::collections::HashMap;

    use super::super::load::{self, Selection};
    use super::*;
    use crate::document::Error;

    /// So many entries are one chunk.
    const AT_ONCE: usize = 256;

    /// The shipped lexicons, read from their texts.
    ///
    /// # Errors
    ///
    /// If there is a mistake in any of them.
    pub fn shipped() -> Result<Lexicons, Error> {
        load::read(&Selection::default())
    }

    /// The bytes that [`read`] reads as these lexicons.
    pub fn bytes(lexicons: Lexicons) -> Vec<u8> {
        let Lexicons { identities, categories, axes, mut entries, namesets, notices } = lexicons;
        let (mut phrases, mut lists) = (Numbered::default(), Numbered::default());
        lists.number(Vec::new());
        let mut list =
            |list: &Phrases| lists.number(list.iter().map(|phrase| phrases.number(phrase.clone())).collect());
        let chunks = entries.chunks_mut(AT_ONCE).map(|entries| {
            let guards = entries.iter_mut().flat_map(guards);
            let lists = guards.map(|guard| [list(&guard.left), list(&guard.right), list(&guard.any)]).collect();
            encoded(&Chunk { entries: entries.to_vec(), lists })
        });
        let chunks = chunks.collect();
        let (phrases, lists) = (phrases.things, lists.things);
        encoded(&Snapshot { identities, categories, axes, namesets, notices, phrases, lists, chunks })
    }

    fn encoded(value: &impl Serialize) -> Vec<u8> {
        postcard::to_allocvec(value).expect("plain values can be written into memory")
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
    use super::super::builtin::SNAPSHOT;
    use super::super::load::{self, Selection};
    use super::*;

    #[test]
    fn the_snapshot_holds_what_the_files_say() {
        let (made, from_texts) = (Lexicons::builtin(), load::read(&Selection::default()).unwrap());
        assert_eq!(made.identities, from_texts.identities, "the hashes tell what differs");
        assert!(made == from_texts);
        assert!(shipped().unwrap() == SNAPSHOT, "the same bytes each time");
    }

    #[test]
    fn a_snapshot_that_is_cut_off_is_no_snapshot() {
        assert!(read(&SNAPSHOT[..SNAPSHOT.len() / 2]).is_err());
    }
}

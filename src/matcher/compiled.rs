//! What does an analyzer work with, beside the lexicons themselves?
//!
//! Compiling the shipped lexicons takes ten times as long as reading what came of it, and comes out the same each time.
//! `build.rs` does it once.

use serde::{Deserialize, Serialize};

use super::Matcher;
use crate::language::{Language, Vocabulary};
use crate::lexicon::{Lexicons, Status};

/// A language and lexicons, with numbers for words.
#[derive(Debug, Serialize, Deserialize)]
pub struct Compiled {
    /// The words that either knows.
    pub vocabulary: Vocabulary,
    /// The language.
    pub language: Language,
    /// Forms, exceptions and guards.
    pub matcher: Matcher,
}

impl Compiled {
    /// Compiles the entries of at least this status, for English.
    pub fn new(lexicons: &Lexicons, least: Status) -> Compiled {
        let mut vocabulary = Vocabulary::default();
        let language = Language::english(&mut vocabulary);
        let matcher = Matcher::new(lexicons, least, &mut vocabulary);
        Compiled { vocabulary, language, matcher }
    }

    /// The reviewed entries of [`Lexicons::builtin`], compiled when the program was built.
    ///
    /// # Panics
    ///
    /// If the snapshot of them that was built into the program cannot be read, which a test does.
    #[cfg(snapshot)]
    pub fn builtin() -> Compiled {
        Compiled::read(SNAPSHOT).expect("the snapshot is made of the same types")
    }

    #[cfg(snapshot)]
    fn read(bytes: &[u8]) -> postcard::Result<Compiled> {
        postcard::from_bytes(bytes)
    }

    /// The bytes of the snapshot.
    #[cfg(any(test, not(snapshot)))]
    pub fn bytes(&self) -> Vec<u8> {
        postcard::to_allocvec(self).expect("plain values in memory can always be written")
    }
}

#[cfg(snapshot)]
const SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/matcher.snapshot"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snapshot_is_what_the_shipped_lexicons_compile_to() {
        let compiled = Compiled::new(&Lexicons::builtin(), Status::Reviewed);
        assert!(compiled.bytes() == SNAPSHOT, "build.rs compiles the same lexicons");
        let read = Compiled::builtin();
        assert!(read.bytes() == SNAPSHOT, "nothing is lost in reading");
    }

    #[test]
    fn a_snapshot_that_is_cut_off_is_no_snapshot() {
        assert!(Compiled::read(&SNAPSHOT[..SNAPSHOT.len() / 2]).is_err());
    }
}

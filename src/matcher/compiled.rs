//! What does an analyzer work with, beside the lexicons themselves?
//!
//! Compiling the shipped lexicons takes ten times as long as reading what came of it, and comes out the same each time.
//! `build.rs` does it once.

#[cfg(any(test, not(snapshot)))]
use std::cmp::Reverse;

use serde::{Deserialize, Serialize};

use super::Matcher;
#[cfg(snapshot)]
use super::automaton::Automaton;
#[cfg(snapshot)]
use super::forms::Forms;
#[cfg(snapshot)]
use super::guard::Guards;
#[cfg(snapshot)]
use super::heads::Heads;
#[cfg(any(test, not(snapshot)))]
use crate::language::Words;
use crate::language::{Language, Vocabulary};
use crate::lexicon::{Lexicons, Status};

/// A language and lexicons, with numbers for words.
#[derive(Debug)]
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
        Compiled::with(Vocabulary::default(), lexicons, least)
    }

    fn with(mut vocabulary: Vocabulary, lexicons: &Lexicons, least: Status) -> Compiled {
        let language = Language::english(&mut vocabulary);
        let matcher = Matcher::new(lexicons, least, &mut vocabulary);
        Compiled { vocabulary, language, matcher }
    }

    /// The same, with the first numbers for the words that news has most often, so that what is looked up of nearly every
    /// word lies close together and stays in the cache. The examples of all entries are the news it is counted in.
    #[cfg(any(test, not(snapshot)))]
    pub fn packed(lexicons: &Lexicons, least: Status) -> Compiled {
        let Compiled { vocabulary, language, .. } = Compiled::new(lexicons, least);
        let mut count = vec![0_usize; vocabulary.n_numbers() + 1];
        let mut text = Words::default();
        for sentence in lexicons.entries.iter().flat_map(|entry| entry.tests.hit.iter().chain(&entry.tests.miss)) {
            text.cut(sentence, &vocabulary, &language);
            text.words.iter().for_each(|word| count[word.id.0 as usize] += 1);
        }
        let mut words = vocabulary.words();
        words.sort_by_key(|(_, id)| (Reverse(count[id.0 as usize]), *id));
        let mut vocabulary = Vocabulary::default();
        words.iter().for_each(|(word, _)| _ = vocabulary.insert(word));
        Compiled::with(vocabulary, lexicons, least)
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
        let Snapshot { heads, others } = postcard::from_bytes(bytes)?;
        // Building the automaton takes as long as all the rest.
        let (automaton, others) = rayon::join(
            || postcard::from_bytes::<Heads>(heads).map(Automaton::from),
            || postcard::from_bytes::<(Vocabulary, Language, Forms, Guards)>(others),
        );
        let (automaton, (vocabulary, language, forms, guards)) = (automaton?, others?);
        Ok(Compiled { vocabulary, language, matcher: Matcher { forms, automaton, guards } })
    }

    /// The bytes of the snapshot.
    #[cfg(any(test, not(snapshot)))]
    pub fn bytes(&self) -> Vec<u8> {
        let Compiled { vocabulary, language, matcher: Matcher { forms, automaton, guards } } = self;
        let others = encoded(&(vocabulary, language, forms, guards));
        encoded(&Snapshot { heads: &encoded(&automaton.heads), others: &others })
    }
}

/// What is stored.
#[derive(Serialize, Deserialize)]
struct Snapshot<'b> {
    /// The heads of all forms.
    #[serde(borrow)]
    heads: &'b [u8],
    /// Everything else.
    #[serde(borrow)]
    others: &'b [u8],
}

#[cfg(any(test, not(snapshot)))]
fn encoded(value: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(value).expect("plain values in memory can always be written")
}

#[cfg(snapshot)]
const SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/matcher.snapshot"));

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_snapshot_is_what_the_shipped_lexicons_compile_to() {
        let compiled = Compiled::packed(&Lexicons::builtin(), Status::Reviewed);
        assert!(compiled.bytes() == SNAPSHOT, "build.rs compiles the same lexicons");
        let read = Compiled::builtin();
        assert!(read.bytes() == SNAPSHOT, "nothing is lost in reading");
    }

    #[test]
    fn a_snapshot_that_is_cut_off_is_no_snapshot() {
        assert!(Compiled::read(&SNAPSHOT[..SNAPSHOT.len() / 2]).is_err());
    }
}

//! Which forms could stand here?
//!
//! A form of one word stands where its word does: the word's number leads to it. For the others there is one Aho-Corasick
//! automaton over the numbers of the words, and it sees only the stretches of a text in which a form can stand.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::forms::FormId;
use super::haystack::Haystack;
use super::heads::{Heads, Proposal};
use crate::language::Word;

/// The automaton, and what its patterns stand for.
#[derive(Debug)]
pub(super) struct Automaton {
    automaton: Option<AhoCorasick>,
    pub(super) heads: Heads,
}

impl From<Heads> for Automaton {
    fn from(heads: Heads) -> Automaton {
        // Most of a text never comes here, so the small automaton, which stays in the cache, is as fast as a DFA.
        // Building fails only past 2^31 states: some hundred million words of forms, which no lexicon within the
        // size limit of its file holds. A matcher without an automaton finds only single words.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            // Tables only for what the first byte leads to. As many words begin a form, one for each of them would be
            // 9 MB: ten times the rest, half of what a short run does, and too much for any cache.
            .dense_depth(1)
            .build(heads.patterns());
        Automaton { automaton: automaton.ok(), heads }
    }
}

impl Automaton {
    /// Calls `found` with each form whose words up to its first gap stand somewhere, and the index of the first.
    pub(super) fn for_each(
        &self,
        words: &[Word],
        is_title: bool,
        haystack: &mut Haystack,
        mut found: impl FnMut(FormId, u32),
    ) {
        haystack.fill(&self.heads, words);
        let mut propose = |proposals: &[Proposal], first: u32| {
            for proposal in proposals.iter().filter(|proposal| haystack.may_end(words, proposal, first)) {
                found(proposal.form, first);
            }
        };
        for &place in &haystack.alone {
            propose(self.heads.alone(words[place as usize].id), place);
        }
        for &place in &haystack.after_wildcard {
            propose(self.heads.after_wildcard(words[place as usize].id), place - 1);
        }
        if is_title {
            for (word, place) in words.iter().zip(0..).filter(|(word, _)| word.joint.ends_sentence()) {
                propose(self.heads.headline(word.id), place);
            }
        }
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.find_overlapping_iter(haystack.bytes.as_slice()) {
            let first = haystack.places[hit.start() / self.heads.width];
            propose(self.heads.of_pattern(hit.pattern().as_usize()), first);
        }
    }
}

//! Which forms could stand here?
//!
//! A head of one word stands where its word does, and one of two where both do: their numbers lead to it. For longer ones
//! there is one Aho-Corasick automaton over the numbers of the words, and it sees only the stretches of a text in which one
//! can stand.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::forms::FormId;
use super::haystack::Haystack;
use super::heads::{Heads, Range};
use crate::language::Word;

/// The automaton, and what its patterns stand for.
#[derive(Debug)]
pub(super) struct Automaton {
    automaton: Option<AhoCorasick>,
    pub(super) heads: Heads,
}

/// The forms that may stand in a text. Reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Proposed {
    haystack: Haystack,
    /// Where the forms are that the text may have, and the word that each begins with.
    ranges: Vec<(Range, u32)>,
    /// Those whose words up to their first gaps stand somewhere, each with the index of its first word.
    pub forms: Vec<(FormId, u32)>,
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
    /// Proposes the forms of a text.
    ///
    /// What belongs to a word lies anywhere in memory. So it is asked for of all words before any is looked at, and they wait
    /// for it together.
    pub(super) fn propose(&self, words: &[Word], is_title: bool, proposed: &mut Proposed) {
        let heads = &self.heads;
        let Proposed { haystack, ranges, forms } = proposed;
        haystack.fill(heads, words);
        ranges.clear();
        ranges.extend(haystack.alone.iter().map(|&at| (heads.alone(words[at as usize].id), at)));
        let codes = &haystack.codes;
        ranges.extend(haystack.twos.iter().map(|&at| (heads.of_two(codes[at as usize], codes[at as usize + 1]), at)));
        let after_wildcard = haystack.after_wildcard.iter();
        ranges.extend(after_wildcard.map(|&at| (heads.after_wildcard(words[at as usize].id), at - 1)));
        if is_title {
            let begins = words.iter().zip(0..).filter(|(word, _)| word.joint.ends_sentence());
            ranges.extend(begins.map(|(word, at)| (heads.headline(word.id), at)));
        }
        if let Some(automaton) = &self.automaton {
            ranges.extend(
                automaton.find_overlapping_iter(haystack.bytes.as_slice()).map(|hit| {
                    (heads.of_pattern(hit.pattern().as_usize()), haystack.places[hit.start() / heads.width])
                }),
            );
        }
        forms.clear();
        for &(range, first) in &*ranges {
            let proposals = heads.proposals(range).iter();
            let may_stand = proposals.filter(|proposal| haystack.may_end(words, proposal, first));
            forms.extend(may_stand.map(|proposal| (proposal.form, first)));
        }
    }
}

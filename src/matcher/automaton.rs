//! Which forms could stand here?
//!
//! A form of one word stands where its word does: the word's number leads to it. For the others there is one Aho-Corasick
//! automaton over the numbers of the words, and it sees only the stretches of a text in which a form can stand.

use std::collections::{BTreeMap, BTreeSet};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use serde::{Deserialize, Serialize};

use super::forms::{FormId, FormWord, Forms};
use super::pairs::{Pairs, both};
use super::seen::Seen;
use crate::language::{Word, WordId};

/// The automaton, and what its patterns stand for.
#[derive(Debug)]
pub(super) struct Automaton {
    automaton: Option<AhoCorasick>,
    pub(super) heads: Heads,
}

/// The heads of all forms: a form's words up to its first gap.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Heads {
    /// What each number means to the automaton.
    codes: Vec<Code>,
    /// Where the forms are whose head is this one word, for each number.
    alone: Vec<Range>,
    /// Where the forms are that begin with a wildcard and this word, in the order of the words. A wildcard means hundreds
    /// of words: as patterns they would be a third of the automaton.
    after_wildcard: Vec<(WordId, Range)>,
    /// Each word that one of these wildcards means, and the word after it.
    wildcard_and_word: Pairs,
    /// The first two words of heads.
    begins: Pairs,
    /// The first two of two words, the first three of longer ones: *in the* begins many, *in the name* few.
    begins_by_three: Pairs,
    /// Any two words of a head after the first.
    goes_on: Pairs,
    /// Bytes in a code.
    width: usize,
    /// The patterns of the automaton, one after the other, and where each ends.
    patterns: Vec<u8>,
    ends: Vec<u32>,
    /// Where the forms of each pattern are.
    of_pattern: Vec<Range>,
    proposals: Vec<Proposal>,
}

/// A word as the automaton sees it: in the lower three bytes its code, in the order of the haystack from the lowest (0 if
/// no head of two words has it), and above them what it may begin. One integer, since every word of a text is looked up.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Code(u32);

impl Code {
    /// It is a head.
    const ALONE: u32 = 1 << 24;
    /// A longer head begins with it.
    const STARTS: u32 = 1 << 25;
    /// It follows a wildcard with which a form begins.
    const FOLLOWS: u32 = 1 << 26;

    fn bytes(self) -> u32 {
        self.0 & 0xFF_FFFF
    }

    fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// Some of the proposals.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
struct Range {
    from: u32,
    end: u32,
}

/// A form of a head. One with a gap is looked for only in a text that has its last word too: the words before a gap are
/// often plain (*do* … bidding).
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
struct Proposal {
    form: FormId,
    /// The last word; of a form without a gap, none.
    last: WordId,
}

/// What the automaton searches, reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    bytes: Vec<u8>,
    /// The index of each word of the haystack in the text.
    words: Vec<u32>,
    /// The indices of words that are heads.
    alone: Vec<u32>,
    /// Those of words that follow what a wildcard may mean.
    after_wildcard: Vec<u32>,
    seen: Seen,
}

impl Heads {
    /// The heads of these forms. There are so many numbers of words; `alike` are words that are the same to heads as
    /// another.
    pub(super) fn new(forms: &Forms, n_numbers: usize, alike: &[(WordId, WordId)]) -> Heads {
        let mut of_word: Vec<Vec<Proposal>> = vec![Vec::new(); n_numbers + 1];
        let mut of_words: BTreeMap<Vec<WordId>, Vec<Proposal>> = BTreeMap::new();
        let mut after_wildcard: BTreeMap<WordId, Vec<Proposal>> = BTreeMap::new();
        let mut wildcard_and_word = Pairs::default();
        for (form, compiled) in forms.iter() {
            let words = compiled.head();
            // A wildcard has no number of its own, and so is not asked for beforehand.
            let last = compiled.words.last().filter(|_| compiled.has_gap()).map_or(WordId::NONE, |word| word.id);
            let proposal = Proposal { form, last };
            if let [first, word, ..] = words
                && let Some(accepted) = forms.accepted(first)
            {
                // A head has at most one wildcard.
                after_wildcard.entry(word.id).or_default().push(proposal);
                accepted.all.iter().for_each(|before| wildcard_and_word.insert(before.0, word.id.0));
                continue;
            }
            // A head has at most one wildcard, so this is one string of numbers, or one for each number it accepts.
            let ids = |word: &FormWord| forms.ids(word).len();
            for variant in 0..words.iter().map(ids).max().unwrap_or_default() {
                let id = |word: &FormWord| forms.ids(word)[variant.min(ids(word) - 1)];
                match words {
                    [word] => of_word[id(word).0 as usize].push(proposal),
                    _ => of_words.entry(words.iter().map(id).collect()).or_default().push(proposal),
                }
            }
        }
        let codes = vec![Code::default(); n_numbers + 1];
        let mut heads = Heads { codes, wildcard_and_word, ..Heads::default() };
        for (word, proposals) in of_word.iter().enumerate() {
            let range = heads.range(proposals);
            heads.alone.push(range);
            heads.codes[word].0 |= if proposals.is_empty() { 0 } else { Code::ALONE };
        }
        for (&word, proposals) in &after_wildcard {
            let range = heads.range(proposals);
            heads.after_wildcard.push((word, range));
            heads.codes[word.0 as usize].0 |= Code::FOLLOWS;
        }
        let words: BTreeSet<WordId> = of_words.keys().flatten().copied().collect();
        heads.width = if words.len() <= MOST_OF_TWO { 2 } else { 3 };
        for (word, code) in words.iter().zip(0..) {
            heads.codes[word.0 as usize].0 |= bytes_of(code, heads.width);
        }
        // The last first: the automaton finds a place for a pattern at once if it comes before those that it has.
        for (words, proposals) in of_words.iter().rev() {
            heads.pattern(words);
            let range = heads.range(proposals);
            heads.of_pattern.push(range);
        }
        for &(word, like) in alike {
            heads.codes[word.0 as usize] = heads.codes[like.0 as usize];
            heads.alone[word.0 as usize] = heads.alone[like.0 as usize];
        }
        heads
    }

    fn range(&mut self, proposals: &[Proposal]) -> Range {
        let from = self.proposals.len() as u32;
        self.proposals.extend(proposals);
        Range { from, end: self.proposals.len() as u32 }
    }

    fn pattern(&mut self, words: &[WordId]) {
        let (mut before, mut first_two, mut third) = (0, 0, NO_THIRD);
        for (place, word) in words.iter().enumerate() {
            let code = &mut self.codes[word.0 as usize];
            match place {
                0 => code.0 |= Code::STARTS,
                1 => {
                    self.begins.insert(before, code.bytes());
                    first_two = both(before, code.bytes());
                }
                _ => self.goes_on.insert(before, code.bytes()),
            }
            if place == 2 {
                third = code.bytes();
            }
            before = code.bytes();
            self.patterns.extend(&before.to_le_bytes()[..self.width]);
        }
        self.begins_by_three.insert(first_two, third);
        self.ends.push(self.patterns.len() as u32);
    }

    fn proposals(&self, range: Range) -> &[Proposal] {
        &self.proposals[range.from as usize..range.end as usize]
    }

    fn code(&self, word: &Word) -> Code {
        self.codes.get(word.id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a head of two words, or the first three of a longer one, may stand here.
    fn begin_by_three(&self, first_two: u32, third: Option<&Word>) -> bool {
        let third = third.map_or(0, |word| self.code(word).bytes());
        self.begins_by_three.may_contain(first_two, NO_THIRD)
            || third != 0 && self.begins_by_three.may_contain(first_two, third)
    }

    fn wildcard_may_stand(&self, before: &Word, word: &Word) -> bool {
        self.wildcard_and_word.may_contain(before.id.0, word.id.0)
    }

    fn after_wildcard(&self, word: WordId) -> Range {
        let found = self.after_wildcard.binary_search_by_key(&word, |&(word, _)| word);
        found.map_or(Range::default(), |at| self.after_wildcard[at].1)
    }

    /// Finds the stretches of words that stand side by side in heads, from two words on with which one may begin. No other
    /// stretch, that is most of a text, can hold a head.
    fn fill(&self, haystack: &mut Haystack, words: &[Word]) {
        let Haystack { bytes, words: places, alone, after_wildcard, seen } = haystack;
        bytes.clear();
        places.clear();
        alone.clear();
        after_wildcard.clear();
        *seen = Seen::default();
        let mut in_stretch = false;
        let mut before = Code::default();
        let mut next = words.first().map(|word| self.code(word)).unwrap_or_default();
        // The word before is the first of a pair that begins a head, so this one belongs to it.
        let mut begun = false;
        for (index, word) in words.iter().enumerate() {
            seen.insert(word.id);
            let code = next;
            next = words.get(index + 1).map(|word| self.code(word)).unwrap_or_default();
            if code.has(Code::ALONE) {
                alone.push(index as u32);
            }
            if code.has(Code::FOLLOWS) && index > 0 && self.wildcard_may_stand(&words[index - 1], word) {
                after_wildcard.push(index as u32);
            }
            let begins = code.has(Code::STARTS)
                && self.begins.may_contain(code.bytes(), next.bytes())
                && self.begin_by_three(both(code.bytes(), next.bytes()), words.get(index + 2));
            in_stretch = begun
                || begins
                || in_stretch && code.bytes() != 0 && self.goes_on.may_contain(before.bytes(), code.bytes());
            begun = begins;
            before = code;
            if in_stretch {
                // Stretches that are apart in the text must not touch here.
                if places.last().is_some_and(|&last| last as usize + 1 != index) {
                    bytes.extend(&SEPARATOR[..self.width]);
                    places.push(index as u32);
                }
                bytes.extend(&code.0.to_le_bytes()[..self.width]);
                places.push(index as u32);
            }
        }
    }
}

impl From<Heads> for Automaton {
    fn from(heads: Heads) -> Automaton {
        let starts = [0].iter().chain(&heads.ends);
        let patterns = starts.zip(&heads.ends).map(|(&from, &end)| &heads.patterns[from as usize..end as usize]);
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
            .build(patterns);
        Automaton { automaton: automaton.ok(), heads }
    }
}

impl Automaton {
    /// Calls `found` with each form whose words up to its first gap stand somewhere, and the index of the first.
    pub(super) fn for_each(&self, words: &[Word], haystack: &mut Haystack, mut found: impl FnMut(FormId, u32)) {
        self.heads.fill(haystack, words);
        let mut propose = |range: Range, first: u32| {
            for proposal in self.heads.proposals(range) {
                if proposal.last == WordId::NONE || haystack.seen.may_contain(proposal.last) {
                    found(proposal.form, first);
                }
            }
        };
        for &place in &haystack.alone {
            propose(self.heads.alone[words[place as usize].id.0 as usize], place);
        }
        for &place in &haystack.after_wildcard {
            propose(self.heads.after_wildcard(words[place as usize].id), place - 1);
        }
        let Some(automaton) = &self.automaton else { return };
        for hit in automaton.find_overlapping_iter(haystack.bytes.as_slice()) {
            let first = haystack.words[hit.start() / self.heads.width];
            propose(self.heads.of_pattern[hit.pattern().as_usize()], first);
        }
    }
}

/// So many codes fit two bytes: 127 lead bytes (0x00 to 0x7E), 128 trail bytes (0x80 to 0xFF).
const MOST_OF_TWO: usize = 127 * 128;

/// Stands for a third word where there is none. No code is 1: its second byte is a trail byte.
const NO_THIRD: u32 = 1;

/// A lead byte that no code has.
const SEPARATOR: [u8; 3] = [0x7F, 0x80, 0x80];

/// The bytes of a code, the first lowest. Lead and trail bytes are from disjoint ranges, so that no match starts in the
/// middle of a code. Lead bytes are the small ones: for each pattern, the automaton goes through the bytes that may begin
/// one, from 0 on.
fn bytes_of(code: u32, width: usize) -> u32 {
    let trail = |shift: u32| 0x80 | code >> shift & 0x7F;
    let lead = |shift: u32| code >> shift;
    match width {
        2 => lead(7) | trail(0) << 8,
        _ => lead(14) | trail(7) << 8 | trail(0) << 16,
    }
}

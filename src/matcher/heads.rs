//! With which words do the forms begin?

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::code::Code;
use super::forms::{FormId, FormWord, Forms, Join};
use super::pairs::{Pairs, both};
use crate::language::{Word, WordId};

/// The heads of all forms: a form's words up to its first gap.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Heads {
    /// What each number means to the automaton.
    codes: Vec<Code>,
    /// Where the forms are whose head is this one word, for each number.
    alone: Vec<Range>,
    /// Where the forms are that begin with a wildcard and this word. A wildcard means hundreds of words: as patterns they
    /// would be a third of the automaton.
    after_wildcard: ByWord,
    /// Each word that one of these wildcards means, and the word after it.
    wildcard_and_word: Pairs,
    /// Where the forms are that stand only where a headline begins, by their first words, which are the plainest of all.
    headline: ByWord,
    /// Where the forms are whose head are these two words.
    of_two: ByPair,
    /// The first two words of heads.
    begins: Pairs,
    /// The two words of shorter ones, the first three of longer ones: *in the* begins many, *in the name* few.
    begins_by_three: Pairs,
    /// Any two words of a head after the first.
    goes_on: Pairs,
    /// Bytes in a code.
    pub(super) width: usize,
    /// The patterns of the automaton, which are the heads of three words and more: one after the other, and where each ends.
    patterns: Vec<u8>,
    ends: Vec<u32>,
    /// Where the forms of each pattern are.
    of_pattern: Vec<Range>,
    proposals: Vec<Proposal>,
}

/// Some of the proposals.
#[derive(Clone, Copy, Debug, Default, Serialize, Deserialize)]
pub(super) struct Range {
    from: u32,
    end: u32,
}

/// Some of the proposals for each of some pairs of codes.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(from = "Vec<((u32, u32), Range)>", into = "Vec<((u32, u32), Range)>")]
struct ByPair(FxHashMap<(u32, u32), Range>);

impl From<Vec<((u32, u32), Range)>> for ByPair {
    fn from(pairs: Vec<((u32, u32), Range)>) -> ByPair {
        ByPair(pairs.into_iter().collect())
    }
}

impl From<ByPair> for Vec<((u32, u32), Range)> {
    fn from(ByPair(pairs): ByPair) -> Vec<((u32, u32), Range)> {
        let mut pairs: Vec<_> = pairs.into_iter().collect();
        pairs.sort_unstable_by_key(|&(pair, _)| pair);
        pairs
    }
}

/// Some of the proposals for each of a few words, in the order of their numbers.
#[derive(Debug, Default, Serialize, Deserialize)]
struct ByWord(Vec<(WordId, Range)>);

/// A form of a head.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Proposal {
    pub form: FormId,
    /// The last word; of a form without a gap, none. The words before a gap are often plain (*do* … bidding), so one with
    /// a gap is looked at only where its last word is near.
    pub last: WordId,
    /// So many words after the first stands the last at most.
    pub reach: u32,
}

impl Proposal {
    fn new(forms: &Forms, form: FormId) -> Proposal {
        let compiled = forms.form(form);
        let widths = compiled.words().iter().map(|word| match word.join {
            Join::Gap(most) => u32::from(most) + 1,
            Join::Joint(_) => 1,
        });
        // A wildcard has no number of its own, and so is not asked for beforehand.
        let last = compiled.words().last().filter(|_| compiled.has_gap()).map_or(WordId::NONE, |word| word.id);
        Proposal { form, last, reach: widths.skip(1).sum() }
    }
}

impl Heads {
    /// The heads of these forms. There are so many numbers of words; `alike` are words that are the same to heads as
    /// another.
    pub(super) fn new(forms: &Forms, n_numbers: usize, alike: &[(WordId, WordId)]) -> Heads {
        let mut of_word: Vec<Vec<Proposal>> = vec![Vec::new(); n_numbers + 1];
        let mut of_words: BTreeMap<Vec<WordId>, Vec<Proposal>> = BTreeMap::new();
        let mut after_wildcard: BTreeMap<WordId, Vec<Proposal>> = BTreeMap::new();
        let mut headline: BTreeMap<WordId, Vec<Proposal>> = BTreeMap::new();
        let mut wildcard_and_word = Pairs::default();
        for (form, compiled) in forms.iter() {
            let words = compiled.head();
            let proposal = Proposal::new(forms, form);
            if let [first, ..] = words
                && compiled.traits.headline
            {
                forms.ids(first).iter().for_each(|&id| headline.entry(id).or_default().push(proposal));
                continue;
            }
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
        after_wildcard.keys().for_each(|word| heads.codes[word.0 as usize].0 |= Code::FOLLOWS);
        heads.after_wildcard = heads.by_word(after_wildcard);
        heads.headline = heads.by_word(headline);
        let words: BTreeSet<WordId> = of_words.keys().flatten().copied().collect();
        heads.width = if words.len() <= Code::MOST_OF_TWO { 2 } else { 3 };
        for (word, number) in words.iter().zip(0..) {
            heads.codes[word.0 as usize].0 |= Code::new(number, heads.width).0;
        }
        // The last first: the automaton finds a place for a pattern at once if it comes before those that it has.
        for (words, proposals) in of_words.iter().rev() {
            let range = heads.range(proposals);
            match words[..] {
                [first, second] => heads.two(first, second, range),
                _ => heads.pattern(words, range),
            }
        }
        for &(word, like) in alike {
            heads.codes[word.0 as usize] = heads.codes[like.0 as usize];
            heads.alone[word.0 as usize] = heads.alone[like.0 as usize];
        }
        for proposal in heads.proposals.iter().filter(|proposal| proposal.last != WordId::NONE) {
            heads.codes[proposal.last.0 as usize].0 |= Code::ENDS;
        }
        heads
    }

    fn range(&mut self, proposals: &[Proposal]) -> Range {
        let from = self.proposals.len() as u32;
        self.proposals.extend(proposals);
        Range { from, end: self.proposals.len() as u32 }
    }

    fn by_word(&mut self, words: BTreeMap<WordId, Vec<Proposal>>) -> ByWord {
        ByWord(words.into_iter().map(|(word, proposals)| (word, self.range(&proposals))).collect())
    }

    fn two(&mut self, first: WordId, second: WordId, range: Range) {
        self.codes[first.0 as usize].0 |= Code::STARTS;
        let [first, second] = [first, second].map(|word| self.codes[word.0 as usize].bytes());
        self.begins.insert(first, second);
        self.begins_by_three.insert(both(first, second), Code::NO_THIRD);
        self.of_two.0.insert((first, second), range);
    }

    fn pattern(&mut self, words: &[WordId], range: Range) {
        let (mut before, mut first_two) = (0, 0);
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
                self.begins_by_three.insert(first_two, code.bytes());
            }
            before = code.bytes();
            self.patterns.extend(&before.to_le_bytes()[..self.width]);
        }
        self.ends.push(self.patterns.len() as u32);
        self.of_pattern.push(range);
    }

    /// The heads of three words and more, as bytes.
    pub(super) fn patterns(&self) -> impl Iterator<Item = &[u8]> {
        let starts = [0].iter().chain(&self.ends);
        starts.zip(&self.ends).map(|(&from, &end)| &self.patterns[from as usize..end as usize])
    }

    pub(super) fn code(&self, word: &Word) -> Code {
        self.codes.get(word.id.0 as usize).copied().unwrap_or_default()
    }

    /// Whether a head may begin with these two words. It is asked of every word of a text, so nothing branches on the answer.
    pub(super) fn begin(&self, first: Code, second: Code) -> bool {
        first.has(Code::STARTS) & self.begins.may_contain(first.bytes(), second.bytes())
    }

    /// Whether a head may be these two words.
    pub(super) fn may_be_two(&self, first: Code, second: Code) -> bool {
        self.begins_by_three.may_contain(both(first.bytes(), second.bytes()), Code::NO_THIRD)
    }

    /// Whether a head may begin with these three words.
    pub(super) fn begin_by_three(&self, first: Code, second: Code, third: Code) -> bool {
        third.bytes() != 0 && self.begins_by_three.may_contain(both(first.bytes(), second.bytes()), third.bytes())
    }

    /// Whether a word may follow another in a head, neither of them its first.
    pub(super) fn goes_on(&self, before: Code, word: Code) -> bool {
        word.bytes() != 0 && self.goes_on.may_contain(before.bytes(), word.bytes())
    }

    /// Whether a form may begin with a wildcard that means the first, and the second.
    pub(super) fn wildcard_may_stand(&self, before: &Word, word: &Word) -> bool {
        self.wildcard_and_word.may_contain(before.id.0, word.id.0)
    }

    /// Where the forms are that are, up to their first gaps, this one word.
    pub(super) fn alone(&self, word: WordId) -> Range {
        self.alone.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Where those are that are, up to their first gaps, these two words.
    pub(super) fn of_two(&self, first: Code, second: Code) -> Range {
        self.of_two.0.get(&(first.bytes(), second.bytes())).copied().unwrap_or_default()
    }

    /// Where the forms are that begin with a wildcard and this word.
    pub(super) fn after_wildcard(&self, word: WordId) -> Range {
        self.after_wildcard.range(word)
    }

    /// Where the forms are that stand only where a headline begins, and begin with this word.
    pub(super) fn headline(&self, word: WordId) -> Range {
        self.headline.range(word)
    }

    /// Where the forms of a pattern are.
    pub(super) fn of_pattern(&self, pattern: usize) -> Range {
        self.of_pattern.get(pattern).copied().unwrap_or_default()
    }

    /// The forms that are there.
    pub(super) fn proposals(&self, range: Range) -> &[Proposal] {
        &self.proposals[range.from as usize..range.end as usize]
    }
}

impl ByWord {
    fn range(&self, word: WordId) -> Range {
        let found = self.0.binary_search_by_key(&word, |&(word, _)| word);
        found.map_or(Range::default(), |at| self.0[at].1)
    }
}

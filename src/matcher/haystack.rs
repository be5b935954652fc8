//! Where in a text may a head stand?

use super::code::Code;
use super::heads::{Heads, Proposal};
use crate::bits::{BLOCK, places};
use crate::language::{Word, WordId};

/// What is to be looked at of a text, and what the automaton searches. Reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    /// Stretches of words that stand side by side in heads. No other stretch, that is most of a text, can hold a head.
    pub bytes: Vec<u8>,
    /// The index in the text of each word of these stretches.
    pub places: Vec<u32>,
    /// The indices of words that are heads.
    pub alone: Vec<u32>,
    /// Those of words that may be heads together with the next.
    pub twos: Vec<u32>,
    /// Those of words that follow what a wildcard may mean.
    pub after_wildcard: Vec<u32>,
    /// One bit for each word of the text: whether a form with a gap ends with it.
    ends: Vec<u64>,
    /// The code of each word, and some of none.
    pub codes: Vec<Code>,
}

impl Haystack {
    /// Looks over a text.
    pub(super) fn fill(&mut self, heads: &Heads, words: &[Word]) {
        for list in [&mut self.places, &mut self.alone, &mut self.twos, &mut self.after_wildcard] {
            list.clear();
        }
        self.bytes.clear();
        self.ends.clear();
        let mut codes = std::mem::take(&mut self.codes);
        codes.clear();
        codes.extend(words.iter().map(|word| heads.code(word)));
        // What begins with the last word looks beyond it.
        codes.extend([Code::default(); 2]);
        for from in (0..words.len()).step_by(BLOCK) {
            let (mut begins, mut others, mut ends) = (0_u64, 0_u64, 0_u64);
            let block = &codes[from..codes.len().min(from + BLOCK + 1)];
            for (index, (&code, &next)) in block.iter().zip(&block[1..]).enumerate() {
                begins |= u64::from(heads.begin(code, next)) << index;
                others |= u64::from(code.has(Code::ALONE | Code::FOLLOWS)) << index;
                ends |= u64::from(code.has(Code::ENDS)) << index;
            }
            self.ends.push(ends);
            for index in places(others, from) {
                self.note(heads, words, codes[index], index);
            }
            for first in places(begins, from) {
                let [code, second, third] = [codes[first], codes[first + 1], codes[first + 2]];
                if heads.may_be_two(code, second) {
                    self.twos.push(first as u32);
                }
                if heads.begin_by_three(code, second, third) {
                    self.stretch(heads, &codes[..words.len()], first);
                }
            }
        }
        self.codes = codes;
    }

    fn note(&mut self, heads: &Heads, words: &[Word], code: Code, index: usize) {
        if code.has(Code::ALONE) {
            self.alone.push(index as u32);
        }
        if code.has(Code::FOLLOWS) && index > 0 && heads.wildcard_may_stand(&words[index - 1], &words[index]) {
            self.after_wildcard.push(index as u32);
        }
    }

    /// Adds the stretch with whose first two words a head may begin, as far as it was not added.
    fn stretch(&mut self, heads: &Heads, codes: &[Code], first: usize) {
        let added = self.places.last().map_or(0, |&last| last as usize + 1);
        if added < first && added > 0 {
            // Stretches that are apart in the text must not touch here.
            self.add(heads, Code::SEPARATOR, first);
        }
        let mut before = codes[first];
        for (index, &code) in codes.iter().enumerate().skip(first) {
            if index > first + 1 && !heads.goes_on(before, code) {
                break;
            }
            if index >= added {
                self.add(heads, code, index);
            }
            before = code;
        }
    }

    fn add(&mut self, heads: &Heads, code: Code, index: usize) {
        self.bytes.extend(&code.0.to_le_bytes()[..heads.width]);
        self.places.push(index as u32);
    }

    /// Whether a form whose first word stands at `first` may have its last where it can be.
    pub(super) fn may_end(&self, words: &[Word], proposal: &Proposal, first: u32) -> bool {
        proposal.last == WordId::NONE || {
            let from = first as usize + 1;
            let block = |index: usize| self.ends.get(index).copied().unwrap_or_default();
            let (low, high) = (block(from / BLOCK), block(from / BLOCK + 1));
            // The 64 words from there on: no form reaches farther.
            let ends = low >> (from % BLOCK) | high << 1 << (BLOCK - 1 - from % BLOCK);
            let ends = ends & u64::MAX >> (BLOCK as u32).saturating_sub(proposal.reach);
            places(ends, from).any(|end| words[end].id == proposal.last)
        }
    }
}

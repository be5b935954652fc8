//! Which forms could stand here? The heads of all forms, sorted by the numbers of their words.
//!
//! A head is looked for where its first word stands: all heads with that word lie side by side, and each further word of
//! the text narrows them down. A form has few words, so this takes time linear in the text, as an automaton would; but
//! sorting takes a fraction of the time that building an automaton takes, which is paid each time the program starts.

use super::forms::{FormId, FormWord, Forms};
use crate::language::{Word, WordId};

/// The heads, and what words may begin one.
#[derive(Debug)]
pub(super) struct Heads {
    /// What each number means here.
    codes: Vec<Code>,
    /// The words with which heads of more than one begin.
    pairs: Pairs,
    /// Where those begin that have a word first, for each number, and after the last the end.
    starts: Vec<u32>,
    heads: Vec<Head>,
    /// The numbers of the words of all heads from the third on.
    rest: Vec<u32>,
}

/// A word as heads have it: its number there (0 if no form can have the word), and above it what it may begin. One
/// integer, since every word of a text is looked up.
#[derive(Clone, Copy, Debug, Default)]
struct Code(u32);

impl Code {
    /// It is a head.
    const ALONE: u32 = 1 << 30;
    /// A longer head begins with it.
    const STARTS: u32 = 1 << 31;

    fn number(self) -> u32 {
        self.0 & (Code::ALONE - 1)
    }

    fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// Which two words may begin a head: a set of pairs of numbers, by hash. A pair that is not in it begins none.
#[derive(Debug)]
struct Pairs(Vec<u64>);

impl Pairs {
    /// 16 KB, which stay in the nearest cache; 20,000 forms fill an eighth.
    const WORDS: usize = 2048;

    fn place(first: u32, second: u32) -> (usize, u32) {
        let hash = (u64::from(first) << 32 | u64::from(second)).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 47;
        (hash as usize / 64 % Pairs::WORDS, hash as u32 % 64)
    }

    fn insert(&mut self, first: u32, second: u32) {
        let (word, bit) = Pairs::place(first, second);
        self.0[word] |= 1 << bit;
    }

    fn may_contain(&self, first: u32, second: u32) -> bool {
        let (word, bit) = Pairs::place(first, second);
        self.0[word] >> bit & 1 == 1
    }
}

/// The words of a form up to its first gap.
#[derive(Clone, Copy, Debug)]
struct Head {
    /// The number of its second word, or 0.
    second: u32,
    /// Where the numbers of the others are.
    rest: u32,
    /// How many words it has.
    length: u32,
    form: FormId,
    /// The last word of a form with a gap, which is looked for only in a text that has that word too: the words before a
    /// gap are often plain (*do* … bidding). Of others, none.
    last: WordId,
}

/// What is seen of a text before heads are looked for in it, reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Seen {
    /// The places where a head may begin.
    places: Vec<u32>,
    words: SeenWords,
}

/// Which words a text may have: one bit for each, by the low bits of its number.
#[derive(Debug)]
struct SeenWords([u64; SeenWords::WORDS]);

impl SeenWords {
    const WORDS: usize = 128;

    fn insert(&mut self, id: WordId) {
        self.0[id.0 as usize / 64 % SeenWords::WORDS] |= 1 << (id.0 % 64);
    }

    fn may_contain(&self, id: WordId) -> bool {
        self.0[id.0 as usize / 64 % SeenWords::WORDS] >> (id.0 % 64) & 1 == 1
    }
}

impl Default for SeenWords {
    fn default() -> SeenWords {
        SeenWords([0; SeenWords::WORDS])
    }
}

impl Heads {
    /// The heads of these forms. There are so many numbers of words; `alike` are words that are the same to heads as
    /// another.
    pub(super) fn new(forms: &Forms, n_numbers: usize, alike: &[(WordId, WordId)]) -> Heads {
        let mut codes: Vec<Code> = (0..=n_numbers as u32).map(Code).collect();
        let mut pairs = Pairs(vec![0; Pairs::WORDS]);
        let mut rest: Vec<u32> = Vec::new();
        // Each with its first two words, by which nearly all are put in order.
        let mut heads: Vec<(u64, Head)> = Vec::new();
        for (form, compiled) in forms.iter() {
            let words = compiled.head();
            // A wildcard has no number of its own, and so is not asked for beforehand.
            let last = compiled.words.last().filter(|_| compiled.has_gap()).map_or(WordId::NONE, |word| word.id);
            // A head has at most one wildcard, so this is one string of numbers, or one for each number it accepts.
            for variant in 0..words.iter().map(|word| word.ids().len()).max().unwrap_or_default() {
                let id = |word: &FormWord| word.ids()[variant.min(word.ids().len() - 1)].0;
                let Some((first, others)) = words.split_first() else { continue };
                let (first, second) = (id(first), others.first().map_or(0, id));
                let length = words.len() as u32;
                codes[first as usize].0 |= if length == 1 { Code::ALONE } else { Code::STARTS };
                if length > 1 {
                    pairs.insert(first, second);
                }
                let head = Head { second, rest: rest.len() as u32, length, form, last };
                rest.extend(others.iter().skip(1).map(id));
                heads.push((u64::from(first) << 32 | u64::from(second), head));
            }
        }
        let others = |head: &Head| &rest[head.rest as usize..][..(head.length as usize).saturating_sub(2)];
        heads.sort_unstable_by(|(a_first, a), (b_first, b)| {
            a_first.cmp(b_first).then_with(|| others(a).cmp(others(b))).then_with(|| a.form.cmp(&b.form))
        });
        let mut starts = vec![0; n_numbers + 2];
        for (first, _) in &heads {
            starts[(first >> 32) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        for &(word, like) in alike {
            codes[word.0 as usize] = codes[like.0 as usize];
        }
        codes[0] = Code::default();
        Heads { codes, pairs, starts, heads: heads.into_iter().map(|(_, head)| head).collect(), rest }
    }

    /// Calls `found` with each form whose words up to its first gap stand somewhere, and the index of the first.
    pub(super) fn for_each(&self, words: &[Word], seen: &mut Seen, mut found: impl FnMut(FormId, u32)) {
        self.look(words, seen);
        for &place in &seen.places {
            self.at(place, words, &mut |head| {
                if head.last == WordId::NONE || seen.words.may_contain(head.last) {
                    found(head.form, place);
                }
            });
        }
    }

    /// Where heads may begin: at few words of a text.
    fn look(&self, words: &[Word], seen: &mut Seen) {
        seen.places.clear();
        seen.words = SeenWords::default();
        let mut next = words.first().map(|word| self.code(word)).unwrap_or_default();
        for (index, word) in words.iter().enumerate() {
            seen.words.insert(word.id);
            let code = next;
            next = words.get(index + 1).map(|word| self.code(word)).unwrap_or_default();
            if code.has(Code::ALONE) || code.has(Code::STARTS) && self.pairs.may_contain(code.number(), next.number()) {
                seen.places.push(index as u32);
            }
        }
    }

    /// The heads that begin with this word of a text.
    fn at(&self, place: u32, words: &[Word], found: &mut impl FnMut(&Head)) {
        let mut words = words[place as usize..].iter().map(|word| self.code(word).number());
        let Some(first) = words.next() else { return };
        let range = self.starts[first as usize] as usize..self.starts[first as usize + 1] as usize;
        let mut heads = &self.heads[range];
        for depth in 1.. {
            // Those that end here come before those that go on.
            let n_ended = heads.iter().take_while(|head| head.length == depth).count();
            let (ended, longer) = heads.split_at(n_ended);
            ended.iter().for_each(&mut *found);
            let Some(next) = words.next().filter(|&next| next != 0 && !longer.is_empty()) else { return };
            let number = |head: &Head| match depth {
                1 => head.second,
                _ => self.rest[head.rest as usize + depth as usize - 2],
            };
            let from = longer.partition_point(|head| number(head) < next);
            let length = longer[from..].partition_point(|head| number(head) == next);
            heads = &longer[from..from + length];
        }
    }

    fn code(&self, word: &Word) -> Code {
        self.codes.get(word.id.0 as usize).copied().unwrap_or_default()
    }
}

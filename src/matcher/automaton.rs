//! Which forms could stand here? One Aho-Corasick automaton over the numbers of the words.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::wildcards::{self, Accepted};
use crate::language::{Vocabulary, Word, WordId};
use crate::lexicon::{Case, EntryId, Form, FormJoint, Lexicons, Piece, Status};

/// The automaton, and what its patterns stand for.
#[derive(Debug)]
pub(super) struct Automaton {
    automaton: Option<AhoCorasick>,
    /// What each number means to the automaton.
    codes: Vec<Code>,
    /// The words that stand side by side in a form.
    pairs: Pairs,
    /// Bytes in a code.
    width: usize,
    /// The forms of each pattern of the automaton.
    of_pattern: Vec<Vec<Proposal>>,
    forms: Vec<Compiled>,
}

/// A word as the automaton sees it: in the lower three bytes its code, in the order of the haystack from the lowest (0 if
/// no form has the word), and above them what it may begin. One integer, since every word of a text is looked up.
#[derive(Clone, Copy, Debug, Default)]
struct Code(u32);

impl Code {
    /// It is a form, or all of one up to its first gap.
    const ALONE: u32 = 1 << 24;
    /// A longer form begins with it.
    const STARTS: u32 = 1 << 25;

    fn bytes(self) -> u32 {
        self.0 & 0xFF_FFFF
    }

    fn has(self, flag: u32) -> bool {
        self.0 & flag != 0
    }
}

/// Which two words may stand side by side in a form: a set of pairs of codes, by hash. A pair that is not in it stands in
/// none.
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

/// What the automaton searches, reused from text to text.
#[derive(Debug, Default)]
pub(super) struct Haystack {
    bytes: Vec<u8>,
    /// The index of each word of the haystack in the text.
    words: Vec<u32>,
    seen: Seen,
}

/// Which words a text may have: one bit for each, by the low bits of its number.
#[derive(Debug)]
struct Seen([u64; Seen::WORDS]);

impl Seen {
    const WORDS: usize = 128;

    fn insert(&mut self, id: WordId) {
        self.0[id.0 as usize / 64 % Seen::WORDS] |= 1 << (id.0 % 64);
    }

    fn may_contain(&self, id: WordId) -> bool {
        self.0[id.0 as usize / 64 % Seen::WORDS] >> (id.0 % 64) & 1 == 1
    }
}

impl Default for Seen {
    fn default() -> Seen {
        Seen([0; Seen::WORDS])
    }
}

/// A form of a pattern. One with a gap is looked for only in a text that has its last word too: the words before a gap are
/// often plain (*do* … bidding).
#[derive(Clone, Copy, Debug)]
struct Proposal {
    form: FormId,
    /// The last word; of a form without a gap, none.
    last: WordId,
}

/// Index of a compiled form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct FormId(u32);

/// Whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Owner {
    Entry(EntryId),
    Exception(EntryId),
    Variant { nameset: u16, variant: u16 },
}

/// A form with numbers for words.
#[derive(Debug)]
pub(super) struct Compiled {
    pub owner: Owner,
    /// Whether its owner is no entry that is only listed or a draft.
    pub reviewed: bool,
    /// Its place among the forms of its owner.
    pub ordinal: u32,
    pub case: Case,
    pub possessive: bool,
    pub compound: bool,
    /// Whether any one word must stand before the first, joined by a hyphen.
    pub any_word: bool,
    /// Its literal words. Those up to the first gap are what the automaton looks for.
    pub words: Vec<FormWord>,
}

/// A literal word of a form.
#[derive(Debug)]
pub(super) struct FormWord {
    pub id: WordId,
    pub text: String,
    pub possessive: bool,
    /// How it is joined to the word before, or how many words may be skipped.
    pub join: Join,
    /// If it is a wildcard: what it accepts.
    pub accepted: Option<Arc<Accepted>>,
}

impl FormWord {
    /// Whether it means a word of the text.
    pub(super) fn is(&self, word: &Word) -> bool {
        match &self.accepted {
            None => self.id == word.id,
            Some(accepted) => accepted.all.binary_search(&word.id).is_ok(),
        }
    }

    /// The numbers by which the automaton looks for it.
    pub(super) fn ids(&self) -> &[WordId] {
        match &self.accepted {
            None => std::slice::from_ref(&self.id),
            Some(accepted) => &accepted.telling,
        }
    }
}

/// What may stand between a word of a form and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    Joint(FormJoint),
    Gap(u8),
}

impl Automaton {
    pub(super) fn new(lexicons: &Lexicons, least: Status, vocabulary: &mut Vocabulary) -> Automaton {
        let mut forms = compile(lexicons, least, vocabulary);
        let alike = wildcards::resolve(&mut forms, vocabulary);
        let ids = forms.iter().flat_map(Compiled::head).flat_map(FormWord::ids);
        let n_words = ids.collect::<BTreeSet<_>>().len();
        let width = if n_words <= MOST_OF_TWO { 2 } else { 3 };
        let mut codes = vec![Code::default(); vocabulary.n_numbers() + 1];
        let mut pairs = Pairs(vec![0; Pairs::WORDS]);
        let mut next = 0;
        let mut patterns: BTreeMap<Vec<u8>, Vec<Proposal>> = BTreeMap::new();
        for (index, form) in forms.iter().enumerate() {
            // A wildcard has no number of its own, and so is not asked for beforehand.
            let last = form.words.last().filter(|_| form.has_gap()).map_or(WordId::NONE, |word| word.id);
            let proposal = Proposal { form: FormId(index as u32), last };
            // A head has at most one wildcard, so this is one string of numbers, or one for each number it accepts.
            for variant in 0..form.head().map(|word| word.ids().len()).max().unwrap_or_default() {
                let (mut pattern, mut before) = (Vec::new(), 0);
                for (place, word) in form.head().enumerate() {
                    let id = word.ids()[variant.min(word.ids().len() - 1)];
                    let code = &mut codes[id.0 as usize];
                    if code.bytes() == 0 {
                        code.0 |= bytes_of(next, width);
                        next += 1;
                    }
                    match place {
                        0 if form.head().nth(1).is_none() => code.0 |= Code::ALONE,
                        0 => code.0 |= Code::STARTS,
                        _ => pairs.insert(before, code.bytes()),
                    }
                    before = code.bytes();
                    pattern.extend(&before.to_le_bytes()[..width]);
                }
                patterns.entry(pattern).or_default().push(proposal);
            }
        }
        for (word, like) in alike {
            codes[word.0 as usize] = codes[like.0 as usize];
        }
        let (patterns, of_pattern): (Vec<_>, Vec<_>) = patterns.into_iter().unzip();
        // Most of a text never comes here, so the small automaton, which stays in the cache, is as fast as a DFA.
        // Building fails only past 2^31 states: some hundred million words of forms, which no lexicon within the
        // size limit of its file holds. A matcher without an automaton finds nothing.
        let automaton = AhoCorasick::builder()
            .match_kind(MatchKind::Standard)
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .prefilter(false)
            .build(&patterns);
        Automaton { automaton: automaton.ok(), codes, pairs, width, of_pattern, forms }
    }

    pub(super) fn form(&self, id: FormId) -> &Compiled {
        &self.forms[id.0 as usize]
    }

    /// Calls `found` with each form whose words up to its first gap stand somewhere, and the index of the first.
    pub(super) fn for_each(&self, words: &[Word], haystack: &mut Haystack, mut found: impl FnMut(FormId, u32)) {
        let Some(automaton) = &self.automaton else { return };
        self.fill(haystack, words);
        for hit in automaton.find_overlapping_iter(haystack.bytes.as_slice()) {
            let first = haystack.words[hit.start() / self.width];
            for proposal in &self.of_pattern[hit.pattern().as_usize()] {
                if proposal.last == WordId::NONE || haystack.seen.may_contain(proposal.last) {
                    found(proposal.form, first);
                }
            }
        }
    }

    /// Only stretches of words that stand side by side in forms, from a word on with which a form may begin, can hold one;
    /// the others, most of a text, are left out of the haystack.
    fn fill(&self, haystack: &mut Haystack, words: &[Word]) {
        let Haystack { bytes, words: places, seen } = haystack;
        bytes.clear();
        places.clear();
        *seen = Seen::default();
        let code_of = |word: &Word| self.codes.get(word.id.0 as usize).copied().unwrap_or_default();
        let mut in_stretch = false;
        let mut before = Code::default();
        let mut next = words.first().map(code_of).unwrap_or_default();
        for (index, word) in words.iter().enumerate() {
            seen.insert(word.id);
            let code = next;
            next = words.get(index + 1).map(code_of).unwrap_or_default();
            in_stretch = in_stretch && code.bytes() != 0 && self.pairs.may_contain(before.bytes(), code.bytes())
                || code.has(Code::ALONE)
                || code.has(Code::STARTS) && self.pairs.may_contain(code.bytes(), next.bytes());
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

/// So many codes fit two bytes: 127 lead bytes (0x80 to 0xFE), 128 trail bytes (0x00 to 0x7F).
const MOST_OF_TWO: usize = 127 * 128;

/// A lead byte that no code has.
const SEPARATOR: [u8; 3] = [0xFF, 0, 0];

/// The bytes of a code, the first lowest. Lead and trail bytes are from disjoint ranges, so that no match starts in the
/// middle of a code.
fn bytes_of(code: u32, width: usize) -> u32 {
    let trail = |shift: u32| code >> shift & 0x7F;
    let lead = |shift: u32| 0x80 | code >> shift;
    match width {
        2 => lead(7) | trail(0) << 8,
        _ => lead(14) | trail(7) << 8 | trail(0) << 16,
    }
}

impl Compiled {
    /// The words up to the first gap or to the second wildcard.
    pub(super) fn head(&self) -> impl Iterator<Item = &FormWord> {
        let mut n_wildcards = 0;
        self.words.iter().enumerate().map_while(move |(at, word)| {
            n_wildcards += usize::from(word.accepted.is_some());
            let ends = at > 0 && (matches!(word.join, Join::Gap(_)) || n_wildcards > 1);
            (!ends).then_some(word)
        })
    }

    fn has_gap(&self) -> bool {
        self.words.iter().any(|word| matches!(word.join, Join::Gap(_)))
    }

    fn new(form: &Form, ordinal: usize, traits: Traits, vocabulary: &mut Vocabulary) -> Compiled {
        let mut words = Vec::new();
        let mut gap = None;
        for piece in &form.pieces {
            match piece {
                Piece::Word { text, joint } => {
                    let (stem, possessive) = without_possessive(text);
                    // Which words a wildcard means is known when all others have their numbers.
                    let id = if stem.contains('*') { WordId::NONE } else { vocabulary.insert(stem) };
                    let join = gap.take().map_or(Join::Joint(*joint), Join::Gap);
                    words.push(FormWord { id, text: stem.to_owned(), possessive, join, accepted: None });
                }
                Piece::Gap(most) => gap = Some(*most),
                Piece::AnyWord => {}
            }
        }
        let any_word = form.pieces.first() == Some(&Piece::AnyWord);
        let Traits { owner, reviewed, case, possessive, compound } = traits;
        Compiled { owner, reviewed, ordinal: ordinal as u32, case, possessive, compound, any_word, words }
    }
}

/// A word of a form or guard without its possessive ending, which is a flag of the word and no part of its number.
pub(super) fn without_possessive(word: &str) -> (&str, bool) {
    let stem = ["'s", "\u{2019}s", "s'", "s\u{2019}"].iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        Some(if ending.starts_with('s') { &word[..stem.len() + 1] } else { stem })
    });
    (stem.unwrap_or(word), stem.is_some())
}

/// What a form has from its owner.
#[derive(Clone, Copy)]
struct Traits {
    owner: Owner,
    reviewed: bool,
    case: Case,
    possessive: bool,
    compound: bool,
}

fn compile(lexicons: &Lexicons, least: Status, vocabulary: &mut Vocabulary) -> Vec<Compiled> {
    let mut compiled = Vec::new();
    let mut add = |forms: &[Form], traits: Traits| {
        let forms = forms.iter().enumerate().filter(|(_, form)| form.has_word());
        compiled.extend(forms.map(|(ordinal, form)| Compiled::new(form, ordinal, traits, vocabulary)));
    };
    for (index, entry) in lexicons.entries.iter().enumerate().filter(|(_, entry)| entry.status >= least) {
        let id = EntryId(index as u32);
        let (case, possessive, compound) = (entry.case, entry.possessive, entry.compound);
        let reviewed = entry.status == Status::Reviewed;
        add(&entry.forms, Traits { owner: Owner::Entry(id), reviewed, case, possessive, compound });
        let (possessive, compound, case) = (true, true, Case::Insensitive);
        add(&entry.except_forms, Traits { owner: Owner::Exception(id), reviewed, case, possessive, compound });
    }
    for (nameset, set) in lexicons.namesets.iter().enumerate() {
        for (variant, name) in set.variants.iter().enumerate() {
            let owner = Owner::Variant { nameset: nameset as u16, variant: variant as u16 };
            add(&name.forms, Traits { owner, reviewed: true, case: name.case, possessive: true, compound: true });
        }
    }
    compiled
}

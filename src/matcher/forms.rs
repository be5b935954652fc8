//! What is each form, with numbers for words?

use serde::{Deserialize, Serialize};

use super::wildcards::Accepted;
use crate::language::{Vocabulary, WordId};
use crate::lexicon::{Case, EntryId, Form, FormJoint, Lexicons, Piece, Status};
use crate::span::Span;

/// All forms. There are tens of thousands, made each time the program starts, so their words stand in one list and their
/// letters in one string.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Forms {
    forms: Vec<Traits>,
    pub(super) words: Vec<FormWord>,
    written: Vec<Written>,
    letters: String,
    /// What wildcards accept.
    pub(super) accepted: Vec<Accepted>,
}

/// Index of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct FormId(pub u32);

/// Whose form it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) enum Owner {
    Entry(EntryId),
    Exception(EntryId),
    Variant { nameset: u16, variant: u16 },
}

/// A form.
#[derive(Clone, Copy, Debug)]
pub(super) struct Compiled<'f> {
    pub traits: Traits,
    all: &'f Forms,
}

/// What a form says beside its words.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Traits {
    pub owner: Owner,
    /// Where its words are.
    from: u32,
    n_words: u8,
    /// Whether its last word is written with 's.
    pub ends_possessive: bool,
    /// Whether its owner is no entry that is only listed or a draft.
    pub reviewed: bool,
    /// Its place among the forms of its owner.
    pub ordinal: u32,
    pub case: Case,
    pub possessive: bool,
    pub compound: bool,
    /// Whether any one word must stand before the first, joined by a hyphen.
    pub any_word: bool,
    /// Whether it is only to be found where a headline begins: what asks for a question is, and its words are too plain to
    /// be looked at elsewhere.
    pub headline: bool,
}

const _: () = assert!(size_of::<Traits>() == 24, "what is waited for of each candidate stays small");

/// A literal word of a form. 12 bytes, since there are most of these in all that a start reads.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct FormWord {
    pub id: WordId,
    /// Its index in [`Forms::written`] and one more; of nearly all words, 0.
    written: u32,
    pub possessive: bool,
    /// How it is joined to the word before, or how many words may be skipped.
    pub join: Join,
}

/// How a word is written in the lexicon: of one whose case matters, and of wildcards.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Written {
    /// Its letters among those of all forms.
    letters: Span,
    /// If it is a wildcard: what it accepts, an index in [`Forms::accepted`].
    pub accepted: Option<u32>,
}

/// What may stand between a word of a form and the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Join {
    Joint(FormJoint),
    Gap(u8),
}

impl Forms {
    /// The forms of the entries of at least this status, and of all names; their words get their numbers.
    pub(super) fn new(lexicons: &Lexicons, least: Status, vocabulary: &mut Vocabulary) -> Forms {
        let mut all = Forms::default();
        let mut add = |forms: &[Form], traits: Traits| {
            for (ordinal, form) in forms.iter().enumerate().filter(|(_, form)| form.has_word()) {
                all.add(form, Traits { ordinal: ordinal as u32, ..traits }, vocabulary);
            }
        };
        for (index, entry) in lexicons.entries.iter().enumerate().filter(|(_, entry)| entry.status >= least) {
            let id = EntryId(index as u32);
            let (case, possessive, compound) = (entry.case, entry.possessive, entry.compound);
            let (owner, reviewed) = (Owner::Entry(id), entry.status == Status::Reviewed);
            let headline = entry.needs.iter().any(|guard| guard.question && guard.form.is_empty());
            add(&entry.forms, Traits { reviewed, case, possessive, compound, headline, ..Traits::of(owner) });
            add(&entry.except_forms, Traits { reviewed, ..Traits::of(Owner::Exception(id)) });
        }
        for (nameset, set) in lexicons.namesets.iter().enumerate() {
            for (variant, name) in set.variants.iter().enumerate() {
                let owner = Owner::Variant { nameset: nameset as u16, variant: variant as u16 };
                add(&name.forms, Traits { case: name.case, ..Traits::of(owner) });
            }
        }
        all
    }

    fn add(&mut self, form: &Form, traits: Traits, vocabulary: &mut Vocabulary) {
        let from = self.words.len();
        let mut gap = None;
        for piece in &form.pieces {
            match piece {
                Piece::Word { text, joint } => {
                    let (stem, possessive) = without_possessive(text);
                    let is_wildcard = stem.contains('*');
                    // Which words a wildcard means is known when all others have their numbers.
                    let id = if is_wildcard { WordId::NONE } else { vocabulary.insert(stem) };
                    let matters = is_wildcard || traits.case == Case::Exact;
                    let written = if matters { self.write(stem) } else { 0 };
                    let join = gap.take().map_or(Join::Joint(*joint), Join::Gap);
                    self.words.push(FormWord { id, written, possessive, join });
                }
                Piece::Gap(most) => gap = Some(*most),
                Piece::AnyWord => {}
            }
        }
        let any_word = form.pieces.first() == Some(&Piece::AnyWord);
        let words = &self.words[from..];
        let (n_words, ends_possessive) = (words.len() as u8, words.last().is_some_and(|word| word.possessive));
        self.forms.push(Traits { from: from as u32, n_words, ends_possessive, any_word, ..traits });
    }

    fn write(&mut self, stem: &str) -> u32 {
        let from = self.letters.len() as u32;
        self.letters.push_str(stem);
        self.written.push(Written { letters: Span::new(from, self.letters.len() as u32), accepted: None });
        self.written.len() as u32
    }

    pub(super) fn form(&self, id: FormId) -> Compiled<'_> {
        self.with(*self.traits(id))
    }

    /// The form that has these traits.
    pub(super) fn with(&self, traits: Traits) -> Compiled<'_> {
        Compiled { traits, all: self }
    }

    /// What it has from its owner, and its place there.
    pub(super) fn traits(&self, id: FormId) -> &Traits {
        &self.forms[id.0 as usize]
    }

    /// All of them in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = (FormId, Compiled<'_>)> {
        (0..self.forms.len() as u32).map(|id| (FormId(id), self.form(FormId(id))))
    }

    /// The numbers by which a head with this word is found.
    pub(super) fn ids<'f>(&'f self, word: &'f FormWord) -> &'f [WordId] {
        match self.accepted(word) {
            None => std::slice::from_ref(&word.id),
            Some(accepted) => &accepted.telling,
        }
    }

    /// What a word accepts, if it is a wildcard.
    pub(super) fn accepted(&self, word: &FormWord) -> Option<&Accepted> {
        let accepted = self.written(word)?.accepted?;
        self.accepted.get(accepted as usize)
    }

    fn written(&self, word: &FormWord) -> Option<&Written> {
        self.written.get(word.written.checked_sub(1)? as usize)
    }

    /// Words as they are written, wildcards at least.
    pub(super) fn written_words(&mut self) -> impl Iterator<Item = (&mut Written, &str)> {
        let Forms { written, letters, .. } = self;
        written.iter_mut().map(|word| {
            let text = word.letters.of(letters);
            (word, text)
        })
    }
}

impl Traits {
    /// What forms of this owner have if nothing else is said.
    fn of(owner: Owner) -> Traits {
        Traits {
            owner,
            from: 0,
            n_words: 0,
            ends_possessive: false,
            reviewed: true,
            ordinal: 0,
            case: Case::Insensitive,
            possessive: true,
            compound: true,
            any_word: false,
            headline: false,
        }
    }
}

impl<'f> Compiled<'f> {
    /// How many literal words it has.
    pub(super) fn n_words(&self) -> usize {
        self.traits.n_words.into()
    }

    /// Its literal words. Those up to the first gap are its head.
    pub(super) fn words(&self) -> &'f [FormWord] {
        &self.all.words[self.traits.from as usize..][..self.n_words()]
    }

    /// The words up to the first gap or to the second wildcard.
    pub(super) fn head(&self) -> &'f [FormWord] {
        let mut n_wildcards = 0;
        let ends = |(at, word): (usize, &FormWord)| {
            n_wildcards += usize::from(self.all.accepted(word).is_some());
            at > 0 && (matches!(word.join, Join::Gap(_)) || n_wildcards > 1)
        };
        let words = self.words();
        let length = words.iter().enumerate().position(ends);
        &words[..length.unwrap_or(words.len())]
    }

    pub(super) fn has_gap(&self) -> bool {
        self.words().iter().any(|word| matches!(word.join, Join::Gap(_)))
    }

    /// Whether a word of it means one of a text.
    pub(super) fn means(&self, word: &FormWord, id: WordId) -> bool {
        match self.all.accepted(word) {
            None => word.id == id,
            Some(accepted) => accepted.all.binary_search(&id).is_ok(),
        }
    }

    /// A word of it as it is written in the lexicon, if case matters.
    pub(super) fn letters(&self, word: &FormWord) -> &'f str {
        self.all.written(word).map_or("", |written| written.letters.of(&self.all.letters))
    }
}

/// A word of a form or guard without its possessive ending, which is a flag of the word and no part of its number.
pub(super) fn without_possessive(word: &str) -> (&str, bool) {
    if word.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        return (word, false);
    }
    let stem = ["'s", "\u{2019}s", "s'", "s\u{2019}"].iter().find_map(|ending| {
        let stem = word.strip_suffix(ending)?;
        Some(if ending.starts_with('s') { &word[..stem.len() + 1] } else { stem })
    });
    (stem.unwrap_or(word), stem.is_some())
}

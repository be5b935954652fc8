//! What does a lexicon hold, once it is read, checked and resolved?
//!
//! These are plain values. Words are still text here; the matcher numbers them.

use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::{Later, Phrases};

/// All lexicons of a run, merged: what extends, overrides or disables has been applied.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Lexicons {
    /// Which lexicons these are, in the order they were loaded.
    pub identities: Vec<Identity>,
    /// The categories, in the order they were declared.
    pub categories: Vec<Category>,
    /// The axes.
    pub axes: Vec<Axis>,
    /// The entries, sorted by full id.
    pub entries: Vec<Entry>,
    /// The name sets, sorted by full id.
    pub namesets: Vec<NameSet>,
    /// What a user should know: overrides, shadowed forms.
    pub notices: Vec<String>,
}

impl Lexicons {
    /// An entry of these lexicons.
    ///
    /// # Panics
    ///
    /// If the id is of other lexicons.
    pub fn entry(&self, id: EntryId) -> &Entry {
        &self.entries[id.0 as usize]
    }

    /// The category of an entry.
    ///
    /// # Panics
    ///
    /// If the id is of other lexicons.
    pub fn category(&self, id: EntryId) -> &Category {
        &self.categories[self.entry(id).category.0 as usize]
    }

    /// Up to which intensity the hits of an entry are kept out of the main rate: as its category says, or all because it is
    /// `factual` or only listed.
    ///
    /// # Panics
    ///
    /// If the id is of other lexicons.
    pub fn advisory_up_to(&self, id: EntryId) -> u8 {
        let entry = self.entry(id);
        let is_advisory = entry.factual || entry.status < Status::Reviewed;
        if is_advisory { u8::MAX } else { self.category(id).advisory_up_to }
    }
}

/// Which lexicon, in which state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// Its id, such as `core`.
    pub id: Arc<str>,
    /// Its version.
    pub version: String,
    /// SHA-256 in hex of the canonical JSON of its resolved entries and name sets, sorted, notes left out.
    pub hash: String,
}

/// Index of an entry in [`Lexicons::entries`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntryId(pub u32);

/// Index of a category in [`Lexicons::categories`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct CategoryId(pub u16);

/// A kind of loaded language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its id, such as `doubt-marker`.
    pub id: Arc<str>,
    /// The family it belongs to.
    pub family: String,
    /// Its name for readers.
    pub title: String,
    /// One sentence on what it holds.
    pub about: String,
    /// Hits of this intensity or less are advisory.
    pub advisory_up_to: u8,
}

/// Two opposite perspectives.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Axis {
    /// Its id, such as `us-left-right`.
    pub id: Arc<str>,
    /// One perspective.
    pub a: String,
    /// The other.
    pub b: String,
}

/// A loaded word or phrase with its reasons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Entry {
    /// The lexicon it comes from.
    #[serde(deserialize_with = "text")]
    pub lexicon: Arc<str>,
    /// Its bare id; the full id is `lexicon/id`.
    #[serde(deserialize_with = "text")]
    pub id: Arc<str>,
    /// Its category.
    pub category: CategoryId,
    /// 0 a name only, 1 advisory, 2 loaded in most uses, 3 ruled out by a style guide or marked by most readers.
    pub intensity: u8,
    /// Whether it can be legally or literally true; never in the main rate.
    pub factual: bool,
    /// How far it has been looked at.
    pub status: Status,
    /// What it does to its target.
    pub stance: Option<Stance>,
    /// Who typically says it.
    pub perspective: Later<Vec<String>>,
    /// The full ids of the entries it names as its counterparts from the other side; [`Lexicons::mirrors`] knows both
    /// ways.
    pub mirror: Vec<String>,
    /// Why the other side has no counterpart.
    pub no_mirror: Option<String>,
    /// What it is found by, inflected and expanded, in a fixed order without repeats.
    pub forms: Later<Vec<Form>>,
    /// Longer forms in which it does not count.
    pub except_forms: Later<Vec<Form>>,
    /// Each must hold.
    pub needs: Later<Vec<Guard>>,
    /// Any of them refuses, or demotes.
    pub unless: Later<Vec<Guard>>,
    /// How its case matters.
    pub case: Case,
    /// Whether it may carry a possessive 's.
    pub possessive: bool,
    /// Whether it may be part of a hyphen compound.
    pub compound: bool,
    /// Advice for an editor; `""` stands for leaving it out.
    pub alternatives: Later<Vec<String>>,
    /// What can be put in its place without another look.
    pub replace: Vec<String>,
    /// Why it is loaded.
    pub note: Later<String>,
    /// Style guides and papers that say so.
    pub sources: Vec<String>,
    /// Who looked a second time, and when.
    pub review: Later<Option<String>>,
    /// Where the entry comes from, if it was mined.
    pub origin: Option<String>,
    /// Its examples.
    pub tests: Later<Tests>,
}

impl Entry {
    /// `lexicon/id`.
    pub fn full_id(&self) -> String {
        format!("{}/{}", self.lexicon, self.id)
    }
}

/// Without the two copies on the way that serde makes: these are half of what is read at each start.
fn text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Arc<str>, D::Error> {
    <&str>::deserialize(deserializer).map(Arc::from)
}

/// Sentences by which an entry proves itself.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tests {
    /// The entry must hit in each.
    pub hit: Vec<String>,
    /// The entry must not hit in any.
    pub miss: Vec<String>,
}

/// How far an entry has been looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Status {
    /// Only for `lexicon test`.
    Draft,
    /// For `eval`, and elsewhere on request.
    Listed,
    /// Makes the main rate and `check`.
    Reviewed,
}

/// What a word does to its target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Stance {
    /// It blames.
    Negative,
    /// It praises.
    Positive,
    /// It withholds belief.
    Doubt,
    /// It hides.
    Hides,
    /// It depends.
    Mixed,
}

impl Stance {
    /// Its name in lexicons and results.
    pub fn name(self) -> &'static str {
        match self {
            Stance::Negative => "negative",
            Stance::Positive => "positive",
            Stance::Doubt => "doubt",
            Stance::Hides => "hides",
            Stance::Mixed => "mixed",
        }
    }
}

impl Status {
    /// Its name in lexicons.
    pub fn name(self) -> &'static str {
        match self {
            Status::Draft => "draft",
            Status::Listed => "listed",
            Status::Reviewed => "reviewed",
        }
    }
}

/// How case matters to an entry or a variant.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Case {
    /// Not at all.
    #[default]
    Insensitive,
    /// As written, or all UPPER in an all-capitals sentence.
    Exact,
    /// Lower, or Title where every word is (sentence start, headline).
    LowerOnly,
}

/// So many gaps a form may have.
pub const MOST_GAPS: usize = 3;

/// A form has at most so many words.
pub const MOST_WORDS: usize = 16;

/// A gap skips at most so many words.
pub const WIDEST_GAP: u8 = 16;

/// One string of words by which an entry or a variant is found: at most 16 words, the first and last of them literal
/// unless the form starts with `*-`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Form {
    /// As `lexicon expand` prints it.
    pub text: String,
    /// Its pieces in order.
    pub pieces: Vec<Piece>,
}

impl Form {
    /// Whether it has a literal word; a form without one is never found.
    pub fn has_word(&self) -> bool {
        self.pieces.iter().any(|piece| matches!(piece, Piece::Word { .. }))
    }
}

/// A piece of a form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Piece {
    /// A word as written, one word by the rules of `language::Words`.
    Word {
        /// The word.
        text: String,
        /// What may stand before it; of no meaning for the first piece.
        joint: FormJoint,
    },
    /// `*-` at the start: any one word, joined to the next by a hyphen.
    AnyWord,
    /// Up to so many words of the same sentence.
    Gap(u8),
}

/// What may join a word of a form to the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum FormJoint {
    /// Space or one line break.
    Space,
    /// A hyphen; a line break may follow it.
    Hyphen,
    /// Either of the two.
    Either,
    /// A slash.
    Slash,
    /// Other punctuation, as the form has it.
    Punctuation,
}

/// A condition on what stands around a hit. All keys must hold; the words of a key are alternatives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guard {
    /// One of these stands right before.
    pub left: Phrases,
    /// One of these stands right after.
    pub right: Phrases,
    /// One of these stands in the window.
    pub any: Phrases,
    /// The window of `any`.
    pub window: Window,
    /// The word right before is a possessive: *the minister's*, *the rebels'*.
    pub after_possessive: bool,
    /// The hit is written as a name: Title Case where its sentence is not.
    pub title_case: bool,
    /// The hit begins a sentence of a headline that ends with a question mark.
    pub question: bool,
    /// The guard concerns only these forms, as in [`Form::text`]; all if empty.
    pub form: Vec<String>,
    /// Lower the intensity to this instead of refusing.
    pub demote_to: Option<u8>,
    /// As in the file, for `show hits --rejected`.
    pub text: String,
}

/// Where the `any` of a guard may stand: words of the same sentence, outside the hit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Window {
    /// Within so many words before.
    Left(u16),
    /// Within so many words after.
    Right(u16),
    /// Within so many words on either side.
    Within(u16),
    /// Anywhere in the sentence.
    Sentence,
}

impl Default for Window {
    fn default() -> Window {
        Window::Within(5)
    }
}

/// Several names for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct NameSet {
    /// The lexicon it comes from.
    pub lexicon: Arc<str>,
    /// Its bare id.
    pub id: Arc<str>,
    /// What all the names mean.
    pub referent: String,
    /// So many hits are needed before a share is shown; at least 20.
    pub min_hits: u32,
    /// The names.
    pub variants: Vec<Variant>,
}

/// One of several names for one thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
pub struct Variant {
    /// Its bare id.
    pub id: Arc<str>,
    /// What it is found by.
    pub forms: Later<Vec<Form>>,
    /// How its case matters.
    pub case: Case,
    /// Whether it is the reference.
    pub neutral: bool,
    /// Who typically says it.
    pub perspective: Vec<String>,
    /// Style guides and papers.
    pub sources: Vec<String>,
}

//! Which number does a word have?

/// The number of a folded word in a [`Vocabulary`]. It never leaves the process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub u32);

impl WordId {
    /// The number of every word that no lexicon and no rule knows.
    pub const NONE: WordId = WordId(0);
}

/// The folded words that lexicons and rules know, each with its number.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {}

impl Vocabulary {
    /// The number of a word, given one if it is new. `word` is one word, in any case.
    pub fn insert(&mut self, word: &str) -> WordId {
        let _ = word;
        WordId::NONE
    }

    /// The number of a word as it stands in a text; [`WordId::NONE`] if it is not in the vocabulary.
    pub fn id(&self, word: &str) -> WordId {
        let _ = word;
        WordId::NONE
    }
}

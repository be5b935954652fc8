//! What does the ending of a word that no list has say of it?

use serde::{Deserialize, Serialize};

/// What an ending says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// An adverb: recently.
    Adverb,
    /// A plural: ministers.
    Plural,
    /// A participle: fighting, wounded.
    Participle,
}

/// The endings of the language file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Endings {
    adverb: Vec<String>,
    plural: Vec<String>,
    participle: Vec<String>,
}

/// What stands before an ending has at least so many bytes.
const SHORTEST_STEM: usize = 3;

impl Endings {
    /// Whether a word, as it stands in a text, has such an ending.
    pub fn has(&self, word: &str, ending: Ending) -> bool {
        let endings = match ending {
            Ending::Adverb => &self.adverb,
            Ending::Plural => &self.plural,
            Ending::Participle => &self.participle,
        };
        endings.iter().any(|ending| word.len() >= SHORTEST_STEM + ending.len() && word.ends_with(ending.as_str()))
    }
}

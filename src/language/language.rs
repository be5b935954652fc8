//! What does the language file say of each word?

use std::collections::BTreeMap;

use serde::Deserialize;
use sha2::{Digest, Sha256};

use super::class::{Class, Classes};
use super::inflect::Irregular;
use super::{Vocabulary, WordId};

/// The language file, with numbers for words. The default knows no word.
#[derive(Clone, Debug, Default)]
pub struct Language {
    id: String,
    version: String,
    hash: String,
    irregular: Irregular,
    /// The classes of each number.
    classes: Vec<Classes>,
}

const ENGLISH: &str = include_str!("../../lexicons/language/en.toml");

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Head,
    classes: BTreeMap<String, Vec<String>>,
    irregular: Irregular,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Head {
    id: String,
    version: String,
}

impl Language {
    /// English, as shipped; its words get their numbers.
    ///
    /// # Panics
    ///
    /// Never with the file that is built in: a test reads it.
    pub fn english(vocabulary: &mut Vocabulary) -> Language {
        Language::read(ENGLISH, vocabulary).expect("the language file is tested")
    }

    fn read(text: &str, vocabulary: &mut Vocabulary) -> Result<Language, String> {
        let File { language: Head { id, version }, mut classes, irregular } =
            toml::from_str(text).map_err(|error| error.to_string())?;
        let hash = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut language = Language { id, version, hash, irregular, classes: Vec::new() };
        for &(class, name) in Class::ALL {
            let words = classes.remove(name).ok_or_else(|| format!("the language file has no class {name}"))?;
            words.iter().for_each(|word| language.add(vocabulary.insert(word), class));
        }
        match classes.keys().next() {
            Some(unknown) => Err(format!("no rule uses the class {unknown}")),
            None => Ok(language),
        }
    }

    fn add(&mut self, id: WordId, class: Class) {
        let index = id.0 as usize;
        if self.classes.len() <= index {
            self.classes.resize(index + 1, Classes::NONE);
        }
        self.classes[index].add(class);
    }

    /// Its id: `en`.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The version of its file.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// SHA-256 of its file, in hex.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// Its irregular forms.
    pub fn irregular(&self) -> &Irregular {
        &self.irregular
    }

    /// Whether a word is of a class.
    #[inline]
    pub fn is(&self, id: WordId, class: Class) -> bool {
        self.classes(id).has(class)
    }

    /// The classes of a word.
    #[inline]
    pub fn classes(&self, id: WordId) -> Classes {
        self.classes.get(id.0 as usize).copied().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shipped_file_has_every_class_and_no_other() {
        let mut vocabulary = Vocabulary::default();
        let language = Language::english(&mut vocabulary);
        assert!(language.is(vocabulary.id("Dr"), Class::Abbreviation));
        assert!(language.is(vocabulary.id("isn’t"), Class::Negation));
        assert!(!language.is(WordId::NONE, Class::Negation));
        assert_eq!(language.id(), "en");
    }
}

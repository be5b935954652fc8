//! What does the language file say of each word?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::class::{Class, Classes};
use super::cues::{self, Cue, CueTable};
use super::ending::{Ending, Endings};
use super::inflect::Irregular;
use super::key;
use super::{Vocabulary, Word, WordId};
use crate::bits::Filter;

/// The language file, with numbers for words. The default knows no word.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Language {
    id: String,
    version: String,
    hash: String,
    irregular: Irregular,
    /// The classes of each number.
    classes: Vec<Classes>,
    /// The hashes of abbreviations.
    abbreviations: Filter,
    endings: Endings,
    verbs: CueTable,
    nouns: CueTable,
    /// The words of each compound that holds the next words at arm's length.
    distancing: Vec<Vec<WordId>>,
}

/// Words with a period of their own.
const ABBREVIATIONS: Classes = Classes::of(&[Class::Abbreviation, Class::FinalAbbreviation, Class::NumberAbbreviation]);

const ENGLISH: &str = include_str!("../../lexicons/language/en.toml");

/// The file as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    language: Head,
    classes: BTreeMap<String, Vec<String>>,
    irregular: Irregular,
    endings: Endings,
    cues: Cues,
}

/// What the rules of voice ask for, beside classes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cues {
    distancing: Vec<String>,
    not: Vec<String>,
    verbs: BTreeMap<String, String>,
    nouns: BTreeMap<String, String>,
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
        let File { language: Head { id, version }, mut classes, irregular, endings, cues } =
            toml::from_str(text).map_err(|error| error.to_string())?;
        let hash = Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect();
        let mut language = Language { id, version, hash, irregular, endings, ..Language::default() };
        for &(class, name) in
            Class::ALL.iter().filter(|(class, _)| !matches!(class, Class::Cue | Class::NounCue | Class::Distancing))
        {
            let words = classes.remove(name).ok_or_else(|| format!("the language file has no class {name}"))?;
            words.iter().for_each(|word| language.add(vocabulary.insert(word), class));
            if ABBREVIATIONS.has(class) {
                words.iter().for_each(|word| language.abbreviations.insert(key::hash_of_any(word)));
            }
        }
        if let Some(unknown) = classes.keys().next() {
            return Err(format!("no rule uses the class {unknown}"));
        }
        language.read_cues(&cues, vocabulary)?;
        Ok(language)
    }

    fn read_cues(&mut self, cues: &Cues, vocabulary: &mut Vocabulary) -> Result<(), String> {
        let not: Vec<WordId> = cues.not.iter().map(|word| vocabulary.insert(word)).collect();
        for (verb, codes) in &cues.verbs {
            for (id, cue) in cues::verb(verb, codes, &self.irregular, vocabulary)? {
                if !not.contains(&id) {
                    self.add(id, Class::Cue);
                    self.verbs.add(id, cue);
                }
            }
        }
        for (noun, codes) in &cues.nouns {
            for (id, cue) in cues::noun(noun, codes, &self.irregular, vocabulary)? {
                self.add(id, Class::NounCue);
                self.nouns.add(id, cue);
            }
        }
        for compound in &cues.distancing {
            let words: Vec<WordId> = compound.split('-').map(|word| vocabulary.insert(word)).collect();
            if let Some(&last) = words.last() {
                self.add(last, Class::Distancing);
                self.distancing.push(words);
            }
        }
        Ok(())
    }

    /// Whether a word of this hash may be an abbreviation. Nearly all others are surely none, and need not be looked up.
    #[inline]
    pub(super) fn may_be_abbreviation(&self, hash: u64) -> bool {
        self.abbreviations.may_contain(hash)
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

    /// What a word says as a form of a verb of saying, thinking or wanting, if it is one.
    pub fn cue(&self, id: WordId) -> Option<&Cue> {
        self.verbs.cue(id)
    }

    /// What a word says as a noun of saying, thinking or wanting, if it is one.
    pub fn noun_cue(&self, id: WordId) -> Option<&Cue> {
        self.nouns.cue(id)
    }

    /// Whether a word, as it stands in a text, has such an ending.
    pub fn ends(&self, word: &str, ending: Ending) -> bool {
        self.endings.has(word, ending)
    }

    /// Whether the last of these words ends a compound that holds the next words at arm's length: so-*called*.
    pub fn is_distancing(&self, words: &[Word]) -> bool {
        self.distancing.iter().any(|compound| {
            let start = words.len().checked_sub(compound.len());
            let last = start.and_then(|start| words.get(start..)).unwrap_or_default();
            !last.is_empty() && last.iter().map(|word| word.id).eq(compound.iter().copied())
        })
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

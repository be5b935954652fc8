//! Which command began a run, and how far did it come? What a stopped run needs in order to go on.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::format::TableFormat;
use super::record::Made;
use crate::corpus::Tally;
use crate::profile::Catalog;

/// What makes the results of a run, written before its first part: a run goes on only under an equal one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the layout of the directory.
    pub format: u32,
    /// The format of the tables.
    pub tables: TableFormat,
    /// Program, lexicons and language.
    pub made: Made,
    /// What was given, as it was named.
    pub inputs: Vec<String>,
    /// Which files that came to.
    pub survey: Survey,
    /// What was asked for, by the name of the option.
    pub options: BTreeMap<String, String>,
    /// What the ids of the tables stand for.
    pub catalog: Catalog,
    /// SHA-256 in hex of the `run.json` that is updated, if one is.
    pub updates: Option<String>,
}

/// The files that were given: how many, how large, and a hash over their names and sizes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Survey {
    /// Files; standard input and pipes are one each.
    pub files: u64,
    /// Their bytes, without those of pipes, which nobody knows.
    pub bytes: u64,
    /// SHA-256 in hex over the path of each within what was given, and its size.
    pub hash: String,
}

/// What a finished part came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRecord {
    /// Batches of input in it.
    pub batches: u64,
    /// A hash over their digests.
    pub hash: u64,
    /// What was read and skipped.
    pub totals: Tally,
    /// The outlets of its articles.
    pub outlets: BTreeSet<String>,
}

impl Manifest {
    /// In what another command differs from the one that began the run, in words; `None` if it may go on. How the
    /// inputs were named does not matter, only what they are.
    pub fn difference(&self, now: &Manifest) -> Option<String> {
        if self.format != now.format || self.made.program != now.made.program {
            return Some(format!("it was begun by {}, and this is {}", self.made.program, now.made.program));
        }
        if self.updates != now.updates {
            return Some(match (&self.updates, &now.updates) {
                (Some(_), None) => "it was an update (--update)".to_owned(),
                (None, _) => "it was no update, and now is".to_owned(),
                (Some(_), Some(_)) => "the run that is updated is not what it was".to_owned(),
            });
        }
        if self.made != now.made {
            return Some("other lexicons, or another state of them".to_owned());
        }
        if self.tables != now.tables {
            return Some(format!("its tables are {:?}, and now would be {:?}", self.tables, now.tables).to_lowercase());
        }
        let names: BTreeSet<&String> = self.options.keys().chain(now.options.keys()).collect();
        let differs = |name: &&&String| self.options.get(**name) != now.options.get(**name);
        if let Some(name) = names.iter().find(differs) {
            let value =
                |of: &Manifest| of.options.get(*name).map_or("nothing".to_owned(), |value| format!("{value:?}"));
            return Some(format!("{name} was {}, and now is {}", value(self), value(now)));
        }
        (self.survey != now.survey).then(|| {
            let Survey { files, bytes, .. } = &now.survey;
            format!(
                "the input was {} files with {} bytes, and now is {files} with {bytes}, or they go by other names",
                self.survey.files, self.survey.bytes
            )
        })
    }
}

/// Adds up the files that were given.
#[derive(Clone, Debug, Default)]
pub struct Surveying {
    files: u64,
    bytes: u64,
    hash: Sha256,
}

impl Surveying {
    /// A file of the `input`th of what was given; `bytes` is `None` for what cannot be said to have a size.
    pub fn add(&mut self, input: usize, path: &[u8], bytes: Option<u64>) {
        self.files += 1;
        self.bytes += bytes.unwrap_or(0);
        self.hash.update((input as u64).to_le_bytes());
        self.hash.update((path.len() as u64).to_le_bytes());
        self.hash.update(path);
        self.hash.update(bytes.map_or(u64::MAX, |bytes| bytes).to_le_bytes());
    }

    /// All of them.
    pub fn finish(self) -> Survey {
        Survey { files: self.files, bytes: self.bytes, hash: hex(&self.hash.finalize()) }
    }
}

/// Bytes in hex.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::run::{FORMAT, Version};

    #[test]
    fn another_command_is_told_by_what_differs() {
        let version = Version { id: "en".into(), version: "1".into(), hash: "0".into() };
        let made = Made { program: "slantwise 1".into(), lexicons: vec![version.clone()], language: version };
        let survey = Surveying::default().finish();
        let began = Manifest {
            format: FORMAT,
            tables: TableFormat::Csv,
            made,
            inputs: vec!["a".into()],
            survey,
            options: BTreeMap::new(),
            catalog: Catalog::default(),
            updates: None,
        };
        assert_eq!(began.difference(&Manifest { inputs: vec!["./a".into()], ..began.clone() }), None);
        let mut now = began.clone();
        now.options.insert("listed".into(), "true".into());
        assert_eq!(began.difference(&now).as_deref(), Some("listed was nothing, and now is \"true\""));
        let mut now = began.clone();
        now.made.language.hash = "1".into();
        assert_eq!(began.difference(&now).as_deref(), Some("other lexicons, or another state of them"));
        let mut surveying = Surveying::default();
        surveying.add(0, b"a", Some(1));
        let now = Manifest { survey: surveying.finish(), ..began.clone() };
        assert!(began.difference(&now).is_some_and(|why| why.contains("now is 1 with 1")));
    }
}

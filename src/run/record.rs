//! What made a run, from what, and what came of it? `run.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::format::TableFormat;
use crate::analyzer::Analyzer;
use crate::corpus::Tally;
use crate::profile::Catalog;

/// The version of the layout of a run directory.
pub const FORMAT: u32 = 4;

/// The contents of `run.json`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RunRecord {
    /// The version of the layout of the directory.
    pub format: u32,
    /// The format of its tables.
    pub tables: TableFormat,
    /// Program, lexicons and language.
    pub made: Made,
    /// What was read, as it was named.
    pub inputs: Vec<String>,
    /// What was asked for, by the name of the option.
    pub options: BTreeMap<String, String>,
    /// What was read and what was skipped.
    pub totals: Tally,
    /// What the ids of the tables stand for.
    pub catalog: Catalog,
    /// Time and host, apart from all that makes results.
    pub when: When,
}

/// Program, lexicons and language, with versions and hashes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Made {
    /// The program and its version.
    pub program: String,
    /// The lexicons in the order they were loaded.
    pub lexicons: Vec<Version>,
    /// The language file.
    pub language: Version,
}

/// What made a row: the program and the lexicons with their versions, and a hash over all of them. `run.json` has the
/// hash of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The program and its version.
    pub program: String,
    /// Ids and versions, and 16 hex digits of a hash over what they hold.
    pub lexicons: String,
}

/// A lexicon or a language file in one state.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// SHA-256 in hex of what it holds.
    pub hash: String,
}

/// When and where a run was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct When {
    /// Seconds since 1970-01-01 UTC at its end.
    pub finished_unix_seconds: u64,
    /// How long it took.
    pub milliseconds: u64,
    /// On how many threads.
    pub threads: usize,
}

impl Made {
    /// By this version of the program with the lexicons of an analyzer.
    pub fn by(analyzer: &Analyzer) -> Made {
        let lexicons = analyzer.lexicons().identities.iter().map(|identity| Version {
            id: identity.id.to_string(),
            version: identity.version.clone(),
            hash: identity.hash.clone(),
        });
        let language = analyzer.language();
        Made {
            program: concat!("slantwise ", env!("CARGO_PKG_VERSION")).to_owned(),
            lexicons: lexicons.collect(),
            language: Version {
                id: language.id().to_owned(),
                version: language.version().to_owned(),
                hash: language.hash().to_owned(),
            },
        }
    }

    /// What each row says of it.
    pub fn stamp(&self) -> Stamp {
        let mut hash = Sha256::new();
        let versions: Vec<String> = self
            .lexicons
            .iter()
            .chain([&self.language])
            .map(|of| {
                hash.update(format!("{} {} {}\n", of.id, of.version, of.hash));
                format!("{} {}", of.id, of.version)
            })
            .collect();
        let digits: String = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        Stamp { program: self.program.clone(), lexicons: format!("{}; {digits}", versions.join(", ")) }
    }

    /// One line for readers: program, lexicons and language with versions and the first eight digits of their hashes.
    pub fn line(&self) -> String {
        let lexicons: Vec<String> = self.lexicons.iter().map(Version::short).collect();
        format!("{}; lexicons {}; language {}", self.program, lexicons.join(", "), self.language.short())
    }
}

impl Version {
    fn short(&self) -> String {
        format!("{} {} ({})", self.id, self.version, self.hash.get(..8).unwrap_or(&self.hash))
    }
}

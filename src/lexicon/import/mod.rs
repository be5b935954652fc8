//! What do dictionaries of other programs say, as a lexicon of ours, and what of it cannot be said here?

mod csv;
mod liwc;
mod write;
mod yaml;

use std::collections::HashMap;

use super::head;

/// From which program a dictionary comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// LIWC 2001 to 2015, `.dic`: numbered categories between two `%`, then a term and its numbers a line.
    Dic,
    /// LIWC-22, `.dicx`: a CSV table with a column for each category, marked with X.
    Dicx,
    /// quanteda, YAML: categories, nested or not, with lists of terms.
    Yaml,
    /// A CSV table with the columns `term`, `category` and, if it has them, `intensity`.
    Csv,
}

/// How to import.
#[derive(Clone, Debug)]
pub struct Options {
    /// The id of the new lexicon.
    pub id: String,
    /// The intensity of terms that have none of their own.
    pub intensity: u8,
    /// Only these categories, by the names they have there; all if empty.
    pub categories: Vec<String>,
}

/// A dictionary as a lexicon.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// The lexicon. What was lost stands in it as comments.
    pub toml: String,
    /// Terms carried over.
    pub terms: usize,
    /// What was not, in the order of its lines.
    pub losses: Vec<Loss>,
}

/// A rule that could not be carried over.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Its line, from 1.
    pub line: u64,
    /// The rule as it stands there.
    pub rule: String,
    /// Why, and what became of it.
    pub why: String,
}

/// Why a dictionary cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {message}")]
pub struct ImportError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong.
    pub message: String,
}

/// The dictionary as a lexicon.
///
/// # Errors
///
/// If the text is none of this dialect, or the id cannot be one.
pub fn import(text: &str, dialect: Dialect, options: &Options) -> Result<Imported, ImportError> {
    if !head::may_be_id(&options.id) {
        let message =
            format!("\"{}\" cannot be the id of a lexicon: write small letters, digits and hyphens", options.id);
        return Err(ImportError { line: 1, message });
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut dictionary = match dialect {
        Dialect::Dic => liwc::dic(text)?,
        Dialect::Dicx => liwc::dicx(text)?,
        Dialect::Yaml => yaml::yaml(text)?,
        Dialect::Csv => csv::csv(text)?,
    };
    if let Some(unknown) = options.categories.iter().find(|name| !dictionary.categories.contains(name)) {
        let message = format!("there is no category \"{unknown}\"; there are {}", dictionary.categories.join(", "));
        return Err(ImportError { line: 1, message });
    }
    if !options.categories.is_empty() {
        let kept = |category: usize| options.categories.contains(&dictionary.categories[category]);
        dictionary.terms.retain_mut(|term| {
            term.categories.retain(|&category| kept(category));
            !term.categories.is_empty()
        });
    }
    Ok(write::written(dictionary, options))
}

/// What a dictionary says, whatever its dialect.
#[derive(Debug, Default)]
struct Dictionary {
    /// The names of the categories, each once.
    categories: Vec<String>,
    /// Where each of them is.
    index: HashMap<String, usize>,
    terms: Vec<Term>,
    losses: Vec<Loss>,
}

/// A term, and where it stands.
#[derive(Debug)]
struct Term {
    line: u64,
    text: String,
    /// Indices of its categories, in their order there.
    categories: Vec<usize>,
    intensity: Option<u8>,
}

impl Dictionary {
    /// The index of a category, which may be new.
    fn category(&mut self, name: &str) -> usize {
        if let Some(&known) = self.index.get(name) {
            return known;
        }
        self.categories.push(name.to_owned());
        self.index.insert(name.to_owned(), self.categories.len() - 1);
        self.categories.len() - 1
    }

    fn lose(&mut self, line: u64, rule: impl Into<String>, why: impl Into<String>) {
        self.losses.push(Loss { line, rule: rule.into(), why: why.into() });
    }
}

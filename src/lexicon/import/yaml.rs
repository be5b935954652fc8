//! What does a dictionary of quanteda say?

use saphyr_parser::{Event, Parser};

use super::{Dictionary, ImportError, Term};

/// Categories, nested or not, with terms or lists of terms.
pub(super) fn yaml(text: &str) -> Result<Dictionary, ImportError> {
    let mut dictionary = Dictionary::default();
    // The open tables, each with the key that is being read, and the open lists.
    let mut open: Vec<Open> = Vec::new();
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|error| ImportError {
            line: error.marker().line() as u64,
            message: format!("no YAML: {}", error.info()),
        })?;
        let line = span.start.line() as u64;
        match event {
            Event::MappingStart(..) => open.push(Open::Table(None)),
            Event::SequenceStart(..) => open.push(Open::List),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Scalar(scalar, ..) => {
                if let Some(Open::Table(key @ None)) = open.last_mut() {
                    *key = Some(scalar.into_owned());
                    continue;
                }
                add(&scalar, line, &open, &mut dictionary)?;
                value_ends(&mut open);
            }
            Event::Alias(_) => {
                dictionary.lose(line, path(&open), "an alias (*name); write the terms out");
                value_ends(&mut open);
            }
            _ => {}
        }
        if open.len() > DEEPEST {
            return Err(ImportError { line, message: format!("nested deeper than {DEEPEST} levels") });
        }
    }
    Ok(dictionary)
}

/// No dictionary is nested deeper.
const DEEPEST: usize = 64;

#[derive(Debug)]
enum Open {
    Table(Option<String>),
    List,
}

/// The next scalar of the innermost table is a key again.
fn value_ends(open: &mut [Open]) {
    if let Some(Open::Table(key)) = open.last_mut() {
        *key = None;
    }
}

/// The keys that lead here, as quanteda writes them.
fn path(open: &[Open]) -> String {
    let keys = open.iter().filter_map(|open| match open {
        Open::Table(key) => key.as_deref(),
        Open::List => None,
    });
    keys.collect::<Vec<_>>().join(".")
}

fn add(term: &str, line: u64, open: &[Open], dictionary: &mut Dictionary) -> Result<(), ImportError> {
    let name = path(open);
    if name.is_empty() {
        let message = "a dictionary is a table of categories, each with a list of terms".to_owned();
        return Err(ImportError { line, message });
    }
    let category = dictionary.category(&name);
    if term.trim().is_empty() {
        dictionary.lose(line, name, "an empty term");
    } else if term.contains(['?', '[', ']']) {
        dictionary.lose(line, term, "a wildcard for one letter; write every form");
    } else {
        let categories = vec![category];
        dictionary.terms.push(Term { line, text: term.trim().to_owned(), categories, intensity: None });
    }
    Ok(())
}

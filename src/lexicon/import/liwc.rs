//! What does a dictionary of LIWC say?

use std::collections::HashMap;

use super::csv::{line_of, reader};
use super::{Dictionary, ImportError, Term};

/// The old format: between two lines `%` the numbers and names of the categories, then a term and its numbers a line.
pub(super) fn dic(text: &str) -> Result<Dictionary, ImportError> {
    let mut dictionary = Dictionary::default();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let mut n_marks = 0;
    for (at, line) in text.lines().enumerate() {
        let (at, line) = (at as u64 + 1, line.trim());
        match (line, n_marks) {
            ("", _) => {}
            ("%", _) => n_marks += 1,
            (_, 0) => {
                let message = "the first line of a .dic is `%`, with the categories after it".to_owned();
                return Err(ImportError { line: at, message });
            }
            (_, 1) => {
                let Some((number, name)) = line.split_once(char::is_whitespace) else {
                    let message = format!("\"{line}\" is no number and name of a category");
                    return Err(ImportError { line: at, message });
                };
                let category = dictionary.category(name.trim());
                numbers.insert(canonical(number), category);
            }
            (_, _) => term(line, at, &numbers, &mut dictionary),
        }
    }
    match n_marks {
        0 | 1 => Err(ImportError { line: 1, message: "the categories of a .dic end with a line `%`".to_owned() }),
        _ => Ok(dictionary),
    }
}

/// A line of the second part. Numbers stand after the last part of the term, which may have spaces in it.
fn term(line: &str, at: u64, numbers: &HashMap<String, usize>, dictionary: &mut Dictionary) {
    let (text, rest) = match line.split_once('\t') {
        Some((text, rest)) => (text.trim(), rest.trim()),
        None => {
            let end = line.find(|c: char| c.is_whitespace()).unwrap_or(line.len());
            (line[..end].trim(), line[end..].trim())
        }
    };
    if is_conditional(text) {
        return dictionary.lose(at, line, "a rule that depends on other words; write it with `needs` or `unless`");
    }
    let mut categories = Vec::new();
    for number in numbers_of(rest) {
        if let Some(&category) = numbers.get(&canonical(number)) {
            categories.push(category);
        } else if number.contains(CONDITION) || number.contains('/') {
            let why = "a category that depends on other words; write it with `needs` or `unless`";
            dictionary.lose(at, format!("{text} {number}"), why);
        } else {
            dictionary.lose(at, format!("{text} {number}"), "there is no category of this number");
        }
    }
    match rest.is_empty() {
        true => dictionary.lose(at, line, "a term without a category"),
        false if categories.is_empty() => {}
        false => dictionary.terms.push(Term { line: at, text: text.to_owned(), categories, intensity: None }),
    }
}

/// What stands after a term, by white space that is not inside brackets: `(02 134)125/464`.
fn numbers_of(rest: &str) -> Vec<&str> {
    let mut depth = 0;
    let is_between = |c: char| {
        match c {
            '(' | '<' | '[' => depth += 1,
            ')' | '>' | ']' => depth -= 1,
            _ => {}
        }
        depth <= 0 && c.is_whitespace()
    };
    rest.split(is_between).filter(|number| !number.is_empty()).collect()
}

/// Whether a term is more than its words. Without words, it is an emoticon.
fn is_conditional(term: &str) -> bool {
    term.contains(CONDITION) && term.contains(char::is_alphanumeric)
}

/// What LIWC writes around words that must, or must not, stand beside a term.
const CONDITION: [char; 6] = ['(', ')', '<', '>', '[', ']'];

/// Numbers are written with or without leading zeros.
fn canonical(number: &str) -> String {
    number.trim_start_matches('0').to_owned()
}

/// The format of LIWC-22: the first column holds the terms, each other one is a category.
pub(super) fn dicx(text: &str) -> Result<Dictionary, ImportError> {
    let mut dictionary = Dictionary::default();
    let mut reader = reader(text);
    let header = reader.headers().map_err(|error| line_of(&error))?.clone();
    if header.len() < 2 {
        let message = "a .dicx is a table with a column of terms and one for each category".to_owned();
        return Err(ImportError { line: 1, message });
    }
    let columns: Vec<usize> = header.iter().skip(1).map(|name| dictionary.category(name.trim())).collect();
    for record in reader.records() {
        let record = record.map_err(|error| line_of(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let text = record.get(0).unwrap_or_default().trim().to_owned();
        let mut categories = Vec::new();
        for (cell, &category) in record.iter().skip(1).map(str::trim).zip(&columns) {
            match cell {
                "" | "0" => continue,
                "x" | "X" | "1" => {}
                weight => {
                    let why = "a weight; the term is carried over without it";
                    dictionary.lose(line, format!("{text}, {}: {weight}", dictionary.categories[category]), why);
                }
            }
            categories.push(category);
        }
        if is_conditional(&text) {
            let why = "a rule that depends on other words; write it with `needs` or `unless`";
            dictionary.lose(line, text, why);
        } else if categories.is_empty() {
            dictionary.lose(line, text, "a term without a category");
        } else {
            dictionary.terms.push(Term { line, text, categories, intensity: None });
        }
    }
    Ok(dictionary)
}

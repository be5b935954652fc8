//! What does a table of terms say?

use super::{Dictionary, ImportError, Term};

/// A table with the columns `term` and `category` and, if it has one, `intensity`. What `lexicon export` writes has `form`
/// for `term`.
pub(super) fn csv(text: &str) -> Result<Dictionary, ImportError> {
    let mut dictionary = Dictionary::default();
    let mut reader = reader(text);
    let header = reader.headers().map_err(|error| line_of(&error))?.clone();
    let column = |name: &str| header.iter().position(|column| column.trim().eq_ignore_ascii_case(name));
    let (Some(term), Some(category)) = (column("term").or_else(|| column("form")), column("category")) else {
        let message = "the table needs a header with the columns `term` and `category`".to_owned();
        return Err(ImportError { line: 1, message });
    };
    let intensity = column("intensity");
    let known = [Some(term), Some(category), intensity];
    for (at, name) in header.iter().enumerate().filter(|(at, _)| !known.contains(&Some(*at))) {
        dictionary.lose(1, format!("column {} ({name})", at + 1), "a column that is not read");
    }
    for record in reader.records() {
        let record = record.map_err(|error| line_of(&error))?;
        let line = record.position().map_or(0, csv::Position::line);
        let cell = |column: usize| record.get(column).unwrap_or_default().trim();
        let (text, name) = (cell(term).to_owned(), cell(category));
        let rule = || record.iter().collect::<Vec<_>>().join(",");
        if text.is_empty() || name.is_empty() {
            dictionary.lose(line, rule(), "a row without a term or a category");
            continue;
        }
        let given = intensity.map_or("", cell);
        let number = given.parse().ok().filter(|number| (0..=3).contains(number));
        if number.is_none() && !given.is_empty() {
            dictionary.lose(line, rule(), "an intensity that is not 0, 1, 2 or 3; the term has the default instead");
        }
        let category = dictionary.category(name);
        dictionary.terms.push(Term { line, text, categories: vec![category], intensity: number });
    }
    Ok(dictionary)
}

/// A reader of comma-separated rows with a header, which may be of any length.
pub(super) fn reader(text: &str) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes())
}

/// What is wrong with a table, and where.
pub(super) fn line_of(error: &csv::Error) -> ImportError {
    ImportError { line: error.position().map_or(1, csv::Position::line), message: error.to_string() }
}

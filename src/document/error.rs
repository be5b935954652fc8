//! What is wrong in files that were read together?

use std::fmt;

use super::{Problem, Problems};
use crate::span::{Lines, Place, Span};

/// Every mistake of the files that were read together. `Display` gives one line and one of help for each:
/// `file:line:column: message` and `  help: …`.
#[derive(Debug)]
pub struct Error {
    files: Vec<File>,
}

#[derive(Debug)]
struct File {
    name: String,
    text: String,
    problems: Vec<Problem>,
    more: usize,
}

/// A mistake with all that is needed to show it.
#[derive(Clone, Copy, Debug)]
pub struct Found<'e> {
    /// The name of the file.
    pub file: &'e str,
    /// The text of the file.
    pub source: &'e str,
    /// Where in it, as people count.
    pub place: Place,
    /// Where in it, in bytes.
    pub span: Span,
    /// What is wrong.
    pub message: &'e str,
    /// What to do.
    pub help: &'e str,
    /// The second place, if it has one.
    pub elsewhere: Option<FoundElsewhere<'e>>,
}

/// The second place of a mistake.
#[derive(Clone, Copy, Debug)]
pub struct FoundElsewhere<'e> {
    /// The name of the file.
    pub file: &'e str,
    /// The text of the file.
    pub source: &'e str,
    /// Where in it, as people count.
    pub place: Place,
    /// Where in it, in bytes.
    pub span: Span,
    /// What stands there.
    pub label: &'e str,
}

impl Error {
    /// The error of these files, each with its name, its text and what is wrong in it; `None` if nothing is.
    pub fn of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str, Problems)>) -> Option<Error> {
        let files: Vec<(&str, &str, Problems)> = files.into_iter().collect();
        if files.iter().all(|(_, _, problems)| problems.is_empty()) {
            return None;
        }
        let files = files.into_iter().map(|(name, text, problems)| {
            let (problems, more) = problems.told(text);
            File { name: name.to_owned(), text: text.to_owned(), problems, more }
        });
        Some(Error { files: files.collect() })
    }

    /// The mistakes, file after file, each file's in its order.
    pub fn problems(&self) -> Vec<Found<'_>> {
        let lines: Vec<Lines<'_>> = self.files.iter().map(|file| Lines::of(&file.text)).collect();
        let mut found = Vec::new();
        for (file, file_lines) in self.files.iter().zip(&lines) {
            found.extend(file.problems.iter().map(|problem| Found {
                file: &file.name,
                source: &file.text,
                place: file_lines.place(problem.span.start as usize),
                span: problem.span,
                message: &problem.message,
                help: &problem.help,
                elsewhere: problem.elsewhere.as_ref().and_then(|elsewhere| {
                    let (other, other_lines) = match elsewhere.file {
                        Some(at) => (self.files.get(at)?, lines.get(at)?),
                        None => (file, file_lines),
                    };
                    Some(FoundElsewhere {
                        file: &other.name,
                        source: &other.text,
                        place: other_lines.place(elsewhere.span.start as usize),
                        span: elsewhere.span,
                        label: &elsewhere.label,
                    })
                }),
            }));
        }
        found
    }

    /// How many mistakes are not kept, since their file has too many.
    pub fn more(&self) -> usize {
        self.files.iter().map(|file| file.more).sum()
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (n, found) in self.problems().iter().enumerate() {
            let Found { file, place, message, help, .. } = found;
            let separator = if n == 0 { "" } else { "\n" };
            write!(f, "{separator}{file}:{}:{}: {message}", place.line, place.column)?;
            if let Some(FoundElsewhere { file, place, label, .. }) = found.elsewhere {
                write!(f, "\n  {file}:{}:{}: {label}", place.line, place.column)?;
            }
            write!(f, "\n  help: {help}")?;
        }
        if self.more() > 0 {
            write!(f, "\nand {} more like these", self.more())?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {}

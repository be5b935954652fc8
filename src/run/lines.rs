//! How is a table of JSON Lines read in step with others?

use std::io::{self, BufRead};

use serde::Deserialize;

/// The lines of a table. Rows borrow from those that are held.
#[derive(Debug)]
pub(super) struct Lines<R> {
    name: &'static str,
    reader: R,
    /// Lines read before those in `lines`.
    before: usize,
    lines: Vec<String>,
}

impl<R: BufRead> Lines<R> {
    pub(super) fn new(name: &'static str, reader: R) -> Lines<R> {
        Lines { name, reader, before: 0, lines: Vec::new() }
    }

    /// Reads so many lines, of which those before are forgotten; how many there were.
    pub(super) fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        self.before += self.lines.len();
        self.lines.clear();
        while self.lines.len() < wanted {
            let mut line = String::new();
            if self.reader.read_line(&mut line).map_err(|error| self.error(self.lines.len(), &error))? == 0 {
                break;
            }
            self.lines.push(line);
        }
        Ok(self.lines.len())
    }

    /// The rows of the lines that are held.
    pub(super) fn parse<'t, T: Deserialize<'t>>(&'t self) -> io::Result<Vec<T>> {
        let parsed = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| serde_json::from_str(line).map_err(|error| self.error(index, &error)));
        parsed.collect()
    }

    fn error(&self, index: usize, why: &dyn std::fmt::Display) -> io::Error {
        io::Error::other(format!("{}:{}: {why}", self.name, self.before + index + 1))
    }

    /// That there are too few of them.
    pub(super) fn ends_early(&self) -> io::Error {
        self.error(self.lines.len(), &"the file ends early; the run is not whole: score it again")
    }
}

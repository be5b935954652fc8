//! What is wrong in a file, where, and what can be done about it?

use crate::span::{Lines, Span};

/// One mistake in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub span: Span,
    /// What is wrong, without a full stop.
    pub message: String,
    /// What to do.
    pub help: String,
    /// A second place that belongs to it.
    pub elsewhere: Option<Elsewhere>,
}

/// The other place of a mistake that has two, such as a repeated id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Elsewhere {
    /// The number of its file among those read together; `None` for the same file.
    pub file: Option<usize>,
    /// Where it stands.
    pub span: Span,
    /// What stands there.
    pub label: String,
}

/// Of one file at most so many problems are kept; the rest are counted.
const KEPT: usize = 200;

/// The mistakes found in one file.
#[derive(Debug, Default)]
pub struct Problems {
    found: Vec<(Kind, Problem)>,
    more: usize,
    /// What stands in these places may not be what its author meant.
    doubtful: Vec<Span>,
}

/// What a problem may be the mere consequence of. In this order the problems of a line are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The text is no TOML.
    Syntax,
    /// A bracket is not closed: by a slip of its own, or since a string swallowed the closing one.
    Unclosed,
    /// A key is not there. In a file that is no TOML it may well be there.
    Missing,
    /// Any other.
    Value,
}

impl Problems {
    /// Adds a mistake.
    pub fn add(&mut self, span: Span, message: impl Into<String>, help: impl Into<String>) {
        self.keep(Kind::Value, Problem { span, message: message.into(), help: help.into(), elsewhere: None });
    }

    /// Adds a mistake whose message and help take time to find: they are asked for only if they will be told.
    pub fn add_when_told(&mut self, span: Span, message_and_help: impl FnOnce() -> (String, String)) {
        match self.found.len() < KEPT {
            true => {
                let (message, help) = message_and_help();
                self.add(span, message, help);
            }
            false => self.more += 1,
        }
    }

    /// Adds a mistake that has two places.
    pub fn add_with(&mut self, problem: Problem) {
        self.keep(Kind::Value, problem);
    }

    /// Adds the lack of a key.
    pub fn add_missing(&mut self, span: Span, message: String, help: String) {
        self.keep(Kind::Missing, Problem { span, message, help, elsewhere: None });
    }

    /// Adds an error of syntax.
    pub(super) fn add_syntax(&mut self, span: Span, message: String, help: String) {
        self.keep(Kind::Syntax, Problem { span, message, help, elsewhere: None });
    }

    /// Adds a bracket that is closed only at byte `end`, by a guess.
    pub(super) fn add_unclosed(&mut self, span: Span, end: u32, what: &str, sign: &str) {
        if self.found.len() < KEPT {
            self.doubtful.push(Span { start: span.start, end });
        }
        let (message, help) = (format!("this {what} is not closed"), format!("add `{sign}` at its end"));
        self.keep(Kind::Unclosed, Problem { span, message, help, elsewhere: None });
    }

    /// Adds all of another part of the same file.
    pub fn append(&mut self, others: Problems) {
        self.more += others.more;
        self.doubtful.extend(others.doubtful);
        others.found.into_iter().for_each(|(kind, problem)| self.keep(kind, problem));
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.found.len() + self.more
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    fn keep(&mut self, kind: Kind, mut problem: Problem) {
        if self.found.len() < KEPT {
            problem.message = printable(shortened(problem.message));
            problem.help = printable(problem.help);
            if let Some(elsewhere) = &mut problem.elsewhere {
                elsewhere.label = printable(std::mem::take(&mut elsewhere.label));
            }
            self.found.push((kind, problem));
        } else {
            self.more += 1;
        }
    }

    /// The mistakes in the order of the file, and how many more there were. `text` is the file.
    ///
    /// Of the errors of syntax on one line only the first is told, since the others follow from it; and neither is
    /// what seems to be wrong with the values of such a line, nor what keys seem to be missing from such a file.
    pub fn told(self, text: &str) -> (Vec<Problem>, usize) {
        let lines = Lines::of(text);
        let line = |byte: u32| lines.place(byte as usize).line;
        let found = self.found.into_iter().map(|(kind, problem)| (line(problem.span.start), kind, problem));
        let mut found: Vec<(usize, Kind, Problem)> = found.collect();
        found.sort_by_key(|(line, kind, problem)| (*line, *kind, problem.span.start));
        let is_syntax = |kind: Kind| matches!(kind, Kind::Syntax | Kind::Unclosed);
        let broken: Vec<usize> =
            found.iter().filter(|(_, kind, _)| is_syntax(*kind)).map(|(line, _, _)| *line).collect();
        let is_doubtful = |span: Span| {
            let (first, last) = (line(span.start), line(span.end));
            let broken_line = broken.get(broken.partition_point(|&line| line < first));
            broken_line.is_some_and(|&line| line <= last)
                || self.doubtful.iter().any(|doubtful| doubtful.start <= span.start && span.start < doubtful.end)
        };
        let mut told: Vec<Problem> = Vec::new();
        let mut told_syntax = 0;
        for (at, kind, problem) in found {
            let is_told = match kind {
                Kind::Syntax | Kind::Unclosed => std::mem::replace(&mut told_syntax, at) < at,
                Kind::Missing => broken.is_empty(),
                Kind::Value => !is_doubtful(problem.span),
            };
            if is_told && !told.contains(&problem) {
                told.push(problem);
            }
        }
        (told, self.more)
    }
}

/// A message that quotes a megabyte helps nobody: what is in the middle of a long one is left out.
fn shortened(message: String) -> String {
    const LONGEST: usize = 400;
    if message.len() <= LONGEST {
        return message;
    }
    let head = message.floor_char_boundary(LONGEST / 2);
    let tail = message.ceil_char_boundary(message.len() - LONGEST / 4);
    format!("{}…{}", &message[..head], &message[tail..])
}

/// Messages quote files, and files may hold what moves a terminal's cursor or turns the direction of writing.
fn printable(text: String) -> String {
    let is_hidden = |c: char| {
        c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
    };
    if !text.contains(is_hidden) {
        return text;
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_hidden(c) {
            true => shown.extend(c.escape_unicode()),
            false => shown.push(c),
        }
    }
    shown
}

//! Why could it not be done, and what can the user do?

use std::fmt::{self, Display};
use std::io;

use slantwise::report::visible;

use super::log::{Log, say};

/// A failure that ends the program, printed once.
#[derive(Debug)]
pub struct Failure {
    what: String,
    help: Option<String>,
    closed_pipe: bool,
}

impl Failure {
    /// What went wrong, and what to do next.
    pub fn new(what: impl Display, help: impl Display) -> Failure {
        Failure { what: what.to_string(), help: Some(help.to_string()), closed_pipe: false }
    }

    /// A message that was already made for the terminal, with its own help.
    pub fn rendered(what: String) -> Failure {
        Failure { what, help: None, closed_pipe: false }
    }

    /// A file that could not be read or written.
    pub fn file(path: &std::path::Path, error: &io::Error) -> Failure {
        let help = match error.kind() {
            io::ErrorKind::NotFound => "check the path",
            io::ErrorKind::PermissionDenied => "check who may read and write it",
            io::ErrorKind::StorageFull => "make room on the disk, then run it again",
            _ => "check the file and run it again",
        };
        Failure::new(format!("{}: {error}", path.display()), help)
    }

    /// Whether the reader of our output went away.
    pub fn is_closed_pipe(&self) -> bool {
        self.closed_pipe
    }

    /// Prints it to standard error.
    pub fn print(&self, log: Log) {
        if log.is_json() {
            return log.event_always("error", serde_json::json!({ "message": self.what, "help": self.help }));
        }
        match &self.help {
            Some(help) => say(&format!("error: {}\n  help: {}", visible(&self.what), visible(help))),
            None => say(&self.what),
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

/// Failures to write standard output; other files say their path.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        let closed_pipe = error.kind() == io::ErrorKind::BrokenPipe;
        Failure { closed_pipe, ..Failure::new(format!("standard output: {error}"), "check where the output goes") }
    }
}

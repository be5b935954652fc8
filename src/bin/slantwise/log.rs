//! What is said on standard error, to people or to programs?

use std::io::{self, Write};

use serde_json::{Value, json};
use slantwise::report::visible;

use super::args::{Common, LogFormat};

/// How this command speaks.
#[derive(Clone, Copy, Debug)]
pub struct Log {
    format: LogFormat,
    quiet: bool,
}

impl Log {
    pub fn of(common: &Common) -> Log {
        Log { format: common.log_format, quiet: common.quiet }
    }

    /// Something that could not be done. It is said in any case.
    pub fn error(self, text: &str) {
        self.line("error", &format!("error: {}", visible(text)), text);
    }

    /// Something that was not as it should be.
    pub fn warning(self, text: &str) {
        if !self.quiet {
            self.line("warning", &format!("warning: {}", visible(text)), text);
        }
    }

    /// Something worth knowing, said as it is. In any case where the command ends otherwise than asked.
    pub fn note(self, text: &str) {
        if !self.quiet {
            self.said(text);
        }
    }

    /// As [`Log::note`], in any case.
    pub fn said(self, text: &str) {
        self.line("note", &visible(text), text);
    }

    /// Figures for programs; people are told otherwise.
    pub fn event(self, name: &str, figures: Value) {
        if self.is_json() && !self.quiet {
            self.event_always(name, figures);
        }
    }

    /// As [`Log::event`], with `--quiet` too.
    pub fn event_always(self, name: &str, figures: Value) {
        if self.is_json() {
            let mut line = json!({ "event": name });
            if let (Some(line), Value::Object(figures)) = (line.as_object_mut(), figures) {
                line.extend(figures);
            }
            say_to_programs(&line);
        }
    }

    /// Whether programs read it.
    pub fn is_json(self) -> bool {
        self.format == LogFormat::Json
    }

    fn line(self, level: &str, to_people: &str, text: &str) {
        match self.format {
            LogFormat::Text => say(to_people),
            LogFormat::Json => say_to_programs(&json!({ "event": level, "message": text })),
        }
    }
}

/// Says a line to people. Where nothing can be said, as on a full disk, the work goes on, and the exit code tells how it ended.
pub fn say(line: &str) {
    let _ = writeln!(anstream::stderr(), "{line}");
}

fn say_to_programs(line: &Value) {
    let _ = writeln!(io::stderr(), "{line}");
}

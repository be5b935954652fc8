//! Where does output go? Standard output, with colors only on a terminal that wants them.

use std::io::{self, BufWriter, IsTerminal, Write};

use slantwise::report::visible;

use super::failure::Failure;

/// Standard output. Colors in what is written are taken out where no terminal reads it, or `NO_COLOR` is set.
///
/// A command writes either for people or for programs, not both: the two are buffered apart.
pub struct Output {
    people: BufWriter<anstream::AutoStream<io::Stdout>>,
    programs: BufWriter<io::Stdout>,
}

const BUFFER: usize = 1 << 16;

impl Output {
    pub fn new() -> Output {
        Output {
            people: BufWriter::with_capacity(BUFFER, anstream::AutoStream::auto(io::stdout())),
            programs: BufWriter::with_capacity(BUFFER, io::stdout()),
        }
    }

    /// Writes text for people, in which text from outside is escaped already.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.people.write_all(text.as_bytes())?)
    }

    /// Writes CSV or JSON: exact, whatever is in it, except to a terminal, which must not take it for its own codes.
    pub fn write_exact(&mut self, text: &str) -> Result<(), Failure> {
        if !io::stdout().is_terminal() {
            return Ok(self.programs.write_all(text.as_bytes())?);
        }
        text.lines().try_for_each(|line| Ok(writeln!(self.programs, "{}", visible(line))?))
    }

    /// Hands on what is buffered.
    pub fn flush(&mut self) -> Result<(), Failure> {
        self.people.flush()?;
        Ok(self.programs.flush()?)
    }
}

/// The columns to fill: those of the terminal, within bounds a reader can follow; 100 where no terminal is.
pub fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(terminal_size::Width(columns), _)| columns.clamp(60, 120))
}

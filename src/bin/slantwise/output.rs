//! Where does output go? Standard output, with colors only on a terminal that wants them.

use std::io::{self, BufWriter, Write};

use super::failure::Failure;

/// Standard output. Colors in what is written are taken out where no terminal reads it, or `NO_COLOR` is set.
pub struct Output(BufWriter<anstream::AutoStream<io::Stdout>>);

impl Output {
    pub fn new() -> Output {
        Output(BufWriter::with_capacity(1 << 16, anstream::AutoStream::auto(io::stdout())))
    }

    /// Writes text.
    pub fn write(&mut self, text: &str) -> Result<(), Failure> {
        Ok(self.0.write_all(text.as_bytes())?)
    }

    /// Hands on what is buffered.
    pub fn flush(&mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}

/// The columns to fill: those of the terminal, within bounds a reader can follow; 100 where no terminal is.
pub fn width() -> u16 {
    terminal_size::terminal_size().map_or(100, |(terminal_size::Width(columns), _)| columns.clamp(60, 120))
}

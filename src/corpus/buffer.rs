//! What of a file was read and not given on yet?

use std::io::{self, Read};

use memchr::{memchr, memchr_iter};

use super::charset::Wide;
use super::{DamagedInput, Reason};

/// Bytes that were read and belong to no piece yet, and where in the file they are.
#[derive(Debug)]
pub(super) struct Buffer<R> {
    reader: R,
    pub(super) bytes: Vec<u8>,
    /// The line of the file that the bytes start with, from 1.
    pub(super) first_line: u64,
    /// The byte of the file that they start with.
    pub(super) first_byte: u64,
    /// Whether the reader has nothing more.
    pub(super) ended: bool,
    /// Why the reader ended early, if it did.
    pub(super) failure: Option<Reason>,
    /// How many of the last bytes are part of what is damaged.
    #[cfg(feature = "pages")]
    unsure: usize,
    /// The set that the bytes are decoded from as they are read, and what is not decoded yet.
    wide: Option<Wide>,
    raw: Vec<u8>,
}

impl<R: Read> Buffer<R> {
    pub(super) fn new(reader: R) -> Buffer<R> {
        Buffer {
            reader,
            bytes: Vec::new(),
            first_line: 1,
            first_byte: 0,
            ended: false,
            failure: None,
            #[cfg(feature = "pages")]
            unsure: 0,
            wide: None,
            raw: Vec::new(),
        }
    }

    /// Reads until there are so many bytes, or no more.
    pub(super) fn fill(&mut self, bytes: usize) {
        while !self.ended && self.bytes.len() < bytes {
            let missing = (bytes - self.bytes.len()) as u64;
            let into = if self.wide.is_some() { &mut self.raw } else { &mut self.bytes };
            match self.reader.by_ref().take(missing).read_to_end(into) {
                Ok(n) => self.ended = (n as u64) < missing,
                Err(error) => {
                    self.ended = true;
                    let damage = damage(&error);
                    #[cfg(feature = "pages")]
                    {
                        self.unsure = usize::try_from(damage.unsure_bytes).unwrap_or(usize::MAX);
                    }
                    self.failure = Some(damage.reason);
                }
            }
            self.decode();
        }
    }

    /// Decodes what was read and what is still to be read.
    pub(super) fn decode_from(&mut self, wide: Wide) {
        self.raw = self.bytes.split_off(wide.mark);
        self.bytes.clear();
        self.wide = Some(wide);
        self.decode();
    }

    fn decode(&mut self) {
        if let Some(wide) = self.wide {
            wide.decode(&mut self.raw, self.ended, &mut self.bytes);
        }
    }

    /// Takes the first bytes out; `room` is what the rest will most likely grow to.
    pub(super) fn cut(&mut self, at: usize, room: usize) -> Vec<u8> {
        let rest = &self.bytes[at..];
        let mut next = Vec::with_capacity(if self.ended { rest.len() } else { room.max(rest.len()) });
        next.extend_from_slice(rest);
        self.bytes.truncate(at);
        self.first_line += memchr_iter(b'\n', &self.bytes).count() as u64;
        self.first_byte += at as u64;
        std::mem::replace(&mut self.bytes, next)
    }

    /// Drops the first bytes.
    pub(super) fn drop_start(&mut self, at: usize) {
        self.first_line += memchr_iter(b'\n', &self.bytes[..at]).count() as u64;
        self.first_byte += at as u64;
        self.bytes.drain(..at);
    }

    /// Passes over the rest of a line, without holding it.
    pub(super) fn pass_over_line(&mut self) {
        loop {
            self.fill(64 << 10);
            let newline = memchr(b'\n', &self.bytes);
            self.drop_start(newline.map_or(self.bytes.len(), |newline| newline + 1));
            if newline.is_some() || self.ended {
                return;
            }
        }
    }
}

#[cfg(feature = "pages")]
impl<R: Read> Buffer<R> {
    /// Whether the bytes up to `end` reach into what is damaged.
    pub(super) fn is_unsure(&self, end: usize) -> bool {
        self.bytes.len() < end.saturating_add(self.unsure)
    }

    /// Drops all that was read, and reads on behind the damage that was met.
    pub(super) fn read_on(&mut self) {
        self.drop_start(self.bytes.len());
        self.unsure = 0;
        self.ended = false;
    }
}

/// Why a file could not be read on: what an unpacking reader found, or else what the system says.
fn damage(error: &io::Error) -> DamagedInput {
    if let Some(damage) = error.get_ref().and_then(|error| error.downcast_ref::<DamagedInput>()) {
        return damage.clone();
    }
    let reason = match error.get_ref().and_then(|error| error.downcast_ref::<Reason>()) {
        Some(reason) => reason.clone(),
        None => Reason::Unreadable(super::shown(&error.to_string())),
    };
    DamagedInput { reason, unsure_bytes: 0 }
}

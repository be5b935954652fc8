//! Where lies what grows with the corpus? In one file, read and written at places.

use std::io::{self, Read, Seek, SeekFrom, Write};

/// A file for what must not be in memory.
#[derive(Debug)]
pub(super) struct Scratch<S>(S);

impl<S: Read + Write + Seek> Scratch<S> {
    /// In a file that is empty.
    pub(super) fn new(file: S) -> Scratch<S> {
        Scratch(file)
    }

    /// Reads from a place on.
    pub(super) fn read(&mut self, at: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(at))?;
        self.0.read_exact(bytes)
    }

    /// Writes from a place on, within the file or at its end.
    pub(super) fn write(&mut self, at: u64, bytes: &[u8]) -> io::Result<()> {
        self.0.seek(SeekFrom::Start(at))?;
        self.0.write_all(bytes)
    }
}

/// The number in eight bytes.
pub(super) fn number(eight: &[u8]) -> u64 {
    <[u8; 8]>::try_from(eight).map_or(0, u64::from_le_bytes)
}

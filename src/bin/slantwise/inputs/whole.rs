//! Was all of a file read that was there when it was opened?

use std::fs::File;
use std::io::{self, Read};

/// A file that fails where it ends before its size: what was cut off meanwhile is missed, and not taken for read.
pub(super) struct Whole {
    file: File,
    left: u64,
}

impl Whole {
    pub(super) fn new(file: File, bytes: u64) -> Whole {
        Whole { file, left: bytes }
    }
}

impl Read for Whole {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.file.read(buffer)?;
        self.left = self.left.saturating_sub(n as u64);
        if n == 0 && !buffer.is_empty() && self.left > 0 {
            return Err(io::Error::other("it became shorter while it was read"));
        }
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_became_shorter_fails_at_its_end() {
        let read = |bytes| {
            let mut file = tempfile::tempfile().unwrap();
            io::Write::write_all(&mut file, b"what is there").unwrap();
            io::Seek::rewind(&mut file).unwrap();
            let mut text = String::new();
            Whole::new(file, bytes).read_to_string(&mut text).map(|_| text)
        };
        assert_eq!(read(13).unwrap(), "what is there");
        assert_eq!(read(5).unwrap(), "what is there");
        assert!(read(14).unwrap_err().to_string().contains("shorter"));
    }
}

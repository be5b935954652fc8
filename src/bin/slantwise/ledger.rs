//! Which files were read into a run? By path, size and hash, so that an update knows them again.

use std::cell::{Cell, RefCell};
use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use slantwise::run::hex;

use super::inputs::Origin;

/// A line of `files.jsonl`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileRow {
    /// Which of the inputs it is, or is in, from 0.
    pub input: usize,
    /// Its path within that.
    pub file: String,
    /// Its size.
    pub bytes: Option<u64>,
    /// SHA-256 in hex of what is in it; none if it was not read to its end.
    pub sha256: Option<String>,
}

/// Writes `files.jsonl` while the files are read, in their order.
#[derive(Clone)]
pub struct Ledger(Rc<Book>);

struct Book {
    lines: RefCell<BufWriter<File>>,
    failure: Cell<Option<io::Error>>,
    entered: Cell<u64>,
}

impl Ledger {
    pub fn create(path: &Path) -> io::Result<Ledger> {
        let lines = RefCell::new(BufWriter::new(File::create(path)?));
        Ok(Ledger(Rc::new(Book { lines, failure: Cell::new(None), entered: Cell::new(0) })))
    }

    /// Reads a file through the ledger; `input` is its place among all that was ever given.
    pub fn enter(&self, input: usize, origin: &Origin<'_>, inner: Box<dyn Read>) -> Box<dyn Read> {
        self.0.entered.set(self.0.entered.get() + 1);
        let row = FileRow { input, file: path_text(origin.path), bytes: origin.bytes, sha256: None };
        Box::new(Entered { inner, hash: Sha256::new(), n_read: 0, is_whole: false, row, book: self.0.clone() })
    }

    /// How many files were entered.
    pub fn len(&self) -> u64 {
        self.0.entered.get()
    }

    /// Puts all lines on the disk.
    pub fn finish(&self) -> io::Result<()> {
        if let Some(failure) = self.0.failure.take() {
            return Err(failure);
        }
        let mut lines = self.0.lines.borrow_mut();
        lines.flush()?;
        lines.get_ref().sync_all()
    }
}

/// A path as text: what is no UTF-8 in it as `\xff`, and a backslash doubled, so that no two paths are one.
pub fn path_text(path: &Path) -> String {
    let mut text = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        text.push_str(&chunk.valid().replace('\\', "\\\\"));
        chunk.invalid().iter().for_each(|byte| text.push_str(&format!("\\x{byte:02x}")));
    }
    text
}

struct Entered {
    inner: Box<dyn Read>,
    hash: Sha256,
    n_read: u64,
    is_whole: bool,
    row: FileRow,
    book: Rc<Book>,
}

impl Read for Entered {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.hash.update(&buffer[..n]);
        self.n_read += n as u64;
        self.is_whole |= n == 0 && !buffer.is_empty();
        Ok(n)
    }
}

impl Drop for Entered {
    fn drop(&mut self) {
        self.row.sha256 = self.is_whole.then(|| hex(&self.hash.finalize_reset()));
        if self.is_whole && self.row.bytes.is_some() {
            // A file that grew while it was read was read to its end.
            self.row.bytes = Some(self.n_read);
        }
        let mut lines = self.book.lines.borrow_mut();
        let written = serde_json::to_writer(&mut *lines, &self.row).map_err(io::Error::from);
        if let Err(error) = written.and_then(|()| lines.write_all(b"\n")) {
            self.book.failure.set(Some(error));
        }
    }
}

//! How is one file read, from its beginning to its end or by its columns?

#[cfg(feature = "parquet")]
use std::fs::File;
#[cfg(feature = "parquet")]
use std::io;
use std::io::Read;

use slantwise::corpus::{Fields, Piece, Pieces, Skipped, Tally};
#[cfg(feature = "parquet")]
use slantwise::corpus::{PARQUET_MAGIC, ParquetPieces, Reading};

/// A file being read.
pub enum Opened<'r> {
    Stream(Box<Pieces<'r, Box<dyn Read>>>),
    #[cfg(feature = "parquet")]
    Columns(Box<Columns<'r>>),
}

impl Opened<'_> {
    pub fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        match self {
            Opened::Stream(pieces) => pieces.next(),
            #[cfg(feature = "parquet")]
            Opened::Columns(columns) => columns.next(),
        }
    }

    /// The names of its fields, as soon as they are known.
    pub fn fields(&self) -> Option<&Fields> {
        match self {
            Opened::Stream(pieces) => pieces.fields(),
            #[cfg(feature = "parquet")]
            Opened::Columns(columns) => Some(columns.pieces.fields()),
        }
    }

    /// Which records of an archive were no captured pages so far.
    pub fn passed_over(&self) -> Option<&Tally> {
        match self {
            Opened::Stream(pieces) => Some(pieces.passed_over()),
            #[cfg(feature = "parquet")]
            Opened::Columns(_) => None,
        }
    }
}

/// Columns are read here and there in a file. Who watches what is read gets it from beginning to end all the same, as
/// far as its rows have come.
#[cfg(feature = "parquet")]
pub struct Columns<'r> {
    pieces: ParquetPieces<'r, File>,
    watched: Box<dyn Read>,
    n_watched: u64,
}

#[cfg(feature = "parquet")]
impl<'r> Columns<'r> {
    /// `watched` is the same file, opened once more.
    pub fn open(file: File, name: &str, reading: &'r Reading, watched: Box<dyn Read>) -> Result<Columns<'r>, Skipped> {
        Ok(Columns { pieces: ParquetPieces::open(file, name, reading)?, watched, n_watched: 0 })
    }

    fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        let piece = self.pieces.next();
        let behind = match piece {
            Some(_) => self.pieces.position().saturating_sub(self.n_watched),
            None => u64::MAX,
        };
        // If it cannot be read its columns cannot either, which is said there.
        self.n_watched += io::copy(&mut self.watched.by_ref().take(behind), &mut io::sink()).unwrap_or(0);
        piece
    }
}

/// Whether a file is Parquet, by its first bytes.
#[cfg(feature = "parquet")]
pub fn is_parquet(mut file: &File) -> io::Result<bool> {
    use std::io::Seek;
    let mut start = Vec::new();
    file.take(PARQUET_MAGIC.len() as u64).read_to_end(&mut start)?;
    file.rewind()?;
    Ok(start == PARQUET_MAGIC)
}

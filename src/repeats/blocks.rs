//! How does what is compared of each article lie in the scratch file? By columns, in blocks, so that one of them is read
//! without the others.

use std::io::{self, Read, Seek, Write};

use super::ids;
use super::scratch::{Scratch, number};
use super::signature::{BYTES, Signature};
use crate::stats::mixed;

/// The articles of a block.
const ARTICLES: usize = 4096;

/// The bands of a signature: eight bytes each.
pub(super) const BANDS: usize = BYTES / 8;

/// The bytes of a column of a block.
const COLUMN: usize = ARTICLES * 8;

/// The bytes of a block: its columns, then the signatures of its articles.
const BLOCK: usize = COLUMN * (2 + BANDS) + ARTICLES * BYTES;

/// A number of eight bytes that each article has; zero is none.
#[derive(Clone, Copy, Debug)]
pub(super) enum Column {
    /// A hash of its id.
    Id,
    /// A hash of its signature; none of a text without words.
    Signature,
    /// This band of its signature.
    Band(usize),
}

/// Blocks of so many articles, from the start of the file.
#[derive(Clone, Copy, Debug)]
pub(super) struct Blocks {
    /// How many articles there are.
    pub(super) articles: u32,
}

/// Writes blocks. It holds one of 1.1 MB.
pub(super) struct Writer {
    block: Vec<u8>,
    articles: u32,
}

impl Writer {
    pub(super) fn new() -> Writer {
        Writer { block: vec![0; BLOCK], articles: 0 }
    }

    /// Adds the next article.
    pub(super) fn add<S: Read + Write + Seek>(
        &mut self,
        id: &str,
        signature: &Signature,
        scratch: &mut Scratch<S>,
    ) -> io::Result<()> {
        let row = self.articles as usize % ARTICLES;
        let hash = if signature.is_empty() {
            0
        } else {
            signature.0.chunks_exact(8).fold(0, |hash, eight| mixed(hash ^ number(eight))).max(1)
        };
        let mut put = |column: Column, eight: &[u8]| self.block[column.start() + row * 8..][..8].copy_from_slice(eight);
        put(Column::Id, &ids::hash(id).to_le_bytes());
        put(Column::Signature, &hash.to_le_bytes());
        for (band, eight) in signature.0.chunks_exact(8).enumerate() {
            put(Column::Band(band), eight);
        }
        self.block[signature_start(row)..][..BYTES].copy_from_slice(&signature.0);
        self.articles += 1;
        if row + 1 == ARTICLES { self.put(scratch) } else { Ok(()) }
    }

    /// What was written. The last block is filled up with nothing.
    pub(super) fn finish<S: Read + Write + Seek>(mut self, scratch: &mut Scratch<S>) -> io::Result<Blocks> {
        if !(self.articles as usize).is_multiple_of(ARTICLES) {
            self.put(scratch)?;
        }
        Ok(Blocks { articles: self.articles })
    }

    fn put<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>) -> io::Result<()> {
        let index = (self.articles as usize - 1) / ARTICLES;
        scratch.write(index as u64 * BLOCK as u64, &self.block)?;
        self.block.fill(0);
        Ok(())
    }
}

impl Column {
    /// Where it begins in a block.
    fn start(self) -> usize {
        let before = match self {
            Column::Id => 0,
            Column::Signature => 1,
            Column::Band(band) => 2 + band,
        };
        before * COLUMN
    }
}

/// Where the signature of an article begins in its block.
fn signature_start(row: usize) -> usize {
    COLUMN * (2 + BANDS) + row * BYTES
}

/// Where in the file the block of an article begins, and which of its articles it is.
fn place(index: u32) -> (u64, usize) {
    let index = index as usize;
    (index as u64 / ARTICLES as u64 * BLOCK as u64, index % ARTICLES)
}

impl Blocks {
    /// Where they end in the file.
    pub(super) fn end(self) -> u64 {
        u64::from(self.articles).div_ceil(ARTICLES as u64) * BLOCK as u64
    }

    /// Hands on every article that has something in the first of these columns: its index, and what it has in each.
    pub(super) fn scan<S: Read + Write + Seek, const N: usize>(
        self,
        scratch: &mut Scratch<S>,
        columns: [Column; N],
        mut each: impl FnMut(&mut Scratch<S>, u32, [u64; N]) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut bytes = vec![0; COLUMN * N];
        for block in 0..self.end() / BLOCK as u64 {
            for (bytes, column) in bytes.chunks_exact_mut(COLUMN).zip(columns) {
                scratch.read(block * BLOCK as u64 + column.start() as u64, bytes)?;
            }
            for row in 0..ARTICLES {
                let values = std::array::from_fn(|column| number(&bytes[column * COLUMN + row * 8..][..8]));
                if values[0] != 0 {
                    each(scratch, (block * ARTICLES as u64) as u32 + row as u32, values)?;
                }
            }
        }
        Ok(())
    }

    /// The signature of an article.
    pub(super) fn signature<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        index: u32,
    ) -> io::Result<Signature> {
        let (block, row) = place(index);
        let mut signature = Signature([0; BYTES]);
        scratch.read(block + signature_start(row) as u64, &mut signature.0)?;
        Ok(signature)
    }

    /// Takes away what an article has in a column.
    pub(super) fn clear<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        column: Column,
        index: u32,
    ) -> io::Result<()> {
        let (block, row) = place(index);
        scratch.write(block + (column.start() + row * 8) as u64, &[0; 8])
    }
}

/// How often a column is gone through, so that a share of what so many articles have fits in `held`: it is filled to
/// three quarters then, since shares are not quite equal.
pub(super) fn passes(articles: u32, held: usize) -> u64 {
    u64::from(articles).div_ceil((held as u64 * 3 / 4).max(1)).max(1)
}

/// In which of so many passes a value is looked at. Its high bits are as good as any: hashes are mixed, and so are the
/// bins of signatures.
pub(super) fn pass(value: u64, passes: u64) -> u64 {
    ((value >> 32) * passes) >> 32
}

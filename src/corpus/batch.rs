//! A batch of records as bytes: what one worker takes at a time.

use std::hash::{Hash, Hasher};
use std::ops::Range;
use std::sync::Arc;

use encoding_rs::Encoding;
use rustc_hash::FxHasher;

#[cfg(feature = "pages")]
use super::Reason;
#[cfg(feature = "pages")]
use super::capture::{Capture, Place};
use super::charset::Known;
#[cfg(feature = "pages")]
use super::page::Page;
#[cfg(feature = "parquet")]
use super::row::Rows;
use super::table::Table;
use super::{Article, Fields, Reading, Skipped, json, plain};

/// Bytes that are worth the trouble of handing them to another thread.
const BATCH_BYTES: usize = 256 << 10;

/// Whole records of one file, not parsed yet.
#[derive(Debug)]
pub struct Piece {
    pub(super) file: Arc<str>,
    pub(super) content: Content,
    /// The line of the file that it starts with, from 1.
    pub(super) first_line: u64,
    /// The byte of the file that it starts with.
    pub(super) first_byte: u64,
    pub(super) bytes: Vec<u8>,
    pub(super) known: Known,
}

/// What the bytes of a piece are.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// A whole file of plain text, the name of its folder, and whether its end was cut off.
    Text(Arc<str>, bool),
    /// A whole file that is one JSON object.
    Object(Arc<Fields>),
    /// Lines with a JSON object each.
    Lines(Arc<Fields>),
    /// Elements of a JSON list, and where they are.
    List(Arc<Fields>, Vec<Range<usize>>),
    /// Rows of a table, and the character set of those that are no UTF-8.
    Table(Arc<Table>, Option<&'static Encoding>),
    /// A whole file that is a page of HTML, and the name of its folder.
    #[cfg(feature = "pages")]
    Page(Arc<str>),
    /// Records of a web archive, and what was damaged between them.
    #[cfg(feature = "pages")]
    Records(Vec<Result<Place, Skipped>>),
    /// Rows of a file of columns.
    #[cfg(feature = "parquet")]
    Rows(Rows),
}

/// Records in the order of the input, and what was no record to the reader already.
#[derive(Debug, Default)]
pub struct Batch {
    pieces: Vec<Result<Piece, Skipped>>,
}

impl Batch {
    /// How many bytes it has.
    pub fn len(&self) -> usize {
        self.pieces.iter().flatten().map(Piece::len).sum()
    }

    /// Whether it has no bytes. It may still have something that was skipped.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A hash over all it holds, places included: an equal one comes to equal articles under an equal [`Reading`]. It
    /// tells changes that happen, not those that somebody makes so that it stays the same; SHA-256 is, on a machine without
    /// instructions for it, a sixth of all work.
    pub fn digest(&self) -> u64 {
        let mut hash = FxHasher::default();
        for piece in &self.pieces {
            match piece {
                Ok(piece) => {
                    let Piece { file, first_line, first_byte, bytes, .. } = piece;
                    (file, first_line, first_byte, bytes).hash(&mut hash);
                    #[cfg(feature = "parquet")]
                    if let Content::Rows(rows) = &piece.content {
                        rows.hash(&mut hash);
                    }
                }
                Err(skipped) => skipped.hash(&mut hash),
            }
        }
        hash.finish()
    }

    /// Parses every record, in order: an article, or what is wrong with it. Blank lines are no records.
    pub fn articles<'b>(&'b self, reading: &'b Reading) -> impl Iterator<Item = Result<Article, Skipped>> + 'b {
        self.pieces.iter().flat_map(move |piece| match piece {
            Ok(piece) => piece.decoded(reading),
            Err(skipped) => Box::new(std::iter::once(Err(skipped.clone()))),
        })
    }
}

impl Piece {
    fn len(&self) -> usize {
        match &self.content {
            #[cfg(feature = "parquet")]
            Content::Rows(rows) => rows.bytes,
            _ => self.bytes.len(),
        }
    }

    /// The articles, with the character set that the file was in. In another one than UTF-8 the bytes of the file are
    /// not those that were parsed, so that no place can be said in them.
    fn decoded<'b>(&'b self, reading: &'b Reading) -> Box<dyn Iterator<Item = Result<Article, Skipped>> + 'b> {
        match self.known {
            Known::Decoded(charset) => Box::new(self.articles(reading).map(move |record| match record {
                Ok(article) => Ok(Article { charset: Some(charset), ..article }),
                Err(skipped) => Err(Skipped { byte: None, ..skipped }),
            })),
            Known::Utf8 | Known::Nothing => self.articles(reading),
        }
    }

    fn articles<'b>(&'b self, reading: &'b Reading) -> Box<dyn Iterator<Item = Result<Article, Skipped>> + 'b> {
        let Piece { file, content, first_line, first_byte, bytes, known } = self;
        let placed = |article: Article, line| Article { file: file.clone(), line, ..article };
        match content {
            Content::Text(folder, is_cut) => Box::new(std::iter::once_with(move || {
                let article = plain::article(file, folder, *first_byte, bytes, *known, reading);
                article.map(|article| placed(Article { is_cut: *is_cut, ..article }, None))
            })),
            Content::Object(fields) => Box::new(std::iter::once_with(move || {
                json::article(file, *first_line, *first_byte, bytes, fields, reading)
                    .map(|article| placed(article, Some(*first_line)))
            })),
            Content::Lines(fields) => Box::new(lines(bytes).enumerate().filter(|(_, (_, line))| !is_blank(line)).map(
                move |(i, (start, line))| {
                    let at = first_line + i as u64;
                    json::article(file, at, first_byte + start as u64, line, fields, reading)
                        .map(|article| placed(article, Some(at)))
                },
            )),
            Content::List(fields, ranges) => {
                let (mut at, mut line) = (0, *first_line);
                Box::new(ranges.iter().map(move |range| {
                    line += memchr::memchr_iter(b'\n', &bytes[at..range.start]).count() as u64;
                    at = range.start;
                    json::article(
                        file,
                        line,
                        first_byte + at as u64,
                        bytes[range.clone()].trim_ascii_end(),
                        fields,
                        reading,
                    )
                    .map(|article| placed(article, Some(line)))
                    .map_err(|skipped| in_line(skipped, line, &bytes[..range.start], first_byte + range.start as u64))
                }))
            }
            #[cfg(feature = "parquet")]
            Content::Rows(rows) => Box::new((*first_line..).zip(&rows.rows).map(move |(line, row)| {
                let article = row.article(&rows.names, reading).map_err(|reason| Skipped::line(file, line, reason));
                article.map(|article| placed(article, Some(line)))
            })),
            #[cfg(feature = "pages")]
            Content::Page(folder) => Box::new(std::iter::once_with(move || {
                let page = Page { bytes, charset: None, url: None, folder: Some(folder) };
                let article = page.article(reading).map_err(|reason| Skipped::file(file, reason))?;
                Ok(placed(article, Some(*first_line)))
            })),
            #[cfg(feature = "pages")]
            Content::Records(places) => Box::new(places.iter().map(move |place| {
                let Place { number, range } = place.as_ref().map_err(Clone::clone)?;
                let capture = Capture::of(&bytes[range.clone()]).ok_or(Reason::Warc("its head cannot be read"));
                let article = capture.and_then(|capture| capture.article(reading)).map_err(|reason| {
                    let byte = Some(first_byte + range.start as u64);
                    Skipped { byte, ..Skipped::line(file, *number, reason) }
                })?;
                Ok(placed(article, Some(*number)))
            })),
            Content::Table(table, encoding) => Box::new(table.articles(file, *first_line, bytes, *encoding, reading)),
        }
    }
}

/// Puts small pieces together to batches, in order.
pub fn batches(pieces: impl Iterator<Item = Result<Piece, Skipped>>) -> impl Iterator<Item = Batch> {
    let mut pieces = pieces.fuse();
    std::iter::from_fn(move || {
        let mut batch = Batch::default();
        let mut bytes = 0;
        while bytes < BATCH_BYTES
            && let Some(piece) = pieces.next()
        {
            // What was skipped has no bytes but takes memory.
            bytes += piece.as_ref().map_or(512, Piece::len);
            batch.pieces.push(piece);
        }
        (!batch.pieces.is_empty()).then_some(batch)
    })
}

/// The lines of some bytes, without their newline, each with its first byte.
pub(super) fn lines(bytes: &[u8]) -> impl Iterator<Item = (usize, &[u8])> {
    let mut start = 0;
    let ends = memchr::memchr_iter(b'\n', bytes).chain((!bytes.ends_with(b"\n")).then_some(bytes.len()));
    ends.map(move |end| {
        let line = (start, &bytes[start..end]);
        start = end + 1;
        line
    })
}

/// Whether it has nothing but white space (JSON's, and form feed).
pub(super) fn is_blank(line: &[u8]) -> bool {
    line.iter().all(u8::is_ascii_whitespace)
}

/// Where in its line an element of a list is wrong, whose columns are counted from its start. Where the line began farther
/// before it than is looked at, the byte that the element starts with is given instead.
fn in_line(skipped: Skipped, first_line: u64, before: &[u8], first_byte: u64) -> Skipped {
    // A line of nothing but bad elements would be gone through once for each of them.
    const FARTHEST: usize = 1024;
    let Some(column) = skipped.column.filter(|_| skipped.line == Some(first_line)) else { return skipped };
    let before = &before[before.len().saturating_sub(FARTHEST)..];
    match memchr::memrchr(b'\n', before) {
        Some(at) => {
            let indent = String::from_utf8_lossy(&before[at + 1..]).chars().count() as u64;
            Skipped { column: Some(indent + column), ..skipped }
        }
        None => Skipped { column: None, byte: Some(first_byte), ..skipped },
    }
}

//! Cuts a file into pieces on the borders of its records, without parsing them.
//!
//! This is all that the reading thread does: it reads a stretch of bytes, looks
//! for the last border in it and keeps the rest for the next piece. Only the
//! first records are looked at, to choose the names of the fields. Where pieces
//! are cut depends on the bytes alone, never on how many a read happens to give.

#[cfg(feature = "pages")]
mod archive;
mod list;
mod table;

use std::io::Read;
use std::mem;
use std::sync::Arc;

use memchr::memrchr;
use table::Cutter;

use super::batch::{Content, is_blank, lines};
use super::buffer::Buffer;
use super::charset::{Known, Wide};
use super::content::{self, Of};
use super::elements::Elements;
#[cfg(feature = "pages")]
use super::page::MOST_PAGE_BYTES;
use super::sample::Sample;
use super::{Fields, Piece, Reading, Reason, Skipped, Tally};

/// Bytes of a piece, unless a record is longer; few when fuzzing, so that inputs of a fuzzer have more than one.
const PIECE_BYTES: usize = if cfg!(fuzzing) { 512 } else { 512 << 10 };

/// Records from which the names of the fields are chosen.
const SAMPLE_RECORDS: usize = 100;

/// What the name of a file promises. Its first bytes decide where they leave no doubt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: the file is one article.
    Text,
    /// JSON Lines, also called NDJSON: each line is an object.
    Lines,
    /// One JSON object, a list of them, or JSON Lines.
    Json,
    /// A table in CSV or TSV; what stands between its cells, its first rows say.
    Table,
    /// A page of HTML.
    Page,
    /// A web archive (WARC).
    Archive,
    /// Nothing.
    Any,
}

/// The pieces of one file, in order.
#[derive(Debug)]
pub struct Pieces<'r, R> {
    buffer: Buffer<R>,
    reading: &'r Reading,
    file: Arc<str>,
    folder: Arc<str>,
    state: State,
    fields: Option<Arc<Fields>>,
    known: Known,
    passed_over: Tally,
}

#[derive(Debug)]
enum State {
    Opened(Format),
    Lines,
    /// Within a line that is too long.
    LongLine,
    /// In a list, and whether there were elements before.
    List(Elements, bool),
    Rows(Cutter),
    /// Within a row that is too long.
    LongRow(Cutter),
    #[cfg(feature = "pages")]
    Records(archive::Cutter),
    /// All is given on; why the reader ended early is still to be said.
    Read,
    Done,
}

impl<'r, R: Read> Pieces<'r, R> {
    /// Reads from `reader`. `file` is what the user is shown; `folder` is the outlet of plain text.
    pub fn new(reader: R, file: &str, folder: &str, format: Format, reading: &'r Reading) -> Pieces<'r, R> {
        Pieces {
            buffer: Buffer::new(reader),
            reading,
            file: file.into(),
            folder: folder.into(),
            state: State::Opened(format),
            fields: None,
            known: Known::Nothing,
            passed_over: Tally::default(),
        }
    }

    /// Makes room for a file of so many bytes, as far as it fits a piece.
    pub fn with_size(mut self, bytes: u64) -> Pieces<'r, R> {
        // One more, so that the end is found without making more room.
        self.buffer.bytes.reserve_exact(usize::try_from(bytes).unwrap_or(PIECE_BYTES).min(PIECE_BYTES) + 1);
        self
    }

    /// The names of the fields, once they are chosen; a file of plain text has none.
    pub fn fields(&self) -> Option<&Fields> {
        self.fields.as_deref()
    }

    /// How many records of an archive were no captured pages so far, by what they are.
    pub fn passed_over(&self) -> &Tally {
        &self.passed_over
    }

    fn opened(&mut self, format: Format) -> Option<Result<Piece, Skipped>> {
        self.buffer.fill(PIECE_BYTES);
        if self.buffer.bytes.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drop_start(3);
            self.known = Known::Utf8;
        } else if let Some(wide) = Wide::of(&self.buffer.bytes) {
            self.buffer.decode_from(wide);
            self.known = Known::Decoded(wide.charset());
        }
        let start = &self.buffer.bytes;
        if let Some(reason) = content::refused(start) {
            return self.skip_file(reason);
        }
        if self.buffer.ended && is_blank(start) {
            let reason = self.buffer.failure.take().unwrap_or(Reason::Empty);
            return self.skip_file(reason);
        }
        match content::of(start, self.buffer.ended, format, &self.reading.overrides) {
            Of::List => self.list(Elements::default(), false),
            Of::Table(delimiter) => self.table(delimiter),
            Of::Text => {
                let limit = self.reading.max_article_bytes;
                self.buffer.fill(limit.saturating_add(1));
                if self.reading.cut_long && limit < self.buffer.bytes.len() {
                    // Not within a character of UTF-8, which has three bytes behind its first at most.
                    let ends = (limit.saturating_sub(3)..=limit).rev();
                    let end = ends.into_iter().find(|&end| self.buffer.bytes[end] & 0xc0 != 0x80).unwrap_or(limit);
                    self.state = State::Done;
                    return Some(Ok(self.cut(end, Content::Text(self.folder.clone(), true))));
                }
                let content = Content::Text(self.folder.clone(), false);
                self.whole_file(limit, Reason::LongArticle(limit), content)
            }
            #[cfg(feature = "pages")]
            Of::Page => {
                let content = Content::Page(self.folder.clone());
                self.whole_file(MOST_PAGE_BYTES, Reason::LongPage(MOST_PAGE_BYTES), content)
            }
            #[cfg(feature = "pages")]
            Of::Archive => self.records(archive::Cutter::default()),
            Of::Object => self.object(),
            Of::Lines => {
                self.state = State::Lines;
                self.lines()
            }
        }
    }

    fn object(&mut self) -> Option<Result<Piece, Skipped>> {
        let limit = self.reading.max_line_bytes();
        self.buffer.fill(limit.saturating_add(1));
        let mut sample = Sample::default();
        sample.add(&self.buffer.bytes);
        let fields = Arc::new(Fields::choose(&sample, &self.reading.overrides));
        self.fields = Some(fields.clone());
        let reason = Reason::LongArticle(self.reading.max_article_bytes);
        self.whole_file(limit, reason, Content::Object(fields))
    }

    /// All of the file as one piece, unless it is too long or could not be read to its end.
    fn whole_file(&mut self, limit: usize, too_long: Reason, content: Content) -> Option<Result<Piece, Skipped>> {
        self.buffer.fill(limit.saturating_add(1));
        if limit < self.buffer.bytes.len() {
            return self.skip_file(too_long);
        }
        match &self.buffer.failure {
            // What comes after an archive takes nothing from what is in it.
            None | Some(Reason::AfterArchive) => {
                self.state = State::Read;
                let at = self.buffer.bytes.len();
                Some(Ok(self.cut(at, content)))
            }
            Some(reason) => {
                let reason = reason.clone();
                self.skip_file(reason)
            }
        }
    }

    fn skip_file(&mut self, reason: Reason) -> Option<Result<Piece, Skipped>> {
        self.state = State::Done;
        Some(Err(Skipped::file(&self.file, reason)))
    }

    /// The next whole lines.
    fn lines(&mut self) -> Option<Result<Piece, Skipped>> {
        let limit = self.reading.max_line_bytes();
        let mut searched = 0;
        let mut bytes = PIECE_BYTES;
        loop {
            self.buffer.fill(bytes);
            if self.buffer.ended {
                break;
            }
            let read = &self.buffer.bytes;
            if let Some(newline) = memrchr(b'\n', &read[searched..]) {
                return Some(Ok(self.cut_lines(searched + newline + 1)));
            }
            if limit < read.len() {
                return Some(Err(self.long_line(limit)));
            }
            searched = read.len();
            bytes = searched.saturating_mul(2).min(limit.saturating_add(1));
        }
        // The last line may end without a newline, and still be too long.
        let n_bytes = self.buffer.bytes.len();
        let last_line = memrchr(b'\n', &self.buffer.bytes).map_or(0, |newline| newline + 1);
        if limit < n_bytes - last_line {
            return Some(if last_line == 0 { Err(self.long_line(limit)) } else { Ok(self.cut_lines(last_line)) });
        }
        if n_bytes > 0 {
            return Some(Ok(self.cut_lines(n_bytes)));
        }
        self.failed()
    }

    /// The end: why it came early, if it did.
    fn failed(&mut self) -> Option<Result<Piece, Skipped>> {
        self.state = State::Done;
        let reason = self.buffer.failure.take()?;
        Some(Err(Skipped::line(&self.file, self.buffer.first_line, reason)))
    }

    /// Takes the first bytes of the buffer, which are whole lines, as a piece.
    fn cut_lines(&mut self, at: usize) -> Piece {
        let fields = match &self.fields {
            Some(fields) => fields.clone(),
            None => {
                let lines = lines(&self.buffer.bytes[..at]).map(|(_, line)| line);
                let (fields, is_chosen) = self.choose(lines.filter(|line| !is_blank(line)));
                self.fields = is_chosen.then(|| fields.clone());
                fields
            }
        };
        self.cut(at, Content::Lines(fields))
    }

    /// The names of the fields from the first records, and whether there are records; else the next piece is asked again.
    fn choose<'b>(&self, records: impl Iterator<Item = &'b [u8]>) -> (Arc<Fields>, bool) {
        let mut sample = Sample::default();
        let n_records = records.filter(|record| sample.add(record)).take(SAMPLE_RECORDS).count();
        (Arc::new(Fields::choose(&sample, &self.reading.overrides)), n_records > 0)
    }

    fn cut(&mut self, at: usize, content: Content) -> Piece {
        let Buffer { first_line, first_byte, .. } = self.buffer;
        let bytes = self.buffer.cut(at, PIECE_BYTES);
        Piece { file: self.file.clone(), content, first_line, first_byte, bytes, known: self.known }
    }

    /// Gives up the line in the buffer, which has no end yet.
    fn long_line(&mut self, limit: usize) -> Skipped {
        let skipped = Skipped::line(&self.file, self.buffer.first_line, Reason::LongLine(limit));
        self.buffer.drop_start(self.buffer.bytes.len());
        self.state = State::LongLine;
        skipped
    }
}

impl<R: Read> Iterator for Pieces<'_, R> {
    type Item = Result<Piece, Skipped>;

    fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        match mem::replace(&mut self.state, State::Done) {
            State::Opened(format) => self.opened(format),
            State::Lines => {
                self.state = State::Lines;
                self.lines()
            }
            State::List(elements, any) => self.list(elements, any),
            State::Rows(cutter) => self.rows(cutter),
            State::LongRow(cutter) => {
                self.buffer.pass_over_line();
                self.rows(cutter)
            }
            #[cfg(feature = "pages")]
            State::Records(cutter) => self.records(cutter),
            State::LongLine => {
                self.buffer.pass_over_line();
                self.state = State::Lines;
                self.lines()
            }
            State::Read => self.failed(),
            State::Done => None,
        }
    }
}

//! The pieces of a table: runs of whole rows, not parsed yet.

use std::io::Read;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::super::batch::Content;
use super::super::charset::{Known, guess};
use super::super::rows::{self, MOST_LINES, Row, Rows};
use super::super::table::Table;
use super::super::{Piece, Reason, Skipped};
use super::{PIECE_BYTES, Pieces, State};

/// A table being cut.
#[derive(Debug)]
pub(super) struct Cutter {
    table: Arc<Table>,
    rows: Rows,
    /// The character set of rows that are no UTF-8, once there is one.
    encoding: Option<&'static Encoding>,
}

impl<R: Read> Pieces<'_, R> {
    /// Reads the header, then the first rows.
    pub(super) fn table(&mut self, delimiter: u8) -> Option<Result<Piece, Skipped>> {
        let blank = self.buffer.bytes.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        self.buffer.drop_start(blank);
        let header = match Rows::new(delimiter).row(&self.buffer.bytes, 0, self.buffer.ended) {
            Row::Ends(end) => end,
            Row::Broken => return self.skip_file(Reason::BrokenQuotes(MOST_LINES)),
            Row::Open => return self.skip_file(Reason::LongLine(PIECE_BYTES)),
        };
        let table = match Table::new(&self.buffer.bytes, header, delimiter, &self.reading.overrides) {
            Ok(table) => Arc::new(table),
            Err(reason) => {
                self.state = State::Done;
                return Some(Err(Skipped::line(&self.file, self.buffer.first_line, reason)));
            }
        };
        self.fields = Some(Arc::new(table.fields.clone()));
        self.buffer.drop_start(header);
        self.rows(Cutter { table, rows: Rows::new(delimiter), encoding: None })
    }

    /// The next whole rows.
    pub(super) fn rows(&mut self, mut cutter: Cutter) -> Option<Result<Piece, Skipped>> {
        let limit = self.reading.max_line_bytes();
        let mut end = 0;
        let mut bytes = PIECE_BYTES;
        let stop = loop {
            self.buffer.fill(bytes);
            let read = &self.buffer.bytes;
            if end == read.len() && self.buffer.ended {
                break Stop::End;
            }
            match cutter.rows.row(read, end, self.buffer.ended) {
                // Half a row is no record: what it has may be cut anywhere.
                Row::Broken if self.is_cut_short() => break Stop::End,
                Row::Ends(at) if self.is_cut_short() && !matches!(read[at - 1], b'\n' | b'\r') => break Stop::End,
                Row::Ends(at) => {
                    end = at;
                    if PIECE_BYTES <= end {
                        break Stop::Full;
                    }
                }
                Row::Broken => break Stop::Bad(Reason::BrokenQuotes(MOST_LINES)),
                Row::Open if limit < read.len() - end => break Stop::Bad(Reason::LongLine(limit)),
                Row::Open if end > 0 => break Stop::Full,
                Row::Open => bytes = PIECE_BYTES.max(read.len().saturating_mul(2).min(limit.saturating_add(1))),
            }
        };
        // Why it stops is found again behind these rows.
        if end > 0 {
            let rows = &self.buffer.bytes[..end];
            if cutter.encoding.is_none() && matches!(self.known, Known::Nothing) && std::str::from_utf8(rows).is_err() {
                cutter.encoding = Some(guess(rows));
            }
            let piece = self.cut(end, Content::Table(cutter.table.clone(), cutter.encoding));
            cutter.rows.shift(end);
            self.state = State::Rows(cutter);
            return Some(Ok(piece));
        }
        let Stop::Bad(reason) = stop else { return self.failed() };
        let skipped = Skipped::line(&self.file, self.buffer.first_line, reason);
        cutter.rows = Rows::new(cutter.table.delimiter);
        self.state = match rows::first_line(&self.buffer.bytes) {
            Some(line) => {
                self.buffer.drop_start(line);
                State::Rows(cutter)
            }
            None => {
                self.buffer.drop_start(self.buffer.bytes.len());
                State::LongRow(cutter)
            }
        };
        Some(Err(skipped))
    }

    /// Whether the file was cut in the middle.
    pub(super) fn is_cut_short(&self) -> bool {
        self.buffer.ended && !matches!(self.buffer.failure, None | Some(Reason::AfterArchive))
    }
}

/// Why no more rows are taken.
enum Stop {
    /// They are enough, or the next needs more bytes.
    Full,
    /// The next is none.
    Bad(Reason),
    /// There are no more.
    End,
}

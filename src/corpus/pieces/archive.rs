//! The pieces of a web archive (WARC): runs of whole records.
//!
//! A record is followed by two line ends or the next one, or else its length is
//! wrong: then it is named, and reading goes on at the next line that a record
//! starts with. Other records than captured pages are counted and not given on.
//! Where what it was unpacked from is damaged, the records in the damaged part
//! are named, and reading goes on behind it.

use std::io::Read;
use std::mem;

use memchr::memmem;

use super::super::batch::Content;
use super::super::capture::{Capture, Place};
use super::super::headers::MOST_BYTES as MOST_HEAD_BYTES;
use super::super::{Piece, Reason, Skipped};
use super::{PIECE_BYTES, Pieces, State};

/// What every record starts with.
const START: &[u8] = b"WARC/";

/// How one starts behind another.
const NEXT: &[u8] = b"\nWARC/1";

/// An archive being cut.
#[derive(Debug, Default)]
pub(super) struct Cutter {
    /// How many records came before the buffer.
    n_before: u64,
    /// How many came since then.
    n_records: u64,
    /// Those at the start of the buffer that are given on, and what was damaged between them.
    found: Vec<Result<Place, Skipped>>,
    /// Where the next one starts.
    end: usize,
    /// Whether it is not in the buffer yet, and what comes before it is not kept.
    is_passing: bool,
    /// Whether records were named for the damage that was met.
    is_told: bool,
}

/// What stands at some place.
enum Found {
    /// A whole record, which is given on unless it is said what it is instead.
    Record { head_start: usize, end: usize, left_out: Option<String> },
    /// No record can be read; why, and where to look for the next one.
    Damaged { head_start: usize, reason: Reason, resume: usize },
    /// One that is not wanted and too long to be held.
    Long { left_out: String, resume: usize },
    /// Nothing more.
    End,
}

impl<R: Read> Pieces<'_, R> {
    /// The next whole records.
    pub(super) fn records(&mut self, mut cutter: Cutter) -> Option<Result<Piece, Skipped>> {
        loop {
            if PIECE_BYTES <= cutter.end || cutter.is_passing {
                if let Some(piece) = self.cut_records(&mut cutter) {
                    self.state = State::Records(cutter);
                    return Some(Ok(piece));
                }
                if mem::take(&mut cutter.is_passing) {
                    self.pass_over_to_record();
                }
            }
            match self.record(cutter.end) {
                Found::Record { head_start, end, left_out } => {
                    cutter.n_records += 1;
                    match left_out {
                        _ if self.buffer.is_unsure(end) => {
                            cutter.is_told = true;
                            cutter.found.push(Err(self.unsure(&cutter, head_start)));
                        }
                        Some(kind) => self.passed_over.pass_over(&kind),
                        None => cutter.found.push(Ok(Place { number: cutter.number(), range: head_start..end })),
                    }
                    cutter.end = end;
                }
                Found::Damaged { head_start, reason, resume } => {
                    cutter.n_records += 1;
                    if self.buffer.is_unsure(head_start + 1) {
                        cutter.is_told = true;
                        cutter.found.push(Err(self.unsure(&cutter, head_start)));
                        self.seek(&mut cutter, resume);
                        continue;
                    }
                    let byte = Some(self.buffer.first_byte + head_start as u64);
                    let skipped = Skipped::line(&self.file, cutter.number(), reason);
                    cutter.found.push(Err(Skipped { byte, ..skipped }));
                    self.seek(&mut cutter, resume);
                }
                Found::Long { left_out, resume } => {
                    cutter.n_records += 1;
                    self.passed_over.pass_over(&left_out);
                    self.seek(&mut cutter, resume);
                }
                Found::End => {
                    if let Some(piece) = self.cut_records(&mut cutter) {
                        self.state = State::Records(cutter);
                        return Some(Ok(piece));
                    }
                    if let Some(skipped) = self.end_of_records(&mut cutter)? {
                        self.state = State::Records(cutter);
                        return Some(Err(skipped));
                    }
                }
            }
        }
    }

    /// A whole record in a damaged part.
    fn unsure(&self, cutter: &Cutter, head_start: usize) -> Skipped {
        let reason = self.buffer.failure.clone().unwrap_or(Reason::CutArchive);
        let byte = Some(self.buffer.first_byte + head_start as u64);
        Skipped { byte, ..Skipped::line(&self.file, cutter.number(), reason) }
    }

    /// The end, where there are no more records: `None` if it is that of the file, else why reading stopped unless that
    /// was said of each record of the damaged part, and reading goes on behind it.
    fn end_of_records(&mut self, cutter: &mut Cutter) -> Option<Option<Skipped>> {
        let reason = self.buffer.failure.take()?;
        let is_half = !self.buffer.bytes.trim_ascii().is_empty();
        let is_told = mem::take(&mut cutter.is_told) && !is_half;
        if let Reason::Unreadable(_) = reason {
            // Nobody says that this reader ends, if it is asked again.
            self.buffer.drop_start(self.buffer.bytes.len());
        } else {
            self.buffer.read_on();
        }
        let skipped = (!is_told).then(|| Skipped::line(&self.file, cutter.number() + 1, reason));
        cutter.n_before += u64::from(skipped.is_some());
        Some(skipped)
    }

    /// The records so far as a piece, if any of them is given on; the buffer starts behind them.
    fn cut_records(&mut self, cutter: &mut Cutter) -> Option<Piece> {
        let end = mem::take(&mut cutter.end);
        let found = mem::take(&mut cutter.found);
        cutter.n_before += mem::take(&mut cutter.n_records);
        if found.is_empty() {
            self.buffer.drop_start(end);
            return None;
        }
        Some(self.cut(end, Content::Records(found)))
    }

    /// Makes sure of so many bytes, if there are so many, by reading many at a time.
    fn need(&mut self, bytes: usize) {
        if self.buffer.bytes.len() < bytes {
            self.buffer.fill(bytes.saturating_add(PIECE_BYTES));
        }
    }

    /// Looks at the record that starts at a place, or behind empty lines there.
    fn record(&mut self, at: usize) -> Found {
        let limit = self.reading.max_article_bytes;
        let mut head_start = at;
        loop {
            self.need(head_start + START.len());
            match self.buffer.bytes.get(head_start) {
                Some(b'\r' | b'\n') => head_start += 1,
                Some(_) => break,
                None => return Found::End,
            }
        }
        let damaged = |why, resume| Found::Damaged { head_start, reason: Reason::Warc(why), resume };
        self.need(head_start + MOST_HEAD_BYTES);
        let bytes = &self.buffer.bytes[head_start..];
        if !bytes.starts_with(START) {
            return self.unless_cut(head_start, damaged("no record starts here", head_start));
        }
        let Some(capture) = Capture::of(bytes) else {
            return self.unless_cut(head_start, damaged("its head has no end", head_start + START.len()));
        };
        let body_start = self.buffer.bytes.len() - capture.head.body.len();
        // Another record may start right behind the head.
        let resume = body_start - 1;
        let Some(length) = capture.head.length() else { return damaged("it does not say its length", resume) };
        let length = match usize::try_from(length) {
            Ok(length) if length <= limit => length,
            // Its length may be wrong, so the next record is looked for from here on.
            _ => {
                return match capture.left_out() {
                    Some(left_out) => Found::Long { left_out, resume },
                    None => Found::Damaged { head_start, reason: Reason::LongArticle(limit), resume },
                };
            }
        };
        let end = body_start + length;
        // Two line ends are to follow; some writers give one, or none.
        self.need(end + 4 + START.len());
        let bytes = &self.buffer.bytes;
        let Some(behind) = bytes.get(end..) else {
            return self.unless_cut(resume, damaged("it is shorter than its length", resume));
        };
        let next = &behind[behind.iter().take(4).take_while(|c| matches!(c, b'\r' | b'\n')).count()..];
        // The next one may be damaged where it starts, or the file end within that.
        if !behind.starts_with(b"\r\n\r\n") && !next.starts_with(START) && !START.starts_with(next) {
            return damaged("its length is wrong", resume);
        }
        let left_out = Capture::of(&bytes[head_start..end]).and_then(|capture| capture.left_out());
        Found::Record { head_start, end, left_out }
    }

    /// Half a record at the end of a file that was cut is none: that the file was cut is said once.
    fn unless_cut(&self, from: usize, found: Found) -> Found {
        let is_last = memmem::find(&self.buffer.bytes[from..], NEXT).is_none();
        if self.is_cut_short() && is_last { Found::End } else { found }
    }

    /// Goes on at the next line that a record starts with.
    fn seek(&self, cutter: &mut Cutter, from: usize) {
        let bytes = &self.buffer.bytes;
        match memmem::find(&bytes[from..], NEXT) {
            Some(n) => cutter.end = from + n + 1,
            None => {
                // The start of a record may be cut in two.
                cutter.end = from.max(bytes.len().saturating_sub(NEXT.len() - 1));
                cutter.is_passing = true;
            }
        }
    }

    /// Drops what comes before the next record, without holding it.
    fn pass_over_to_record(&mut self) {
        loop {
            self.need(NEXT.len());
            let bytes = &self.buffer.bytes;
            match memmem::find(bytes, NEXT) {
                Some(n) => return self.buffer.drop_start(n + 1),
                None if self.buffer.ended => return self.buffer.drop_start(bytes.len()),
                None => self.buffer.drop_start(bytes.len() - (NEXT.len() - 1)),
            }
        }
    }
}

impl Cutter {
    /// The number of the last record.
    fn number(&self) -> u64 {
        self.n_before + self.n_records
    }
}

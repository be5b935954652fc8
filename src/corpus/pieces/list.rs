//! The pieces of a JSON list: runs of its elements, not parsed yet.

use std::io::Read;

use super::super::batch::Content;
use super::super::elements::{self, Elements};
use super::super::{Piece, Reason, Skipped};
use super::{PIECE_BYTES, Pieces, State};

impl<R: Read> Pieces<'_, R> {
    /// The next elements. `any` says whether there were some before.
    pub(super) fn list(&mut self, mut elements: Elements, any: bool) -> Option<Result<Piece, Skipped>> {
        let limit = self.reading.max_line_bytes();
        let mut found = Vec::new();
        let mut bytes = PIECE_BYTES;
        loop {
            self.buffer.fill(bytes);
            elements.find(&self.buffer.bytes, &mut found);
            if limit < elements.begun() {
                // Those before it go first; it is found too long again.
                if !found.is_empty() {
                    break;
                }
                self.buffer.drop_start(elements.needed());
                let skipped = Skipped::line(&self.file, self.buffer.first_line, Reason::LongLine(limit));
                elements.pass_over();
                self.state = State::List(elements, true);
                return Some(Err(skipped));
            }
            if self.buffer.ended {
                elements.rest(&self.buffer.bytes, &mut found);
            }
            if !found.is_empty() {
                break;
            }
            if self.buffer.ended || elements.state() == elements::State::Beyond {
                return self.end_of_list(&elements, any);
            }
            let passed = elements.needed().min(self.buffer.bytes.len());
            self.buffer.drop_start(passed);
            elements.shift(passed);
            bytes = PIECE_BYTES.max(self.buffer.bytes.len().saturating_mul(2).min(limit.saturating_add(2)));
        }
        let end = found.last().map_or(0, |last| last.end);
        let records = found.iter().map(|range| &self.buffer.bytes[range.clone()]);
        let fields = match &self.fields {
            Some(fields) => fields.clone(),
            None => {
                let (fields, is_chosen) = self.choose(records);
                self.fields = is_chosen.then(|| fields.clone());
                fields
            }
        };
        let piece = self.cut(end, Content::List(fields, found));
        elements.shift(end);
        self.state = State::List(elements, true);
        Some(Ok(piece))
    }

    /// What is said at the end, if anything: that there is none, that there is more, or why the file ended early.
    fn end_of_list(&mut self, elements: &Elements, any: bool) -> Option<Result<Piece, Skipped>> {
        if self.buffer.failure.is_some() {
            return self.failed();
        }
        self.state = State::Done;
        let passed = elements.needed().min(self.buffer.bytes.len());
        self.buffer.drop_start(passed);
        let line = self.buffer.first_line;
        match elements.state() {
            elements::State::Inside => Some(Err(Skipped::line(&self.file, line, Reason::OpenList))),
            elements::State::Beyond => Some(Err(Skipped::line(&self.file, line, Reason::AfterList))),
            elements::State::Outside if any => None,
            elements::State::Outside => self.skip_file(Reason::Empty),
        }
    }
}

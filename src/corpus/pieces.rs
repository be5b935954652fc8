//! Cuts a file into pieces on the borders of its records, without parsing them.
//!
//! This is all that the reading thread does: it reads a stretch of bytes, looks
//! for the last newline in it and keeps the rest for the next piece. Only the
//! first records are looked at, to choose the names of the fields. Where pieces
//! are cut depends on the bytes alone, never on how many a read happens to give.

use std::io::{self, Read};
use std::sync::Arc;

use memchr::{memchr, memchr_iter, memrchr};

use super::batch::{Content, is_blank, lines};
use super::sample::Sample;
use super::{Fields, Piece, Reading, Reason, Skipped};

/// Bytes of a piece, unless a line is longer.
const PIECE_BYTES: usize = 512 << 10;

/// Records from which the names of the fields are chosen.
const SAMPLE_RECORDS: usize = 100;

/// How a file is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Plain text: the file is one article.
    Text,
    /// JSON Lines, also called NDJSON: each line is an object.
    Lines,
    /// One JSON object, or JSON Lines; which, its first lines say.
    Json,
    /// Plain text or JSON; which, its first bytes say.
    Any,
}

/// The pieces of one file, in order.
#[derive(Debug)]
pub struct Pieces<'r, R> {
    reader: R,
    reading: &'r Reading,
    file: Arc<str>,
    folder: Arc<str>,
    state: State,
    fields: Option<Arc<Fields>>,
    /// Bytes that were read and belong to no piece yet.
    buffer: Vec<u8>,
    /// The line and the byte of the file that the buffer starts with.
    first_line: u64,
    first_byte: u64,
    /// Whether the reader has nothing more.
    ended: bool,
    /// Why the reader ended early, if it did.
    failure: Option<Reason>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Opened(Format),
    Lines,
    /// Within a line that is too long.
    LongLine,
    Done,
}

impl<'r, R: Read> Pieces<'r, R> {
    /// Reads from `reader`. `file` is what the user is shown; `folder` is the outlet of plain text.
    pub fn new(reader: R, file: &str, folder: &str, format: Format, reading: &'r Reading) -> Pieces<'r, R> {
        Pieces {
            reader,
            reading,
            file: file.into(),
            folder: folder.into(),
            state: State::Opened(format),
            fields: None,
            buffer: Vec::new(),
            first_line: 1,
            first_byte: 0,
            ended: false,
            failure: None,
        }
    }

    /// Makes room for a file of so many bytes, as far as it fits a piece.
    pub fn with_size(mut self, bytes: u64) -> Pieces<'r, R> {
        // One more, so that the end is found without making more room.
        self.buffer.reserve_exact(usize::try_from(bytes).unwrap_or(PIECE_BYTES).min(PIECE_BYTES) + 1);
        self
    }

    /// The names of the fields, once they are chosen; a file of plain text has none.
    pub fn fields(&self) -> Option<&Fields> {
        self.fields.as_deref()
    }

    /// Reads until the buffer has `bytes` bytes or there are no more.
    fn fill(&mut self, bytes: usize) {
        let missing = bytes.saturating_sub(self.buffer.len()) as u64;
        if self.ended || missing == 0 {
            return;
        }
        match self.reader.by_ref().take(missing).read_to_end(&mut self.buffer) {
            Ok(n) => self.ended = (n as u64) < missing,
            Err(error) => {
                self.ended = true;
                self.failure = Some(unreadable(&error));
            }
        }
    }

    fn opened(&mut self, format: Format) -> Option<Result<Piece, Skipped>> {
        self.fill(PIECE_BYTES);
        if self.buffer.starts_with(b"\xef\xbb\xbf") {
            self.buffer.drain(..3);
            self.first_byte = 3;
        }
        if is_utf16(&self.buffer) {
            return self.skip_file(Reason::Utf16);
        }
        if self.ended && self.failure.is_none() && is_blank(&self.buffer) {
            return self.skip_file(Reason::Empty);
        }
        let content = match format {
            Format::Lines => Of::Lines,
            Format::Text => Of::Text,
            Format::Any if !starts_like_json(&self.buffer) => Of::Text,
            Format::Any | Format::Json => of_json(&self.buffer, self.ended),
        };
        match content {
            Of::List => self.skip_file(Reason::List),
            Of::Text => {
                let content = Content::Text(self.folder.clone());
                self.whole_file(self.reading.max_article_bytes, content)
            }
            Of::Object => self.object(),
            Of::Lines => {
                self.state = State::Lines;
                self.lines()
            }
        }
    }

    fn object(&mut self) -> Option<Result<Piece, Skipped>> {
        let limit = self.reading.max_line_bytes();
        self.fill(limit.saturating_add(1));
        let mut sample = Sample::default();
        sample.add(&self.buffer);
        let fields = Arc::new(Fields::choose(&sample, &self.reading.overrides));
        self.fields = Some(fields.clone());
        self.whole_file(limit, Content::Object(fields))
    }

    /// All of the file as one piece, unless it is too long or could not be read to its end.
    fn whole_file(&mut self, limit: usize, content: Content) -> Option<Result<Piece, Skipped>> {
        self.fill(limit.saturating_add(1));
        if limit < self.buffer.len() {
            return self.skip_file(Reason::LongArticle(self.reading.max_article_bytes));
        }
        match self.failure.take() {
            Some(reason) => self.skip_file(reason),
            None => {
                self.state = State::Done;
                let bytes = std::mem::take(&mut self.buffer);
                Some(Ok(self.piece(content, bytes)))
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
            self.fill(bytes);
            if self.ended {
                break;
            }
            if let Some(newline) = memrchr(b'\n', &self.buffer[searched..]) {
                return Some(Ok(self.cut(searched + newline + 1)));
            }
            if limit < self.buffer.len() {
                return Some(Err(self.long_line(limit)));
            }
            searched = self.buffer.len();
            bytes = searched.saturating_mul(2).min(limit.saturating_add(1));
        }
        // The last line may end without a newline, and still be too long.
        let last_line = memrchr(b'\n', &self.buffer).map_or(0, |newline| newline + 1);
        if limit < self.buffer.len() - last_line {
            return Some(if last_line == 0 { Err(self.long_line(limit)) } else { Ok(self.cut(last_line)) });
        }
        if !self.buffer.is_empty() {
            return Some(Ok(self.cut(self.buffer.len())));
        }
        self.state = State::Done;
        let reason = self.failure.take()?;
        Some(Err(Skipped::line(&self.file, self.first_line, reason)))
    }

    /// Takes the first bytes of the buffer, which are whole lines, as a piece.
    fn cut(&mut self, at: usize) -> Piece {
        let rest = &self.buffer[at..];
        let mut next = Vec::with_capacity(if self.ended { rest.len() } else { PIECE_BYTES.max(rest.len()) });
        next.extend_from_slice(rest);
        self.buffer.truncate(at);
        let bytes = std::mem::replace(&mut self.buffer, next);
        let fields = match &self.fields {
            Some(fields) => fields.clone(),
            None => self.choose_fields(&bytes),
        };
        let n_lines = memchr_iter(b'\n', &bytes).count() as u64;
        let n_bytes = bytes.len() as u64;
        let piece = self.piece(Content::Lines(fields), bytes);
        self.first_line += n_lines;
        self.first_byte += n_bytes;
        piece
    }

    /// Chooses the names of the fields from the first records. While there are none, the next piece is asked again.
    fn choose_fields(&mut self, bytes: &[u8]) -> Arc<Fields> {
        let mut sample = Sample::default();
        let records = lines(bytes).filter(|(_, line)| !is_blank(line)).filter(|(_, line)| sample.add(line));
        let is_empty = records.take(SAMPLE_RECORDS).count() == 0;
        let fields = Arc::new(Fields::choose(&sample, &self.reading.overrides));
        if !is_empty {
            self.fields = Some(fields.clone());
        }
        fields
    }

    fn piece(&self, content: Content, bytes: Vec<u8>) -> Piece {
        let (first_line, first_byte) = (self.first_line, self.first_byte);
        Piece { file: self.file.clone(), content, first_line, first_byte, bytes }
    }

    /// Gives up the line in the buffer, which has no end yet.
    fn long_line(&mut self, limit: usize) -> Skipped {
        self.first_byte += self.buffer.len() as u64;
        self.buffer = Vec::new();
        self.state = State::LongLine;
        Skipped::line(&self.file, self.first_line, Reason::LongLine(limit))
    }

    /// Passes over the rest of a line, without holding it.
    fn pass_over_line(&mut self) {
        loop {
            self.fill(64 << 10);
            let newline = memchr(b'\n', &self.buffer);
            let passed = newline.map_or(self.buffer.len(), |newline| newline + 1);
            self.buffer.drain(..passed);
            self.first_byte += passed as u64;
            if newline.is_some() {
                self.first_line += 1;
            }
            if newline.is_some() || self.ended {
                return;
            }
        }
    }
}

impl<R: Read> Iterator for Pieces<'_, R> {
    type Item = Result<Piece, Skipped>;

    fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        match self.state {
            State::Opened(format) => self.opened(format),
            State::Lines => self.lines(),
            State::LongLine => {
                self.pass_over_line();
                self.state = State::Lines;
                self.lines()
            }
            State::Done => None,
        }
    }
}

/// The reason that a file could not be read.
fn unreadable(error: &io::Error) -> Reason {
    Reason::Unreadable(super::shown(&error.to_string()))
}

/// What a file turns out to be.
enum Of {
    Text,
    Object,
    Lines,
    List,
}

/// Whether it starts with an object, or with a list of objects. Text may start with a bracket too.
fn starts_like_json(start: &[u8]) -> bool {
    let mut bytes = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!((bytes.next(), bytes.next()), (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{')))
}

/// One object, or lines of them? Lines, if one of the first two is a whole object; so one that is broken does not
/// decide.
fn of_json(start: &[u8], is_whole: bool) -> Of {
    if start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Of::List;
    }
    let end = if is_whole { start.len() } else { memrchr(b'\n', start).map_or(0, |newline| newline + 1) };
    let mut first_lines = lines(&start[..end]).map(|(_, line)| line).filter(|line| !is_blank(line)).take(2);
    // A first line that goes on past the start is read as a line, which has its own limit.
    if end == 0 || first_lines.any(|line| Sample::default().add(line)) { Of::Lines } else { Of::Object }
}

/// Whether it is UTF-16: by its byte order mark, or by every second byte of its start being NUL, as that of Latin text
/// is. Such text is valid UTF-8, so that only this tells.
fn is_utf16(start: &[u8]) -> bool {
    let pairs = start.as_chunks::<2>().0.iter().take(64);
    let n_latin = pairs.clone().filter(|pair| (pair[0] == 0) != (pair[1] == 0)).count();
    start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") || (4 <= n_latin && pairs.len() < 2 * n_latin)
}

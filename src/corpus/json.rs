//! A JSON object as an article.

use std::sync::Arc;

use simdutf8::compat::from_utf8;

use super::{Article, Fields, Reading, Reason, Skipped, object};

/// The article that an object is. `first_line` and `first_byte` say where in the file it starts.
pub(super) fn article(
    file: &Arc<str>,
    first_line: u64,
    first_byte: u64,
    bytes: &[u8],
    fields: &Fields,
    reading: &Reading,
) -> Result<Article, Skipped> {
    let json = from_utf8(bytes).map_err(|error| {
        let lines = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u64;
        let byte = first_byte + error.valid_up_to() as u64;
        Skipped { byte: Some(byte), ..Skipped::line(file, first_line + lines, Reason::NotUtf8) }
    })?;
    let record = object::read(json, fields).map_err(|error| {
        let line = first_line + error.line - 1;
        Skipped { column: Some(error.column), ..Skipped::line(file, line, error.reason) }
    })?;
    record.article(|| object::names(json), reading).map_err(|reason| Skipped::line(file, first_line, reason))
}

//! A file of plain text as an article.

use std::borrow::Cow;
use std::sync::Arc;

use memchr::memchr;

use super::article::body_starts_at;
use super::charset::{Known, assumed, decoded, guess};
use super::outlets::apply;
use super::{Article, Reading, Reason, Skipped, origin};

/// The article that a whole file is.
///
/// All of it is body, so that spans are bytes of the file (without a byte order mark,
/// and as UTF-8 where it is in another character set). With `title_first_line` the
/// title is a copy of the first line that is not blank, and the body starts to count after it.
pub(super) fn article(
    file: &Arc<str>,
    folder: &str,
    first_byte: u64,
    bytes: &[u8],
    known: Known,
    reading: &Reading,
) -> Result<Article, Skipped> {
    let skipped = |reason| Skipped::file(file, reason);
    let at = |byte: usize, reason| Skipped { byte: Some(first_byte + byte as u64), ..skipped(reason) };
    if let Some(byte) = memchr(0, bytes) {
        return Err(at(byte, Reason::Nul));
    }
    let guessed = || {
        let encoding = guess(bytes);
        let body = decoded(bytes, encoding).filter(|_| matches!(known, Known::Nothing))?;
        Some((body, Some(assumed(encoding))))
    };
    let (body, charset) = match std::str::from_utf8(bytes) {
        Ok(body) => (Cow::Borrowed(body), None),
        Err(error) => guessed().ok_or_else(|| {
            let lines = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
            Skipped { line: Some(lines as u64 + 1), ..at(error.valid_up_to(), Reason::NotUtf8) }
        })?,
    };
    let body = body.as_ref();
    if body.trim().is_empty() {
        return Err(skipped(Reason::Empty));
    }
    if let Some(reason) = reading.wanted.refused_by_language(None, body) {
        return Err(skipped(reason));
    }
    let title =
        if reading.title_first_line { body.trim_start().lines().next().unwrap_or_default().trim_end() } else { "" };
    let mut article = Article {
        outlet: reading.outlet.as_deref().unwrap_or(folder).to_string(),
        title: title.to_string(),
        body: body.to_string(),
        body_starts_at: body_starts_at(title, body),
        charset,
        ..Article::default()
    };
    if let Some(reason) = reading.wanted.refused_by_date(&article) {
        return Err(skipped(reason));
    }
    article.id = article.hashed_id();
    apply(&reading.outlets, &mut article, false);
    origin::apply(&reading.rules, &mut article);
    Ok(article)
}

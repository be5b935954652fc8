//! A JSON object as an article.

use std::borrow::Cow;
use std::sync::Arc;

use super::article::{GENRES, body_starts_at};
use super::date::day;
use super::english::other_language;
use super::outlets::apply;
use super::record::{self, Record};
use super::{Article, Field, Fields, Reading, Reason, Skipped, domain};

/// The article that an object is. `first_line` and `first_byte` say where in the file it starts.
pub(super) fn article(
    file: &Arc<str>,
    first_line: u64,
    first_byte: u64,
    bytes: &[u8],
    fields: &Fields,
    reading: &Reading,
) -> Result<Article, Skipped> {
    let json = std::str::from_utf8(bytes).map_err(|error| {
        let lines = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count() as u64;
        let byte = first_byte + error.valid_up_to() as u64;
        Skipped { byte: Some(byte), ..Skipped::line(file, first_line + lines, Reason::NotUtf8) }
    })?;
    let record = record::read(json, fields).map_err(|error| {
        let line = first_line + error.line - 1;
        Skipped { column: Some(error.column), ..Skipped::line(file, line, error.reason) }
    })?;
    from_record(record, json, reading).map_err(|reason| Skipped::line(file, first_line, reason))
}

fn from_record(mut record: Record, json: &str, reading: &Reading) -> Result<Article, Reason> {
    let body = match record.take(Field::Text) {
        Some(body) if !body.trim().is_empty() => body,
        _ if record.is_given(Field::Text) => return Err(Reason::EmptyText),
        _ => return Err(Reason::NoText(record::names(json))),
    };
    let title = record.take(Field::Title).unwrap_or_default();
    if reading.max_article_bytes < title.len() + body.len() {
        return Err(Reason::LongArticle(reading.max_article_bytes));
    }
    let language = said(record.take(Field::Language));
    if let Some(language) = other_language(language.as_deref(), &body) {
        return Err(Reason::Language(language));
    }
    let url = said(record.take(Field::Url));
    let named = said(record.take(Field::Outlet));
    let outlet = match (&named, url.as_deref().and_then(domain::host)) {
        (Some(named), _) => domain::outlet(named).into_owned(),
        (None, Some(host)) => domain::registrable(&host).to_string(),
        (None, None) => reading.outlet.clone().unwrap_or_default(),
    };
    let mut article = Article {
        outlet,
        date: record.take(Field::Date).and_then(|date| day(&date)),
        body_starts_at: body_starts_at(&title, &body),
        title: title.into_owned(),
        body: body.into_owned(),
        url,
        author: said(record.take(Field::Author)),
        section: said(record.take(Field::Section)),
        genre: said(record.take(Field::Genre)).map(|genre| known_genre(&genre).to_string()),
        topic: said(record.take(Field::Topic)),
        language,
        ..Article::default()
    };
    article.id = said(record.take(Field::Id)).unwrap_or_else(|| article.hashed_id());
    apply(&reading.outlets, &mut article, named.is_none());
    Ok(article)
}

/// A value that says something, trimmed.
fn said(value: Option<Cow<str>>) -> Option<String> {
    let value = value?;
    match value.trim() {
        "" => None,
        trimmed if trimmed.len() == value.len() => Some(value.into_owned()),
        trimmed => Some(trimmed.to_string()),
    }
}

fn known_genre(genre: &str) -> &'static str {
    GENRES.into_iter().find(|known| known.eq_ignore_ascii_case(genre)).unwrap_or("unknown")
}

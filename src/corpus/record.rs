//! The values of one record, in the fields that matter, as an article.

use std::borrow::Cow;

use super::article::body_starts_at;
use super::date::day;
use super::outlets::apply;
use super::{Article, Field, Reading, Reason, domain, origin};
use crate::provenance::GENRES;

/// The values of one record; null is as good as absent.
#[derive(Debug, Default)]
pub(super) struct Record<'r> {
    pub(super) values: [Option<Cow<'r, str>>; Field::ALL.len()],
    pub(super) given: [bool; Field::ALL.len()],
}

impl<'r> Record<'r> {
    /// The article that it is. `names` are those of all its fields, shown, for the message that none is the text.
    pub(super) fn article(mut self, names: impl FnOnce() -> Vec<String>, reading: &Reading) -> Result<Article, Reason> {
        if self.values.iter().flatten().any(|value| memchr::memchr(0, value.as_bytes()).is_some()) {
            return Err(Reason::Nul);
        }
        let mut body = match self.take(Field::Text) {
            Some(body) if !body.trim().is_empty() => body,
            _ if self.given[Field::Text as usize] => return Err(Reason::EmptyText),
            _ => return Err(Reason::NoText(names())),
        };
        let title = self.take(Field::Title).unwrap_or_default();
        let room = reading.max_article_bytes.saturating_sub(title.len());
        let is_cut = room < body.len();
        if is_cut {
            let end = body.floor_char_boundary(room);
            if !reading.cut_long || body[..end].trim().is_empty() {
                return Err(Reason::LongArticle(reading.max_article_bytes));
            }
            body = Cow::Owned(body[..end].to_owned());
        }
        let language = said(self.take(Field::Language));
        if let Some(reason) = reading.wanted.refused_by_language(language.as_deref(), &body) {
            return Err(reason);
        }
        let url = said(self.take(Field::Url));
        let named = said(self.take(Field::Outlet));
        let outlet = match (&named, url.as_deref().and_then(domain::host)) {
            (Some(named), _) => domain::outlet(named).into_owned(),
            (None, Some(host)) => domain::registrable(&host).to_string(),
            (None, None) => reading.outlet.clone().unwrap_or_default(),
        };
        let mut article = Article {
            outlet,
            date: self.take(Field::Date).and_then(|date| day(&date)),
            body_starts_at: body_starts_at(&title, &body),
            title: title.into_owned(),
            body: body.into_owned(),
            url,
            author: said(self.take(Field::Author)),
            section: said(self.take(Field::Section)),
            genre: said(self.take(Field::Genre)).map(|genre| known_genre(&genre).to_string()),
            topic: said(self.take(Field::Topic)),
            language,
            is_cut,
            ..Article::default()
        };
        if let Some(reason) = reading.wanted.refused_by_date(&article) {
            return Err(reason);
        }
        article.id = said(self.take(Field::Id)).unwrap_or_else(|| article.hashed_id());
        apply(&reading.outlets, &mut article, named.is_none());
        origin::apply(&reading.rules, &mut article);
        Ok(article)
    }

    fn take(&mut self, field: Field) -> Option<Cow<'r, str>> {
        self.values[field as usize].take()
    }
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

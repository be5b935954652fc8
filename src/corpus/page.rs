//! A page of HTML as an article.
//!
//! The library `dom_smoothie` finds the main text, a second one where it finds
//! none. The tree that it builds is asked for what the page says of itself.

mod decode;
mod linked;
mod survey;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

pub(super) use decode::decoded;
use dom_smoothie::{Config, Readability, TextMode};
use linked::Linked;

use super::record::Record;
use super::{Article, Field, Reading, Reason, domain};

/// Bytes that a page may have.
pub(super) const MOST_PAGE_BYTES: usize = 10 << 20;

/// The first library takes quadratic time in runs of these.
const MOST_AMPERSANDS: usize = 100_000;

/// A name of more characters is none.
const LONGEST_NAME: usize = 200;

/// A page as it was found.
#[derive(Debug)]
pub(super) struct Page<'p> {
    pub(super) bytes: &'p [u8],
    /// The character set that the server says.
    pub(super) charset: Option<&'p str>,
    /// Where it was fetched.
    pub(super) url: Option<&'p str>,
    /// The folder that it lies in, whose name is the outlet where the page says nothing.
    pub(super) folder: Option<&'p str>,
}

/// Whether bytes start with a tag or a comment, as pages do and nothing that is packed.
pub(super) fn is_page_start(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    matches!(bytes, [b'<', b'!' | b'?' | b'/' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

impl Page<'_> {
    /// The article in it.
    pub(super) fn article(&self, reading: &Reading) -> Result<Article, Reason> {
        if MOST_PAGE_BYTES < self.bytes.len() {
            return Err(Reason::LongPage(MOST_PAGE_BYTES));
        }
        let (html, charset) = decoded(self.bytes, self.charset);
        if let Some(reason) = survey::refused(html.as_bytes()) {
            return Err(reason);
        }
        // What hostile pages may do to a library must not end a run of millions.
        let found = catch_unwind(AssertUnwindSafe(|| Found::of(&html))).unwrap_or_default();
        let found = found.filter(|found| !found.text.trim().is_empty()).ok_or(Reason::NoArticle)?;
        let article = self.record(found, reading).article(Vec::new, reading)?;
        Ok(Article { charset, ..article })
    }

    fn record(&self, found: Found, reading: &Reading) -> Record<'static> {
        let url = match (found.url, self.url) {
            // What a page says of its own address counts only if it is of the same outlet.
            (Some(said), Some(url)) if !is_same_domain(&said, url) => Some(url.to_owned()),
            (Some(said), _) => Some(said),
            (None, url) => url.map(ToOwned::to_owned),
        };
        let folder = || {
            let is_known = url.as_deref().and_then(domain::host).is_some();
            (!is_known).then(|| reading.outlet.clone().or_else(|| self.folder.map(ToOwned::to_owned))).flatten()
        };
        let mut record = Record::default();
        let outlet = found.outlet.or_else(folder);
        for (field, value) in [
            (Field::Text, Some(found.text)),
            (Field::Title, Some(found.title)),
            (Field::Outlet, outlet),
            (Field::Date, found.date),
            (Field::Author, found.author),
            (Field::Section, found.section),
            (Field::Language, found.language),
            (Field::Url, url),
        ] {
            // Entities can name characters that no text has.
            let value = value.map(|value| if value.contains('\0') { value.replace('\0', "") } else { value });
            record.values[field as usize] = value.map(Cow::Owned);
        }
        record
    }
}

fn is_same_domain(url: &str, other: &str) -> bool {
    match (domain::host(url), domain::host(other)) {
        (Some(host), Some(other)) => domain::registrable(&host) == domain::registrable(&other),
        _ => false,
    }
}

/// What was found in a page.
#[derive(Debug, Default)]
struct Found {
    text: String,
    title: String,
    outlet: Option<String>,
    date: Option<String>,
    author: Option<String>,
    section: Option<String>,
    language: Option<String>,
    url: Option<String>,
}

impl Found {
    fn of(html: &str) -> Option<Found> {
        if MOST_AMPERSANDS < memchr::memchr_iter(b'&', html.as_bytes()).count() {
            return Found::by_legible(html);
        }
        let mut page = parsed(html)?;
        // Finding the text takes the tree apart.
        let said = Found::said(&page);
        let found = match page.parse() {
            Ok(article) => Some(Found {
                text: article.text_content.to_string(),
                title: article.title,
                outlet: name(article.site_name),
                date: article.published_time,
                author: author(article.byline),
                language: article.lang,
                ..Found::default()
            }),
            Err(_) => Found::by_legible(html),
        };
        found.map(|found| found.or(said))
    }

    fn by_legible(html: &str) -> Option<Found> {
        let article = legible::parse(html, None, None).ok()?;
        Some(Found {
            // Its own text has no paragraphs.
            text: parsed(&article.content)?.doc.formatted_text().to_string(),
            title: article.title,
            outlet: name(article.site_name),
            date: article.published_time,
            author: author(article.byline),
            language: article.lang,
            ..Found::default()
        })
    }

    /// With what `said` has where nothing was found.
    fn or(self, said: Found) -> Found {
        Found {
            outlet: self.outlet.or(said.outlet),
            date: self.date.or(said.date),
            author: self.author.or(said.author),
            section: self.section.or(said.section),
            language: self.language.or(said.language),
            url: self.url.or(said.url),
            ..self
        }
    }

    /// What the page says of itself beside what the library looks at.
    fn said(page: &Readability) -> Found {
        let attribute = |selector: &str, name: &str| {
            let value = page.doc.select_single(selector).attr(name)?.trim().to_owned();
            (!value.is_empty()).then_some(value)
        };
        let is_address = |url: &String| domain::host(url).is_some() && url.starts_with("http");
        let linked = || {
            let scripts = page.doc.select("script[type='application/ld+json']");
            scripts.iter().find_map(|script| Linked::of(&script.text()))
        };
        let linked = linked().unwrap_or_default();
        let url = attribute("link[rel='canonical']", "href").filter(is_address);
        let date = || {
            let metas =
                "meta[itemprop='datePublished'], meta[name='date'], meta[name='pubdate'], meta[name='DC.date.issued']";
            attribute(metas, "content").or_else(|| attribute("time[datetime]", "datetime"))
        };
        Found {
            url: url.or_else(|| attribute("meta[property='og:url']", "content").filter(is_address)),
            section: attribute("meta[property='article:section']", "content").or(linked.section),
            date: linked.date.or_else(date),
            outlet: name(linked.outlet),
            author: author(linked.author),
            language: linked.language,
            ..Found::default()
        }
    }
}

fn parsed(html: &str) -> Option<Readability> {
    let config = Config { text_mode: TextMode::Formatted, ..Config::default() };
    Readability::new(html, None, Some(config)).ok()
}

/// A name, if it is short enough for one.
fn name(text: Option<String>) -> Option<String> {
    let text = text?.trim().to_owned();
    (!text.is_empty() && text.chars().count() <= LONGEST_NAME).then_some(text)
}

/// A byline without its first word, "By".
fn author(byline: Option<String>) -> Option<String> {
    let byline = name(byline)?;
    let rest = byline.get(..3).filter(|start| start.eq_ignore_ascii_case("by ")).map(|_| byline[3..].trim());
    Some(rest.map_or(byline.clone(), ToOwned::to_owned))
}

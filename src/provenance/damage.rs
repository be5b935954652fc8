//! What did scrapers and tokenizers do to an article?

use memchr::{memchr3_iter, memmem};
use serde::{Deserialize, Serialize};

use super::Imprint;
use super::lists::list;
use super::phrases::Phrases;
use crate::document::{Fields, Problems};

/// What was lost on the way to us.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Damage {
    /// The title lost its start: a scraper took what stood before a hyphen for the name of the site.
    pub title_cut: bool,
    /// The text was cut into tokens and joined with spaces, as treebanks are: "do n't , ''".
    pub tokenized: bool,
}

/// What cannot be told from the article alone.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct DamageRules {
    /// What is left of words that are cut at their hyphen.
    remainders: Phrases<()>,
}

/// So much of a body shows how its marks are written.
const SAMPLE: usize = 1_000;

/// Fewer marks may be misprints.
const FEWEST_MARKS: usize = 4;

impl DamageRules {
    /// From the table `[damage]`.
    pub(super) fn read(fields: &Fields<'_, '_>, problems: &mut Problems) -> DamageRules {
        DamageRules { remainders: list(fields.texts("remainders", problems), problems) }
    }

    pub(super) fn of(&self, imprint: &Imprint<'_>) -> Damage {
        Damage { title_cut: self.is_cut(imprint), tokenized: is_tokenized(imprint.body) }
    }

    /// Whether the title starts in small letters behind a hyphen that the URL or the body still has.
    fn is_cut(&self, Imprint { title, body, url, .. }: &Imprint<'_>) -> bool {
        let title = title.trim_start_matches(|c: char| c == '-' || c.is_whitespace());
        if !title.starts_with(char::is_lowercase) {
            return false;
        }
        let first = title.split([' ', '-', '‑', '’', '\'']).next().unwrap_or_default();
        // iPhone, eBay
        if first.contains(char::is_uppercase) {
            return false;
        }
        let slug = url.and_then(|url| whole_in_slug(title, url));
        if slug == Some(true) {
            return false;
        }
        // Where all is in small letters, a title in small letters shows nothing, and a slug has words that titles lack.
        let is_told_by_slug = slug == Some(false) && title.contains(char::is_uppercase);
        is_told_by_slug || follows_hyphen(title, body) || self.remainders.at(title).is_some()
    }
}

/// Whether the slug of the URL starts with the title, or has something before it; `None` if it does not have the title.
fn whole_in_slug(title: &str, url: &str) -> Option<bool> {
    let mut words =
        title.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').filter(|word| !word.is_empty());
    let first: Vec<String> = words.by_ref().take(3).map(slug_word).collect();
    let start = first.join("-");
    let path = url.split(['?', '#']).next()?.to_lowercase();
    path.split('/').find_map(|slug| {
        let at = slug.match_indices(start.as_str()).map(|(at, _)| at).find(|&at| {
            let ends = slug.get(at + start.len()..).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
            1 < first.len() && ends && (at == 0 || slug.get(..at).is_some_and(|before| before.ends_with('-')))
        })?;
        Some(at == 0)
    })
}

/// A word as slugs have it: without apostrophes, in small letters.
fn slug_word(word: &str) -> String {
    word.chars().filter(|c| *c != '\'' && *c != '’').flat_map(char::to_lowercase).collect()
}

/// Whether the first two words of the title stand in the body right behind a hyphen.
fn follows_hyphen(title: &str, body: &str) -> bool {
    let Some((at, _)) = title.match_indices(' ').nth(1).or_else(|| title.match_indices(' ').next()) else {
        return false;
    };
    let Some(start) = title.get(..at) else { return false };
    memmem::find_iter(body.as_bytes(), &format!("-{start}")).any(|at| {
        let is_after_word = body.get(..at).is_some_and(|before| before.ends_with(char::is_alphanumeric));
        let end = body.get(at + 1 + start.len()..);
        is_after_word && end.is_some_and(|end| !end.starts_with(char::is_alphanumeric))
    })
}

/// Whether most marks stand as tokens: periods and commas behind a space, '' for quotation marks, n't and 's apart.
/// (Marks of Penn Treebank tokens: <https://catalog.ldc.upenn.edu/LDC99T42>.)
fn is_tokenized(body: &str) -> bool {
    let bytes = &body.as_bytes()[..body.floor_char_boundary(SAMPLE)];
    let (mut tokens, mut plain) = (0, 0);
    for at in memchr3_iter(b'.', b',', b'\'', bytes) {
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let after = bytes.get(at + 1);
        let is_space = |byte: Option<&u8>| byte.is_none_or(u8::is_ascii_whitespace);
        match (bytes.get(at), before, after) {
            // The second of two.
            (Some(b'\''), Some(b'\''), _) => {}
            (Some(b'\''), _, Some(b'\'')) => tokens += 1,
            (Some(b'\''), Some(b' '), Some(b's' | b'r' | b'v' | b'l' | b'd' | b'm')) => tokens += 1,
            (Some(b'\''), Some(b'n'), Some(b't')) if at.checked_sub(2).and_then(|at| bytes.get(at)) == Some(&b' ') => {
                tokens += 1
            }
            (Some(b'\''), Some(before), Some(after)) if before.is_ascii_alphabetic() && after.is_ascii_alphabetic() => {
                plain += 1
            }
            (Some(b'.' | b','), Some(b' '), after) if is_space(after) => tokens += 1,
            (Some(b'.' | b','), Some(_), after) if is_space(after) => plain += 1,
            _ => {}
        }
    }
    FEWEST_MARKS <= tokens && plain < tokens
}

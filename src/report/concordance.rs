//! Which words stand around a hit? Key word in context.

use serde::Serialize;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use super::visible;
use crate::corpus::Part;
use crate::run::{HitRow, NameRow, OfArticle, Stamp};
use crate::text::Voice;

/// One line of a concordance. Text is as it came; [`line()`] escapes it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Line<'a> {
    /// The id of the article.
    pub id: &'a str,
    /// Its outlet.
    pub outlet: &'a str,
    /// Its date.
    pub date: Option<&'a str>,
    /// The headline or the text.
    pub part: Part,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks.
    pub source: Option<&'a str>,
    /// The sentence up to the hit.
    pub left: &'a str,
    /// What was found.
    pub text: &'a str,
    /// The sentence after the hit.
    pub right: &'a str,
    /// The entry, or the name set and its variant, as `lexicon/entry` or `nameset/variant`.
    pub of: String,
}

impl<'a> Line<'a> {
    /// The line of a hit.
    pub fn of_hit(hit: &'a OfArticle<'a, HitRow<'a>>) -> Line<'a> {
        let HitRow { part, voice, source, lexicon, entry, text, start, sentence_start, .. } = &hit.row;
        let of = format!("{lexicon}/{entry}");
        let (left, right) = around(&hit.sentence, start.saturating_sub(*sentence_start), text);
        Line {
            id: &hit.id,
            outlet: &hit.outlet,
            date: hit.date.as_deref(),
            part: *part,
            voice: *voice,
            source: source.as_deref(),
            left,
            text,
            right,
            of,
        }
    }

    /// The line of a use of a contested name.
    pub fn of_name(name: &'a OfArticle<'a, NameRow<'a>>) -> Line<'a> {
        let NameRow { part, voice, source, nameset, variant, text, start, sentence_start, .. } = &name.row;
        let of = format!("{nameset}/{variant}");
        let (left, right) = around(&name.sentence, start.saturating_sub(*sentence_start), text);
        Line {
            id: &name.id,
            outlet: &name.outlet,
            date: name.date.as_deref(),
            part: *part,
            voice: *voice,
            source: source.as_deref(),
            left,
            text,
            right,
            of,
        }
    }
}

/// What stands before and after `text` in its sentence. A run directory may have been written by anybody, so places
/// that do not fit give the whole sentence as what stands before.
fn around<'a>(sentence: &'a str, at: u32, text: &str) -> (&'a str, &'a str) {
    let at = at as usize;
    match (sentence.get(..at), sentence.get(at + text.len()..)) {
        (Some(left), Some(right)) => (left, right),
        (_, _) => (sentence, ""),
    }
}

const OUTLET: usize = 16;
const DATE: usize = 10;
const VOICE: usize = 9;
const SOURCE: usize = 16;

/// The line for a terminal of so many columns, hits under one another.
pub fn line(line: &Line<'_>, width: u16) -> String {
    let fixed = OUTLET + DATE + VOICE + SOURCE + 4 * 2 + 2;
    let context = usize::from(width).saturating_sub(fixed).max(40) / 2;
    let text = visible(line.text);
    let right = context.saturating_sub(text.width()).max(10);
    format!(
        "{}  {}  {}  {}  {} \u{1b}[1m{text}\u{1b}[0m {}\n",
        start(line.outlet, OUTLET),
        start(line.date.unwrap_or(""), DATE),
        start(line.voice.name(), VOICE),
        start(line.source.unwrap_or(""), SOURCE),
        end(line.left.trim_end(), context),
        start(line.right.trim_start(), right).trim_end(),
    )
}

/// The line as a JSON object, with what made it.
pub fn json_line(line: &Line<'_>, stamp: &Stamp) -> String {
    #[derive(Serialize)]
    struct Stamped<'a> {
        #[serde(flatten)]
        line: &'a Line<'a>,
        #[serde(flatten)]
        stamp: &'a Stamp,
    }
    // All keys are strings and no number is NaN, so this cannot fail.
    let mut text = serde_json::to_string(&Stamped { line, stamp }).unwrap_or_default();
    text.push('\n');
    text
}

/// The start of a text in exactly so many columns.
fn start(text: &str, columns: usize) -> String {
    let text = visible(text);
    if text.width() <= columns {
        return format!("{text}{}", " ".repeat(columns - text.width()));
    }
    let kept = fitting(text.chars(), columns.saturating_sub(1));
    let shown: String = text.chars().take(kept).collect();
    let fill = columns.saturating_sub(shown.width() + 1);
    format!("{shown}…{}", " ".repeat(fill))
}

/// The end of a text in exactly so many columns.
fn end(text: &str, columns: usize) -> String {
    let text = visible(text);
    if text.width() <= columns {
        return format!("{}{text}", " ".repeat(columns - text.width()));
    }
    let kept = fitting(text.chars().rev(), columns.saturating_sub(1));
    let shown: String = text.chars().skip(text.chars().count() - kept).collect();
    let fill = columns.saturating_sub(shown.width() + 1);
    format!("{}…{shown}", " ".repeat(fill))
}

/// How many of these characters fit so many columns.
fn fitting(chars: impl Iterator<Item = char>, columns: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= columns
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_filled_exactly_whatever_the_width_of_the_characters() {
        for text in ["short", "a text that is too long by far", "日本語の長い見出しはここで終わる", ""]
        {
            assert_eq!(start(text, 12).width(), 12, "{text}");
            assert_eq!(end(text, 12).width(), 12, "{text}");
        }
        assert_eq!(start("regime change", 7), "regime…");
        assert_eq!(end("regime change", 7), "…change");
    }

    #[test]
    fn places_outside_the_sentence_do_no_harm() {
        assert_eq!(around("the regime fell", 4, "regime"), ("the ", " fell"));
        assert_eq!(around("é", 1, "x"), ("é", ""));
        assert_eq!(around("short", 400, "regime"), ("short", ""));
    }
}

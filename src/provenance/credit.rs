//! Whose copy is a piece, by its credit?
//!
//! A credit stands in the field of the author, in a byline or a dateline, on
//! a line of its own, or in a notice at the end. An agency that is named
//! anywhere else is a source of the piece or helped with it.

use super::agency::{Agencies, Agency, Form};
use super::excerpt::{Excerpt, Paragraph};
use super::notes::{Note, Notes, Says};

/// A dateline or a byline of more bytes is a sentence.
const LONGEST_LINE: usize = 100;

impl Agencies {
    /// The agency that is credited. `said` is what set phrases of the excerpt say.
    pub(super) fn credited(
        &self,
        author: Option<&str>,
        excerpt: &Excerpt<'_>,
        notes: &Notes,
        said: &[Note<'_>],
    ) -> Option<&Agency> {
        let by_author = || self.by_author(author?);
        let at_end = || self.as_last_word(&excerpt.closing[0]);
        let in_notes = || said.iter().find_map(|note| self.in_note(note, notes));
        let form = by_author().or_else(|| self.at_head(excerpt)).or_else(at_end).or_else(in_notes)?;
        self.of(form)
    }

    /// "AFP", "Jane Doe, Associated Press", "Reuters Staff"; but not "Jane Doe and Associated Press".
    fn by_author(&self, author: &str) -> Option<Form> {
        let author = without_by(author.trim()).unwrap_or(author.trim());
        self.credit(author).or_else(|| author.split([',', '|', '/', '(', '–', '—']).find_map(|part| self.credit(part)))
    }

    /// What is nothing but the name of an agency, or of several, and of a role there.
    fn credit(&self, text: &str) -> Option<Form> {
        let text = text.trim().trim_end_matches([')', '.', ',']);
        let (end, form) = self.forms.at(text)?;
        let mut rest = text.get(end..)?;
        loop {
            rest = rest.trim_start_matches([' ', '/', '-', ',', '(', ')', '&']);
            if rest.is_empty() {
                return Some(form);
            }
            let other = || self.forms.at(rest.strip_prefix("and ").unwrap_or(rest)).map(|(end, _)| end);
            let joined = if rest.starts_with("and ") { "and ".len() } else { 0 };
            let end = self.roles.at(rest).map(|(end, ())| end).or_else(|| Some(joined + other()?))?;
            rest = rest.get(end..)?;
        }
    }

    fn at_head(&self, excerpt: &Excerpt<'_>) -> Option<Form> {
        let mut lines = excerpt.lines();
        let first = lines.next()?;
        self.in_brackets(first)
            .or_else(|| self.in_dateline(first))
            .or_else(|| self.as_line(first))
            .or_else(|| lines.find_map(|line| self.in_brackets(line).or_else(|| self.as_line(line))))
    }

    /// "WASHINGTON (AP) — …", "(Reuters) - …", "MOSCOW, January 5. /TASS/. …".
    fn in_brackets(&self, line: &str) -> Option<Form> {
        memchr::memchr3_iter(b'(', b'[', b'/', line.as_bytes()).take_while(|&at| at <= LONGEST_LINE).find_map(|at| {
            let before = line.get(..at)?.trim_end_matches([' ', '-', '–', '—', ',', '.', ':']);
            let (open, inner) = (line.as_bytes().get(at)?, line.get(at + 1..)?);
            let close = match open {
                b'(' => ')',
                b'[' => ']',
                _ => '/',
            };
            let inner_end = inner.find(close)?;
            let form = self.credit(inner.get(..inner_end)?)?;
            let after = inner.get(inner_end + 1..)?;
            // "Jane Doe / AFP/Getty Images" is the credit of a picture.
            let is_slashed = *open == b'/' && !inner.starts_with(' ') && !after.starts_with(char::is_alphanumeric);
            let is_set_off = is_slashed || *open != b'/' && starts_with_dash(after);
            let is_credit = match before {
                // A caption's credit ends its line.
                "" => is_set_off || *open == b'(' && after.starts_with(' ') && !after.trim().is_empty(),
                before if without_by(before).is_some() => *open == b'(',
                before => {
                    is_place(before)
                        && (is_set_off || *open == b'(' && is_in_capitals(before) && !after.trim().is_empty())
                }
            };
            is_credit.then_some(form)
        })
    }

    /// "AP — …", "Paris, AFP – …".
    fn in_dateline(&self, line: &str) -> Option<Form> {
        let start = line.get(..line.floor_char_boundary(LONGEST_LINE))?;
        // "AP - ", "SANA- ", but not "AP-NORC".
        let dash = start.match_indices(['-', '–', '—']).find(|(at, dash)| {
            let after = start.get(at + 1..).unwrap_or_default();
            *dash != "-" || after.is_empty() || after.starts_with([' ', '-'])
        });
        let (dash, _) = dash?;
        let before = start.get(..dash)?.trim_end();
        if let Some(form) = self.credit(before) {
            return Some(form);
        }
        let comma = before.rfind([',', '/'])?;
        self.credit(before.get(comma + 1..)?).filter(|_| before.get(..comma).is_some_and(is_place))
    }

    /// "By Jane Doe, Associated Press", "Associated Press".
    fn as_line(&self, line: &str) -> Option<Form> {
        if LONGEST_LINE < line.len() {
            return None;
        }
        match without_by(line) {
            // With a slash it is the credit of a picture.
            Some(by) if !by.contains('/') => self.by_author(by),
            Some(_) => None,
            None => self.credit(line).filter(|form| form.is_name),
        }
    }

    /// "— AFP" or "(Reuters)" on the last line, or after its last sentence.
    fn as_last_word(&self, last: &Paragraph<'_>) -> Option<Form> {
        let text = last.text.trim_end_matches([' ', '.']);
        let (before, credit) = match text.strip_suffix(')') {
            Some(inner) => inner.rsplit_once('(')?,
            None => text.rsplit_once(['—', '–', '-'])?,
        };
        let ends = before.trim_end().trim_end_matches(['—', '–', '-']).trim_end();
        let is_after_sentence = ends.ends_with(['.', '!', '?', '”', '"', '’', '\'']);
        (ends.is_empty() && last.is_note || is_after_sentence).then(|| self.credit(credit))?
    }

    /// "© 2019 The Associated Press", "Distributed by …"; but not behind a word, as in "Image copyright".
    fn in_note(&self, note: &Note<'_>, notes: &Notes) -> Option<Form> {
        if !note.is_closing || note.before.trim_end().ends_with(char::is_alphanumeric) {
            return None;
        }
        match note.says {
            Says::Guest => None,
            Says::Provided => self.name(note.after.trim_start_matches([' ', ':', ','])),
            Says::Copyright => {
                // "© Copyright 2019": where there is no year, nothing else may be there.
                let rest = without_year(note.after);
                let second = notes.starting(rest).filter(|(says, _)| *says == Says::Copyright);
                let name = second.map_or(rest, |(_, rest)| without_year(rest));
                let between = note.after.get(..note.after.len() - name.len())?;
                let has_year = between.contains(|c: char| c.is_ascii_digit());
                let is_whole = note.before.is_empty() && self.credit(name).is_some();
                self.name(name).filter(|_| has_year || is_whole)
            }
        }
    }

    /// The unmistakable name that follows "by" and "the".
    fn name(&self, text: &str) -> Option<Form> {
        let text = without_by(text).unwrap_or(text);
        let text = text.strip_prefix("the ").or_else(|| text.strip_prefix("The ")).unwrap_or(text);
        self.forms.at(text).map(|(_, form)| form).filter(|form| form.is_name)
    }
}

/// What follows "By".
fn without_by(text: &str) -> Option<&str> {
    let (by, rest) = text.split_once(' ')?;
    by.eq_ignore_ascii_case("by").then(|| rest.trim_start())
}

fn without_year(text: &str) -> &str {
    text.trim_start_matches(|c: char| c.is_ascii_digit() || !c.is_alphanumeric())
}

fn starts_with_dash(text: &str) -> bool {
    text.trim_start().starts_with(['-', '–', '—', '―', ':'])
}

/// Whether this can be the place and date of a dateline: no long word is in small letters.
fn is_place(text: &str) -> bool {
    text.len() <= LONGEST_LINE
        && text.split([' ', '/']).all(|word| word.len() <= 3 || !word.starts_with(|c: char| c.is_lowercase()))
}

/// Whether the first word is in capitals, as the place of a dateline is.
fn is_in_capitals(text: &str) -> bool {
    let word = text.split([' ', ',', '/']).next().unwrap_or_default();
    3 <= word.len() && !word.contains(|c: char| c.is_lowercase())
}

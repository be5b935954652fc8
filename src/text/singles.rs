//! Which single quotation marks belong together?
//!
//! The mark that closes is also the apostrophe, so a single mark opens only
//! where an apostrophe cannot stand, and closes only if one is open and no
//! letter follows. Apostrophes inside words never come here: the cutting of
//! words has made them part of the word.

use crate::language::{Mark, MarkKind, Word, Words};

use super::quotes::{Family, Quote, Role, around, is_blank, is_opening, set};

/// Straight single quotations are no longer than this; what looks longer is a pair of apostrophes.
const MOST_WORDS: u32 = 60;

/// Adds the single quotations of a text to `quotes`, in order, and what their marks do to `roles`,
/// which knows the double ones.
pub(super) fn find(source: &str, words: &Words, roles: &mut [Role], quotes: &mut Vec<Quote>) {
    let mut singles = Singles { source, words, roles, quotes, open: None };
    let mut depth = 0;
    let mut first_word = 0;
    for (index, mark) in words.marks.iter().enumerate() {
        match singles.roles.get(index) {
            Some(Role::Open) => depth += 1,
            Some(Role::Close) => {
                depth -= 1;
                if singles.open.is_some_and(|open| depth < open.depth) {
                    singles.give_up(mark.word);
                }
            }
            _ => {}
        }
        match mark.kind {
            MarkKind::Paragraph => {
                singles.give_up(mark.word);
                first_word = mark.word;
                depth = 0;
            }
            MarkKind::SingleOpen | MarkKind::SingleStraight if opens(source, words, mark) => {
                singles.give_up(mark.word);
                let starts_paragraph = mark.word == first_word;
                singles.open = Some(Open { mark: index, starts_paragraph, depth });
            }
            MarkKind::SingleClose | MarkKind::SingleStraight if closes(source, mark) => {
                if let Some(open) = singles.open.take_if(|open| open.depth == depth) {
                    set(singles.roles, index as u32, Role::Close);
                    singles.close(open, mark.start + u32::from(mark.len), mark.word, index + 1);
                }
            }
            _ => {}
        }
    }
    singles.give_up(words.words.len() as u32);
}

/// A mark that may open a quotation.
#[derive(Clone, Copy)]
struct Open {
    mark: usize,
    starts_paragraph: bool,
    /// How many double quotations it lies in.
    depth: i32,
}

struct Singles<'a> {
    source: &'a str,
    words: &'a Words,
    roles: &'a mut [Role],
    quotes: &'a mut Vec<Quote>,
    open: Option<Open>,
}

impl Singles<'_> {
    /// Adds a quotation that ends at byte `end`, before the word `end_word` and the mark `end_mark`.
    fn close(&mut self, open: Open, end: u32, end_word: u32, end_mark: usize) {
        let Some(first) = self.words.marks.get(open.mark) else { return };
        let length = end_word.saturating_sub(first.word);
        if length == 0 || (first.kind == MarkKind::SingleStraight && length > MOST_WORDS) {
            return;
        }
        set(self.roles, open.mark as u32, Role::Open);
        self.quotes.push(Quote {
            start: first.start,
            end,
            first_word: first.word,
            end_word,
            open: open.mark as u32,
            end_mark: end_mark as u32,
            starts_paragraph: open.starts_paragraph,
            continues: false,
            nested: false,
            family: Family::Single,
        });
    }

    /// Ends the search for a mark that closes, before the word `limit`. A final s' may be what closes (‘the rebels’):
    /// the cutting of words takes it for a possessive.
    fn give_up(&mut self, limit: u32) {
        let Some(open) = self.open.take() else { return };
        let Some(first) = self.words.marks.get(open.mark) else { return };
        let inside = self.words.words.get(first.word as usize..limit as usize).unwrap_or_default();
        let Some((at, last)) = inside.iter().enumerate().find(|(_, word)| self.is_final_s(word)) else { return };
        let mark_len = self.source.get(last.end as usize..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        let end = last.end + mark_len as u32;
        let end_mark = self.words.marks.partition_point(|mark| mark.start < end);
        self.close(open, end, first.word + at as u32 + 1, end_mark);
    }

    /// Whether the apostrophe of a possessive word is its last character: the rebels’, not the rebel’s.
    fn is_final_s(&self, word: &Word) -> bool {
        let rest = self.source.get(word.end as usize..).unwrap_or_default();
        word.possessive && !rest.chars().nth(1).is_some_and(char::is_alphanumeric)
    }
}

/// Whether a single mark may open a quotation: not after a letter, and not where letters were left out ('90s).
fn opens(source: &str, words: &Words, mark: &Mark) -> bool {
    let (before, after) = around(source, mark);
    let begins = after.is_some_and(|c| c.is_alphanumeric() || "[($“\"".contains(c));
    let decade = words.words.get(mark.word as usize).is_some_and(|word| is_decade(source, word));
    (is_blank(before) || is_opening(before)) && begins && !decade
}

/// Whether a word is two digits, perhaps with letters: '90s.
fn is_decade(source: &str, word: &Word) -> bool {
    let text = source.get(word.start as usize..word.end as usize).unwrap_or_default();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits == 2 && text.bytes().skip(2).all(|byte| byte.is_ascii_alphabetic())
}

/// Whether a single mark may close a quotation.
fn closes(source: &str, mark: &Mark) -> bool {
    let (before, after) = around(source, mark);
    !is_blank(before) && after.is_none_or(|c| !c.is_alphanumeric())
}

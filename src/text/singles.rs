//! Which single quotation marks belong together?
//!
//! The mark that closes is also the apostrophe, so a single mark opens only
//! where an apostrophe cannot stand, and closes only if one is open and no
//! letter follows. Apostrophes inside words never come here: the cutting of
//! words has made them part of the word.

use crate::language::{Class, Language, Mark, MarkKind, Word, Words};

use super::quotes::{Family, Quote, Role, around, is_blank, is_opening, set};

/// Straight single quotations are no longer than this; what looks longer is a pair of apostrophes.
const MOST_WORDS: u32 = 60;

/// Adds the single quotations of a text to `quotes`, in order, and what their marks do to `roles`,
/// which knows the double ones.
pub(super) fn find(source: &str, words: &Words, language: &Language, roles: &mut [Role], quotes: &mut Vec<Quote>) {
    let mut singles = Singles { source, words, roles, quotes, open: None };
    let mut depth = 0;
    let mut first_word = 0;
    for (index, mark) in words.marks.iter().enumerate() {
        match singles.roles.get(index) {
            Some(Role::Open) => depth += 1,
            Some(Role::Close) => {
                depth -= 1;
                if singles.open.is_some_and(|open| depth < open.depth) {
                    singles.give_up();
                }
            }
            _ => {}
        }
        match mark.kind {
            MarkKind::Paragraph => {
                singles.give_up();
                first_word = mark.word;
                depth = 0;
            }
            MarkKind::SingleOpen | MarkKind::SingleStraight if opens(source, words, language, mark) => {
                singles.give_up();
                let starts_paragraph = mark.word == first_word;
                singles.open = Some(Open { mark: index, starts_paragraph, depth, maybe: None });
            }
            MarkKind::SingleClose | MarkKind::SingleStraight if closes(source, mark) => {
                let possessive = singles.is_possessive(mark);
                match &mut singles.open {
                    // The rebels’ leader: only if nothing else closes the quotation.
                    Some(open) if open.depth == depth && possessive => {
                        open.maybe.get_or_insert(index);
                    }
                    Some(open) if open.depth == depth => {
                        let open = *open;
                        singles.close(open, index);
                        singles.open = None;
                    }
                    _ => {}
                }
            }
            _ => {}
        }
    }
    singles.give_up();
}

/// A mark that may open a quotation.
#[derive(Clone, Copy)]
struct Open {
    mark: usize,
    starts_paragraph: bool,
    /// How many double quotations it lies in.
    depth: i32,
    /// The first mark that closes it or makes a plural possessive.
    maybe: Option<usize>,
}

struct Singles<'a> {
    source: &'a str,
    words: &'a Words,
    roles: &'a mut [Role],
    quotes: &'a mut Vec<Quote>,
    open: Option<Open>,
}

impl Singles<'_> {
    /// Adds a quotation that a mark closes.
    fn close(&mut self, open: Open, at: usize) {
        let (Some(first), Some(last)) = (self.words.marks.get(open.mark), self.words.marks.get(at)) else { return };
        let length = last.word.saturating_sub(first.word);
        if length == 0 || (first.kind == MarkKind::SingleStraight && length > MOST_WORDS) {
            return;
        }
        set(self.roles, open.mark as u32, Role::Open);
        set(self.roles, at as u32, Role::Close);
        self.quotes.push(Quote {
            start: first.start,
            end: last.start + u32::from(last.len),
            first_word: first.word,
            end_word: last.word,
            open: open.mark as u32,
            end_mark: at as u32 + 1,
            starts_paragraph: open.starts_paragraph,
            continues: false,
            nested: false,
            family: Family::Single,
            speaker: None,
        });
    }

    /// Ends the search for a mark that closes.
    fn give_up(&mut self) {
        let open = self.open.take();
        if let Some((open, at)) = open.and_then(|open| Some((open, open.maybe?))) {
            self.close(open, at);
        }
    }

    /// Whether a mark may be the apostrophe of a plural possessive: after a final s, before a small letter.
    fn is_possessive(&self, mark: &Mark) -> bool {
        let last = mark.word.checked_sub(1).and_then(|last| self.words.words.get(last as usize));
        let rest = self.source.get(mark.start as usize + usize::from(mark.len)..).unwrap_or_default();
        let small = rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_lowercase));
        small && last.is_some_and(|word| word.possessive && word.end == mark.start)
    }
}

/// Whether a single mark may open a quotation: not after a letter, and not where letters were left out ('90s, 'em).
fn opens(source: &str, words: &Words, language: &Language, mark: &Mark) -> bool {
    let (before, after) = around(source, mark);
    let begins = after.is_some_and(|c| c.is_alphanumeric() || "[($“\"".contains(c));
    let word = words.words.get(mark.word as usize);
    let shortened = word.is_some_and(|word| language.is(word.id, Class::Elision) || is_decade(source, word));
    (is_blank(before) || is_opening(before)) && begins && !shortened
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

//! Which quotation marks belong together?
//!
//! Double marks here, single ones in `singles.rs`. A curly mark says itself
//! whether it opens or closes; a straight one is judged by what stands around
//! it. Marks pair by that role and not by their shape, so `"…”` is a quotation.
//! Each paragraph is on its own: in news a mark that lost its partner must not
//! turn the rest of an article into somebody's speech.

use crate::language::{Language, Mark, MarkKind, Words};

use crate::span::Span;

use super::{lines, singles};

/// What a quotation mark does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Role {
    /// It is no quotation mark, or one without a partner.
    #[default]
    None,
    /// It opens a quotation.
    Open,
    /// It closes one.
    Close,
}

/// What a quotation is marked by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    /// Double marks.
    Double,
    /// Single marks.
    Single,
    /// A line that begins with `>`, or a turn of a transcript.
    Line,
}

/// A quotation, marks included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Quote {
    /// The first byte: that of the opening mark.
    pub start: u32,
    /// The byte after the last.
    pub end: u32,
    /// Index of its first word.
    pub first_word: u32,
    /// Index after its last word.
    pub end_word: u32,
    /// Index of the opening mark.
    pub open: u32,
    /// Index after the last mark of the quotation.
    pub end_mark: u32,
    /// Whether a paragraph begins with it.
    pub starts_paragraph: bool,
    /// Whether the paragraph before ended inside this quotation.
    pub continues: bool,
    /// Whether it lies in another quotation.
    pub nested: bool,
    /// What it is marked by.
    pub family: Family,
    /// Who speaks, if it is a turn of a transcript.
    pub speaker: Option<Span>,
}

/// The quotations of a text.
#[derive(Clone, Debug, Default)]
pub(super) struct Quotes {
    /// In order of their opening marks; a nested one follows the one it lies in.
    pub quotes: Vec<Quote>,
    /// What each mark of the text does.
    pub roles: Vec<Role>,
    /// How many paragraphs have words.
    pub paragraphs: u32,
    /// How many of these have a double mark without its partner.
    pub unbalanced: u32,
    lines: Vec<Quote>,
    singles: Vec<Quote>,
    doubles: Vec<Quote>,
}

/// A quotation that is open while the marks are read.
#[derive(Clone, Copy)]
struct Open {
    mark: u32,
    starts_paragraph: bool,
    continues: bool,
    /// How many marks opened inside and are not closed yet.
    depth: u32,
    /// The mark that opened the first of these.
    inner: u32,
    /// The last mark that closed one inside.
    last_close: Option<u32>,
}

impl Quotes {
    /// Finds the quotations of a text; what was found before is forgotten.
    pub fn find(&mut self, source: &str, words: &Words, language: &Language) {
        self.quotes.clear();
        self.doubles.clear();
        self.singles.clear();
        self.lines.clear();
        self.roles.clear();
        self.roles.resize(words.marks.len(), Role::None);
        self.paragraphs = 0;
        self.unbalanced = 0;
        let has_singles = self.find_doubles(source, words);
        if has_singles {
            singles::find(source, words, language, &mut self.roles, &mut self.singles);
        }
        lines::drop_labels(source, &mut self.lines);
        self.merge();
    }

    /// Pairs the double marks and says whether there is a single one that may open.
    fn find_doubles(&mut self, source: &str, words: &Words) -> bool {
        let mut has_singles = false;
        let mut paragraph = Paragraph::default();
        let mut open: Option<Open> = None;
        for (index, mark) in words.marks.iter().enumerate() {
            let at = index as u32;
            let role = match mark.kind {
                MarkKind::DoubleOpen | MarkKind::DoubleClose | MarkKind::DoubleStraight => {
                    role(source, mark, open.is_some())
                }
                MarkKind::SingleOpen | MarkKind::SingleStraight => {
                    has_singles = true;
                    continue;
                }
                MarkKind::Quoted => {
                    self.lines.extend(lines::quoted(source, words, at));
                    continue;
                }
                MarkKind::Colon if paragraph.turn.is_none() && mark.word <= paragraph.first_word + LONGEST_LABEL => {
                    paragraph.turn = lines::turn(words, paragraph.first_word, at);
                    continue;
                }
                MarkKind::Paragraph => {
                    let continues =
                        open.take().is_some_and(|open| self.end_paragraph(source, words, open, at, &mut paragraph));
                    self.count(words, paragraph, at, mark.word);
                    paragraph = Paragraph { first_word: mark.word, continues, ..Paragraph::default() };
                    continue;
                }
                _ => continue,
            };
            match (role, &mut open) {
                (Role::Open, None) => {
                    let starts_paragraph = mark.word == paragraph.first_word;
                    let continues = starts_paragraph && std::mem::take(&mut paragraph.continues);
                    open = Some(Open { mark: at, starts_paragraph, continues, depth: 0, inner: at, last_close: None });
                }
                (Role::Open, Some(open)) => {
                    if open.depth == 0 {
                        open.inner = at;
                    }
                    open.depth += 1;
                }
                (_, Some(outer)) if outer.depth > 0 => {
                    outer.depth -= 1;
                    outer.last_close = Some(at);
                    if outer.depth == 0 {
                        let inner = Open { mark: outer.inner, starts_paragraph: false, continues: false, ..*outer };
                        self.close(words, inner, at, true);
                    }
                }
                (_, Some(outer)) => {
                    let outer = *outer;
                    self.close(words, outer, at, false);
                    open = None;
                }
                (_, None) => paragraph.unbalanced |= !is_inch(source, mark),
            }
        }
        let end = words.marks.len() as u32;
        if let Some(open) = open {
            self.end_paragraph(source, words, open, end, &mut paragraph);
        }
        self.count(words, paragraph, end, words.words.len() as u32);
        has_singles
    }

    /// Counts a paragraph that ends before the mark `end` and the word `end_word`, if it has words.
    fn count(&mut self, words: &Words, paragraph: Paragraph, end: u32, end_word: u32) {
        if paragraph.first_word < end_word {
            self.paragraphs += 1;
            self.unbalanced += u32::from(paragraph.unbalanced);
        }
        if let Some(turn) = paragraph.turn.filter(|turn| turn.first_word < end_word) {
            self.lines.push(Quote { end: end_of_text(words, end, end_word), end_word, end_mark: end, ..turn });
        }
    }

    /// Closes a quotation with the mark `at`.
    fn close(&mut self, words: &Words, open: Open, at: u32, nested: bool) {
        let (Some(first), Some(last)) = (words.marks.get(open.mark as usize), words.marks.get(at as usize)) else {
            return;
        };
        set(&mut self.roles, open.mark, if nested { Role::None } else { Role::Open });
        set(&mut self.roles, at, if nested { Role::None } else { Role::Close });
        if first.word == last.word {
            return;
        }
        self.doubles.push(Quote {
            start: first.start,
            end: last.start + u32::from(last.len),
            first_word: first.word,
            end_word: last.word,
            open: open.mark,
            end_mark: at + 1,
            starts_paragraph: open.starts_paragraph,
            continues: open.continues,
            nested,
            family: Family::Double,
            speaker: None,
        });
    }

    /// Ends a quotation that is open when its paragraph ends, at mark `end`; whether it goes on in the next one.
    fn end_paragraph(&mut self, source: &str, words: &Words, open: Open, end: u32, paragraph: &mut Paragraph) -> bool {
        let next = words.marks.get(end as usize..).unwrap_or_default();
        let continues = opens_next_paragraph(source, next);
        paragraph.unbalanced |= !continues;
        if let (Some(last), false) = (open.last_close, continues) {
            // More marks open than close: the last that closes is taken to close the outermost.
            self.doubles.pop_if(|quote| quote.nested && quote.end_mark == last + 1);
            self.close(words, open, last, false);
            return false;
        }
        let Some(first) = words.marks.get(open.mark as usize) else { return false };
        set(&mut self.roles, open.mark, Role::Open);
        let end_word = next.first().map_or(words.words.len() as u32, |mark| mark.word);
        if first.word < end_word {
            self.doubles.push(Quote {
                start: first.start,
                end: end_of_text(words, end, end_word),
                first_word: first.word,
                end_word,
                open: open.mark,
                end_mark: end,
                starts_paragraph: open.starts_paragraph,
                continues: open.continues,
                nested: false,
                family: Family::Double,
                speaker: None,
            });
        }
        continues
    }

    /// Puts all quotations in one row and marks those that lie in another; what crosses another is none.
    fn merge(&mut self) {
        self.doubles.append(&mut self.singles);
        self.doubles.append(&mut self.lines);
        // Nearly always in order already.
        self.doubles.sort_by_key(|quote| quote.start);
        let mut outer_end = 0;
        for mut quote in self.doubles.drain(..) {
            quote.nested = quote.start < outer_end;
            if !quote.nested {
                outer_end = quote.end;
            }
            if quote.end <= outer_end {
                self.quotes.push(quote);
            }
        }
    }
}

/// What is known of a paragraph while its marks are read.
#[derive(Clone, Copy, Default)]
struct Paragraph {
    first_word: u32,
    continues: bool,
    unbalanced: bool,
    /// The turn of a transcript that it may be; its end is not known yet.
    turn: Option<Quote>,
}

/// Who speaks in a transcript is said in at most so many words.
const LONGEST_LABEL: u32 = 5;

/// Whether a double mark opens or closes; `open` says whether a quotation is open. A curly one has its role unless it
/// stands where it can only have the other: “so“, or ”so”.
fn role(source: &str, mark: &Mark, open: bool) -> Role {
    let (before, after) = around(source, mark);
    match mark.kind {
        MarkKind::DoubleOpen
            if open
                && mark.len == 3
                && !is_blank(before)
                && !is_opening(before)
                && (is_blank(after) || after.is_some_and(|c| ",.;:!?)".contains(c))) =>
        {
            Role::Close
        }
        MarkKind::DoubleClose if !open && is_blank(before) && after.is_some_and(char::is_alphanumeric) => Role::Open,
        MarkKind::DoubleOpen => Role::Open,
        MarkKind::DoubleClose => Role::Close,
        _ => straight_role(source, mark, open),
    }
}

/// Whether a straight mark opens or closes; `open` says whether a quotation is open.
fn straight_role(source: &str, mark: &Mark, open: bool) -> Role {
    let (before, after) = around(source, mark);
    let opens = match (open, is_blank(before)) {
        (true, true) => after.is_some_and(char::is_alphanumeric),
        (true, false) => false,
        (false, true) => !is_blank(after),
        (false, false) => is_opening(before) || after.is_some_and(|c| c.is_alphanumeric() || "[($‘'".contains(c)),
    };
    if opens { Role::Open } else { Role::Close }
}

/// The characters before and after a mark.
pub(super) fn around(source: &str, mark: &Mark) -> (Option<char>, Option<char>) {
    let before = source.get(..mark.start as usize).and_then(|text| text.chars().next_back());
    let after = source.get(mark.start as usize + usize::from(mark.len)..).and_then(|text| text.chars().next());
    (before, after)
}

/// Whether it is white space or the end of the text.
pub(super) fn is_blank(character: Option<char>) -> bool {
    character.is_none_or(char::is_whitespace)
}

/// Whether a word that follows it directly begins something.
pub(super) fn is_opening(character: Option<char>) -> bool {
    character.is_some_and(|c| "([{—–-/“„«\"‘‚>".contains(c))
}

/// Whether a straight mark without a partner is a sign for inches.
fn is_inch(source: &str, mark: &Mark) -> bool {
    mark.kind == MarkKind::DoubleStraight && around(source, mark).0.is_some_and(|c| c.is_ascii_digit())
}

/// Whether the paragraph after these marks, the first of which ends one, begins with an opening mark.
fn opens_next_paragraph(source: &str, marks: &[Mark]) -> bool {
    let Some(end) = marks.first() else { return false };
    let next = marks.iter().find(|mark| !matches!(mark.kind, MarkKind::Paragraph | MarkKind::Quoted));
    next.is_some_and(|mark| {
        let opens = match mark.kind {
            MarkKind::DoubleOpen => true,
            MarkKind::DoubleStraight => straight_role(source, mark, false) == Role::Open,
            _ => false,
        };
        opens && mark.word == end.word
    })
}

/// The byte after what stands before the mark `end` and the word `end_word`.
fn end_of_text(words: &Words, end: u32, end_word: u32) -> u32 {
    let word = end_word.checked_sub(1).and_then(|last| words.words.get(last as usize)).map_or(0, |word| word.end);
    let mark = end.checked_sub(1).and_then(|last| words.marks.get(last as usize));
    word.max(mark.map_or(0, |mark| mark.start + u32::from(mark.len)))
}

/// Writes what a mark does.
pub(super) fn set(roles: &mut [Role], mark: u32, role: Role) {
    if let Some(slot) = roles.get_mut(mark as usize) {
        *slot = role;
    }
}

//! What was read but is no article, where is it, and why?

use std::borrow::Cow;
use std::fmt;
use std::io;
use std::sync::Arc;

/// A record that is no article, or a file that could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Skipped {
    /// The file, as the user is shown it.
    pub file: Arc<str>,
    /// The line of the file, from 1, where it has one.
    pub line: Option<u64>,
    /// The character of the line, from 1, where it has one.
    pub column: Option<u64>,
    /// The byte of the file, from 0, where the bytes themselves are at fault.
    pub byte: Option<u64>,
    /// Why it is no article.
    pub reason: Reason,
}

impl Skipped {
    /// A file that was skipped as a whole.
    pub fn file(file: &Arc<str>, reason: Reason) -> Skipped {
        Skipped { file: file.clone(), line: None, column: None, byte: None, reason }
    }

    /// A line of a file.
    pub(super) fn line(file: &Arc<str>, line: u64, reason: Reason) -> Skipped {
        Skipped { line: Some(line), ..Skipped::file(file, reason) }
    }

    /// Whether the input itself failed: what it holds is not known, so that the work asked for could not be done.
    pub fn is_failure(&self) -> bool {
        matches!(self.reason, Reason::Unreadable(_) | Reason::NoArticleFiles(_))
    }

    /// Whether it is an article that only is not wanted.
    pub fn is_unwanted(&self) -> bool {
        matches!(self.reason, Reason::Unwanted(_))
    }
}

impl fmt::Display for Skipped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        if let Some(column) = self.column {
            write!(f, ":{column}")?;
        }
        write!(f, ": {}", self.reason)?;
        match self.byte {
            Some(byte) => write!(f, " (byte {byte} of the file)"),
            None => Ok(()),
        }
    }
}

/// Why a record is no article. Text from outside is escaped in it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Reason {
    /// Nothing in it, or nothing but white space.
    Empty,
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// A NUL byte, which no text has.
    Nul,
    /// Not JSON; what the parser says.
    NotJson(String),
    /// JSON, but not an object; what it is.
    NotObject(&'static str),
    /// A JSON list that has no end.
    OpenList,
    /// Something else behind the end of a JSON list.
    AfterList,
    /// A row with a quotation mark that is not closed where a cell ends, or not within so many lines.
    BrokenQuotes(usize),
    /// A row with another number of cells than the first.
    Cells {
        /// How many it has.
        found: usize,
        /// How many the first has.
        wanted: usize,
    },
    /// JSON or a page nested deeper than this many levels.
    TooDeep(usize),
    /// A page with more elements than this, each counted as often as others are open around it.
    ManyNested(u64),
    /// A field that is there twice.
    TwiceGiven(String),
    /// A field of a type that it cannot have.
    WrongType {
        /// The name of the field in the record.
        field: String,
        /// What it holds.
        found: &'static str,
        /// What it may hold.
        wanted: &'static str,
    },
    /// A line of more bytes than this.
    LongLine(usize),
    /// An article of more bytes than this.
    LongArticle(usize),
    /// No field is the text; the fields that the record has.
    NoText(Vec<String>),
    /// The field of the text is there but empty.
    EmptyText,
    /// Another language than English: its code, or "another script".
    Language(String),
    /// Parquet that cannot be read; what is wrong with it.
    Parquet(String),
    /// A page without a main text.
    NoArticle,
    /// A page of more bytes than this.
    LongPage(usize),
    /// A page with a tag of more attributes than this.
    ManyAttributes(usize),
    /// A page of which the crawler or the server gave only a part.
    CutPage,
    /// A page that is packed in a way that is not unpacked.
    PackedPage(String),
    /// A record of a web archive that cannot be read; what is wrong with it.
    Warc(&'static str),
    /// An article that is not wanted; why.
    Unwanted(String),
    /// A file that cannot be opened or read to its end; what the system says.
    Unreadable(String),
    /// An archive that ends before its end.
    CutArchive,
    /// An archive that cannot be unpacked from here on; what the decoder says.
    DamagedArchive(String),
    /// Bytes behind the end of an archive that belong to no other.
    AfterArchive,
    /// An archive that unpacks to more than is likely of any text.
    Bomb,
    /// An archive of this kind, where text was expected: one within another, or one of many files.
    Archive(&'static str),
    /// A folder without files to read; what is in it instead.
    NoArticleFiles(String),
}

impl Reason {
    /// The reason in a few words that do not differ from record to record, to count by.
    pub fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            Reason::Empty => "empty",
            Reason::NotUtf8 => "not UTF-8",
            Reason::Nul => "NUL byte",
            Reason::NotJson(_) => "not JSON",
            Reason::NotObject(_) => "not an object",
            Reason::OpenList => "list without an end",
            Reason::AfterList => "something after a list",
            Reason::BrokenQuotes(_) => "broken quotation marks",
            Reason::Cells { .. } => "wrong number of cells",
            Reason::TooDeep(_) | Reason::ManyNested(_) => "nested too deep",
            Reason::TwiceGiven(_) => "field given twice",
            Reason::WrongType { .. } => "field of the wrong type",
            Reason::LongLine(_) => "line too long",
            Reason::LongArticle(_) => "article too long",
            Reason::NoText(_) => "no text field",
            Reason::EmptyText => "empty text",
            Reason::Language(language) => return Cow::Owned(format!("language: {language}")),
            Reason::Parquet(_) => "damaged Parquet",
            Reason::NoArticle => "page without an article",
            Reason::LongPage(_) => "page too long",
            Reason::ManyAttributes(_) => "tag with too many attributes",
            Reason::CutPage => "page cut short",
            Reason::PackedPage(_) => "page not unpacked",
            Reason::Warc(_) => "damaged WARC record",
            Reason::Unwanted(why) => return Cow::Owned(why.clone()),
            Reason::Unreadable(_) => "cannot be read",
            Reason::CutArchive => "archive cut short",
            Reason::DamagedArchive(_) => "damaged archive",
            Reason::AfterArchive => "bytes after an archive",
            Reason::Bomb => "decompression bomb",
            Reason::Archive(_) => "archive not unpacked",
            Reason::NoArticleFiles(_) => "no article files",
        })
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.name();
        match self {
            Reason::Empty | Reason::EmptyText | Reason::NotUtf8 | Reason::Language(_) | Reason::Unwanted(_) => {
                f.write_str(&name)
            }
            Reason::NoArticle => write!(f, "{name}: no main text was found in it"),
            Reason::LongPage(limit) => write!(f, "{name}: more than {}", bytes(*limit)),
            Reason::ManyAttributes(limit) => write!(f, "{name}: more than {limit}"),
            Reason::CutPage => write!(f, "{name}: the crawler or the server gave only a part of it"),
            Reason::PackedPage(how) => write!(f, "{name}: {how}"),
            Reason::Warc(what) => write!(f, "{name}: {what}"),
            Reason::Nul => f.write_str("NUL byte: this is no text, or not UTF-8"),
            Reason::NotJson(message) => write!(f, "{name}: {message}"),
            Reason::NotObject(found) => write!(f, "{name} but {found}: a record is an object with named fields"),
            Reason::OpenList => write!(f, "{name}: the file ends before its bracket is closed"),
            Reason::AfterList => write!(f, "{name}: it was not read"),
            Reason::BrokenQuotes(lines) => write!(
                f,
                "{name}: one is not closed at the end of a cell, or not within {lines} lines; those of a cell are doubled"
            ),
            Reason::Cells { found, wanted } => write!(f, "{name}: {found}, and the header has {wanted}"),
            Reason::TooDeep(limit) => write!(f, "{name}: more than {limit} levels"),
            Reason::ManyNested(limit) => {
                write!(f, "{name}: more than {limit} elements, each counted as often as others are open around it")
            }
            Reason::TwiceGiven(field) => write!(f, "{name}: {field}"),
            Reason::WrongType { field, found, wanted } => write!(f, "{name}: {field} is {found}, not {wanted}"),
            Reason::LongLine(limit) => write!(f, "{name}: more than {}", bytes(*limit)),
            Reason::LongArticle(limit) => {
                write!(f, "{name}: more than {}; --max-article-bytes sets the limit", bytes(*limit))
            }
            Reason::NoText(fields) if fields.is_empty() => write!(f, "{name}: the record has no fields"),
            Reason::NoText(fields) => {
                write!(f, "{name}; the record has: {}; use --field text=NAME", fields.join(", "))
            }
            Reason::Unreadable(message) => write!(f, "{name}: {message}"),
            Reason::CutArchive => write!(f, "{name}: it ends early; what comes before was read"),
            Reason::DamagedArchive(message) => write!(f, "{name}: {message}; what comes before was read"),
            Reason::Parquet(message) => write!(f, "{name}: {message}"),
            Reason::AfterArchive => write!(f, "{name}: they were not read"),
            Reason::Bomb => write!(
                f,
                "{name}: it unpacks to more than 1,000 times its size and to more than an article may have; what comes \
                 before was read"
            ),
            Reason::Archive(kind) => write!(f, "{name}: it is {kind}; unpack it, then give the files"),
            Reason::NoArticleFiles(found) => {
                write!(
                    f,
                    "{name} (.txt, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .html, .warc) in this folder{found}"
                )
            }
        }
    }
}

impl std::error::Error for Reason {}

/// So that a reader can say why it ends early.
impl From<Reason> for io::Error {
    fn from(reason: Reason) -> io::Error {
        io::Error::other(reason)
    }
}

/// A number of bytes as it was most likely given.
fn bytes(n: usize) -> String {
    const MIB: usize = 1 << 20;
    if n >= MIB && n.is_multiple_of(MIB) { format!("{} MB", n / MIB) } else { format!("{n} bytes") }
}

/// Text from outside as it may be shown: control, format and other characters that do not print are escaped.
pub fn shown(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut shown, c| {
        match c {
            '"' | '\'' | '\\' => shown.push(c),
            _ => shown.extend(c.escape_debug()),
        }
        shown
    })
}

/// The first characters of it, shown.
pub(super) fn shown_start(text: &str) -> String {
    const LONGEST: usize = 60;
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => shown(&text[..end]) + "…",
        None => shown(text),
    }
}

/// The names of columns, the first of them, for a message.
pub(super) fn shown_names(names: &[String]) -> Vec<String> {
    const MOST: usize = 20;
    let more = (MOST < names.len()).then(|| "…".to_owned());
    names.iter().take(MOST).map(|name| shown_start(name)).chain(more).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_reads_like_a_compilers() {
        let skipped = Skipped {
            column: Some(7),
            ..Skipped::line(&"a.jsonl".into(), 3, Reason::NotJson("key must be a string".into()))
        };
        assert_eq!(skipped.to_string(), "a.jsonl:3:7: not JSON: key must be a string");
        let skipped = Skipped { byte: Some(512), ..Skipped::file(&"b.txt".into(), Reason::NotUtf8) };
        assert_eq!(skipped.to_string(), "b.txt: not UTF-8 (byte 512 of the file)");
    }

    #[test]
    fn what_does_not_print_is_escaped() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}\u{9b}b\n\u{200b}"), r"a\u{1b}[31m\u{202e}\u{9b}b\n\u{200b}");
        assert_eq!(shown("l'été \"日本\" c:\\x"), "l'été \"日本\" c:\\x");
    }

    #[test]
    fn a_limit_is_shown_as_it_was_given() {
        assert_eq!(bytes(64 << 20), "64 MB");
        assert_eq!(bytes(1000), "1000 bytes");
    }
}

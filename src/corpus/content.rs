//! What does a file turn out to hold? Its first bytes say.

use super::batch::{is_blank, lines};
use super::elements::Elements;
use super::sample::Sample;
use super::{FieldOverrides, Format, Reason, table};

/// What a file holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Text,
    /// One JSON object.
    Object,
    /// A JSON object a line.
    Lines,
    /// A JSON list of objects.
    List,
    /// A table with this byte between its cells.
    Table(u8),
    /// A page of HTML.
    #[cfg(feature = "pages")]
    Page,
    /// A web archive.
    #[cfg(feature = "pages")]
    Archive,
}

/// What it holds, from its first bytes and what its name promises. The name decides where the bytes leave it open.
pub(super) fn of(start: &[u8], is_whole: bool, format: Format, overrides: &FieldOverrides) -> Of {
    #[cfg(feature = "pages")]
    if start.starts_with(WARC_MAGIC) || format == Format::Archive {
        return Of::Archive;
    } else if is_page(start) || format == Format::Page {
        return Of::Page;
    }
    match format {
        Format::Table => Of::Table(table::delimiter(start, overrides)),
        Format::Lines if starts_like_list(start) => Of::List,
        Format::Lines => Of::Lines,
        Format::Json => of_json(start, is_whole),
        Format::Any if starts_like_json(start) => of_json(start, is_whole),
        // The first line may be broken.
        Format::Any if first_lines(start, is_whole).any(|line| Sample::default().add(line)) => Of::Lines,
        // A text may begin with a brace or a bracket; it is JSON only if it is good JSON.
        Format::Text if starts_like_json(start) => match of_json(start, is_whole) {
            Of::Lines if first_lines(start, is_whole).any(|line| Sample::default().add(line)) => Of::Lines,
            Of::Object if Sample::default().add(start) => Of::Object,
            Of::List if first_element(start).is_some_and(|element| Sample::default().add(element)) => Of::List,
            _ => Of::Text,
        },
        Format::Any | Format::Text | Format::Page | Format::Archive
            if table::has_header(start, is_whole, overrides) =>
        {
            Of::Table(table::delimiter(start, overrides))
        }
        Format::Any | Format::Text | Format::Page | Format::Archive => Of::Text,
    }
}

/// Whether the first bytes of a file leave no doubt that it holds records, whatever its name.
pub fn are_records(start: &[u8]) -> bool {
    starts_like_json(start) || start.starts_with(b"PAR1") || start.starts_with(WARC_MAGIC) || is_page(start)
}

/// What every record of a web archive starts with.
const WARC_MAGIC: &[u8] = b"WARC/1.";

/// Whether the first bytes are those of a page of HTML.
fn is_page(start: &[u8]) -> bool {
    let mut rest = start.trim_ascii_start();
    loop {
        let (opening, end): (&[u8], &[u8]) =
            if rest.starts_with(b"<?xml") { (b"<?xml", b"?>") } else { (b"<!--", b"-->") };
        let Some(inside) = rest.strip_prefix(opening) else { break };
        let Some(at) = memchr::memmem::find(inside, end) else { return false };
        rest = inside[at + end.len()..].trim_ascii_start();
    }
    let starts_with = |tag: &[u8]| {
        rest.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && rest.get(tag.len()).is_none_or(|c| c.is_ascii_whitespace() || *c == b'>')
    };
    [&b"<!doctype html"[..], b"<html", b"<head", b"<body"].into_iter().any(starts_with)
}

/// What cannot be read as articles, by its first bytes: an archive, which was unpacked already or is of many files.
pub(super) fn refused(start: &[u8]) -> Option<Reason> {
    const KINDS: [(&[u8], &str); 10] = [
        (b"PAR1", "Parquet, which this program reads only from a file that is not compressed, if built with it"),
        (b"\x1f\x8b\x08", "gzip within an archive"),
        (b"\x28\xb5\x2f\xfd", "zstd within an archive"),
        (b"\xfd7zXZ\0", "xz within an archive"),
        (b"BZh91AY&SY", "bzip2 within an archive"),
        (b"PK\x03\x04", "a zip archive"),
        (b"PK\x05\x06", "a zip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!\x1a\x07", "a rar archive"),
        (b"\x1f\x9d", "an archive of compress"),
    ];
    if cfg!(not(feature = "pages")) && (start.starts_with(WARC_MAGIC) || is_page(start)) {
        return Some(Reason::Archive("HTML or WARC, which this program reads only if built with it"));
    }
    let kind = KINDS.iter().find(|(magic, _)| start.starts_with(magic)).map(|(_, kind)| *kind);
    let tar = start.get(257..262).is_some_and(|magic| magic == b"ustar").then_some("a tar archive");
    kind.or(tar).map(Reason::Archive)
}

/// Whether it starts with an object, or with a list of objects. Text may start with a bracket too.
fn starts_like_json(start: &[u8]) -> bool {
    let mut bytes = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!((bytes.next(), bytes.next()), (Some(b'{'), Some(b'"' | b'}'))) || starts_like_list(start)
}

fn starts_like_list(start: &[u8]) -> bool {
    let mut bytes = start.iter().filter(|byte| !byte.is_ascii_whitespace());
    matches!((bytes.next(), bytes.next()), (Some(b'['), Some(b'{')))
}

/// One object, a list or lines? Lines, if one of the first two is a whole object; so one that is broken does not
/// decide.
fn of_json(start: &[u8], is_whole: bool) -> Of {
    if start.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Of::List;
    }
    // A first line that goes on past the start is read as a line, which has its own limit.
    let is_long_line = !is_whole && !start.contains(&b'\n');
    let has_object = || first_lines(start, is_whole).any(|line| Sample::default().add(line));
    if is_long_line || has_object() { Of::Lines } else { Of::Object }
}

/// The first two whole lines that are not blank.
fn first_lines(start: &[u8], is_whole: bool) -> impl Iterator<Item = &[u8]> {
    let end = if is_whole { start.len() } else { memchr::memrchr(b'\n', start).map_or(0, |newline| newline + 1) };
    lines(&start[..end]).map(|(_, line)| line).filter(|line| !is_blank(line)).take(2)
}

fn first_element(start: &[u8]) -> Option<&[u8]> {
    let mut found = Vec::new();
    Elements::default().find(start, &mut found);
    found.first().map(|range| &start[range.clone()])
}

//! In which character set is a page?
//!
//! A byte order mark says it; else UTF-8 is taken for what it is; else what the
//! server or the page says; else it is what the bytes look like most.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use memchr::memmem;

use super::super::Charset;
use super::super::charset::{assumed, guess};

/// So many bytes of a page are searched for what it says; the standard asks for 1,024.
const SEARCHED_BYTES: usize = 4 << 10;

/// A page as text, with its set where it is not UTF-8. What is no character of the set becomes U+FFFD, as in a
/// browser.
pub(in super::super) fn decoded<'p>(page: &'p [u8], label: Option<&str>) -> (Cow<'p, str>, Option<Charset>) {
    let (page, marked) = match Encoding::for_bom(page) {
        Some((encoding, mark)) => (&page[mark..], Some(encoding)),
        None => (page, None),
    };
    if marked.is_none_or(|encoding| encoding == UTF_8)
        && let Ok(text) = std::str::from_utf8(page)
    {
        return (Cow::Borrowed(text), None);
    }
    let said = || label.and_then(|label| Encoding::for_label(label.as_bytes())).or_else(|| said_by_page(page));
    // A page that says UTF-8 and is not may be one with a damaged character, or say so wrongly.
    let said = marked.or_else(said).filter(|&encoding| encoding != UTF_8 || is_damaged_utf8(page));
    let encoding = said.unwrap_or_else(|| guess(page));
    let text = encoding.decode_without_bom_handling(page).0;
    let charset = match said {
        Some(said) => Charset { name: said.name(), is_assumed: false },
        None => assumed(encoding),
    };
    (text, (encoding != UTF_8).then_some(charset))
}

/// What stands behind `charset=` in the head of a page, or `encoding=` in the declaration of XML.
fn said_by_page(page: &[u8]) -> Option<&'static Encoding> {
    let start = page[..page.len().min(SEARCHED_BYTES)].to_ascii_lowercase();
    let label = |name: &[u8]| {
        memmem::find_iter(&start, name).find_map(|at| {
            let rest = start[at + name.len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
            let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
            let is_label = |c: &u8| c.is_ascii_alphanumeric() || b"-_:.".contains(c);
            let end = rest.iter().position(|c| !is_label(c)).unwrap_or(rest.len());
            Encoding::for_label(&rest[..end])
        })
    };
    let encoding = label(b"charset").or_else(|| start.starts_with(b"<?xml").then(|| label(b"encoding")).flatten())?;
    // What could be read so far is no UTF-16.
    Some(if encoding.is_ascii_compatible() { encoding } else { UTF_8 })
}

/// Whether most of what is not ASCII is UTF-8.
fn is_damaged_utf8(page: &[u8]) -> bool {
    let (mut n_good, mut n_bad) = (0usize, 0usize);
    for chunk in page.utf8_chunks() {
        n_good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        n_bad += usize::from(!chunk.invalid().is_empty());
    }
    n_bad < n_good
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: &[u8], label: Option<&str>, text: &str, charset: &str) {
        let (found, set) = decoded(page, label);
        assert!(found.contains(text), "{found}");
        assert_eq!(set.map(|set| set.to_string()).unwrap_or_default(), charset);
    }

    #[test]
    fn mark_then_server_then_page_then_bytes() {
        check("\u{feff}caf\u{e9}".as_bytes(), Some("windows-1252"), "café", "");
        check("café".as_bytes(), Some("windows-1252"), "café", "");
        check(b"caf\xe9 \xa4", Some("ISO-8859-15"), "café €", "ISO-8859-15");
        check(b"<meta charset='iso-8859-15'>caf\xe9 \xa4", None, "café €", "ISO-8859-15");
        check(b"<?xml version='1.0' encoding=\"iso-8859-15\"?>caf\xe9 \xa4", None, "café €", "ISO-8859-15");
        check(b"<meta content=\"text/html; charset=koi8-r\">\xf0\xd2", Some("nonsense"), "Пр", "KOI8-R");
        check(b"The caf\xe9 closed.", None, "café", "windows-1252 (assumed)");
        check(b"<meta charset=utf-8>The caf\xe9 closed.", None, "café", "windows-1252 (assumed)");
        check(b"<meta charset=utf-16>The caf\xe9 closed.", None, "café", "windows-1252 (assumed)");
        check(b"\xfe\xff\0c\0a", Some("utf-8"), "ca", "UTF-16BE");
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        check(b"<meta charset=utf-8>\xe2\x80\x9cferry\xe2\x80\x9d caf\xe9.", None, "“ferry” caf\u{fffd}.", "");
    }
}

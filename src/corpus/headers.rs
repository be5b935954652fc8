//! Which lines head a record of an archive, or a response of a server?

use std::borrow::Cow;

use memchr::memchr;

/// Bytes that such lines may have together.
pub(super) const MOST_BYTES: usize = 256 << 10;

/// The first line, the headers up to an empty line, and what comes behind it.
#[derive(Debug)]
pub(super) struct Headed<'b> {
    pub(super) first_line: &'b [u8],
    lines: &'b [u8],
    pub(super) body: &'b [u8],
}

impl<'b> Headed<'b> {
    /// Looks for the empty line; `None` if there is none within the limit.
    pub(super) fn of(bytes: &'b [u8]) -> Option<Headed<'b>> {
        let mut at = 0;
        let mut first_end = None;
        loop {
            let end = at + memchr(b'\n', bytes.get(at..)?)?;
            if MOST_BYTES < end {
                return None;
            }
            let is_empty = matches!(&bytes[at..end], b"" | b"\r");
            let first = *first_end.get_or_insert(end);
            if is_empty {
                let lines = bytes.get(first + 1..at).unwrap_or_default();
                return Some(Headed { first_line: bytes[..first].trim_ascii_end(), lines, body: &bytes[end + 1..] });
            }
            at = end + 1;
        }
    }

    /// The first value under a name, in any case. Lines that are no headers are passed over.
    pub(super) fn value(&self, name: &str) -> Option<Cow<'b, str>> {
        self.lines.split(|&c| c == b'\n').find_map(|line| {
            let colon = memchr(b':', line)?;
            let is_it = line[..colon].trim_ascii().eq_ignore_ascii_case(name.as_bytes());
            let value = line[colon + 1..].trim_ascii();
            (is_it && !value.is_empty()).then(|| String::from_utf8_lossy(value))
        })
    }

    /// How many bytes the body has, as it says.
    pub(super) fn length(&self) -> Option<u64> {
        self.value("Content-Length")?.parse().ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_found_in_any_case_and_broken_lines_cost_themselves() {
        let headed =
            Headed::of(b"HTTP/1.1 200 OK\r\nnonsense\r\ncontent-TYPE :  text/html \nX:\r\n\r\nbody\n\n").unwrap();
        assert_eq!((headed.first_line, headed.body), (&b"HTTP/1.1 200 OK"[..], &b"body\n\n"[..]));
        assert_eq!(headed.value("Content-Type").as_deref(), Some("text/html"));
        assert_eq!((headed.value("X"), headed.length()), (None, None));
    }

    #[test]
    fn without_an_empty_line_there_is_no_head() {
        for bytes in ["", "WARC/1.0", "WARC/1.0\r\nA: b\r\n", &"a: b\n".repeat(100_000)] {
            assert!(Headed::of(bytes.as_bytes()).is_none());
        }
        assert_eq!(Headed::of(b"\n\n").unwrap().body, b"\n");
    }
}

//! What of a body is looked at: where credits, labels and notes stand.

/// Bytes from the start. A dateline, a byline and a label fit in.
const HEAD: usize = 300;

/// A closing paragraph of more bytes is no note; but where the body has no line breaks its end may be.
const LONGEST_NOTE: usize = 500;

/// So much is looked at of the end of a longer one.
const TAIL: usize = 200;

/// The first lines and the last two paragraphs of a body.
#[derive(Clone, Copy, Debug)]
pub(super) struct Excerpt<'b> {
    pub(super) head: &'b str,
    /// The last paragraph, and the one before it.
    pub(super) closing: [Paragraph<'b>; 2],
}

/// A line at the end of a body.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paragraph<'b> {
    /// Trimmed; of a long one only its end.
    pub(super) text: &'b str,
    /// Whether it is all of a paragraph, and not all of the body.
    pub(super) is_note: bool,
}

impl<'b> Excerpt<'b> {
    pub(super) fn of(body: &'b str) -> Excerpt<'b> {
        let body = body.trim();
        let head = whole_lines(body, body.floor_char_boundary(HEAD));
        let (before, last) = last_line(body);
        let (earlier, second) = last_line(before);
        let closing = [paragraph(last, !before.is_empty()), paragraph(second, !earlier.is_empty())];
        Excerpt { head, closing }
    }

    /// The first lines, trimmed, none of them blank.
    pub(super) fn lines(&self) -> impl Iterator<Item = &'b str> {
        self.head.lines().map(str::trim).filter(|line| !line.is_empty())
    }
}

/// The lines that end before this byte, for half a line may read like a credit; of the first line, what there is.
fn whole_lines(body: &str, end: usize) -> &str {
    let head = &body[..end];
    match memchr::memrchr(b'\n', head.as_bytes()) {
        Some(at) if end < body.len() => &head[..at],
        _ => head,
    }
}

/// What stands before the last line, trimmed, and the line.
fn last_line(text: &str) -> (&str, &str) {
    match memchr::memrchr(b'\n', text.as_bytes()) {
        Some(at) => (text[..at].trim_end(), text[at + 1..].trim_start()),
        None => ("", text),
    }
}

fn paragraph(line: &str, is_after_others: bool) -> Paragraph<'_> {
    if line.len() <= LONGEST_NOTE {
        return Paragraph { text: line, is_note: is_after_others };
    }
    Paragraph { text: &line[line.ceil_char_boundary(line.len() - TAIL)..], is_note: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_paragraphs_are_the_last_lines_that_are_not_blank() {
        let excerpt = Excerpt::of("\nOne.\n\n  Two. \r\n\r\nThree.\n\n");
        assert_eq!(
            excerpt.closing.map(|paragraph| (paragraph.text, paragraph.is_note)),
            [("Three.", true), ("Two.", true)]
        );
        let excerpt = Excerpt::of("One.\nTwo.");
        assert_eq!(
            excerpt.closing.map(|paragraph| (paragraph.text, paragraph.is_note)),
            [("Two.", true), ("One.", false)]
        );
        assert_eq!(Excerpt::of(" \n ").closing[0].text, "");
    }

    #[test]
    fn the_head_has_whole_lines() {
        let line = "The ferry sank off the harbour on Monday, and all of its passengers swam.";
        let body = [line; 9].join("\n");
        assert_eq!(Excerpt::of(&body).lines().collect::<Vec<_>>(), [line; 4]);
        assert_eq!(Excerpt::of(&line.repeat(9)).head.len(), HEAD);
        assert_eq!(Excerpt::of("One.\nTwo.").head, "One.\nTwo.");
    }

    #[test]
    fn a_long_body_is_cut_between_characters() {
        for shift in 0..4 {
            let body = format!("{}{}", "x".repeat(shift), "é€𝄞".repeat(400));
            let excerpt = Excerpt::of(&body);
            assert!(excerpt.head.len() <= HEAD && body.starts_with(excerpt.head));
            assert!(excerpt.closing[0].text.len() <= TAIL && body.ends_with(excerpt.closing[0].text));
            assert!(!excerpt.closing[0].is_note);
        }
    }
}

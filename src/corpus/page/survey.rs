//! Is a page safe to be parsed, and is there any text in it?
//!
//! Extractors run out of stack on some pages that are nested deep, and for each
//! element go through all those around it. So the tags of a page are looked at
//! once before a tree is built of them. Where a parser would close an element by
//! itself and this does not, a page counts as deeper than it is, never as flatter.

use std::collections::HashMap;

use memchr::{memchr, memmem};

use super::super::Reason;

/// Elements that may be open at a time.
const MOST_OPEN: usize = 512;

/// Elements that a page may have, each counted as often as others are open when it begins. dom_smoothie 0.19 takes half a
/// microsecond for each (measured with `<b>` and `<br>`, 20,000 and 80,000 of them at depths of 20, 100 and 500). A page
/// of 10,000 elements stands at 400,000 where it is nested 40 deep.
const MOST_NESTED: u64 = 8_000_000;

/// Attributes that a tag may have.
const MOST_ATTRIBUTES: usize = 2_000;

/// Bytes of text without which no page has an article: there are more in a menu.
const LEAST_TEXT: usize = 100;

/// Elements without content.
const VOID: [&[u8]; 18] = [
    b"area",
    b"base",
    b"basefont",
    b"bgsound",
    b"br",
    b"col",
    b"embed",
    b"frame",
    b"hr",
    b"img",
    b"input",
    b"keygen",
    b"link",
    b"meta",
    b"param",
    b"source",
    b"track",
    b"wbr",
];

/// Elements that the parser closes by itself where another of them begins, or that need a table around them, so that
/// none is within another without something that is counted in between.
const CLOSED_BY_NEXT: [&[u8]; 12] =
    [b"html", b"head", b"body", b"p", b"tr", b"td", b"th", b"thead", b"tbody", b"tfoot", b"colgroup", b"option"];

/// Elements whose content is text up to their end tag.
const RAW: [&[u8]; 8] = [b"script", b"style", b"textarea", b"title", b"xmp", b"iframe", b"noembed", b"noframes"];

/// Elements that cannot be in a drawing or a formula: there they end it.
const NEVER_FOREIGN: [&[u8]; 45] = [
    b"b",
    b"big",
    b"blockquote",
    b"body",
    b"br",
    b"center",
    b"code",
    b"dd",
    b"div",
    b"dl",
    b"dt",
    b"em",
    b"embed",
    b"font",
    b"h1",
    b"h2",
    b"h3",
    b"h4",
    b"h5",
    b"h6",
    b"head",
    b"hr",
    b"i",
    b"img",
    b"li",
    b"listing",
    b"menu",
    b"meta",
    b"nobr",
    b"ol",
    b"p",
    b"pre",
    b"ruby",
    b"s",
    b"small",
    b"span",
    b"strike",
    b"strong",
    b"sub",
    b"sup",
    b"table",
    b"tt",
    b"u",
    b"ul",
    b"var",
];

/// Why a page is not to be parsed, if it is not.
pub(super) fn refused(page: &[u8]) -> Option<Reason> {
    let mut survey = Survey { page, at: 0, open: Open::default(), text: 0, n_nested: 0 };
    match survey.tags() {
        Ok(()) => (survey.text < LEAST_TEXT).then_some(Reason::NoArticle),
        Err(reason) => Some(reason),
    }
}

struct Survey<'p> {
    page: &'p [u8],
    at: usize,
    open: Open,
    /// Bytes of text so far, without white space; no more are counted than are asked for.
    text: usize,
    /// How many elements there were so far, each counted as often as others were open.
    n_nested: u64,
}

impl Survey<'_> {
    fn tags(&mut self) -> Result<(), Reason> {
        while let Some(n) = memchr(b'<', &self.page[self.at..]) {
            self.add_text(self.at + n);
            self.at += n + 1;
            let rest = &self.page[self.at..];
            match rest {
                [b'!', b'-', b'-', ..] => self.comment(),
                [b'!' | b'?', ..] => self.pass_over(b'>'),
                [b'/', c, ..] if c.is_ascii_alphabetic() => {
                    self.at += 1;
                    let name = self.name();
                    self.open.end(&name);
                    self.attributes()?;
                }
                [b'/', ..] => self.pass_over(b'>'),
                [c, ..] if c.is_ascii_alphabetic() => {
                    let name = self.name();
                    let is_closed = self.attributes()?;
                    self.begin(&name, is_closed)?;
                }
                _ => {}
            }
        }
        self.add_text(self.page.len());
        Ok(())
    }

    fn begin(&mut self, name: &[u8], is_closed: bool) -> Result<(), Reason> {
        let is_foreign = self.open.is_foreign();
        self.open.begin(name, is_closed);
        if MOST_OPEN < self.open.n {
            return Err(Reason::TooDeep(MOST_OPEN));
        }
        self.n_nested += self.open.n as u64;
        if MOST_NESTED < self.n_nested {
            return Err(Reason::ManyNested(MOST_NESTED));
        }
        if name == b"plaintext" && !is_foreign {
            self.at = self.page.len();
        } else if RAW.contains(&name) && !is_foreign {
            self.raw(name);
        }
        Ok(())
    }

    /// To the end tag of an element whose content is text.
    fn raw(&mut self, name: &[u8]) {
        while let Some(n) = memmem::find(&self.page[self.at..], b"</") {
            self.at += n;
            let after = self.at + 2 + name.len();
            let is_end = self.page.get(self.at + 2..after).is_some_and(|found| found.eq_ignore_ascii_case(name))
                && self.page.get(after).is_none_or(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>'));
            if is_end {
                return;
            }
            self.at += 2;
        }
        self.at = self.page.len();
    }

    fn add_text(&mut self, end: usize) {
        if self.text < LEAST_TEXT {
            let text = self.page[self.at..end].iter().filter(|byte| !byte.is_ascii_whitespace());
            self.text += text.take(LEAST_TEXT).count();
        }
    }

    /// The name of a tag, in lower case.
    fn name(&mut self) -> Vec<u8> {
        let rest = &self.page[self.at..];
        let end = rest.iter().position(|c| c.is_ascii_whitespace() || matches!(c, b'/' | b'>')).unwrap_or(rest.len());
        self.at += end;
        rest[..end].to_ascii_lowercase()
    }

    /// To the end of a tag; says whether it closes itself.
    fn attributes(&mut self) -> Result<bool, Reason> {
        let mut n_attributes = 0;
        let mut is_closed = false;
        while let Some(&c) = self.page.get(self.at) {
            match c {
                b'>' => {
                    self.at += 1;
                    return Ok(is_closed);
                }
                b'/' => {
                    is_closed = true;
                    self.at += 1;
                    continue;
                }
                _ if c.is_ascii_whitespace() => self.at += 1,
                _ => {
                    n_attributes += 1;
                    self.attribute();
                }
            }
            is_closed = false;
            if MOST_ATTRIBUTES < n_attributes {
                return Err(Reason::ManyAttributes(MOST_ATTRIBUTES));
            }
        }
        Ok(false)
    }

    fn attribute(&mut self) {
        // A name may begin with an equals sign.
        self.at += 1;
        self.pass_while(|c| !c.is_ascii_whitespace() && !matches!(c, b'/' | b'>' | b'='));
        let end = self.at;
        self.pass_while(|c| c.is_ascii_whitespace());
        if self.page.get(self.at) != Some(&b'=') {
            self.at = end;
            return;
        }
        self.at += 1;
        self.pass_while(|c| c.is_ascii_whitespace());
        match self.page.get(self.at) {
            Some(&quote @ (b'"' | b'\'')) => {
                self.at += 1;
                self.pass_over(quote);
            }
            _ => self.pass_while(|c| !c.is_ascii_whitespace() && c != b'>'),
        }
    }

    fn comment(&mut self) {
        // `<!-->` is a whole one.
        self.at += 1;
        while let Some(n) = memmem::find(&self.page[self.at..], b"--") {
            self.at += n;
            match &self.page[self.at + 2..] {
                [b'>', ..] => return self.at += 3,
                [b'!', b'>', ..] => return self.at += 4,
                _ => self.at += 1,
            }
        }
        self.at = self.page.len();
    }

    fn pass_over(&mut self, byte: u8) {
        self.at = memchr(byte, &self.page[self.at..]).map_or(self.page.len(), |n| self.at + n + 1);
    }

    fn pass_while(&mut self, is_passed: impl Fn(u8) -> bool) {
        let rest = &self.page[self.at..];
        self.at += rest.iter().position(|&c| !is_passed(c)).unwrap_or(rest.len());
    }
}

/// The elements that are open, by name: an end tag closes one only if it is one of them.
#[derive(Default)]
struct Open {
    n: usize,
    of_name: HashMap<Vec<u8>, usize>,
    /// Whether the last item of a list was one of `li`; those of the two kinds do not close each other.
    last_item: Option<bool>,
}

impl Open {
    fn begin(&mut self, name: &[u8], is_closed: bool) {
        if self.is_foreign() {
            if NEVER_FOREIGN.contains(&name) {
                self.end_all(b"svg");
                self.end_all(b"math");
            } else {
                if !is_closed {
                    self.add(name);
                }
                return;
            }
        }
        match name {
            b"li" | b"dd" | b"dt" => {
                let is_other = self.last_item.replace(name == b"li") != Some(name == b"li");
                if is_other {
                    self.add(name);
                }
            }
            b"svg" | b"math" if is_closed => {}
            _ if VOID.contains(&name) || CLOSED_BY_NEXT.contains(&name) => {}
            _ => self.add(name),
        }
    }

    fn add(&mut self, name: &[u8]) {
        self.n += 1;
        match self.of_name.get_mut(name) {
            Some(n) => *n += 1,
            None => {
                self.of_name.insert(name.to_vec(), 1);
            }
        }
    }

    fn end(&mut self, name: &[u8]) {
        if let Some(n) = self.of_name.get_mut(name)
            && 0 < *n
        {
            *n -= 1;
            self.n -= 1;
        }
    }

    fn end_all(&mut self, name: &[u8]) {
        self.n -= self.of_name.remove(name).unwrap_or(0);
    }

    /// Whether a drawing or a formula is open, in which elements have no rules of their own.
    fn is_foreign(&self) -> bool {
        [&b"svg"[..], b"math"].iter().any(|name| self.of_name.get(*name).is_some_and(|&n| 0 < n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "The ferry sank off the harbour on Monday night, and the company that runs it said that all of its \
                        passengers had been saved by fishing boats. ";

    #[track_caller]
    fn check(page: &str, reason: Option<Reason>) {
        assert_eq!(refused(page.as_bytes()), reason, "{}", page.chars().take(80).collect::<String>());
    }

    #[test]
    fn pages_as_they_are_written_are_let_through() {
        let item = format!("<li><a href=/x>{TEXT}</a>");
        check(&format!("<ul>{}</ul>", item.repeat(1_000)), None);
        check(&format!("<p>{TEXT}<br><img src=a.png>").repeat(1_000), None);
        check(&format!("<table>{}</table>", format!("<tr><td>{TEXT}").repeat(1_000)), None);
        check(&format!("<dl>{}</dl><ul><li>x</ul>", format!("<dt>a<dd>{TEXT}").repeat(1_000)), None);
        check(&format!("<svg>{}</svg>{TEXT}", "<path d='M0 0'/>".repeat(1_000)), None);
        check(&format!("<script>{}</script>{TEXT}", "if (a<b) '<div>'; ".repeat(1_000)), None);
        check(&format!("<!-- {} -->{TEXT}", "<div>".repeat(1_000)), None);
    }

    #[test]
    fn what_is_nested_too_deep_is_refused_however_it_is_disguised() {
        let deep = Some(Reason::TooDeep(MOST_OPEN));
        for unit in [
            "<div>",
            "<b>",
            "<b></i>",
            "<div><b></div>",
            "<foo/>",
            "<li><dd>",
            "<optgroup>",
            "<rt>",
            "<table><td>",
            "<svg><b></b><foo/>",
            "<div/x>",
            "<DIV\n>",
            "<q title='>'>",
            "<!-- --!><i>",
        ] {
            check(&format!("{TEXT}{}", unit.repeat(2_000)), deep.clone());
        }
        check(&format!("{TEXT}<svg>{}", "<td>".repeat(2_000)), deep.clone());
        check(&format!("{TEXT}<svg><title>{}", "<b>".repeat(2_000)), deep);
    }

    #[test]
    fn many_elements_are_refused_where_they_are_nested_deep() {
        let many = Some(Reason::ManyNested(MOST_NESTED));
        for unit in ["<b>x</b>", "x<br>", "<p>x</p>", "<td>x", "<img src=a>"] {
            let page = |levels: usize| format!("{TEXT}{}{}", "<div>".repeat(levels), unit.repeat(50_000));
            check(&page(400), many.clone());
            check(&page(40), None);
        }
        let page = format!("{}{}", format!("<div>{TEXT}").repeat(400), "</div>".repeat(400));
        check(&page, None);
        check(&page.repeat(200), many);
    }

    #[test]
    fn tags_that_are_mostly_attributes_are_refused() {
        let attributes: String = (0..3_000).map(|n| format!(" a{n}=\"{n}\"")).collect();
        check(&format!("{TEXT}<div{attributes}>"), Some(Reason::ManyAttributes(MOST_ATTRIBUTES)));
        check(&format!("{TEXT}<div title='{}'>", "a ".repeat(100_000)), None);
    }

    #[test]
    fn pages_without_text_are_refused() {
        for page in
            ["", "<html>", "<title>Ferry sinks</title><script>var a = 'b';</script><div id=app></div>", "<", "<a"]
        {
            check(page, Some(Reason::NoArticle));
        }
        check(&format!("<script>{TEXT}"), Some(Reason::NoArticle));
        check(&format!("<!-- {TEXT}"), Some(Reason::NoArticle));
    }
}

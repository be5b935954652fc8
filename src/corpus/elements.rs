//! Where are the elements of a JSON list, before any of it is parsed?
//!
//! Only strings and brackets are looked at. Where an element is broken, what
//! follows is found again: a string ends with its line, since no string has a
//! line break in it, and an object that stands where a key or a comma must be
//! is the next element.

use std::ops::Range;

use memchr::memchr3;

/// A list being cut. It is given the bytes from the same start again and again, each time more of them.
#[derive(Debug, Default)]
pub(super) struct Elements {
    /// The byte that is looked at next.
    at: usize,
    /// Where the element that has begun does.
    start: Option<usize>,
    /// Whether the bytes of the element are not kept.
    passed_over: bool,
    in_string: bool,
    /// Whether a string of the element ended with its line.
    is_broken: bool,
    /// Lists and objects that are open within the list.
    depth: usize,
    /// Which of them are objects, the innermost in the lowest bit; those beyond 128 are not known.
    objects: u128,
    /// The last byte that is no white space.
    last: u8,
    state: State,
}

/// Where the scan is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum State {
    /// Before the list, or between one and the next.
    #[default]
    Outside,
    Inside,
    /// At something else behind the end of a list.
    Beyond,
}

impl Elements {
    pub(super) fn state(&self) -> State {
        self.state
    }

    /// Goes on to the end of the bytes, and adds where the elements are that end before.
    pub(super) fn find(&mut self, bytes: &[u8], found: &mut Vec<Range<usize>>) {
        while let Some(&byte) = bytes.get(self.at) {
            if self.in_string {
                self.string(bytes);
                continue;
            }
            match byte {
                b' ' | b'\t' | b'\r' | b'\n' => {}
                _ if self.state == State::Beyond => return,
                // Lists behind one another are read as one, and so is one that a stray bracket closes too early.
                b'[' | b',' if self.state == State::Outside => self.state = State::Inside,
                b'{' if self.state == State::Outside => {
                    self.state = State::Inside;
                    continue;
                }
                _ if self.state == State::Outside => {
                    self.state = State::Beyond;
                    return;
                }
                b'[' | b'{' => self.open(byte, found),
                b']' | b'}' => self.close(byte, found),
                b',' if self.depth == 0 => self.end(self.at, found),
                _ => {
                    self.begin();
                    self.in_string = byte == b'"';
                }
            }
            if !byte.is_ascii_whitespace() {
                self.last = byte;
            }
            self.at += 1;
        }
    }

    /// The element that has begun and not ended, when there are no more bytes.
    pub(super) fn rest(&mut self, bytes: &[u8], found: &mut Vec<Range<usize>>) {
        self.end(bytes.len(), found);
    }

    /// How many bytes of the element that has begun are kept.
    pub(super) fn begun(&self) -> usize {
        self.start.map_or(0, |start| self.at.saturating_sub(start))
    }

    /// Where the bytes begin that are still needed.
    pub(super) fn needed(&self) -> usize {
        self.start.unwrap_or(self.at)
    }

    /// The first bytes are gone.
    pub(super) fn shift(&mut self, bytes: usize) {
        self.at = self.at.saturating_sub(bytes);
        self.start = self.start.map(|start| start.saturating_sub(bytes));
    }

    /// The element that has begun is not kept; its bytes so far may go.
    pub(super) fn pass_over(&mut self) {
        self.start = None;
        self.passed_over = true;
    }

    fn begin(&mut self) {
        if self.start.is_none() && !self.passed_over {
            self.start = Some(self.at);
        }
    }

    fn end(&mut self, at: usize, found: &mut Vec<Range<usize>>) {
        found.extend(self.start.take().map(|start| start..at));
        *self = Elements { at: self.at, state: self.state, last: self.last, ..Elements::default() };
    }

    /// To the end of a string, or of the bytes.
    fn string(&mut self, bytes: &[u8]) {
        let Some(n) = memchr3(b'"', b'\\', b'\n', &bytes[self.at..]) else {
            self.at = bytes.len();
            return;
        };
        let at = self.at + n;
        // What is escaped is passed over, be it read already or not.
        self.at = at + if bytes[at] == b'\\' { 2 } else { 1 };
        if bytes[at] != b'\\' {
            self.in_string = false;
            self.last = b'"';
            self.is_broken |= bytes[at] == b'\n';
        }
    }

    fn is_in_object(&self) -> bool {
        self.depth > 0 && self.objects & 1 == 1
    }

    fn open(&mut self, byte: u8, found: &mut Vec<Range<usize>>) {
        let is_misplaced = self.is_in_object() && self.last != b':';
        // Behind a text or a number, which a comma would end, is the next element, too.
        if self.depth == 0 || is_misplaced || self.is_broken && byte == b'{' {
            self.end(self.at, found);
        }
        self.begin();
        self.depth += 1;
        self.objects = self.objects << 1 | u128::from(byte == b'{');
    }

    fn close(&mut self, byte: u8, found: &mut Vec<Range<usize>>) {
        if self.depth == 0 && byte == b']' {
            self.end(self.at, found);
            self.state = State::Outside;
            return;
        }
        self.begin();
        // One that closes another kind closes those that were left open, too, unless there is none of its kind.
        let is_object = byte == b'}';
        while self.depth > 0 && self.depth <= 128 && self.is_in_object() != is_object {
            self.depth -= 1;
            self.objects >>= 1;
        }
        if self.depth > 0 {
            self.depth -= 1;
            self.objects >>= 1;
        } else if byte == b']' {
            self.end(self.at, found);
            self.state = State::Outside;
            return;
        }
        if self.depth == 0 {
            self.end(self.at + 1, found);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The elements, found in steps of so many bytes.
    fn elements(list: &str, step: usize) -> (Vec<String>, State) {
        let (mut elements, mut found) = (Elements::default(), Vec::new());
        for end in (0..=list.len()).step_by(step).chain([list.len()]) {
            elements.find(&list.as_bytes()[..end], &mut found);
        }
        elements.rest(list.as_bytes(), &mut found);
        let found = found.into_iter().map(|range| list[range].trim_end().to_owned()).collect();
        (found, elements.state())
    }

    #[track_caller]
    fn check(list: &str, expected: &[&str], state: State) {
        for step in [1, 2, 7, 1000] {
            let (found, ended) = elements(list, step);
            assert_eq!((found, ended), (expected.iter().map(ToString::to_string).collect(), state), "{list}");
        }
    }

    #[test]
    fn elements_are_found_whatever_is_in_them() {
        check(r#"[]"#, &[], State::Outside);
        check(
            r#"[{"a": "]},{[\"\\"}, {"b": [[{}], {"c": {}}]} ]"#,
            &[r#"{"a": "]},{[\"\\"}"#, r#"{"b": [[{}], {"c": {}}]}"#],
            State::Outside,
        );
        check("[1, \"a,b\" , null,[2, 3],{}]\n", &["1", "\"a,b\"", "null", "[2, 3]", "{}"], State::Outside);
        check("[{}{} ,, {}]", &["{}", "{}", "{}"], State::Outside);
        check("[{}]\n[{}],{}", &["{}", "{}", "{}"], State::Inside);
    }

    #[test]
    fn a_broken_element_costs_itself() {
        check("[{\"a\": \"x\n{\"b\": 1},\n{\"c\": 2}]", &["{\"a\": \"x", "{\"b\": 1}", "{\"c\": 2}"], State::Outside);
        check("[{\"a\": 1,\n{\"b\": 1}]", &["{\"a\": 1,", "{\"b\": 1}"], State::Outside);
        check("[{\"a\": [1, 2},\n{\"b\": 1}]", &["{\"a\": [1, 2}", "{\"b\": 1}"], State::Outside);
        check("[{\"a\": [\"x\n{\"b\": 1}]", &["{\"a\": [\"x", "{\"b\": 1}"], State::Outside);
        check("[{\"a\": 1]", &["{\"a\": 1"], State::Outside);
        check("[}, {\"b\": 1}]", &["}", "{\"b\": 1}"], State::Outside);
    }

    #[test]
    fn a_list_without_an_end_and_what_comes_behind_one_show() {
        check("[{\"a\": 1}, {\"b\"", &["{\"a\": 1}", "{\"b\""], State::Inside);
        check("[{\"a\": 1}] x", &["{\"a\": 1}"], State::Beyond);
    }
}

//! Where are the rows of a table, before any of it is parsed?
//!
//! Quotation marks are read strictly: one that opens a cell must be closed
//! before a delimiter or a line end. So a mark that is never closed, which
//! would swallow the rows behind it, costs the line it stands in and no more.

use memchr::{memchr, memchr2, memchr3};

/// A row of more lines than this has a quotation mark that was not meant.
pub(super) const MOST_LINES: usize = 10_000;

/// A table being cut. It is given the bytes from the start of the same row until the row has ended.
#[derive(Debug)]
pub(super) struct Rows {
    delimiter: u8,
    at: usize,
    cell: Cell,
    /// Line ends within quotation marks in this row.
    n_lines: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cell {
    /// At its first byte.
    Start,
    Plain,
    Quoted,
    /// Behind a mark that closes it, or is the first of two that stand for one.
    Closed,
}

/// What there is of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Row {
    /// It ends before this byte.
    Ends(usize),
    /// More bytes are needed.
    Open,
    /// A mark stands where none may, or is not closed in time.
    Broken,
}

impl Rows {
    pub(super) fn new(delimiter: u8) -> Rows {
        Rows { delimiter, at: 0, cell: Cell::Start, n_lines: 0 }
    }

    /// The row that begins at `start`; call it again with more bytes while it is open.
    pub(super) fn row(&mut self, bytes: &[u8], start: usize, is_whole: bool) -> Row {
        self.at = self.at.max(start);
        while let Some(&byte) = bytes.get(self.at) {
            match self.cell {
                Cell::Quoted => {
                    let Some(n) = memchr2(b'"', b'\n', &bytes[self.at..]) else {
                        self.at = bytes.len();
                        break;
                    };
                    self.at += n + 1;
                    if bytes[self.at - 1] == b'"' {
                        self.cell = Cell::Closed;
                    } else {
                        self.n_lines += 1;
                        if MOST_LINES <= self.n_lines {
                            return self.ended(Row::Broken);
                        }
                    }
                    continue;
                }
                Cell::Plain => {
                    let Some(n) = memchr3(self.delimiter, b'\n', b'\r', &bytes[self.at..]) else {
                        self.at = bytes.len();
                        break;
                    };
                    self.at += n;
                    self.cell = Cell::Closed;
                    continue;
                }
                Cell::Start if byte == b'"' => self.cell = Cell::Quoted,
                Cell::Closed if byte == b'"' => self.cell = Cell::Quoted,
                Cell::Start | Cell::Closed if byte == self.delimiter => self.cell = Cell::Start,
                Cell::Start | Cell::Closed if matches!(byte, b'\n' | b'\r') => {
                    let end = self.at + 1;
                    return self.ended(Row::Ends(end));
                }
                Cell::Start => self.cell = Cell::Plain,
                Cell::Closed => return self.ended(Row::Broken),
            }
            self.at += 1;
        }
        match self.cell {
            _ if !is_whole => Row::Open,
            Cell::Quoted => self.ended(Row::Broken),
            _ => self.ended(Row::Ends(bytes.len())),
        }
    }

    /// The first bytes are gone.
    pub(super) fn shift(&mut self, bytes: usize) {
        self.at = self.at.saturating_sub(bytes);
    }

    fn ended(&mut self, row: Row) -> Row {
        *self = Rows::new(self.delimiter);
        row
    }
}

/// Where the first line of some bytes ends, behind its line end.
pub(super) fn first_line(bytes: &[u8]) -> Option<usize> {
    memchr(b'\n', bytes).map(|newline| newline + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rows of a table read in steps of so many bytes; a broken one is given with a question mark.
    fn rows(table: &str, step: usize) -> Vec<String> {
        let (bytes, mut rows, mut start, mut found) = (table.as_bytes(), Rows::new(b','), 0, Vec::new());
        let mut end = 0;
        while start < bytes.len() {
            match rows.row(&bytes[..end], start, end == bytes.len()) {
                Row::Ends(at) => {
                    found.push(table[start..at].to_owned());
                    start = at;
                }
                Row::Open => end = bytes.len().min(end + step),
                Row::Broken => {
                    let at = first_line(&bytes[start..]).map_or(bytes.len(), |line| start + line);
                    found.push(format!("{}?", &table[start..at]));
                    start = at;
                }
            }
        }
        found
    }

    #[track_caller]
    fn check(table: &str, expected: &[&str]) {
        for step in [1, 2, 5, 1000] {
            assert_eq!(rows(table, step), expected, "in steps of {step}");
        }
    }

    #[test]
    fn a_row_ends_with_a_line_outside_quotation_marks() {
        check("a,b\n\"c\nd\",e\r\nf", &["a,b\n", "\"c\nd\",e\r", "\n", "f"]);
        check("\"a\"\"\n\"\"\",\"\"\n,\n", &["\"a\"\"\n\"\"\",\"\"\n", ",\n"]);
        check("5\" gun,say \"no\"\nb\n", &["5\" gun,say \"no\"\n", "b\n"]);
    }

    #[test]
    fn a_mark_that_is_not_closed_costs_its_line() {
        check("a,\"b\nc,\"d\"\ne,f\n", &["a,\"b\n?", "c,\"d\"\n", "e,f\n"]);
        check("a,\"b\nc,d\n", &["a,\"b\n?", "c,d\n"]);
        check("a,\"b\" c\nd\n", &["a,\"b\" c\n?", "d\n"]);
        check("\"", &["\"?"]);
        let long = format!("\"{}\"\n", "x\n".repeat(MOST_LINES + 1));
        assert_eq!(rows(&long, 100)[0], "\"x\n?");
        let fits = format!("\"{}\"\n", "x\n".repeat(MOST_LINES - 1));
        assert_eq!(rows(&fits, 100), [fits.as_str()]);
    }
}

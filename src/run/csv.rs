//! How is a table written and read as CSV? One line of names, then a line a row; lists within a cell are joined by `;`.
//!
//! What is empty and what is missing look the same. A list of objects is one
//! cell of JSON: joined by `;` it would be eight lists that must be read in step.

use std::borrow::Cow;
use std::io::{self, Read};

use csv::StringRecord;
use serde_json::{Map, Value};

use super::columns::{Cell, Cells, Column, Columnar, Kind};
use super::record::Stamp;

/// The names of the columns of these rows, as a line.
pub(super) fn head<R: Columnar>() -> Vec<u8> {
    let mut line = Vec::new();
    names::<R>().for_each(|name| push_cell(&mut line, &name));
    line.extend_from_slice(b"program,lexicons\n");
    line
}

/// Adds a row, and what made it.
pub(super) fn push<R: Columnar>(bytes: &mut Vec<u8>, row: &R, stamp: &Stamp) {
    row.cells(&mut |cell| match cell {
        Cell::Text(text) => push_cell(bytes, text.unwrap_or_default()),
        Cell::Count(count) => push_cell(bytes, &count.to_string()),
        Cell::Flag(flag) => push_cell(bytes, if flag { "true" } else { "false" }),
        Cell::Texts(texts) if R::LIST.is_none() => push_cell(bytes, &texts.join(";")),
        // Of the list of objects, which follows as a whole.
        Cell::Texts(_) | Cell::Counts(_) => {}
    });
    if R::LIST.is_some() {
        push_cell(bytes, &row.list());
    }
    push_cell(bytes, &stamp.program);
    push_cell(bytes, &stamp.lexicons);
    if let Some(last) = bytes.last_mut() {
        *last = b'\n';
    }
}

/// The names of its columns.
fn names<R: Columnar>() -> impl Iterator<Item = Cow<'static, str>> {
    let columns = R::columns().into_iter().filter(|column| column.list.is_none());
    columns.map(|column| column.name).chain(R::LIST.map(Cow::Borrowed))
}

/// A cell and a comma.
fn push_cell(bytes: &mut Vec<u8>, text: &str) {
    if text.contains(['"', ',', '\n', '\r']) {
        bytes.push(b'"');
        bytes.extend_from_slice(text.replace('"', "\"\"").as_bytes());
        bytes.push(b'"');
    } else {
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes.push(b',');
}

/// The rows of a table.
pub(super) struct Rows<R, I> {
    records: csv::StringRecordsIntoIter<I>,
    columns: Vec<Column>,
    /// Which cell has the list of objects.
    list: Option<usize>,
    rows: std::marker::PhantomData<R>,
}

impl<R: Columnar, I: Read> Rows<R, I> {
    /// # Errors
    ///
    /// A head that is not that of these rows.
    pub(super) fn new(reader: I) -> io::Result<Rows<R, I>> {
        let mut reader = csv::Reader::from_reader(reader);
        let head = reader.headers()?;
        if let Some((name, _)) =
            names::<R>().zip(head.iter().chain(std::iter::repeat(""))).find(|(name, found)| name != found)
        {
            return Err(io::Error::other(format!("no column {name} where it should be")));
        }
        let list = R::LIST.and_then(|list| names::<R>().position(|name| name == list));
        Ok(Rows { records: reader.into_records(), columns: R::columns(), list, rows: std::marker::PhantomData })
    }
}

impl<R: Columnar, I: Read> Rows<R, I> {
    fn row(&self, record: &StringRecord) -> io::Result<R> {
        let objects: Vec<Map<String, Value>> = match self.list.and_then(|index| record.get(index)) {
            Some(json) => serde_json::from_str(json)?,
            None => Vec::new(),
        };
        let (mut fields, mut columns) = (record.iter(), self.columns.iter());
        R::from_cells(&mut Cells(&mut || {
            let column = columns.next().ok_or_else(|| io::Error::other("too few columns"))?;
            let values = || objects.iter().map(|object| object.get(column.name.as_ref()).unwrap_or(&Value::Null));
            let wrong = || io::Error::other(format!("{} is not what it should be", column.name));
            match (column.list, column.kind) {
                (None, kind) => cell(kind, fields.next().unwrap_or_default()),
                (Some(_), Kind::Texts) => {
                    let texts = values().map(|value| value.as_str().ok_or_else(wrong));
                    texts.collect::<io::Result<_>>().map(Cell::Texts)
                }
                (Some(_), _) => {
                    let counts = values().map(|value| value.as_u64().ok_or_else(wrong));
                    counts.collect::<io::Result<_>>().map(Cell::Counts)
                }
            }
        }))
    }
}

impl<R: Columnar, I: Read> Iterator for Rows<R, I> {
    type Item = io::Result<R>;

    fn next(&mut self) -> Option<io::Result<R>> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => return Some(Err(error.into())),
        };
        let line = record.position().map_or(0, csv::Position::line);
        Some(self.row(&record).map_err(|error| io::Error::other(format!("line {line}: {error}"))))
    }
}

fn cell(kind: Kind, text: &str) -> io::Result<Cell<'_>> {
    Ok(match kind {
        Kind::Text => Cell::Text(Some(text)),
        Kind::Maybe => Cell::Text((!text.is_empty()).then_some(text)),
        Kind::Count | Kind::Small => Cell::Count(text.parse().map_err(io::Error::other)?),
        Kind::Flag => Cell::Flag(text.parse().map_err(io::Error::other)?),
        Kind::Texts => Cell::Texts(if text.is_empty() { Vec::new() } else { text.split(';').collect() }),
        Kind::Counts => Cell::Counts(Vec::new()),
    })
}

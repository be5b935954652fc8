//! How is a table written and read as CSV? One line of names, then a line a row; lists within a cell are joined by `;`.
//!
//! What is empty and what is missing look the same. The list of categories is
//! left out: the table of hits has it all.

use std::io::{self, Read};

use super::columns::{Cell, Cells, Column, Columnar, Kind};
use super::tables::Stamp;

/// The names of the columns of these rows, as a line.
pub(super) fn head<R: Columnar>() -> Vec<u8> {
    let mut line = Vec::new();
    columns::<R>().iter().for_each(|column| push_cell(&mut line, &column.name));
    line.extend_from_slice(b"program,lexicons\n");
    line
}

/// Adds a row, and what made it.
pub(super) fn push<R: Columnar>(bytes: &mut Vec<u8>, row: &R, stamp: &Stamp) {
    row.cells(&mut |cell| match cell {
        Cell::Text(text) => push_cell(bytes, text.unwrap_or_default()),
        Cell::Count(count) => push_cell(bytes, &count.to_string()),
        Cell::Flag(flag) => push_cell(bytes, if flag { "true" } else { "false" }),
        Cell::Texts(texts) if is_flat::<R>() => push_cell(bytes, &texts.join(";")),
        Cell::Texts(_) | Cell::Counts(_) => {}
    });
    push_cell(bytes, &stamp.program);
    push_cell(bytes, &stamp.lexicons);
    if let Some(last) = bytes.last_mut() {
        *last = b'\n';
    }
}

/// Whether these rows have no list of objects; then their other lists are written.
fn is_flat<R: Columnar>() -> bool {
    R::columns().iter().all(|column| column.list.is_none())
}

fn columns<R: Columnar>() -> Vec<Column> {
    R::columns().into_iter().filter(|column| column.list.is_none()).collect()
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
    rows: std::marker::PhantomData<R>,
}

impl<R: Columnar, I: Read> Rows<R, I> {
    /// # Errors
    ///
    /// A head that is not that of these rows.
    pub(super) fn new(reader: I) -> io::Result<Rows<R, I>> {
        let mut reader = csv::Reader::from_reader(reader);
        let columns = columns::<R>();
        let head = reader.headers()?;
        if let Some(column) = columns.iter().zip(head.iter().chain(std::iter::repeat(""))).find(|(a, b)| a.name != *b) {
            return Err(io::Error::other(format!("no column {} where it should be", column.0.name)));
        }
        Ok(Rows { records: reader.into_records(), columns: R::columns(), rows: std::marker::PhantomData })
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
        let (mut fields, mut columns) = (record.iter(), self.columns.iter());
        let mut next = || {
            let column = columns.next().ok_or_else(|| io::Error::other("too few columns"))?;
            match (column.list, column.kind) {
                (Some(_), Kind::Texts) => Ok(Cell::Texts(Vec::new())),
                (Some(_), _) => Ok(Cell::Counts(Vec::new())),
                (None, kind) => cell(kind, fields.next().unwrap_or_default()),
            }
        };
        let row = R::from_cells(&mut Cells(&mut next));
        Some(row.map_err(|error| io::Error::other(format!("line {line}: {error}"))))
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

//! How are the rows of one table collected and written, in any format?

use std::io;

use serde::Serialize;

use super::columns::Columnar;
use super::csv;
use super::format::TableFormat;
#[cfg(feature = "parquet")]
use super::parquet::ColumnTable;
use super::record::{Made, Stamp};

/// Rows of one table. All of them must be of the same type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Sheet {
    /// JSON Lines.
    Lines(Vec<u8>),
    /// CSV, without its head.
    Cells(Vec<u8>),
    /// Parquet.
    #[cfg(feature = "parquet")]
    Columns(Box<ColumnTable>),
    /// Parquet, in a program that was built without it.
    #[cfg(not(feature = "parquet"))]
    Columns,
}

#[derive(Serialize)]
struct Stamped<'a, R> {
    #[serde(flatten)]
    row: R,
    #[serde(flatten)]
    stamp: &'a Stamp,
}

impl Sheet {
    /// Without rows.
    pub(super) fn new<R: Columnar>(format: TableFormat) -> Sheet {
        match format {
            TableFormat::Jsonl => Sheet::Lines(Vec::new()),
            TableFormat::Csv => Sheet::Cells(Vec::new()),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Sheet::Columns(Box::new(ColumnTable::new::<R>())),
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => Sheet::Columns,
        }
    }

    pub(super) fn push<R: Columnar + Serialize>(&mut self, row: &R, stamp: &Stamp) {
        match self {
            Sheet::Lines(lines) => {
                // Writing to memory fails only for maps with keys that are no strings, which rows have not.
                if serde_json::to_writer(&mut *lines, &Stamped { row, stamp }).is_ok() {
                    lines.push(b'\n');
                }
            }
            Sheet::Cells(cells) => csv::push(cells, row, stamp),
            #[cfg(feature = "parquet")]
            Sheet::Columns(columns) => columns.push(row),
            #[cfg(not(feature = "parquet"))]
            Sheet::Columns => {}
        }
    }

    pub(super) fn shrink_to_fit(&mut self) {
        match self {
            Sheet::Lines(text) | Sheet::Cells(text) => text.shrink_to_fit(),
            #[cfg(feature = "parquet")]
            Sheet::Columns(columns) => columns.shrink_to_fit(),
            #[cfg(not(feature = "parquet"))]
            Sheet::Columns => {}
        }
    }

    /// All rows of these, which are of this format, in order.
    pub(super) fn joined<R: Columnar>(all: Vec<Sheet>, format: TableFormat) -> Sheet {
        let text = |all: Vec<Sheet>| {
            let text = all.into_iter().filter_map(|sheet| match sheet {
                Sheet::Lines(text) | Sheet::Cells(text) => Some(text),
                _ => None,
            });
            concat(text.collect())
        };
        match format {
            TableFormat::Jsonl => Sheet::Lines(text(all)),
            TableFormat::Csv => Sheet::Cells(text(all)),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => {
                let columns = all.into_iter().filter_map(|sheet| match sheet {
                    Sheet::Columns(columns) => Some(*columns),
                    _ => None,
                });
                Sheet::Columns(Box::new(ColumnTable::joined::<R>(columns.collect())))
            }
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => Sheet::Columns,
        }
    }

    /// How many bytes they take.
    pub(super) fn len(&self) -> usize {
        match self {
            Sheet::Lines(text) | Sheet::Cells(text) => text.len(),
            #[cfg(feature = "parquet")]
            Sheet::Columns(columns) => columns.len(),
            #[cfg(not(feature = "parquet"))]
            Sheet::Columns => 0,
        }
    }

    /// The bytes of a file. The columns named have other values in every row.
    ///
    /// # Errors
    ///
    /// Parquet where the program was built without it.
    pub(super) fn into_file<R: Columnar>(self, made: &Made, is_unique: &[&str]) -> io::Result<Vec<u8>> {
        match self {
            Sheet::Lines(lines) => Ok(lines),
            Sheet::Cells(cells) => Ok([csv::head::<R>(), cells].concat()),
            #[cfg(feature = "parquet")]
            Sheet::Columns(columns) => columns.into_file::<R>(made, is_unique),
            #[cfg(not(feature = "parquet"))]
            Sheet::Columns => {
                let _ = (made, is_unique);
                Err(super::format::without_parquet())
            }
        }
    }
}

/// One after the other. A single one is not copied.
pub(super) fn concat<T: Clone>(mut all: Vec<Vec<T>>) -> Vec<T> {
    match all.len() {
        1 => all.remove(0),
        _ => all.concat(),
    }
}

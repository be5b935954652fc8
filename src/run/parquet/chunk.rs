//! What does one column of one row group hold? Some rows at a time, however many the row group has.

use std::io;

use parquet::column::reader::ColumnReader;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};

use crate::corpus::guarded;
use crate::run::columns::{Cell, Kind};

/// So many rows of a column are held, beside the page that they are in.
const ROWS: usize = 1024;

/// A column, and how far it was read.
pub(super) struct Chunk {
    reader: ColumnReader,
    /// Rows that are not read yet, and rows that are held.
    left: usize,
    held: usize,
    text: Vec<ByteArray>,
    numbers: Vec<i64>,
    flags: Vec<bool>,
    definition: Vec<i16>,
    repetition: Vec<i16>,
    /// A value is there if its definition says so much.
    defined: i16,
    repeated: bool,
    /// The next value, and the next place where there is one or none.
    value: usize,
    level: usize,
}

impl Chunk {
    /// Of so many rows.
    pub(super) fn new(reader: ColumnReader, rows: usize, defined: i16, repeated: bool) -> Chunk {
        Chunk {
            reader,
            left: rows,
            held: 0,
            text: Vec::new(),
            numbers: Vec::new(),
            flags: Vec::new(),
            definition: Vec::new(),
            repetition: Vec::new(),
            defined,
            repeated,
            value: 0,
            level: 0,
        }
    }

    /// Reads the next rows.
    fn fill(&mut self) -> io::Result<()> {
        self.text.clear();
        self.numbers.clear();
        self.flags.clear();
        self.definition.clear();
        self.repetition.clear();
        (self.value, self.level) = (0, 0);
        let wanted = ROWS.min(self.left);
        guarded(|| self.read(wanted))?;
        if self.held < wanted || wanted == 0 {
            return Err(io::Error::other("it ends early"));
        }
        self.left -= wanted;
        Ok(())
    }

    fn read(&mut self, wanted: usize) -> Result<()> {
        let Chunk { reader, held, text, numbers, flags, definition, repetition, .. } = self;
        macro_rules! read {
            ($reader:expr, $values:expr) => {
                while *held < wanted {
                    let (records, _, levels) =
                        $reader.read_records(wanted - *held, Some(definition), Some(repetition), $values)?;
                    if records == 0 && levels == 0 {
                        break;
                    }
                    *held += records;
                }
            };
        }
        match reader {
            ColumnReader::ByteArrayColumnReader(reader) => read!(reader, text),
            ColumnReader::BoolColumnReader(reader) => read!(reader, flags),
            ColumnReader::Int64ColumnReader(reader) => read!(reader, numbers),
            ColumnReader::Int32ColumnReader(reader) => {
                let mut small = Vec::new();
                read!(reader, &mut small);
                numbers.extend(small.into_iter().map(|number: i32| i64::from(number.cast_unsigned())));
            }
            _ => return Err(ParquetError::General("it is of a type that no column of a run has".to_owned())),
        }
        Ok(())
    }

    /// What the next row has.
    pub(super) fn next(&mut self, kind: Kind) -> io::Result<Cell<'_>> {
        if self.held == 0 {
            self.fill()?;
        }
        self.held -= 1;
        let (from, n) = self.take()?;
        let values = from..from + n;
        Ok(match kind {
            Kind::Text => Cell::Text(Some(self.text(from, n)?.unwrap_or_default())),
            Kind::Maybe => Cell::Text(self.text(from, n)?),
            Kind::Count | Kind::Small => Cell::Count(self.number(from)?),
            Kind::Flag => Cell::Flag(*self.flags.get(from).ok_or_else(missing)?),
            Kind::Texts => {
                let text = self.text.get(values).ok_or_else(missing)?;
                Cell::Texts(text.iter().map(utf8).collect::<io::Result<_>>()?)
            }
            Kind::Counts => Cell::Counts(values.map(|index| self.number(index)).collect::<io::Result<_>>()?),
        })
    }

    /// The first value of the next row, and how many it has.
    fn take(&mut self) -> io::Result<(usize, usize)> {
        let from = self.value;
        if self.defined == 0 {
            self.value += 1;
            return Ok((from, 1));
        }
        loop {
            let definition = *self.definition.get(self.level).ok_or_else(missing)?;
            self.value += usize::from(definition >= self.defined);
            self.level += 1;
            let goes_on = self.repeated && self.repetition.get(self.level).is_some_and(|&level| level > 0);
            if !goes_on {
                return Ok((from, self.value - from));
            }
        }
    }

    fn text(&self, index: usize, n: usize) -> io::Result<Option<&str>> {
        if n == 0 {
            return Ok(None);
        }
        self.text.get(index).ok_or_else(missing).and_then(utf8).map(Some)
    }

    fn number(&self, index: usize) -> io::Result<u64> {
        let number = *self.numbers.get(index).ok_or_else(missing)?;
        u64::try_from(number).map_err(|_| io::Error::other("a count is under zero"))
    }
}

fn utf8(bytes: &ByteArray) -> io::Result<&str> {
    bytes.as_utf8().map_err(io::Error::other)
}

fn missing() -> io::Error {
    io::Error::other("a value is missing")
}

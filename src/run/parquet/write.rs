//! How do rows become a file, and files one file?

use std::fs::File;
use std::io::{self, Write};
use std::iter::repeat_n;
use std::sync::Arc;

use parquet::column::writer::{ColumnCloseResult, ColumnWriter};
use parquet::data_type::ByteArray;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter, TrackedWrite};
use parquet::schema::types::SchemaDescriptor;

use super::footer::Footer;
use super::schema;
use crate::run::columns::{Cell, Columnar, Kind};
use crate::run::format::PartFile;
use crate::run::record::Made;
use crate::run::sheet::concat;

/// What a file begins and ends with.
const MAGIC: &[u8] = b"PAR1";

/// Rows as columns in memory, to be one row group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::run) struct ColumnTable {
    columns: Vec<Values>,
    n_rows: usize,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Values {
    /// Text, one after the other, where each ends, and how many values in a row it is: the hits of an article have its
    /// id and those of a sentence the sentence, which may be much longer than all the rest of them.
    text: Vec<u8>,
    ends: Vec<usize>,
    repeats: Vec<u32>,
    numbers: Vec<i32>,
    flags: Vec<bool>,
    /// Whether there is a value, and whether it goes on with the list before it; only where that may differ.
    definition: Vec<i16>,
    repetition: Vec<i16>,
}

impl ColumnTable {
    pub(in crate::run) fn new<R: Columnar>() -> ColumnTable {
        ColumnTable { columns: vec![Values::default(); R::columns().len()], n_rows: 0 }
    }

    pub(in crate::run) fn push<R: Columnar>(&mut self, row: &R) {
        let mut columns = self.columns.iter_mut();
        row.cells(&mut |cell| {
            if let Some(values) = columns.next() {
                values.push(cell);
            }
        });
        self.n_rows += 1;
    }

    /// All rows of these in order, column by column, so that none is in memory twice.
    pub(in crate::run) fn joined<R: Columnar>(all: Vec<ColumnTable>) -> ColumnTable {
        let n_rows = all.iter().map(|table| table.n_rows).sum();
        let mut all: Vec<_> = all.into_iter().map(|table| table.columns.into_iter()).collect();
        let columns = R::columns().into_iter().map(|_| Values::joined(all.iter_mut().filter_map(Iterator::next)));
        ColumnTable { columns: columns.collect(), n_rows }
    }

    pub(in crate::run) fn shrink_to_fit(&mut self) {
        self.columns.iter_mut().for_each(Values::shrink_to_fit);
    }

    /// How many bytes it takes.
    pub(in crate::run) fn len(&self) -> usize {
        self.columns.iter().map(Values::len).sum()
    }

    /// The bytes of a file with one row group, or with none if there are no rows. The columns named have other
    /// values in every row.
    pub(in crate::run) fn into_file<R: Columnar>(self, made: &Made, is_unique: &[&str]) -> io::Result<Vec<u8>> {
        let mut writer =
            SerializedFileWriter::new(Vec::new(), schema::schema::<R>()?, schema::properties(made, is_unique)?)?;
        if self.n_rows > 0 {
            let mut group = writer.next_row_group()?;
            for (values, column) in self.columns.into_iter().zip(R::columns()) {
                let Some(mut column_writer) = group.next_column()? else { break };
                values.write(column.kind, column_writer.untyped())?;
                column_writer.close()?;
            }
            group.close()?;
        }
        Ok(writer.into_inner()?)
    }
}

impl Values {
    fn push(&mut self, cell: Cell<'_>) {
        match cell {
            Cell::Text(Some(text)) => {
                self.push_text(text);
                self.definition.push(1);
            }
            Cell::Text(None) => self.definition.push(0),
            // Counts of an article fit: it has fewer words than bytes, and at most 4 GB of these.
            Cell::Count(count) => self.numbers.push(number(count)),
            Cell::Flag(flag) => self.flags.push(flag),
            Cell::Texts(texts) => {
                self.push_list(texts.len());
                texts.into_iter().for_each(|text| self.push_text(text));
            }
            Cell::Counts(counts) => {
                self.push_list(counts.len());
                self.numbers.extend(counts.into_iter().map(number));
            }
        }
    }

    fn push_text(&mut self, text: &str) {
        let start = self.ends.len().checked_sub(2).map_or(0, |before| self.ends[before]);
        match self.repeats.last_mut() {
            Some(repeats) if *repeats < u32::MAX && self.text[start..] == *text.as_bytes() => *repeats += 1,
            _ => {
                self.text.extend_from_slice(text.as_bytes());
                self.ends.push(self.text.len());
                self.repeats.push(1);
            }
        }
    }

    fn shrink_to_fit(&mut self) {
        let Values { text, ends, repeats, numbers, flags, definition, repetition } = self;
        text.shrink_to_fit();
        ends.shrink_to_fit();
        repeats.shrink_to_fit();
        numbers.shrink_to_fit();
        flags.shrink_to_fit();
        definition.shrink_to_fit();
        repetition.shrink_to_fit();
    }

    /// How many bytes it takes, of a row group in the making.
    fn len(&self) -> usize {
        let Values { text, ends, repeats, numbers, flags, definition, repetition } = self;
        let of_text = text.len() + size_of_val(&ends[..]) + size_of_val(&repeats[..]);
        of_text + size_of_val(&numbers[..]) + flags.len() + size_of_val(&definition[..]) + size_of_val(&repetition[..])
    }

    /// A list of so many values; an empty one takes a place too.
    fn push_list(&mut self, n: usize) {
        self.definition.extend(repeat_n(i16::from(n > 0), n.max(1)));
        self.repetition.push(0);
        self.repetition.extend(repeat_n(1, n.saturating_sub(1)));
    }

    fn joined(all: impl Iterator<Item = Values>) -> Values {
        let mut all: Vec<Values> = all.collect();
        let mut before = 0;
        for Values { text, ends, .. } in &mut all {
            ends.iter_mut().for_each(|end| *end += before);
            before += text.len();
        }
        fn of<T: Clone>(all: &mut [Values], field: impl Fn(&mut Values) -> &mut Vec<T>) -> Vec<T> {
            concat(all.iter_mut().map(|values| std::mem::take(field(values))).collect())
        }
        Values {
            text: of(&mut all, |values| &mut values.text),
            ends: of(&mut all, |values| &mut values.ends),
            repeats: of(&mut all, |values| &mut values.repeats),
            numbers: of(&mut all, |values| &mut values.numbers),
            flags: of(&mut all, |values| &mut values.flags),
            definition: of(&mut all, |values| &mut values.definition),
            repetition: of(&mut all, |values| &mut values.repetition),
        }
    }

    fn write(self, kind: Kind, writer: &mut ColumnWriter<'_>) -> parquet::errors::Result<usize> {
        let Values { text, ends, repeats, numbers, flags, definition, repetition } = self;
        let may_be_missing = matches!(kind, Kind::Maybe | Kind::Texts | Kind::Counts);
        let definition = may_be_missing.then_some(definition.as_slice());
        let repetition = matches!(kind, Kind::Texts | Kind::Counts).then_some(repetition.as_slice());
        match writer {
            ColumnWriter::ByteArrayColumnWriter(writer) => {
                let text = ByteArray::from(text);
                let mut start = 0;
                let values = ends.into_iter().zip(repeats).flat_map(|(end, repeats)| {
                    let value = text.slice(start, end - start);
                    start = end;
                    repeat_n(value, repeats as usize)
                });
                writer.write_batch(&values.collect::<Vec<_>>(), definition, repetition)
            }
            ColumnWriter::Int32ColumnWriter(writer) => writer.write_batch(&numbers, definition, repetition),
            ColumnWriter::BoolColumnWriter(writer) => writer.write_batch(&flags, definition, repetition),
            // The schema has no other types.
            _ => Ok(0),
        }
    }
}

/// An unsigned number in the four bytes that Parquet has for it.
fn number(count: u64) -> i32 {
    u32::try_from(count).unwrap_or(u32::MAX).cast_signed()
}

/// Writes the row groups of several files into one, as they are, but for the last column where other values are given.
/// What the end of the file says of them waits in a file that is empty.
pub(in crate::run) fn join<R: Columnar>(
    parts: impl Iterator<Item = io::Result<PartFile>>,
    to: File,
    footer: File,
    made: &Made,
) -> io::Result<()> {
    let (schema, properties) = (schema::schema::<R>()?, schema::properties(made, &[])?);
    let schema = Arc::new(SchemaDescriptor::new(schema));
    let mut to = TrackedWrite::new(io::BufWriter::with_capacity(1 << 16, to));
    to.write_all(MAGIC)?;
    let mut footer = Footer::new(footer, schema.clone(), &properties)?;
    let mut ordinal: i16 = 0;
    for part in parts {
        let PartFile { file: part, marks } = part?;
        let reader = SerializedFileReader::new(part.try_clone()?)?;
        let mut marks = marks.as_deref();
        for group in reader.metadata().row_groups() {
            let mut joined = SerializedRowGroupWriter::new(schema.clone(), properties.clone(), &mut to, ordinal, None);
            let too_many = || {
                io::Error::other(
                    "more than 32,767 parts do not fit in a Parquet file; split the articles into several runs",
                )
            };
            ordinal = ordinal.checked_add(1).ok_or_else(too_many)?;
            let n_as_they_are = group.num_columns() - usize::from(marks.is_some());
            for column in &group.columns()[..n_as_they_are] {
                let closed = ColumnCloseResult {
                    bytes_written: u64::try_from(column.compressed_size()).unwrap_or(0),
                    rows_written: u64::try_from(group.num_rows()).unwrap_or(0),
                    metadata: column.clone(),
                    bloom_filter: None,
                    column_index: None,
                    offset_index: None,
                };
                joined.append_column(&part, closed)?;
            }
            if let Some(all) = &mut marks {
                let n_rows = usize::try_from(group.num_rows()).unwrap_or(0);
                let too_few = || io::Error::other("there are fewer marks than rows");
                let (flags, rest) = all.split_at_checked(n_rows).ok_or_else(too_few)?;
                *all = rest;
                if let Some(mut column) = joined.next_column()? {
                    let flags = Values { flags: flags.to_vec(), ..Values::default() };
                    flags.write(Kind::Flag, column.untyped())?;
                    column.close()?;
                }
            }
            footer.add(RowGroupMetaData::clone(&*joined.close()?))?;
        }
    }
    footer.finish(&mut to)?;
    let mut to = to.into_inner()?;
    to.flush()?;
    to.get_ref().sync_all()
}

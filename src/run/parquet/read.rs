//! How are the rows of a file read back, some of a row group at a time?

use std::io;
use std::marker::PhantomData;

use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;

use super::chunk::Chunk;
use super::schema;
use crate::corpus::guarded;
use crate::run::columns::{Cells, Column, Columnar};

/// A column of a row group that is larger than this must not be a thousand times what is in the file: what a broken file
/// says of itself is not to fill the memory.
const LARGE: u64 = 64 << 20;

/// The rows of one file, in order.
pub(in crate::run) struct Rows<R, S: ChunkReader + 'static> {
    reader: SerializedFileReader<S>,
    columns: Vec<Column>,
    /// Where each column is in the file.
    places: Vec<usize>,
    group: usize,
    chunks: Vec<Chunk>,
    /// How many rows of the row group are still to come.
    left: usize,
    rows: PhantomData<R>,
}

impl<R: Columnar, S: ChunkReader + 'static> Rows<R, S> {
    /// # Errors
    ///
    /// No Parquet file, or one without the columns of these rows.
    pub(in crate::run) fn new(source: S) -> io::Result<Rows<R, S>> {
        let reader = guarded(|| SerializedFileReader::new(source))?;
        let columns = R::columns();
        let schema = reader.metadata().file_metadata().schema_descr_ptr();
        let places = columns.iter().map(|column| {
            let path = schema::path(column);
            let found = (0..schema.num_columns()).find(|&index| schema.column(index).path().parts() == path);
            found.ok_or_else(|| io::Error::other(format!("there is no column {}", path.join("."))))
        });
        let places = places.collect::<io::Result<_>>()?;
        Ok(Rows { reader, columns, places, group: 0, chunks: Vec::new(), left: 0, rows: PhantomData })
    }

    /// Reads the next row group that has rows; whether there was one.
    fn fill(&mut self) -> io::Result<bool> {
        while self.group < self.reader.num_row_groups() {
            let group = guarded(|| self.reader.get_row_group(self.group))?;
            self.group += 1;
            let rows = usize::try_from(group.metadata().num_rows()).map_err(io::Error::other)?;
            let chunks = self.places.iter().zip(&self.columns).map(|(&place, column)| {
                chunk(group.as_ref(), place, rows)
                    .map_err(|error| io::Error::other(format!("column {}: {error}", column.name)))
            });
            self.chunks = chunks.collect::<io::Result<_>>()?;
            self.left = rows;
            if rows > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn row(&mut self) -> io::Result<R> {
        self.left -= 1;
        let mut columns = self.columns.iter().zip(&mut self.chunks);
        R::from_cells(&mut Cells(&mut || match columns.next() {
            Some((column, chunk)) => {
                chunk.next(column.kind).map_err(|error| io::Error::other(format!("column {}: {error}", column.name)))
            }
            None => Err(io::Error::other("too few columns")),
        }))
    }
}

fn chunk(group: &dyn RowGroupReader, place: usize, rows: usize) -> io::Result<Chunk> {
    let column = group.metadata().column(place);
    check(column)?;
    let descriptor = column.column_descr();
    let (defined, repeated) = (descriptor.max_def_level(), descriptor.max_rep_level() > 0);
    Ok(Chunk::new(guarded(|| group.get_column_reader(place))?, rows, defined, repeated))
}

/// That its size is not one that only a broken file states.
fn check(column: &ColumnChunkMetaData) -> io::Result<()> {
    let packed = u64::try_from(column.compressed_size()).map_err(io::Error::other)?;
    let unpacked = u64::try_from(column.uncompressed_size()).map_err(io::Error::other)?;
    if unpacked > LARGE && packed.saturating_mul(1_000) < unpacked {
        return Err(io::Error::other("it is too large to be ours"));
    }
    Ok(())
}

impl<R: Columnar, S: ChunkReader + 'static> Iterator for Rows<R, S> {
    type Item = io::Result<R>;

    fn next(&mut self) -> Option<io::Result<R>> {
        if self.left == 0 {
            match self.fill() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => {
                    self.group = usize::MAX;
                    return Some(Err(error));
                }
            }
        }
        Some(self.row())
    }
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

    use super::*;
    use crate::run::parquet::ColumnTable;
    use crate::run::record::{Made, Version};
    use crate::run::tables::OfHit;

    fn table() -> Vec<u8> {
        let version = Version { id: "en".into(), version: "1".into(), hash: "0".into() };
        let made = Made { program: "slantwise 1".into(), lexicons: Vec::new(), language: version };
        let mut table = ColumnTable::new::<OfHit>();
        for n in 0..40 {
            let hit = format!(
                r#"{{"id":"{}","outlet":"o","date":null,"part":"title","lexicon":"l","entry":"e{n}","category":"c",
                "intensity":3,"advisory":true,"factual":false,"stance":"doubt","perspective":["p","q"],"text":"t",
                "start":{n},"end":2,"sentence_start":3,"sentence_end":4,"voice":"own","source":"s","negated":true,
                "distanced":false,"sentence":"z","boilerplate":false}}"#,
                n / 3
            );
            let hit: OfHit = serde_json::from_str(Box::leak(hit.into_boxed_str())).expect("a hit");
            table.push(&hit);
        }
        table.into_file::<OfHit>(&made, &[]).expect("memory")
    }

    /// How many rows there are, until one cannot be read.
    fn n_rows(bytes: Vec<u8>) -> usize {
        let rows = Rows::<OfHit, Bytes>::new(Bytes::from(bytes));
        rows.map_or(0, |rows| rows.take(1000).map_while(Result::ok).count())
    }

    #[test]
    fn a_byte_that_is_wrong_is_an_error_or_another_value_and_never_more() {
        let whole = table();
        assert_eq!(n_rows(whole.clone()), 40);
        for at in 0..whole.len() {
            for byte in [0, 33, 0x7f, 0xff] {
                let mut damaged = whole.clone();
                damaged[at] = byte;
                n_rows(damaged);
            }
        }
    }
}

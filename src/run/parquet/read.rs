//! How are the rows of a file read back, one row group in memory at a time?

use std::io;
use std::marker::PhantomData;

use parquet::file::metadata::ColumnChunkMetaData;
use parquet::file::reader::{ChunkReader, FileReader, RowGroupReader};
use parquet::file::serialized_reader::SerializedFileReader;

use super::chunk::Chunk;
use super::schema;
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
        let reader = SerializedFileReader::new(source)?;
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
            let group = self.reader.get_row_group(self.group)?;
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
    Ok(Chunk::new(group.get_column_reader(place)?, rows, defined, repeated))
}

/// What the library takes for granted.
fn check(column: &ColumnChunkMetaData) -> io::Result<()> {
    let starts = [Some(column.data_page_offset()), column.dictionary_page_offset()];
    let packed = u64::try_from(column.compressed_size()).map_err(io::Error::other)?;
    let unpacked = u64::try_from(column.uncompressed_size()).map_err(io::Error::other)?;
    if starts.into_iter().flatten().any(|start| start < 0) {
        return Err(io::Error::other("it is nowhere in the file"));
    }
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

//! The rows of a Parquet file, read from its columns.
//!
//! A few kilobytes of it can stand for gigabytes, so what a file says of its
//! sizes is looked at before a group of rows is read, and few rows are read
//! at a time. A page that cannot be read costs the rest of its group.

use std::ops::ControlFlow;
use std::sync::Arc;

use arrow_array::RecordBatch;
use bytes::Bytes;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::metadata::{ParquetMetaDataReader, RowGroupMetaData};
use parquet::file::reader::{ChunkReader, Length};

use super::batch::Content;
use super::cell::value;
use super::charset::Known;
use super::chunk::Chunk;
use super::row::{Row, Rows};
use super::sample::Sample;
use super::skipped::shown_names;
use super::untyped::untyped;
use super::{Field, Fields, Piece, Reading, Reason, Skipped};
use super::{footer, guarded};

/// The bytes that every Parquet file starts with.
pub const PARQUET_MAGIC: &[u8; 4] = b"PAR1";

/// Rows that are decoded at a time.
const BATCH_ROWS: u64 = 64;

/// Bytes that they may have if each is as large as all of its column.
const BATCH_BYTES: u64 = 64 << 20;

/// More rows than these may be no more than 1,000 a packed byte.
const FEW_ROWS: u64 = 64 << 10;

/// Bytes that a row may have in lists beside their texts: a row can have all items of its group.
const MOST_ROW_BYTES: u64 = 256 << 20;

/// Bytes of a piece, unless a row is longer; few when fuzzing.
const PIECE_BYTES: usize = if cfg!(fuzzing) { 1 << 10 } else { 512 << 10 };

/// Rows from which the columns are chosen.
const SAMPLE_ROWS: usize = 100;

/// The pieces of a Parquet file, in order.
pub struct ParquetPieces<'r, R: ChunkReader> {
    input: Shared<R>,
    reading: &'r Reading,
    file: Arc<str>,
    metadata: ArrowReaderMetadata,
    names: Arc<Vec<String>>,
    fields: Fields,
    /// In which column of a batch each field is.
    columns: [Option<usize>; Field::ALL.len()],
    projection: ProjectionMask,
    /// The group of rows that is read next.
    group: usize,
    /// The first row of it, from 1.
    group_row: u64,
    /// How many bytes are in those before it.
    group_start: u64,
    /// The row that is read next.
    row: u64,
    reader: Option<ParquetRecordBatchReader>,
    batch: Option<(RecordBatch, usize)>,
}

impl<'r, R: ChunkReader + 'static> ParquetPieces<'r, R> {
    /// Reads the footer and chooses the columns. `file` is what the user is shown.
    ///
    /// # Errors
    ///
    /// The file is no Parquet, or no column of it can be the text.
    pub fn open(input: R, file: &str, reading: &'r Reading) -> Result<ParquetPieces<'r, R>, Skipped> {
        let file: Arc<str> = file.into();
        let input = Shared(Arc::new(input));
        if let Some(why) = footer::refused(&input) {
            return Err(Skipped::file(&file, damaged(why)));
        }
        // What a writer said of its own types in memory is not needed, and is one more thing to be wrong.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let metadata = guarded(|| {
            let metadata = ParquetMetaDataReader::new().parse_and_finish(&input)?;
            ArrowReaderMetadata::try_new(Arc::new(untyped(&metadata)?), options)
        })
        .map_err(|error| Skipped::file(&file, damaged(&error.to_string())))?;
        let names: Vec<String> = metadata.schema().fields().iter().map(|field| field.name().clone()).collect();
        let mut pieces = ParquetPieces {
            input,
            reading,
            projection: ProjectionMask::all(),
            names: Arc::new(names),
            fields: Fields::default(),
            columns: [None; Field::ALL.len()],
            file,
            metadata,
            group: 0,
            group_row: 1,
            group_start: 0,
            row: 1,
            reader: None,
            batch: None,
        };
        pieces.choose();
        match pieces.columns[Field::Text as usize] {
            Some(_) => Ok(pieces),
            None => Err(Skipped::file(&pieces.file, Reason::NoText(shown_names(&pieces.names)))),
        }
    }

    /// The names of the fields.
    pub fn fields(&self) -> &Fields {
        &self.fields
    }

    /// About how many bytes of the file hold the rows so far.
    pub fn position(&self) -> u64 {
        let metadata = self.metadata.metadata();
        let (Some(group), true) = (metadata.row_groups().get(self.group), self.group_row < self.row) else {
            return self.group_start;
        };
        let (done, rows) = (self.row - self.group_row, self.group_end() - self.group_row);
        let share = u128::from(packed(group)) * u128::from(done) / u128::from(rows.max(1));
        self.group_start.saturating_add(u64::try_from(share).unwrap_or(u64::MAX))
    }

    /// Chooses the columns from the first rows.
    fn choose(&mut self) {
        let overrides = &self.reading.overrides;
        let is_known = |name: &str| {
            overrides.iter().any(|(_, other)| other == name)
                || Field::ALL.iter().any(|field| field.known_names().contains(&name))
        };
        let known: Vec<usize> = (0..self.names.len()).filter(|&at| is_known(&self.names[at])).collect();
        self.projection = ProjectionMask::roots(self.metadata.parquet_schema(), known.iter().copied());
        let mut sample = Sample::default();
        let has_groups = 0 < self.metadata.metadata().num_row_groups();
        let batch_rows = has_groups.then(|| self.batch_rows(0));
        if let Some(Ok(batch_rows)) = batch_rows {
            let mut n_rows = 0;
            // Errors are found again when the rows are read.
            let mut batches = self.open_group(0, batch_rows).ok();
            while let Some(batches) = &mut batches
                && let Ok(Some(batch)) = guarded(|| batches.next().transpose().map_err(ParquetError::from))
            {
                for row in 0..batch.num_rows() {
                    for (column, &at) in batch.columns().iter().zip(&known) {
                        sample.add_value(&self.names[at], &value(column, row));
                    }
                }
                n_rows += batch.num_rows();
                if SAMPLE_ROWS <= n_rows {
                    break;
                }
            }
        }
        self.fields = Fields::choose(&sample, overrides);
        // Where no row may be looked at the names decide: a column that is not to be read is not left out of its rows.
        let by_name = if let Some(Err(_)) = batch_rows { &Field::ALL[..] } else { &[Field::Text] };
        for field in by_name {
            self.fields.fall_back(*field, &self.names);
        }
        let is_used = |at: &usize| self.fields.of_name(&self.names[*at]).is_some();
        let used: Vec<usize> = known.into_iter().filter(is_used).collect();
        self.columns = Field::ALL
            .map(|field| used.iter().position(|&at| self.fields.name(field) == Some(self.names[at].as_str())));
        self.projection = ProjectionMask::roots(self.metadata.parquet_schema(), used);
    }

    /// How many rows of a group are decoded at a time.
    ///
    /// # Errors
    ///
    /// Why the group is not to be read.
    fn batch_rows(&self, group: usize) -> Result<usize, String> {
        let columns = self.metadata.metadata().row_group(group).columns().iter().enumerate();
        let limit = self.reading.max_article_bytes as u64;
        let (mut largest, mut row_bytes, mut all_packed, mut n_rows) = (1, 0u64, 0u64, 0);
        for (_, column) in columns.filter(|(leaf, _)| self.projection.leaf_included(*leaf)) {
            let of_column = |why: &str| format!("column {} {why}", super::shown(&column.column_path().string()));
            let chunk = Chunk::of(&self.input, column).map_err(|why| of_column(&why))?;
            let unpacked = chunk.unpacked.max(column.uncompressed_size().max(0).unsigned_abs());
            let each = chunk.width.max(unpacked / chunk.n_values.max(1));
            let packed = column.compressed_size().max(0).unsigned_abs();
            if limit < each || (limit < unpacked && packed.saturating_mul(1_000) < unpacked) {
                return Err(of_column(&format!("unpacks to {} bytes", unpacked.max(chunk.width))));
            }
            row_bytes = row_bytes.saturating_add(chunk.row_bytes());
            if MOST_ROW_BYTES < row_bytes {
                return Err(of_column(&format!("has lists of {} items", chunk.n_values)));
            }
            if !chunk.has_few_lengths(&self.input, column) {
                return Err(of_column("gives more lengths of texts than it has texts"));
            }
            // A value that many rows share is written once and decoded for each of them.
            largest = largest.max(chunk.largest);
            all_packed = all_packed.saturating_add(packed);
            n_rows = n_rows.max(chunk.n_rows());
        }
        // Rows that are all the same take no bytes, and each of two billion would be named.
        if FEW_ROWS < n_rows && all_packed.saturating_mul(1_000) < n_rows {
            return Err(format!("{n_rows} rows in {all_packed} bytes"));
        }
        Ok((BATCH_BYTES / largest).clamp(1, BATCH_ROWS) as usize)
    }

    fn open_group(&self, group: usize, batch_rows: usize) -> ParquetResult<ParquetRecordBatchReader> {
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(self.input.clone(), self.metadata.clone())
            .with_row_groups(vec![group])
            .with_projection(self.projection.clone())
            .with_batch_size(batch_rows);
        guarded(|| builder.build())
    }

    /// Gets the next batch ready. It breaks at the end, or with what is wrong.
    fn next_batch(&mut self) -> ControlFlow<Option<Skipped>> {
        loop {
            if let Some((batch, at)) = &self.batch
                && *at < batch.num_rows()
            {
                return ControlFlow::Continue(());
            }
            let next = match &mut self.reader {
                Some(reader) => guarded(|| reader.next().transpose().map_err(ParquetError::from)).transpose(),
                None if self.group < self.metadata.metadata().num_row_groups() => {
                    let opened = self.batch_rows(self.group).and_then(|batch_rows| {
                        self.open_group(self.group, batch_rows).map_err(|error| error.to_string())
                    });
                    match opened {
                        Ok(reader) => self.reader = Some(reader),
                        Err(why) => return ControlFlow::Break(Some(self.give_up_group(&why))),
                    }
                    continue;
                }
                None => return ControlFlow::Break(None),
            };
            match next {
                Some(Ok(batch)) => self.batch = Some((batch, 0)),
                Some(Err(error)) => return ControlFlow::Break(Some(self.give_up_group(&error.to_string()))),
                None if self.row < self.group_end() => {
                    return ControlFlow::Break(Some(self.give_up_group("the columns end early")));
                }
                None => self.end_group(),
            }
        }
    }

    /// The row behind the group.
    fn group_end(&self) -> u64 {
        let rows = self.metadata.metadata().row_group(self.group).num_rows();
        self.group_row.saturating_add(rows.max(0).unsigned_abs())
    }

    fn give_up_group(&mut self, why: &str) -> Skipped {
        let last = self.group_end().saturating_sub(1);
        let reason = damaged(&format!("rows {} to {last} cannot be read: {why}", self.row));
        let skipped = Skipped::line(&self.file, self.row, reason);
        self.end_group();
        skipped
    }

    fn end_group(&mut self) {
        let bytes = packed(self.metadata.metadata().row_group(self.group));
        self.group_start = self.group_start.saturating_add(bytes);
        self.group_row = self.group_end();
        self.row = self.group_row;
        self.group += 1;
        self.reader = None;
        self.batch = None;
    }
}

impl<R: ChunkReader + 'static> Iterator for ParquetPieces<'_, R> {
    type Item = Result<Piece, Skipped>;

    fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        if let ControlFlow::Break(end) = self.next_batch() {
            return end.map(Err);
        }
        let (batch, at) = self.batch.as_mut()?;
        let mut rows = Rows { names: self.names.clone(), rows: Vec::new(), bytes: 0 };
        while *at < batch.num_rows() && rows.bytes < PIECE_BYTES {
            let cells = self.columns.map(|column| column.map(|column| value(batch.column(column), *at)));
            // What is to be cut is cut as a record.
            let limit = if self.reading.cut_long { usize::MAX } else { self.reading.max_article_bytes };
            let row = Row::new(cells, &self.fields, limit);
            // A row takes memory beside its text.
            rows.bytes += row.len() + 256;
            rows.rows.push(row);
            *at += 1;
        }
        let first_line = self.row;
        self.row = self.row.saturating_add(rows.rows.len() as u64);
        let known = Known::Nothing;
        Some(Ok(Piece {
            file: self.file.clone(),
            content: Content::Rows(rows),
            first_line,
            first_byte: 0,
            bytes: Vec::new(),
            known,
        }))
    }
}

/// How many bytes of the file a group of rows has.
fn packed(group: &RowGroupMetaData) -> u64 {
    group.columns().iter().map(|column| column.compressed_size().max(0).unsigned_abs()).fold(0, u64::saturating_add)
}

fn damaged(why: &str) -> Reason {
    Reason::Parquet(super::shown(why))
}

/// One input for the readers of all groups.
struct Shared<R>(Arc<R>);

impl<R> Clone for Shared<R> {
    fn clone(&self) -> Shared<R> {
        Shared(self.0.clone())
    }
}

impl<R: ChunkReader> Length for Shared<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for Shared<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> ParquetResult<R::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        self.0.get_bytes(start, length)
    }
}

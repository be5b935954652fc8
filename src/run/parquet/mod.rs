//! How is a table written and read as Parquet? A row group for each part of a run, zstd, no Arrow in between.

mod chunk;
mod footer;
mod read;
mod schema;
mod write;

pub(super) use read::Rows;
pub(super) use write::{ColumnTable, join};

//! Which articles were given, and what do their records say about them?
//!
//! A reader cuts bytes into [`Batch`]es on the borders of records ([`Pieces`],
//! [`batches`]), which is all that happens in the reading thread. Whoever
//! works on a batch parses it: [`Batch::articles`] gives every record as an
//! [`Article`] or as what was [`Skipped`], and why. [`Tally`] adds both up.

mod article;
mod batch;
mod buffer;
#[cfg(feature = "pages")]
mod capture;
#[cfg(feature = "parquet")]
mod cell;
mod charset;
#[cfg(feature = "parquet")]
mod chunk;
mod content;
mod damaged_input;
mod date;
#[cfg(feature = "parquet")]
mod delta;
mod domain;
mod elements;
mod english;
mod fields;
#[cfg(feature = "parquet")]
mod footer;
#[cfg(feature = "parquet")]
mod guarded;
#[cfg(feature = "pages")]
mod headers;
mod json;
#[cfg(feature = "parquet")]
mod metadata;
mod object;
mod origin;
mod outlets;
#[cfg(feature = "pages")]
mod page;
#[cfg(feature = "parquet")]
mod parquet;
mod pieces;
mod plain;
mod reading;
mod record;
#[cfg(feature = "pages")]
mod response;
#[cfg(feature = "parquet")]
mod row;
mod rows;
mod sample;
mod skipped;
mod table;
mod tally;
#[cfg(feature = "parquet")]
mod thrift;
#[cfg(feature = "parquet")]
mod untyped;
mod value;
mod wanted;

pub use article::{Article, Part};
pub use batch::{Batch, Piece, batches};
pub use charset::Charset;
pub use content::are_records;
pub use damaged_input::DamagedInput;
pub use fields::{Field, FieldOverrides, Fields, Recognized};
#[cfg(feature = "parquet")]
pub(crate) use guarded::guarded;
pub use outlets::{Outlet, Outlets, OutletsError};
#[cfg(feature = "parquet")]
pub use parquet::{PARQUET_MAGIC, ParquetPieces};
pub use pieces::{Format, Pieces};
pub use reading::Reading;
pub use skipped::{Reason, Skipped, shown};
pub use table::has_text_column;
pub use tally::Tally;
pub use wanted::Wanted;

//! How are many articles scored, and what is left behind?
//!
//! [`ordered`] is the loop: batches in, results out in the same order, for any
//! number of threads. A run directory holds what every other command reads; while
//! it is written, parts and a [`Manifest`] that say how to go on.

mod article_row;
mod columns;
mod csv;
mod format;
mod lines;
mod manifest;
mod ordered;
#[cfg(feature = "parquet")]
mod parquet;
mod places;
mod record;
mod rows;
mod settle;
mod sheet;
mod tables;

pub use format::{Articles, Chained, Files, PartFile, Row, Table, TableFormat};
pub use manifest::{Manifest, PartRecord, Survey, Surveying, hex};
pub use ordered::ordered;
pub use places::{Places, counts_of};
pub use record::{FORMAT, Made, RunRecord, Stamp, Version, When};
pub use rows::{ArticleRow, CategoryRow, HitRow, NameRow, VoiceCounts};
pub use settle::{PartArticles, SettledArticles, Settler};
pub use tables::{OfArticle, Tables};

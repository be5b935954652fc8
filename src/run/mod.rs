//! How are many articles scored, and what is left behind?
//!
//! [`ordered`] is the loop: batches in, results out in the same order, for any
//! number of threads. A run directory holds what every other command reads.

mod ordered;
mod record;
mod rows;
mod tables;

pub use ordered::ordered;
pub use record::{FORMAT, Made, RunRecord, Version, When};
pub use rows::{ArticleRow, CategoryRow, HitRow, NameRow, VoiceCounts};
pub use tables::{OfArticle, Places, Row, Rows, Stamp, Tables, Writer, counts_of};

//! What is an author shown of a lexicon?

mod balance;
mod diff;
mod lint;
mod list;
mod quality;

pub use balance::balance;
pub use diff::{Diff, diff};
pub use lint::lint;
pub use list::{Filter, ListRow, forms_csv, list, list_csv, rows};
pub use quality::quality;

use serde::Serialize;

use super::block::Block;
use crate::run::Made;

/// A finding as one JSON object under its name, with what made it and a line break at its end.
pub fn json(name: &str, finding: &impl Serialize, made: &Made) -> String {
    // Findings hold no map with keys that are no strings and no NaN, so this cannot fail.
    let object = serde_json::json!({ "made": made, name: finding });
    format!("{object:#}\n")
}

fn table<const N: usize>(title: &str, header: [&str; N], rows: Vec<Vec<String>>) -> Block {
    Block::Table { title: title.to_owned(), header: header.map(str::to_owned).to_vec(), rows }
}

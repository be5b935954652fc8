//! What does a TOML file say, and where does it say it?
//!
//! [`parse`] reads a file as far as it can be read, [`Fields`] takes the keys of one table, and every mistake becomes
//! a [`Problem`] with its place, so that all mistakes of a file are told at once. [`Error`] holds those of several files.

mod error;
mod fields;
mod nearest;
mod problem;
mod recover;
mod tree;
#[cfg(test)]
mod twin;
mod value;

pub use error::{Error, Found};
pub use fields::{Fields, Placed};
pub use nearest::nearest;
pub use problem::{Elsewhere, Problem, Problems};
pub use tree::parse;
pub use value::{Key, Node, Table, Value};

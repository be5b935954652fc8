//! What counts as loaded, and why?
//!
//! A lexicon is a TOML file. [`Lexicons::load`] reads the shipped ones and a user's, checks them, and merges them into
//! plain values; the matcher compiles these. A mistake in any file is an [`Error`] that names every mistake of all
//! files. Of the shipped ones alone this has been done when the program was built: see `snapshot.rs`.

mod builtin;
mod cuts;
mod declared;
mod entries;
mod entry;
mod forms;
mod guards;
mod hash;
mod head;
#[cfg(all(feature = "cli", snapshot))]
pub mod import;
mod keys;
mod later;
mod load;
mod merge;
mod mirrors;
mod namesets;
mod never;
mod phrases;
mod schema;
mod shared;
mod snapshot;
mod stars;
mod template;
#[cfg(test)]
mod tests;

pub use crate::document::Error;
pub use entry::*;
pub use later::Later;
pub use load::{File, Selection};
pub use phrases::{Phrase, Phrases};
pub use schema::schema;
#[cfg(not(snapshot))]
pub use snapshot::{bytes as snapshot, shipped};
pub use template::template;

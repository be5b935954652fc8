//! What counts as loaded, and why?

mod entry;

pub use entry::*;

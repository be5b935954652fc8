//! Where are the loaded words?

mod hit;

pub use hit::{Hit, NameUse};

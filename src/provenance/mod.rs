//! Where does an article come from, and what was lost on the way?
//!
//! [`Rules`] are data: which genre an outlet calls a piece, whose copy it is
//! by its credit, and whether its author is a guest. Only the title, the URL,
//! the fields of the record, the first lines and the last two paragraphs are
//! looked at. [`Damage`] is what scrapers and tokenizers leave behind.

mod agency;
mod credit;
mod damage;
mod excerpt;
mod genre;
mod guest;
mod lists;
mod notes;
mod phrases;
mod rules;

#[cfg(test)]
mod tests;

pub use agency::Agency;
pub use damage::Damage;
pub use genre::GENRES;
pub use rules::{Imprint, Origin, Rules};

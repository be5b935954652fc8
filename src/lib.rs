//! Slantwise finds loaded language in news and shows how each outlet frames what it reports.

pub mod analyzer;
mod bits;
pub mod corpus;
pub mod document;
pub mod language;
pub mod lexicon;
pub mod matcher;
pub mod profile;
pub mod proof;
pub mod provenance;
pub mod repeats;
pub mod report;
pub mod run;
pub mod span;
pub mod stats;
pub mod text;

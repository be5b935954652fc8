//! Which articles were given, and what do their records say about them?

mod article;

pub use article::{Article, Part};

//! Where do sentences and paragraphs end?

//! Which articles is it measured on?

use std::fs;
use std::path::{Path, PathBuf};

use slantwise::corpus::{Article, Format, Pieces, Reading, batches};

use super::generated;
use super::measure::Megabytes;
use super::scratch::Scratch;

/// The articles, as a file, as its bytes, and read.
pub struct Corpus {
    pub path: PathBuf,
    pub bytes: Vec<u8>,
    pub articles: Vec<Article>,
    /// How long their bodies are together.
    pub text: Megabytes,
}

impl Corpus {
    /// The articles of a file of JSON Lines.
    pub fn of(path: &Path) -> Corpus {
        let bytes = fs::read(path).expect("the file can be read");
        let articles = articles(&bytes);
        assert!(!articles.is_empty(), "{} has no articles", path.display());
        let text = Megabytes(articles.iter().map(|article| article.body.len()).sum());
        Corpus { path: path.to_owned(), bytes, articles, text }
    }

    /// Articles made from the samples, for who has no file of their own.
    pub fn generated(scratch: &Scratch) -> Corpus {
        Corpus::of(&scratch.write("generated.jsonl", generated::lines()))
    }
}

/// All articles of JSON Lines.
pub fn articles(bytes: &[u8]) -> Vec<Article> {
    let input = Reading::default();
    let pieces = Pieces::new(bytes, "articles", "", Format::Any, &input);
    let records: Vec<_> = batches(pieces).flat_map(|batch| batch.articles(&input).collect::<Vec<_>>()).collect();
    // All of a body counts here, titles repeated in it too, so that both ways of counting see the same.
    records.into_iter().flatten().map(|article| Article { body_starts_at: 0, ..article }).collect()
}

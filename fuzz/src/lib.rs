//! What do all readers of articles promise, and what does an analysis, whatever they are given?

pub mod change;

use std::io::Read;

use slantwise::analyzer::PartAnalysis;
use slantwise::corpus::{Article, Format, Piece, Pieces, Reading, Skipped, batches};

/// Reads bytes as a whole and a few at a time, and holds the one to the other.
pub fn read(bytes: &[u8], format: Format) {
    // Small limits, so that they are met.
    let reading = Reading { max_article_bytes: 1 << 20, ..Reading::default() };
    let pieces = |most| Pieces::new(Slow { reader: bytes, most }, "a", "b", format, &reading);
    let whole = records(pieces(usize::MAX), &reading);
    let slow = records(pieces(few(bytes)), &reading);
    assert_eq!(whole, slow, "what comes out depends on how much a read gives");
}

/// How many bytes a slow read gives: all of them in about seven reads.
pub fn few(bytes: &[u8]) -> usize {
    1 + bytes.len() / 7
}

/// The records of some pieces, each held to what is promised of it.
pub fn records(
    pieces: impl Iterator<Item = Result<Piece, Skipped>>,
    reading: &Reading,
) -> Vec<Result<Article, Skipped>> {
    let mut records = Vec::new();
    for batch in batches(pieces) {
        records.extend(batch.articles(reading));
        batch.digest();
    }
    for record in &records {
        match record {
            Ok(article) => {
                assert!(!article.body.trim().is_empty() && !article.body.contains('\0') && !article.id.is_empty());
                assert!(article.title.len() + article.body.len() <= reading.max_article_bytes);
                assert!(article.body.is_char_boundary(article.body_starts_at));
            }
            Err(skipped) => {
                let said = skipped.to_string();
                assert!(said.chars().all(|c| !c.is_control()), "{said:?}");
            }
        }
    }
    records
}

/// Holds an analysis to what is promised of it: spans are of the text; segments cover it without gaps; no word is in two
/// hits.
pub fn check(part: &PartAnalysis, text: &str) {
    let mut end = 0;
    for segment in &part.text.segments {
        assert_eq!(segment.span.start, end);
        segment.span.of(text);
        end = segment.span.end;
    }
    assert!(part.text.segments.is_empty() || end as usize == text.len());
    let mut end = 0;
    for hit in &part.hits {
        assert!(end <= hit.span.start && hit.sentence.start <= hit.span.start && hit.span.end <= hit.sentence.end);
        hit.span.of(text);
        hit.sentence.of(text);
        end = hit.span.end;
    }
    for name in &part.names {
        name.span.of(text);
        name.sentence.of(text);
    }
}

/// Lets a panic that is caught be one that is survived: libFuzzer's own hook ends the process at once. One that is not
/// caught still ends it.
pub fn let_panics_be_caught() {
    std::panic::set_hook(Box::new(|panicked| eprintln!("{panicked}")));
}

/// A reader that gives no more than so many bytes at a time.
pub struct Slow<R> {
    /// What it reads from.
    pub reader: R,
    /// How many bytes it gives.
    pub most: usize,
}

impl<R: Read> Read for Slow<R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.most.min(buffer.len());
        self.reader.read(&mut buffer[..n])
    }
}

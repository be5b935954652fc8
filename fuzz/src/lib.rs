//! What do all readers of articles promise, whatever they are given?

use std::io::Read;

use slantwise::corpus::{Article, Format, Piece, Pieces, Reading, Skipped, batches};

/// Reads bytes as a whole and a few at a time, and holds the one to the other.
pub fn read(bytes: &[u8], format: Format) {
    // Small limits, so that they are met.
    let reading = Reading { max_article_bytes: 1 << 20, ..Reading::default() };
    let pieces = |slow| Pieces::new(Slow { bytes, slow }, "a", "b", format, &reading);
    let whole = records(pieces(usize::MAX), &reading);
    let slow = records(pieces(1 + bytes.len() / 7), &reading);
    assert_eq!(whole, slow, "what comes out depends on how much a read gives");
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

/// Lets a panic that is caught be one that is survived: libFuzzer's own hook ends the process at once. One that is not
/// caught still ends it.
pub fn let_panics_be_caught() {
    std::panic::set_hook(Box::new(|panicked| eprintln!("{panicked}")));
}

/// A reader that gives so many bytes at a time.
struct Slow<'b> {
    bytes: &'b [u8],
    slow: usize,
}

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let n = self.slow.min(buffer.len());
        self.bytes.read(&mut buffer[..n])
    }
}

//! Bars 3 and 4: `profile` and `score` as whole processes on one thread.

use super::corpus::Corpus;
use super::measure::{Row, cpu_seconds, medians};
use super::scratch::Scratch;
use super::{process, yardstick};

/// Prints both.
pub fn print(corpus: &Corpus) {
    let read = || yardstick::json_lines(&corpus.bytes);
    assert!(read() >= corpus.text.0, "the yardstick reads every article");
    let scratch = Scratch::new("whole");
    let path = corpus.path.to_string_lossy();
    let [yardstick, profile, score] = medians([
        &mut || cpu_seconds(read),
        &mut || process::cpu_of(&["profile", "--threads", "1", "--quiet", &path]),
        &mut || process::cpu_of(&["score", "--threads", "1", "--quiet", &path, "-o", &scratch.run().to_string_lossy()]),
    ]);
    let title = "serde_json into a borrowing struct";
    Row { bar: 3, what: "profile, one thread, whole process", ours: profile, title, yardstick, least: 0.07 }
        .print(corpus.text);
    Row { bar: 4, what: "score, one thread, whole process", ours: score, title, yardstick, least: 0.06 }
        .print(corpus.text);
}

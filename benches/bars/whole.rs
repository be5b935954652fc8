//! Bars 3 and 4: `profile` and `score` as whole processes on one thread.

use super::corpus::Corpus;
use super::measure::{Row, cpu_seconds, rounds};
use super::scratch::Scratch;
use super::{process, yardstick};

/// Prints both.
pub fn print(corpus: &Corpus) {
    let read = || yardstick::json_lines(&corpus.bytes);
    assert!(read() >= corpus.text.0, "the yardstick reads every article");
    let scratch = Scratch::new("whole");
    let path = corpus.path.to_string_lossy();
    let measured = || cpu_seconds(read);
    let [before, profile, between, score, after] = rounds([
        &mut || measured(),
        &mut || process::cpu_of(&["profile", "--threads", "1", "--quiet", &path]),
        &mut || measured(),
        &mut || process::cpu_of(&["score", "--threads", "1", "--quiet", &path, "-o", &scratch.run().to_string_lossy()]),
        &mut || measured(),
    ]);
    // The yardstick takes a tenth of the time that ours does, so it is taken on both sides of it.
    let both = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| (a + b) / 2.0).collect::<Vec<_>>();
    let title = "serde_json into a borrowing struct";
    for (bar, what, ours, yardstick, least) in [
        (3, "profile, one thread, whole process", &profile, both(&before, &between), 0.07),
        (4, "score, one thread, whole process", &score, both(&between, &after), 0.06),
    ] {
        Row { bar, what, ours, title, yardstick: &yardstick, least }.print(corpus.text);
    }
}

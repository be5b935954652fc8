//! Bar 6: do memory and time grow with the corpus as they should?

use std::fs::File;
use std::io::Write;

use super::corpus::Corpus;
use super::measure::cpu_seconds;
use super::scratch::Scratch;
use super::{process, yardstick};

/// Prints peak memory of `score` on two threads, and the time of one, at 1 to 8 times the corpus.
pub fn print(corpus: &Corpus) {
    let scratch = Scratch::new("memory");
    let path = scratch.join("articles.jsonl");
    let at_path = path.to_string_lossy();
    for times in [1, 2, 4, 8] {
        let mut file = File::create(&path).expect("the temporary folder can be written");
        (0..times).for_each(|_| file.write_all(&corpus.bytes).expect("the temporary folder has room"));
        let read = cpu_seconds(|| (0..times).map(|_| yardstick::json_lines(&corpus.bytes)).sum::<usize>());
        let run = scratch.run();
        let peak = process::peak_of(&["score", "--threads", "2", "--quiet", &at_path, "-o", &run.to_string_lossy()]);
        let run = scratch.run();
        let seconds = process::cpu_of(&["score", "--threads", "1", "--quiet", &at_path, "-o", &run.to_string_lossy()]);
        let of_profile = process::peak_of(&["profile", "--threads", "2", "--quiet", &at_path]);
        println!(
            "bar 6   {times} times the corpus: score takes {peak:.0} MB (bar flat, 200 MB), profile {of_profile:.0} MB; \
             score {:.2} CPU s, {:.2} for each time, serde_json {:.2}",
            seconds,
            seconds / f64::from(times),
            read / f64::from(times),
        );
    }
}

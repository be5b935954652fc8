//! Does a run that is killed at any moment go on, and end as if it never had been? Promise 5.
//!
//! `SLANTWISE_KILLS=500 SLANTWISE_SEED=7 cargo test --release --test cli killed` does it more often, at other moments.

use std::fs;
use std::process::Child;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::program::{Ended, Folder, interrupt};
use crate::resume::{assert_same, crawl};

/// A generator of numbers that look random (splitmix64), to be had again from its seed.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit.max(1)
    }
}

fn from_environment(name: &str, or: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(or)
}

/// How many parts of the tables are finished.
fn n_parts(folder: &Folder) -> usize {
    let items = fs::read_dir(folder.path("run/.parts")).into_iter().flatten().flatten();
    items.filter(|item| item.file_name().to_string_lossy().starts_with("part-")).count()
}

/// How long an undisturbed run takes, how long of it after its last part, and how many parts there are.
struct Whole {
    all: Duration,
    finishing: Duration,
    n_parts: usize,
}

/// Looks at a run until it ends.
fn watched(folder: &Folder, line: &str) -> Whole {
    let started = Instant::now();
    let mut child = folder.command(line.split_whitespace()).spawn().expect("the program");
    let (mut most, mut last) = (0, started);
    while child.try_wait().expect("a process").is_none() {
        let n = n_parts(folder);
        if most < n {
            (most, last) = (n, Instant::now());
        }
        sleep(Duration::from_millis(1));
    }
    Ended::from(child.wait_with_output().expect("its end")).code(0);
    Whole { all: started.elapsed(), finishing: last.elapsed(), n_parts: most }
}

/// Waits for a moment of the run: any, or one after its last part.
fn wait(folder: &Folder, child: &mut Child, whole: &Whole, random: &mut Random) {
    let is_late = random.below(3) == 0;
    while is_late && n_parts(folder) < whole.n_parts && child.try_wait().expect("a process").is_none() {
        sleep(Duration::from_millis(1));
    }
    let longest = if is_late { whole.finishing } else { whole.all * 3 / 4 };
    sleep(Duration::from_micros(random.below(longest.as_micros() as u64)));
}

fn check(format: &str) {
    let folder = Folder::new(&format!("kills-{format}"));
    crawl(&folder, 3 << 20);
    let (kills, seed) = (from_environment("SLANTWISE_KILLS", 12), from_environment("SLANTWISE_SEED", 1));
    let score = |threads: u64| format!("score in -o run --part-articles 50 --format {format} --threads {threads}");
    let whole = watched(&folder, &score(2));
    assert!(1 < whole.n_parts);
    fs::rename(folder.path("run"), folder.path("whole")).expect("a finished run");
    let mut random = Random(seed);
    let (mut killed, mut finished) = (0, 0);
    while killed < kills || finished == 0 {
        let line = score(1 + random.below(3));
        let mut child = folder.command(line.split_whitespace()).spawn().expect("the program");
        // The last one is let run to its end.
        if killed < kills {
            wait(&folder, &mut child, &whole, &mut random);
            match random.below(4) {
                _ if child.try_wait().expect("a process").is_some() => {}
                0 => interrupt(&child),
                1 => {
                    interrupt(&child);
                    interrupt(&child);
                }
                _ => child.kill().expect("a process to kill"),
            }
            killed += 1;
        }
        let ended = Ended::from(child.wait_with_output().expect("its end"));
        assert!(matches!(ended.code, None | Some(0 | 130)), "{:?}: {}", ended.code, ended.err);
        // What was killed once all was in its place may have left its parts behind.
        if folder.path("run/run.json").exists() && !folder.path("run/.parts/manifest.json").exists() {
            let _ = fs::remove_dir_all(folder.path("run/.parts"));
            assert_same(&folder, "run", "whole");
            fs::remove_dir_all(folder.path("run")).expect("a run to remove");
            finished += 1;
        }
    }
}

#[cfg(feature = "parquet")]
#[test]
fn a_killed_run_of_parquet_goes_on_and_ends_the_same() {
    check("parquet");
}

#[test]
fn a_killed_run_of_json_lines_goes_on_and_ends_the_same() {
    check("jsonl");
}

#[test]
fn a_killed_run_of_csv_goes_on_and_ends_the_same() {
    check("csv");
}

//! What do whole processes take?

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use super::measure::median_of;

const PROGRAM: &str = env!("CARGO_BIN_EXE_slantwise");

/// CPU seconds, user and system, of the program with these arguments.
pub fn cpu_of(args: &[&str]) -> f64 {
    let before = children_ticks();
    let status = Command::new(PROGRAM).args(args).stdout(Stdio::null()).status().expect("the program starts");
    assert!(status.success(), "{args:?}");
    (children_ticks() - before) as f64 / TICKS_PER_SECOND
}

/// Linux counts the CPU time of children in hundredths of a second on every platform it runs on.
const TICKS_PER_SECOND: f64 = 100.0;

fn children_ticks() -> u64 {
    let text = fs::read_to_string("/proc/self/stat").expect("Linux has /proc");
    // The name of the program stands in brackets and may have spaces; cutime and cstime are fields 16 and 17.
    let after_name = text.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// Bar 6: peak memory of `score` on two threads as the corpus grows.
pub fn memory(path: &Path, bytes: &[u8]) {
    let folder = std::env::temp_dir().join(format!("slantwise-bars-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("the temporary folder can be written");
    let corpus = folder.join("articles.jsonl");
    let mut peaks = Vec::new();
    for times in [1, 2, 4, 8] {
        let mut file = fs::File::create(&corpus).expect("the temporary folder can be written");
        (0..times).for_each(|_| file.write_all(bytes).expect("the temporary folder has room"));
        let run = folder.join("run");
        let _ = fs::remove_dir_all(&run);
        let args = ["score", "--threads", "2", "--quiet", &corpus.to_string_lossy(), "-o", &run.to_string_lossy()]
            .map(str::to_owned);
        peaks.push(format!("{:.0}", peak_of(&args)));
    }
    let profile = peak_of(&["profile", "--threads", "2", "--quiet", &path.to_string_lossy()].map(str::to_owned));
    let _ = fs::remove_dir_all(&folder);
    println!(
        "bar 6   peak memory of score at 1, 2, 4, 8 times the corpus: {} MB; of profile: {profile:.0} MB (bar flat, 200 MB)",
        peaks.join(", ")
    );
}

/// The largest resident set of the program, in megabytes, looked at every few milliseconds.
fn peak_of(args: &[String]) -> f64 {
    let mut child = Command::new(PROGRAM).args(args).stdout(Stdio::null()).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    while child.try_wait().expect("the child is ours").is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default() / 1e3);
        std::thread::sleep(Duration::from_millis(5));
    }
    peak
}

/// Bar 10: `check` of a draft of 1,000 words, against a process that does nothing.
pub fn draft() {
    let sentence =
        "The regime launched a brazen campaign against the town. Residents left by the bus, the mayor said on Monday. ";
    let draft = std::env::temp_dir().join(format!("slantwise-bars-{}.txt", std::process::id()));
    fs::write(&draft, sentence.repeat(53)).expect("the temporary folder can be written");
    let (mut ours, mut nothing) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        let started = Instant::now();
        let status = Command::new(PROGRAM).arg("check").arg(&draft).stdout(Stdio::null()).status();
        ours.push(started.elapsed().as_secs_f64());
        assert_eq!(status.expect("the program starts").code(), Some(1), "the draft has findings");
        let started = Instant::now();
        Command::new("true").status().expect("there is a program that does nothing");
        nothing.push(started.elapsed().as_secs_f64());
    }
    let _ = fs::remove_file(&draft);
    let milliseconds = 1000.0 * (median_of(ours) - median_of(nothing));
    println!("bar 10  check of a 1,000-word draft: {milliseconds:.0} ms more than true (bar 50 ms)");
}

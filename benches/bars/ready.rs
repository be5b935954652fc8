//! Bar 9: how long does it take until the shipped lexicons are ready?

use std::time::Instant;

use slantwise::analyzer::Analyzer;

use super::corpus::Corpus;
use super::measure::{cpu_seconds_of_all_threads, median_of};

/// Prints CPU time of all threads, since two work on it, and the time that a user waits.
pub fn print(_: &Corpus) {
    assert!(!Analyzer::builtin().lexicons().entries.is_empty());
    let (mut cpu, mut wall) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        let started = Instant::now();
        cpu.push(cpu_seconds_of_all_threads(Analyzer::builtin));
        wall.push(started.elapsed().as_secs_f64());
    }
    let (cpu, wall) = (1000.0 * median_of(cpu), 1000.0 * median_of(wall));
    println!("bar 9   lexicons from nothing to ready: {cpu:.1} ms of CPU, {wall:.1} ms waited (bar 40 ms)");
}

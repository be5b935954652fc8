//! Bar 10: how long does an editor wait for `check` of 1,000 words?

use std::process::Command;
use std::time::Instant;

use super::corpus::Corpus;
use super::measure::median_of;
use super::process::program;
use super::scratch::Scratch;

/// Prints how much longer it takes than a process that does nothing.
pub fn print(_: &Corpus) {
    let sentence =
        "The regime launched a brazen campaign against the town. Residents left by the bus, the mayor said on Monday. ";
    let scratch = Scratch::new("draft");
    let draft = scratch.write("draft.txt", sentence.repeat(53));
    let (mut ours, mut nothing) = (Vec::new(), Vec::new());
    for _ in 0..20 {
        let started = Instant::now();
        let status = program(&["check".as_ref(), draft.as_os_str()]).status();
        ours.push(started.elapsed().as_secs_f64());
        assert_eq!(status.expect("the program starts").code(), Some(1), "the draft has findings");
        let started = Instant::now();
        Command::new("true").status().expect("there is a program that does nothing");
        nothing.push(started.elapsed().as_secs_f64());
    }
    let milliseconds = 1000.0 * (median_of(ours) - median_of(nothing));
    println!("bar 10  check of a 1,000-word draft: {milliseconds:.0} ms more than true (bar 50 ms)");
}

//! What do whole processes take?

use std::ffi::OsStr;
use std::fs;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const PROGRAM: &str = env!("CARGO_BIN_EXE_slantwise");

/// The program with these arguments, which says nothing.
pub fn program(args: &[impl AsRef<OsStr>]) -> Command {
    let mut command = Command::new(PROGRAM);
    command.args(args).stdout(Stdio::null());
    command
}

/// CPU seconds, user and system, of the program with these arguments.
pub fn cpu_of(args: &[impl AsRef<OsStr>]) -> f64 {
    let before = children_ticks();
    finished(args);
    (children_ticks() - before) as f64 / TICKS_PER_SECOND
}

/// Seconds from start to end of the program with these arguments.
pub fn wall_of(args: &[impl AsRef<OsStr>]) -> f64 {
    let started = Instant::now();
    finished(args);
    started.elapsed().as_secs_f64()
}

fn finished(args: &[impl AsRef<OsStr>]) {
    let status = program(args).status().expect("the program starts");
    assert!(status.success(), "{:?}", program(args));
}

/// What the program with these arguments prints.
pub fn output_of(args: &[impl AsRef<OsStr>]) -> String {
    let output = program(args).stdout(Stdio::piped()).output().expect("the program starts");
    assert!(output.status.success(), "{:?}", program(args));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

/// Linux counts the CPU time of children in hundredths of a second on every platform it runs on.
const TICKS_PER_SECOND: f64 = 100.0;

fn children_ticks() -> u64 {
    let text = fs::read_to_string("/proc/self/stat").expect("Linux has /proc");
    // The name of the program stands in brackets and may have spaces; cutime and cstime are fields 16 and 17.
    let after_name = text.rsplit(')').next().unwrap_or_default();
    after_name.split_whitespace().skip(13).take(2).filter_map(|field| field.parse::<u64>().ok()).sum()
}

/// The largest resident set of the program, in megabytes, looked at every few milliseconds.
pub fn peak_of(args: &[impl AsRef<OsStr>]) -> f64 {
    let mut child = program(args).spawn().expect("the program starts");
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0.0_f64;
    let ended = loop {
        if let Some(ended) = child.try_wait().expect("the child is ours") {
            break ended;
        }
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
        peak = peak.max(kilobytes.unwrap_or_default() / 1e3);
        std::thread::sleep(Duration::from_millis(5));
    };
    assert!(ended.success(), "{:?}", program(args));
    peak
}

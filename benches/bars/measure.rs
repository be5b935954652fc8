//! How long did it take, in CPU time of this thread?

use std::fmt;
use std::fs;

/// CPU seconds of this thread that `work` takes.
pub fn cpu_seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let before = thread_nanoseconds();
    std::hint::black_box(work());
    (thread_nanoseconds() - before) as f64 / 1e9
}

/// The first field of schedstat is the time spent on the processor.
fn thread_nanoseconds() -> u64 {
    let text = fs::read_to_string("/proc/thread-self/schedstat").expect("Linux has /proc");
    text.split_whitespace().next().and_then(|field| field.parse().ok()).expect("schedstat begins with a number")
}

/// The median.
pub fn median_of(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Bytes, shown as megabytes.
#[derive(Clone, Copy)]
pub struct Megabytes(pub usize);

impl Megabytes {
    fn per(self, seconds: f64) -> f64 {
        self.0 as f64 / 1e6 / seconds
    }
}

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} MB", self.0 as f64 / 1e6)
    }
}

/// A bar with its yardstick, in CPU seconds.
pub struct Row {
    pub bar: u8,
    pub what: &'static str,
    pub ours: f64,
    pub title: &'static str,
    pub yardstick: f64,
    pub least: f64,
}

impl Row {
    pub fn print(&self, text: Megabytes) {
        let Row { bar, what, ours, title, yardstick, least } = self;
        let ratio = yardstick / ours;
        let (ours, yardstick) = (text.per(*ours), text.per(*yardstick));
        println!("bar {bar}   {what}: {ours:.0} MB/s; {title}: {yardstick:.0} MB/s; ratio {ratio:.2} (bar {least})");
    }
}

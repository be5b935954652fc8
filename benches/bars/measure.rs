//! How long did it take, in CPU time, and how does that compare?

use std::fmt;
use std::fs;
use std::thread;
use std::time::Duration;

/// So many times each thing is measured, in turn with what it is compared to.
const ROUNDS: usize = 5;

/// What each thing took in each of several rounds, in seconds, as it says itself. It is done once in every round, so that an
/// hour in which the machine is slow is slow for all of them.
pub fn rounds<const N: usize>(mut work: [&mut dyn FnMut() -> f64; N]) -> [Vec<f64>; N] {
    let mut seconds: [Vec<f64>; N] = std::array::from_fn(|_| Vec::new());
    for _ in 0..ROUNDS {
        for (seconds, work) in seconds.iter_mut().zip(&mut work) {
            seconds.push(work());
        }
    }
    seconds
}

/// The medians of several rounds.
pub fn medians<const N: usize>(work: [&mut dyn FnMut() -> f64; N]) -> [f64; N] {
    rounds(work).map(median_of)
}

/// CPU seconds of this thread that `work` takes.
pub fn cpu_seconds<T>(work: impl FnOnce() -> T) -> f64 {
    let before = thread_nanoseconds("/proc/thread-self");
    std::hint::black_box(work());
    (thread_nanoseconds("/proc/thread-self") - before) as f64 / 1e9
}

/// CPU seconds of all threads of this process that `work` takes: lexicons are made ready by several.
pub fn cpu_seconds_of_all_threads<T>(work: impl FnOnce() -> T) -> f64 {
    let before = all_nanoseconds();
    std::hint::black_box(work());
    all_nanoseconds().saturating_sub(before) as f64 / 1e9
}

fn all_nanoseconds() -> u64 {
    let threads = fs::read_dir("/proc/self/task").expect("Linux has /proc");
    threads.flatten().map(|thread| thread_nanoseconds(&thread.path().to_string_lossy())).sum()
}

/// The first field of schedstat is the time spent on the processor. Of a thread that runs it is brought up to date a few
/// hundred times a second, and whenever the thread leaves the processor.
fn thread_nanoseconds(of: &str) -> u64 {
    thread::sleep(Duration::from_micros(1));
    let text = fs::read_to_string(format!("{of}/schedstat")).expect("Linux has /proc");
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
    /// Megabytes a second.
    pub fn per(self, seconds: f64) -> f64 {
        self.0 as f64 / 1e6 / seconds
    }
}

impl fmt::Display for Megabytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.1} MB", self.0 as f64 / 1e6)
    }
}

/// A bar with its yardstick: CPU seconds of each round.
pub struct Row<'s> {
    pub bar: u8,
    pub what: &'static str,
    pub ours: &'s [f64],
    pub title: &'static str,
    pub yardstick: &'s [f64],
    pub least: f64,
}

impl Row<'_> {
    /// The ratio is that within a round, since a machine may be twice as fast in the next: the median and the range.
    pub fn print(&self, text: Megabytes) {
        let Row { bar, what, ours, title, yardstick, least } = self;
        let ratios: Vec<f64> = yardstick.iter().zip(*ours).map(|(yardstick, ours)| yardstick / ours).collect();
        let lowest = ratios.iter().copied().fold(f64::INFINITY, f64::min);
        let highest = ratios.iter().copied().fold(0.0, f64::max);
        let ratio = median_of(ratios);
        let speed = |seconds: &[f64]| text.per(median_of(seconds.to_vec()));
        println!(
            "bar {bar}   {what}: {:.0} MB/s; {title}: {:.0} MB/s; ratio {ratio:.3} ({lowest:.3} to {highest:.3}; bar {least})",
            speed(ours),
            speed(yardstick)
        );
    }
}

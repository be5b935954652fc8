//! How far is it? A line on a terminal for anything longer than a second; for programs an object now and then.

use std::cell::Cell;
use std::io::{self, Read};
use std::rc::Rc;
use std::time::{Duration, Instant};

use indicatif::{HumanDuration, ProgressBar, ProgressStyle};
use serde_json::json;
use slantwise::corpus::Tally;
use slantwise::report::grouped;

use super::log::Log;

/// Shorter work shows nothing.
const SILENT: Duration = Duration::from_secs(1);

/// So often a program is told.
const EVERY: Duration = Duration::from_secs(10);

/// Progress in articles and bytes, on standard error: drawn if that is a terminal, told if programs read it.
pub struct Progress {
    log: Log,
    started: Instant,
    told: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
    articles: u64,
    skipped: u64,
    /// Bytes read from files, and how many there are if that is known.
    read: Rc<Cell<u64>>,
    total: Option<u64>,
    /// What was read when the clock was started.
    before: u64,
}

impl Progress {
    /// Starts the clock; nothing is shown yet.
    pub fn new(log: Log, quiet: bool, total: Option<u64>) -> Progress {
        let (started, read) = (Instant::now(), Rc::default());
        Progress { log, started, told: started, bar: None, quiet, articles: 0, skipped: 0, read, total, before: 0 }
    }

    /// Counts what is read from a file.
    pub fn counted(read: &Rc<Cell<u64>>, inner: Box<dyn Read>) -> Box<dyn Read> {
        Box::new(Counted { inner, read: read.clone() })
    }

    /// Where it is counted.
    pub fn read(&self) -> Rc<Cell<u64>> {
        self.read.clone()
    }

    /// What was read so far was scored before: it says nothing about the rate.
    pub fn pass_over(&mut self) {
        (self.started, self.before) = (Instant::now(), self.read.get());
    }

    /// So much more is done.
    pub fn add(&mut self, tally: &Tally) {
        self.articles += tally.articles;
        self.skipped += tally.n_skipped();
        if self.quiet || self.started.elapsed() < SILENT {
            return;
        }
        if self.log.is_json() {
            if self.told.elapsed() >= EVERY {
                self.told = Instant::now();
                self.tell();
            }
            return;
        }
        // indicatif draws only if standard error is a terminal, and not more often than is of use.
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {msg}");
            ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        if !bar.is_hidden() {
            bar.set_message(line(
                [self.articles, self.skipped],
                [self.before, self.read.get()],
                self.total,
                self.started.elapsed(),
            ));
            bar.tick();
        }
    }

    /// Prints what is said above the progress.
    pub fn suspended(&self, say: impl FnOnce()) {
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the line away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }

    fn tell(&self) {
        self.log.event(
            "progress",
            json!({
                "articles": self.articles,
                "skipped": self.skipped,
                "bytes": self.read.get(),
                "bytes_total": self.total,
                "seconds": self.started.elapsed().as_secs(),
            }),
        );
    }
}

/// `12,345 articles, 56 of 900 MB, 23.4 MB/s, 36 seconds left, 12 skipped`.
fn line([articles, skipped]: [u64; 2], [before, read]: [u64; 2], total: Option<u64>, elapsed: Duration) -> String {
    let megabytes = |bytes: u64| grouped(bytes / 1_000_000);
    let rate = read.saturating_sub(before) as f64 / elapsed.as_secs_f64().max(0.001);
    // What grows while it is read has no end in sight.
    let total = total.filter(|&total| total >= read);
    let of = total.map_or(String::new(), |total| format!(" of {}", megabytes(total)));
    let mut line =
        format!("{} articles, {}{of} MB, {:.1} MB/s", grouped(articles), megabytes(read), rate / 1_000_000.0);
    if let Some(total) = total
        && rate > 0.0
    {
        let left = Duration::from_secs_f64(((total - read) as f64 / rate).min(1e9));
        line.push_str(&format!(", {} left", HumanDuration(left)));
    }
    if skipped > 0 {
        line.push_str(&format!(", {} skipped", grouped(skipped)));
    }
    line
}

struct Counted {
    inner: Box<dyn Read>,
    read: Rc<Cell<u64>>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(buffer)?;
        self.read.set(self.read.get() + n as u64);
        Ok(n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_how_far_and_how_long() {
        let second = Duration::from_secs(10);
        assert_eq!(
            line([12_345, 12], [0, 100_000_000], Some(400_000_000), second),
            "12,345 articles, 100 of 400 MB, 10.0 MB/s, 30 seconds left, 12 skipped"
        );
        // What was scored before says nothing about the rate, and standard input has no size.
        assert_eq!(line([1, 0], [90_000_000, 100_000_000], None, second), "1 articles, 100 MB, 1.0 MB/s");
        assert_eq!(line([1, 0], [0, 100], Some(50), second), "1 articles, 0 MB, 0.0 MB/s");
    }
}

//! How far is it? A line on a terminal for anything longer than a second.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work shows nothing.
const SILENT: Duration = Duration::from_secs(1);

/// Progress in articles, on standard error if that is a terminal.
pub struct Progress {
    started: Instant,
    bar: Option<ProgressBar>,
    quiet: bool,
    articles: u64,
}

impl Progress {
    /// Starts the clock; nothing is shown yet.
    pub fn new(quiet: bool) -> Progress {
        Progress { started: Instant::now(), bar: None, quiet, articles: 0 }
    }

    /// So many more articles are done.
    pub fn add(&mut self, articles: u64) {
        self.articles += articles;
        if self.quiet || self.started.elapsed() < SILENT {
            return;
        }
        // indicatif draws only if standard error is a terminal.
        let bar = self.bar.get_or_insert_with(|| {
            let style = ProgressStyle::with_template("{spinner} {human_pos} articles, {per_sec}, {elapsed}");
            ProgressBar::no_length().with_style(style.unwrap_or_else(|_| ProgressStyle::default_spinner()))
        });
        bar.set_position(self.articles);
    }

    /// Prints a line above the progress.
    pub fn say(&self, line: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| anstream::eprintln!("{line}")),
            None => anstream::eprintln!("{line}"),
        }
    }

    /// Takes the line away.
    pub fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

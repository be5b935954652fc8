//! Where is a run directory, and what may be written there?

use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use slantwise::run::{FORMAT, Row, Rows, RunRecord};

use super::Outcome;
use super::args::{Common, InputOptions, MAX_ARTICLE_BYTES, TitleFrom};
use super::failure::Failure;

/// A finished run.
pub struct RunDir(PathBuf);

pub const RECORD: &str = "run.json";
pub const TABLES: [&str; 3] = ["articles.jsonl", "hits.jsonl", "names.jsonl"];
pub const SKIPPED: &str = "skipped.jsonl";
pub const FILES: &str = "files.jsonl";
/// Where a run lies that is not finished, and what is in there as long as it is not.
pub const PARTS: &str = ".parts";
pub const MANIFEST: &str = "manifest.json";

/// What was to be said of the articles or the lexicons before they were scored is refused afterwards, where it would
/// do nothing.
pub fn refuse(options: &InputOptions, listed: bool, common: &Common, record: &RunRecord) -> Result<(), Failure> {
    let defaults = [
        ("--field", options.field.is_empty()),
        ("--outlets", options.outlets.is_none()),
        ("--include", options.include.is_empty()),
        ("--exclude", options.exclude.is_empty()),
        ("--title", options.title == TitleFrom::None),
        ("--since", options.since.is_none()),
        ("--until", options.until.is_none()),
        ("--lang", options.lang.is_none()),
        ("--min-words", options.min_words == 0),
        ("--max-article-bytes", options.max_article_bytes == MAX_ARTICLE_BYTES),
        ("--listed", !listed || record.options.get("listed").is_some_and(|value| value == "true")),
        ("--lexicon", common.lexicon.is_empty()),
        ("--only", common.only.is_empty()),
    ];
    match defaults.into_iter().find(|(_, is_default)| !is_default) {
        Some((option, _)) => Err(Failure::new(
            format!("{option} does nothing to a run, whose articles are scored already"),
            format!("score the articles again with {option}, or give them instead of the run"),
        )),
        None => Ok(()),
    }
}

/// What a finished run means for the exit code of who reads it.
pub fn outcome(record: &RunRecord, strict: bool) -> Outcome {
    if strict && record.totals.n_skipped() > 0 { Outcome::Incomplete } else { Outcome::Done }
}

impl RunDir {
    /// The run directory that was given instead of articles, if one was.
    pub fn among(inputs: &[PathBuf]) -> Result<Option<RunDir>, Failure> {
        let is_run = |path: &Path| path.join(RECORD).is_file();
        let is_unfinished = |path: &Path| {
            let parts = path.join(PARTS);
            parts.is_dir() && (!is_run(path) || parts.join(MANIFEST).exists())
        };
        if let Some(path) = inputs.iter().find(|path| is_unfinished(path)) {
            return Err(Failure::new(
                format!("{}: this run was not finished", path.display()),
                "give the command that began it: it goes on where it stopped",
            ));
        }
        match inputs {
            [path] if is_run(path) => Ok(Some(RunDir(path.clone()))),
            [_] => Ok(None),
            paths if paths.iter().any(|path| is_run(path)) => {
                Err(Failure::new("a run directory is read alone", "give one run directory, or articles"))
            }
            _ => Ok(None),
        }
    }

    /// What `run.json` says.
    pub fn record(&self) -> Result<RunRecord, Failure> {
        let path = self.0.join(RECORD);
        let text = fs::read_to_string(&path).map_err(|error| Failure::file(&path, &error))?;
        let record: RunRecord = serde_json::from_str(&text).map_err(|error| {
            Failure::new(format!("{}: {error}", path.display()), "this is no run of this version; score again")
        })?;
        if record.format != FORMAT {
            return Err(Failure::new(
                format!("{}: format {}, not {FORMAT}", path.display(), record.format),
                "score again with this version",
            ));
        }
        Ok(record)
    }

    /// Hands on every article with its hits and names, in order.
    pub fn rows(&self, mut each: impl FnMut(Row<'_>) -> Result<(), Failure>) -> Result<(), Failure> {
        let open = |name: &str| {
            let path = self.0.join(name);
            File::open(&path).map(BufReader::new).map_err(|error| Failure::file(&path, &error))
        };
        let [articles, hits, names] = TABLES;
        let rows = Rows::new(open(articles)?, open(hits)?, open(names)?);
        let read = rows.for_each(|row| each(row).map_err(Stopped::Consumer));
        read.map_err(|stopped| match stopped {
            Stopped::Consumer(failure) => failure,
            Stopped::Table(error) => {
                Failure::new(format!("{}: {error}", self.0.display()), "the run is damaged; score again")
            }
        })
    }
}

/// Why the rows of a run were not read to their end.
enum Stopped {
    Consumer(Failure),
    Table(io::Error),
}

impl From<io::Error> for Stopped {
    fn from(error: io::Error) -> Stopped {
        Stopped::Table(error)
    }
}

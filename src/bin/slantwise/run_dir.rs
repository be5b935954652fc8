//! Where is a run directory, and what may be written there?

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

use slantwise::run::{FORMAT, Row, Rows, RunRecord, Tables, Writer};

use super::Outcome;
use super::args::{Common, InputOptions, MAX_ARTICLE_BYTES, TitleFrom};
use super::failure::Failure;

/// A finished run.
pub struct RunDir(PathBuf);

const RECORD: &str = "run.json";
const PARTS: &str = ".parts";
const TABLES: [&str; 3] = ["articles.jsonl", "hits.jsonl", "names.jsonl"];
const SKIPPED: &str = "skipped.jsonl";

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
        if let Some(path) = inputs.iter().find(|path| !is_run(path) && path.join(PARTS).is_dir()) {
            return Err(Failure::new(
                format!("{}: this run was not finished", path.display()),
                "remove the folder and score again",
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

/// A run being written. Nothing has its final name before all of it is there.
pub struct NewRun {
    path: PathBuf,
    tables: Writer<BufWriter<File>>,
    skipped: BufWriter<File>,
    finished: bool,
}

impl NewRun {
    /// Begins a run in a folder that is new or empty.
    pub fn create(path: &Path) -> Result<NewRun, Failure> {
        let occupied = fs::read_dir(path).is_ok_and(|mut items| items.next().is_some());
        if occupied {
            let what = if path.join(RECORD).exists() { "has another run in it" } else { "is not empty" };
            return Err(Failure::new(
                format!("{}: the folder {what}; results are never overwritten", path.display()),
                "name another folder with -o, or remove this one",
            ));
        }
        let parts = path.join(PARTS);
        fs::create_dir_all(&parts).map_err(|error| Failure::file(&parts, &error))?;
        let create = |name: &str| {
            let path = parts.join(name);
            File::create(&path)
                .map(|file| BufWriter::with_capacity(1 << 18, file))
                .map_err(|error| Failure::file(&path, &error))
        };
        let [articles, hits, names] = TABLES;
        let tables = Writer::new(create(articles)?, create(hits)?, create(names)?);
        Ok(NewRun { path: path.to_owned(), tables, skipped: create(SKIPPED)?, finished: false })
    }

    /// Appends rows.
    pub fn write(&mut self, tables: &Tables) -> Result<(), Failure> {
        self.tables.write(tables).map_err(|error| Failure::file(&self.path, &error))
    }

    /// Appends what was skipped.
    pub fn write_skipped(&mut self, line: &impl serde::Serialize) -> Result<(), Failure> {
        serde_json::to_writer(&mut self.skipped, line)
            .map_err(io::Error::from)
            .and_then(|()| self.skipped.write_all(b"\n"))
            .map_err(|error| Failure::file(&self.path, &error))
    }

    /// Writes the record and gives every file its name, `run.json` last: a folder with it is whole.
    pub fn finish(mut self, record: &RunRecord) -> Result<(), Failure> {
        self.rename_all(record).map_err(|error| Failure::file(&self.path, &error))?;
        self.finished = true;
        Ok(())
    }

    fn rename_all(&mut self, record: &RunRecord) -> io::Result<()> {
        let parts = self.path.join(PARTS);
        self.tables.flush()?;
        self.skipped.flush()?;
        let mut text = serde_json::to_vec_pretty(record)?;
        text.push(b'\n');
        fs::write(parts.join(RECORD), text)?;
        let [articles, hits, names] = TABLES;
        for name in [articles, hits, names, SKIPPED, RECORD] {
            File::open(parts.join(name))?.sync_all()?;
        }
        for name in [articles, hits, names, SKIPPED, RECORD] {
            fs::rename(parts.join(name), self.path.join(name))?;
        }
        fs::remove_dir(&parts)
    }
}

impl Drop for NewRun {
    /// What was not finished leaves nothing behind; that it cannot be removed matters to nobody.
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_dir_all(self.path.join(PARTS));
            let _ = fs::remove_dir(&self.path);
        }
    }
}

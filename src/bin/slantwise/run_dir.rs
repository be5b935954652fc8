//! Where is a run directory, and what may be written there?

use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use slantwise::corpus::Tally;
use slantwise::repeats::Repeats;
use slantwise::report::counted;
use slantwise::run::{FORMAT, Files, Manifest, PartArticles, PartRecord, Row, RunRecord, Settler, Table, When};

use super::Outcome;
use super::args::{Common, InputOptions, MAX_ARTICLE_BYTES, TitleFrom};
use super::failure::Failure;

/// A run to be read: finished, or the parts of one that is not.
pub enum RunDir {
    Finished(PathBuf),
    /// What lies in `.parts`, given by that name.
    Parts(PathBuf),
}

pub const RECORD: &str = "run.json";
pub const SKIPPED: &str = "skipped.jsonl";
pub const FILES: &str = "files.jsonl";
/// What an update needs to find copies and boilerplate again.
pub const TRACES: &str = "traces.zst";
/// Where a run lies that is not finished, and what is in there as long as it is not.
pub const PARTS: &str = ".parts";
pub const MANIFEST: &str = "manifest.json";
pub const PART_RECORD: &str = "part.json";

/// The name of the folder of a part.
pub fn part_name(index: usize) -> String {
    format!("part-{index:06}")
}

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
        ("--cut-long", !options.cut_long),
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

/// A run has what the lexicons it was made with found, and no texts to look for anything in. Its tables are no articles.
pub fn refuse_runs(paths: &[PathBuf]) -> Result<(), Failure> {
    match RunDir::among(paths)? {
        Some(_) => Err(Failure::new(
            "a run directory has no texts, only what was found in them",
            "give the articles; profile and kwic read a run",
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
        let is_finished = |path: &Path| path.join(RECORD).is_file();
        let is_parts = |path: &Path| path.join(MANIFEST).is_file() && path.join(part_name(0)).is_dir();
        let is_run = |path: &Path| is_finished(path) || is_parts(path);
        let is_unfinished = |path: &Path| {
            let parts = path.join(PARTS);
            parts.is_dir() && (!is_finished(path) || parts.join(MANIFEST).exists())
        };
        if let Some(path) = inputs.iter().find(|path| is_unfinished(path)) {
            let (path, parts) = (path.display(), path.join(PARTS));
            return Err(Failure::new(
                format!("{path}: this run was not finished"),
                format!(
                    "give the command that began it: it goes on where it stopped; what is there so far is {}",
                    parts.display()
                ),
            ));
        }
        match inputs {
            [path] if is_finished(path) => Ok(Some(RunDir::Finished(path.clone()))),
            [path] if is_parts(path) => Ok(Some(RunDir::Parts(path.clone()))),
            [_] => Ok(None),
            paths if paths.iter().any(|path| is_run(path)) => {
                Err(Failure::new("a run directory is read alone", "give one run directory, or articles"))
            }
            _ => Ok(None),
        }
    }

    /// What `run.json` says, or would say if the run ended here.
    pub fn record(&self) -> Result<RunRecord, Failure> {
        match self {
            RunDir::Finished(path) => {
                let record: RunRecord = read_json(&path.join(RECORD))?;
                check_format(&path.join(RECORD), record.format)?;
                Ok(record)
            }
            RunDir::Parts(path) => {
                let manifest: Manifest = read_json(&path.join(MANIFEST))?;
                check_format(&path.join(MANIFEST), manifest.format)?;
                let mut totals = Tally::default();
                for part in self.folders() {
                    let part: PartRecord = read_json(&part.join(PART_RECORD))?;
                    totals.add(&part.totals);
                }
                let Manifest { format, tables, made, inputs, options, catalog, .. } = manifest;
                Ok(RunRecord { format, tables, made, inputs, options, totals, catalog, when: When::default() })
            }
        }
    }

    /// Where its tables lie: in one folder, or in one for each part.
    fn folders(&self) -> impl Iterator<Item = PathBuf> {
        let parts = match self {
            RunDir::Finished(_) => None,
            RunDir::Parts(path) => {
                Some((0..).map(|index| path.join(part_name(index))).take_while(|part| part.is_dir()))
            }
        };
        let finished = match self {
            RunDir::Finished(path) => Some(path.clone()),
            RunDir::Parts(_) => None,
        };
        finished.into_iter().chain(parts.into_iter().flatten())
    }

    /// Hands on every article with its hits and names, in order. What repeats is not known of parts.
    pub fn rows(
        &self,
        record: &RunRecord,
        mut each: impl FnMut(Row<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let RunRecord { tables: format, made, catalog, .. } = record;
        let nothing = Repeats::default();
        let settler = Settler { format: *format, made, catalog, repeats: &nothing };
        let mut n_articles = 0;
        for folder in self.folders() {
            let files = |table: Table| -> Files<'_> {
                match table_files(&folder.join(table.file(*format))) {
                    Ok(paths) => Box::new(paths.into_iter().map(File::open)),
                    Err(error) => Box::new(std::iter::once(Err(error))),
                }
            };
            let articles = match self {
                RunDir::Finished(_) => format.articles(files(Table::Articles)),
                RunDir::Parts(_) => {
                    let [articles, traces] = PartArticles::FILES.map(|name| open(&folder.join(name)));
                    settler.part(PartArticles::new([articles?, traces?]), 0)
                }
            };
            let tables = [Table::Hits, Table::Names].map(files);
            let read = format.for_each(articles, tables, |row| {
                n_articles += 1;
                each(row).map_err(Stopped::Consumer)
            });
            read.map_err(|stopped| match stopped {
                Stopped::Consumer(failure) => failure,
                Stopped::Table(error) => {
                    Failure::new(format!("{}: {error}", folder.display()), "the run is damaged; score again")
                }
            })?;
        }
        if n_articles != record.totals.articles {
            return Err(Failure::new(
                format!("the tables have {}, and not {}", counted(n_articles, "article"), record.totals.articles),
                "the run is damaged; score again",
            ));
        }
        Ok(())
    }
}

/// The traces of a finished run.
pub struct PackedTraces(zstd::Decoder<'static, BufReader<File>>);

impl PackedTraces {
    /// From the first.
    pub fn open(path: &Path) -> io::Result<PackedTraces> {
        let file = File::open(path).map_err(|error| io::Error::new(error.kind(), format!("{TRACES}: {error}")))?;
        zstd::Decoder::new(file).map(PackedTraces)
    }

    /// Packs all of them, and puts them on the disk.
    pub fn write(traces: &mut impl Read, file: File) -> io::Result<()> {
        let mut to = zstd::Encoder::new(file, 1)?;
        // Damaged counts are still counts: nothing else would tell.
        to.include_checksum(true)?;
        io::copy(traces, &mut to)?;
        to.finish()?.sync_all()
    }
}

impl Read for PackedTraces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.0.read(buffer)
    }
}

fn open(path: &Path) -> Result<File, Failure> {
    File::open(path).map_err(|error| Failure::file(path, &error))
}

/// The files of a table: itself, or if it is a folder, as Spark writes them, what is in there, by name.
fn table_files(path: &Path) -> io::Result<Vec<PathBuf>> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut paths = Vec::new();
    for item in fs::read_dir(path)? {
        let item = item?;
        // Spark's marks and check sums.
        if !item.file_name().as_encoded_bytes().starts_with(b"_")
            && !item.file_name().as_encoded_bytes().starts_with(b".")
        {
            paths.push(item.path());
        }
    }
    paths.sort();
    Ok(paths)
}

fn read_json<T: DeserializeOwned>(path: &Path) -> Result<T, Failure> {
    let text = fs::read(path).map_err(|error| Failure::file(path, &error))?;
    serde_json::from_slice(&text).map_err(|error| {
        Failure::new(format!("{}: {error}", path.display()), "this is no run of this version; score again")
    })
}

fn check_format(path: &Path, format: u32) -> Result<(), Failure> {
    if format == FORMAT {
        return Ok(());
    }
    Err(Failure::new(format!("{}: format {format}, not {FORMAT}", path.display()), "score again with this version"))
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

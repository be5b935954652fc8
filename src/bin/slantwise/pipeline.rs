//! How do articles get from the input to a command? Read here, analyzed on all threads, handed on in order.

use std::fs::{self, File};
use std::io::BufReader;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::{Article, Batch, FieldOverrides, Format, Outlets, Reading, Reason, Skipped, Tally, Wanted};
use slantwise::report::{counted, grouped};
use slantwise::run::ordered;

use super::args::{Common, InputOptions, TitleFrom};
use super::failure::Failure;
use super::inputs::{Inputs, Watch, format_of};
use super::log::Log;
use super::progress::Progress;
use super::run_dir::refuse_runs;
use super::{Outcome, interrupt, setup};

/// So many skipped records are named on standard error; all are counted.
pub const MOST_NAMED: u64 = 20;

/// Articles to be read and analyzed.
pub struct Job<'a> {
    pub analyzer: &'a Analyzer,
    pub paths: &'a [PathBuf],
    pub options: &'a InputOptions,
    pub common: &'a Common,
    /// The outlet of plain text.
    pub outlet: Option<String>,
}

/// A job whose options are in order: it opens its inputs next.
pub struct Ready<'a> {
    job: &'a Job<'a>,
    reading: Reading,
}

/// What one batch came to.
pub struct Done<T, D> {
    /// What was made of its articles; of a batch that was passed over, nothing.
    pub output: T,
    pub tally: Tally,
    pub skipped: Vec<Skipped>,
    /// How many bytes of records it had.
    pub bytes: usize,
    /// What was to be known of the batch itself.
    pub digest: D,
}

/// Which of the input is worked on.
pub struct Extent<'w> {
    /// So many batches at the start are read and told apart, but not analyzed.
    pub before: usize,
    /// How many bytes there are, if that is known.
    pub total: Option<u64>,
    /// Is handed each file before it is read.
    pub watch: Watch<'w>,
}

/// What all of it came to.
pub struct Ended<S> {
    /// What was read, skipped and left out.
    pub tally: Tally,
    /// The state of each worker; how many there are, and which articles each saw, says nothing.
    pub states: Vec<S>,
    /// Which names of fields were recognized.
    pub recognized: String,
}

impl Job<'_> {
    /// Analyzes every article. `each` adds to the output of its batch and to the state of its worker; `consume` gets
    /// the outputs in the order of the input, with what was skipped in that batch.
    pub fn run<T: Default + Send, S: Default + Send>(
        &self,
        each: impl Fn(&Article, &Analysis, &mut T, &mut S) + Sync,
        mut consume: impl FnMut(T, &[Skipped]) -> Result<(), Failure>,
    ) -> Result<Ended<S>, Failure> {
        let all = Extent { before: 0, total: None, watch: Box::new(|_, reader| Some(reader)) };
        self.ready()?.run(all, |_| (), each, |done: Done<T, ()>| consume(done.output, &done.skipped))
    }

    /// Checks the options, and that no run directory was given for articles.
    pub fn ready(&self) -> Result<Ready<'_>, Failure> {
        refuse_runs(self.paths)?;
        Ok(Ready { job: self, reading: self.reading()? })
    }

    /// What a job that ended means for the exit code; says so where it was interrupted or `--strict` forbids it.
    pub fn outcome(&self, tally: &Tally) -> Outcome {
        if interrupt::requested() {
            Log::of(self.common).said(&format!("interrupted after {}", counted(tally.articles, "article")));
            return Outcome::Interrupted;
        }
        if self.options.strict && tally.n_skipped() > 0 {
            let skipped = grouped(tally.n_skipped());
            Log::of(self.common).error(&format!("{skipped} skipped, which --strict does not allow"));
        }
        if tally.failed > 0 || self.options.strict && tally.n_skipped() > 0 {
            Outcome::Incomplete
        } else {
            Outcome::Done
        }
    }

    /// Says which fields were recognized.
    pub fn say_recognized(&self, recognized: &str) {
        if !recognized.is_empty() {
            Log::of(self.common).note(&format!("fields: {recognized}"));
        }
    }

    fn name(&self, skipped: &Skipped, named: u64, progress: &Progress) {
        let log = Log::of(self.common);
        if skipped.is_failure() {
            progress.suspended(|| log.error(&skipped.to_string()));
        } else if named <= MOST_NAMED {
            progress.suspended(|| log.warning(&format!("skipped {skipped}")));
        }
    }

    fn reading(&self) -> Result<Reading, Failure> {
        let overrides = overrides(self.options)?;
        let outlets = match &self.options.outlets {
            Some(path) => outlets(path)?,
            None => Outlets::default(),
        };
        Ok(Reading {
            outlet: self.outlet.clone(),
            title_first_line: self.options.title == TitleFrom::FirstLine,
            overrides,
            outlets,
            max_article_bytes: self.options.max_article_bytes,
            cut_long: self.options.cut_long,
            wanted: self.wanted()?,
            ..Reading::default()
        })
    }

    fn wanted(&self) -> Result<Wanted, Failure> {
        let InputOptions { since, until, lang, min_words, .. } = self.options;
        let day = |option, date: &Option<String>| match date {
            Some(date) => Wanted::day(date).map(Some).ok_or_else(|| {
                Failure::new(format!("{option} {date}: this is no day"), format!("such as {option} 2024-05-31"))
            }),
            None => Ok(None),
        };
        if let Some(lang) = lang.as_ref().filter(|lang| !lang.eq_ignore_ascii_case(self.analyzer.language().id())) {
            return Err(Failure::new(
                format!("--lang {lang}: no lexicon speaks it"),
                format!("they speak {}", self.analyzer.language().id()),
            ));
        }
        let (since, until) = (day("--since", since)?, day("--until", until)?);
        Ok(Wanted { since, until, language: lang.clone(), min_words: *min_words })
    }
}

fn refused_by_words(analysis: &Analysis, wanted: &Wanted) -> Option<Reason> {
    if wanted.min_words == 0 {
        return None;
    }
    wanted.refused_by_words(analysis.counts().body.words.iter().sum())
}

/// The names of fields that the user gave.
pub fn overrides(options: &InputOptions) -> Result<FieldOverrides, Failure> {
    FieldOverrides::parse(&options.field)
        .map_err(|error| Failure::new(format!("--field: {error}"), "such as --field text=body"))
}

impl Ready<'_> {
    /// How the command speaks.
    pub fn log(&self) -> Log {
        Log::of(self.job.common)
    }

    /// As [`Job::run`], of a part of the input; `digest` says what is to be known of each batch itself.
    pub fn run<T: Default + Send, S: Default + Send, D: Send>(
        &self,
        extent: Extent<'_>,
        digest: impl Fn(&Batch) -> D + Sync,
        each: impl Fn(&Article, &Analysis, &mut T, &mut S) + Sync,
        mut consume: impl FnMut(Done<T, D>) -> Result<(), Failure>,
    ) -> Result<Ended<S>, Failure> {
        let Ready { job, reading } = self;
        let Extent { before, total, mut watch } = extent;
        let log = Log::of(job.common);
        let mut progress = Progress::new(log, job.common.quiet, total);
        let read = progress.read();
        let watch: Watch<'_> =
            Box::new(move |origin, reader| watch(origin, reader).map(|reader| Progress::counted(&read, reader)));
        let mut n_done = 0;
        let inputs = Inputs::open(job.paths, &job.options.include, &job.options.exclude, reading);
        let mut inputs = inputs.map_err(|error| bad_glob(&error))?.watched(watch);
        let idle: Mutex<Vec<(Analysis, S)>> = Mutex::new(Vec::new());
        let work = |(index, batch): (usize, Batch)| {
            let (output, tally, skipped) = (T::default(), Tally::default(), Vec::new());
            let mut done = Done { output, tally, skipped, bytes: batch.len(), digest: digest(&batch) };
            if index < before {
                return done;
            }
            let taken = idle.lock().ok().and_then(|mut idle| idle.pop());
            let (mut analysis, mut state) = taken.unwrap_or_default();
            for record in batch.articles(reading) {
                let record = record.and_then(|article| {
                    job.analyzer.analyze_into(&article, &mut analysis);
                    match refused_by_words(&analysis, &reading.wanted) {
                        Some(reason) => Err(Skipped::file(&article.file, reason)),
                        None => Ok(article),
                    }
                });
                done.tally.count(&record);
                match record {
                    Ok(article) => {
                        each(&article, &analysis, &mut done.output, &mut state);
                    }
                    Err(skipped) if skipped.is_unwanted() => {}
                    Err(skipped) => done.skipped.push(skipped),
                }
            }
            if let Ok(mut idle) = idle.lock() {
                idle.push((analysis, state));
            }
            done
        };
        let mut tally = Tally::default();
        let mut named = 0;
        let mut failure = None;
        // A batch that Ctrl-C cut short is not one of the input.
        let batches = inputs.batches().take_while(|_| !interrupt::requested()).enumerate();
        ordered(batches, setup::threads(job.common), work, |done| {
            tally.add(&done.tally);
            for skipped in &done.skipped {
                named += 1;
                job.name(skipped, named, &progress);
            }
            n_done += 1;
            if n_done <= before {
                progress.pass_over();
            }
            progress.add(&done.tally);
            match consume(done) {
                Ok(()) if interrupt::requested() => ControlFlow::Break(()),
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        progress.finish();
        if named > MOST_NAMED {
            let more = grouped(named - MOST_NAMED);
            log.warning(&format!("{more} more were skipped; slantwise score names all of them in skipped.jsonl"));
        }
        if let Some(failure) = failure {
            return Err(failure);
        }
        tally.add(inputs.left_out());
        let recognized = inputs.recognized().to_string();
        let states = idle.into_inner().unwrap_or_default().into_iter().map(|(_, state)| state).collect();
        Ok(Ended { tally, states, recognized })
    }
}

/// That a glob is none.
pub fn bad_glob(error: &ignore::Error) -> Failure {
    Failure::new(error, "--include and --exclude take globs such as '2024-*.txt'")
}

fn outlets(path: &Path) -> Result<Outlets, Failure> {
    let file = File::open(path).map_err(|error| Failure::file(path, &error))?;
    Outlets::read(BufReader::new(file)).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(|error| format!("{}: {error}", path.display())).collect();
        Failure::new(errors.join("\n"), "the table is CSV with a header: name or domain, outlet, group, genre")
    })
}

/// What `--outlet` means where it also chooses what is shown: plain text is taken as this outlet's only if there is
/// nothing but plain text and no folder has that name; otherwise it only chooses.
pub fn outlet_of_plain_text(outlets: &[String], paths: &[PathBuf]) -> Option<String> {
    let [outlet] = outlets else { return None };
    let says_its_outlet = paths.iter().any(|path| names_outlet(path, outlet, 0));
    (!says_its_outlet).then(|| outlet.clone())
}

/// Folders nested deeper than this are not looked into.
const DEEPEST: usize = 16;

/// Whether there are records, which may name an outlet, or a folder of this name.
fn names_outlet(path: &Path, outlet: &str, depth: usize) -> bool {
    if !path.is_dir() {
        return format_of(path).is_some_and(|format| format != Format::Text);
    }
    let items = fs::read_dir(path).into_iter().flatten().flatten();
    path.file_name().is_some_and(|name| name == outlet)
        || depth < DEEPEST && items.map(|item| item.path()).any(|path| names_outlet(&path, outlet, depth + 1))
}

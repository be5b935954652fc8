//! `slantwise score`: articles into a run directory.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, mpsc};
use std::thread;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use serde_json::json;
use sha2::{Digest, Sha256};
use slantwise::analyzer::Analyzer;
use slantwise::corpus::{Skipped, Tally};
use slantwise::profile::Catalog;
use slantwise::report::{grouped, read_line};
use slantwise::run::{FORMAT, Made, Manifest, RunRecord, Stamp, Survey, TableFormat, Tables, When, hex};

use super::args::{Common, Score, TablesAs};
use super::failure::Failure;
use super::inputs::Origin;
use super::inputs::survey::survey;
use super::ledger::Ledger;
use super::log::Log;
use super::parts::Cutter;
use super::pipeline::{Ended, Extent, Job, Ready, bad_glob, overrides};
use super::unfinished::{Part, Unfinished};
use super::update::Known;
use super::{Outcome, interrupt, setup};

/// What a batch was made into.
#[derive(Default)]
pub struct Scored {
    /// None yet where there was no article.
    pub tables: Option<Tables>,
    pub outlets: BTreeSet<String>,
    /// Lines of `skipped.jsonl`.
    pub skipped: Vec<u8>,
}

/// A line of `skipped.jsonl`.
#[derive(Serialize)]
struct SkippedLine<'a> {
    file: &'a str,
    line: Option<u64>,
    column: Option<u64>,
    byte: Option<u64>,
    reason: String,
    program: &'a str,
    lexicons: &'a str,
}

pub fn run(score: &Score, common: &Common) -> Result<Outcome, Failure> {
    let started = Instant::now();
    let analyzer = setup::analyzer(common, score.listed)?;
    let input = &score.input;
    let outlet = input.outlet.clone();
    let job = Job { analyzer: &analyzer, paths: &input.inputs, options: &input.options, common, outlet };
    let ready = job.ready()?;
    let known = if score.update { Some(Known::of(&score.output, &input.inputs)?) } else { None };
    let manifest = manifest(score, &analyzer, known.as_ref())?;
    let mut run = Unfinished::open(&score.output, manifest)?;
    let log = Log::of(common);
    let output = score.output.display();
    let next = format!("Next: slantwise profile {output}");
    if run.is_final {
        run.move_final()?;
        log.note("all articles were scored before: the run is finished now");
        log.note(&next);
        return Ok(Outcome::Done);
    }
    if run.n_parts > 0 {
        let articles = grouped(run.totals(run.n_parts)?.totals.articles);
        log.note(&format!("going on with a run that was stopped: {articles} articles are scored"));
    }
    let (ended, n_parts) = loop {
        match score_parts(score, &ready, &analyzer, &run, known.as_ref(), setup::threads(common))? {
            Pass::Ended(ended, n_parts) => break (ended, n_parts),
            Pass::Other(index) => run.give_up_from(index)?,
        }
    };
    let mut sum = run.totals(n_parts)?;
    if interrupt::requested() {
        let articles = grouped(sum.totals.articles);
        log.said(&format!(
            "interrupted: {articles} articles are safe in {output}; the same command goes on where it stopped"
        ));
        return Ok(Outcome::Interrupted);
    }
    let Tally { left_out, passed_over, .. } = ended.tally;
    sum.totals.add(&Tally { left_out, passed_over, ..Tally::default() });
    sum.totals.failed += known.as_ref().map_or(0, |known| known.n_changed.get());
    let outcome = job.outcome(&sum.totals);
    let totals = sum.totals.clone();
    let summary = read_line(&sum.totals, sum.outlets.len());
    if known.is_some() && n_parts == 0 {
        run.abandon()?;
        log.note("nothing new: the run is as it was");
        log.note(&next);
        return Ok(outcome);
    }
    if known.is_none() && totals.read() == 0 && totals.failed > 0 {
        // A path that was mistyped should not keep the right one out of the folder.
        run.abandon()?;
        log.note("nothing could be read: no run was made");
        return Ok(outcome);
    }
    let Manifest { tables, made, inputs, mut options, catalog, .. } = run.manifest().clone();
    options.extend((!ended.recognized.is_empty()).then(|| ("fields recognized".to_owned(), ended.recognized.clone())));
    if let Some(Known { record, .. }) = &known {
        // Files that could not be read, and those left out of folders, were counted again.
        sum.totals.add(&Tally { failed: 0, left_out: BTreeMap::new(), ..record.totals.clone() });
        options.extend(record.options.clone());
    }
    let repeated = run.finish(
        n_parts,
        &RunRecord {
            format: FORMAT,
            tables,
            made,
            inputs,
            options,
            totals: sum.totals,
            catalog,
            when: When {
                finished_unix_seconds: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
                milliseconds: started.elapsed().as_millis() as u64,
                threads: setup::threads(common),
            },
        },
        setup::threads(common),
    )?;
    setup::warn_of_ids(&repeated, log);
    job.say_recognized(&ended.recognized);
    log.event(
        "summary",
        json!({
            "articles": totals.articles,
            "skipped": totals.skipped,
            "unwanted": totals.unwanted,
            "cut": totals.cut,
            "decoded": totals.decoded,
            "failed": totals.failed,
            "left_out": totals.left_out,
            "passed_over": totals.passed_over,
            "outlets": sum.outlets.len(),
            "milliseconds": started.elapsed().as_millis() as u64,
            "run": output.to_string(),
        }),
    );
    log.note(&summary);
    log.note(&next);
    Ok(outcome)
}

/// How far the input was gone through.
enum Pass {
    /// To its end, or to Ctrl-C; and how many parts there are then.
    Ended(Ended<()>, usize),
    /// To the end of the part of this index, which was made of other input.
    Other(usize),
}

/// Scores what no part has yet. Parts are encoded and written on as many threads again, while others are scored: for
/// Parquet that is an eighth of the work, and one thread for all of it would hold up many that score.
fn score_parts(
    score: &Score,
    ready: &Ready<'_>,
    analyzer: &Analyzer,
    run: &Unfinished,
    known: Option<&Known>,
    n_writers: usize,
) -> Result<Pass, Failure> {
    let (stamp, log) = (run.manifest().made.stamp(), ready.log());
    let ledger = Ledger::create(&run.files()).map_err(|error| Failure::file(&run.files(), &error))?;
    let format = run.manifest().tables;
    let mut cutter = Cutter::new(run, score.part_articles);
    let failure: Mutex<Option<Failure>> = Mutex::new(None);
    let failed = || failure.lock().ok().and_then(|mut failure| failure.take());
    let ended: Result<Ended<()>, Failure> = thread::scope(|scope| {
        // Without room in between: at most one part waits, one is scored, and each writer has one.
        let (give, take) = mpsc::sync_channel::<(usize, Part)>(0);
        // Held by the writers alone, so that handing over fails when all of them have.
        let take = Arc::new(Mutex::new(take));
        for _ in 0..n_writers {
            let (take, failure) = (take.clone(), &failure);
            scope.spawn(move || {
                let next = || take.lock().ok().and_then(|take| take.recv().ok());
                while let Some((index, part)) = next() {
                    if let Err(failed) = run.write(index, part) {
                        if let Ok(mut failure) = failure.lock() {
                            failure.get_or_insert(failed);
                        }
                        return;
                    }
                }
            });
        }
        drop(take);
        let hand_over = |(index, part): (usize, Part)| {
            // One writer has failed, and others may go on: what they write is behind a gap.
            if let Some(failed) = failed() {
                return Err(failed);
            }
            if part.record.totals.failed > 0 && survey_of(score)? != run.manifest().survey {
                return Err(run.changed());
            }
            // The writer is gone only if it failed.
            give.send((index, part)).map_err(|_| {
                failed().unwrap_or_else(|| Failure::new("the run cannot be written", "give the same command again"))
            })
        };
        let watch = ledger.clone();
        // Of an update, nobody knows how much is new.
        let total = known.is_none().then_some(run.manifest().survey.bytes);
        let watch = move |origin: &Origin<'_>, reader| {
            if known.is_some_and(|known| !known.is_new(origin, log)) {
                return None;
            }
            Some(watch.enter(known.map_or(origin.input, |known| known.place(origin.input)), origin, reader))
        };
        let extent = Extent { before: run.n_batches, total, watch: Box::new(watch) };
        let ended = ready.run(
            extent,
            |batch| batch.digest(),
            |article, analysis, scored: &mut Scored, (): &mut ()| {
                let tables = scored.tables.get_or_insert_with(|| Tables::new(format));
                tables.add(article, analysis, analyzer.lexicons(), &stamp);
                if !scored.outlets.contains(&article.outlet) {
                    scored.outlets.insert(article.outlet.clone());
                }
            },
            |mut done| {
                done.output.skipped = skipped_lines(&done.skipped, &stamp)?;
                cutter.add(done)?.map_or(Ok(()), hand_over)
            },
        )?;
        if !interrupt::requested() {
            let failed_before = run.totals(run.n_parts)?.totals.failed;
            let passed_over = known.map_or(0, |known| known.n_known.get() + known.n_changed.get());
            if ledger.len() + passed_over + ended.tally.failed + failed_before < run.manifest().survey.files {
                return Err(run.changed());
            }
            cutter.last()?.map_or(Ok(()), hand_over)?;
        }
        Ok(ended)
    });
    // The writer may have failed after the last part was handed over.
    if let Some(failure) = failed() {
        return Err(failure);
    }
    if cutter.is_other {
        return Ok(Pass::Other(cutter.index()));
    }
    let ended = ended?;
    ledger.finish().map_err(|error| Failure::file(&run.files(), &error))?;
    Ok(Pass::Ended(ended, cutter.index().max(run.n_parts)))
}

fn skipped_lines(skipped: &[Skipped], stamp: &Stamp) -> Result<Vec<u8>, Failure> {
    let mut lines = Vec::new();
    for of in skipped {
        let line = SkippedLine {
            file: &of.file,
            line: of.line,
            column: of.column,
            byte: of.byte,
            reason: of.reason.to_string(),
            program: &stamp.program,
            lexicons: &stamp.lexicons,
        };
        serde_json::to_writer(&mut lines, &line).map_err(io::Error::from)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

fn manifest(score: &Score, analyzer: &Analyzer, known: Option<&Known>) -> Result<Manifest, Failure> {
    let manifest = Manifest {
        format: FORMAT,
        tables: score.format.into(),
        made: Made::by(analyzer),
        inputs: match known {
            Some(known) => known.inputs.clone(),
            None => score.input.inputs.iter().map(|path| path.display().to_string()).collect(),
        },
        survey: survey_of(score)?,
        options: options(score)?,
        catalog: Catalog::of(analyzer.lexicons()),
        updates: known.map(|known| known.hash.clone()),
    };
    if let Some(difference) = known.and_then(|known| known.manifest(&manifest).difference(&manifest)) {
        return Err(Failure::new(
            format!("{}: the run was made by another command: {difference}", score.output.display()),
            "give the options that made it; or score all of it into another folder",
        ));
    }
    Ok(manifest)
}

fn survey_of(score: &Score) -> Result<Survey, Failure> {
    let options = &score.input.options;
    let overrides = overrides(options)?;
    survey(&score.input.inputs, &options.include, &options.exclude, &overrides).map_err(|error| bad_glob(&error))
}

impl From<TablesAs> for TableFormat {
    fn from(asked: TablesAs) -> TableFormat {
        match asked {
            #[cfg(feature = "parquet")]
            TablesAs::Parquet => TableFormat::Parquet,
            TablesAs::Jsonl => TableFormat::Jsonl,
            TablesAs::Csv => TableFormat::Csv,
        }
    }
}

/// What was asked for, as far as it makes a difference to the results.
fn options(score: &Score) -> Result<BTreeMap<String, String>, Failure> {
    let Score { input, listed, part_articles, .. } = score;
    let options = &input.options;
    let outlets_hash = match &options.outlets {
        Some(path) => hex(&Sha256::digest(std::fs::read(path).map_err(|error| Failure::file(path, &error))?)),
        None => String::new(),
    };
    let given = [
        ("outlet", input.outlet.clone().unwrap_or_default()),
        ("field", options.field.join(" ")),
        ("outlets", options.outlets.as_ref().map(|path| path.display().to_string()).unwrap_or_default()),
        ("outlets sha256", outlets_hash),
        ("include", options.include.join(" ")),
        ("exclude", options.exclude.join(" ")),
        ("title", format!("{:?}", options.title).to_lowercase()),
        ("since", options.since.clone().unwrap_or_default()),
        ("until", options.until.clone().unwrap_or_default()),
        ("lang", options.lang.clone().unwrap_or_default()),
        ("min_words", if options.min_words == 0 { String::new() } else { options.min_words.to_string() }),
        ("max_article_bytes", options.max_article_bytes.to_string()),
        ("cut_long", if options.cut_long { "true".to_owned() } else { String::new() }),
        ("listed", listed.to_string()),
        ("part_articles", part_articles.to_string()),
    ];
    let given = given.into_iter().filter(|(_, value)| !value.is_empty());
    Ok(given.map(|(name, value)| (name.to_owned(), value)).collect())
}

//! `slantwise eval`: lexicons against labelled text.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::Path;

use slantwise::analyzer::Analyzer;
use slantwise::lexicon::Status;
use slantwise::proof::eval::{GoldCounts, Scores, evaluate};
use slantwise::proof::{Gold, GoldError, GoldReading, records};
use slantwise::report::evaluation::{self, Evaluation};
use slantwise::report::{grouped, visible};
use slantwise::run::Made;

use super::args::{Common, Eval, LeastStatus, ReportFormat};
use super::failure::Failure;
use super::inputs::pipe::Pipe;
use super::log::say;
use super::output::{self, Output};
use super::pipeline::MOST_NAMED;
use super::{Outcome, interrupt, setup};

pub fn run(eval: &Eval, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let lexicons = setup::lexicons(common)?;
    let reading = reading(eval)?;
    let mut read = Read::default();
    for path in &eval.gold {
        read.file(path, &reading, common)?;
        if interrupt::requested() {
            return Ok(Outcome::Interrupted);
        }
    }
    read.say_more(common);
    let gold = GoldCounts::of(&read.gold);
    check(eval, &gold)?;
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(setup::threads(common))
        .build()
        .map_err(|error| Failure::new(error, "try --threads 1"))?;
    let mut made = None;
    let scores: Vec<Scores> = statuses(eval)
        .into_iter()
        .map(|status| {
            let analyzer = Analyzer::new(lexicons.clone(), status);
            made.get_or_insert_with(|| Made::by(&analyzer));
            pool.install(|| evaluate(&analyzer, status, &read.gold, eval.min_intensity))
        })
        .collect();
    let made = made.ok_or_else(|| Failure::new("no status to measure", "give --status reviewed"))?;
    let evaluation = Evaluation {
        gold: &gold,
        skipped: &read.skipped,
        types: &eval.types,
        scores: &scores,
        min_intensity: eval.min_intensity,
        made: &made,
    };
    match eval.format {
        ReportFormat::Text => output.write(&evaluation::terminal(&evaluation, eval.top, output::width()))?,
        ReportFormat::Json => output.write_exact(&evaluation::json(&evaluation))?,
    }
    Ok(if eval.strict && read.n_skipped > 0 { Outcome::Incomplete } else { Outcome::Done })
}

/// What was read, all of it held in memory: figures need every record, and gold is small.
#[derive(Default)]
struct Read {
    gold: Vec<Gold>,
    skipped: BTreeMap<String, u64>,
    n_skipped: u64,
}

impl Read {
    fn file(&mut self, path: &Path, reading: &GoldReading, common: &Common) -> Result<(), Failure> {
        let reader: Box<dyn BufRead> = if path.as_os_str() == "-" {
            let pipe = Pipe::open(|| Ok(io::stdin().lock())).map_err(|error| Failure::file(path, &error))?;
            Box::new(BufReader::new(pipe))
        } else {
            Box::new(BufReader::new(File::open(path).map_err(|error| Failure::file(path, &error))?))
        };
        for record in records(reader, reading) {
            match record {
                Ok(gold) => self.gold.push(gold),
                Err(_) if interrupt::requested() => return Ok(()),
                // Figures of a part of the gold would pass for figures of all of it.
                Err(bad) if matches!(bad.error, GoldError::Unreadable(_)) => {
                    return Err(Failure::new(format!("{}:{bad}", path.display()), "give files of JSON Lines, or `-`"));
                }
                Err(bad) => {
                    *self.skipped.entry(bad.error.name().into_owned()).or_default() += 1;
                    self.n_skipped += 1;
                    if self.n_skipped <= MOST_NAMED && !common.quiet {
                        let place = format!("{}:{bad}", path.display());
                        say(&format!("warning: skipped {}", visible(&place)));
                    }
                }
            }
        }
        Ok(())
    }

    fn say_more(&self, common: &Common) {
        if self.n_skipped > MOST_NAMED && !common.quiet {
            say(&format!("warning: {} more were skipped", grouped(self.n_skipped - MOST_NAMED)));
        }
    }
}

fn reading(eval: &Eval) -> Result<GoldReading, Failure> {
    let only = eval.wanted.iter().map(|pair| {
        let (field, value) = pair.split_once('=').ok_or_else(|| {
            Failure::new(format!("--where {pair}: this is not FIELD=VALUE"), "such as --where part=train")
        })?;
        Ok((field.to_owned(), value.to_owned()))
    });
    let only = only.collect::<Result<_, Failure>>()?;
    let (positive, types) = (eval.positive.clone(), eval.types.clone());
    let mut reading = GoldReading { positive, types, only, ..GoldReading::default() };
    let named = reading.name_fields(&eval.field);
    named.map_err(|error| Failure::new(format!("--field: {error}"), "such as --field text=sentence"))?;
    Ok(reading)
}

/// That there is something to measure: after a typing error all figures would be 0.
fn check(eval: &Eval, gold: &GoldCounts) -> Result<(), Failure> {
    let seen = |counts: &BTreeMap<String, u64>| {
        let seen: Vec<String> = counts.iter().take(40).map(|(name, n)| format!("{name} ({})", grouped(*n))).collect();
        if seen.is_empty() { "there are none".to_owned() } else { seen.join(", ") }
    };
    if gold.records == 0 {
        let help =
            "a record is a line such as {\"text\": \"…\", \"label\": \"biased\"}; slantwise eval --help has more";
        return Err(Failure::new("there is no record of gold", help));
    }
    let is_of = |written: &str, of: &str| written == of || written.split(',').any(|one| one.trim() == of);
    if let Some(unknown) = eval.types.iter().find(|of| !gold.types.keys().any(|written| is_of(written, of))) {
        let help = format!("the types are {}", seen(&gold.types));
        return Err(Failure::new(format!("--type {unknown}: no span is of this type"), help));
    }
    if gold.labelled > 0 && gold.positives == 0 && gold.marked == 0 {
        let help = format!("say which label is, with --positive: {}", seen(&gold.labels));
        return Err(Failure::new("no record has a positive label", help));
    }
    Ok(())
}

/// The least status of each choice of entries, the strictest first.
fn statuses(eval: &Eval) -> Vec<Status> {
    let usual = [LeastStatus::Reviewed, LeastStatus::Listed];
    let asked: BTreeSet<LeastStatus> = eval.status.iter().copied().collect();
    let asked = if asked.is_empty() { usual.into_iter().collect() } else { asked };
    let status = |least: &LeastStatus| match least {
        LeastStatus::Draft => Status::Draft,
        LeastStatus::Listed => Status::Listed,
        LeastStatus::Reviewed => Status::Reviewed,
    };
    asked.iter().rev().map(status).collect()
}

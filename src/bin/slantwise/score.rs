//! `slantwise score`: articles into a run directory.

use std::collections::BTreeMap;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

use serde::Serialize;
use slantwise::corpus::Skipped;
use slantwise::profile::Catalog;
use slantwise::report::{grouped, read_line, visible};
use slantwise::run::{FORMAT, Made, RunRecord, Tables, When};

use super::args::{Common, Score};
use super::failure::Failure;
use super::pipeline::Job;
use super::run_dir::NewRun;
use super::{Outcome, interrupt, setup};

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
    let made = Made::by(&analyzer);
    let stamp = made.stamp();
    let input = &score.input;
    let outlet = input.outlet.clone();
    let job = Job { analyzer: &analyzer, paths: &input.inputs, options: &input.options, common, outlet };
    let mut run = NewRun::create(&score.output)?;
    let ended = job.run(
        |article, analysis, tables: &mut Tables, outlets: &mut BTreeMap<String, u64>| {
            tables.add(article, analysis, &analysis.counts(), analyzer.lexicons(), &stamp);
            *outlets.entry(article.outlet.clone()).or_default() += 1;
        },
        |tables, skipped: &[Skipped]| {
            run.write(&tables)?;
            skipped.iter().try_for_each(|of| {
                run.write_skipped(&SkippedLine {
                    file: &of.file,
                    line: of.line,
                    column: of.column,
                    byte: of.byte,
                    reason: of.reason.to_string(),
                    program: &stamp.program,
                    lexicons: &stamp.lexicons,
                })
            })
        },
    )?;
    if interrupt::requested() {
        anstream::eprintln!("interrupted after {} articles; nothing was kept", grouped(ended.tally.articles));
        return Ok(Outcome::Interrupted);
    }
    let outcome = job.outcome(&ended.tally);
    let outlets: std::collections::BTreeSet<&String> = ended.states.iter().flat_map(BTreeMap::keys).collect();
    let summary = read_line(&ended.tally, outlets.len());
    run.finish(&RunRecord {
        format: FORMAT,
        made,
        inputs: input.inputs.iter().map(|path| path.display().to_string()).collect(),
        options: options(score, &ended.recognized),
        totals: ended.tally,
        catalog: Catalog::of(analyzer.lexicons()),
        when: When {
            finished_unix_seconds: SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs()),
            milliseconds: started.elapsed().as_millis() as u64,
            threads: setup::threads(common),
        },
    })?;
    job.say_recognized(&ended.recognized);
    if !common.quiet {
        anstream::eprintln!("{summary}\nNext: slantwise profile {}", visible(&score.output.display().to_string()));
    }
    Ok(outcome)
}

/// What was asked for, as far as it makes a difference to the results.
fn options(score: &Score, recognized: &str) -> BTreeMap<String, String> {
    let Score { input, listed, .. } = score;
    let options = &input.options;
    let given = [
        ("outlet", input.outlet.clone().unwrap_or_default()),
        ("field", options.field.join(" ")),
        ("outlets", options.outlets.as_ref().map(|path| path.display().to_string()).unwrap_or_default()),
        ("include", options.include.join(" ")),
        ("exclude", options.exclude.join(" ")),
        ("title", format!("{:?}", options.title).to_lowercase()),
        ("since", options.since.clone().unwrap_or_default()),
        ("until", options.until.clone().unwrap_or_default()),
        ("lang", options.lang.clone().unwrap_or_default()),
        ("min_words", if options.min_words == 0 { String::new() } else { options.min_words.to_string() }),
        ("max_article_bytes", options.max_article_bytes.to_string()),
        ("listed", listed.to_string()),
        ("fields recognized", recognized.to_owned()),
    ];
    given.into_iter().filter(|(_, value)| !value.is_empty()).map(|(name, value)| (name.to_owned(), value)).collect()
}

//! `slantwise check`: an editor's draft, word by word.

use slantwise::corpus::Article;
use slantwise::report::counted;
use slantwise::report::draft::{self, Draft};
use slantwise::run::Made;

use super::args::{Check, Common};
use super::failure::Failure;
use super::output::Output;
use super::pipeline::Job;
use super::{Outcome, setup};

pub fn run(check: &Check, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = setup::analyzer(common, check.listed)?;
    let input = &check.input;
    let outlet = input.outlet.clone();
    let job = Job { analyzer: &analyzer, paths: &input.inputs, options: &input.options, common, outlet };
    let mut findings = 0;
    let ended = job.run(
        |article, analysis, (shown, found): &mut (String, usize), (): &mut ()| {
            let (lexicons, min_intensity) = (analyzer.lexicons(), check.min_intensity);
            let draft = Draft { name: &name(article), article, analysis, lexicons, min_intensity };
            let (text, n) = draft::terminal(&draft);
            shown.push_str(&text);
            *found += n;
        },
        |(shown, found), _| {
            findings += found;
            output.write(&shown)
        },
    )?;
    let outcome = job.outcome(&ended.tally);
    if outcome != Outcome::Interrupted {
        output.write(&format!("{}\n", counted(findings as u64, "finding")))?;
    }
    output.write(&format!("\u{1b}[2m{}\u{1b}[0m\n", Made::by(&analyzer).line()))?;
    Ok(match outcome {
        Outcome::Done if findings > 0 => Outcome::Findings,
        outcome => outcome,
    })
}

/// How the draft is named: the file, and the line of its record in a file of many.
fn name(article: &Article) -> String {
    match article.line {
        Some(line) => format!("{}:{line}", article.file),
        None => article.file.to_string(),
    }
}

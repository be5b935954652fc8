//! `slantwise check`: an editor's draft, word by word.

use slantwise::corpus::Article;
use slantwise::report::draft::{self, Draft};
use slantwise::run::Made;

use super::args::{Check, Common, TitleFrom};
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
            let first_lines = first_lines(article, input.options.title);
            let name = &article.file;
            let (lexicons, min_intensity) = (analyzer.lexicons(), check.min_intensity);
            let draft = Draft { name, article, analysis, lexicons, min_intensity, first_lines };
            let (text, n) = draft::terminal(&draft);
            shown.push_str(&text);
            *found += n;
        },
        |(shown, found), _| {
            findings += found;
            output.write(&shown)
        },
    )?;
    let words = if findings == 1 { "1 finding" } else { &format!("{findings} findings") };
    output.write(&format!("{words}\n\u{1b}[2m{}\u{1b}[0m\n", Made::by(&analyzer).line()))?;
    Ok(match job.outcome(&ended.tally) {
        Outcome::Done if findings > 0 => Outcome::Findings,
        outcome => outcome,
    })
}

/// The line of the file at which title and body start. Fields of records are texts of their own.
fn first_lines(article: &Article, title: TitleFrom) -> [usize; 2] {
    let _ = (article, title);
    [1, 1]
}

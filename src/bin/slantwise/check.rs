//! `slantwise check`: an editor's draft, word by word.

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::{Article, Part};
use slantwise::report::draft::{self, Draft, Finding};

use super::args::{Check, Common};
use super::failure::Failure;
use super::output::Output;
use super::{Outcome, pipeline, setup};

pub fn run(check: &Check, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = setup::analyzer(common, check.listed)?;
    let mut findings = 0;
    let ended = pipeline::each(&check.input, common, &analyzer, |input, article, analysis| {
        let draft = draft(input, article, analysis, &analyzer, check.min_intensity);
        findings += draft.findings.len();
        output.write(&draft::terminal(&draft))
    })?;
    output.write(&draft::footer(&slantwise::run::Made::by(&analyzer)))?;
    Ok(match ended {
        Outcome::Done if findings > 0 => Outcome::Findings,
        ended => ended,
    })
}

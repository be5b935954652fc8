//! `slantwise lexicon balance`: is a lexicon as hard on one side as on the other?

use slantwise::proof;
use slantwise::report;
use slantwise::run::Made;

use super::super::args::{Balance, Common, ReportFormat};
use super::super::failure::Failure;
use super::super::output::{self, Output};
use super::super::{Outcome, setup};
use super::corpus;

pub fn run(args: &Balance, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = setup::analyzer(common, args.corpus.listed)?;
    let (usage, outcome) = match args.corpus.corpus.as_slice() {
        [] => (None, Outcome::Done),
        paths => {
            let (usage, outcome) = corpus::usage(&analyzer, paths, &args.corpus.options, common, None)?;
            (Some(usage), outcome)
        }
    };
    if outcome == Outcome::Interrupted {
        return Ok(outcome);
    }
    let balance = proof::balance(analyzer.lexicons(), |_| true, usage.as_ref());
    let made = Made::by(&analyzer);
    match args.format {
        ReportFormat::Text => output.write(&report::lexicon::balance(&balance, &made, output::width())),
        ReportFormat::Json => output.write_exact(&report::lexicon::json("balance", &balance, &made)),
    }?;
    Ok(outcome)
}

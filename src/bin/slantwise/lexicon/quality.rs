//! `slantwise lexicon quality`: how well do the lexicons do their work on a corpus?

use slantwise::profile::{MIN_ARTICLES, MIN_OWN_WORDS};
use slantwise::proof::{self, OutletUse};
use slantwise::report;
use slantwise::run::Made;

use super::super::args::{Common, Quality, ReportFormat};
use super::super::failure::Failure;
use super::super::output::{self, Output};
use super::super::{Outcome, setup};
use super::corpus;

pub fn run(args: &Quality, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = setup::analyzer(common, args.listed)?;
    let input = &args.input;
    let (usage, outcome) = corpus::usage(&analyzer, &input.inputs, &input.options, common, input.outlet.clone())?;
    if outcome == Outcome::Interrupted {
        return Ok(outcome);
    }
    let is_looked_for = |entry: &slantwise::lexicon::Entry| entry.status >= analyzer.least();
    let has_enough_text = |outlet: &OutletUse| outlet.articles >= MIN_ARTICLES && outlet.own_words >= MIN_OWN_WORDS;
    let quality = proof::quality(analyzer.lexicons(), is_looked_for, &usage, has_enough_text, args.seed);
    let made = Made::by(&analyzer);
    match args.format {
        ReportFormat::Text => output.write(&report::lexicon::quality(&quality, args.top, &made, output::width())),
        ReportFormat::Json => output.write_exact(&report::lexicon::json("quality", &quality, &made)),
    }?;
    Ok(outcome)
}

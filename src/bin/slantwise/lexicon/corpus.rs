//! How often do entries hit in the corpus of a command that looks at lexicons?

use std::path::PathBuf;

use slantwise::analyzer::Analyzer;
use slantwise::proof::Usage;

use super::super::Outcome;
use super::super::args::{Common, InputOptions};
use super::super::failure::Failure;
use super::super::pipeline::Job;

/// The hits of all articles, and what that means for the exit code.
pub fn usage(
    analyzer: &Analyzer,
    paths: &[PathBuf],
    options: &InputOptions,
    common: &Common,
    outlet: Option<String>,
) -> Result<(Usage, Outcome), Failure> {
    let job = Job { analyzer, paths, options, common, outlet };
    let ended = job.run(|article, analysis, (), usage: &mut Usage| usage.add(article, analysis), |(), _| Ok(()))?;
    job.say_recognized(&ended.recognized);
    let mut usage = Usage::default();
    ended.states.into_iter().for_each(|state| usage.merge(state));
    Ok((usage, job.outcome(&ended.tally)))
}

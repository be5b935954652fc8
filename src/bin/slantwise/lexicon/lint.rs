//! `slantwise lexicon lint`: what should an author look at again?

use std::path::{Path, PathBuf};

use slantwise::analyzer::Analyzer;
use slantwise::lexicon::{Entry, Lexicons, Status};
use slantwise::proof::{self, Trials};
use slantwise::report;
use slantwise::run::Made;

use super::super::args::{Common, Lint, ReportFormat};
use super::super::failure::Failure;
use super::super::log::say;
use super::super::output::Output;
use super::super::pipeline::Job;
use super::super::{Outcome, setup};

pub fn run(args: &Lint, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let files: Vec<&Path> = args.lexicons.iter().map(PathBuf::as_path).filter(|path| !is_shipped(path)).collect();
    let lexicons = setup::lexicons_with(common, &files)?;
    let wanted = wanted(&args.lexicons, &files)?;
    let analyzer = Analyzer::new(lexicons, if args.corpus.listed { Status::Listed } else { Status::Reviewed });
    let (trials, outcome) = match args.corpus.corpus.as_slice() {
        [] => (None, Outcome::Done),
        paths => {
            let (trials, outcome) = trials(&analyzer, paths, args, common)?;
            (Some(trials), outcome)
        }
    };
    if outcome == Outcome::Interrupted {
        return Ok(outcome);
    }
    let is_wanted = |entry: &Entry| wanted.as_ref().is_none_or(|ids| ids.iter().any(|id| **id == *entry.lexicon));
    let findings = proof::lint(&analyzer, is_wanted, trials.as_ref());
    match args.format {
        ReportFormat::Text => output.write(&report::lexicon::lint(&findings)),
        ReportFormat::Json => output.write_exact(&report::lexicon::json("findings", &findings, &Made::by(&analyzer))),
    }?;
    if args.corpus.options.strict && !findings.is_empty() {
        say(&format!("error: {} findings, which --strict does not allow", findings.len()));
        return Ok(Outcome::Incomplete);
    }
    Ok(outcome)
}

fn is_shipped(path: &Path) -> bool {
    path.as_os_str() == "shipped"
}

/// The ids of the lexicons to look at; `None` for all that are loaded.
fn wanted(named: &[PathBuf], files: &[&Path]) -> Result<Option<Vec<String>>, Failure> {
    if named.is_empty() {
        return Ok(None);
    }
    let mut ids = Vec::new();
    for path in files {
        let text = setup::lexicon_file(path)?.text;
        // It has been loaded, so it is TOML with an id.
        let id = text
            .parse::<toml::Table>()
            .ok()
            .and_then(|file| Some(file.get("lexicon")?.get("id")?.as_str()?.to_owned()));
        ids.extend(id);
    }
    if named.len() > files.len() {
        ids.extend(Lexicons::builtin().identities.iter().map(|identity| identity.id.to_string()));
    }
    Ok(Some(ids))
}

fn trials(analyzer: &Analyzer, paths: &[PathBuf], args: &Lint, common: &Common) -> Result<(Trials, Outcome), Failure> {
    let job = Job { analyzer, paths, options: &args.corpus.options, common, outlet: None };
    let ended =
        job.run(|article, analysis, (), trials: &mut Trials| trials.add(analyzer, article, analysis), |(), _| Ok(()))?;
    job.say_recognized(&ended.recognized);
    let mut trials = Trials::default();
    ended.states.into_iter().for_each(|state| trials.merge(state));
    Ok((trials, job.outcome(&ended.tally)))
}

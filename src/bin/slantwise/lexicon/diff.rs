//! `slantwise lexicon diff`: what changes when one lexicon takes the place of another?

use std::path::Path;

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::lexicon::Status;
use slantwise::proof::{self, ChangedHit, HitChanges};
use slantwise::report::{self, lexicon::Diff as Page};
use slantwise::run::Made;

use super::super::args::{Common, Diff, ReportFormat};
use super::super::failure::Failure;
use super::super::output::{self, Output};
use super::super::pipeline::Job;
use super::super::{Outcome, setup};

pub fn run(args: &Diff, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let before = analyzer(&args.before, args, common)?;
    let after = analyzer(&args.after, args, common)?;
    let entries = proof::entry_changes(before.lexicons(), after.lexicons());
    let mut changes = None;
    let mut shown: [Vec<ChangedHit>; 2] = Default::default();
    let mut outcome = Outcome::Done;
    if !args.corpus.corpus.is_empty() {
        let Diff { corpus, top, .. } = args;
        let job = Job { analyzer: &before, paths: &corpus.corpus, options: &corpus.options, common, outlet: None };
        let ended = job.run(
            |article, old, hits: &mut [Vec<ChangedHit>; 2], (sums, new): &mut (HitChanges, Analysis)| {
                after.analyze_into(article, new);
                sums.add(article, (&before, old), (&after, new), |hit| keep(hit, hits, *top));
            },
            |hits, _| {
                hits.into_iter().flatten().for_each(|hit| keep(hit, &mut shown, *top));
                Ok(())
            },
        )?;
        job.say_recognized(&ended.recognized);
        outcome = job.outcome(&ended.tally);
        let mut sums = HitChanges::default();
        ended.states.into_iter().for_each(|(more, _)| sums.merge(more));
        changes = Some(sums);
    }
    if outcome == Outcome::Interrupted {
        return Ok(outcome);
    }
    let [lost, gained] = shown;
    let page = Page {
        before: Made::by(&before),
        after: Made::by(&after),
        entries: &entries,
        changes: changes.as_ref(),
        lost: &lost,
        gained: &gained,
        top: args.top,
    };
    match args.format {
        ReportFormat::Text => output.write(&report::lexicon::diff(&page, output::width())),
        ReportFormat::Json => output.write_exact(&page.json()),
    }?;
    Ok(outcome)
}

/// The first hits lost, and the first gained, of all.
fn keep(hit: ChangedHit, shown: &mut [Vec<ChangedHit>; 2], top: usize) {
    let of = &mut shown[usize::from(hit.gained)];
    if of.len() < top {
        of.push(hit);
    }
}

fn analyzer(side: &Path, args: &Diff, common: &Common) -> Result<Analyzer, Failure> {
    let files: &[&Path] = if side.as_os_str() == "shipped" { &[] } else { &[side] };
    let lexicons = setup::lexicons_with(common, files)?;
    Ok(Analyzer::new(lexicons, if args.corpus.listed { Status::Listed } else { Status::Reviewed }))
}

//! `slantwise profile`: how each outlet frames what it reports.

use slantwise::corpus::Tally;
use slantwise::profile::{Catalog, Keep, LeftOut, Profile, Source};
use slantwise::provenance::Damage;
use slantwise::repeats::{self, Trace};
use slantwise::report::{self, Report, Selection};
use slantwise::run::{self, Made, Places};

use super::args::{self, Common, ProfileFormat};
use super::failure::Failure;
use super::log::Log;
use super::output::{self, Output};
use super::pipeline::{Job, outlet_of_plain_text};
use super::run_dir::{self, RunDir};
use super::spool::Spool;
use super::{Outcome, setup};

/// The sums, and what is said about them.
struct Read {
    profile: Profile,
    catalog: Catalog,
    tally: Tally,
    made: Made,
    outcome: Outcome,
}

pub fn run(args: &args::Profile, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let read = match RunDir::among(&args.inputs)? {
        Some(run) => from_run(&run, args, common)?,
        None => from_articles(args, common)?,
    };
    if read.outcome == Outcome::Interrupted {
        Log::of(common).said("no profile was made");
        return Ok(Outcome::Interrupted);
    }
    check_outlets(&args.outlet, &read.profile)?;
    let mut figures = read.profile.figures(&read.catalog);
    selection(args).apply(&mut figures);
    let report = Report { figures: &figures, totals: &read.tally, made: &read.made, top: args.top };
    match args.format {
        ProfileFormat::Text => output.write(&report::terminal(&report, output::width())),
        ProfileFormat::Json => output.write_exact(&report::json(&report)),
        ProfileFormat::Csv => output.write_exact(&report::csv(&report)),
        ProfileFormat::Markdown => output.write(&report::markdown(&report)),
    }?;
    Ok(read.outcome)
}

fn from_articles(args: &args::Profile, common: &Common) -> Result<Read, Failure> {
    let analyzer = setup::analyzer(common, args.listed)?;
    let catalog = Catalog::of(analyzer.lexicons());
    setup::check_categories(&args.category, ids(&catalog))?;
    let outlet = outlet_of_plain_text(&args.outlet, &args.inputs);
    let job = Job { analyzer: &analyzer, paths: &args.inputs, options: &args.options, common, outlet };
    let mut spool = Spool::new()?;
    let ended = job.run(
        |article, analysis, traces: &mut Vec<u8>, (): &mut ()| repeats::push(traces, &Trace::of(article, analysis)),
        |traces, _| spool.add(&traces),
    )?;
    job.say_recognized(&ended.recognized);
    let outcome = job.outcome(&ended.tally);
    let mut profile = Profile::default();
    if outcome != Outcome::Interrupted {
        let repeats = spool.repeats()?;
        setup::warn_of_ids(repeats.repeated_ids(), Log::of(common));
        for (trace, copy) in spool.traces()?.zip(repeats.copies(0)) {
            let (trace, copy) = trace.and_then(|trace| Ok((trace, copy?))).map_err(|error| spool.failed(&error))?;
            let boilerplate = repeats.boilerplate(&trace.outlet);
            let is_copy = copy.is_some_and(|copy| copy.is_copy);
            let source = Source {
                id: &trace.id,
                outlet: &trace.outlet,
                group: trace.group.as_deref(),
                left_out: LeftOut::of(is_copy, trace.agency, trace.guest, keep(args)),
                damage: trace.damage,
                boilerplate_words: boilerplate.map_or(0, |of| trace.boilerplate_words(of)),
            };
            profile.add(source, &trace.counts(boilerplate), &catalog);
        }
    }
    Ok(Read { profile, catalog, tally: ended.tally, made: Made::by(&analyzer), outcome })
}

fn from_run(run: &RunDir, args: &args::Profile, common: &Common) -> Result<Read, Failure> {
    let record = run.record()?;
    run_dir::refuse(&args.options, args.listed, common, &record)?;
    setup::check_categories(&args.category, ids(&record.catalog))?;
    let mut profile = Profile::default();
    let places = Places::of(&record.catalog);
    run.rows(&record, |row| {
        let article = &row.article;
        let source = Source {
            id: &article.id,
            outlet: &article.outlet,
            group: article.group.as_deref(),
            left_out: LeftOut::of(article.copy, article.agency.is_some(), article.guest, keep(args)),
            damage: Damage { title_cut: article.title_cut, tokenized: article.tokenized },
            boilerplate_words: article.boilerplate_words,
        };
        profile.add(source, &run::counts_of(&row, &places), &record.catalog);
        Ok(())
    })?;
    drop(places);
    let outcome = run_dir::outcome(&record, args.options.strict);
    Ok(Read { profile, catalog: record.catalog, tally: record.totals, made: record.made, outcome })
}

/// That there are the outlets that were asked for. Where nothing was read at all, the first line says why.
fn check_outlets(wanted: &[String], profile: &Profile) -> Result<(), Failure> {
    const MOST_NAMED: usize = 20;
    let outlets = &profile.outlets;
    let missing = wanted.iter().find(|&name| !outlets.contains_key(name));
    let Some(name) = missing.filter(|_| !outlets.is_empty()) else { return Ok(()) };
    let mut known: Vec<&str> = outlets.keys().map(String::as_str).take(MOST_NAMED).collect();
    if known.len() < outlets.len() {
        known.push("…");
    }
    Err(Failure::new(
        format!("--outlet {name}: no article is of this outlet"),
        format!("the outlets are {}", known.join(", ")),
    ))
}

/// What counts though it is not the outlet's own.
fn keep(args: &args::Profile) -> Keep {
    Keep { copies: args.with_copies, agencies: args.with_agencies, guests: args.with_guests }
}

/// The ids of the categories.
fn ids(catalog: &Catalog) -> impl Iterator<Item = &str> {
    catalog.categories.iter().map(|category| category.id.as_str())
}

fn selection(args: &args::Profile) -> Selection {
    let sort = match args.sort {
        args::Sort::Rate => report::Sort::Rate,
        args::Sort::Outlet => report::Sort::Outlet,
        args::Sort::Articles => report::Sort::Articles,
        args::Sort::Words => report::Sort::Words,
        args::Sort::Title => report::Sort::Title,
        args::Sort::Quotation => report::Sort::Quotation,
    };
    Selection { outlets: args.outlet.clone(), categories: args.category.clone(), sort }
}

//! `slantwise lexicon list` and `export`: what do the lexicons hold, for readers and for spreadsheets?

use serde::Serialize;
use slantwise::lexicon::{Lexicons, Status};
use slantwise::report::lexicon::{self as report, Filter};

use super::super::args::{self, Export, ExportFormat, List, ListFormat};
use super::super::failure::Failure;
use super::super::output::Output;
use super::super::{Outcome, setup};
use super::find;

pub fn run(args: &List, lexicons: &Lexicons, output: &mut Output) -> Result<Outcome, Failure> {
    setup::check_categories(&args.category, lexicons.categories.iter().map(|category| &*category.id))?;
    check_perspectives(&args.perspective, lexicons)?;
    let status = |status: &args::Status| match status {
        args::Status::Reviewed => Status::Reviewed,
        args::Status::Listed => Status::Listed,
        args::Status::Draft => Status::Draft,
    };
    let rows = report::rows(
        lexicons,
        &Filter {
            categories: args.category.clone(),
            statuses: args.status.iter().map(|of| status(of).name().to_owned()).collect(),
            perspectives: args.perspective.clone(),
            intensities: args.intensity.clone(),
        },
    );
    match args.format {
        ListFormat::Text => output.write(&report::list(&rows)),
        ListFormat::Csv => output.write_exact(&report::list_csv(&rows)),
        ListFormat::Json => {
            #[derive(Serialize)]
            struct Listed<'a> {
                entries: &'a [report::ListRow],
            }
            let text = serde_json::to_string_pretty(&Listed { entries: &rows }).unwrap_or_default();
            output.write_exact(&format!("{text}\n"))
        }
    }?;
    Ok(Outcome::Done)
}

pub fn export(args: &Export, lexicons: &Lexicons, output: &mut Output) -> Result<Outcome, Failure> {
    let ExportFormat::Csv = args.format;
    let is_wanted = |lexicon: &str| args.ids.is_empty() || args.ids.iter().any(|id| id == lexicon);
    let mut entries: Vec<_> = lexicons.entries.iter().filter(|entry| is_wanted(&entry.lexicon)).collect();
    let mut sets: Vec<_> = lexicons.namesets.iter().filter(|set| is_wanted(&set.lexicon)).collect();
    let is_lexicon = |id: &str| lexicons.identities.iter().any(|lexicon| *lexicon.id == *id);
    for id in args.ids.iter().filter(|id| !is_lexicon(id)) {
        let (more, more_sets) = find(lexicons, id)?;
        entries.extend(more);
        sets.extend(more_sets);
    }
    output.write_exact(&report::forms_csv(lexicons, &entries, &sets))?;
    Ok(Outcome::Done)
}

/// After a typing error it would look as if there were no words of that side.
fn check_perspectives(wanted: &[String], lexicons: &Lexicons) -> Result<(), Failure> {
    let of_entries = lexicons.entries.iter().flat_map(|entry| &entry.perspective);
    let of_names = lexicons.namesets.iter().flat_map(|set| &set.variants).flat_map(|name| &name.perspective);
    let mut known: Vec<&str> = of_entries.chain(of_names).map(String::as_str).collect();
    known.sort_unstable();
    known.dedup();
    match wanted.iter().find(|wanted| !known.contains(&wanted.as_str())) {
        Some(wanted) => Err(Failure::new(
            format!("--perspective {wanted}: no entry and no name has it"),
            format!("there are {}", known.join(", ")),
        )),
        None => Ok(()),
    }
}

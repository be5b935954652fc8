//! `slantwise lexicon import`: dictionaries of other programs as lexicons.

use slantwise::lexicon::import::{Dialect, Options, import};
use slantwise::report::visible;

use super::super::args::{Common, Import, ImportFrom, ImportTo};
use super::super::failure::Failure;
use super::super::log::say;
use super::super::output::Output;
use super::super::{Outcome, setup};

/// So many losses are named on standard error; all stand in the lexicon.
const MOST_NAMED: usize = 50;

pub fn run(args: &Import, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let ImportTo::Toml = args.to;
    let dialect = dialect(args)?;
    let file = setup::lexicon_file(&args.file)?;
    let id = args.id.clone().unwrap_or_else(|| id_of(args));
    let options = Options { id, intensity: args.intensity, categories: args.category.clone() };
    let imported = import(&file.text, dialect, &options).map_err(|error| {
        Failure::new(
            format!("{}: {error}", file.name),
            "see slantwise lexicon import --help; --from says what the file is",
        )
    })?;
    output.write_exact(&imported.toml)?;
    if !common.quiet {
        let losses = &imported.losses;
        let named = losses.iter().take(MOST_NAMED);
        named.for_each(|loss| say(&format!("lost: {}: {}", file.name, visible(&loss.to_string()))));
        if losses.len() > MOST_NAMED {
            say(&format!("and {} more, all of them at the top of the lexicon", losses.len() - MOST_NAMED));
        }
        say(&format!("{} terms carried over, {} rules lost or changed", imported.terms, losses.len()));
    }
    Ok(Outcome::Done)
}

fn dialect(args: &Import) -> Result<Dialect, Failure> {
    let ending = args.file.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    match (args.from, ending.as_deref()) {
        (Some(ImportFrom::Dic), _) | (None, Some("dic")) => Ok(Dialect::Dic),
        (Some(ImportFrom::Dicx), _) | (None, Some("dicx")) => Ok(Dialect::Dicx),
        (Some(ImportFrom::Yaml), _) | (None, Some("yml" | "yaml")) => Ok(Dialect::Yaml),
        (Some(ImportFrom::Csv), _) | (None, Some("csv")) => Ok(Dialect::Csv),
        (None, _) => Err(Failure::new(
            format!("{}: its ending does not say what it is", args.file.display()),
            "add --from dic, dicx, yaml or csv",
        )),
    }
}

/// An id made of the name of the file.
fn id_of(args: &Import) -> String {
    let stem = args.file.file_stem().map(|stem| stem.to_string_lossy().to_lowercase()).unwrap_or_default();
    let words = stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}

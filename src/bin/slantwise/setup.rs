//! Which lexicons, how many threads?

use std::fs;
use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use slantwise::analyzer::Analyzer;
use slantwise::lexicon::{File, Lexicons, Selection, Status};
use slantwise::repeats::RepeatedIds;
use slantwise::report::{excerpt, grouped, visible};
use slantwise::run::Made;

use super::Outcome;
use super::args::Common;
use super::failure::Failure;
use super::log::Log;
use super::output::Output;

/// A lexicon file may be this large; more is no lexicon.
const LARGEST_LEXICON: u64 = 16 << 20;

/// The lexicons asked for, checked; notices go to standard error.
pub fn lexicons(common: &Common) -> Result<Lexicons, Failure> {
    lexicons_with(common, &[])
}

/// The lexicons asked for, and these files beside them.
pub fn lexicons_with(common: &Common, files: &[&Path]) -> Result<Lexicons, Failure> {
    let paths = common.lexicon.iter().map(PathBuf::as_path).chain(files.iter().copied());
    let extra = paths.map(lexicon_file).collect::<Result<_, _>>()?;
    let selection = Selection { only: common.only.clone(), extra };
    let lexicons = Lexicons::load(&selection).map_err(|error| Failure::rendered(excerpt::problems(&error)))?;
    let log = Log::of(common);
    lexicons.notices.iter().for_each(|notice| log.note(&format!("note: {notice}")));
    Ok(lexicons)
}

/// The lexicons asked for, compiled: with `listed` entries if they are asked for. It lives as long as the program, which
/// does not stop to give back its hundreds of thousands of strings one by one.
pub fn analyzer(common: &Common, listed: bool) -> Result<ManuallyDrop<Analyzer>, Failure> {
    if common.lexicon.is_empty() && common.only.is_empty() && !listed {
        return Ok(ManuallyDrop::new(Analyzer::builtin()));
    }
    let least = if listed { Status::Listed } else { Status::Reviewed };
    Ok(ManuallyDrop::new(Analyzer::new(lexicons(common)?, least)))
}

/// That each category asked for is there: after a typing error it would look as if nothing was found.
///
/// # Errors
///
/// Names the first that is not, and all that are.
pub fn check_categories<'a>(wanted: &[String], ids: impl Iterator<Item = &'a str>) -> Result<(), Failure> {
    let ids: Vec<&str> = ids.collect();
    match wanted.iter().find(|id| !ids.contains(&id.as_str())) {
        Some(id) => Err(Failure::new(
            format!("--category {id}: there is no such category"),
            format!("the categories are {}", ids.join(", ")),
        )),
        None => Ok(()),
    }
}

/// Says which ids came back, if any did.
pub fn warn_of_ids(repeated: &RepeatedIds, log: Log) {
    if let RepeatedIds { articles: n, first: Some(example) } = repeated {
        let which = if *n == 1 { "article has" } else { "articles have" };
        let n = grouped(*n);
        log.warning(&format!("{n} {which} the id of an earlier one, such as {example}; each is an article of its own"));
    }
}

/// How many threads to work on.
pub fn threads(common: &Common) -> usize {
    let processors = || std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    common.threads.map(usize::from).filter(|&threads| threads > 0).unwrap_or_else(processors)
}

/// `--version`.
pub fn version(common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = analyzer(common, false)?;
    let made = Made::by(&analyzer);
    output.write(&format!("{}\n", made.program))?;
    for (kind, version) in made.lexicons.iter().map(|of| ("lexicon", of)).chain([("language", &made.language)]) {
        output.write(&format!("{kind} {} {} {}\n", version.id, version.version, version.hash))?;
    }
    Ok(Outcome::Done)
}

/// A file of words: a lexicon, or what is to become one.
pub fn lexicon_file(path: &Path) -> Result<File, Failure> {
    let failed = |error| Failure::file(path, &error);
    if fs::metadata(path).map_err(failed)?.len() > LARGEST_LEXICON {
        return Err(Failure::new(
            format!("{}: larger than {} MB", path.display(), LARGEST_LEXICON >> 20),
            "split it into several lexicons",
        ));
    }
    let bytes = fs::read(path).map_err(failed)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Failure::new(format!("{}: not UTF-8 at byte {at}", path.display()), "save the file as UTF-8")
    })?;
    Ok(File { name: visible(&path.display().to_string()).into_owned(), text })
}

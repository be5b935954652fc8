//! `slantwise lexicon`: look into lexicons and test them.

mod balance;
mod corpus;
mod diff;
mod import;
mod lint;
mod list;
mod quality;

use slantwise::analyzer::Analyzer;
use slantwise::lexicon::{self, Entry, Lexicons, NameSet, Stance, Status};
use slantwise::proof;
use slantwise::report::{counted, visible};

use super::args::{Common, Lexicon};
use super::failure::Failure;
use super::output::Output;
use super::{Outcome, setup};

pub fn run(command: &Lexicon, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let lexicons = || setup::lexicons(common);
    match command {
        Lexicon::Show { id } => show(&lexicons()?, id, output),
        Lexicon::Expand { id } => expand(&lexicons()?, id.as_deref(), output),
        Lexicon::Test { id } => test(lexicons()?, id.as_deref(), output),
        Lexicon::List(args) => list::run(args, &lexicons()?, output),
        Lexicon::Export(args) => list::export(args, &lexicons()?, output),
        Lexicon::New { id } => new(id, output),
        Lexicon::Schema => schema(output),
        Lexicon::Import(args) => import::run(args, common, output),
        Lexicon::Lint(args) => lint::run(args, common, output),
        Lexicon::Diff(args) => diff::run(args, common, output),
        Lexicon::Quality(args) => quality::run(args, common, output),
        Lexicon::Balance(args) => balance::run(args, common, output),
    }
}

fn show(lexicons: &Lexicons, id: &str, output: &mut Output) -> Result<Outcome, Failure> {
    let (entries, namesets) = find(lexicons, id)?;
    for entry in entries {
        output.write(&described(lexicons, entry))?;
    }
    for set in namesets {
        output.write(&format!("{}/{}: names for {}\n", set.lexicon, set.id, visible(&set.referent)))?;
        for variant in &set.variants {
            let forms: Vec<&str> = variant.forms.iter().map(|form| form.text.as_str()).collect();
            let neutral = if variant.neutral { " (the reference)" } else { "" };
            output.write(&format!("  {}{neutral}: {}\n", variant.id, visible(&forms.join(", "))))?;
        }
    }
    Ok(Outcome::Done)
}

fn described(lexicons: &Lexicons, entry: &Entry) -> String {
    let category = &lexicons.categories[usize::from(entry.category.0)];
    let mut text = format!("\u{1b}[1m{}\u{1b}[0m\n", entry.full_id());
    let mut line = |name: &str, value: &str| {
        if !value.is_empty() {
            text.push_str(&format!("  {name:<13} {}\n", visible(value)));
        }
    };
    line("category", &format!("{} ({})", category.id, category.title));
    line("intensity", &intensity(entry));
    line("why", &entry.note);
    line("stance", entry.stance.map_or("", Stance::name));
    line("perspective", &entry.perspective.join(", "));
    line("mirror", &mirrors(lexicons, entry));
    line("no mirror", entry.no_mirror.as_deref().unwrap_or_default());
    line("alternatives", &alternatives(&entry.alternatives));
    line("sources", &entry.sources.join("; "));
    line("forms", &entry.forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>().join(", "));
    line("not in", &entry.except_forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>().join(", "));
    entry.needs.iter().for_each(|guard| line("needs", &guard.text));
    entry.unless.iter().for_each(|guard| line("unless", &guard.text));
    entry.tests.hit.iter().for_each(|sentence| line("hits", sentence));
    entry.tests.miss.iter().for_each(|sentence| line("misses", sentence));
    line("status", entry.status.name());
    line("review", entry.review.as_deref().unwrap_or_default());
    line("origin", entry.origin.as_deref().unwrap_or_default());
    text
}

/// The counterparts of an entry, whichever of the two names the other.
fn mirrors(lexicons: &Lexicons, entry: &Entry) -> String {
    let at = lexicons.entries.iter().position(|of| of.lexicon == entry.lexicon && of.id == entry.id);
    let mirrors = at.and_then(|at| lexicons.mirrors().into_iter().nth(at)).unwrap_or_default();
    mirrors.into_iter().map(|id| lexicons.entry(id).full_id()).collect::<Vec<_>>().join(", ")
}

fn intensity(entry: &Entry) -> String {
    let factual = if entry.factual { "; can be literally or legally true: never in the main rate" } else { "" };
    format!("{}{factual}", entry.intensity)
}

/// What an editor could write; the empty alternative is to leave the word out.
pub fn alternatives(alternatives: &[String]) -> String {
    let shown = alternatives.iter().map(|text| if text.is_empty() { "(leave it out)" } else { text.as_str() });
    shown.collect::<Vec<_>>().join("; ")
}

fn expand(lexicons: &Lexicons, id: Option<&str>, output: &mut Output) -> Result<Outcome, Failure> {
    let mut print = |id: String, form: &str| output.write(&format!("{id}\t{}\n", visible(form)));
    let (entries, namesets): (Vec<&Entry>, Vec<&NameSet>) = match id {
        Some(id) => find(lexicons, id)?,
        None => (lexicons.entries.iter().collect(), lexicons.namesets.iter().collect()),
    };
    for entry in entries {
        for form in &entry.forms {
            print(entry.full_id(), &form.text)?;
        }
    }
    for set in namesets {
        for variant in &set.variants {
            for form in &variant.forms {
                print(format!("{}/{}/{}", set.lexicon, set.id, variant.id), &form.text)?;
            }
        }
    }
    Ok(Outcome::Done)
}

fn test(lexicons: Lexicons, id: Option<&str>, output: &mut Output) -> Result<Outcome, Failure> {
    if let Some(id) = id.filter(|id| !lexicons.identities.iter().any(|lexicon| *lexicon.id == **id)) {
        find(&lexicons, id)?;
    }
    let analyzer = Analyzer::new(lexicons, Status::Draft);
    let wanted = |entry: &Entry| id.is_none_or(|id| *entry.lexicon == *id || *entry.id == *id || entry.full_id() == id);
    let results = proof::examples(&analyzer, wanted);
    for failure in &results.failures {
        output.write(&format!(
            "\u{1b}[1m{}\u{1b}[0m {}\n  {}\n",
            failure.entry,
            failure.verdict,
            visible(&failure.sentence)
        ))?;
    }
    let (passed, failed) = (results.passed, results.failures.len());
    output.write(&format!("{passed} examples passed, {failed} failed, of {} entries\n", results.entries))?;
    if failed > 0 {
        return Err(Failure::new(
            counted(failed as u64, "example") + " failed",
            "mend the entry or its example; slantwise show hits --rejected says which guard refused a word",
        ));
    }
    Ok(Outcome::Done)
}

fn new(id: &str, output: &mut Output) -> Result<Outcome, Failure> {
    let Some(template) = lexicon::template(id) else {
        return Err(Failure::new(
            format!("{id:?} cannot be the id of a lexicon"),
            "write small letters and digits with hyphens between words: my-desk",
        ));
    };
    output.write_exact(&template)?;
    Ok(Outcome::Done)
}

fn schema(output: &mut Output) -> Result<Outcome, Failure> {
    output.write_exact(&format!("{:#}\n", lexicon::schema()))?;
    Ok(Outcome::Done)
}

/// The entries and name sets of this id, bare or full.
pub fn find<'a>(lexicons: &'a Lexicons, id: &str) -> Result<(Vec<&'a Entry>, Vec<&'a NameSet>), Failure> {
    let is = |lexicon: &str, bare: &str| bare == id || id.split_once('/') == Some((lexicon, bare));
    let entries: Vec<_> = lexicons.entries.iter().filter(|entry| is(&entry.lexicon, &entry.id)).collect();
    let namesets: Vec<_> = lexicons.namesets.iter().filter(|set| is(&set.lexicon, &set.id)).collect();
    if entries.is_empty() && namesets.is_empty() {
        return Err(Failure::new(
            format!("no entry and no name set is called {id}"),
            "slantwise lexicon expand lists all entries with their forms",
        ));
    }
    Ok((entries, namesets))
}

//! `slantwise kwic`: every use of a word, an entry or a name set in its sentence.

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::{Article, Part};
use slantwise::lexicon::{File, Lexicons, Selection, Status};
use slantwise::report::concordance::{self, Line};
use slantwise::report::visible;
use slantwise::run::{HitRow, Made, NameRow, OfArticle, Stamp};
use slantwise::text::Voice;

use super::args::{self, Common, Kwic, LineFormat};
use super::failure::Failure;
use super::output::{self, Output};
use super::pipeline::{Job, outlet_of_plain_text};
use super::run_dir::{self, RunDir};
use super::{Outcome, setup};

/// What is looked for.
enum Target {
    /// Entries, by full id.
    Entries(Vec<String>),
    /// Name sets, by bare id.
    NameSets(Vec<String>),
}

/// Which lines are wanted, and how they are printed.
struct Wanted<'a> {
    target: Target,
    kwic: &'a Kwic,
    voices: Vec<Voice>,
    stamp: Stamp,
    width: u16,
}

pub fn run(kwic: &Kwic, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let voices = kwic.voice.iter().map(|name| voice(name)).collect::<Result<_, _>>()?;
    let width = output::width();
    if let Some(run) = RunDir::among(&kwic.inputs)? {
        let record = run.record()?;
        run_dir::refuse(&kwic.options, kwic.listed, common, &record)?;
        setup::check_categories(&kwic.category, record.catalog.categories.iter().map(|of| of.id.as_str()))?;
        let entries = record.catalog.entries.iter().map(|of| (of.lexicon.as_str(), of.id.as_str()));
        let sets = record.catalog.namesets.iter().map(|of| (of.lexicon.as_str(), of.id.as_str()));
        let target = target(&kwic.term, entries, sets).ok_or_else(|| {
            Failure::new(
                format!("no entry and no name set of this run is called {:?}", kwic.term),
                "a run keeps hits, not texts: to look for a word of your own, give the articles instead of the run",
            )
        })?;
        let wanted = Wanted { target, kwic, voices, stamp: record.made.stamp(), width };
        run.rows(&record, |row| {
            let mut lines = String::new();
            wanted.add(&row.hits, &row.names, &mut lines);
            wanted.write(&lines, output)
        })?;
        footer(kwic, &record.made, output)?;
        return Ok(run_dir::outcome(&record, kwic.options.strict));
    }
    let lexicons = setup::lexicons(common)?;
    setup::check_categories(&kwic.category, lexicons.categories.iter().map(|category| &*category.id))?;
    let entries = lexicons.entries.iter().map(|entry| (&*entry.lexicon, &*entry.id));
    let sets = lexicons.namesets.iter().map(|set| (&*set.lexicon, &*set.id));
    let (target, lexicons) = match target(&kwic.term, entries, sets) {
        Some(target) => (target, lexicons),
        None => {
            refuse_unknown_id(&kwic.term, &lexicons)?;
            (Target::Entries(vec![TERM.to_owned()]), lexicon_of(&kwic.term)?)
        }
    };
    let analyzer = Analyzer::new(lexicons, if kwic.listed { Status::Listed } else { Status::Reviewed });
    let made = Made::by(&analyzer);
    let wanted = Wanted { target, kwic, voices, stamp: made.stamp(), width };
    let outlet = outlet_of_plain_text(&kwic.outlet, &kwic.inputs);
    let job = Job { analyzer: &analyzer, paths: &kwic.inputs, options: &kwic.options, common, outlet };
    let ended = job.run(
        |article, analysis, lines: &mut String, (): &mut ()| {
            let (hits, names) = rows(article, analysis, analyzer.lexicons());
            wanted.add(&hits, &names, lines);
        },
        |lines, _| wanted.write(&lines, output),
    )?;
    footer(kwic, &made, output)?;
    Ok(job.outcome(&ended.tally))
}

fn footer(kwic: &Kwic, made: &Made, output: &mut Output) -> Result<(), Failure> {
    if kwic.format == LineFormat::Text {
        output.write(&format!("\u{1b}[2m{}\u{1b}[0m\n", made.line()))?;
    }
    Ok(())
}

impl Wanted<'_> {
    /// Adds the lines that are wanted, in the order of the text.
    fn add(&self, hits: &[OfArticle<'_, HitRow<'_>>], names: &[OfArticle<'_, NameRow<'_>>], lines: &mut String) {
        match &self.target {
            Target::Entries(ids) => {
                let categories = &self.kwic.category;
                let wanted = |row: &HitRow<'_>| {
                    ids.iter().any(|id| id.split_once('/') == Some((&row.lexicon, &row.entry)))
                        && (categories.is_empty() || categories.iter().any(|of| *of == row.category))
                };
                hits.iter().filter(|hit| wanted(&hit.row)).for_each(|hit| self.push(&Line::of_hit(hit), lines));
            }
            Target::NameSets(ids) => {
                let wanted = |row: &NameRow<'_>| ids.iter().any(|id| *id == row.nameset);
                names.iter().filter(|name| wanted(&name.row)).for_each(|name| self.push(&Line::of_name(name), lines));
            }
        }
    }

    fn write(&self, lines: &str, output: &mut Output) -> Result<(), Failure> {
        match self.kwic.format {
            LineFormat::Text => output.write(lines),
            LineFormat::Jsonl => output.write_exact(lines),
        }
    }

    fn push(&self, line: &Line<'_>, lines: &mut String) {
        let outlets = &self.kwic.outlet;
        let outlet = outlets.is_empty() || outlets.iter().any(|of| of == line.outlet);
        let part = match self.kwic.part {
            None => true,
            Some(args::Part::Title) => line.part == Part::Title,
            Some(args::Part::Body) => line.part == Part::Body,
        };
        if !outlet || !part || !(self.voices.is_empty() || self.voices.contains(&line.voice)) {
            return;
        }
        match self.kwic.format {
            LineFormat::Text => lines.push_str(&concordance::line(line, self.width)),
            LineFormat::Jsonl => lines.push_str(&concordance::json_line(line, &self.stamp)),
        }
    }
}

fn voice(name: &str) -> Result<Voice, Failure> {
    let names = || Voice::ALL.map(Voice::name).join(", ");
    let found = Voice::ALL.into_iter().find(|voice| voice.name() == name);
    found.ok_or_else(|| {
        Failure::new(format!("--voice {name}: there is no such voice"), format!("the voices are {}", names()))
    })
}

/// The entries or name sets of this id, bare or full.
fn target<'a>(
    term: &str,
    entries: impl Iterator<Item = (&'a str, &'a str)>,
    namesets: impl Iterator<Item = (&'a str, &'a str)>,
) -> Option<Target> {
    let is = |(lexicon, id): &(&str, &str)| *id == term || term.split_once('/') == Some((lexicon, id));
    let sets: Vec<String> = namesets.filter(is).map(|(_, id)| id.to_owned()).collect();
    let entries: Vec<String> = entries.filter(is).map(|(lexicon, id)| format!("{lexicon}/{id}")).collect();
    match (entries.is_empty(), sets.is_empty()) {
        (false, _) => Some(Target::Entries(entries)),
        (true, false) => Some(Target::NameSets(sets)),
        (true, true) => None,
    }
}

/// What reads as the full id of an entry is none of the words that are looked for as they are.
fn refuse_unknown_id(term: &str, lexicons: &Lexicons) -> Result<(), Failure> {
    let lexicon = term.split_once('/').map(|(lexicon, _)| lexicon);
    match lexicons.identities.iter().find(|known| Some(&*known.id) == lexicon) {
        Some(lexicon) => Err(Failure::new(
            format!("the lexicon {} has no entry and no name set {}", lexicon.id, visible(term)),
            "slantwise lexicon list shows all of them; slantwise lexicon show prints one",
        )),
        None => Ok(()),
    }
}

/// The full id of the entry that stands for a term of the user's.
const TERM: &str = "term/term";

/// A lexicon that finds one term as it is given, wherever it stands.
fn lexicon_of(term: &str) -> Result<Lexicons, Failure> {
    let text = format!(
        "format = 1\n[lexicon]\nid = \"term\"\nversion = \"0\"\nlanguage = \"en\"\n[[category]]\nid = \"term\"\n\
         [[entry]]\nid = \"term\"\ncategory = \"term\"\nforms = [{}]\nintensity = 0\nhyphen = \"either\"\n",
        toml::Value::String(term.to_owned())
    );
    let selection = Selection { only: vec!["common".to_owned()], extra: vec![File { name: term.to_owned(), text }] };
    Lexicons::load(&selection).map_err(|_| {
        Failure::new(
            format!("{:?} cannot be looked for: it has no word, more than 16, or a gap or star without words around it", visible(term)),
            "give a word, a phrase, or the id of an entry or name set; lexicons/README.md says how gaps and stars are written",
        )
    })
}

type Rows<'a> = (Vec<OfArticle<'a, HitRow<'a>>>, Vec<OfArticle<'a, NameRow<'a>>>);

/// The rows of an article as a run has them.
fn rows<'a>(article: &'a Article, analysis: &'a Analysis, lexicons: &'a Lexicons) -> Rows<'a> {
    let parts = [(Part::Title, &article.title, &analysis.title), (Part::Body, &article.body, &analysis.body)];
    let (mut hits, mut names) = (Vec::new(), Vec::new());
    for (part, source, found) in parts {
        hits.extend(found.hits.iter().map(|hit| {
            OfArticle::new(article, source, hit.sentence, HitRow::of(part, source, hit, &found.text, lexicons))
        }));
        names.extend(found.names.iter().map(|name| {
            OfArticle::new(article, source, name.sentence, NameRow::of(part, source, name, &found.text, lexicons))
        }));
    }
    (hits, names)
}

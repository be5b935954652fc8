//! `slantwise suggest`: candidates for a lexicon, from a corpus.

use std::collections::{BTreeMap, HashMap};
use std::fs;

use slantwise::analyzer::Analyzer;
use slantwise::lexicon::{File, Lexicons, Selection, Status};
use slantwise::proof::suggest::{Sides, Spread, Table, TermsOf, TooFewSides, candidates, is_covered, sentences};
use slantwise::proof::{Verdict, examples};
use slantwise::report::suggestions::{self, Corpus, LEXICON, Suggestion};
use slantwise::run::Made;

use super::args::{Common, InputOptions, Suggest};
use super::failure::Failure;
use super::output::Output;
use super::pipeline::Job;
use super::{Outcome, interrupt, setup};

/// So many sentences are shown for a term, each of another article.
const MOST_SENTENCES: usize = 3;

pub fn run(suggest: &Suggest, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let sides = sides(suggest)?;
    refuse_streams(suggest)?;
    let analyzer = Analyzer::new(setup::lexicons(common)?, Status::Draft);
    let paths = &suggest.inputs;
    let job = Job { analyzer: &analyzer, paths, options: &suggest.options, common, outlet: None };
    let mut table = Table::default();
    let ended = job.run(
        |article, analysis, terms: &mut Vec<TermsOf>, (): &mut ()| {
            terms.push(TermsOf::new(article, analysis, analyzer.language()));
        },
        |terms, _| {
            terms.into_iter().for_each(|of| table.add(of));
            Ok(())
        },
    )?;
    job.say_recognized(&ended.recognized);
    if interrupt::requested() {
        return Ok(Outcome::Interrupted);
    }
    let inputs: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    let made = Made::by(&analyzer).line();
    let corpus = Corpus {
        inputs: &inputs.join(", "),
        articles: ended.tally.articles,
        outlets: table.outlets.len() as u64,
        short_by: table.short_by(),
        made: &made,
    };
    let spread = Spread { articles: suggest.min_articles, outlets: suggest.min_outlets };
    let found = candidates(table, &sides, spread).map_err(too_few)?;
    let found = found.into_iter().filter(|candidate| !is_covered(&analyzer, &candidate.term));
    let mut found = suggestions::suggestions(found.take(suggest.top));
    if found.is_empty() && !common.quiet {
        anstream::eprintln!(
            "note: no term is used unevenly enough and spread so widely; give more text (the prior weighs as much as \
             500 words of each length), or try a lower --min-articles or --min-outlets"
        );
    }
    add_sentences(&mut found, suggest, common, &analyzer)?;
    leave_out_what_does_not_hit(&mut found, &corpus)?;
    output.write_exact(&suggestions::toml(&found, &corpus))?;
    Ok(job.outcome(&ended.tally))
}

fn sides(suggest: &Suggest) -> Result<Sides, Failure> {
    match (suggest.groups.as_slice(), &suggest.outlet) {
        ([], None) => Ok(Sides::EachOutlet),
        ([], Some(outlet)) => Ok(Sides::Outlet(outlet.clone())),
        ([a, b], _) if a != b => Ok(Sides::Groups(a.clone(), b.clone())),
        (groups, _) => Err(Failure::new(
            format!("--groups {}: these are not two groups", groups.join(",")),
            "name two groups of the table of outlets with a comma between, such as --groups left,right",
        )),
    }
}

/// Articles are read twice: to count, and to find sentences for what was found. Holding every sentence would take as
/// much memory as the corpus.
fn refuse_streams(suggest: &Suggest) -> Result<(), Failure> {
    let is_stream = |path: &std::path::PathBuf| {
        path.as_os_str() == "-" || fs::metadata(path).is_ok_and(|of| !of.is_file() && !of.is_dir())
    };
    match suggest.inputs.iter().find(|path| is_stream(path)) {
        Some(path) => Err(Failure::new(
            format!("{}: suggest reads its input twice, and this can be read only once", path.display()),
            "write it to a file first",
        )),
        None => Ok(()),
    }
}

fn too_few(error: TooFewSides) -> Failure {
    let list = |names: &[String]| {
        let shown: Vec<&str> = names.iter().take(40).map(String::as_str).collect();
        let more = if names.len() > shown.len() { ", …" } else { "" };
        format!("{}{more}", shown.join(", "))
    };
    match error {
        TooFewSides::OneOutlet(None) => Failure::new("there are no articles", "check the input and --field"),
        TooFewSides::OneOutlet(Some(outlet)) => {
            let name = if outlet.is_empty() { "that has no name" } else { &outlet };
            Failure::new(
                format!("all articles are of one outlet ({name}): there is nothing to compare it with"),
                "give articles of two outlets or more: plain text in a folder for each, records with an outlet or a \
                 URL (--field outlet=COLUMN says where), or a table that names them (--outlets FILE)",
            )
        }
        TooFewSides::NoOutlet(names) => {
            Failure::new("--outlet: no article is of this outlet", format!("the outlets are {}", list(&names)))
        }
        TooFewSides::NoGroup(group, groups) if groups.is_empty() => Failure::new(
            format!("--groups: no outlet is of the group {group}; none has a group"),
            "--outlets FILE gives outlets their groups: a CSV table with the columns name and group",
        ),
        TooFewSides::NoGroup(group, groups) => Failure::new(
            format!("--groups: no outlet is of the group {group}"),
            format!("the groups are {}", list(&groups)),
        ),
    }
}

/// Gives each term the first sentences it stands in, in the order of the input, of the side that uses it more.
fn add_sentences(
    found: &mut [Suggestion],
    suggest: &Suggest,
    common: &Common,
    analyzer: &Analyzer,
) -> Result<(), Failure> {
    if found.is_empty() {
        return Ok(());
    }
    let by_term: HashMap<String, usize> =
        found.iter().enumerate().map(|(index, of)| (of.candidate.term.clone(), index)).collect();
    let users: Vec<Vec<String>> = found.iter().map(|of| of.candidate.more_outlets.clone()).collect();
    // What was skipped has been told the first time.
    let common = &Common {
        lexicon: Vec::new(),
        only: Vec::new(),
        threads: common.threads,
        quiet: true,
        log_format: common.log_format,
    };
    let options = InputOptions { strict: false, ..suggest.options.clone() };
    let job = Job { analyzer, paths: &suggest.inputs, options: &options, common, outlet: None };
    job.run(
        |article, analysis, of_batch: &mut Vec<BTreeMap<String, String>>, (): &mut ()| {
            let is_wanted = |term: &str| by_term.get(term).is_some_and(|&index| users[index].contains(&article.outlet));
            of_batch.push(sentences(article, analysis, analyzer, is_wanted));
        },
        |of_batch, _| {
            for (term, sentence) in of_batch.into_iter().flatten() {
                let suggestion = by_term.get(&term).and_then(|&index| found.get_mut(index));
                if let Some(suggestion) = suggestion
                    && suggestion.sentences.len() < MOST_SENTENCES
                    && !suggestion.sentences.contains(&sentence)
                {
                    suggestion.sentences.push(sentence);
                }
            }
            Ok(())
        },
    )?;
    Ok(())
}

/// Reads what is about to be printed as a lexicon and leaves out sentences in which an entry does not hit by itself,
/// such as those whose voice is another without the sentences around them.
fn leave_out_what_does_not_hit(found: &mut [Suggestion], corpus: &Corpus<'_>) -> Result<(), Failure> {
    let file = File { name: format!("{LEXICON}.toml"), text: suggestions::toml(found, corpus) };
    let lexicons =
        Lexicons::load(&Selection { only: vec![LEXICON.to_owned()], extra: vec![file] }).map_err(|error| {
            Failure::new(format!("the lexicon of candidates has a mistake: {error}"), "please report it")
        })?;
    let tried = examples(&Analyzer::new(lexicons, Status::Draft), |entry| *entry.lexicon == *LEXICON);
    for failure in tried.failures.iter().filter(|failure| failure.verdict == Verdict::Missed) {
        for of in found.iter_mut().filter(|of| failure.entry.split_once('/') == Some((LEXICON, &of.id))) {
            of.sentences.retain(|sentence| *sentence != failure.sentence);
        }
    }
    Ok(())
}

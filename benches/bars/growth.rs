//! Bar 7: what do more terms in the lexicon cost?

use std::hint::black_box;

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::Article;
use slantwise::lexicon::{File, Lexicons, Selection, Status};

use super::corpus::Corpus;
use super::measure::{Megabytes, cpu_seconds, cpu_seconds_of_all_threads, medians};
use super::scratch::Scratch;
use super::{process, terms, yardstick};

/// How many terms are added to the shipped lexicons, and the bar where there is one.
const SIZES: [(usize, Option<f64>); 6] =
    [(500, None), (2_000, None), (5_000, None), (20_000, Some(0.6)), (50_000, None), (100_000, Some(0.35))];

/// So much text is enough for the ratio.
const BYTES: usize = 24 << 20;

/// Articles whose hits are counted in another way too.
const CHECKED: usize = 500;

/// Prints a line for each size: throughput in memory with and without the terms, and that of an automaton over the
/// text with the same terms alone.
pub fn print(corpus: &Corpus) {
    let mut bytes = 0;
    let is_enough = |article: &&Article| {
        bytes += article.body.len();
        bytes <= BYTES.max(article.body.len())
    };
    let articles: Vec<_> = corpus.articles.iter().take_while(is_enough).collect();
    let text = Megabytes(articles.iter().map(|article| article.body.len()).sum());
    let folded: Vec<String> = articles.iter().map(|article| article.body.to_ascii_lowercase()).collect();
    let analyze = |analyzer: &Analyzer, analysis: &mut Analysis| {
        let mut found = (0, 0);
        for article in &articles {
            analyzer.analyze_into(article, analysis);
            found.0 += analysis.counts().body.words.iter().sum::<u64>();
            found.1 += analysis.body.hits.len();
        }
        found
    };
    let shipped = Analyzer::builtin();
    let (mut analysis, mut other) = (Analysis::default(), Analysis::default());
    let (n_words, n_hits) = analyze(&shipped, &mut analysis);
    let all = terms::terms(&corpus.articles, SIZES[SIZES.len() - 1].0);
    let scratch = Scratch::new("growth");
    let one = scratch.write("one.txt", &articles[0].body);
    println!("  {text} of text, {n_hits} hits of the shipped lexicons; terms are added to them");
    for (n, bar) in SIZES {
        let terms = &all[..n];
        let file = File { name: "terms.toml".to_owned(), text: terms::lexicon(terms) };
        let path = scratch.write("terms.toml", &file.text);
        let mut analyzer = None;
        let ready = cpu_seconds_of_all_threads(|| {
            let selection = Selection { only: Vec::new(), extra: vec![file] };
            let lexicons = Lexicons::load(&selection).expect("the lexicon has no mistakes");
            analyzer = Some(Analyzer::new(lexicons, Status::Reviewed));
        });
        let analyzer = analyzer.expect("it was just made");
        let automaton = yardstick::automaton(terms);
        let (more_words, more_hits) = analyze(&analyzer, &mut other);
        assert_eq!(more_words, n_words, "terms change no word");
        assert!(more_hits > n_hits, "the terms are found");
        assert_same(&analyzer, terms, &articles);
        let [without, with, search] = medians([
            &mut || cpu_seconds(|| black_box(analyze(&shipped, &mut analysis))),
            &mut || cpu_seconds(|| black_box(analyze(&analyzer, &mut other))),
            &mut || cpu_seconds(|| folded.iter().map(|body| automaton.find_iter(body).count()).sum::<usize>()),
        ]);
        let peak = process::peak_of(&["profile".as_ref(), one.as_os_str(), "--lexicon".as_ref(), path.as_os_str()]);
        let bar = bar.map_or(String::new(), |least| format!(" (bar {least})"));
        println!(
            "bar 7   {n} terms more: {:.0} MB/s, {:.0} without; ratio {:.2}{bar}; {} hits more; aho-corasick DFA of them \
             alone {:.0} MB/s; ready in {ready:.2} CPU s, {peak:.0} MB",
            text.per(with),
            text.per(without),
            without / with,
            more_hits - n_hits,
            text.per(search),
        );
    }
}

/// Terms are found about as often as a plain search finds them as words; not exactly, since a shipped form may lie over a
/// term, and a term over a line break.
fn assert_same(analyzer: &Analyzer, terms: &[String], articles: &[&Article]) {
    let automaton = yardstick::automaton(terms);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let (mut ours, mut theirs) = (0, 0);
    let mut analysis = Analysis::default();
    for article in articles.iter().take(CHECKED) {
        let body = &article.body;
        analyzer.analyze_into(article, &mut analysis);
        let hits = analysis.body.hits.iter().filter(|hit| &*analyzer.lexicons().entry(hit.entry).lexicon == "terms");
        ours += hits.count();
        let folded = body.to_ascii_lowercase();
        let is_word = |found: &aho_corasick::Match| {
            !is_letter(folded[..found.start()].chars().next_back()) && !is_letter(folded[found.end()..].chars().next())
        };
        theirs += automaton.find_iter(&folded).filter(is_word).count();
    }
    let ratio = ours as f64 / theirs.max(1) as f64;
    assert!((0.9..=1.1).contains(&ratio), "{ours} hits of the terms, and {theirs} by a plain search");
}

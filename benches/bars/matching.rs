//! Bars 1 and 2: words, matching and guards; and all of the analysis, in memory.

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::lexicon::Lexicons;
use slantwise::matcher::{Compiled, Reading, Scratch};
use slantwise::text::Text;

use super::corpus::Corpus;
use super::measure::{Row, cpu_seconds, rounds};
use super::yardstick;

/// Prints both.
pub fn print(corpus: &Corpus) {
    let lexicons = Lexicons::builtin();
    let Compiled { vocabulary, language, matcher } = Compiled::builtin();
    let forms: Vec<String> =
        lexicons.entries.iter().flat_map(|entry| &entry.forms).map(|form| form.text.to_lowercase()).collect();
    let automaton = yardstick::automaton(&forms);
    let folded: Vec<String> = corpus.articles.iter().map(|article| article.body.to_ascii_lowercase()).collect();
    let search = || folded.iter().map(|body| automaton.find_iter(body).count()).sum::<usize>();

    let (mut cut, mut scratch, mut hits, mut names) = (Text::default(), Scratch::default(), Vec::new(), Vec::new());
    let mut words_and_matching = || {
        let mut found = (0, 0);
        for article in &corpus.articles {
            cut.words.cut(&article.body, &vocabulary, &language);
            let (source, text) = (&article.body, &cut);
            let reading = Reading { source, is_title: false, text, language: &language };
            matcher.find(&reading, &mut scratch, &mut hits, &mut names);
            found = (found.0 + cut.words.words.len(), found.1 + hits.len());
        }
        found
    };
    let analyzer = Analyzer::builtin();
    let mut analysis = Analysis::default();
    let mut whole = || {
        let mut found = (0, 0);
        for article in &corpus.articles {
            analyzer.analyze_into(article, &mut analysis);
            let counts = analysis.counts();
            found.0 += counts.body.words.iter().sum::<u64>() as usize;
            found.1 += analysis.body.hits.len();
        }
        found
    };
    let (in_words, in_whole) = (words_and_matching(), whole());
    assert_eq!(in_words.1, in_whole.1, "both find the same hits");
    assert!(search() >= in_words.1, "every hit is found in the folded text too, or lies over a line break");
    println!("  {} words, {} hits, {} forms", in_words.0, in_words.1, forms.len());

    let [yardstick, matching, whole] =
        rounds([&mut || cpu_seconds(search), &mut || cpu_seconds(&mut words_and_matching), &mut || {
            cpu_seconds(&mut whole)
        }]);
    let title = "aho-corasick DFA, leftmost-longest, folded text";
    Row { bar: 1, what: "words, matching, guards", ours: &matching, title, yardstick: &yardstick, least: 0.8 }
        .print(corpus.text);
    Row { bar: 2, what: "whole analysis", ours: &whole, title, yardstick: &yardstick, least: 0.6 }.print(corpus.text);
}

//! How fast is it, how much memory does it take, and against what?
//!
//! `cargo bench --bench bars -- ARTICLES.jsonl` prints a row for each bar: ours, the yardstick measured in the same run,
//! and the ratio. Each checks its answer before the clock starts. Linux only: CPU time and memory come from /proc.

mod measure;
mod process;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use measure::{Megabytes, Row, cpu_seconds, median_of};
use serde::Deserialize;
use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::{Article, Format, Pieces, Reading as Input, batches};
use slantwise::lexicon::Lexicons;
use slantwise::matcher::{Compiled, Reading, Scratch};
use slantwise::run::{Made, TableFormat, Tables};
use slantwise::text::Text;

const ROUNDS: usize = 5;

fn main() {
    let Some(path) = std::env::args().skip(1).find(|arg| !arg.starts_with('-')).map(PathBuf::from) else {
        println!("bars: give a JSON Lines file of articles: cargo bench --bench bars -- ARTICLES.jsonl");
        return;
    };
    let bytes = fs::read(&path).expect("the file can be read");
    let articles = articles(&bytes);
    let text = Megabytes(articles.iter().map(|article| article.body.len()).sum());
    println!(
        "{} articles, {text} of text, {} rounds, medians; ratios are ours to the yardstick's speed",
        articles.len(),
        ROUNDS
    );
    matching(&articles, text);
    whole_process(&path, &bytes, text);
    outside_the_workers(&bytes, &articles);
    process::memory(&path, &bytes);
    ready();
    process::draft();
}

fn articles(bytes: &[u8]) -> Vec<Article> {
    let input = Input::default();
    let pieces = Pieces::new(bytes, "articles", "", Format::Any, &input);
    let records: Vec<_> = batches(pieces).flat_map(|batch| batch.articles(&input).collect::<Vec<_>>()).collect();
    // All of a body counts here, titles repeated in it too, so that both ways of counting see the same.
    records.into_iter().flatten().map(|article| Article { body_starts_at: 0, ..article }).collect()
}

/// Bars 1 and 2: words, matching and guards; and all of the analysis.
fn matching(articles: &[Article], text: Megabytes) {
    let lexicons = Lexicons::builtin();
    let Compiled { vocabulary, language, matcher } = Compiled::builtin();
    let forms: Vec<String> =
        lexicons.entries.iter().flat_map(|entry| &entry.forms).map(|form| form.text.to_lowercase()).collect();
    let yardstick = AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostLongest)
        .kind(Some(AhoCorasickKind::DFA))
        .build(&forms)
        .expect("the forms fit an automaton");
    let folded: Vec<String> = articles.iter().map(|article| article.body.to_ascii_lowercase()).collect();
    let search = || folded.iter().map(|body| yardstick.find_iter(body).count()).sum::<usize>();

    let (mut cut, mut scratch, mut hits, mut names) = (Text::default(), Scratch::default(), Vec::new(), Vec::new());
    let mut words_and_matching = || {
        let mut found = (0, 0);
        for article in articles {
            cut.words.cut(&article.body, &vocabulary, &language);
            let (source, text) = (&article.body, &cut);
            let reading = Reading { source, is_title: false, text, language: &language, lexicons: &lexicons };
            matcher.find(&reading, &mut scratch, &mut hits, &mut names);
            found = (found.0 + cut.words.words.len(), found.1 + hits.len());
        }
        found
    };
    let analyzer = Analyzer::builtin();
    let mut analysis = Analysis::default();
    let mut whole = || {
        let mut found = (0, 0);
        for article in articles {
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

    let mut seconds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        seconds[0].push(cpu_seconds(|| black_box(search())));
        seconds[1].push(cpu_seconds(|| black_box(words_and_matching())));
        seconds[2].push(cpu_seconds(|| black_box(whole())));
    }
    let [yardstick, matching, whole] = seconds.map(median_of);
    let title = "aho-corasick DFA, leftmost-longest, folded text";
    Row { bar: 1, what: "words, matching, guards", ours: matching, title, yardstick, least: 0.8 }.print(text);
    Row { bar: 2, what: "whole analysis", ours: whole, title, yardstick, least: 0.6 }.print(text);
}

/// Bars 3 and 4: `profile` and `score` as whole processes on one thread.
fn whole_process(path: &Path, bytes: &[u8], text: Megabytes) {
    #[derive(Deserialize)]
    struct Record<'a> {
        #[serde(borrow)]
        text: std::borrow::Cow<'a, str>,
        #[serde(borrow)]
        title: Option<std::borrow::Cow<'a, str>>,
        #[serde(borrow)]
        outlet: Option<std::borrow::Cow<'a, str>>,
        #[serde(borrow)]
        date: Option<std::borrow::Cow<'a, str>>,
    }
    let read = || {
        let lines = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let records = lines.filter_map(|line| serde_json::from_slice::<Record>(line).ok());
        records.fold((0, 0), |(n, bytes), record| {
            black_box((&record.title, &record.outlet, &record.date));
            (n + 1, bytes + record.text.len())
        })
    };
    assert!(read().1 >= text.0, "the yardstick reads every article");
    let run = std::env::temp_dir().join(format!("slantwise-bars-{}", std::process::id()));
    let mut seconds = [Vec::new(), Vec::new(), Vec::new()];
    for _ in 0..ROUNDS {
        seconds[0].push(cpu_seconds(|| black_box(read())));
        seconds[1].push(process::cpu_of(&["profile", "--threads", "1", "--quiet", &path.to_string_lossy()]));
        let _ = fs::remove_dir_all(&run);
        let (path, run) = (path.to_string_lossy(), run.to_string_lossy());
        seconds[2].push(process::cpu_of(&["score", "--threads", "1", "--quiet", &path, "-o", &run]));
    }
    let _ = fs::remove_dir_all(&run);
    let [yardstick, profile, score] = seconds.map(median_of);
    let title = "serde_json into a borrowing struct";
    Row { bar: 3, what: "profile, one thread, whole process", ours: profile, title, yardstick, least: 0.07 }
        .print(text);
    Row { bar: 4, what: "score, one thread, whole process", ours: score, title, yardstick, least: 0.06 }.print(text);
}

/// Bar 5: what only one thread can do, reading and writing, as a share of all CPU time of `score`.
fn outside_the_workers(bytes: &[u8], articles: &[Article]) {
    let analyzer = Analyzer::builtin();
    let made = Made::by(&analyzer);
    let stamp = made.stamp();
    let input = Input::default();
    let folder = std::env::temp_dir().join(format!("slantwise-bars-{}.out", std::process::id()));
    let (mut outside, mut all) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let mut read = Vec::new();
        let reading = cpu_seconds(|| read = batches(Pieces::new(bytes, "articles", "", Format::Any, &input)).collect());
        let mut tables = Tables::new(TableFormat::Jsonl);
        let mut n_articles = 0;
        let work = cpu_seconds(|| {
            let mut analysis = Analysis::default();
            for article in read.iter().flat_map(|batch| batch.articles(&input)).flatten() {
                analyzer.analyze_into(&article, &mut analysis);
                tables.add(&article, &analysis, analyzer.lexicons(), &stamp);
                n_articles += 1;
            }
        });
        assert_eq!(n_articles, articles.len());
        let writing = cpu_seconds(|| {
            let files = tables.into_files(TableFormat::Jsonl, &made).expect("text can be made in memory");
            files.iter().for_each(|(_, file)| fs::write(&folder, file).expect("the temporary folder can be written"));
        });
        outside.push((reading + writing) / (reading + work + writing));
        all.push(reading + work + writing);
    }
    let _ = fs::remove_file(&folder);
    let share = 100.0 * median_of(outside);
    println!("bar 5   reading and writing outside the workers: {share:.1} % of {:.2} CPU s (bar 5 %)", median_of(all));
}

/// Bar 9: all shipped lexicons from nothing to ready.
fn ready() {
    let made = || Analyzer::builtin();
    assert!(!made().lexicons().entries.is_empty());
    let seconds = (0..20).map(|_| cpu_seconds(|| black_box(made()))).collect();
    println!("bar 9   lexicons from nothing to ready: {:.1} ms (bar 40 ms)", 1000.0 * median_of(seconds));
}

//! Bar 5, and where the time goes: what share of it does each stage take?

use std::fs;

use sha2::{Digest, Sha256};
use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::{Article, Format, Pieces, Reading, batches};
use slantwise::language::Words;
use slantwise::run::{Made, TableFormat, Tables};
use slantwise::text::Text;

use super::corpus::Corpus;
use super::measure::{cpu_seconds, median_of, medians};
use super::process;
use super::scratch::Scratch;

/// Rows go to the disk in parts of so many articles, as `score` does.
const PART: usize = 4096;

/// What is timed, in the order of the work, and on which thread `score` does it.
const STAGES: [(&str, Thread); 10] = [
    ("reading and cutting into records", Thread::Reader),
    ("hashing the input, to resume", Thread::Worker),
    ("parsing records", Thread::Worker),
    ("words and sentences", Thread::Worker),
    ("voices", Thread::Worker),
    ("matching", Thread::Worker),
    ("counting", Thread::Worker),
    ("rows and traces", Thread::Worker),
    // On as many threads as score.
    ("encoding Parquet", Thread::Worker),
    ("writing files", Thread::Writer),
];

#[derive(Clone, Copy, PartialEq)]
enum Thread {
    Reader,
    Worker,
    Writer,
}

/// Prints a line for each stage.
pub fn print(corpus: &Corpus) {
    let analyzer = Analyzer::builtin();
    let scratch = Scratch::new("stages");
    let rounds: Vec<[f64; STAGES.len()]> = (0..5).map(|_| seconds(corpus, &analyzer, &scratch)).collect();
    let stages: [f64; STAGES.len()] =
        std::array::from_fn(|stage| median_of(rounds.iter().map(|round| round[stage]).collect()));
    let all: f64 = stages.iter().sum();
    for ((what, _), seconds) in STAGES.iter().zip(stages) {
        println!("stage   {what}: {:.1} %, {:.0} MB/s", 100.0 * seconds / all, corpus.text.per(seconds));
    }
    let on = |wanted: Thread| -> f64 {
        STAGES.iter().zip(stages).filter(|((_, thread), _)| *thread == wanted).map(|(_, seconds)| seconds).sum()
    };
    let path = corpus.path.to_string_lossy();
    let score = |threads: &str| {
        let run = scratch.run();
        ["score", &path, "--threads", threads, "--quiet", "-o", &run.to_string_lossy()].map(str::to_owned)
    };
    let [whole, one, two] =
        medians([&mut || process::cpu_of(&score("1")), &mut || process::wall_of(&score("1")), &mut || {
            process::wall_of(&score("2"))
        }]);
    println!(
        "stage   together {all:.2} CPU s, {:.0} MB/s; score as a process {whole:.2} CPU s: the rest is starting, \
         finding what repeats and joining the parts",
        corpus.text.per(all)
    );
    println!(
        "bar 5   outside the workers: reading {:.1} %, writing {:.1} % of {all:.2} CPU s (bar 5 % together); two threads \
         {:.2} times as fast as one ({one:.2} s, {two:.2} s)",
        100.0 * on(Thread::Reader) / all,
        100.0 * on(Thread::Writer) / all,
        one / two,
    );
}

/// CPU seconds of each stage. Each goes over all articles before the next begins; what is done on top of another stage is
/// what both take together, less that.
fn seconds(corpus: &Corpus, analyzer: &Analyzer, scratch: &Scratch) -> [f64; STAGES.len()] {
    let input = Reading::default();
    let (mut read, mut articles) = (Vec::new(), Vec::<Article>::new());
    let open = || fs::File::open(&corpus.path).expect("the file can be read");
    let reading = cpu_seconds(|| read = batches(Pieces::new(open(), "articles", "", Format::Any, &input)).collect());
    let hashing = cpu_seconds(|| read.iter().map(|batch| batch.digest()).fold(0, u64::wrapping_add));
    // The program hashes each file as well.
    let hashing = hashing + cpu_seconds(|| Sha256::digest(&corpus.bytes));
    let parsing = cpu_seconds(|| articles = read.iter().flat_map(|batch| batch.articles(&input)).flatten().collect());
    assert_eq!(articles.len(), corpus.articles.len());
    drop(read);

    let (vocabulary, language) = (analyzer.vocabulary(), analyzer.language());
    let parts = || articles.iter().flat_map(|article| [&article.title, &article.body]);
    let (mut cut, mut text, mut analysis) = (Words::default(), Text::default(), Analysis::default());
    let mut n_words = [0, 0];
    let words = cpu_seconds(|| {
        for part in parts() {
            cut.cut(part, vocabulary, language);
            n_words[0] += cut.words.len();
        }
    });
    let words_and_voices = cpu_seconds(|| {
        for part in parts() {
            text.cut(part, vocabulary, language);
            n_words[1] += text.words.words.len();
        }
    });
    assert_eq!(n_words[0], n_words[1], "both cut the same words");
    let analyzing = cpu_seconds(|| articles.iter().for_each(|article| analyzer.analyze_into(article, &mut analysis)));
    let counted = cpu_seconds(|| {
        for article in &articles {
            analyzer.analyze_into(article, &mut analysis);
            std::hint::black_box(analysis.counts());
        }
    });
    let made = Made::by(analyzer);
    let stamp = made.stamp();
    let (mut with_rows, mut encoding, mut writing) = (0.0, 0.0, 0.0);
    for part in articles.chunks(PART) {
        let mut tables = Tables::new(TableFormat::Parquet);
        with_rows += cpu_seconds(|| {
            for article in part {
                analyzer.analyze_into(article, &mut analysis);
                tables.add(article, &analysis, analyzer.lexicons(), &stamp);
            }
        });
        let mut files = None;
        encoding += cpu_seconds(|| files = tables.into_files(TableFormat::Parquet, &made).ok());
        let files = files.expect("rows fit Parquet");
        writing += cpu_seconds(|| {
            for (_, file) in files {
                scratch.write("part", file);
            }
        });
    }
    let less = |more: f64, less: f64| (more - less).max(0.0);
    [
        reading,
        hashing,
        parsing,
        words,
        less(words_and_voices, words),
        less(analyzing, words_and_voices),
        less(counted, analyzing),
        less(with_rows, counted),
        encoding,
        writing,
    ]
}

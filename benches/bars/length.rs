//! Bar 8: does a long article take longer for each of its bytes?

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::Article;
use slantwise::run::{Made, TableFormat, Tables};

use super::corpus::Corpus;
use super::measure::{cpu_seconds, medians};

/// How long the articles are; the second is the yardstick.
const LENGTHS: [usize; 5] = [1_000, 10_000, 100_000, 1_000_000, 10_000_000];

/// Prints nanoseconds for each byte at each length, with the rows of the tables and without.
pub fn print(corpus: &Corpus) {
    let analyzer = Analyzer::builtin();
    let made = Made::by(&analyzer);
    let stamp = made.stamp();
    let (mut words, mut of_short) = (None, None);
    let by_length: Vec<Vec<Article>> = LENGTHS.iter().map(|length| of_length(corpus, *length)).collect();
    let mut measured = Vec::new();
    for articles in &by_length {
        let bytes: usize = articles.iter().map(|article| article.body.len()).sum();
        let mut analysis = Analysis::default();
        let mut analyze = || {
            let mut n_words = 0;
            for article in articles {
                analyzer.analyze_into(article, &mut analysis);
                n_words += analysis.counts().body.words.iter().sum::<u64>();
            }
            n_words
        };
        let n_words = analyze();
        assert_eq!(*words.get_or_insert(n_words), n_words, "the same paragraphs have the same words");
        let [seconds] = medians([&mut || cpu_seconds(&mut analyze)]);
        let [with_rows] = medians([&mut || {
            cpu_seconds(|| {
                let mut tables = Tables::new(TableFormat::Parquet);
                for article in articles {
                    analyzer.analyze_into(article, &mut analysis);
                    tables.add(article, &analysis, analyzer.lexicons(), &stamp);
                }
                tables.len()
            })
        }]);
        measured.push((1e9 * seconds / bytes as f64, 1e9 * with_rows / bytes as f64));
    }
    let short = *of_short.get_or_insert(measured[1]);
    for (length, (nanoseconds, with_rows)) in LENGTHS.iter().zip(measured) {
        println!(
            "bar 8   articles of {} KB: {nanoseconds:.2} ns a byte, {:.2} times those of 10 KB (bar 1.5); with rows \
             {with_rows:.2}, {:.2} times",
            length / 1000,
            nanoseconds / short.0,
            with_rows / short.1,
        );
    }
}

/// The same text of at least twice the longest length, as articles of this length: cut where a paragraph ends.
fn of_length(corpus: &Corpus, length: usize) -> Vec<Article> {
    let paragraphs = corpus.articles.iter().cycle().flat_map(|article| article.body.split("\n\n"));
    let (mut articles, mut body, mut bytes) = (Vec::new(), String::new(), 0);
    for paragraph in paragraphs {
        body += paragraph;
        body += "\n\n";
        bytes += paragraph.len();
        let is_last = bytes >= 2 * LENGTHS[LENGTHS.len() - 1];
        if body.len() >= length || is_last {
            articles.push(Article { body: std::mem::take(&mut body), ..Article::default() });
        }
        if is_last {
            break;
        }
    }
    articles
}

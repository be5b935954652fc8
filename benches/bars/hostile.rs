//! Bar 8 on text that was made to be slow: does it stay linear?

use slantwise::analyzer::{Analysis, Analyzer};
use slantwise::corpus::Article;

use super::corpus::Corpus;
use super::measure::{cpu_seconds, medians};

const LENGTHS: [usize; 4] = [10_000, 100_000, 1_000_000, 10_000_000];

/// Prints nanoseconds for each byte of each kind at each length.
pub fn print(corpus: &Corpus) {
    let analyzer = Analyzer::builtin();
    let forms: Vec<&str> = analyzer.lexicons().entries.iter().map(|entry| entry.forms[0].text.as_str()).collect();
    let hits = forms.join(" ");
    let endless: String = corpus.articles.iter().flat_map(|article| article.body.chars()).take(1 << 20).collect();
    let endless = endless.replace(['.', '!', '?', '\n'], ",");
    let kinds: [(&str, &str); 9] = [
        ("open quotation marks", "“word "),
        ("open quotation marks and nothing else", "“"),
        ("straight quotation marks", "\"word "),
        ("apostrophes", "'word "),
        ("open brackets", "[word (word {word "),
        ("letters with combining marks", "e\u{301}\u{302}\u{303} "),
        ("combining marks and nothing else", "\u{301}"),
        ("hits and nothing else", &hits),
        ("news without the end of a sentence", &endless),
    ];
    for (what, unit) in kinds {
        let mut analysis = Analysis::default();
        let mut measured = Vec::new();
        for length in LENGTHS {
            let body = of_length(unit, length);
            let n_bytes = body.len();
            let article = Article { body, ..Article::default() };
            let times = LENGTHS[LENGTHS.len() - 1] / length;
            analyzer.analyze_into(&article, &mut analysis);
            assert_eq!(analysis.body.text.segments.last().map(|segment| segment.span.end as usize), Some(n_bytes));
            let [seconds] = medians([&mut || {
                cpu_seconds(|| (0..times).for_each(|_| analyzer.analyze_into(&article, &mut analysis)))
            }]);
            measured.push(1e9 * seconds / (times * n_bytes) as f64);
        }
        let shown: Vec<String> = measured.iter().map(|nanoseconds| format!("{nanoseconds:.1}")).collect();
        let worst = measured.iter().fold(0.0_f64, |worst, each| worst.max(each / measured[0]));
        println!(
            "bar 8   {what}: {} ns a byte at 10 KB to 10 MB; {worst:.2} times that of 10 KB at worst (bar 1.5)",
            shown.join(", ")
        );
    }
}

/// The unit again and again, cut at a border of characters.
fn of_length(unit: &str, length: usize) -> String {
    let mut text = unit.repeat(length / unit.len() + 1);
    text.truncate((0..=length).rev().find(|end| text.is_char_boundary(*end)).unwrap_or_default());
    text
}

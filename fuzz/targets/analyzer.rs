#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use slantwise::analyzer::{Analyzer, PartAnalysis};
use slantwise::corpus::Article;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or_default();
    let article = Article { title: title.to_owned(), body: body.to_owned(), ..Article::default() };
    let analysis = ANALYZER.analyze(&article);
    analysis.counts();
    check(&analysis.title, title);
    check(&analysis.body, body);
});

/// Spans are of the text; segments cover it without gaps; no word is in two hits.
fn check(part: &PartAnalysis, text: &str) {
    let mut end = 0;
    for segment in &part.text.segments {
        assert_eq!(segment.span.start, end);
        segment.span.of(text);
        end = segment.span.end;
    }
    assert!(part.text.segments.is_empty() || end as usize == text.len());
    let mut end = 0;
    for hit in &part.hits {
        assert!(end <= hit.span.start && hit.sentence.start <= hit.span.start && hit.span.end <= hit.sentence.end);
        hit.span.of(text);
        hit.sentence.of(text);
        end = hit.span.end;
    }
    for name in &part.names {
        name.span.of(text);
        name.sentence.of(text);
    }
}

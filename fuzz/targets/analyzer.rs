#![no_main]

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise_fuzz::check;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

fuzz_target!(|text: &str| {
    let (title, body) = text.split_once('\n').unwrap_or_default();
    let article = Article { title: title.to_owned(), body: body.to_owned(), ..Article::default() };
    let analysis = ANALYZER.analyze(&article);
    analysis.counts();
    check(&analysis.title, title);
    check(&analysis.body, body);
});

//! What holds for every text?

use std::sync::LazyLock;

use proptest::prelude::*;
use slantwise::analyzer::{Analysis, Analyzer, PartAnalysis};
use slantwise::corpus::Article;
use slantwise::lexicon::{Lexicons, Status};
use slantwise::profile::{Catalog, Profile, Source};
use slantwise::provenance::Damage;
use slantwise::repeats::Trace;

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicons::builtin(), Status::Reviewed));

fn article(title: &str, body: &str) -> Article {
    Article { id: body.len().to_string(), title: title.to_owned(), body: body.to_owned(), ..Article::default() }
}

/// Text as news has it, with all that makes trouble.
fn news() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("the regime "),
        Just("said "),
        Just("that "),
        Just("“"),
        Just("”"),
        Just("\""),
        Just("’s "),
        Just("‘"),
        Just("'"),
        Just("so-called "),
        Just("terrorist "),
        Just("group "),
        Just("ISIS "),
        Just("Mr. Hale "),
        Just("according to "),
        Just("["),
        Just("] "),
        Just(". "),
        Just(", "),
        Just("; "),
        Just(": "),
        Just("\n"),
        Just("\n\n"),
        Just("> "),
        Just("— "),
        Just("flushed "),
        Just("out "),
        Just("U.S. "),
        Just("the term "),
        Just("日本"),
        Just("é\u{301}"),
        Just("\u{ad}"),
        Just("\u{202e}"),
        Just("-"),
        Just("a@b.example "),
        Just("https://x.example/regime "),
        Just("not "),
        Just("he "),
        Just("added. "),
    ];
    proptest::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

fn spans_fit(source: &str, part: &PartAnalysis) {
    let mut end = 0;
    for segment in &part.text.segments {
        assert_eq!(segment.span.start, end, "segments have no gaps");
        end = segment.span.end;
        let _ = segment.span.of(source);
        segment.source.map(|span| span.of(source));
        segment.cue.map(|span| span.of(source));
    }
    assert_eq!(end as usize, source.len(), "segments cover the whole part");
    for hit in &part.hits {
        assert!(!hit.span.of(source).is_empty() && hit.sentence.contains(hit.span), "{hit:?}");
    }
    for name in &part.names {
        assert!(!name.span.of(source).is_empty() && name.sentence.contains(name.span), "{name:?}");
    }
    assert!(part.hits.is_sorted_by_key(|hit| hit.span.start));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn every_span_lies_in_its_part(title in news(), body in news()) {
        let article = article(&title, &body);
        let analysis = ANALYZER.analyze(&article);
        spans_fit(&title, &analysis.title);
        spans_fit(&body, &analysis.body);
    }

    #[test]
    fn no_text_makes_it_fail(body in "(?s).{0,300}") {
        spans_fit(&body, &ANALYZER.analyze(&article("", &body)).body);
    }

    #[test]
    fn buffers_do_not_leak_from_one_article_to_the_next(first in news(), second in news()) {
        let mut reused = Analysis::default();
        ANALYZER.analyze_into(&article("", &first), &mut reused);
        ANALYZER.analyze_into(&article("", &second), &mut reused);
        let fresh = ANALYZER.analyze(&article("", &second));
        prop_assert_eq!(reused.counts(), fresh.counts());
        prop_assert_eq!(reused.body.hits, fresh.body.hits);
    }

    #[test]
    fn a_trace_has_the_counts_of_its_article(title in news(), body in news(), starts_at in 0usize..200) {
        let starts_at = body.floor_char_boundary(starts_at.min(body.len()));
        let article = Article { body_starts_at: starts_at, ..article(&title, &body) };
        let analysis = ANALYZER.analyze(&article);
        prop_assert_eq!(Trace::of(&article, &analysis).counts(None), analysis.counts());
    }

    #[test]
    fn splitting_a_corpus_never_changes_the_sums(bodies in proptest::collection::vec(news(), 1..12), at in 0usize..12) {
        let catalog = Catalog::of(ANALYZER.lexicons());
        let add = |profile: &mut Profile, (index, body): (usize, &String)| {
            let counts = ANALYZER.analyze(&article("", body)).counts();
            let (id, outlet) = (index.to_string(), ["a", "b"][index % 2]);
            let source = Source { id: &id, outlet, group: None, left_out: None, damage: Damage::default(), boilerplate_words: 0 };
            profile.add(source, &counts, &catalog);
        };
        let mut whole = Profile::default();
        bodies.iter().enumerate().for_each(|of| add(&mut whole, of));
        let (mut left, mut right) = (Profile::default(), Profile::default());
        let at = at.min(bodies.len());
        bodies.iter().enumerate().skip(at).for_each(|of| add(&mut right, of));
        bodies.iter().enumerate().take(at).rev().for_each(|of| add(&mut left, of));
        right.merge(left);
        prop_assert_eq!(whole.figures(&catalog), right.figures(&catalog));
        prop_assert_eq!(whole, right);
    }
}

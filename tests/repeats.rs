//! Are copies and boilerplate found, whatever the order of the articles, and is nothing else?

use std::io::{self, Cursor};
use std::sync::LazyLock;

use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise::repeats::{Records, RepeatedIds, Repeats, Trace, push};

static ANALYZER: LazyLock<Analyzer> = LazyLock::new(Analyzer::builtin);

/// Sentences that are all different: of a seed, so many.
fn prose(seed: u64, sentences: usize) -> String {
    const WORDS: [&str; 24] = [
        "harbour", "council", "ferry", "morning", "teachers", "bridge", "weather", "market", "library", "station",
        "budget", "garden", "museum", "river", "road", "school", "hospital", "village", "engineer", "captain",
        "island", "street", "winter", "summer",
    ];
    let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut word = || {
        state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
        WORDS[(state >> 33) as usize % WORDS.len()]
    };
    (0..sentences)
        .map(|_| format!("The {} of the {} met a {} near the {} {}. ", word(), word(), word(), word(), word()))
        .collect()
}

fn article(id: &str, outlet: &str, date: Option<&str>, body: String) -> Article {
    Article { id: id.to_owned(), outlet: outlet.to_owned(), date: date.map(str::to_owned), body, ..Article::default() }
}

fn traces(articles: &[Article]) -> Vec<u8> {
    let mut traces = Vec::new();
    articles.iter().for_each(|article| push(&mut traces, &Trace::of(article, &ANALYZER.analyze(article))));
    traces
}

fn repeats(articles: &[Article]) -> Repeats<Cursor<Vec<u8>>> {
    let traces = traces(articles);
    Repeats::find(|| Ok(Records::new(traces.as_slice())), Cursor::new(Vec::new())).expect("memory can be read")
}

/// Of each article its id, its cluster, and whether another stands for it, by id.
fn clusters(articles: &[Article]) -> Vec<(String, Option<(String, bool)>)> {
    let repeats = repeats(articles);
    let mut all: Vec<_> = articles
        .iter()
        .zip(repeats.copies(0))
        .map(|(article, copy)| {
            let copy = copy.expect("memory can be read").map(|copy| (copy.cluster, copy.is_copy));
            (article.id.clone(), copy)
        })
        .collect();
    all.sort();
    all
}

/// Twelve articles: three near-copies of one text, two of another, and others.
fn corpus() -> Vec<Article> {
    let wire = prose(1, 40);
    let mut edited = wire.clone();
    edited.insert_str(0, "By our staff. ");
    let cut: String = wire.split_inclusive(". ").take(37).collect();
    let short = "The ferry sank near the harbour wall late on Monday evening, the council of the island said.";
    let mut articles = vec![
        article("w2", "A", Some("2024-05-02"), wire),
        article("w1", "B", Some("2024-05-01"), edited),
        article("w0", "C", None, cut),
        article("s2", "A", None, short.to_owned()),
        article("s1", "A", None, short.to_uppercase()),
        article("empty", "A", None, String::new()),
        article("blank", "A", None, "…".to_owned()),
    ];
    articles.extend((10..15).map(|seed| article(&format!("u{seed}"), "B", None, prose(seed, 40))));
    articles
}

#[test]
fn near_copies_are_one_cluster_and_the_earliest_stands_for_it() {
    let found = clusters(&corpus());
    let of = |id: &str| found.iter().find(|(of, _)| of == id).and_then(|(_, copy)| copy.clone());
    for (id, is_copy) in [("w0", true), ("w1", false), ("w2", true)] {
        assert_eq!(of(id), Some(("w1".to_owned(), is_copy)), "{id}: the first day, and a day before none");
    }
    assert_eq!(of("s1"), Some(("s1".to_owned(), false)), "of one day the first by id; and case is nothing");
    assert_eq!(of("s2"), Some(("s1".to_owned(), true)));
    for id in ["empty", "blank", "u10", "u11", "u12", "u13", "u14"] {
        assert_eq!(of(id), None, "{id}");
    }
}

#[test]
fn the_order_of_articles_is_nothing() {
    let mut articles = corpus();
    let first = clusters(&articles);
    for by in 1..articles.len() {
        articles.rotate_left(by);
        articles.swap(0, by);
        assert_eq!(clusters(&articles), first);
    }
}

#[test]
fn a_date_that_cannot_be_read_is_none_and_of_one_id_the_first_outlet_stands() {
    let of = |id: &str, outlet: &str, date: &str| article(id, outlet, Some(date), prose(3, 40));
    assert_eq!(
        clusters(&[of("a", "A", "04/05/2024"), of("b", "A", "2024-05-04")]),
        [("a".to_owned(), Some(("b".to_owned(), true))), ("b".to_owned(), Some(("b".to_owned(), false)))]
    );
    for (outlets, stands) in [(["A", "B"], 0), (["B", "A"], 1)] {
        let found = repeats(&outlets.map(|outlet| of("1", outlet, "2024-05-04")));
        let is_copy = [0, 1].map(|index| {
            let copy = found.copies(index).next().expect("there are two").expect("memory can be read");
            copy.map(|copy| copy.is_copy)
        });
        assert_eq!(is_copy, [0, 1].map(|index| Some(index != stands)), "{outlets:?}");
    }
}

#[test]
fn half_of_a_text_is_no_copy() {
    let (one, other) = (prose(1, 40), prose(2, 40));
    let articles = [
        article("a", "A", None, prose(3, 40) + &one),
        article("b", "A", None, prose(4, 40) + &one),
        article("c", "A", None, other.clone() + &prose(5, 40)),
        article("d", "A", None, other),
    ];
    assert!(clusters(&articles).iter().all(|(_, copy)| copy.is_none()));
}

const FOOTER: &str = "\n\nThe regime is on our mind: sign up for the brazen newsletter.";

/// An outlet of ten articles with a footer in so many of them, and one without any.
fn with_footer(n: usize) -> Vec<Article> {
    (0..20)
        .map(|index| {
            let outlet = if index < 10 { "Footer" } else { "Plain" };
            let footer = if index < n || index == 10 { FOOTER } else { "" };
            article(&index.to_string(), outlet, None, prose(100 + index as u64, 12) + footer)
        })
        .collect()
}

#[test]
fn what_stands_in_most_articles_of_an_outlet_is_left_out_of_its_counts() {
    let articles = with_footer(6);
    let repeats = repeats(&articles);
    let boilerplate = repeats.boilerplate("Footer").expect("six of ten have it");
    assert_eq!(boilerplate.len(), 1);
    assert!(repeats.boilerplate("Plain").is_none());
    let all = traces(&articles);
    let all: Vec<Trace> = Records::new(all.as_slice()).collect::<io::Result<_>>().expect("traces");
    let (with, plain) = (&all[0], &all[9]);
    assert_eq!(with.boilerplate_words(boilerplate), 12);
    let (raw, left) = (with.counts(None), with.counts(Some(boilerplate)));
    assert_eq!(left.body.words.iter().sum::<u64>() + 12, raw.body.words.iter().sum::<u64>());
    assert!(!raw.body.hits.is_empty() && left.body.hits.is_empty(), "{:?} {:?}", raw.body.hits, left.body.hits);
    assert!(with.boilerplate_hits(boilerplate).all(|is_in| is_in));
    assert_eq!(plain.boilerplate_words(boilerplate), 0);
    assert_eq!(plain.counts(Some(boilerplate)), plain.counts(None));
}

#[test]
fn half_of_the_articles_or_nine_of_them_are_too_few_for_boilerplate() {
    assert!(repeats(&with_footer(5)).boilerplate("Footer").is_none());
    assert!(repeats(&with_footer(9)[..9]).boilerplate("Footer").is_none());
    // Nine copies of one text are one article.
    let copies: Vec<Article> = (0..12)
        .map(|index| article(&index.to_string(), "A", None, prose(if index < 9 { 7 } else { 70 + index }, 12)))
        .collect();
    assert!(repeats(&copies).boilerplate("A").is_none());
}

#[test]
fn an_id_that_comes_back_is_named() {
    let ids = ["a", "b", "a", "c", "b", "a"];
    let articles: Vec<Article> = (0..).zip(ids).map(|(seed, id)| article(id, "A", None, prose(seed, 12))).collect();
    let repeated = RepeatedIds { articles: 3, first: Some("a".to_owned()) };
    assert_eq!(repeats(&articles).repeated_ids(), &repeated);
    assert_eq!(repeats(&articles[..2]).repeated_ids(), &RepeatedIds::default());
}

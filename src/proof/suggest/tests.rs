//! Are the right terms found, counted and spread?

use super::*;
use crate::analyzer::Analyzer;
use crate::corpus::Article;
use crate::lexicon::{Lexicons, Selection, Status};

fn analyzer() -> Analyzer {
    let selection = Selection { only: vec!["conflict".into()], ..Selection::default() };
    Analyzer::new(Lexicons::load(&selection).unwrap(), Status::Draft)
}

fn article(outlet: &str, group: &str, body: &str) -> Article {
    Article { outlet: outlet.into(), group: Some(group.into()), body: body.into(), ..Article::default() }
}

fn terms(body: &str) -> Vec<String> {
    let (analyzer, article) = (analyzer(), article("A", "a", body));
    let analysis = analyzer.analyze(&article);
    TermsOf::new(&article, &analysis, analyzer.language()).uses.into_iter().map(|(term, _)| term).collect()
}

#[test]
fn phrases_are_cut_at_marks_and_at_other_voices() {
    let expected = [
        "bell",
        "greedy",
        "greedy harbor",
        "greedy harbor lords",
        "harbor",
        "harbor lords",
        "harbor lords won",
        "lords",
        "lords won",
        "said",
        "won",
    ];
    assert_eq!(terms("The greedy harbor lords won, 3 to 1. “Thieves won,” said Ms. Bell."), expected);
}

#[test]
fn what_an_entry_covers_and_what_says_nothing_is_left_out() {
    let found = terms("The faraway regime of the U.S. fell on the 3rd of May in U.S. ports.");
    assert!(found.contains(&"faraway".to_owned()), "{found:?}");
    assert!(
        !found.iter().any(|term| term.contains("regime") || term.contains("us") || term.contains('3')),
        "{found:?}"
    );
    assert!(terms("It was of the.").is_empty());
}

#[test]
fn captions_and_buttons_are_no_narration() {
    let found = terms("Harbor lords at noon\n\nAdvertisement\n\nThe greedy owners won.\n\nRead our newsletter");
    assert!(found.contains(&"greedy owners".to_owned()), "{found:?}");
    let is_caption = |term: &String| ["harbor", "lords", "advertisement", "newsletter"].contains(&term.as_str());
    assert!(!found.iter().any(is_caption), "{found:?}");
}

#[test]
fn capitals_are_kept_where_they_tell_words_apart() {
    assert!(terms("The NATO fleet sailed.").contains(&"NATO fleet".to_owned()));
    assert!(terms("Greedy Lords sailed.").contains(&"greedy lords".to_owned()));
}

/// Ten articles of each of four outlets in two groups; the first group says *lords of greed*, the second does not.
fn table(most_terms: usize) -> Table {
    let analyzer = analyzer();
    let mut table = Table::holding(most_terms);
    for n in 0..40 {
        let (outlet, group) = [("A", "a"), ("B", "a"), ("C", "b"), ("D", "b")][n % 4];
        // A word that is in this article alone.
        let rare = format!("quay{}", "x".repeat(n));
        let body = match group {
            "a" => format!("The harbor lords of greed sailed to {rare}. Rain fell over piers."),
            _ => format!("The harbor owners sailed to {rare}. Rain fell over piers. A boat of D sank."),
        };
        let article = article(outlet, group, &body);
        let analysis = analyzer.analyze(&article);
        table.add(TermsOf::new(&article, &analysis, analyzer.language()));
    }
    table
}

const SPREAD: Spread = Spread { articles: 5, outlets: 2 };

#[test]
fn groups_differ_in_the_words_that_one_of_them_uses() {
    let groups = Sides::Groups("a".into(), "b".into());
    let found = candidates(table(1 << 20), &groups, SPREAD).unwrap();
    let lords = found.iter().find(|of| of.term == "lords of greed").expect("the phrase");
    assert_eq!((lords.more.as_str(), lords.less.as_str(), lords.articles, lords.outlets), ("a", "b", 20, 2));
    assert_eq!((lords.uses_more.count, lords.uses_less.count), (20, 0));
    assert_eq!(lords.more_outlets, ["A", "B"]);
    assert!(!found.iter().any(|of| of.term == "greed" || of.term == "rain"), "parts of it, and what all say");
    assert!(found.iter().any(|of| of.term == "harbor owners sailed" && of.more == "b"));
    assert!(found.is_sorted_by(|a, b| a.keyness.z >= b.keyness.z));
}

#[test]
fn a_term_must_be_spread_over_articles_and_outlets() {
    let groups = Sides::Groups("a".into(), "b".into());
    let none =
        |articles, outlets| candidates(table(1 << 20), &groups, Spread { articles, outlets }).unwrap().is_empty();
    assert!(none(21, 1) && none(5, 3) && !none(20, 2));
}

#[test]
fn one_outlet_is_no_comparison() {
    let analyzer = analyzer();
    let article = article("A", "a", "Rain fell.");
    let mut table = Table::default();
    table.add(TermsOf::new(&article, &analyzer.analyze(&article), analyzer.language()));
    let wrong = |sides| candidates(table.clone(), &sides, SPREAD).unwrap_err();
    assert_eq!(wrong(Sides::EachOutlet), TooFewSides::OneOutlet(Some("A".into())));
    assert_eq!(wrong(Sides::Outlet("Z".into())), TooFewSides::NoOutlet(vec!["A".into()]));
    assert_eq!(wrong(Sides::Groups("a".into(), "z".into())), TooFewSides::NoGroup("z".into(), vec!["a".into()]));
}

#[test]
fn a_full_table_forgets_rare_terms_first_and_says_so() {
    let full = table(40);
    assert!(full.short_by() > 0);
    let groups = Sides::Groups("a".into(), "b".into());
    assert!(candidates(full, &groups, SPREAD).unwrap().iter().any(|of| of.term.contains("greed")));
    assert_eq!(table(1 << 20).short_by(), 0);
}

#[test]
fn sentences_are_those_the_term_stands_in() {
    let analyzer = analyzer();
    let article = article("A", "a", "Rain fell. The greedy\nlords won. The greedy lords slept.");
    let analysis = analyzer.analyze(&article);
    let found = sentences(&article, &analysis, &analyzer, |term| term == "greedy lords");
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [("greedy lords".into(), "The greedy lords won.".to_owned())]);
}

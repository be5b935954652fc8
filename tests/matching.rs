//! Is a term found however it is written, and only where its entry says?

use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise::lexicon::{File, Lexicons, Selection, Status};
use slantwise::matcher::Refusal;

/// An analyzer with one user lexicon; `entries` is TOML after the head, each entry with only what matters to a test.
fn analyzer(entries: &str) -> Analyzer {
    let text = format!("format = 1\n[lexicon]\nid = \"t\"\nversion = \"1\"\nlanguage = \"en\"\n{entries}");
    let selection =
        Selection { only: vec!["common".to_owned()], extra: vec![File { name: "t.toml".to_owned(), text }] };
    let lexicons = Lexicons::load(&selection).unwrap_or_else(|error| panic!("{error}"));
    Analyzer::new(lexicons, Status::Reviewed)
}

fn entry(id: &str, rest: &str) -> String {
    format!("[[entry]]\nid = \"{id}\"\ncategory = \"insult\"\nintensity = 2\n{rest}\n")
}

/// The texts of the hits in a body.
fn hits(analyzer: &Analyzer, body: &str) -> Vec<String> {
    let article = Article { body: body.to_owned(), ..Article::default() };
    let analysis = analyzer.analyze(&article);
    analysis.body.hits.iter().map(|hit| hit.span.of(body).to_owned()).collect()
}

#[track_caller]
fn check(entries: &str, found: &[&str], not_found: &[&str]) {
    let analyzer = analyzer(entries);
    for text in found {
        assert_eq!(hits(&analyzer, text).len(), 1, "found in {text:?}");
    }
    for text in not_found {
        assert_eq!(hits(&analyzer, text), Vec::<String>::new(), "not found in {text:?}");
    }
}

#[test]
fn a_term_is_found_however_it_is_typed() {
    check(
        &entry("terror-group", "forms = [\"terror group\"]"),
        &[
            "The terror group fled.",
            "The terror  group fled.",
            "The terror\u{a0}group fled.",
            "The terror\ngroup fled.",
            "The ter\u{ad}ror group fled.",
            "The ter\u{200b}ror\u{feff} group fled.",
            "The TERROR GROUP fled.",
            "The Terror Group fled.",
            "The terror group’s camp.",
            "The terror group's camp.",
            "(terror group)",
        ],
        &[
            "The terror. Group fled.",
            "The terror, group fled.",
            "The terror-group fled.",
            "The interror group.",
            "See https://a.example/terror group-x",
            "Write to terror@group.example now.",
            "By @terror group",
        ],
    );
}

#[test]
fn every_dash_is_a_hyphen_between_letters() {
    let dashes = ["-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}", "\u{fe63}", "\u{ff0d}", "-\n"];
    let analyzer = analyzer(&entry("so-called", "forms = [\"so-called\"]"));
    for dash in dashes {
        assert_eq!(hits(&analyzer, &format!("the so{dash}called aid")).len(), 1, "{dash:?}");
    }
    for other in ["so called", "so — called", "so - called", "so\u{2014}called", "so--called"] {
        assert_eq!(hits(&analyzer, &format!("the {other} aid")), Vec::<String>::new(), "{other:?}");
    }
    check(&entry("e", "forms = [\"so-called\"]\nhyphen = \"either\""), &["a so called aid", "a so-called aid"], &[]);
}

#[test]
fn composed_and_decomposed_letters_are_the_same_and_diacritics_stay() {
    check(&entry("e", "forms = [\"émigré\"]"), &["an e\u{301}migre\u{301}", "an ÉMIGRÉ"], &["an emigre"]);
}

#[test]
fn initialisms_match_with_and_without_periods() {
    check(&entry("e", "forms = [\"US-backed\"]"), &["the U.S.-backed men", "the US-backed men"], &["us backed men"]);
}

#[test]
fn case_is_as_the_entry_asks() {
    check(
        &entry("e", "forms = [\"ISIS\"]\ncase = \"exact\""),
        &["ISIS fled.", "ISIS FLED THE TOWN."],
        &["Isis flows."],
    );
    check(
        &entry("e", "forms = [\"turkey\"]\ncase = \"lower-only\""),
        &["a turkey of a plan", "Turkey of a plan, he wrote.", "New Bill Called Turkey By Critics Everywhere"],
        &["He left for Turkey on Monday."],
    );
}

#[test]
fn a_compound_counts_but_not_after_a_prefix() {
    check(&entry("e", "forms = [\"terrorist\"]"), &["terrorist-held land"], &["anti-terrorist law", "ex-terrorist"]);
    check(&entry("e", "forms = [\"terrorist\"]\ncompound = false"), &["a terrorist"], &["terrorist-held land"]);
    check(&entry("e", "forms = [\"anti-terrorist\"]"), &["the anti-terrorist law"], &[]);
}

#[test]
fn a_possessive_inside_a_form_is_part_of_the_wording() {
    check(
        &entry("e", "forms = [\"world's worst\"]"),
        &["the world’s worst", "the world's worst"],
        &["the world worst"],
    );
    check(&entry("e", "forms = [\"regime\"]\npossessive = false"), &["the regime fell"], &["the regime's men"]);
}

#[test]
fn gaps_skip_a_few_words_of_the_same_sentence() {
    let pattern = "pattern = [\"flush|flushed\", \"...2\", \"out\"]";
    check(
        &entry("e", pattern),
        &["They flushed out the men.", "They flushed the men out.", "It flushed militants’ men out."],
        &["They flushed the men of it out.", "They flushed it. Out they went.", "flushed; out", "flushed “them” out"],
    );
    let analyzer = analyzer(&(entry("e", pattern) + &entry("f", "forms = [\"men\"]")));
    assert_eq!(hits(&analyzer, "They flushed the men out."), ["flushed the men out", "men"]);
}

#[test]
fn any_word_may_stand_before_a_hyphen() {
    check(
        &entry("e", "pattern = [\"*-in-chief\"]\nexcept_forms = [\"editor-in-chief\"]"),
        &["the divider-in-chief"],
        &["the editor-in-chief", "in chief", "the editor in chief"],
    );
}

#[test]
fn guards_refuse_and_demote() {
    check(
        &entry("e", "forms = [\"regime\"]\nunless = [{ left = [\"tax\"] }, { right = [\"change\"] }]"),
        &["the regime fell", "tax. The regime fell", "tax, regime and all"],
        &["a tax regime", "regime change", "a “tax” regime"],
    );
    check(
        &entry("e", "forms = [\"occupation\"]\nneeds = [{ within = 3, any = [\"@nationality\", \"army\"] }]"),
        &["the Moroccan occupation", "occupation by the army"],
        &["her occupation", "army men who had no other occupation"],
    );
    check(
        &entry("e", "forms = [\"claim\", \"claims\"]\nunless = [{ form = [\"claims\"], left = [\"jobless\"] }]"),
        &["a jobless claim"],
        &["the jobless claims"],
    );
    let analyzer = analyzer(&entry("e", "forms = [\"kingpin\"]\nunless = [{ left = [\"drug\"], demote_to = 1 }]"));
    let article = Article { body: "A drug kingpin and a kingpin.".to_owned(), ..Article::default() };
    let found = analyzer.analyze(&article).body.hits;
    assert_eq!(found.iter().map(|hit| (hit.intensity, hit.advisory)).collect::<Vec<_>>(), [(1, true), (2, false)]);
}

#[test]
fn a_guard_word_in_capitals_is_no_pronoun() {
    check(
        &entry("e", "forms = [\"puppet\"]\nneeds = [{ left = [\"US\"] }]"),
        &["a US puppet", "a U.S. puppet"],
        &["gave us puppet"],
    );
}

#[test]
fn a_guard_sees_only_its_sentence() {
    check(
        &entry("e", "forms = [\"meltdown\"]\nunless = [{ sentence = true, any = [\"reactor\"] }]"),
        &["It was a meltdown. The reactor is safe."],
        &["The reactor had cooled before the meltdown began."],
    );
}

#[test]
fn hits_of_a_list_without_a_full_stop_do_not_carry_all_of_it() {
    let analyzer = analyzer(&entry("e", "forms = [\"thugs\"]"));
    // As words and as one word that is longer than what is given of the sentence.
    for between in [" thé thugs", &format!(" {} thugs", "é".repeat(1_000))] {
        let article = Article { body: format!("thugs{}", between.repeat(300)), ..Article::default() };
        let hits = analyzer.analyze(&article).body.hits;
        assert_eq!(hits.len(), 301);
        for hit in hits {
            assert!(hit.sentence.start <= hit.span.start && hit.span.end <= hit.sentence.end);
            assert!(hit.sentence.of(&article.body).len() <= 600);
        }
    }
    let short = Article { body: "The thugs came. Others left.".to_owned(), ..Article::default() };
    assert_eq!(analyzer.analyze(&short).body.hits[0].sentence.of(&short.body), "The thugs came.");
}

#[test]
fn the_longest_of_what_is_left_wins() {
    let entries = entry("group", "forms = [\"terrorist group\"]\nunless = [{ right = [\"theory\"] }]")
        + &entry("terrorist", "forms = [\"terrorist\"]");
    let analyzer = analyzer(&entries);
    assert_eq!(hits(&analyzer, "A terrorist group fled."), ["terrorist group"]);
    // The longer hit is refused by its own guard, so the shorter one stands.
    assert_eq!(hits(&analyzer, "A terrorist group theory."), ["terrorist"]);
    let article = Article { body: "A terrorist group theory.".to_owned(), ..Article::default() };
    let [_, rejected] = analyzer.rejected(&article);
    assert_eq!(rejected.iter().map(|of| of.refusal).collect::<Vec<_>>(), [Refusal::Unless(0)]);
}

#[test]
fn a_denied_word_is_flagged_and_counts() {
    let analyzer = analyzer(&entry("e", "forms = [\"terrorist\"]"));
    let negated = |body: &str| {
        let article = Article { body: body.to_owned(), ..Article::default() };
        analyzer.analyze(&article).body.hits[0].negated
    };
    assert!(negated("He is not a terrorist."));
    assert!(negated("He isn’t a known terrorist."));
    assert!(!negated("It was not so, and the terrorist fled."));
    assert!(!negated("Not on Monday did the terrorist leave."));
}

#[test]
fn names_are_a_layer_of_their_own() {
    let set = "[[nameset]]\nid = \"s\"\nreferent = \"r\"\n[[nameset.variant]]\nid = \"is\"\nforms = [\"Islamic State\"]\n\
               [[nameset.variant]]\nid = \"isis\"\nforms = [\"ISIS\"]\ncase = \"exact\"\n";
    let analyzer = analyzer(&(entry("e", "forms = [\"Islamic State\"]") + set));
    let body = "The Islamic State, or ISIS, fled.";
    let article = Article { body: body.to_owned(), ..Article::default() };
    let analysis = analyzer.analyze(&article);
    assert_eq!(analysis.body.hits.len(), 1);
    let names: Vec<&str> = analysis.body.names.iter().map(|name| name.span.of(body)).collect();
    assert_eq!(names, ["Islamic State", "ISIS"]);
}

#[test]
fn a_star_stands_for_the_rest_of_a_word() {
    let entries = entry("start", "forms = [\"terror*\"]") + &entry("end", "forms = [\"*phobia\", \"*phobia's hour\"]");
    check(
        &entries,
        &[
            "The terrorists fled.",
            "The TERRORIZED town.",
            "A terror.",
            "Ter\u{ad}rorism grows.",
            "The terrorist's aim.",
            "Their Xénophobia grows.",
            "A phobia.",
            "Claustrophobia's hour came.",
            "A terrorist-held town.",
        ],
        &[
            "The error.",
            "The interrorist.",
            "The phobias.",
            "The terr.",
            "An anti-terrorist unit.",
            "See terror@a.example.",
        ],
    );
    let phrases = entry("pattern", "pattern = [\"*-monger*|fear*\", \"...2\", \"of|*wards\"]\ncase = \"lower-only\"");
    let phrases = phrases.replace("*-monger*", "*-mong*");
    check(
        &phrases,
        &["A fearful cry of men.", "War-mongering went on afterwards.", "The fears of all."],
        &["The mongers of war.", "He met Fearless of Harlem today.", "A fear."],
    );
}

/// A word may be meant by several wildcards and be written out in other forms, guards and the language file too: all of
/// them know it.
#[test]
fn wildcards_and_words_of_other_forms_do_not_hide_each_other() {
    let entries = [
        entry("a", "forms = [\"terror*\"]\nunless = [{ right = [\"terrorists\"] }]"),
        entry("b", "forms = [\"terrorist attack\", \"terrori* plot\"]"),
        entry("c", "forms = [\"*ism wave\", \"not* *ists meet\"]"),
        entry("d", "forms = [\"said* twice\"]"),
    ];
    let analyzer = analyzer(&entries.concat());
    for (body, found) in [
        ("a terrorist attack", vec!["terrorist attack"]),
        ("a terrorist plot", vec!["terrorist plot"]),
        ("a terrorism plot", vec!["terrorism plot"]),
        ("a terror plot", vec!["terror"]),
        ("a terrorism wave", vec!["terrorism wave"]),
        ("a tourism wave", vec!["tourism wave"]),
        ("notable artists meet", vec!["notable artists meet"]),
        ("nothing terrorists meet", vec!["nothing terrorists meet"]),
        ("terror terrorists", vec!["terrorists"]),
        ("she said twice", vec!["said twice"]),
    ] {
        assert_eq!(hits(&analyzer, body), found, "{body}");
    }
}

/// A wildcard finds what a list of the words that it means would find.
#[test]
fn a_wildcard_is_the_list_of_its_words() {
    let words = ["abc", "abcd", "abcde", "xabc", "xyzabc", "xyz", "yabc", "the", "abcxyz"];
    let means = |token: &str, word: &str| match (token.strip_suffix('*'), token.strip_prefix('*')) {
        (Some(stem), _) => word.starts_with(stem),
        (_, Some(stem)) => word.ends_with(stem),
        _ => token == word,
    };
    let listed = |token: &str| {
        let meant: Vec<&str> = words.into_iter().filter(|word| means(token, word)).collect();
        meant.join("|")
    };
    let tokens = ["abc*", "*abc", "abcd*", "xyz", "*xyz", "abc", "the"];
    let mut body = String::new();
    for (n, word) in (0..400_usize).map(|n| (n, words[(n * n + n / 7) % words.len()])) {
        body += if n % 11 == 10 { ". " } else { " " };
        body += word;
    }
    for n in 0..tokens.len().pow(2) {
        let (one, other, third) = (tokens[n % 7], tokens[n / 7], tokens[(n + n / 5) % 7]);
        let forms = [vec![one, other], vec![other, third, one], vec![third]];
        let lexicon = |token: &dyn Fn(&str) -> String| {
            let pattern =
                |tokens: &Vec<&str>| tokens.iter().map(|of| format!("{:?}", token(of))).collect::<Vec<_>>().join(", ");
            let entries = forms.iter().enumerate();
            let entries = entries.map(|(at, form)| {
                entry(&format!("e{at}"), &format!("allow_shared = true\npattern = [{}]", pattern(form)))
            });
            entries.collect::<String>()
        };
        let (wild, plain) = (analyzer(&lexicon(&|token| token.to_owned())), analyzer(&lexicon(&|token| listed(token))));
        let article = Article { body: body.clone(), ..Article::default() };
        let found =
            |of: &Analyzer| of.analyze(&article).body.hits.iter().map(|hit| (hit.span, hit.entry)).collect::<Vec<_>>();
        assert_eq!(found(&wild), found(&plain), "{forms:?}");
    }
}

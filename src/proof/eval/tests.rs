//! Is gold counted as a reader would count it?

use super::*;
use crate::lexicon::{File, Lexicons, Selection, Status};
use crate::span::Span;

/// Three entries: `mob` of intensity 2, `thug` of 3, `hothead` of 1; `crank` is listed.
const LEXICON: &str = "format = 1\n[lexicon]\nid = \"desk\"\nversion = \"0\"\nlanguage = \"en\"\n\
    [[entry]]\nid = \"mob\"\nforms = [\"mob\"]\ncategory = \"insult\"\nintensity = 2\n\
    [[entry]]\nid = \"thug\"\nforms = [\"thugs\"]\ncategory = \"insult\"\nintensity = 3\n\
    [[entry]]\nid = \"hothead\"\nforms = [\"hothead\"]\ncategory = \"insult\"\nintensity = 1\n\
    [[entry]]\nid = \"crank\"\nforms = [\"cranks\"]\ncategory = \"insult\"\nintensity = 2\nstatus = \"listed\"\n";

fn scores(gold: &[Gold], status: Status) -> Scores {
    let extra = vec![File { name: "desk.toml".into(), text: LEXICON.into() }];
    let lexicons = Lexicons::load(&Selection { only: vec!["desk".into()], extra }).unwrap();
    evaluate(&Analyzer::new(lexicons, status), status, gold, 2)
}

/// A text in which [brackets] are marked, and its label.
fn gold(marked: &str, label: Option<bool>) -> Gold {
    let (mut text, mut spans, mut open) = (String::new(), Vec::new(), 0);
    for c in marked.chars() {
        match c {
            '[' => open = text.len() as u32,
            ']' => spans.push(Span::new(open, text.len() as u32)),
            c => text.push(c),
        }
    }
    Gold { text, label, spans: Some(spans), ..Gold::default() }
}

#[test]
fn hits_and_words_are_counted_at_each_intensity() {
    let texts = ["The [mob of thugs] came, and a hothead.", "A mob left with the [grifters]."];
    let texts = texts.map(|text| gold(text, None));
    let [one, two, three] = scores(&texts, Status::Reviewed).spans.unwrap();
    assert_eq!((one.precision.cases, one.precision.all, one.recall.cases, one.recall.all), (2, 4, 1, 2));
    assert_eq!((two.precision.cases, two.precision.all), (2, 3));
    assert!((two.f1 - 2.0 * (2.0 / 3.0) * 0.5 / (2.0 / 3.0 + 0.5)).abs() < 1e-12);
    assert_eq!((two.words.in_hits, two.words.in_spans, two.words.in_both), (3, 4, 2));
    assert_eq!((three.precision.cases, three.precision.all, three.recall.cases), (1, 1, 1));
}

#[test]
fn the_score_of_a_text_weighs_voices() {
    let quoted = "“A mob,” said Ms. Bell.";
    let quarters = |text: &str| {
        let gold = gold(text, None);
        let extra = vec![File { name: "desk.toml".into(), text: LEXICON.into() }];
        let lexicons = Lexicons::load(&Selection { only: vec!["desk".into()], extra }).unwrap();
        Measured::of(&gold, &Analyzer::new(lexicons, Status::Reviewed), &mut Analysis::default()).quarters
    };
    assert_eq!(quarters("The mob came with thugs."), 4 * (4 + 9));
    assert_eq!(quarters(quoted), 4);
    assert_eq!(quarters("Ms. Bell said that the mob came."), 3 * 4);
    assert_eq!(quarters("Nobody came."), 0);
}

#[test]
fn listed_entries_count_only_when_asked_for() {
    let texts = [gold("The [cranks] came.", Some(true)), gold("Rain fell.", Some(false))];
    let auc = |status| scores(&texts, status).sentences.unwrap().auc.value;
    assert_eq!((auc(Status::Reviewed), auc(Status::Listed)), (0.5, 1.0));
    assert_eq!(scores(&texts, Status::Listed).entries, 4);
}

#[test]
fn an_entry_that_is_never_right_costs_and_one_that_is_does_not() {
    let texts = ["The mob came.", "A mob left.", "[Thugs] ran.", "[thugs] hid."].map(|text| gold(text, None));
    let entries = scores(&texts, Status::Reviewed).by_entry;
    assert_eq!((entries[0].entry.as_str(), entries[0].cost), ("desk/mob", 0.5));
    assert_eq!((entries[1].entry.as_str(), entries[1].cost), ("desk/thug", -0.5));
}

#[test]
fn without_spans_a_hit_is_right_in_a_positive_text() {
    let labelled = |text: &str, label| Gold { spans: None, ..gold(text, Some(label)) };
    let texts = [labelled("The mob came.", true), labelled("A mob left.", false), labelled("Thugs ran.", true)];
    let found = scores(&texts, Status::Reviewed);
    assert_eq!(found.spans, None);
    assert_eq!((found.by_entry[0].entry.as_str(), found.by_entry[0].precision.cases), ("desk/mob", 1));
    let insult = &found.groups.category[0];
    assert_eq!((insult.group.as_str(), insult.hits, insult.in_positives.cases, insult.marked.all), ("insult", 3, 2, 0));
}

#[test]
fn missed_words_are_ranked_by_what_they_would_gain() {
    let texts = ["The [grifters] and the [sheep] ran.", "[Grifters] hid. Sheep grazed, sheep slept, sheep sheep."];
    let missed = scores(&texts.map(|text| gold(text, None)), Status::Reviewed).missed;
    let words: Vec<(&str, u64, u64)> = missed.iter().map(|of| (of.word.as_str(), of.marked, of.uses)).collect();
    assert_eq!(words, [("grifters", 2, 2), ("sheep", 1, 5)]);
}

#[test]
fn groups_are_by_topic_and_voice_too() {
    let with_topic = |text: &str, topic: &str| Gold { topic: Some(topic.into()), ..gold(text, None) };
    let texts = [with_topic("The [mob] came.", "ports"), with_topic("“A mob,” said Ms. Bell. [Grifters] hid.", "fish")];
    let groups = scores(&texts, Status::Reviewed).groups;
    let topics: Vec<(&str, u64, u64)> =
        groups.topic.iter().map(|of| (of.group.as_str(), of.marked.cases, of.recall.unwrap().cases)).collect();
    assert_eq!(topics, [("fish", 0, 0), ("ports", 1, 1)]);
    let voices: Vec<&str> = groups.voice.iter().map(|of| of.group.as_str()).collect();
    assert_eq!(voices, ["own", "direct"]);
    assert_eq!(groups.intensity.len(), 1);
}

//! Does the same sentence get the same hits, whichever side it is about?
//!
//! `tests/cases/mirror.toml` holds the actors, the sentences and the exceptions. A sentence is read with each actor of its
//! group put in; entry, intensity and voice of all hits must be the same, by reviewed entries alone and with listed ones.
//! Names ([name sets](../lexicons/README.md)) are left out: that sides differ in them is what they are for.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde::Deserialize;
use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise::lexicon::{Lexicons, Status};

/// At least so many sentences are tried, and at least so many of them have a hit of intensity 2 or 3 with every actor:
/// sentences without a hit are all the same and prove nothing.
const LEAST_SENTENCES: usize = 200;
const LEAST_LOADED: usize = 150;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    group: Vec<Group>,
    #[serde(default)]
    own_name: Vec<OwnName>,
    #[serde(default)]
    alike: Vec<Alike>,
    #[serde(default)]
    exception: Vec<Exception>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    id: String,
    /// What is put in for each placeholder; `name` is the actor's own.
    actors: Vec<BTreeMap<String, String>>,
    sentences: Vec<String>,
}

/// An entry that is what an actor is called, wherever it is spoken of: left out with this actor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OwnName {
    group: String,
    actor: String,
    entry: String,
    reason: String,
}

/// Entries that say the same of different actors: one counts as the other.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alike {
    entries: Vec<String>,
    reason: String,
}

/// Actors for whom a sentence rightly reads otherwise than for the rest of its group.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exception {
    sentence: String,
    actors: Vec<String>,
    reason: String,
}

static CASES: LazyLock<Cases> = LazyLock::new(|| {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/mirror.toml");
    toml::from_str(&fs::read_to_string(path).expect("a readable file")).unwrap_or_else(|error| panic!("{error}"))
});

static REVIEWED: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicons::builtin(), Status::Reviewed));
static LISTED: LazyLock<Analyzer> = LazyLock::new(|| Analyzer::new(Lexicons::builtin(), Status::Listed));

/// What each entry is called here. Those that are alike, or each other's `mirror`, share a name: one counts as the other.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let lexicons = LISTED.lexicons();
    let mut names: Vec<String> = lexicons.entries.iter().map(|entry| entry.full_id()).collect();
    let ids: BTreeMap<String, usize> = names.iter().cloned().zip(0..).collect();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (own, others) in lexicons.mirrors().iter().enumerate() {
        pairs.extend(others.iter().map(|other| (own, other.0 as usize)));
    }
    for alike in &CASES.alike {
        let known: Vec<usize> = alike.entries.iter().filter_map(|id| ids.get(id).copied()).collect();
        pairs.extend(known.iter().flat_map(|&own| known.iter().map(move |&other| (own, other))));
    }
    // The first name goes through a chain of pairs from one to the next.
    while let Some(&(own, other)) = pairs.iter().find(|&&(own, other)| names[other] < names[own]) {
        names[own] = names[other].clone();
    }
    names
});

#[test]
fn the_same_sentence_gets_the_same_hits_whichever_side_it_is_about() {
    let mut wrong = Vec::new();
    for group in &CASES.group {
        for sentence in &group.sentences {
            wrong.extend(judge(&readings(group, sentence), sentence));
        }
    }
    assert!(wrong.is_empty(), "{} of the sentences take sides:\n\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn most_sentences_have_a_loaded_word_with_every_actor() {
    let sentences: Vec<(&Group, &String)> =
        CASES.group.iter().flat_map(|group| group.sentences.iter().map(move |sentence| (group, sentence))).collect();
    assert!(sentences.len() >= LEAST_SENTENCES, "only {} sentences", sentences.len());
    let plain: Vec<&str> = sentences
        .iter()
        .filter(|(group, sentence)| !readings(group, sentence).iter().all(|reading| reading.is_loaded))
        .map(|(_, sentence)| sentence.as_str())
        .collect();
    let n_loaded = sentences.len() - plain.len();
    assert!(
        n_loaded >= LEAST_LOADED,
        "only {n_loaded} sentences have a hit of intensity 2; not these:\n{}",
        plain.join("\n")
    );
}

#[test]
fn exceptions_name_what_there_is() {
    for exception in &CASES.exception {
        let groups: Vec<&Group> =
            CASES.group.iter().filter(|group| group.sentences.contains(&exception.sentence)).collect();
        let [group] = groups[..] else { panic!("an exception for no sentence, or for two: {:?}", exception.sentence) };
        for actor in &exception.actors {
            assert!(group.actors.iter().any(|of| &of["name"] == actor), "no {actor:?} in the group {:?}", group.id);
        }
    }
    let ids: Vec<String> = LISTED.lexicons().entries.iter().map(|entry| entry.full_id()).collect();
    let of_alike = CASES.alike.iter().flat_map(|alike| &alike.entries);
    let unknown: Vec<&String> =
        of_alike.chain(CASES.own_name.iter().map(|own| &own.entry)).filter(|id| !ids.contains(id)).collect();
    assert_eq!(unknown, Vec::<&String>::new(), "no entries of the shipped lexicons");
    let reasons = CASES.exception.iter().map(|exception| &exception.reason);
    let reasons = reasons.chain(CASES.alike.iter().map(|alike| &alike.reason));
    for reason in reasons.chain(CASES.own_name.iter().map(|own| &own.reason)) {
        assert!(reason.split_whitespace().count() >= 5, "{reason:?} is no reason");
    }
}

#[test]
fn every_entry_that_counts_as_another_or_as_a_name_is_found_in_a_sentence() {
    // Group, actor, entry.
    let mut found = BTreeSet::new();
    for group in &CASES.group {
        for actor in &group.actors {
            for body in group.sentences.iter().filter_map(|sentence| put_in(sentence, actor)) {
                let article = Article { body, ..Article::default() };
                let hits = REVIEWED.analyze(&article).body.hits;
                let ids = hits.iter().map(|hit| REVIEWED.lexicons().entry(hit.entry).full_id());
                found.extend(ids.map(|id| (group.id.as_str(), actor["name"].as_str(), id)));
            }
        }
    }
    for id in CASES.alike.iter().flat_map(|alike| &alike.entries) {
        assert!(found.iter().any(|(_, _, entry)| entry == id), "{id} is in no sentence: it needs no [[alike]]");
    }
    for own in &CASES.own_name {
        let is_needed = found.contains(&(own.group.as_str(), own.actor.as_str(), own.entry.clone()));
        assert!(is_needed, "{} is in no sentence about {}: it needs no [[own_name]]", own.entry, own.actor);
    }
}

/// What a sentence says about one actor.
struct Reading {
    actor: String,
    body: String,
    /// A line each: entry, intensity, voice.
    hits: Vec<String>,
    is_loaded: bool,
}

/// The sentence with each actor of its group that has all its placeholders.
fn readings(group: &Group, sentence: &str) -> Vec<Reading> {
    let bodies = group.actors.iter().filter_map(|actor| Some((actor["name"].as_str(), put_in(sentence, actor)?)));
    let readings: Vec<Reading> = bodies.map(|(actor, body)| read(&group.id, actor, body)).collect();
    assert!(readings.len() > 1, "{sentence:?} has nobody to be swapped with");
    readings
}

/// None if the actor has nothing for one of the placeholders.
fn put_in(sentence: &str, actor: &BTreeMap<String, String>) -> Option<String> {
    let mut parts = sentence.split('{');
    let mut text = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (key, rest) = part.split_once('}').expect("a placeholder is closed");
        text += actor.get(key)?;
        text += rest;
    }
    let (first, rest) = text.split_at(text.chars().next()?.len_utf8());
    Some(first.to_uppercase() + rest)
}

fn read(group: &str, actor: &str, body: String) -> Reading {
    let article = Article { body, ..Article::default() };
    let reviewed = hits(&REVIEWED, group, actor, &article);
    let with_listed = hits(&LISTED, group, actor, &article);
    let is_loaded = reviewed.iter().any(|(_, intensity)| *intensity >= 2);
    let mut lines: Vec<String> = reviewed.iter().map(|(line, _)| line.clone()).collect();
    // What the long tail names is its own affair; what it adds to the score is not.
    let intensities = |hits: &[(String, u8)]| {
        let mut sorted: Vec<u8> = hits.iter().map(|(_, intensity)| *intensity).collect();
        sorted.sort_unstable();
        sorted
    };
    if intensities(&with_listed) != intensities(&reviewed) {
        lines.push(format!("with listed entries, of intensity {:?}", intensities(&with_listed)));
    }
    Reading { actor: actor.to_owned(), body: article.body, hits: lines, is_loaded }
}

/// Each hit as a line, with its intensity; without what the actor is called.
fn hits(analyzer: &Analyzer, group: &str, actor: &str, article: &Article) -> Vec<(String, u8)> {
    let is_own_name =
        |id: &str| CASES.own_name.iter().any(|own| own.group == group && own.actor == actor && own.entry == id);
    let mut lines = Vec::new();
    for hit in analyzer.analyze(article).body.hits {
        if !is_own_name(&analyzer.lexicons().entry(hit.entry).full_id()) {
            let line = format!("{} {} {:?}", NAMES[hit.entry.0 as usize], hit.intensity, hit.voice);
            lines.push((line, hit.intensity));
        }
    }
    lines.sort();
    lines
}

/// What is wrong with a sentence, for a reader: which actors get what, and which exceptions are not needed.
fn judge(readings: &[Reading], sentence: &str) -> Option<String> {
    let excepted = |actor: &str| {
        let mut of_sentence = CASES.exception.iter().filter(|exception| exception.sentence == sentence);
        of_sentence.any(|exception| exception.actors.iter().any(|name| name == actor))
    };
    let (exceptions, rest): (Vec<&Reading>, Vec<&Reading>) =
        readings.iter().partition(|reading| excepted(&reading.actor));
    let mut kinds: BTreeMap<&[String], Vec<&Reading>> = BTreeMap::new();
    for reading in rest {
        kinds.entry(&reading.hits).or_default().push(reading);
    }
    let mut lines = Vec::new();
    if kinds.len() > 1 {
        let mut kinds: Vec<_> = kinds.iter().collect();
        kinds.sort_by_key(|(_, of)| std::cmp::Reverse(of.len()));
        for (hits, of) in kinds {
            let actors: Vec<&str> = of.iter().map(|reading| reading.actor.as_str()).collect();
            lines.push(format!("    {}\n        as in {:?}", actors.join(", "), of[0].body));
            lines.extend(hits.iter().map(|hit| format!("        {hit}")));
            if hits.is_empty() {
                lines.push("        nothing".to_owned());
            }
        }
    } else {
        let common = kinds.keys().next().expect("not all actors are exceptions");
        let needless = exceptions.iter().filter(|reading| reading.hits == **common);
        lines.extend(needless.map(|reading| format!("    {} needs no exception any more", reading.actor)));
    }
    (!lines.is_empty()).then(|| format!("  {sentence}\n{}\n", lines.join("\n")))
}

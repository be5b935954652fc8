//! Which terms could somebody add who knows the articles?

use std::collections::{BTreeMap, BTreeSet};

use slantwise::corpus::Article;
use slantwise::lexicon::Lexicons;

use super::chance::Chance;

/// Bytes of text that words are taken from; more would only take longer.
const BYTES: usize = 16 << 20;

/// A word that is more often than one in so many is no term: nobody would count *government*.
const RAREST_COMMON: usize = 20_000;

/// So many terms of the articles' own words: a quarter rare words, half pairs of words that stand side by side
/// somewhere, a quarter pairs that do not. Forms of the shipped lexicons are left out. The first terms of a long list
/// are those of a short one.
pub fn terms(articles: &[Article], n: usize) -> Vec<String> {
    let every = (articles.iter().map(|article| article.body.len()).sum::<usize>() / BYTES).max(1);
    let mut words: BTreeMap<&str, usize> = BTreeMap::new();
    let mut pairs: BTreeSet<(&str, &str)> = BTreeSet::new();
    for article in articles.iter().step_by(every) {
        let mut before = None;
        for word in article.body.split(' ') {
            let is_plain = (4..=14).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_lowercase());
            if is_plain {
                *words.entry(word).or_default() += 1;
                pairs.extend(before.map(|before| (before, word)));
            }
            before = is_plain.then_some(word);
        }
    }
    let n_words: usize = words.values().sum();
    let mut rare: Vec<&str> =
        words.iter().filter(|(_, times)| **times * RAREST_COMMON <= n_words).map(|(word, _)| *word).collect();
    let all: Vec<&str> = words.into_keys().collect();
    let mut pairs: Vec<(&str, &str)> = pairs.into_iter().collect();
    let mut chance = Chance(2);
    chance.shuffle(&mut rare);
    chance.shuffle(&mut pairs);
    let (mut rare, mut pairs) = (rare.into_iter(), pairs.into_iter());
    let mut seen: BTreeSet<String> = shipped();
    let mut terms = Vec::new();
    while terms.len() < n {
        let made_up = (*chance.of(&all), *chance.of(&all));
        let pair = |(first, second): (&str, &str)| format!("{first} {second}");
        let term = match terms.len() % 4 {
            0 => rare.next().map(str::to_owned),
            1 | 2 => pairs.next().map(pair),
            _ => None,
        };
        let term = term.unwrap_or_else(|| pair(made_up));
        if seen.insert(term.clone()) {
            terms.push(term);
        }
    }
    terms
}

fn shipped() -> BTreeSet<String> {
    Lexicons::builtin().entries.iter().flat_map(|entry| &entry.forms).map(|form| form.text.to_lowercase()).collect()
}

/// The terms as a lexicon: an entry for each, as a word list that was imported has.
pub fn lexicon(terms: &[String]) -> String {
    let mut text = "format = 1\n[lexicon]\nid = \"terms\"\nversion = \"0.1.0\"\nlanguage = \"en\"\n".to_owned();
    for (n, term) in terms.iter().enumerate() {
        text += &format!(
            "[[entry]]\nid = \"t{n}\"\ncategory = \"insult\"\nforms = [\"{term}\"]\nintensity = 2\nnote = \"To measure.\"\n"
        );
    }
    text
}

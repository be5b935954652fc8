//! How well do the rules of voice find what sources say? Token F1 against PolNeAR (Newell et al. 2018).
//!
//! `cargo run --release --example polnear -- PATH`, where PATH is JSON Lines with a `text` and `spans` of type
//! source, cue and content (`bstart`, `bend` in bytes), joined by `attribution`. A token is a word or one
//! punctuation mark. Two readings are printed: all attributed content, and that of speech and thought alone, where
//! the content of other attributions is left out of the count.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, BufRead, BufReader};

use serde::Deserialize;
use slantwise::language::{Class, Language, Takes, Vocabulary, Words};
use slantwise::text::{Text, Voice};

#[derive(Deserialize)]
struct Article {
    text: String,
    spans: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    bstart: usize,
    bend: usize,
    #[serde(rename = "type")]
    kind: String,
    attribution: String,
}

/// Tokens by what the gold and the rules say of them.
#[derive(Default)]
struct Score {
    both: u64,
    only_gold: u64,
    only_ours: u64,
}

impl Score {
    fn add(&mut self, gold: bool, ours: bool) {
        self.both += u64::from(gold && ours);
        self.only_gold += u64::from(gold && !ours);
        self.only_ours += u64::from(ours && !gold);
    }

    fn show(&self, name: &str) {
        let precision = self.both as f64 / (self.both + self.only_ours).max(1) as f64;
        let recall = self.both as f64 / (self.both + self.only_gold).max(1) as f64;
        let f1 = 2.0 * precision * recall / (precision + recall).max(f64::EPSILON);
        println!("{name}: P {precision:.4} R {recall:.4} F1 {f1:.4}");
    }
}

fn main() -> io::Result<()> {
    let path = std::env::args().nth(1).ok_or_else(|| io::Error::other("name the file of articles"))?;
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let mut text = Text::default();
    let (mut all, mut speech) = (Score::default(), Score::default());
    for line in BufReader::new(File::open(path)?).lines() {
        let article: Article = serde_json::from_str(&line?).map_err(io::Error::other)?;
        text.cut(&article.text, &vocabulary, &language);
        let mut ours = vec![false; article.text.len()];
        for segment in &text.segments {
            if matches!(segment.voice, Voice::Direct | Voice::Indirect | Voice::Described | Voice::Scare) {
                ours[segment.span.start as usize..segment.span.end as usize].fill(true);
            }
        }
        let mut content = vec![false; article.text.len()];
        let mut spoken = vec![false; article.text.len()];
        let speeches = speeches(&article, &vocabulary, &language);
        for span in article.spans.iter().filter(|span| span.kind == "content") {
            content[span.bstart..span.bend].fill(true);
            if speeches.contains(span.attribution.as_str()) {
                spoken[span.bstart..span.bend].fill(true);
            }
        }
        for at in tokens(&article.text) {
            all.add(content[at], ours[at]);
            if spoken[at] || !content[at] {
                speech.add(spoken[at], ours[at]);
            }
        }
    }
    all.show("all attribution   ");
    speech.show("speech and thought");
    Ok(())
}

/// The attributions of speech and thought: their cue has a verb that takes a clause, a colon or *according to*, or
/// their content is quoted.
fn speeches<'a>(article: &'a Article, vocabulary: &Vocabulary, language: &Language) -> BTreeSet<&'a str> {
    let mut words = Words::default();
    let mut is_speech: BTreeMap<&str, bool> = BTreeMap::new();
    for span in &article.spans {
        let text = &article.text[span.bstart..span.bend];
        let speaks = match span.kind.as_str() {
            "content" => text.contains(['"', '“', '”']) || text.contains("''"),
            "cue" => {
                words.cut(text, vocabulary, language);
                text.contains(':')
                    || words.words.iter().any(|word| {
                        let takes = language.cue(word.id).map(|cue| cue.takes).unwrap_or_default();
                        takes.has(Takes::CLAUSE)
                            || takes.has(Takes::SHOWN_CLAUSE)
                            || takes.has(Takes::RECIPIENT)
                            || language.classes(word.id).has(Class::According)
                    })
            }
            _ => false,
        };
        *is_speech.entry(&span.attribution).or_default() |= speaks;
    }
    is_speech.into_iter().filter(|&(_, speaks)| speaks).map(|(attribution, _)| attribution).collect()
}

/// The first byte of each token: words with inner hyphens, apostrophes and periods, and single marks.
fn tokens(text: &str) -> Vec<usize> {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut tokens = Vec::new();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        if at < end || c.is_whitespace() {
            continue;
        }
        tokens.push(at);
        end = at + c.len_utf8();
        if is_word(c) {
            let start = end;
            let mut rest = text[start..].char_indices().peekable();
            while let Some((offset, c)) = rest.next() {
                let joins = "-'’.".contains(c) && rest.peek().is_some_and(|&(_, next)| is_word(next));
                if !is_word(c) && !joins {
                    break;
                }
                end = start + offset + c.len_utf8();
            }
        }
    }
    tokens
}

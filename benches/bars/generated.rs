//! What is measured on a machine without articles? The samples, varied.

use serde_json::json;

use super::chance::Chance;
use super::corpus::articles;

/// The samples that come with the source.
const SAMPLES: [&[u8]; 3] = [
    include_bytes!("../../samples/liberty-bell-post.jsonl"),
    include_bytes!("../../samples/qasra-news.jsonl"),
    include_bytes!("../../samples/the-commons.jsonl"),
];

const ARTICLES: usize = 6000;
const OUTLETS: usize = 40;

/// 6,000 articles of the length that news has, as JSON Lines: paragraphs of the samples in another order, in which names
/// and other words with capitals are replaced by invented ones, so that not every word is met again and again. The
/// vocabulary is smaller than that of news all the same: figures on real articles are the ones that count.
pub fn lines() -> Vec<u8> {
    let samples: Vec<_> = SAMPLES.iter().flat_map(|bytes| articles(bytes)).collect();
    let titles: Vec<&str> = samples.iter().map(|article| article.title.as_str()).collect();
    let paragraphs: Vec<&str> = samples.iter().flat_map(|article| article.body.split("\n\n")).collect();
    let mut chance = Chance(1);
    let mut lines = Vec::new();
    for n in 0..ARTICLES {
        let n_paragraphs = 8 + chance.below(16);
        let body: Vec<String> = (0..n_paragraphs)
            .map(|_| {
                let paragraph = chance.of(&paragraphs);
                renamed(paragraph, &mut chance)
            })
            .collect();
        let title = chance.of(&titles);
        let article = json!({
            "id": format!("generated-{n}"),
            "outlet": format!("Outlet {}", chance.below(OUTLETS)),
            "date": format!("{}-{:02}-{:02}", 2015 + chance.below(10), 1 + chance.below(12), 1 + chance.below(28)),
            "title": renamed(title, &mut chance),
            "url": format!("https://outlet.example/{n}"),
            "text": body.join("\n\n"),
        });
        lines.extend(format!("{article}\n").into_bytes());
    }
    lines
}

/// The text with most of its capitalized words within sentences replaced.
fn renamed(text: &str, chance: &mut Chance) -> String {
    let mut words = Vec::new();
    let mut in_sentence = false;
    for word in text.split(' ') {
        let is_name = in_sentence && word.len() > 3 && word.starts_with(|c: char| c.is_ascii_uppercase());
        if is_name && word.bytes().all(|byte| byte.is_ascii_alphabetic()) && chance.below(4) > 0 {
            words.push(name(chance));
        } else {
            words.push(word.to_owned());
        }
        in_sentence = !word.ends_with(['.', '?', '!', ':', '”', '"']);
    }
    words.join(" ")
}

/// An invented name of two or three syllables.
fn name(chance: &mut Chance) -> String {
    const STARTS: [&str; 16] = [
        "Bar", "Cal", "Dor", "Fen", "Gar", "Hol", "Kel", "Lam", "Mor", "Nor", "Pel", "Ros", "Sel", "Tam", "Vor", "Wen",
    ];
    const MIDDLES: [&str; 8] = ["", "", "a", "e", "in", "ber", "o", "ling"];
    const ENDS: [&str; 16] = [
        "bury", "dale", "ford", "gate", "ham", "ley", "man", "mere", "son", "stead", "ton", "vale", "wick", "ski",
        "ov", "by",
    ];
    format!("{}{}{}", chance.of(&STARTS), chance.of(&MIDDLES), chance.of(&ENDS))
}

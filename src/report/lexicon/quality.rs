//! The quality of lexicons on a corpus, for the terminal.

use super::super::block::Block;
use super::super::{grouped, terminal};
use super::table;
use crate::profile::{MIN_ARTICLES, MIN_OWN_WORDS};
use crate::proof::{Quality, Reliability};
use crate::run::Made;

/// The page with so many entries, paragraphs wrapped at `width` columns.
pub fn quality(quality: &Quality, top: usize, made: &Made, width: u16) -> String {
    let Quality { concentration: of, dead, entry_uses, .. } = quality;
    let mut blocks = vec![
        Block::Line(format!(
            "{} entries on {} articles: {} without a hit; {} loaded words in the outlets' own voice.",
            grouped(quality.entries),
            grouped(quality.articles),
            grouped(dead.len() as u64),
            grouped(quality.main_hits)
        )),
        Block::Line(format!(
            "The 10 most frequent entries make {} of these, the 50 most frequent {}. {} entries make half of them, {} make \
             80 %, {} make 90 %.",
            percent(of.top_10),
            percent(of.top_50),
            grouped(of.half),
            grouped(of.four_fifths),
            grouped(of.nine_tenths)
        )),
        Block::Line(reliability(&quality.reliability)),
    ];
    let rows = entry_uses.iter().take(top).map(|of| {
        let share = |part: u64, all: u64| if all == 0 { "–".to_owned() } else { percent(part as f64 / all as f64) };
        vec![
            of.entry.clone(),
            grouped(of.main),
            share(of.main, quality.main_hits),
            grouped(of.all),
            share(of.quoted, of.all),
            grouped(of.articles),
        ]
    });
    let header = ["Entry", "Own hits of the main rate", "Share of them", "All hits", "Quoted", "Articles"];
    blocks.push(table("Most frequent entries", header, rows.collect()));
    let rows = quality.categories.iter().map(|of| {
        vec![of.category.clone(), grouped(of.entries), grouped(of.with_hits), grouped(of.own), grouped(of.all)]
    });
    blocks.push(table("Categories", ["Category", "Entries", "With hits", "Own hits", "All hits"], rows.collect()));
    if !dead.is_empty() {
        let more = dead.len().saturating_sub(top);
        let more = if more == 0 { String::new() } else { format!(", and {} more", grouped(more as u64)) };
        let shown: Vec<&str> = dead.iter().take(top).map(String::as_str).collect();
        blocks.push(Block::Line(format!("Without a hit: {}{more}.", shown.join(", "))));
    }
    blocks.push(Block::Note(made.line()));
    terminal::shown_blocks(&blocks, width)
}

fn reliability(of: &Reliability) -> String {
    let (Some(halves), Some(low), Some(high), Some(whole)) = (of.halves, of.low, of.high, of.whole) else {
        return format!(
            "No reliability: it takes 5 outlets with {} articles and {} own words each, and there are {}.",
            grouped(MIN_ARTICLES),
            grouped(MIN_OWN_WORDS),
            of.outlets
        );
    };
    format!(
        "Random halves of the entries order {} outlets alike by ρ = {halves:.2} (median of {} splits, 95 % of them {low:.2} \
         to {high:.2}; seed {}); the whole lexicon, by Spearman and Brown, {whole:.2}.",
        of.outlets, of.splits, of.seed
    )
}

fn percent(share: f64) -> String {
    format!("{:.1} %", share * 100.0)
}

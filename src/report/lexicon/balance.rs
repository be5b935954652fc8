//! The balance of a lexicon for the terminal.

use super::super::block::Block;
use super::super::{grouped, terminal};
use super::table;
use crate::proof::{AxisBalance, Balance, Pair, Side, Weight};
use crate::run::Made;

/// The page, paragraphs wrapped at `width` columns.
pub fn balance(balance: &Balance, made: &Made, width: u16) -> String {
    let mut blocks = vec![Block::Line(match balance.articles {
        Some(articles) => {
            format!("Entries by whose vocabulary they are, with their hits in {} articles.", grouped(articles))
        }
        None => "Entries by whose vocabulary they are. Hits are counted with --corpus INPUT.".to_owned(),
    })];
    let with_hits = balance.articles.is_some();
    let rows = balance.perspectives.iter().map(|side| {
        let intensities = side.by_intensity.iter().map(|weight| grouped(weight.entries));
        let mut row = vec![side.perspective.clone(), grouped(side.total.entries)];
        row.extend(intensities);
        row.extend(hits(&side.total, with_hits));
        row
    });
    let header = ["Perspective", "Entries", "0", "1", "2", "3", "Own hits", "All hits"];
    blocks.push(table("Perspectives, by intensity", header, rows.collect()));
    balance.axes.iter().for_each(|axis| sides(axis, with_hits, &mut blocks));
    blocks.push(Block::Note(made.line()));
    terminal::shown_blocks(&blocks, width)
}

fn sides(axis: &AxisBalance, with_hits: bool, blocks: &mut Vec<Block>) {
    let AxisBalance { a, b, mirrors, without, gaps, .. } = axis;
    blocks.push(Block::Heading(format!("{}: {} and {}", axis.axis, a.perspective, b.perspective)));
    let intensities = (0..4).map(|at| (format!("intensity {at}"), a.by_intensity[at], b.by_intensity[at]));
    let of = |side: &Side, category: &String| side.by_category.get(category).copied().unwrap_or_default();
    let mut categories: Vec<&String> = a.by_category.keys().chain(b.by_category.keys()).collect();
    categories.sort_unstable();
    categories.dedup();
    let categories = categories.into_iter().map(|id| (id.clone(), of(a, id), of(b, id)));
    let all = [("all".to_owned(), a.total, b.total)];
    let rows = all.into_iter().chain(intensities).chain(categories);
    let rows = rows.filter(|(_, a, b)| a.entries + b.entries > 0).map(|(name, a, b)| {
        let hits = |weight: Weight| if with_hits { grouped(weight.own) } else { "–".to_owned() };
        vec![name, grouped(a.entries), grouped(b.entries), hits(a), hits(b)]
    });
    let (a_hits, b_hits) = (format!("{} own hits", a.perspective), format!("{} own hits", b.perspective));
    blocks.push(table("", ["Entries", &a.perspective, &b.perspective, &a_hits, &b_hits], rows.collect()));
    if !mirrors.is_empty() {
        let uneven = mirrors.iter().filter(|pair| !pair.is_even()).count();
        let title = format!("Mirrors: {} pairs, {uneven} of unequal intensity", mirrors.len());
        let rows = mirrors.iter().map(|pair| {
            let Pair { a, b } = pair;
            let hits = if with_hits { format!("{} : {}", grouped(a.own), grouped(b.own)) } else { "–".to_owned() };
            let mark = if pair.is_even() { "" } else { " !" };
            vec![format!("{} – {}", a.entry, b.entry), format!("{} : {}{mark}", a.intensity, b.intensity), hits]
        });
        blocks.push(table(&title, ["Pair", "Intensity", "Own hits"], rows.collect()));
    }
    if !without.is_empty() {
        blocks.push(Block::Line(format!("Without a mirror for a reason: {}", without.len())));
        let lines = without.iter().map(|entry| Block::Line(format!("  {}: {}", entry.entry, entry.no_mirror)));
        blocks.extend(lines);
    }
    if !gaps.is_empty() {
        let title =
            format!("Gaps: {} entries with neither `mirror` nor `no_mirror`; the index leaves them out", gaps.len());
        let rows = gaps.iter().map(|gap| {
            let hits = if with_hits { grouped(gap.own) } else { "–".to_owned() };
            vec![format!("{} ({}, {})", gap.entry, gap.perspective, gap.category), gap.intensity.to_string(), hits]
        });
        blocks.push(table(&title, ["Entry", "Intensity", "Own hits"], rows.collect()));
    }
}

fn hits(weight: &Weight, with_hits: bool) -> [String; 2] {
    if with_hits { [grouped(weight.own), grouped(weight.all)] } else { ["–", "–"].map(str::to_owned) }
}

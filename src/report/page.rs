//! What does a report of profiles say? The same blocks for the terminal and for Markdown.

use super::block::Block;
use super::{Report, grouped, read_line};
use crate::profile::{AxisFigure, Figure, LeftOutCounts, NameSetFigure, OutletFigures, Share, Withheld};
use crate::stats::Interval;

/// The blocks of a report, in order.
pub(super) fn blocks(report: &Report<'_>) -> Vec<Block> {
    let outlets = &report.figures.outlets;
    let mut blocks = vec![Block::Line(read_line(report.totals, report.figures.corpus_outlets))];
    if !outlets.is_empty() {
        blocks.push(overview(outlets));
        blocks.push(Block::Note(
            "Rate: loaded words (intensity 2 and 3, advisory categories apart) in the outlet's own voice per 1,000 own \
             words of the bodies, with its 95 % interval over articles. Titles, paraphrase and quotation: the same per \
             1,000 words of that kind, never added to it. Scare: quotes around a word nobody is said to have spoken, \
             per 1,000 words."
                .to_owned(),
        ));
    }
    blocks.extend(left_out(&report.figures.left_out()).map(|what| Block::Line(format!("Left out: {what}."))));
    outlets.iter().for_each(|outlet| page(outlet, report.top, &mut blocks));
    blocks.push(Block::Note(report.made.line()));
    blocks
}

fn overview(outlets: &[OutletFigures]) -> Block {
    let header =
        ["Outlet", "Articles", "Own words", "Rate", "95 %", "Titles", "Paraphrase", "Quotation", "Scare", "Quoted"];
    let rows = outlets.iter().map(|outlet| {
        vec![
            name(outlet),
            grouped(outlet.articles),
            grouped(outlet.own_words),
            rate(outlet.main),
            outlet.main.interval.map(between).unwrap_or_else(dash),
            rate(outlet.title),
            rate(outlet.paraphrase),
            rate(outlet.quotation),
            rate(outlet.scare),
            percent(outlet.quote_marks.quoted_share),
        ]
    });
    Block::Table { title: String::new(), header: header.map(str::to_owned).to_vec(), rows: rows.collect() }
}

/// What an outlet is called; records that say none are one outlet.
fn name(outlet: &OutletFigures) -> String {
    if outlet.outlet.is_empty() { "(no outlet)".to_owned() } else { outlet.outlet.clone() }
}

fn page(outlet: &OutletFigures, top: usize, blocks: &mut Vec<Block>) {
    blocks.push(Block::Heading(match &outlet.group {
        Some(group) => format!("{} ({group})", name(outlet)),
        None => name(outlet),
    }));
    blocks.push(Block::Line(size(outlet)));
    blocks.extend(not_its_own(outlet).map(Block::Line));
    blocks.extend(damage(outlet).map(Block::Line));
    blocks.extend(outlet.withheld.map(|why| Block::Line(withheld(why, outlet))));
    blocks.push(Block::Line(voices(outlet)));
    let entries = || outlet.entries.iter().filter(|entry| entry.own > 0).take(top);
    if entries().next().is_some() {
        let rows = entries().map(|entry| {
            vec![
                format!("{}/{}", entry.lexicon, entry.entry),
                grouped(entry.main),
                grouped(entry.own - entry.main),
                format!("{} of {}", grouped(entry.articles), grouped(outlet.articles)),
                grouped(entry.paraphrase),
                grouped(entry.quotation),
            ]
        });
        blocks.push(table(
            "Words in its own voice",
            &["Entry", "Hits", "Advisory", "Articles", "Paraphrase", "Quotation"],
            rows,
        ));
    }
    let categories = || outlet.categories.iter().take(top);
    if categories().next().is_some() {
        let rows = categories().map(|category| {
            let figure = category.figure;
            let interval = figure.interval.map(between).unwrap_or_else(dash);
            vec![
                category.title.clone(),
                grouped(figure.hits),
                format!("{:.1}", category.expected),
                rate(figure),
                interval,
            ]
        });
        blocks.push(table("Kinds, in its own voice", &["Category", "Hits", "Expected", "Rate", "95 %"], rows));
    }
    if !outlet.names.is_empty() {
        blocks.push(table(
            "Names",
            &["Name", "Own voice", "Share", "95 %", "All voices"],
            outlet.names.iter().flat_map(names),
        ));
        let few = outlet.names.iter().filter_map(too_few).collect::<Vec<_>>();
        if !few.is_empty() {
            blocks.push(Block::Note(format!("No share yet: {}.", few.join("; "))));
        }
    }
    blocks.extend(outlet.axes.iter().filter_map(|axis| perspective(axis, top)).map(Block::Line));
}

fn table(title: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Block {
    let header = header.iter().map(|&head| head.to_owned()).collect();
    Block::Table { title: title.to_owned(), header, rows: rows.collect() }
}

fn size(outlet: &OutletFigures) -> String {
    let quotes = outlet.quote_marks;
    let mut line = format!(
        "{}, {} words: {} in its own voice, {} quoted",
        super::counted(outlet.articles, "article"),
        grouped(outlet.words),
        grouped(outlet.own_words),
        percent(quotes.quoted_share)
    );
    if quotes.unbalanced_paragraphs > 0 {
        let (unbalanced, all) = (grouped(quotes.unbalanced_paragraphs), grouped(quotes.paragraphs));
        line.push_str(&format!("; quotation marks do not pair in {unbalanced} of {all} paragraphs"));
    }
    line + "."
}

/// What is in none of the figures of an outlet.
fn not_its_own(outlet: &OutletFigures) -> Option<String> {
    let words = outlet.boilerplate_words;
    let boilerplate = (words > 0)
        .then(|| format!("{} words of sentences that most of its articles have (boilerplate)", grouped(words)));
    let what: Vec<String> = left_out(&outlet.left_out).into_iter().chain(boilerplate).collect();
    (!what.is_empty()).then(|| format!("Left out: {}.", what.join("; ")))
}

/// What was lost on the way to us. Quotation marks that do not pair are said elsewhere.
fn damage(outlet: &OutletFigures) -> Option<String> {
    let of = [
        (outlet.titles_cut, "title that lost its start to a hyphen", "titles that lost their start to a hyphen"),
        (outlet.tokenized, "text cut into tokens", "texts cut into tokens"),
    ];
    counted(&of).map(|what| format!("Damaged: {what}."))
}

/// The articles that are left out, in words.
fn left_out(counts: &LeftOutCounts) -> Option<String> {
    counted(&[
        (counts.copies, "near-copy", "near-copies"),
        (counts.agencies, "piece of an agency", "pieces of agencies"),
        (counts.guests, "piece by a guest", "pieces by guests"),
    ])
}

/// How many there are of each, without those of which there are none.
fn counted(of: &[(u64, &str, &str)]) -> Option<String> {
    let of = of.iter().filter(|(n, ..)| *n > 0);
    let of: Vec<String> =
        of.map(|(n, one, more)| format!("{} {}", grouped(*n), if *n == 1 { one } else { more })).collect();
    (!of.is_empty()).then(|| of.join(", "))
}

fn withheld(why: Withheld, outlet: &OutletFigures) -> String {
    match why {
        Withheld::TooLittleText { more_articles, more_own_words } => {
            let needs = [(more_articles, "articles"), (more_own_words, "words in its own voice")];
            let needs = needs.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} more {what}", grouped(*n)));
            format!("Too little text for rates: counts only. It takes {}.", needs.collect::<Vec<_>>().join(" and "))
        }
        Withheld::QuoteMarksLost => {
            let all: u64 = outlet.entries.iter().map(|entry| entry.all).sum();
            format!(
                "No rates: its quotation marks cannot be trusted, so its own voice cannot be told from others'. In all \
                 voices together there are {} hits.",
                grouped(all)
            )
        }
    }
}

fn voices(outlet: &OutletFigures) -> String {
    let shown = |figure: Figure| match (figure.per_thousand, figure.interval) {
        (Some(rate), Some(interval)) => format!("{rate:.1} per 1,000 ({})", between(interval)),
        (Some(rate), None) => format!("{rate:.1} per 1,000"),
        (None, _) => format!("{} in {} words", grouped(figure.hits), grouped(figure.words)),
    };
    format!(
        "Loaded words in its own voice: {}. Titles: {}. Described: {}. Paraphrase: {}. Quotation: {}. Advisory, own \
         voice: {}. Scare quotes: {}.",
        shown(outlet.main),
        shown(outlet.title),
        shown(outlet.described),
        shown(outlet.paraphrase),
        shown(outlet.quotation),
        shown(outlet.advisory),
        shown(outlet.scare),
    )
}

fn names(set: &NameSetFigure) -> impl Iterator<Item = Vec<String>> + '_ {
    let head = vec![format!("{}:", set.referent), grouped(set.own), String::new(), String::new(), grouped(set.all)];
    let used = set.variants.iter().filter(|variant| variant.all > 0);
    let rows = used.map(|variant| {
        let share = |share: &Share| percent(share.value);
        let interval = |share: Share| share.interval.map(percents);
        vec![
            format!("  {}", variant.name),
            grouped(variant.own),
            variant.share.as_ref().map(share).unwrap_or_else(dash),
            variant.share.and_then(interval).unwrap_or_else(dash),
            grouped(variant.all),
        ]
    });
    std::iter::once(head).chain(rows)
}

fn too_few(set: &NameSetFigure) -> Option<String> {
    let needs = [(set.more_uses, "uses"), (set.more_articles, "articles")];
    let needs: Vec<String> =
        needs.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{} more {what}", grouped(*n))).collect();
    (!needs.is_empty()).then(|| format!("{} needs {} in its own voice", set.nameset, needs.join(" in ")))
}

fn perspective(axis: &AxisFigure, top: usize) -> Option<String> {
    let index = axis.index?;
    let (toward, from) = if index >= 0.0 { (&axis.b, &axis.a) } else { (&axis.a, &axis.b) };
    let terms: Vec<String> = axis
        .terms
        .iter()
        .take(top)
        .map(|term| format!("{} {} ({})", term.entry, term.hits, term.perspective))
        .collect();
    Some(format!(
        "Vocabulary typical of {toward} rather than {from}, against the whole corpus, by {:.2} (log ratio; {} hits of \
         {}, {} of {}): {}.",
        index.abs(),
        grouped(axis.a_hits),
        axis.a,
        grouped(axis.b_hits),
        axis.b,
        terms.join(", ")
    ))
}

fn rate(figure: Figure) -> String {
    figure.per_thousand.map_or_else(dash, |rate| format!("{rate:.1}"))
}

fn between(interval: Interval) -> String {
    format!("{:.1}–{:.1}", interval.low, interval.high)
}

fn percent(share: f64) -> String {
    format!("{:.0} %", 100.0 * share)
}

fn percents(interval: Interval) -> String {
    format!("{:.0}–{:.0} %", 100.0 * interval.low, 100.0 * interval.high)
}

fn dash() -> String {
    "–".to_owned()
}

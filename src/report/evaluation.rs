//! What is an author shown of a lexicon measured on gold?

use std::collections::BTreeMap;

use serde::Serialize;

use super::block::Block;
use super::grouped;
use super::terminal::shown_blocks;
use crate::proof::Share;
use crate::proof::eval::{GoldCounts, Group, Scores};
use crate::run::Made;
use crate::stats::Interval;

/// What a report of an evaluation is made from.
#[derive(Clone, Copy, Debug)]
pub struct Evaluation<'a> {
    /// What the gold holds.
    pub gold: &'a GoldCounts,
    /// Lines that were no records, by what was wrong.
    pub skipped: &'a BTreeMap<String, u64>,
    /// The types of spans that count; all if empty.
    pub types: &'a [String],
    /// The figures of each choice of entries, each choice with the entries of the one before.
    pub scores: &'a [Scores],
    /// The least intensity of the hits in tables.
    pub min_intensity: u8,
    /// What made it.
    pub made: &'a Made,
}

/// The evaluation for the terminal, with so many entries and words listed.
pub fn terminal(evaluation: &Evaluation<'_>, top: usize, width: u16) -> String {
    shown_blocks(&blocks(evaluation, top), width)
}

/// Every figure as one JSON object, with a line break at its end.
pub fn json(evaluation: &Evaluation<'_>) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        made: &'a Made,
        gold: &'a GoldCounts,
        skipped: &'a BTreeMap<String, u64>,
        types: &'a [String],
        min_intensity: u8,
        scores: &'a [Scores],
    }
    let Evaluation { gold, skipped, types, scores, min_intensity, made } = *evaluation;
    let object = Object { made, gold, skipped, types, min_intensity, scores };
    // All keys are strings and no number is NaN, so this cannot fail.
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

fn blocks(evaluation: &Evaluation<'_>, top: usize) -> Vec<Block> {
    let scores = &different(evaluation.scores);
    let mut blocks = vec![Block::Line(read(evaluation))];
    for of in evaluation.scores.iter().filter(|of| !scores.contains(of)) {
        blocks.push(Block::Line(format!("The lexicons have no {} entries.", of.status)));
    }
    if evaluation.gold.labelled > 0 {
        blocks.extend(sentences(scores));
    }
    if scores.iter().any(|of| of.spans.is_some()) {
        blocks.push(spans(scores));
        blocks.push(words(scores));
    }
    let has = Has { spans: evaluation.gold.marked > 0, labels: evaluation.gold.labelled > 0 };
    let from = format!("hits of intensity {} or more", evaluation.min_intensity);
    blocks.push(groups(&format!("By category: {from}"), "Category", scores, |of| &of.groups.category, has));
    blocks.push(groups("By intensity: all hits", "Intensity", scores, |of| &of.groups.intensity, has));
    blocks.push(groups(&format!("By voice: {from}"), "Voice", scores, |of| &of.groups.voice, has));
    if scores.iter().any(|of| !of.groups.topic.is_empty()) {
        blocks.push(groups(&format!("By topic: {from}"), "Topic", scores, |of| &of.groups.topic, has));
    }
    for of in scores {
        blocks.extend(costly(of, top));
        blocks.extend(missed(of, top));
    }
    blocks.push(Block::Note(
        "AUC: the chance that a positive text scores higher than another; its interval is DeLong's (1988). Score: \
         intensity squared, summed over hits, a quarter of it in quotations, three quarters in paraphrase, none in \
         mentions. Marked: the hit overlaps a marked span; quotations count. Found: spans that a hit overlaps. Intervals of shares are Wilson's at 95 % and \
         take hits as independent of each other."
            .to_owned(),
    ));
    blocks.push(Block::Note(evaluation.made.line()));
    blocks
}

/// The choices that have more entries than the one before: others would repeat its figures.
fn different(scores: &[Scores]) -> Vec<&Scores> {
    let mut different: Vec<&Scores> = Vec::new();
    for of in scores {
        if different.last().is_none_or(|last| last.entries < of.entries) {
            different.push(of);
        }
    }
    different
}

/// What there is to be right about.
#[derive(Clone, Copy)]
struct Has {
    spans: bool,
    labels: bool,
}

fn read(evaluation: &Evaluation<'_>) -> String {
    let gold = evaluation.gold;
    let mut line = format!("Gold: {} records", grouped(gold.records));
    if gold.labelled > 0 {
        let (labelled, positives) = (grouped(gold.labelled), grouped(gold.positives));
        line.push_str(&format!("; {labelled} with a label, {positives} of them positive"));
    }
    if gold.marked > 0 {
        let (marked, spans) = (grouped(gold.marked), grouped(gold.spans));
        line.push_str(&format!("; {spans} marked spans in {marked}"));
    }
    if !evaluation.types.is_empty() {
        line.push_str(&format!(" (of type {})", evaluation.types.join(", ")));
    } else if gold.types.len() > 1 {
        let types: Vec<String> = gold.types.iter().map(|(of, n)| format!("{of} {}", grouped(*n))).collect();
        line.push_str(&format!(" (of all types: {}; --type chooses)", types.join(", ")));
    }
    let skipped: Vec<String> = evaluation.skipped.iter().map(|(what, n)| format!("{} {what}", grouped(*n))).collect();
    line.push_str(&match skipped.is_empty() {
        true => "; none skipped.".to_owned(),
        false => format!("; skipped: {}.", skipped.join(", ")),
    });
    line
}

/// What a choice of entries is called beside the others.
fn choice(scores: &Scores) -> &'static str {
    match scores.status {
        "listed" => "and listed",
        "draft" => "and draft",
        _ => "reviewed",
    }
}

fn sentences(scores: &[&Scores]) -> Vec<Block> {
    let found: Vec<_> = scores.iter().map(|of| of.sentences).collect();
    if found.iter().all(Option::is_none) {
        let why = "No figures for texts: labels are all positive, or none is. --positive LABEL says which are.";
        return vec![Block::Line(why.to_owned())];
    }
    let row = |name: &str, cell: &dyn Fn(&crate::proof::eval::SentenceScores) -> Option<String>| {
        let cells = found.iter().map(|of| of.as_ref().and_then(cell).unwrap_or_else(dash));
        std::iter::once(name.to_owned()).chain(cells).collect::<Vec<_>>()
    };
    let entries = std::iter::once("Entries".to_owned()).chain(scores.iter().map(|of| grouped(of.entries))).collect();
    let mut rows = vec![entries, row("AUC", &|of| Some(three(of.auc.value)))];
    rows.push(row("  95 %", &|of| of.auc.interval.map(threes)));
    if found.iter().flatten().any(|of| of.threshold.is_some()) {
        rows.push(row("Score from which a text is called positive", &|of| Some(format!("{}", of.threshold?.score))));
        rows.push(row("  chosen on texts", &|of| Some(grouped(of.threshold?.chosen_on))));
        rows.push(row("Figures on other texts", &|of| Some(grouped(of.threshold?.held_out))));
        rows.push(row("  macro-F1", &|of| Some(three(of.threshold?.macro_f1))));
        rows.push(row("  MCC", &|of| Some(three(of.threshold?.mcc))));
        rows.push(row("  precision of positive", &|of| of.threshold?.precision.map(three)));
        rows.push(row("  recall of positive", &|of| of.threshold?.recall.map(three)));
        rows.push(row("  F1 of positive", &|of| Some(three(of.threshold?.f1))));
    }
    let header = std::iter::once("").chain(scores.iter().map(|of| choice(of))).map(str::to_owned).collect();
    vec![Block::Table { title: "Texts: does the score agree with the label?".to_owned(), header, rows }]
}

fn spans(scores: &[&Scores]) -> Block {
    let rows = scores.iter().flat_map(|of| {
        of.spans.iter().flatten().map(move |span| {
            vec![
                format!("{}, intensity ≥ {}", choice(of), span.min_intensity),
                grouped(span.precision.all),
                grouped(span.precision.cases),
                share(span.precision),
                between(span.precision),
                grouped(span.recall.cases),
                share(span.recall),
                between(span.recall),
                three(span.f1),
            ]
        })
    });
    let header = ["", "Hits", "Marked", "Precision", "95 %", "Found", "Recall", "95 %", "F1"];
    table("Hits against marked spans", &header, rows)
}

fn words(scores: &[&Scores]) -> Block {
    let rows = scores.iter().flat_map(|of| {
        of.spans.iter().flatten().map(move |span| {
            let words = span.words;
            vec![
                format!("{}, intensity ≥ {}", choice(of), span.min_intensity),
                grouped(words.in_hits),
                grouped(words.in_spans),
                grouped(words.in_both),
                words.precision.map_or_else(dash, three),
                words.recall.map_or_else(dash, three),
                three(words.f1),
            ]
        })
    });
    let header = ["", "In hits", "Marked", "Both", "Precision", "Recall", "F1"];
    table("Words of hits against words of marked spans", &header, rows)
}

fn groups(title: &str, what: &str, scores: &[&Scores], of: impl Fn(&Scores) -> &[Group], has: Has) -> Block {
    // The last choice has the most entries, so that its order is everybody's; a group only others have comes after.
    let mut names: Vec<&str> = Vec::new();
    for scores in scores.iter().rev() {
        let more = of(scores).iter().map(|group| group.group.as_str()).filter(|name| !names.contains(name));
        let more: Vec<&str> = more.collect();
        names.extend(more);
    }
    let has_recall = scores.iter().any(|scores| of(scores).iter().any(|group| group.recall.is_some()));
    let mut header = vec![what.to_owned()];
    for scores in scores {
        header.push(format!("{}: hits", choice(scores)));
        if has.spans {
            header.extend(["marked", "95 %"].map(str::to_owned));
        }
        if has_recall {
            header.push("found".to_owned());
        }
        if has.labels {
            header.push("in positive".to_owned());
            if !has.spans {
                header.push("95 %".to_owned());
            }
        }
    }
    let cells = |group: Option<&Group>| {
        let group = group.cloned().unwrap_or_default();
        let mut cells = vec![grouped(group.hits)];
        if has.spans {
            cells.extend([share(group.marked), between(group.marked)]);
        }
        if has_recall {
            cells.push(group.recall.map_or_else(dash, share));
        }
        if has.labels {
            cells.push(share(group.in_positives));
            if !has.spans {
                cells.push(between(group.in_positives));
            }
        }
        cells
    };
    let rows = names.iter().map(|name| {
        let mut row = vec![name.to_string()];
        scores.iter().for_each(|scores| row.extend(cells(of(scores).iter().find(|group| group.group == *name))));
        row
    });
    Block::Table { title: title.to_owned(), header, rows: rows.collect() }
}

fn costly(of: &Scores, top: usize) -> Option<Block> {
    let costly = of.by_entry.iter().filter(|entry| entry.cost > 0.0).take(top);
    let rows: Vec<Vec<String>> = costly
        .map(|entry| {
            let precision = entry.precision;
            let (hits, right) = (grouped(precision.all), grouped(precision.cases));
            vec![entry.entry.clone(), hits, right, share(precision), between(precision), format!("{:.4}", entry.cost)]
        })
        .collect();
    let header = ["Entry", "Hits", "Right", "Precision", "95 %", "Cost"];
    let title = format!("Entries that cost most precision, {}", choice(of));
    (!rows.is_empty()).then(|| table(&title, &header, rows.into_iter()))
}

fn missed(of: &Scores, top: usize) -> Option<Block> {
    let rows = of
        .missed
        .iter()
        .take(top)
        .map(|word| vec![word.word.clone(), grouped(word.marked), grouped(word.uses), format!("{:.4}", word.gain)]);
    let title = format!("Marked words no entry covers that would gain most F1, {}", choice(of));
    (!of.missed.is_empty()).then(|| table(&title, &["Word", "Marked", "Uses", "Gain"], rows))
}

fn table(title: &str, header: &[&str], rows: impl Iterator<Item = Vec<String>>) -> Block {
    let header = header.iter().map(|&head| head.to_owned()).collect();
    Block::Table { title: title.to_owned(), header, rows: rows.collect() }
}

fn share(share: Share) -> String {
    share.value.map_or_else(dash, three)
}

fn between(share: Share) -> String {
    share.interval.map_or_else(dash, |of| format!("{:.2}–{:.2}", of.low, of.high))
}

fn threes(interval: Interval) -> String {
    format!("{:.3}–{:.3}", interval.low, interval.high)
}

fn three(value: f64) -> String {
    format!("{value:.3}")
}

fn dash() -> String {
    "–".to_owned()
}

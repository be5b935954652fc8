//! Profiles as CSV: one row an outlet.

use super::Report;
use crate::profile::{Figure, OutletFigures, Withheld};

/// One row an outlet with its figures, rates per 1,000 words; for machines: nothing is escaped for spreadsheets.
pub fn csv(report: &Report<'_>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    let mut header: Vec<String> =
        ["outlet", "group", "articles", "words", "own_words", "quoted_share", "withheld"].map(str::to_owned).to_vec();
    for (name, _) in FIGURES {
        header.extend(["hits", "words", "per_thousand", "low", "high"].map(|column| format!("{name}_{column}")));
    }
    header.extend(["program", "lexicons"].map(str::to_owned));
    let stamp = report.made.stamp();
    let rows = report.figures.outlets.iter().map(|outlet| {
        let mut row = vec![
            outlet.outlet.clone(),
            outlet.group.clone().unwrap_or_default(),
            outlet.articles.to_string(),
            outlet.words.to_string(),
            outlet.own_words.to_string(),
            format!("{:.4}", outlet.quote_marks.quoted_share),
            outlet.withheld.map_or("", reason).to_owned(),
        ];
        for (_, figure) in FIGURES {
            row.extend(cells(figure(outlet)));
        }
        row.extend([stamp.program.clone(), stamp.lexicons.clone()]);
        row
    });
    for row in std::iter::once(header).chain(rows) {
        // Writing rows of one length to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

type Choose = fn(&OutletFigures) -> Figure;

const FIGURES: [(&str, Choose); 7] = [
    ("main", |outlet| outlet.main),
    ("title", |outlet| outlet.title),
    ("described", |outlet| outlet.described),
    ("paraphrase", |outlet| outlet.paraphrase),
    ("quotation", |outlet| outlet.quotation),
    ("scare", |outlet| outlet.scare),
    ("advisory", |outlet| outlet.advisory),
];

fn cells(figure: Figure) -> [String; 5] {
    let number = |value: Option<f64>| value.map(|value| format!("{value:.4}")).unwrap_or_default();
    [
        figure.hits.to_string(),
        figure.words.to_string(),
        number(figure.per_thousand),
        number(figure.interval.map(|interval| interval.low)),
        number(figure.interval.map(|interval| interval.high)),
    ]
}

fn reason(withheld: Withheld) -> &'static str {
    match withheld {
        Withheld::TooLittleText { .. } => "too-little-text",
        Withheld::QuoteMarksLost => "quote-marks-lost",
    }
}

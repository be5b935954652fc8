//! Profiles as JSON: every figure, with what made it.

use serde::Serialize;

use super::Report;
use crate::corpus::Tally;
use crate::profile::{Figures, OutletFigures};
use crate::run::Made;

/// The whole report as one JSON object, with a line break at its end.
pub fn json(report: &Report<'_>) -> String {
    #[derive(Serialize)]
    struct Object<'a> {
        made: &'a Made,
        totals: &'a Tally,
        outlets: &'a [OutletFigures],
    }
    let Figures { outlets, .. } = report.figures;
    let object = Object { made: report.made, totals: report.totals, outlets };
    // Figures hold no map with keys that are no strings and no NaN, so this cannot fail.
    let mut text = serde_json::to_string_pretty(&object).unwrap_or_default();
    text.push('\n');
    text
}

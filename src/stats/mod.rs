//! How sure is a figure? Pure formulas, each with its reference.

mod auc;
mod decisions;
mod interval;
mod keyness;
mod rank;
mod rate;

pub use auc::{Auc, auc};
pub use decisions::Decisions;
pub use interval::{Interval, garwood, jackknife_rate, jackknife_share, linearized_rate, wilson};
pub use keyness::{Keyness, Prior, Uses, log_odds};
pub(crate) use rank::mixed;
pub use rank::{Seeded, spearman, spearman_brown};
pub use rate::{Moments, Rate};

use serde::Serializer;

/// Four decimals: more would print the noise of the last bits, which differs between machines.
pub(crate) fn rounded<S: Serializer>(value: &f64, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_f64((value * 1e4).round() / 1e4)
}

/// As [`rounded`], of a figure that may be withheld.
pub(crate) fn rounded_option<S: Serializer>(value: &Option<f64>, serializer: S) -> Result<S::Ok, S::Error> {
    match value {
        Some(value) => rounded(value, serializer),
        None => serializer.serialize_none(),
    }
}

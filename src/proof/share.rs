//! How many of how many?

use serde::Serialize;

use crate::stats::{Interval, rounded_option, wilson};

/// Cases among all, with Wilson's interval. The cases are taken as independent, which several from one text are not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Share {
    /// How many are such.
    pub cases: u64,
    /// Of how many.
    pub all: u64,
    /// The share; `None` of none.
    #[serde(serialize_with = "rounded_option")]
    pub value: Option<f64>,
    /// Its interval at 95 %.
    pub interval: Option<Interval>,
}

impl Share {
    /// So many of so many.
    pub fn of(cases: u64, all: u64) -> Share {
        let value = (all > 0).then(|| cases as f64 / all as f64);
        Share { cases, all, value, interval: wilson(cases, all) }
    }
}

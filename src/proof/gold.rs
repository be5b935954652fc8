//! What do annotators say of a text? A record of gold: a label, spans, or both.
//!
//! The outlet of a record is never read: what a lexicon is worth must not depend on it.

mod lines;
mod offsets;

pub use lines::{BadRecord, GoldError, records};

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::corpus::Field;
use crate::span::Span;

/// A text with what annotators say of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gold {
    /// The text.
    pub text: String,
    /// Whether its label is the positive one; `None` if it has no label.
    pub label: Option<bool>,
    /// What is marked in it, in order; `None` if nobody was asked to mark anything.
    pub spans: Option<Vec<Span>>,
    /// What it is about.
    pub topic: Option<String>,
    /// Its label as it was written.
    pub written_label: Option<String>,
    /// The types of its spans as they were written, those that were not chosen too.
    pub written_types: Vec<String>,
}

/// How gold is to be read.
#[derive(Clone, Debug, Default)]
pub struct GoldReading {
    /// The labels that are positive; `biased`, `1`, `true` and `yes`, in any case, if empty.
    pub positive: Vec<String>,
    /// The types of spans that count; all if empty.
    pub types: Vec<String>,
    /// Only records in which each of these fields has this value.
    pub only: Vec<(String, String)>,
    /// The names of fields that go by others than their own; [`GoldReading::name_fields`] fills it.
    pub names: BTreeMap<&'static str, String>,
}

/// The labels that are positive unless the user says otherwise.
const POSITIVE: [&str; 4] = ["biased", "1", "true", "yes"];

/// The fields of gold; `id` is not among them since nothing depends on it.
const FIELDS: [&str; 4] = ["text", "label", "spans", "topic"];

impl GoldReading {
    /// Takes `FIELD=NAME` pairs: fields that go by other names than the known ones.
    ///
    /// # Errors
    ///
    /// What is wrong with the first pair that is no pair, or names no field.
    pub fn name_fields(&mut self, pairs: &[String]) -> Result<(), String> {
        for pair in pairs {
            let (field, name) =
                pair.split_once('=').ok_or_else(|| format!("{pair:?} is not FIELD=NAME, such as text=sentence"))?;
            let Some(known) = FIELDS.into_iter().find(|known| *known == field) else {
                return Err(format!("gold has no field {field:?}; the fields are {}", FIELDS.join(", ")));
            };
            self.names.insert(known, name.to_owned());
        }
        Ok(())
    }

    /// The record that an object is; `None` if it is not among those wanted.
    fn gold(&self, object: &Map<String, Value>) -> Result<Option<Gold>, GoldError> {
        if !self.only.iter().all(|(field, value)| object.get(field).and_then(written).as_ref() == Some(value)) {
            return Ok(None);
        }
        let text = self.text(object)?;
        let written_label = match self.value(object, "label") {
            None => None,
            Some(value) => Some(written(value).ok_or(GoldError::Label)?),
        };
        let label = written_label.as_ref().map(|label| self.is_positive(label));
        let (spans, written_types) = match self.value(object, "spans") {
            None => (None, Vec::new()),
            Some(value) => {
                let all = offsets::spans(text, value)?;
                let chosen = all.iter().filter(|(_, of)| self.is_chosen(of.as_deref())).map(|(span, _)| *span);
                let mut chosen: Vec<Span> = chosen.collect();
                chosen.sort_unstable();
                // Two annotators may mark the same words, or one give them two types: they are marked once.
                chosen.dedup();
                (Some(chosen), all.into_iter().filter_map(|(_, of)| of).collect())
            }
        };
        if label.is_none() && spans.is_none() {
            return Err(GoldError::NothingSaid(object.keys().map(|name| crate::corpus::shown(name)).collect()));
        }
        let topic = self.value(object, "topic").and_then(written);
        Ok(Some(Gold { text: text.to_owned(), label, spans, topic, written_label, written_types }))
    }

    fn text<'v>(&self, object: &'v Map<String, Value>) -> Result<&'v str, GoldError> {
        let is_text = |value: &&'v Value| value.as_str().is_some_and(|text| !text.trim().is_empty());
        let found = match self.names.get("text") {
            Some(name) => object.get(name).filter(is_text),
            None => Field::Text.known_names().iter().find_map(|name| object.get(*name).filter(is_text)),
        };
        found.and_then(Value::as_str).ok_or(GoldError::NoText)
    }

    /// The value of a field, null being none.
    fn value<'v>(&self, object: &'v Map<String, Value>, field: &'static str) -> Option<&'v Value> {
        object.get(self.names.get(field).map_or(field, String::as_str)).filter(|value| !value.is_null())
    }

    fn is_positive(&self, label: &str) -> bool {
        let is = |positive: &str| positive.eq_ignore_ascii_case(label);
        if self.positive.is_empty() { POSITIVE.into_iter().any(is) } else { self.positive.iter().any(|of| is(of)) }
    }

    /// Whether spans of this type count. A type may be several with commas between: `Name_Calling,Labeling` is chosen
    /// by either, and by both as they are written.
    fn is_chosen(&self, written: Option<&str>) -> bool {
        let is = |chosen: &String| {
            written.is_some_and(|of| of == chosen || of.split(',').any(|one| one.trim() == chosen.as_str()))
        };
        self.types.is_empty() || self.types.iter().any(is)
    }
}

/// A value that can be compared as text.
fn written(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.trim().to_owned()),
        // 1.0 and 1 are the same label.
        Value::Number(number) => Some(match number.as_f64() {
            Some(whole) if whole.fract() == 0.0 && whole.abs() < 1e15 => format!("{whole:.0}"),
            _ => number.to_string(),
        }),
        Value::Bool(of) => Some(of.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

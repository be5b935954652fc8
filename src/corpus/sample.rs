//! Which known names occur in the first records of a file, and with what kinds of values?

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer as _;
use serde::de::{IgnoredAny, MapAccess, Visitor};

use super::Field;
use super::domain::is_url;
use super::record::too_deep;
use super::value::{Value, ValueVisitor};

/// Which known names have what kinds of values in the first records of a file.
#[derive(Debug, Default)]
pub(super) struct Sample {
    kinds: BTreeMap<&'static str, Kinds>,
}

#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    text: bool,
    url: bool,
    number: bool,
    list: bool,
}

impl Sample {
    /// Adds a record if it is one; says whether it is.
    pub(super) fn add(&mut self, json: &[u8]) -> bool {
        let mut json_parser = serde_json::Deserializer::from_slice(json);
        too_deep(json).is_none() && json_parser.deserialize_map(SampleVisitor(self)).is_ok()
    }

    /// Whether any record has a value for `field` by this name.
    pub(super) fn has(&self, field: Field, name: &str) -> bool {
        self.kinds.get(name).is_some_and(|kinds| match field {
            Field::Text => kinds.text,
            Field::Url if name == "source" => kinds.url,
            Field::Author | Field::Section | Field::Topic => kinds.text || kinds.number || kinds.list,
            _ => kinds.text || kinds.number,
        })
    }
}

struct SampleVisitor<'s>(&'s mut Sample);

impl<'j> Visitor<'j> for SampleVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(name) = map.next_key::<Cow<'j, str>>()? {
            let known = Field::ALL.iter().flat_map(|field| field.known_names()).find(|known| **known == name);
            let Some(known) = known else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let value = map.next_value_seed(ValueVisitor)?;
            let kinds = self.0.kinds.entry(known).or_default();
            match value {
                Value::Text(text) => {
                    kinds.text |= !text.trim().is_empty();
                    kinds.url |= is_url(&text);
                }
                Value::Number(_) => kinds.number = true,
                Value::List(items) => kinds.list |= !items.is_empty(),
                Value::Null | Value::Other(_) => {}
            }
        }
        Ok(())
    }
}

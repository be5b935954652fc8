//! Which known names occur in the first records of a file, and with what kinds of values?

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::Field;
use super::domain::is_url;
use super::object::too_deep;
#[cfg(feature = "parquet")]
use super::value::Value;

/// Which known names have what kinds of values in the first records of a file.
#[derive(Debug, Default)]
pub(super) struct Sample {
    kinds: BTreeMap<&'static str, Kinds>,
}

/// What kinds of values there are under a name; null and blank text are none.
#[derive(Clone, Copy, Debug, Default)]
struct Kinds {
    text: bool,
    url: bool,
    number: bool,
    list: bool,
    other: bool,
}

impl Sample {
    /// Adds a record if it is one; says whether it is.
    pub(super) fn add(&mut self, json: &[u8]) -> bool {
        let mut json_parser = serde_json::Deserializer::from_slice(json);
        too_deep(json).is_none() && json_parser.deserialize_map(SampleVisitor(self)).is_ok()
    }

    /// Adds a value of a record whose values are all text.
    pub(super) fn add_text(&mut self, name: &str, text: &str) {
        if let Some(name) = known(name) {
            let kinds = self.kinds.entry(name).or_default();
            kinds.text |= !text.trim().is_empty();
            kinds.url |= is_url(text);
        }
    }

    /// Adds a value of a record that was parsed already.
    #[cfg(feature = "parquet")]
    pub(super) fn add_value(&mut self, name: &str, value: &Value) {
        let Some(name) = known(name) else { return };
        let kinds = self.kinds.entry(name).or_default();
        match value {
            Value::Text(text) => self.add_text(name, text),
            Value::Number(_) => kinds.number = true,
            Value::List(items) => kinds.list |= !items.is_empty(),
            Value::Other(_) => kinds.other = true,
            Value::Null => {}
        }
    }

    /// Whether records have this name, and nothing but null and blank text under it.
    pub(super) fn is_blank(&self, name: &str) -> bool {
        self.kinds
            .get(name)
            .is_some_and(|Kinds { text, number, list, other, .. }| !(*text || *number || *list || *other))
    }

    /// Whether any record has this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.kinds.contains_key(name)
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
        while let Some(known) = map.next_key_seed(KnownName)? {
            let Some(name) = known else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let new = map.next_value_seed(Kinds::default())?;
            let kinds = self.0.kinds.entry(name).or_default();
            kinds.text |= new.text;
            kinds.url |= new.url;
            kinds.number |= new.number;
            kinds.list |= new.list;
            kinds.other |= new.other;
        }
        Ok(())
    }
}

/// A name that is known for any field.
struct KnownName;

impl<'j> DeserializeSeed<'j> for KnownName {
    type Value = Option<&'static str>;

    fn deserialize<D: Deserializer<'j>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KnownName {
    type Value = Option<&'static str>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(known(name))
    }
}

/// A name as it is known for any field.
fn known(name: &str) -> Option<&'static str> {
    let mut known = Field::ALL.iter().flat_map(|field| field.known_names());
    known.find(|known| **known == name).copied()
}

/// The kind of one value is found without keeping it: this is done in the reading thread.
impl<'j> DeserializeSeed<'j> for Kinds {
    type Value = Kinds;

    fn deserialize<D: Deserializer<'j>>(self, deserializer: D) -> Result<Kinds, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'j> Visitor<'j> for Kinds {
    type Value = Kinds;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Kinds, E> {
        Ok(Kinds { text: !text.trim().is_empty(), url: is_url(text), ..self })
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Kinds, E> {
        Ok(Kinds { number: true, ..self })
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Kinds, E> {
        Ok(Kinds { number: true, ..self })
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Kinds, E> {
        Ok(Kinds { number: true, ..self })
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Kinds, E> {
        Ok(Kinds { other: true, ..self })
    }

    fn visit_unit<E: Error>(self) -> Result<Kinds, E> {
        Ok(self)
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut list: A) -> Result<Kinds, A::Error> {
        let mut has_plain = false;
        while let Some(item) = list.next_element_seed(Kinds::default())? {
            has_plain |= item.text || item.number;
        }
        Ok(Kinds { list: has_plain, ..self })
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Kinds, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Kinds { other: true, ..self })
    }
}

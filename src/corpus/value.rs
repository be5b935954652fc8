//! What does one field of a record hold?

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

/// A value as far as a field can have it.
pub(super) enum Value<'j> {
    Null,
    Text(Cow<'j, str>),
    Number(String),
    /// Texts and numbers, joined with ", ".
    List(String),
    /// Anything else.
    Other(&'static str),
}

impl Value<'_> {
    /// What to call it in a message.
    pub(super) fn kind(&self) -> &'static str {
        match self {
            Value::Null => "null",
            Value::Text(_) => "text",
            Value::Number(_) => "a number",
            Value::List(_) => "a list",
            Value::Other(kind) => kind,
        }
    }
}

/// Reads a value of any kind.
#[derive(Clone, Copy)]
pub(super) struct ValueVisitor;

impl<'j> DeserializeSeed<'j> for ValueVisitor {
    type Value = Value<'j>;

    fn deserialize<D: serde::Deserializer<'j>>(self, deserializer: D) -> Result<Value<'j>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'j> Visitor<'j> for ValueVisitor {
    type Value = Value<'j>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'j str) -> Result<Value<'j>, E> {
        Ok(Value::Text(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Value<'j>, E> {
        Ok(Value::Text(Cow::Owned(text.to_string())))
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'j>, E> {
        Ok(Value::Null)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Value<'j>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Value<'j>, E> {
        Ok(Value::Number(number.to_string()))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<Value<'j>, E> {
        // Past 2^53 two whole numbers can be the same float, and two ids must not become one.
        const EXACT: f64 = 9_007_199_254_740_992.0;
        if number.abs() < EXACT {
            Ok(Value::Number(number.to_string()))
        } else {
            Ok(Value::Other("a number too large to be exact"))
        }
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Value<'j>, E> {
        Ok(Value::Other("true or false"))
    }

    fn visit_seq<A: SeqAccess<'j>>(self, mut list: A) -> Result<Value<'j>, A::Error> {
        let mut joined = String::new();
        let mut is_plain = true;
        while let Some(item) = list.next_element_seed(ValueVisitor)? {
            let item = match item {
                Value::Text(text) => text,
                Value::Number(number) => Cow::Owned(number),
                Value::Null => continue,
                Value::List(_) | Value::Other(_) => {
                    is_plain = false;
                    continue;
                }
            };
            if item.trim().is_empty() {
                continue;
            }
            if !joined.is_empty() {
                joined.push_str(", ");
            }
            joined.push_str(item.trim());
        }
        Ok(if is_plain { Value::List(joined) } else { Value::Other("a list of more than texts") })
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Value<'j>, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Other("an object"))
    }
}

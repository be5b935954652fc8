//! What does one JSON object say, in the fields that matter?
//!
//! A visitor takes the values of the chosen fields, borrowed from the line
//! where they have no escapes, and passes over all others without building
//! them.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt;

use memchr::memchr2_iter;
use serde::Deserializer as _;
use serde::de::{DeserializeSeed, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::record::Record;
use super::skipped::shown_start;
use super::value::{Value, ValueVisitor};
use super::{Field, Fields, Reason};

/// Levels of lists and objects that a record may have.
const MAX_DEPTH: usize = 128;

/// Why a string is no record, and where in it.
#[derive(Debug)]
pub(super) struct RecordError {
    pub(super) reason: Reason,
    /// From 1.
    pub(super) line: u64,
    /// In characters, from 1.
    pub(super) column: u64,
}

/// Reads one record from `json`, which holds it and nothing else. What is wrong under a name that is only assumed costs no
/// record: a value of another kind costs itself, and what cannot be read at all the values under all such names.
pub(super) fn read<'j>(json: &'j str, fields: &Fields) -> Result<Record<'j>, RecordError> {
    read_fields(json, fields).or_else(|error| {
        let found = fields.without_assumed().ok_or(error)?;
        read_fields(json, &found)
    })
}

fn read_fields<'j>(json: &'j str, fields: &Fields) -> Result<Record<'j>, RecordError> {
    if let Some(byte) = too_deep(json.as_bytes()) {
        let (line, column) = place(json, byte);
        return Err(RecordError { reason: Reason::TooDeep(MAX_DEPTH), line, column });
    }
    let mut json_parser = serde_json::Deserializer::from_str(json);
    let trouble = RefCell::new(None);
    let read = json_parser.deserialize_any(RecordVisitor { fields, trouble: &trouble });
    let mut record = read.and_then(|record| json_parser.end().map(|()| record)).map_err(|error| {
        let (reason, byte) = match trouble.take() {
            Some(Trouble { field, reason }) => {
                let nth = usize::from(matches!(reason, Reason::TwiceGiven(_)));
                let name_at = field.and_then(|field| nth_name(json, fields.name(field)?, nth));
                (reason, name_at.unwrap_or(0))
            }
            None => {
                let lines = json.split_inclusive('\n').take(error.line().saturating_sub(1));
                let line_start = lines.map(str::len).sum::<usize>();
                let byte = line_start + error.column().saturating_sub(1);
                (Reason::NotJson(message(&error)), byte.min(json.len()))
            }
        };
        let (line, column) = place(json, byte);
        RecordError { reason, line, column }
    })?;
    for (field, first) in fields.shared() {
        record.values[field as usize] = record.values[first as usize].clone();
        record.given[field as usize] = record.given[first as usize];
    }
    Ok(record)
}

/// The names of the fields of a record, the first of them, shown; for the message that none is the text.
pub(super) fn names(json: &str) -> Vec<String> {
    let mut names = Vec::new();
    // What was read of an object that breaks off is still worth showing.
    let _ = serde_json::Deserializer::from_str(json).deserialize_map(NamesVisitor(&mut names));
    names
}

struct NamesVisitor<'n>(&'n mut Vec<String>);

impl<'j> Visitor<'j> for NamesVisitor<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<(), A::Error> {
        const MOST: usize = 20;
        while let Some(name) = map.next_key::<Cow<str>>()? {
            if self.0.len() == MOST {
                self.0.push("…".to_string());
                break;
            }
            self.0.push(shown_start(&name));
            map.next_value::<IgnoredAny>()?;
        }
        Ok(())
    }
}

/// The byte at which brackets are nested too deep.
///
/// serde_json has a limit of its own, but only for what it builds, and values passed over are not built.
pub(super) fn too_deep(json: &[u8]) -> Option<usize> {
    memchr2_iter(b'[', b'{', json).nth(MAX_DEPTH)?;
    let (mut depth, mut in_string, mut escaped) = (0usize, false, false);
    json.iter().position(|byte| {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = in_string,
            b'"' => in_string = !in_string,
            b'[' | b'{' if !in_string => depth += 1,
            b']' | b'}' if !in_string => depth = depth.saturating_sub(1),
            _ => {}
        }
        MAX_DEPTH < depth
    })
}

/// Line and column of a byte, from 1, the column in characters.
fn place(json: &str, byte: usize) -> (u64, u64) {
    let before = &json[..json.floor_char_boundary(byte)];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = memchr::memchr_iter(b'\n', before.as_bytes()).count() + 1;
    (line as u64, before[line_start..].chars().count() as u64 + 1)
}

/// What the parser says, without the place, which is given apart.
fn message(error: &serde_json::Error) -> String {
    let message = error.to_string();
    match message.rfind(" at line ") {
        Some(end) => message[..end].to_string(),
        None => message,
    }
}

/// Where a name of a field of the object itself, not of one within it, stands for the nth time, from 0.
fn nth_name(json: &str, name: &str, nth: usize) -> Option<usize> {
    let quoted = serde_json::to_string(name).ok()?;
    let (mut depth, mut last) = (0usize, b' ');
    let mut names = Vec::new();
    let mut bytes = json.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => {
                if depth == 1 && matches!(last, b'{' | b',') && json[at..].starts_with(&quoted) {
                    names.push(at);
                }
                while let Some((_, byte)) = bytes.next()
                    && byte != b'"'
                {
                    if byte == b'\\' {
                        bytes.next();
                    }
                }
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            last = byte;
        }
    }
    names.get(nth).copied()
}

/// What is wrong with a record that is JSON, and with which of its fields.
struct Trouble {
    field: Option<Field>,
    reason: Reason,
}

/// Leaves what is wrong where it is found again, and stops the parser.
fn stop<E: Error>(trouble: &RefCell<Option<Trouble>>, field: Option<Field>, reason: Reason) -> E {
    *trouble.borrow_mut() = Some(Trouble { field, reason });
    E::custom("")
}

struct RecordVisitor<'f> {
    fields: &'f Fields,
    trouble: &'f RefCell<Option<Trouble>>,
}

impl<'j> Visitor<'j> for RecordVisitor<'_> {
    type Value = Record<'j>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'j>>(self, mut map: A) -> Result<Record<'j>, A::Error> {
        let mut record = Record::default();
        while let Some(field) = map.next_key_seed(NameSeed(self.fields))? {
            let Some(field) = field else {
                map.next_value::<IgnoredAny>()?;
                continue;
            };
            let name = || shown_start(self.fields.name(field).unwrap_or_default());
            if std::mem::replace(&mut record.given[field as usize], true) {
                return Err(stop(self.trouble, Some(field), Reason::TwiceGiven(name())));
            }
            record.values[field as usize] = match map.next_value_seed(ValueVisitor)? {
                Value::Null => None,
                Value::Text(text) => Some(text),
                Value::Number(number) if field != Field::Text => Some(Cow::Owned(number)),
                Value::List(items) if takes_lists(field) => Some(Cow::Owned(items)),
                _ if self.fields.is_assumed(field) => {
                    record.given[field as usize] = false;
                    None
                }
                value => {
                    let found = value.kind();
                    let wanted = if takes_lists(field) { "text or a list of texts" } else { "text" };
                    return Err(stop(self.trouble, Some(field), Reason::WrongType { field: name(), found, wanted }));
                }
            };
        }
        Ok(record)
    }

    fn visit_seq<A: SeqAccess<'j>>(self, _: A) -> Result<Record<'j>, A::Error> {
        Err(stop(self.trouble, None, Reason::NotObject("a list")))
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("a string")))
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("a number")))
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("a number")))
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("a number")))
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("true or false")))
    }

    fn visit_unit<E: Error>(self) -> Result<Record<'j>, E> {
        Err(stop(self.trouble, None, Reason::NotObject("null")))
    }
}

/// Whether a list of texts is joined to one.
pub(super) fn takes_lists(field: Field) -> bool {
    matches!(field, Field::Author | Field::Section | Field::Topic)
}

/// The field that a name is chosen for.
struct NameSeed<'f>(&'f Fields);

impl<'j> DeserializeSeed<'j> for NameSeed<'_> {
    type Value = Option<Field>;

    fn deserialize<D: serde::Deserializer<'j>>(self, deserializer: D) -> Result<Option<Field>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for NameSeed<'_> {
    type Value = Option<Field>;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: Error>(self, name: &str) -> Result<Option<Field>, E> {
        Ok(self.0.of_name(name))
    }
}

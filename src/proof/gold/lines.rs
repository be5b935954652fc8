//! Which records has a file of gold, and what is wrong with the others?

use std::borrow::Cow;
use std::fmt;
use std::io::{self, BufRead, Read};

use serde_json::Value;

use super::{Gold, GoldReading};

/// A longer line is no record; what it has beyond is not held in memory.
const LONGEST_LINE: u64 = 64 << 20;

/// A line that is no record of gold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadRecord {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong with it.
    pub error: GoldError,
}

impl fmt::Display for BadRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.line, self.error)
    }
}

/// What is wrong with a line. Text from outside is escaped in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum GoldError {
    /// The file could not be read on; what the system says.
    Unreadable(String),
    /// Bytes that are not UTF-8.
    NotUtf8,
    /// More bytes than a line may have.
    LongLine,
    /// Not JSON, or JSON but not an object.
    NotAnObject(String),
    /// No text, or an empty one.
    NoText,
    /// A label that is a list or an object.
    Label,
    /// Spans that are none; which, and why.
    Spans(String),
    /// Neither label nor spans; the fields there are.
    NothingSaid(Vec<String>),
}

impl GoldError {
    /// In a few words that do not differ from record to record, to count by.
    pub fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed(match self {
            GoldError::Unreadable(_) => "cannot be read",
            GoldError::NotUtf8 => "not UTF-8",
            GoldError::LongLine => "line too long",
            GoldError::NotAnObject(_) => "not a JSON object",
            GoldError::NoText => "no text",
            GoldError::Label => "label of the wrong type",
            GoldError::Spans(_) => "wrong spans",
            GoldError::NothingSaid(_) => "neither label nor spans",
        })
    }
}

impl fmt::Display for GoldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name())?;
        match self {
            GoldError::Unreadable(what) | GoldError::NotAnObject(what) | GoldError::Spans(what) => {
                write!(f, ": {what}")
            }
            GoldError::LongLine => write!(f, ": more than {} MB", LONGEST_LINE >> 20),
            GoldError::Label => f.write_str(": it must be text, a number, true or false"),
            GoldError::NoText => f.write_str(": use --field text=NAME"),
            GoldError::NothingSaid(fields) => {
                write!(f, "; the record has: {}; use --field label=NAME or --field spans=NAME", fields.join(", "))
            }
            GoldError::NotUtf8 => Ok(()),
        }
    }
}

/// The records of a file of JSON Lines, in order; blank lines are none, and those that are not wanted are left out.
pub fn records<'r>(
    mut reader: impl BufRead + 'r,
    reading: &'r GoldReading,
) -> impl Iterator<Item = Result<Gold, BadRecord>> + 'r {
    let mut line = 0;
    let mut ended = false;
    std::iter::from_fn(move || {
        while !ended {
            line += 1;
            let wrong = |error| Some(Err(BadRecord { line, error }));
            match next_line(&mut reader) {
                Ok(None) => ended = true,
                Ok(Some(Err(error))) => return wrong(error),
                Ok(Some(Ok(bytes))) => match record(&bytes, line, reading) {
                    Ok(None) => {}
                    Ok(Some(gold)) => return Some(Ok(gold)),
                    Err(error) => return wrong(error),
                },
                Err(error) => {
                    ended = true;
                    return wrong(GoldError::Unreadable(crate::corpus::shown(&error.to_string())));
                }
            }
        }
        None
    })
}

fn record(bytes: &[u8], line: u64, reading: &GoldReading) -> Result<Option<Gold>, GoldError> {
    let text = std::str::from_utf8(bytes).map_err(|_| GoldError::NotUtf8)?;
    let text = if line == 1 { text.strip_prefix('\u{feff}').unwrap_or(text) } else { text };
    if text.trim().is_empty() {
        return Ok(None);
    }
    match serde_json::from_str(text) {
        Ok(Value::Object(object)) => reading.gold(&object),
        Ok(_) => Err(GoldError::NotAnObject("a record is an object with named fields, one a line".to_owned())),
        Err(error) => {
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            Err(GoldError::NotAnObject(format!("{} in column {}", crate::corpus::shown(message), error.column())))
        }
    }
}

/// The bytes of the next line; `None` at the end of the file.
fn next_line(reader: &mut impl BufRead) -> io::Result<Option<Result<Vec<u8>, GoldError>>> {
    let mut bytes = Vec::new();
    if reader.by_ref().take(LONGEST_LINE + 1).read_until(b'\n', &mut bytes)? == 0 {
        return Ok(None);
    }
    if bytes.len() as u64 <= LONGEST_LINE || bytes.ends_with(b"\n") {
        return Ok(Some(Ok(bytes)));
    }
    loop {
        bytes.clear();
        if reader.by_ref().take(1 << 16).read_until(b'\n', &mut bytes)? == 0 || bytes.ends_with(b"\n") {
            return Ok(Some(Err(GoldError::LongLine)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    fn read(lines: &str, reading: &GoldReading) -> Vec<Result<Gold, String>> {
        records(lines.as_bytes(), reading).map(|record| record.map_err(|bad| bad.to_string())).collect()
    }

    fn labels(lines: &str, reading: &GoldReading) -> Vec<Option<bool>> {
        read(lines, reading).into_iter().map(|record| record.unwrap().label).collect()
    }

    #[test]
    fn the_positive_label_is_known_by_its_usual_names_or_as_said() {
        let lines = ["\"Biased\"", "1", "1.0", "true", "\"yes\"", "\"neutral\"", "0", "false", "\"loaded\""]
            .map(|label| format!("{{\"text\": \"T\", \"label\": {label}}}\n"))
            .concat();
        let found = labels(&lines, &GoldReading::default());
        assert_eq!(found.iter().filter(|label| **label == Some(true)).count(), 5, "{found:?}");
        assert_eq!(found[5..], [Some(false); 4]);
        let loaded = GoldReading { positive: vec!["loaded".into()], ..GoldReading::default() };
        assert_eq!(labels(&lines, &loaded).iter().rposition(|label| *label == Some(true)), Some(8));
    }

    #[test]
    fn bytes_are_taken_where_they_are_given_and_code_points_are_converted() {
        let lines = "{\"text\": \"Café mob\", \"spans\": [{\"start\": 5, \"end\": 8, \"text\": \"mob\"}]}\n\
            {\"text\": \"Café mob\", \"spans\": [{\"start\": 0, \"end\": 1, \"bstart\": 6, \"bend\": 9, \"text\": \"Mob\"}]}\n";
        for record in read(lines, &GoldReading::default()) {
            assert_eq!(record.unwrap().spans, Some(vec![Span::new(6, 9)]));
        }
    }

    #[test]
    fn types_choose_spans_also_where_a_type_is_two_names() {
        let line = "{\"text\": \"a b c\", \"spans\": [{\"start\": 0, \"end\": 1, \"type\": \"Doubt\"}, \
            {\"start\": 2, \"end\": 3, \"type\": \"Name_Calling,Labeling\"}, {\"start\": 4, \"end\": 5}]}";
        let spans = |types: &[&str]| {
            let types = types.iter().map(ToString::to_string).collect();
            let reading = GoldReading { types, ..GoldReading::default() };
            read(line, &reading).remove(0).unwrap().spans.unwrap()
        };
        assert_eq!(spans(&[]).len(), 3);
        assert_eq!(spans(&["Labeling"]), [Span::new(2, 3)]);
        assert_eq!(spans(&["Name_Calling,Labeling", "Doubt"]).len(), 2);
        assert_eq!(spans(&["Slogans"]), []);
    }

    #[test]
    fn a_bad_record_is_named_with_its_line_and_the_next_is_read() {
        let lines = "\u{feff}{\"text\": \"T\", \"label\": 1}\n\n[1]\n{\"text\": \"T\"\n{\"label\": 1}\n{\"text\": \"T\", \"x\": 1}\n\
            {\"text\": \"T\", \"label\": [1]}\n{\"text\": \"T\", \"spans\": [{\"start\": 0, \"end\": 2}]}\n\
            {\"text\": \"Té T\", \"spans\": [{\"bstart\": 1, \"bend\": 2}]}\n\
            {\"text\": \"A mob\", \"spans\": [{\"start\": 0, \"end\": 1, \"text\": \"mob\"}]}\n{\"text\": \"T\", \"label\": 0}";
        let found = read(lines, &GoldReading::default());
        let expected = [
            "3: not a JSON object: a record",
            "4: not a JSON object: EOF",
            "5: no text: use --field text=NAME",
            "6: neither label nor spans; the record has: text, x;",
            "7: label of the wrong type",
            "8: wrong spans: span 1: its code points are not",
            "9: wrong spans: span 1: its bytes are not",
            "10: wrong spans: span 1: the text there is \"A\", not \"mob\"",
        ];
        assert_eq!(found.len(), expected.len() + 2);
        for (found, expected) in found[1..].iter().zip(expected) {
            assert!(found.as_ref().is_err_and(|error| error.starts_with(expected)), "{found:?}, not {expected}");
        }
        assert!(found[0].is_ok() && found[9].is_ok());
    }

    #[test]
    fn fields_may_have_other_names_and_records_can_be_chosen() {
        let mut reading = GoldReading { only: vec![("part".into(), "train".into())], ..GoldReading::default() };
        reading.name_fields(&["text=sentence".into(), "label=y".into()]).unwrap();
        let lines = "{\"sentence\": \"T\", \"y\": 1, \"part\": \"train\"}\n{\"sentence\": \"T\", \"y\": 1, \"part\": \"dev\"}\n";
        assert_eq!(labels(lines, &reading), [Some(true)]);
        assert!(reading.name_fields(&["outlet=source".into()]).unwrap_err().contains("text, label, spans, topic"));
    }

    #[test]
    fn what_is_marked_twice_is_marked_once() {
        let line = "{\"text\": \"a b\", \"spans\": [{\"start\": 2, \"end\": 3}, {\"start\": 0, \"end\": 1}, {\"start\": 2, \"end\": 3}]}";
        let spans = read(line, &GoldReading::default()).remove(0).unwrap().spans.unwrap();
        assert_eq!(spans, [Span::new(0, 1), Span::new(2, 3)]);
    }
}

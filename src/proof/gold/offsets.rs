//! Where are the marked spans of a record?

use serde_json::{Map, Value};

use super::GoldError;
use crate::span::Span;

/// The spans of a record with their types. Bytes (`bstart`, `bend`) are taken where they are given, else code points
/// (`start`, `end`) are turned into bytes.
pub(super) fn spans(text: &str, value: &Value) -> Result<Vec<(Span, Option<String>)>, GoldError> {
    let list = value.as_array().ok_or(GoldError::Spans("no list".to_owned()))?;
    let mut points = None;
    let mut found = Vec::with_capacity(list.len());
    for (index, item) in list.iter().enumerate() {
        let wrong = |what: String| GoldError::Spans(format!("span {}: {what}", index + 1));
        let object = item.as_object().ok_or_else(|| wrong("no object".to_owned()))?;
        let span = span(text, object, &mut points).map_err(wrong)?;
        said_text(text, span, object).map_err(wrong)?;
        found.push((span, object.get("type").and_then(Value::as_str).map(str::to_owned)));
    }
    Ok(found)
}

fn span(text: &str, object: &Map<String, Value>, points: &mut Option<Vec<usize>>) -> Result<Span, String> {
    let number = |name: &str| object.get(name).and_then(Value::as_u64).and_then(|at| usize::try_from(at).ok());
    let (unit, start, end) = match (number("bstart").zip(number("bend")), number("start").zip(number("end"))) {
        (Some((start, end)), _) => ("bytes", Some(start), Some(end)),
        (None, Some((start, end))) => {
            let starts = points.get_or_insert_with(|| byte_starts(text));
            ("code points", starts.get(start).copied(), starts.get(end).copied())
        }
        (None, None) => return Err("neither start and end nor bstart and bend".to_owned()),
    };
    let whole = start.zip(end).filter(|&(start, end)| start < end && text.get(start..end).is_some());
    let (start, end) = whole.ok_or_else(|| format!("its {unit} are not those of a part of the text"))?;
    let narrow = |at: usize| u32::try_from(at).map_err(|_| "past 4 GB".to_owned());
    Ok(Span::new(narrow(start)?, narrow(end)?))
}

/// The byte at which each code point starts, and that after the last.
fn byte_starts(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}

/// Where a span says what text it covers, it must be that: offsets in other units would pass for spans of other words.
fn said_text(text: &str, span: Span, object: &Map<String, Value>) -> Result<(), String> {
    let Some(said) = object.get("text").and_then(Value::as_str) else { return Ok(()) };
    let there = span.of(text);
    let words = |text: &str| text.split_whitespace().map(str::to_lowercase).collect::<Vec<_>>();
    if words(there) == words(said) {
        return Ok(());
    }
    let shown = |text: &str| crate::corpus::shown(&text.chars().take(40).collect::<String>());
    Err(format!(
        "the text there is \"{}\", not \"{}\": are its offsets code points or bytes?",
        shown(there),
        shown(said)
    ))
}

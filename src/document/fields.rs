//! What does one table say, and is it of the right kind?

use super::{Node, Problems, Table, Value, nearest};
use crate::span::Span;

/// The keys of one table. Each method takes a key; what is of the wrong kind is a problem and then as if it were absent.
#[derive(Debug)]
pub struct Fields<'d, 't> {
    table: &'d Table<'t>,
    /// What the table is, for messages: "an entry".
    what: &'static str,
}

/// A string and its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Placed<'d> {
    /// What it says.
    pub text: &'d str,
    /// From its first quotation mark to its last.
    pub span: Span,
}

impl<'d, 't> Fields<'d, 't> {
    /// The fields of a table that is `what` and may have the keys `known`; any other is a problem.
    pub fn of<'k>(
        table: &'d Table<'t>,
        what: &'static str,
        known: impl Iterator<Item = &'k str> + Clone,
        problems: &mut Problems,
    ) -> Fields<'d, 't> {
        for (key, _) in table.iter() {
            if !known.clone().any(|known| known == key.text) {
                problems.add_when_told(key.span, || {
                    let help = match nearest(&key.text, known.clone()) {
                        Some(meant) => format!("did you mean `{meant}`?"),
                        None => format!("{what} may have {}", listed(&known.clone().collect::<Vec<_>>())),
                    };
                    (format!("{what} has no key `{}`", key.text), help)
                });
            }
        }
        Fields { table, what }
    }

    /// The fields of a table whose keys are its author's.
    pub fn any(table: &'d Table<'t>, what: &'static str) -> Fields<'d, 't> {
        Fields { table, what }
    }

    /// Where the table starts: its header or its `{`.
    pub fn span(&self) -> Span {
        self.table.span
    }

    /// Where a key stands, or else the table.
    pub fn key_span(&self, key: &str) -> Span {
        let position = self.table.position(key);
        position.and_then(|at| self.table.iter().nth(at)).map_or(self.table.span, |(key, _)| key.span)
    }

    /// Whether the key is there.
    pub fn has(&self, key: &str) -> bool {
        self.table.get(key).is_some()
    }

    /// The lack of a key is a problem; `help` says what belongs there.
    pub fn require(&self, key: &str, help: &str, problems: &mut Problems) {
        if !self.has(key) {
            problems.add_missing(self.span(), format!("{} needs `{key}`", self.what), help.to_owned());
        }
    }

    /// A string that is not blank.
    pub fn text(&self, key: &str, problems: &mut Problems) -> Option<Placed<'d>> {
        text(key, self.table.get(key)?, problems)
    }

    /// `true` or `false`.
    pub fn boolean(&self, key: &str, problems: &mut Problems) -> Option<bool> {
        let node = self.table.get(key)?;
        match node.value {
            Value::Boolean(value) => Some(value),
            _ => wrong(key, node, "true or false, without quotation marks", problems),
        }
    }

    /// A whole number from `least` to `most`.
    pub fn number(&self, key: &str, least: u32, most: u32, problems: &mut Problems) -> Option<u32> {
        let node = self.table.get(key)?;
        let Value::Integer(number) = node.value else {
            return wrong(key, node, &format!("a whole number from {least} to {most}"), problems);
        };
        let fitting = u32::try_from(number).ok().filter(|number| (least..=most).contains(number));
        if fitting.is_none() {
            let message = format!("`{key}` is {number}, which is not from {least} to {most}");
            problems.add(node.span, message, format!("write a whole number from {least} to {most}"));
        }
        fitting
    }

    /// One of these words, as the value that belongs to it.
    pub fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], problems: &mut Problems) -> Option<T> {
        let Placed { text, span } = self.text(key, problems)?;
        let chosen = choices.iter().find(|(name, _)| *name == text);
        if chosen.is_none() {
            problems.add_when_told(span, || {
                let names: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
                let help = match nearest(text, names.iter().copied()) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => format!("write {}", listed(&names)),
                };
                (format!("`{key}` cannot be \"{text}\""), help)
            });
        }
        chosen.map(|(_, value)| *value)
    }

    /// A list of strings, none of them blank; an empty list is a problem. Nothing if the key is absent.
    pub fn texts(&self, key: &str, problems: &mut Problems) -> Vec<Placed<'d>> {
        let items = self.list(key, problems);
        items.iter().filter_map(|item| text(key, item, problems)).collect()
    }

    /// A list of strings of which some may be empty; an empty list is a problem. Nothing if the key is absent.
    pub fn texts_or_empty(&self, key: &str, problems: &mut Problems) -> Vec<Placed<'d>> {
        let items = self.list(key, problems);
        let any = |item: &'d Node<'t>, problems: &mut Problems| match &item.value {
            Value::String(empty) if empty.is_empty() => Some(Placed { text: "", span: item.span }),
            _ => text(key, item, problems),
        };
        items.iter().filter_map(|item| any(item, problems)).collect()
    }

    /// The tables `[[key]]` or `key = [{…}]`.
    pub fn tables(&self, key: &str, problems: &mut Problems) -> Vec<&'d Table<'t>> {
        let Some(node) = self.table.get(key) else { return Vec::new() };
        match &node.value {
            Value::Tables(tables) => tables.iter().collect(),
            Value::List(items) => {
                if items.is_empty() {
                    empty(key, node.span, problems);
                }
                let table = |item: &'d Node<'t>| match &item.value {
                    Value::Table(table) => Some(&**table),
                    _ => wrong(key, item, "a table such as { left = [\"one\"] }", problems),
                };
                items.iter().filter_map(table).collect()
            }
            _ => wrong(key, node, &format!("a list of tables: {key} = [{{ … }}] or [[…{key}]]"), problems)
                .unwrap_or_default(),
        }
    }

    /// The table `[key]`.
    pub fn table(&self, key: &str, problems: &mut Problems) -> Option<&'d Table<'t>> {
        let node = self.table.get(key)?;
        match &node.value {
            Value::Table(table) => Some(&**table),
            _ => wrong(key, node, &format!("a table: {key} = {{ … }} or […{key}]"), problems),
        }
    }

    fn list(&self, key: &str, problems: &mut Problems) -> &'d [Node<'t>] {
        match self.table.get(key) {
            None => &[],
            Some(Node { value: Value::List(items), span }) => {
                if items.is_empty() {
                    empty(key, *span, problems);
                }
                items
            }
            Some(node) => {
                wrong(key, node, "a list of strings such as [\"one\", \"two\"]", problems).unwrap_or_default()
            }
        }
    }
}

fn text<'d>(key: &str, node: &'d Node<'_>, problems: &mut Problems) -> Option<Placed<'d>> {
    match &node.value {
        Value::String(text) if text.trim().is_empty() => {
            problems.add(node.span, "this text is blank", "write something, or leave it out");
            None
        }
        Value::String(text) => Some(Placed { text, span: node.span }),
        _ => wrong(key, node, "text between double quotation marks", problems),
    }
}

fn empty(key: &str, span: Span, problems: &mut Problems) {
    problems.add(span, format!("`{key}` is an empty list"), format!("put something into it, or leave `{key}` out"));
}

/// A value of the wrong kind, of a key or in its list.
fn wrong<T>(key: &str, node: &Node<'_>, expected: &str, problems: &mut Problems) -> Option<T> {
    problems.add(node.span, format!("`{key}` cannot have {} here", node.value.kind()), format!("write {expected}"));
    None
}

/// `a, b or c`, each in backticks.
fn listed(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.as_slice() {
        [rest @ .., last] if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => quoted.concat(),
    }
}

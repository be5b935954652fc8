//! What are the tables and values of a TOML file?

use std::borrow::Cow;
use std::collections::HashMap;

use crate::span::Span;

/// A table: its keys in the order of the file.
#[derive(Debug)]
pub struct Table<'t> {
    /// Its header `[name]`, or from `{` to `}`; the start of the file for the file's own table.
    pub span: Span,
    keys: Vec<(Key<'t>, Node<'t>)>,
    /// Where the keys of a large table are: a file with a million keys must not take a million squared steps.
    index: HashMap<Cow<'t, str>, usize>,
    pub(super) origin: Origin,
}

/// A key, without its quotation marks.
#[derive(Clone, Debug)]
pub struct Key<'t> {
    /// Its text.
    pub text: Cow<'t, str>,
    /// Where it stands.
    pub span: Span,
}

/// A value and where it stands.
#[derive(Debug)]
pub struct Node<'t> {
    /// From its first byte to its last.
    pub span: Span,
    /// What it is.
    pub value: Value<'t>,
}

/// A value.
#[derive(Debug)]
pub enum Value<'t> {
    /// `"text"`
    String(Cow<'t, str>),
    /// `12`
    Integer(i64),
    /// `1.5`, `inf`, `nan`
    Float,
    /// `true`
    Boolean(bool),
    /// `2026-11-24`
    Date,
    /// `[…]`
    List(Vec<Node<'t>>),
    /// `[name]`, `{…}` or the parent of a dotted key
    Table(Box<Table<'t>>),
    /// `[[name]]`, once or more
    Tables(Vec<Table<'t>>),
}

impl Value<'_> {
    /// What it is, in words for a message.
    pub fn kind(&self) -> &'static str {
        match self {
            Value::String(_) => "a string",
            Value::Integer(_) => "a whole number",
            Value::Float => "a number with a fraction",
            Value::Boolean(_) => "true or false",
            Value::Date => "a date",
            Value::List(_) => "a list",
            Value::Table(_) => "a table",
            Value::Tables(_) => "a list of tables",
        }
    }
}

/// What made a table; it decides what may still be added to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Origin {
    /// The file, or a header `[name]`.
    Header,
    /// The header of a table inside it: its own header may still come.
    Implied,
    /// A dotted key.
    Dotted,
    /// `{…}`: complete when closed.
    Inline,
}

/// Tables of up to so many keys are searched from end to end, which is quicker than a hash.
const SMALL: usize = 32;

impl<'t> Table<'t> {
    pub(super) fn new(span: Span, origin: Origin) -> Table<'t> {
        Table { span, keys: Vec::new(), index: HashMap::new(), origin }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&Node<'t>> {
        self.position(key).and_then(|at| self.keys.get(at)).map(|(_, node)| node)
    }

    /// The keys and values in the order of the file.
    pub fn iter(&self) -> impl Iterator<Item = &(Key<'t>, Node<'t>)> {
        self.keys.iter()
    }

    pub(super) fn position(&self, key: &str) -> Option<usize> {
        if self.keys.len() <= SMALL {
            return self.keys.iter().position(|(known, _)| known.text == key);
        }
        self.index.get(key).copied()
    }

    /// Adds a key that is not there yet, and says where it is.
    pub(super) fn push(&mut self, key: Key<'t>, node: Node<'t>) -> usize {
        let at = self.keys.len();
        if at == SMALL {
            let known = self.keys.iter().enumerate();
            self.index = known.map(|(at, (key, _))| (key.text.clone(), at)).collect();
        }
        if at >= SMALL {
            self.index.insert(key.text.clone(), at);
        }
        self.keys.push((key, node));
        at
    }

    pub(super) fn entry(&mut self, at: usize) -> Option<&mut (Key<'t>, Node<'t>)> {
        self.keys.get_mut(at)
    }
}

//! How does a TOML file become a tree of tables and values with places?
//!
//! `toml_parser` (the parser under the `toml` crate) cuts the file and reports its statements; here they are put
//! together, and repeated keys refused. The `toml` crate's own tree takes six times as long, and reading all shipped
//! lexicons is part of every start of the program. A test compares the two.

use std::borrow::Cow;

use toml_parser::decoder::{Encoding, ScalarKind};
use toml_parser::parser::{EventReceiver, parse_document};
use toml_parser::{ErrorSink, Expected, ParseError, Source};

use super::value::Origin;
use super::{Elsewhere, Key, Node, Problem, Problems, Table, Value, recover};
use crate::span::Span;

/// Larger files are refused.
const LARGEST: usize = 16 << 20;

/// Lists, inline tables and dotted keys may be nested so deep.
const DEEPEST: usize = 64;

/// So many errors of syntax are enough; a file of nothing else could have millions.
const ENOUGH: usize = 1_000;

/// Reads a file. What cannot be read is left out and added to `problems`; of a file over 16 MB nothing is read.
pub fn parse<'t>(text: &'t str, problems: &mut Problems) -> Table<'t> {
    if text.len() > LARGEST {
        let message = format!("this file has {} MB, and the limit is 16", text.len() >> 20);
        // Nothing is read, so that what else seems to be wrong is not.
        problems.add_syntax(Span::default(), message, "split it into several files".to_owned());
        return Table::new(Span::default(), Origin::Header);
    }
    let source = Source::new(text);
    let tokens = source.lex().into_vec();
    let mut trial = Problems::default();
    let root = Builder::of(source, &mut trial).root_of(&tokens);
    if trial.is_empty() {
        return root;
    }
    let closed = recover::closed(&tokens, source, problems);
    Builder::of(source, problems).root_of(&closed)
}

/// The parser's span as ours; files are far smaller than 4 GB.
pub(super) fn span(span: toml_parser::Span) -> Span {
    Span { start: span.start() as u32, end: span.end().max(span.start()) as u32 }
}

/// Takes the parser's events and builds the tree.
struct Builder<'t, 'p> {
    source: Source<'t>,
    problems: &'p mut Problems,
    root: Table<'t>,
    /// The table of the last header, as steps from the root; `None` if that header was refused.
    current: Option<Vec<usize>>,
    /// The parts of the keys that are being read: those of each open list or table, then of the innermost value.
    keys: Vec<Key<'t>>,
    /// Whether the next part belongs to the same key.
    dotted: bool,
    header: Option<Header>,
    /// The lists and inline tables that are open.
    open: Vec<Open<'t>>,
    /// How many more are open that were too deep.
    refused: usize,
}

/// A header that is being read.
struct Header {
    start: u32,
    is_list: bool,
}

/// A list or an inline table that is being read.
struct Open<'t> {
    start: u32,
    /// How many parts its key and those around it have.
    n_keys: usize,
    what: What<'t>,
}

enum What<'t> {
    List(Vec<Node<'t>>),
    Table(Box<Table<'t>>),
}

impl<'t, 'p> Builder<'t, 'p> {
    fn of(source: Source<'t>, problems: &'p mut Problems) -> Builder<'t, 'p> {
        let root = Table::new(Span::default(), Origin::Header);
        let (keys, open) = (Vec::new(), Vec::new());
        Builder { source, problems, root, current: Some(vec![]), keys, dotted: false, header: None, open, refused: 0 }
    }

    fn root_of(mut self, tokens: &[toml_parser::lexer::Token]) -> Table<'t> {
        let mut errors: Vec<ParseError> = Vec::new();
        let mut keep = |error: ParseError| {
            if errors.len() < ENOUGH {
                errors.push(error);
            }
        };
        parse_document(tokens, &mut self, &mut keep);
        for error in &errors {
            report(error, self.problems);
        }
        self.root
    }

    /// A value has been read: it goes into the open list or table, or under its key into the table of the header.
    fn place(&mut self, node: Node<'t>) {
        let n_keys = self.n_keys();
        let table = match self.open.last_mut().map(|open| &mut open.what) {
            Some(What::List(items)) => return items.push(node),
            Some(What::Table(table)) => table,
            None => match self.current.as_ref().and_then(|steps| at(&mut self.root, steps)) {
                Some(table) => table,
                None => return self.keys.truncate(n_keys),
            },
        };
        if self.keys.len() > n_keys
            && let Some(last) = self.keys.pop()
        {
            insert(table, self.keys.drain(n_keys..), last, node, self.problems);
        }
    }

    /// How many of the parts belong to what is open.
    fn n_keys(&self) -> usize {
        self.open.last().map_or(0, |open| open.n_keys)
    }

    fn open(&mut self, start: u32, what: What<'t>, errors: &mut dyn ErrorSink) -> bool {
        if self.open.len() >= DEEPEST || self.refused > 0 {
            let place = toml_parser::Span::new_unchecked(start as usize, start as usize + 1);
            errors.report_error(ParseError::new("nested too deep").with_unexpected(place));
            self.refused += 1;
            return false;
        }
        self.open.push(Open { start, n_keys: self.keys.len(), what });
        true
    }

    fn close(&mut self, end: u32) {
        if self.refused > 0 {
            self.refused -= 1;
        } else if let Some(Open { start, n_keys, what }) = self.open.pop() {
            let span = Span { start, end: end.max(start + 1) };
            let value = match what {
                What::List(items) => Value::List(items),
                What::Table(mut table) => {
                    table.span = span;
                    Value::Table(table)
                }
            };
            self.keys.truncate(n_keys);
            self.place(Node { span, value });
        }
    }

    fn open_header(&mut self, at: toml_parser::Span, is_list: bool) {
        self.open.clear();
        self.refused = 0;
        self.keys.clear();
        self.dotted = false;
        self.current = None;
        self.header = Some(Header { start: span(at).start, is_list });
    }

    fn close_header(&mut self, end: u32) {
        let Some(Header { start, is_list }) = self.header.take() else { return };
        let keys = std::mem::take(&mut self.keys);
        self.current = steps(&mut self.root, keys, is_list, Span { start, end }, self.problems);
    }
}

impl EventReceiver for Builder<'_, '_> {
    fn std_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span, false);
    }

    fn std_table_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span(at).end);
    }

    fn array_table_open(&mut self, span: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.open_header(span, true);
    }

    fn array_table_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close_header(span(at).end);
    }

    fn inline_table_open(&mut self, at: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        let table = Table::new(span(at), Origin::Inline);
        self.open(span(at).start, What::Table(Box::new(table)), errors)
    }

    fn inline_table_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close(span(at).end);
    }

    fn array_open(&mut self, at: toml_parser::Span, errors: &mut dyn ErrorSink) -> bool {
        self.open(span(at).start, What::List(Vec::new()), errors)
    }

    fn array_close(&mut self, at: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.close(span(at).end);
    }

    fn simple_key(&mut self, at: toml_parser::Span, encoding: Option<Encoding>, errors: &mut dyn ErrorSink) {
        if !std::mem::take(&mut self.dotted) {
            self.keys.truncate(self.n_keys());
        }
        let Some(raw) = self.source.get(at) else { return };
        let raw = toml_parser::Raw::new_unchecked(raw.as_str(), encoding, at);
        let mut text = Cow::Borrowed("");
        raw.decode_key(&mut text, errors);
        self.keys.push(Key { text, span: span(at) });
        if self.keys.len() - self.n_keys() == DEEPEST {
            errors.report_error(ParseError::new("nested too deep").with_unexpected(at));
        }
    }

    fn key_sep(&mut self, _: toml_parser::Span, _: &mut dyn ErrorSink) {
        self.dotted = true;
    }

    fn scalar(&mut self, at: toml_parser::Span, encoding: Option<Encoding>, errors: &mut dyn ErrorSink) {
        let Some(raw) = self.source.get(at) else { return };
        let raw = toml_parser::Raw::new_unchecked(raw.as_str(), encoding, at);
        let mut text = Cow::Borrowed("");
        let is_word = encoding.is_none() && raw.as_str().starts_with(|c: char| c.is_alphabetic());
        if is_word && !matches!(raw.as_str(), "true" | "false" | "inf" | "nan") {
            errors.report_error(ParseError::new("text without quotation marks").with_unexpected(at));
            return self.place(Node { span: span(at), value: Value::String(Cow::Borrowed(raw.as_str())) });
        }
        let value = match raw.decode_scalar(&mut text, errors) {
            ScalarKind::String => Value::String(text),
            ScalarKind::Boolean(value) => Value::Boolean(value),
            ScalarKind::DateTime => {
                if text.parse::<toml::value::Datetime>().is_err() {
                    errors.report_error(ParseError::new("this is no date").with_unexpected(at));
                }
                Value::Date
            }
            ScalarKind::Float => Value::Float,
            ScalarKind::Integer(radix) => match i64::from_str_radix(&text, radix.value()) {
                Ok(number) => Value::Integer(number),
                Err(_) => {
                    errors.report_error(ParseError::new("this number is too large").with_unexpected(at));
                    Value::Integer(0)
                }
            },
        };
        self.place(Node { span: span(at), value });
    }

    fn comment(&mut self, at: toml_parser::Span, errors: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(at) {
            raw.decode_comment(errors);
        }
    }

    fn newline(&mut self, at: toml_parser::Span, errors: &mut dyn ErrorSink) {
        if let Some(raw) = self.source.get(at) {
            raw.decode_newline(errors);
        }
    }
}

/// The table to which these steps lead: at each a key, and of several tables the last.
fn at<'r, 't>(root: &'r mut Table<'t>, steps: &[usize]) -> Option<&'r mut Table<'t>> {
    steps.iter().try_fold(root, |table, &step| match &mut table.entry(step)?.1.value {
        Value::Table(table) => Some(&mut **table),
        Value::Tables(tables) => tables.last_mut(),
        _ => None,
    })
}

/// The steps to the table of a header, which is made; `None` if there can be no such table.
fn steps<'t>(
    root: &mut Table<'t>,
    mut keys: Vec<Key<'t>>,
    is_list: bool,
    span: Span,
    problems: &mut Problems,
) -> Option<Vec<usize>> {
    let last = keys.pop()?;
    if keys.len() >= DEEPEST {
        return None;
    }
    let mut steps = Vec::with_capacity(keys.len() + 1);
    let mut table = root;
    for key in keys {
        let step = match table.position(&key.text) {
            Some(step) => step,
            None => {
                let value = Value::Table(Box::new(Table::new(span, Origin::Implied)));
                table.push(key.clone(), Node { span: key.span, value })
            }
        };
        steps.push(step);
        let (known, node) = table.entry(step)?;
        let known = known.span;
        table = match &mut node.value {
            Value::Table(table) if table.origin != Origin::Inline => table,
            Value::Tables(tables) => tables.last_mut()?,
            _ => {
                repeated(&key, known, problems);
                return None;
            }
        };
    }
    let made = Table::new(span, Origin::Header);
    let step = match table.position(&last.text) {
        None => {
            let value = if is_list { Value::Tables(vec![made]) } else { Value::Table(Box::new(made)) };
            let node = Node { span, value };
            table.push(last, node)
        }
        Some(step) => {
            let (known, node) = table.entry(step)?;
            match &mut node.value {
                Value::Tables(tables) if is_list => tables.push(made),
                Value::Table(table) if !is_list && table.origin == Origin::Implied => {
                    (table.span, table.origin) = (span, Origin::Header);
                }
                _ => {
                    repeated(&last, known.span, problems);
                    return None;
                }
            }
            step
        }
    };
    steps.push(step);
    Some(steps)
}

/// Puts a value under a key of one part or several.
fn insert<'t>(
    table: &mut Table<'t>,
    keys: impl ExactSizeIterator<Item = Key<'t>>,
    last: Key<'t>,
    node: Node<'t>,
    problems: &mut Problems,
) {
    if keys.len() >= DEEPEST {
        return;
    }
    let mut table = table;
    for key in keys {
        let step = match table.position(&key.text) {
            Some(step) => step,
            None => {
                let value = Value::Table(Box::new(Table::new(key.span, Origin::Dotted)));
                table.push(key.clone(), Node { span: key.span, value })
            }
        };
        let Some((known, node)) = table.entry(step) else { return };
        table = match &mut node.value {
            Value::Table(table) if matches!(table.origin, Origin::Dotted | Origin::Implied) => {
                // No header of its own may follow.
                table.origin = Origin::Dotted;
                table
            }
            _ => return repeated(&key, known.span, problems),
        };
    }
    match table.position(&last.text).and_then(|step| table.entry(step)).map(|(known, _)| known.span) {
        Some(known) => repeated(&last, known, problems),
        None => {
            table.push(last, node);
        }
    }
}

fn repeated(key: &Key<'_>, known: Span, problems: &mut Problems) {
    problems.add_with(Problem {
        span: key.span,
        message: format!("`{}` is given twice", key.text),
        help: "leave one of the two out".to_owned(),
        elsewhere: Some(Elsewhere { file: None, span: known, label: "it is given here first".to_owned() }),
    });
}

/// Tells an error of the parser in a sentence of ours.
fn report(error: &ParseError, problems: &mut Problems) {
    let place = error.unexpected().or(error.context()).map(span).unwrap_or_default();
    let mut message = error.description().to_owned();
    let expected = error.expected().unwrap_or_default().iter().filter_map(|expected| match expected {
        Expected::Literal("\n") => Some("the end of the line".to_owned()),
        Expected::Literal(literal) => Some(format!("`{}`", literal.escape_debug())),
        Expected::Description(what) => Some((*what).to_owned()),
        _ => None,
    });
    let expected: Vec<String> = expected.collect();
    if !expected.is_empty() {
        message = format!("{message}: expected {}", expected.join(" or "));
    }
    let help = match error.description() {
        "nested too deep" => "a lexicon needs no such depth",
        what if what.contains("string") || what.contains("quot") => {
            "text stands between double quotation marks on one line; write one inside it as \\\""
        }
        what if what.contains("array") => {
            "a list is written [\"one\", \"two\"]: a comma or a quotation mark is missing"
        }
        what if what.contains("inline table") => "a table inside a list is written { left = [\"one\"] }",
        what if what.contains("table") => "a header is written [lexicon] or [[entry]]",
        what if what.contains("number") || what.contains("integer") => "write a whole number such as 2",
        _ => "a line is written key = \"text\", key = 2, key = true or key = [\"one\", \"two\"]",
    };
    problems.add_syntax(place, message, help.to_owned());
}

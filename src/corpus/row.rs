//! Rows whose values were taken from columns already.

use std::borrow::Cow;
use std::sync::Arc;

use super::object::takes_lists;
use super::record::Record;
use super::skipped::{shown_names, shown_start};
use super::value::Value;
use super::{Article, Field, Fields, Reading, Reason};

/// Some rows of a file.
#[derive(Clone, Debug, Hash)]
pub(super) struct Rows {
    /// The names of all columns.
    pub(super) names: Arc<Vec<String>>,
    pub(super) rows: Vec<Row>,
    /// What they take, roughly.
    pub(super) bytes: usize,
}

/// The values of one row, or what is wrong with them.
#[derive(Clone, Debug, Hash)]
pub(super) struct Row {
    values: [Option<String>; Field::ALL.len()],
    given: [bool; Field::ALL.len()],
    wrong: Option<Reason>,
}

impl Row {
    /// Takes the values out of the cells; a text of more than `limit` bytes is not copied.
    pub(super) fn new(cells: [Option<Value>; Field::ALL.len()], fields: &Fields, limit: usize) -> Row {
        let mut row = Row { values: Default::default(), given: cells.each_ref().map(Option::is_some), wrong: None };
        for (field, cell) in Field::ALL.into_iter().zip(cells) {
            row.values[field as usize] = match cell {
                None | Some(Value::Null) => None,
                Some(Value::Text(text)) if limit < text.len() => {
                    row.wrong = row.wrong.or(Some(Reason::LongArticle(limit)));
                    None
                }
                Some(Value::Text(text)) => Some(text.into_owned()),
                Some(Value::Number(number)) if field != Field::Text => Some(number),
                Some(Value::List(items)) if takes_lists(field) => Some(items),
                Some(_) if fields.is_assumed(field) => None,
                Some(value) => {
                    let wanted = if takes_lists(field) { "text or a list of texts" } else { "text" };
                    let name = shown_start(fields.name(field).unwrap_or_default());
                    row.wrong = row.wrong.or(Some(Reason::WrongType { field: name, found: value.kind(), wanted }));
                    None
                }
            };
        }
        row
    }

    pub(super) fn len(&self) -> usize {
        self.values.iter().flatten().map(String::len).sum()
    }

    /// The article that it is.
    pub(super) fn article(&self, names: &[String], reading: &Reading) -> Result<Article, Reason> {
        if let Some(reason) = &self.wrong {
            return Err(reason.clone());
        }
        let values = self.values.each_ref().map(|value| value.as_deref().map(Cow::Borrowed));
        Record { values, given: self.given }.article(|| shown_names(names), reading)
    }
}

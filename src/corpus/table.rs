//! Which column of a table is what, and what do its rows say?

use std::borrow::Cow;
use std::cmp::Reverse;
use std::sync::Arc;

use encoding_rs::Encoding;

use super::charset::{assumed, decoded};
use super::record::Record;
use super::rows::{Row, Rows};
use super::sample::Sample;
use super::skipped::{shown_names, shown_start};
use super::{Article, Field, FieldOverrides, Fields, Reading, Reason, Skipped};

/// What the first row and the first records of a table say about it.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) delimiter: u8,
    names: Vec<String>,
    columns: [Option<usize>; Field::ALL.len()],
    pub(super) fields: Fields,
}

/// What may stand between two cells, the last two as Hive and others write them. Where the header leaves it open, the first.
const DELIMITERS: [u8; 8] = [b'\t', b',', b';', b'|', b'^', b'~', 0x01, 0x1f];

/// Records from which the columns are chosen.
const SAMPLE_RECORDS: usize = 100;

impl Table {
    /// Chooses the columns from the first rows; `header` bytes of `start` are the first of them.
    ///
    /// # Errors
    ///
    /// No column can be the text, or two have the name of one that is used.
    pub(super) fn new(start: &[u8], header: usize, delimiter: u8, overrides: &FieldOverrides) -> Result<Table, Reason> {
        let names = names(&start[..header], delimiter);
        let mut sample = Sample::default();
        let mut rows = reader(&start[header..], delimiter).into_byte_records();
        for row in rows.by_ref().flatten().take(SAMPLE_RECORDS) {
            for (name, cell) in names.iter().zip(&row) {
                sample.add_text(name, &String::from_utf8_lossy(cell));
            }
        }
        let mut fields = Fields::choose(&sample, overrides);
        fields.fall_back(Field::Text, &names);
        let column = |field| names.iter().position(|name| fields.name(field) == Some(name));
        let columns = Field::ALL.map(column);
        if columns[Field::Text as usize].is_none() {
            return Err(Reason::NoText(shown_names(&names)));
        }
        let twice = |&at: &usize| names[at + 1..].contains(&names[at]);
        if let Some(at) = columns.into_iter().flatten().find(twice) {
            return Err(Reason::TwiceGiven(shown_start(&names[at])));
        }
        Ok(Table { delimiter, names, columns, fields })
    }

    /// The articles of whole rows, none of which is the header.
    pub(super) fn articles<'t>(
        &'t self,
        file: &'t Arc<str>,
        first_line: u64,
        bytes: &'t [u8],
        encoding: Option<&'static Encoding>,
        reading: &'t Reading,
    ) -> impl Iterator<Item = Result<Article, Skipped>> + 't {
        let mut rows = reader(bytes, self.delimiter);
        let mut row = csv::ByteRecord::new();
        let (mut at, mut line) = (0, first_line);
        std::iter::from_fn(move || {
            // Reading from memory cannot fail, and rows of any length are taken.
            if !rows.read_byte_record(&mut row).unwrap_or(false) {
                return None;
            }
            // The reader counts blank lines to the row behind them.
            let start = row.position().map_or(at, |position| position.byte() as usize);
            let blank = bytes[start..].iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
            line += memchr::memchr_iter(b'\n', &bytes[at..start + blank]).count() as u64;
            at = start + blank;
            let article = self.article(&row, encoding, reading).map_err(|reason| Skipped::line(file, line, reason));
            Some(article.map(|article| Article { file: file.clone(), line: Some(line), ..article }))
        })
    }

    fn article(
        &self,
        row: &csv::ByteRecord,
        encoding: Option<&'static Encoding>,
        reading: &Reading,
    ) -> Result<Article, Reason> {
        if row.len() != self.names.len() {
            return Err(Reason::Cells { found: row.len(), wanted: self.names.len() });
        }
        // One set for all of a row, which a cell alone may not show.
        let is_utf8 =
            std::str::from_utf8(row.as_slice()).is_ok() && row.iter().all(|cell| std::str::from_utf8(cell).is_ok());
        let encoding = if is_utf8 { None } else { Some(encoding.ok_or(Reason::NotUtf8)?) };
        let mut record = Record::default();
        for field in Field::ALL {
            let Some(cell) = self.columns[field as usize].and_then(|column| row.get(column)) else { continue };
            let text = match encoding {
                Some(encoding) => decoded(cell, encoding),
                None => std::str::from_utf8(cell).ok().map(Cow::Borrowed),
            };
            let text = text.ok_or(Reason::NotUtf8)?;
            if text.contains('\0') {
                return Err(Reason::Nul);
            }
            record.given[field as usize] = true;
            record.values[field as usize] = Some(text);
        }
        let article = record.article(|| shown_names(&self.names), reading)?;
        Ok(Article { charset: encoding.map(assumed), ..article })
    }
}

/// What stands between the cells of a table: that with which the first row has the most names that are known, or else
/// the most cells.
pub(super) fn delimiter(start: &[u8], overrides: &FieldOverrides) -> u8 {
    let score = |&(index, delimiter): &(usize, u8)| {
        let names = header(start, true, delimiter);
        let known = names.iter().filter(|name| is_known(name, overrides)).count();
        (names.iter().any(|name| is_text(name, overrides)), known, names.len(), Reverse(index))
    };
    DELIMITERS.into_iter().enumerate().max_by_key(score).map_or(b',', |(_, delimiter)| delimiter)
}

/// Whether the first line can only be the header of a table: at least two names that are known, one of them that of
/// the text. One is enough if the user said that it is the text.
pub(super) fn has_header(start: &[u8], is_whole: bool, overrides: &FieldOverrides) -> bool {
    let least = if overrides.iter().any(|(field, _)| field == Field::Text) { 1 } else { 2 };
    DELIMITERS.into_iter().any(|delimiter| {
        let names = header(start, is_whole, delimiter);
        names.iter().any(|name| is_text(name, overrides))
            && least <= names.iter().filter(|name| is_known(name, overrides)).count()
            && names.iter().all(|name| name.len() <= 64)
    })
}

/// Whether the first row of a table names a column of text.
pub fn has_text_column(start: &[u8], is_whole: bool, overrides: &FieldOverrides) -> bool {
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let names = header(start, is_whole, delimiter(start, overrides));
    names.iter().any(|name| is_text(name, overrides))
}

fn is_text(name: &str, overrides: &FieldOverrides) -> bool {
    match overrides.iter().find(|(field, _)| *field == Field::Text) {
        Some((_, text)) => text == name,
        None => Field::Text.known_names().contains(&name),
    }
}

fn is_known(name: &str, overrides: &FieldOverrides) -> bool {
    overrides.iter().any(|(_, other)| other == name)
        || Field::ALL.iter().any(|field| field.known_names().contains(&name))
}

/// The names in the first row that is not blank, if it ends in these bytes.
fn header(start: &[u8], is_whole: bool, delimiter: u8) -> Vec<String> {
    let blank = start.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
    match Rows::new(delimiter).row(start, blank, is_whole) {
        Row::Ends(end) => names(&start[..end], delimiter),
        Row::Open | Row::Broken => Vec::new(),
    }
}

fn names(header: &[u8], delimiter: u8) -> Vec<String> {
    let mut row = csv::ByteRecord::new();
    let _ = reader(header, delimiter).read_byte_record(&mut row);
    row.iter().map(|name| String::from_utf8_lossy(name).trim().to_owned()).collect()
}

fn reader(bytes: &[u8], delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(bytes)
}

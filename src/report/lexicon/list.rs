//! Entries and name sets, one line each; and all their forms, for a spreadsheet.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use super::super::visible;
use crate::lexicon::{Entry, EntryId, Form, Lexicons, NameSet};

/// Which entries and name sets to list: those that fit each of these lists that is not empty.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Ids of categories.
    pub categories: Vec<String>,
    /// Names of statuses.
    pub statuses: Vec<String>,
    /// Perspectives.
    pub perspectives: Vec<String>,
    /// Intensities.
    pub intensities: Vec<u8>,
}

/// An entry or a name set in one line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ListRow {
    /// Its full id.
    pub id: String,
    /// The version of its lexicon.
    pub version: String,
    /// Its category; `None` for a name set, as are the next two.
    pub category: Option<String>,
    /// Its intensity.
    pub intensity: Option<u8>,
    /// Its status.
    pub status: Option<&'static str>,
    /// Who typically says it.
    pub perspective: Vec<String>,
    /// Its first forms; of a name set one of each name.
    pub forms: Vec<String>,
    /// How many it has in all.
    pub n_forms: usize,
}

/// So many forms are shown in a list.
const SHOWN: usize = 3;

/// The entries and then the name sets that are wanted, in the order of their ids.
pub fn rows(lexicons: &Lexicons, filter: &Filter) -> Vec<ListRow> {
    let entries = (0..lexicons.entries.len()).map(|at| of_entry(lexicons, EntryId(at as u32)));
    let sets = lexicons.namesets.iter().map(|set| of_set(lexicons, set));
    entries.chain(sets).filter(|row| filter.wants(row)).collect()
}

impl Filter {
    fn wants(&self, row: &ListRow) -> bool {
        let fits = |wanted: &[String], is: Option<&str>| {
            wanted.is_empty() || is.is_some_and(|is| wanted.iter().any(|wanted| wanted == is))
        };
        fits(&self.categories, row.category.as_deref())
            && fits(&self.statuses, row.status)
            && (self.perspectives.is_empty() || row.perspective.iter().any(|of| self.perspectives.contains(of)))
            && (self.intensities.is_empty() || row.intensity.is_some_and(|of| self.intensities.contains(&of)))
    }
}

fn of_entry(lexicons: &Lexicons, id: EntryId) -> ListRow {
    let entry = lexicons.entry(id);
    ListRow {
        id: entry.full_id(),
        version: version(lexicons, &entry.lexicon),
        category: Some(lexicons.category(id).id.to_string()),
        intensity: Some(entry.intensity),
        status: Some(entry.status.name()),
        perspective: entry.perspective.to_vec(),
        forms: entry.forms.iter().take(SHOWN).map(|form| form.text.clone()).collect(),
        n_forms: entry.forms.len(),
    }
}

fn of_set(lexicons: &Lexicons, set: &NameSet) -> ListRow {
    let mut perspective: Vec<String> = set.variants.iter().flat_map(|name| name.perspective.clone()).collect();
    perspective.sort_unstable();
    perspective.dedup();
    ListRow {
        id: format!("{}/{}", set.lexicon, set.id),
        version: version(lexicons, &set.lexicon),
        category: None,
        intensity: None,
        status: None,
        perspective,
        forms: set.variants.iter().filter_map(|name| name.forms.first()).map(|form| form.text.clone()).collect(),
        n_forms: set.variants.iter().map(|name| name.forms.len()).sum(),
    }
}

fn version(lexicons: &Lexicons, id: &str) -> String {
    lexicons.identities.iter().find(|of| *of.id == *id).map_or(String::new(), |of| of.version.clone())
}

/// The rows for a terminal, in columns.
pub fn list(rows: &[ListRow]) -> String {
    let cells = |row: &ListRow| {
        let more = if row.n_forms > row.forms.len() { ", …" } else { "" };
        [
            visible(&row.id).into_owned(),
            row.category.clone().unwrap_or_else(|| "names".to_owned()),
            row.intensity.map_or("–".to_owned(), |intensity| intensity.to_string()),
            row.status.unwrap_or("–").to_owned(),
            visible(&row.perspective.join(", ")).into_owned(),
            format!("{}{more}", visible(&row.forms.join(", "))),
        ]
    };
    let lines: Vec<[String; 6]> = rows.iter().map(cells).collect();
    let widths: [usize; 6] =
        std::array::from_fn(|column| lines.iter().map(|line| line[column].width()).max().unwrap_or(0));
    let line = |line: &[String; 6]| {
        let cells = line.iter().zip(widths);
        let padded = cells.map(|(text, width)| format!("{text}{}", " ".repeat(width.saturating_sub(text.width()))));
        format!("{}\n", padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    lines.iter().map(line).collect()
}

/// The rows as CSV: several values of one cell have a semicolon between them.
pub fn list_csv(rows: &[ListRow]) -> String {
    let header = ["id", "version", "category", "intensity", "status", "perspective", "forms", "n_forms"];
    let lines = rows.iter().map(|row| {
        vec![
            row.id.clone(),
            row.version.clone(),
            row.category.clone().unwrap_or_default(),
            row.intensity.map_or(String::new(), |intensity| intensity.to_string()),
            row.status.unwrap_or_default().to_owned(),
            row.perspective.join("; "),
            row.forms.join("; "),
            row.n_forms.to_string(),
        ]
    });
    csv(header.map(str::to_owned).to_vec(), lines)
}

/// Every form of these entries and name sets as CSV, a row each.
pub fn forms_csv(lexicons: &Lexicons, entries: &[&Entry], sets: &[&NameSet]) -> String {
    let header = ["form", "entry", "category", "intensity", "perspective", "status", "note", "version"];
    let mut lines = Vec::new();
    let mut add = |forms: &[Form], rest: [String; 7]| {
        lines.extend(forms.iter().map(|form| [form.text.clone()].into_iter().chain(rest.clone()).collect::<Vec<_>>()));
    };
    for entry in entries {
        let category = lexicons.categories.get(usize::from(entry.category.0)).map_or("", |category| &category.id);
        add(
            &entry.forms,
            [
                entry.full_id(),
                category.to_owned(),
                entry.intensity.to_string(),
                entry.perspective.join("; "),
                entry.status.name().to_owned(),
                entry.note.to_string(),
                version(lexicons, &entry.lexicon),
            ],
        );
    }
    for set in sets {
        for name in &set.variants {
            let id = format!("{}/{}/{}", set.lexicon, set.id, name.id);
            let (none, perspective) = (String::new, name.perspective.join("; "));
            let version = version(lexicons, &set.lexicon);
            add(&name.forms, [id, none(), none(), perspective, none(), set.referent.clone(), version]);
        }
    }
    csv(header.map(str::to_owned).to_vec(), lines.into_iter())
}

fn csv(header: Vec<String>, rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = csv::Writer::from_writer(Vec::new());
    for row in std::iter::once(header).chain(rows) {
        // Writing rows of one length to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

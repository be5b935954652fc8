//! What is known about outlets: a table from names or domains to outlet, group and genre.

use std::collections::HashMap;
use std::fmt;
use std::io::Read;

use super::{Article, domain, shown};
use crate::provenance::GENRES;

/// A table of outlets, as `--outlets` gives it.
///
/// It is CSV with a header. `name` and `domain` are what is looked up (at least one of the columns, and in each row at
/// least one of the two); `outlet`, `group` and `genre` are what is known, and may be empty or left out.
#[derive(Clone, Debug, Default)]
pub struct Outlets {
    rows: Vec<Outlet>,
    /// From names and domains in lower case to rows. Only looked up, never walked.
    rows_by_name: HashMap<String, usize>,
}

/// One row of the table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outlet {
    /// The name that it is to have.
    pub outlet: Option<String>,
    /// The group that it belongs to.
    pub group: Option<String>,
    /// The genre of its articles that name none.
    pub genre: Option<String>,
}

/// What is wrong with a table of outlets, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutletsError {
    /// The line, from 1.
    pub line: u64,
    /// What is wrong and what to do about it.
    pub message: String,
}

impl fmt::Display for OutletsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for OutletsError {}

const COLUMNS: [&str; 5] = ["name", "domain", "outlet", "group", "genre"];

impl Outlets {
    /// Reads a table.
    ///
    /// # Errors
    ///
    /// Everything that is wrong with it.
    pub fn read(reader: impl Read) -> Result<Outlets, Vec<OutletsError>> {
        let mut csv =
            csv::ReaderBuilder::new().has_headers(false).flexible(true).trim(csv::Trim::All).from_reader(reader);
        let mut records = csv.records();
        let columns = match records.next() {
            Some(header) => columns(&header.map_err(|error| vec![at(&error)])?)?,
            None => return Err(vec![OutletsError { line: 1, message: "the table is empty".to_string() }]),
        };
        let (mut outlets, mut errors) = (Outlets::default(), Vec::new());
        let mut lines: HashMap<String, u64> = HashMap::new();
        for record in records {
            match record {
                Ok(record) => outlets.add(&record, &columns, &mut lines, &mut errors),
                Err(error) => {
                    errors.push(at(&error));
                    if error.is_io_error() {
                        break;
                    }
                }
            }
        }
        if errors.is_empty() { Ok(outlets) } else { Err(errors) }
    }

    /// What is known about an outlet by its name.
    pub fn by_name(&self, name: &str) -> Option<&Outlet> {
        self.rows.get(*self.rows_by_name.get(&key(name))?)
    }

    /// What is known about the outlet of a URL: of its host, or else of what its host belongs to.
    pub fn by_url(&self, url: &str) -> Option<&Outlet> {
        let host = domain::host(url)?;
        let mut host = key(&host);
        loop {
            if let Some(&row) = self.rows_by_name.get(&host) {
                return self.rows.get(row);
            }
            let (_, parent) = host.split_once('.')?;
            host = parent.to_string();
        }
    }

    fn add(
        &mut self,
        record: &csv::StringRecord,
        columns: &[&str],
        lines: &mut HashMap<String, u64>,
        errors: &mut Vec<OutletsError>,
    ) {
        let line = record.position().map_or(0, csv::Position::line);
        let mut error = |message| errors.push(OutletsError { line, message });
        let cell = |name| {
            let column = columns.iter().position(|column| *column == name)?;
            record.get(column).filter(|cell| !cell.is_empty()).map(str::to_string)
        };
        if record.len() != columns.len() {
            return error(format!("{} cells, but the header has {}", record.len(), columns.len()));
        }
        // A quotation mark that is never closed swallows the rows behind it without an error.
        if record.iter().any(|cell| cell.contains('\n')) {
            return error("a cell goes over several lines: is a quotation mark not closed?".to_string());
        }
        let genre = cell("genre");
        if let Some(genre) = &genre
            && !GENRES.contains(&genre.as_str())
        {
            error(format!("there is no genre {:?}; the genres are {}", shown(genre), GENRES.join(", ")));
        }
        let names: Vec<String> = [cell("name"), cell("domain")].iter().flatten().map(|name| key(name)).collect();
        if names.is_empty() {
            error("neither name nor domain".to_string());
        }
        for (i, name) in names.iter().enumerate() {
            if names[..i].contains(name) {
                continue;
            }
            match lines.insert(name.clone(), line) {
                Some(earlier) => error(format!("{:?} is also in line {earlier}", shown(name))),
                None => {
                    self.rows_by_name.insert(name.clone(), self.rows.len());
                }
            }
        }
        self.rows.push(Outlet { outlet: cell("outlet"), group: cell("group"), genre });
    }
}

/// Gives an article what the table knows about its outlet, which is called by its name unless the name is only the
/// domain of its URL. What the record says itself stays, but for the name of the outlet.
pub(super) fn apply(outlets: &Outlets, article: &mut Article, is_from_url: bool) {
    if outlets.rows.is_empty() {
        return;
    }
    let by_url = || outlets.by_url(article.url.as_deref()?);
    let by_name = || outlets.by_name(&article.outlet);
    let known = if is_from_url { by_url().or_else(by_name) } else { by_name().or_else(by_url) };
    if let Some(known) = known {
        if let Some(outlet) = &known.outlet {
            article.outlet.clone_from(outlet);
        }
        article.group.clone_from(&known.group);
        if article.genre.is_none() {
            article.genre.clone_from(&known.genre);
        }
    }
}

/// The known names of the columns.
fn columns(header: &csv::StringRecord) -> Result<Vec<&'static str>, Vec<OutletsError>> {
    let error = |message| OutletsError { line: 1, message };
    let mut columns = Vec::new();
    let mut errors = Vec::new();
    for cell in header {
        let known = COLUMNS.into_iter().find(|column| column.eq_ignore_ascii_case(cell));
        match known {
            Some(column) if columns.contains(&column) => errors.push(error(format!("two columns are called {column}"))),
            Some(column) => columns.push(column),
            None => errors.push(error(format!(
                "there is no column {:?}; the columns are {}, separated by commas",
                shown(cell),
                COLUMNS.join(", ")
            ))),
        }
    }
    if errors.is_empty() && !columns.contains(&"name") && !columns.contains(&"domain") {
        errors.push(error("there is neither a column name nor a column domain to look outlets up by".to_string()));
    }
    if errors.is_empty() { Ok(columns) } else { Err(errors) }
}

/// A name or domain as it is looked up: in lower case, and a domain without `www.`.
fn key(name: &str) -> String {
    let name = name.trim().to_lowercase();
    match name.strip_prefix("www.") {
        Some(domain) => domain.to_string(),
        None => name,
    }
}

fn at(error: &csv::Error) -> OutletsError {
    let line = error.position().map_or(1, csv::Position::line);
    let message = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "not UTF-8".to_string(),
        csv::ErrorKind::Io(error) => format!("cannot be read: {error}"),
        _ => error.to_string(),
    };
    OutletsError { line, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn errors(table: &str) -> Vec<String> {
        let errors = Outlets::read(table.as_bytes()).unwrap_err();
        errors.iter().map(ToString::to_string).collect()
    }

    fn applied(table: &str, outlet: &str, url: Option<&str>, is_from_url: bool) -> Article {
        let outlets = Outlets::read(table.as_bytes()).unwrap();
        let mut article = Article { outlet: outlet.into(), url: url.map(Into::into), ..Article::default() };
        apply(&outlets, &mut article, is_from_url);
        article
    }

    const TABLE: &str = "\u{feff}name,domain,outlet,group,genre\nHarbour Daily,www.harbour.example,The Harbour,ports,\n\
        ,comment.harbour.example,Harbour Comment,ports,opinion\nhd,,The Harbour,,\n";

    #[test]
    fn an_outlet_is_found_by_name_in_any_case() {
        let article = applied(TABLE, "HARBOUR DAILY", None, false);
        assert_eq!(
            (article.outlet.as_str(), article.group.as_deref(), article.genre),
            ("The Harbour", Some("ports"), None)
        );
        assert_eq!(applied(TABLE, "HD", None, false).outlet, "The Harbour");
        assert_eq!(applied(TABLE, "Another", None, false).outlet, "Another");
    }

    #[test]
    fn an_outlet_is_found_by_domain_and_the_nearest_host_wins() {
        let url = Some("https://www.comment.harbour.example/1");
        assert_eq!(applied(TABLE, "harbour.example", url, true).genre.as_deref(), Some("opinion"));
        assert_eq!(applied(TABLE, "harbour.example", url, false).outlet, "The Harbour");
        assert_eq!(applied(TABLE, "harbour.example", Some("http://sport.harbour.example"), true).outlet, "The Harbour");
        assert_eq!(applied(TABLE, "nobody", url, false).outlet, "Harbour Comment");
    }

    #[test]
    fn the_genre_of_a_record_goes_before_that_of_its_outlet() {
        let outlets = Outlets::read("name,genre\nhd,opinion".as_bytes()).unwrap();
        let mut article = Article { outlet: "hd".into(), genre: Some("news".into()), ..Article::default() };
        apply(&outlets, &mut article, false);
        assert_eq!(article.genre.as_deref(), Some("news"));
    }

    #[test]
    fn every_error_of_a_table_has_its_line() {
        let table = "name,outlet,genre\na,A,news\nb,B,humour\n,C,\na,D,\ne,E\n";
        assert_eq!(
            errors(table),
            [
                "line 3: there is no genre \"humour\"; the genres are news, opinion, analysis, wire, live, transcript, unknown",
                "line 4: neither name nor domain",
                "line 5: \"a\" is also in line 2",
                "line 6: 2 cells, but the header has 3",
            ]
        );
    }

    #[test]
    fn an_unclosed_quotation_mark_is_an_error() {
        assert_eq!(
            errors("name,outlet\na,\"A\nb,B\n"),
            ["line 2: a cell goes over several lines: is a quotation mark not closed?"]
        );
    }

    #[test]
    fn a_table_without_known_columns_is_an_error() {
        assert!(errors("name;outlet\na;A\n")[0].contains("separated by commas"));
        assert!(errors("outlet,group\nA,B\n")[0].contains("neither a column name nor a column domain"));
        assert!(errors("name,name\n")[0].contains("two columns"));
        assert_eq!(errors(""), ["line 1: the table is empty"]);
        assert!(
            Outlets::read(&b"name,outlet\na,\xff\n"[..]).unwrap_err()[0].to_string().starts_with("line 2: not UTF-8")
        );
    }
}

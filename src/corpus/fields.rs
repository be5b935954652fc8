//! Which field of a record is what?

use std::collections::BTreeMap;
use std::fmt;

use super::sample::Sample;

/// What a field of a record can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// The text of the article.
    Text,
    /// The headline.
    Title,
    /// Who published it.
    Outlet,
    /// When.
    Date,
    /// Where.
    Url,
    /// Who wrote it.
    Author,
    /// The section of the outlet.
    Section,
    /// news, opinion, analysis, wire, live or transcript.
    Genre,
    /// What it is about.
    Topic,
    /// The language it is in.
    Language,
    /// Its id.
    Id,
}

impl Field {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Field; 11] = [
        Field::Text,
        Field::Title,
        Field::Outlet,
        Field::Date,
        Field::Url,
        Field::Author,
        Field::Section,
        Field::Genre,
        Field::Topic,
        Field::Language,
        Field::Id,
    ];

    /// Its own name, as in `--field text=body`.
    pub fn name(self) -> &'static str {
        match self {
            Field::Text => "text",
            Field::Title => "title",
            Field::Outlet => "outlet",
            Field::Date => "date",
            Field::Url => "url",
            Field::Author => "author",
            Field::Section => "section",
            Field::Genre => "genre",
            Field::Topic => "topic",
            Field::Language => "language",
            Field::Id => "id",
        }
    }

    /// The names that scrapers and collections give it, the one that is preferred first.
    ///
    /// They are those of news-please (`maintext`, `source_domain`, `date_publish`), newspaper3k and 4k
    /// (`publish_date`, `authors`), trafilatura (`source-hostname`, `hostname`, and `source` for the URL), Media Cloud
    /// (`media_name`) and the crawl of AllSides (`content_original`, of which `content` is a tokenized copy).
    pub fn known_names(self) -> &'static [&'static str] {
        match self {
            Field::Text => &["text", "maintext", "content_original", "content", "body"],
            Field::Title => &["title", "headline"],
            Field::Outlet => {
                &["outlet", "source_domain", "sitename", "source-hostname", "media_name", "hostname", "source"]
            }
            Field::Date => &["date", "date_publish", "publish_date"],
            Field::Url => &["url", "source"],
            Field::Author => &["author", "authors"],
            Field::Section => &["section"],
            Field::Genre => &["genre"],
            Field::Topic => &["topic"],
            Field::Language => &["language"],
            Field::Id => &["id", "ID"],
        }
    }
}

/// Fields that the user has named, as in `--field text=body`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FieldOverrides(BTreeMap<Field, String>);

impl FieldOverrides {
    /// Reads `FIELD=NAME` pairs.
    ///
    /// # Errors
    ///
    /// What is wrong with the first pair that is no pair, names no field or names one a second time.
    pub fn parse(pairs: &[String]) -> Result<FieldOverrides, String> {
        let mut overrides = BTreeMap::new();
        for pair in pairs {
            let (field, name) = match pair.split_once('=') {
                Some((field, name)) if !name.is_empty() => (field, name),
                _ => return Err(format!("{pair:?} is not FIELD=NAME, such as text=body")),
            };
            let Some(known) = Field::ALL.into_iter().find(|known| known.name() == field) else {
                let names: Vec<&str> = Field::ALL.map(Field::name).to_vec();
                return Err(format!("there is no field {field:?}; the fields are {}", names.join(", ")));
            };
            if overrides.insert(known, name.to_string()).is_some() {
                return Err(format!("the field {field} is given twice"));
            }
        }
        Ok(FieldOverrides(overrides))
    }

    /// The fields named, each with the name in the record.
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0.iter().map(|(field, name)| (*field, name.as_str()))
    }
}

/// The name that each field has in the records of one file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields {
    names: [Option<Name>; Field::ALL.len()],
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    name: String,
    /// Whether no record of the sample has a value by this name: one that comes later is taken where it can be.
    is_assumed: bool,
}

impl Name {
    fn found(name: &str) -> Name {
        Name { name: name.to_owned(), is_assumed: false }
    }

    fn assumed(name: &str) -> Name {
        Name { name: name.to_owned(), is_assumed: true }
    }
}

impl Fields {
    /// Chooses names once for a file, from a sample of its records: what the user said, or else the first known name
    /// that has a usable value in any of them. Null and blank strings are no values; `source` is a URL only where it
    /// looks like one. Where none has a value, the first that the records have, or else the field's own name, is assumed.
    pub(super) fn choose(sample: &Sample, overrides: &FieldOverrides) -> Fields {
        let name = |field: Field| {
            if let Some(name) = overrides.0.get(&field) {
                return Some(Name::found(name));
            }
            let known = || field.known_names().iter();
            let found = known().find(|name| sample.has(field, name)).map(|name| Name::found(name));
            let is_blank = |name: &&&str| sample.is_blank(name) && (field != Field::Url || **name != "source");
            let blank = || known().find(is_blank).map(|name| Name::assumed(name));
            let own = || (!sample.knows(field.name())).then(|| Name::assumed(field.name()));
            found.or_else(blank).or_else(own)
        };
        Fields { names: Field::ALL.map(name) }
    }

    /// Gives a field without a value in the sample the first known name that a record has.
    pub(super) fn fall_back(&mut self, field: Field, names: &[String]) {
        let known = || field.known_names().iter().find(|known| names.iter().any(|name| name == **known));
        let name = &mut self.names[field as usize];
        if name.as_ref().is_none_or(|name| name.is_assumed) {
            *name = known().map(|name| Name::found(name)).or(name.take());
        }
    }

    /// The name of a field in the record, if it has one.
    pub fn name(&self, field: Field) -> Option<&str> {
        self.names[field as usize].as_ref().map(|name| name.name.as_str())
    }

    /// The name of a field that has a value in the sample.
    fn found(&self, field: Field) -> Option<&str> {
        self.name(field).filter(|_| !self.is_assumed(field))
    }

    /// Without the names that are assumed, if there are such.
    pub(super) fn without_assumed(&self) -> Option<Fields> {
        let names = self.names.clone().map(|name| name.filter(|name| !name.is_assumed));
        Some(Fields { names }).filter(|fields| fields != self)
    }

    /// Whether no record of the sample has a value for a field.
    pub fn is_assumed(&self, field: Field) -> bool {
        self.names[field as usize].as_ref().is_some_and(|name| name.is_assumed)
    }

    /// The first field that goes by this name in the record.
    pub(super) fn of_name(&self, name: &str) -> Option<Field> {
        Field::ALL.into_iter().find(|&field| self.name(field) == Some(name))
    }

    /// Fields that share their name with an earlier one, which is given too.
    pub(super) fn shared(&self) -> impl Iterator<Item = (Field, Field)> {
        Field::ALL.into_iter().filter_map(|field| {
            let first = self.of_name(self.name(field)?)?;
            (first != field).then_some((field, first))
        })
    }
}

/// Which names were recognized, over all files; shown as `text ← maintext, outlet ← source_domain`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognized {
    files: BTreeMap<Field, BTreeMap<String, u64>>,
}

impl Recognized {
    /// Counts the names of one file.
    pub fn add(&mut self, fields: &Fields) {
        let mut count = |field, name: &str| {
            *self.files.entry(field).or_default().entry(name.to_string()).or_default() += 1;
        };
        for field in Field::ALL {
            match fields.found(field) {
                Some(name) => count(field, name),
                // The outlet is then the registrable domain of the URL.
                None if field == Field::Outlet => {
                    if let Some(url) = fields.found(Field::Url) {
                        count(field, &format!("domain of {url}"));
                    }
                }
                None => {}
            }
        }
    }

    /// Whether no file had named fields.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }
}

impl fmt::Display for Recognized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, (field, names)) in self.files.iter().enumerate() {
            let comma = if i == 0 { "" } else { ", " };
            let names: Vec<String> = names.keys().map(|name| super::shown(name)).collect();
            write!(f, "{comma}{} ← {}", field.name(), names.join(" or "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn recognized(records: &[&str]) -> String {
        recognized_with(records, &[])
    }

    fn recognized_with(records: &[&str], pairs: &[&str]) -> String {
        let pairs: Vec<String> = pairs.iter().map(ToString::to_string).collect();
        let mut sample = Sample::default();
        records.iter().for_each(|record| {
            sample.add(record.as_bytes());
        });
        let mut recognized = Recognized::default();
        recognized.add(&Fields::choose(&sample, &FieldOverrides::parse(&pairs).unwrap()));
        recognized.to_string()
    }

    #[test]
    fn news_please_is_recognized() {
        let record = r#"{"authors": ["A B"], "date_download": "2024-05-02 10:00:00", "date_modify": "None",
            "date_publish": "2024-05-01 08:00:00", "description": "Ferry", "language": "en", "localpath": null,
            "maintext": "The ferry sank.", "source_domain": "www.harbour.example", "text": null, "title": "Ferry sinks",
            "title_page": null, "title_rss": null, "url": "https://www.harbour.example/1"}"#;
        assert_eq!(
            recognized(&[record]),
            "text ← maintext, title ← title, outlet ← source_domain, date ← date_publish, url ← url, \
             author ← authors, language ← language"
        );
    }

    #[test]
    fn newspaper_is_recognized() {
        let record = r#"{"url": "https://harbour.example/1", "source_url": "https://harbour.example", "title": "Ferry sinks",
            "authors": ["A B", "C D"], "publish_date": "2024-05-01T00:00:00", "text": "The ferry sank.", "summary": "",
            "keywords": ["ferry"], "meta_lang": "en", "tags": []}"#;
        assert_eq!(
            recognized(&[record]),
            "text ← text, title ← title, outlet ← domain of url, date ← publish_date, url ← url, author ← authors"
        );
    }

    #[test]
    fn trafilatura_is_recognized() {
        let record = r#"{"title": "Ferry sinks", "author": "A B", "hostname": "harbour.example", "date": "2024-05-01",
            "fingerprint": "12ab", "id": null, "license": null, "comments": "", "raw_text": "The ferry sank.",
            "text": "The ferry sank.", "language": null, "image": null, "pagetype": "article", "filedate": "2024-05-02",
            "source": "https://harbour.example/1", "source-hostname": "Harbour Daily", "excerpt": null,
            "categories": "", "tags": ""}"#;
        assert_eq!(
            recognized(&[record]),
            "text ← text, title ← title, outlet ← source-hostname, date ← date, url ← source, author ← author"
        );
        let without_names =
            r#"{"text": "The ferry sank.", "source": "https://harbour.example/1", "source-hostname": null}"#;
        assert_eq!(recognized(&[without_names]), "text ← text, outlet ← source, url ← source");
    }

    #[test]
    fn media_cloud_is_recognized() {
        let record = r#"{"id": "5e1f", "indexed_date": "2024-05-02", "language": "en", "media_name": "harbour.example",
            "media_url": "harbour.example", "publish_date": "2024-05-01", "title": "Ferry sinks", "text": "The ferry sank.",
            "url": "https://harbour.example/1"}"#;
        assert_eq!(
            recognized(&[record]),
            "text ← text, title ← title, outlet ← media_name, date ← publish_date, url ← url, language ← language, id ← id"
        );
    }

    #[test]
    fn the_allsides_crawl_is_recognized() {
        let record = r#"{"topic": "shipping", "source": "Harbour Daily", "bias": 1, "url": "https://harbour.example/1",
            "title": "Ferry sinks", "date": "2019-05-01", "authors": "A B", "content": "The ferry sank .",
            "content_original": "The ferry sank.", "source_url": "harbour.example", "bias_text": "center", "ID": "x1"}"#;
        assert_eq!(
            recognized(&[record]),
            "text ← content_original, title ← title, outlet ← source, date ← date, url ← url, author ← authors, \
             topic ← topic, id ← ID"
        );
    }

    #[test]
    fn the_first_known_name_with_a_value_in_any_record_counts() {
        let records =
            [r#"{"text": null, "body": "B"}"#, r#"{"text": " ", "content": "C"}"#, "not JSON", r#"{"headline": "H"}"#];
        assert_eq!(recognized(&records), "text ← content, title ← headline");
        assert_eq!(recognized(&[r#"{"text": ["a"], "body": {"p": 1}, "source": {"name": "n"}}"#]), "");
    }

    #[test]
    fn what_the_user_says_goes_first() {
        let record = r#"{"text": "T", "lede": "L", "title": "H"}"#;
        assert_eq!(recognized_with(&[record], &["text=lede", "id=a=b"]), "text ← lede, title ← title, id ← a=b");
    }

    #[test]
    fn a_wrong_override_names_the_fields() {
        let error = |pair: &str| FieldOverrides::parse(&[pair.to_string()]).unwrap_err();
        assert!(
            error("body=text").ends_with("text, title, outlet, date, url, author, section, genre, topic, language, id")
        );
        assert!(error("text").contains("FIELD=NAME"));
        assert!(error("text=").contains("FIELD=NAME"));
        assert!(FieldOverrides::parse(&["text=a".into(), "text=b".into()]).unwrap_err().contains("twice"));
    }
}

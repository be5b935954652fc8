//! Which columns does a row come to where a table has columns, in Parquet and CSV?
//!
//! Counts by voice are a column each, `body_words_own` and so on, so that they
//! can be added up without taking objects apart. A row gives its cells in the
//! order of the columns, and is made of them again in the same order.

use std::borrow::Cow;
use std::io;

use serde::de::value::StrDeserializer;
use serde::de::{DeserializeOwned, IntoDeserializer, value};

use super::rows::{ArticleRow, CategoryRow, HitRow, NameRow, VoiceCounts};
use super::tables::OfArticle;
use crate::corpus::Part;
use crate::lexicon::Stance;
use crate::text::Voice;

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Column {
    /// Its name; in a list of objects that of the key.
    pub(super) name: Cow<'static, str>,
    pub(super) kind: Kind,
    /// The list of objects that it is in, if it is in one.
    pub(super) list: Option<&'static str>,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Text,
    /// Text or nothing.
    Maybe,
    Count,
    /// A count under 256.
    Small,
    Flag,
    Texts,
    Counts,
}

/// What one row has in one column.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell<'a> {
    Text(Option<&'a str>),
    Count(u64),
    Flag(bool),
    Texts(Vec<&'a str>),
    Counts(Vec<u64>),
}

/// A row that has columns.
pub(super) trait Columnar: Sized {
    /// Its list of objects, if it has one: the last of its columns.
    const LIST: Option<&'static str> = None;
    fn columns() -> Vec<Column>;
    /// Hands on its cells, in the order of the columns.
    fn cells<'s>(&'s self, each: &mut dyn FnMut(Cell<'s>));
    /// From the next cells.
    fn from_cells(next: &mut Cells<'_>) -> io::Result<Self>;
    /// The list of objects as JSON.
    fn list(&self) -> String {
        String::new()
    }
}

/// The cells of a row that is read, in the order of its columns.
pub(super) struct Cells<'a>(pub(super) &'a mut dyn FnMut() -> io::Result<Cell<'a>>);

impl<'a> Cells<'a> {
    fn maybe(&mut self) -> io::Result<Option<String>> {
        match (self.0)()? {
            Cell::Text(text) => Ok(text.map(str::to_owned)),
            _ => Err(wrong("text")),
        }
    }

    fn text(&mut self) -> io::Result<String> {
        Ok(self.maybe()?.unwrap_or_default())
    }

    fn cow(&mut self) -> io::Result<Cow<'static, str>> {
        self.text().map(Cow::Owned)
    }

    fn named<T: DeserializeOwned>(&mut self) -> io::Result<T> {
        named(&self.text()?)
    }

    fn count(&mut self) -> io::Result<u64> {
        match (self.0)()? {
            Cell::Count(count) => Ok(count),
            _ => Err(wrong("a count")),
        }
    }

    fn small<T: TryFrom<u64>>(&mut self) -> io::Result<T> {
        T::try_from(self.count()?).map_err(|_| wrong("a smaller count"))
    }

    fn flag(&mut self) -> io::Result<bool> {
        match (self.0)()? {
            Cell::Flag(flag) => Ok(flag),
            _ => Err(wrong("true or false")),
        }
    }

    fn texts(&mut self) -> io::Result<Vec<String>> {
        match (self.0)()? {
            Cell::Texts(texts) => Ok(texts.into_iter().map(str::to_owned).collect()),
            _ => Err(wrong("a list of text")),
        }
    }

    fn counts(&mut self) -> io::Result<Vec<u64>> {
        match (self.0)()? {
            Cell::Counts(counts) => Ok(counts),
            _ => Err(wrong("a list of counts")),
        }
    }

    fn by_voice(&mut self) -> io::Result<VoiceCounts> {
        let mut counts = [0; 7];
        for count in &mut counts {
            *count = self.count()?;
        }
        Ok(VoiceCounts::from_array(counts))
    }
}

/// One of several names, such as a voice.
fn named<T: DeserializeOwned>(name: &str) -> io::Result<T> {
    let name: StrDeserializer<'_, value::Error> = name.into_deserializer();
    T::deserialize(name).map_err(io::Error::other)
}

fn wrong(wanted: &str) -> io::Error {
    io::Error::other(format!("a column that should be {wanted} is not"))
}

fn column(name: &'static str, kind: Kind) -> Column {
    Column { name: Cow::Borrowed(name), kind, list: None }
}

const BY_VOICE: [&str; 6] = ["title_words", "body_words", "title_hits", "body_hits", "title_advisory", "body_advisory"];
const COUNTS: [&str; 7] = [
    "title_scare_segments",
    "body_scare_segments",
    "paragraphs",
    "unbalanced_paragraphs",
    "boilerplate_words",
    "hit_rows",
    "name_rows",
];
const OF_CATEGORY: [&str; 6] =
    ["hits", "intensity", "intensity_squared", "advisory_hits", "advisory_intensity", "advisory_intensity_squared"];

impl Columnar for ArticleRow {
    const LIST: Option<&'static str> = Some("categories");

    fn columns() -> Vec<Column> {
        let mut columns = vec![column("id", Kind::Text), column("outlet", Kind::Text)];
        columns.extend(["group", "date"].map(|name| column(name, Kind::Maybe)));
        columns.push(column("title", Kind::Text));
        columns.extend(["url", "author", "section", "genre", "topic", "agency"].map(|name| column(name, Kind::Maybe)));
        columns.extend(["guest", "title_cut", "tokenized"].map(|name| column(name, Kind::Flag)));
        columns.extend([column("cluster", Kind::Maybe), column("copy", Kind::Flag)]);
        for name in BY_VOICE {
            columns.extend(Voice::ALL.map(|voice| Column {
                name: Cow::Owned(format!("{name}_{}", voice.name())),
                ..column("", Kind::Count)
            }));
        }
        columns.extend(COUNTS.map(|name| column(name, Kind::Count)));
        let in_list = |name, kind| Column { list: Self::LIST, ..column(name, kind) };
        columns.extend(["category", "voice"].map(|name| in_list(name, Kind::Texts)));
        columns.extend(OF_CATEGORY.map(|name| in_list(name, Kind::Counts)));
        columns
    }

    fn cells<'s>(&'s self, each: &mut dyn FnMut(Cell<'s>)) {
        let maybe = |text: &'s Option<String>| Cell::Text(text.as_deref());
        each(Cell::Text(Some(&self.id)));
        each(Cell::Text(Some(&self.outlet)));
        each(maybe(&self.group));
        each(maybe(&self.date));
        each(Cell::Text(Some(&self.title)));
        for text in [&self.url, &self.author, &self.section, &self.genre, &self.topic, &self.agency] {
            each(maybe(text));
        }
        [self.guest, self.title_cut, self.tokenized].into_iter().for_each(|flag| each(Cell::Flag(flag)));
        each(maybe(&self.cluster));
        each(Cell::Flag(self.copy));
        for counts in [
            self.title_words,
            self.body_words,
            self.title_hits,
            self.body_hits,
            self.title_advisory,
            self.body_advisory,
        ] {
            counts.to_array().into_iter().for_each(|count| each(Cell::Count(count)));
        }
        for count in [
            self.title_scare_segments,
            self.body_scare_segments,
            self.paragraphs,
            self.unbalanced_paragraphs,
            self.boilerplate_words,
            self.hit_rows,
            self.name_rows,
        ] {
            each(Cell::Count(count));
        }
        let categories = &self.categories;
        each(Cell::Texts(categories.iter().map(|of| of.category.as_str()).collect()));
        each(Cell::Texts(categories.iter().map(|of| of.voice.name()).collect()));
        let counts: [fn(&CategoryRow) -> u64; 6] = [
            |of| of.hits,
            |of| of.intensity,
            |of| of.intensity_squared,
            |of| of.advisory_hits,
            |of| of.advisory_intensity,
            |of| of.advisory_intensity_squared,
        ];
        for count in counts {
            each(Cell::Counts(categories.iter().map(count).collect()));
        }
    }

    fn from_cells(next: &mut Cells<'_>) -> io::Result<ArticleRow> {
        let row = ArticleRow {
            id: next.text()?,
            outlet: next.text()?,
            group: next.maybe()?,
            date: next.maybe()?,
            title: next.text()?,
            url: next.maybe()?,
            author: next.maybe()?,
            section: next.maybe()?,
            genre: next.maybe()?,
            topic: next.maybe()?,
            agency: next.maybe()?,
            guest: next.flag()?,
            title_cut: next.flag()?,
            tokenized: next.flag()?,
            cluster: next.maybe()?,
            copy: next.flag()?,
            title_words: next.by_voice()?,
            body_words: next.by_voice()?,
            title_hits: next.by_voice()?,
            body_hits: next.by_voice()?,
            title_advisory: next.by_voice()?,
            body_advisory: next.by_voice()?,
            title_scare_segments: next.count()?,
            body_scare_segments: next.count()?,
            paragraphs: next.count()?,
            unbalanced_paragraphs: next.count()?,
            boilerplate_words: next.count()?,
            hit_rows: next.count()?,
            name_rows: next.count()?,
            categories: Vec::new(),
        };
        let (category, voices) = (next.texts()?, next.texts()?);
        let mut counts: [Vec<u64>; 6] = Default::default();
        for of in &mut counts {
            *of = next.counts()?;
        }
        let count = |which: usize, index: usize| counts[which].get(index).copied().unwrap_or(0);
        let categories = category.into_iter().zip(voices).enumerate().map(|(index, (category, voice))| {
            Ok(CategoryRow {
                category,
                voice: named(&voice)?,
                hits: count(0, index),
                intensity: count(1, index),
                intensity_squared: count(2, index),
                advisory_hits: count(3, index),
                advisory_intensity: count(4, index),
                advisory_intensity_squared: count(5, index),
            })
        });
        Ok(ArticleRow { categories: categories.collect::<io::Result<_>>()?, ..row })
    }

    fn list(&self) -> String {
        // Only maps with keys that are no strings cannot be written.
        serde_json::to_string(&self.categories).unwrap_or_default()
    }
}

/// The columns that a hit and a name have before and after their own. The last is the only one that may change once a
/// part is written.
fn of_article(own: Vec<Column>) -> Vec<Column> {
    let mut columns = vec![column("id", Kind::Text), column("outlet", Kind::Text), column("date", Kind::Maybe)];
    columns.extend(own);
    columns.extend([column("sentence", Kind::Text), column("boilerplate", Kind::Flag)]);
    columns
}

const PLACE: [&str; 4] = ["start", "end", "sentence_start", "sentence_end"];

impl Columnar for OfArticle<'_, HitRow<'_>> {
    fn columns() -> Vec<Column> {
        let mut own: Vec<Column> = ["part", "lexicon", "entry", "category"].map(|name| column(name, Kind::Text)).into();
        own.push(column("intensity", Kind::Small));
        own.extend(["advisory", "factual"].map(|name| column(name, Kind::Flag)));
        own.extend([column("stance", Kind::Maybe), column("perspective", Kind::Texts), column("text", Kind::Text)]);
        own.extend(PLACE.map(|name| column(name, Kind::Count)));
        own.extend([column("voice", Kind::Text), column("source", Kind::Maybe)]);
        own.extend(["negated", "distanced"].map(|name| column(name, Kind::Flag)));
        of_article(own)
    }

    fn cells<'s>(&'s self, each: &mut dyn FnMut(Cell<'s>)) {
        let row = &self.row;
        for text in [&self.id, &self.outlet] {
            each(Cell::Text(Some(text)));
        }
        each(Cell::Text(self.date.as_deref()));
        each(Cell::Text(Some(part_name(row.part))));
        for text in [&row.lexicon, &row.entry, &row.category] {
            each(Cell::Text(Some(text)));
        }
        each(Cell::Count(u64::from(row.intensity)));
        each(Cell::Flag(row.advisory));
        each(Cell::Flag(row.factual));
        each(Cell::Text(row.stance.map(Stance::name)));
        each(Cell::Texts(row.perspective.iter().map(String::as_str).collect()));
        each(Cell::Text(Some(&row.text)));
        for place in [row.start, row.end, row.sentence_start, row.sentence_end] {
            each(Cell::Count(u64::from(place)));
        }
        each(Cell::Text(Some(row.voice.name())));
        each(Cell::Text(row.source.as_deref()));
        each(Cell::Flag(row.negated));
        each(Cell::Flag(row.distanced));
        each(Cell::Text(Some(&self.sentence)));
        each(Cell::Flag(self.boilerplate));
    }

    fn from_cells(next: &mut Cells<'_>) -> io::Result<Self> {
        Ok(OfArticle {
            id: next.cow()?,
            outlet: next.cow()?,
            date: next.maybe()?.map(Cow::Owned),
            row: HitRow {
                part: next.named()?,
                lexicon: next.cow()?,
                entry: next.cow()?,
                category: next.cow()?,
                intensity: next.small()?,
                advisory: next.flag()?,
                factual: next.flag()?,
                stance: next.maybe()?.map(|name| named(&name)).transpose()?,
                perspective: Cow::Owned(next.texts()?),
                text: next.cow()?,
                start: next.small()?,
                end: next.small()?,
                sentence_start: next.small()?,
                sentence_end: next.small()?,
                voice: next.named()?,
                source: next.maybe()?.map(Cow::Owned),
                negated: next.flag()?,
                distanced: next.flag()?,
            },
            sentence: next.cow()?,
            boilerplate: next.flag()?,
        })
    }
}

impl Columnar for OfArticle<'_, NameRow<'_>> {
    fn columns() -> Vec<Column> {
        let mut own: Vec<Column> = ["part", "nameset", "variant", "text"].map(|name| column(name, Kind::Text)).into();
        own.extend(PLACE.map(|name| column(name, Kind::Count)));
        own.extend([column("voice", Kind::Text), column("source", Kind::Maybe), column("distanced", Kind::Flag)]);
        of_article(own)
    }

    fn cells<'s>(&'s self, each: &mut dyn FnMut(Cell<'s>)) {
        let row = &self.row;
        for text in [&self.id, &self.outlet] {
            each(Cell::Text(Some(text)));
        }
        each(Cell::Text(self.date.as_deref()));
        each(Cell::Text(Some(part_name(row.part))));
        for text in [&row.nameset, &row.variant, &row.text] {
            each(Cell::Text(Some(text)));
        }
        for place in [row.start, row.end, row.sentence_start, row.sentence_end] {
            each(Cell::Count(u64::from(place)));
        }
        each(Cell::Text(Some(row.voice.name())));
        each(Cell::Text(row.source.as_deref()));
        each(Cell::Flag(row.distanced));
        each(Cell::Text(Some(&self.sentence)));
        each(Cell::Flag(self.boilerplate));
    }

    fn from_cells(next: &mut Cells<'_>) -> io::Result<Self> {
        Ok(OfArticle {
            id: next.cow()?,
            outlet: next.cow()?,
            date: next.maybe()?.map(Cow::Owned),
            row: NameRow {
                part: next.named()?,
                nameset: next.cow()?,
                variant: next.cow()?,
                text: next.cow()?,
                start: next.small()?,
                end: next.small()?,
                sentence_start: next.small()?,
                sentence_end: next.small()?,
                voice: next.named()?,
                source: next.maybe()?.map(Cow::Owned),
                distanced: next.flag()?,
            },
            sentence: next.cow()?,
            boilerplate: next.flag()?,
        })
    }
}

fn part_name(part: Part) -> &'static str {
    match part {
        Part::Title => "title",
        Part::Body => "body",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn there_and_back<R: Columnar>(row: &R) -> R {
        let mut cells = Vec::new();
        row.cells(&mut |cell| cells.push(cell));
        let columns = R::columns();
        assert_eq!(columns.len(), cells.len());
        for (column, cell) in columns.iter().zip(&cells) {
            let fits = match column.kind {
                Kind::Text | Kind::Maybe => matches!(cell, Cell::Text(_)),
                Kind::Count | Kind::Small => matches!(cell, Cell::Count(_)),
                Kind::Flag => matches!(cell, Cell::Flag(_)),
                Kind::Texts => matches!(cell, Cell::Texts(_)),
                Kind::Counts => matches!(cell, Cell::Counts(_)),
            };
            assert!(fits, "{column:?}: {cell:?}");
        }
        let mut cells = cells.into_iter();
        R::from_cells(&mut Cells(&mut || Ok(cells.next().expect("a cell")))).expect("a row")
    }

    #[test]
    fn a_row_is_its_cells() {
        let counts = VoiceCounts::from_array([1, 2, 3, 4, 5, 6, 7]);
        let category = CategoryRow {
            category: "c".into(),
            voice: Voice::Scare,
            hits: 1,
            intensity: 2,
            intensity_squared: 3,
            advisory_hits: 4,
            advisory_intensity: 5,
            advisory_intensity_squared: 6,
        };
        let article = ArticleRow {
            id: "a".into(),
            date: Some("2024-01-01".into()),
            body_hits: counts,
            name_rows: 9,
            categories: vec![category],
            ..ArticleRow::default()
        };
        assert_eq!(there_and_back(&article), article);
        // A hit with every field set apart, as it stands in JSON.
        let hit = r#"{"id":"i","outlet":"o","date":null,"part":"title","lexicon":"l","entry":"e","category":"c",
            "intensity":3,"advisory":true,"factual":false,"stance":"doubt","perspective":["p","q"],"text":"t","start":1,
            "end":2,"sentence_start":3,"sentence_end":4,"voice":"indirect","source":"s","negated":true,
            "distanced":false,"sentence":"z","boilerplate":true}"#;
        let hit: OfArticle<'_, HitRow<'_>> = serde_json::from_str(hit).expect("a hit");
        let back = there_and_back(&hit);
        assert_eq!((back.row, back.id, back.sentence, back.boilerplate), (hit.row, hit.id, hit.sentence, true));
        let name = r#"{"id":"i","outlet":"o","date":"d","part":"body","nameset":"n","variant":"v","text":"t","start":1,
            "end":2,"sentence_start":3,"sentence_end":4,"voice":"own","source":null,"distanced":true,"sentence":"z","boilerplate":true}"#;
        let name: OfArticle<'_, NameRow<'_>> = serde_json::from_str(name).expect("a name");
        let back = there_and_back(&name);
        assert_eq!((back.row, back.date, back.boilerplate), (name.row, name.date, true));
    }
}

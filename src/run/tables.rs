//! How are the rows of a run made, written and read? In the order of the articles; here as JSON Lines.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, BufRead};

use serde::{Deserialize, Serialize};

use super::csv;
use super::format::TableFormat;
#[cfg(feature = "parquet")]
use super::parquet::ColumnTable;
use super::record::Made;
use super::rows::{ArticleRow, CategoryRow, HitRow, NameRow, VoiceCounts};
use crate::analyzer::{Analysis, Counts, HitCount, PartAnalysis, PartCounts};
use crate::corpus::{Article, Part};
use crate::lexicon::Lexicons;
use crate::matcher::{Hit, NameUse};
use crate::span::Span;
use crate::text::{Text, Voice};

/// The rows of some articles, in the format of the tables; as JSON Lines unless said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tables {
    /// Rows of `articles` as text.
    pub articles: Vec<u8>,
    /// Rows of `hits` as text.
    pub hits: Vec<u8>,
    /// Rows of `names` as text.
    pub names: Vec<u8>,
    format: TableFormat,
    #[cfg(feature = "parquet")]
    columns: Option<Box<Columns>>,
}

/// The same as columns.
#[cfg(feature = "parquet")]
#[derive(Clone, Debug, PartialEq, Eq)]
struct Columns {
    articles: ColumnTable,
    hits: ColumnTable,
    names: ColumnTable,
}

/// What made a row: the program and the lexicons with their versions, and a hash over all of them. `run.json` has the
/// hash of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The program and its version.
    pub program: String,
    /// Ids and versions, and 16 hex digits of a hash over what they hold.
    pub lexicons: String,
}

/// A row with what belongs to its article. `R` is a [`HitRow`] or a [`NameRow`].
#[derive(Debug, Serialize, Deserialize)]
pub struct OfArticle<'a, R> {
    /// The id of the article.
    #[serde(borrow)]
    pub id: Cow<'a, str>,
    /// Its outlet.
    #[serde(borrow)]
    pub outlet: Cow<'a, str>,
    /// Its date.
    pub date: Option<Cow<'a, str>>,
    /// The hit or the name.
    #[serde(flatten)]
    pub row: R,
    /// The sentence around it.
    #[serde(borrow)]
    pub sentence: Cow<'a, str>,
}

/// A hit with its article.
pub(super) type OfHit = OfArticle<'static, HitRow<'static>>;

/// A name with its article.
pub(super) type OfName = OfArticle<'static, NameRow<'static>>;

#[derive(Serialize)]
struct Stamped<'a, R> {
    #[serde(flatten)]
    row: R,
    #[serde(flatten)]
    stamp: &'a Stamp,
}

impl Tables {
    /// None yet, in this format.
    pub fn new(format: TableFormat) -> Tables {
        Tables {
            format,
            #[cfg(feature = "parquet")]
            columns: (format == TableFormat::Parquet).then(|| {
                Box::new(Columns {
                    articles: ColumnTable::new::<ArticleRow>(),
                    hits: ColumnTable::new::<OfHit>(),
                    names: ColumnTable::new::<OfName>(),
                })
            }),
            ..Tables::default()
        }
    }

    /// Adds the rows of the articles that follow.
    pub fn append(&mut self, more: Tables) {
        self.articles.extend(more.articles);
        self.hits.extend(more.hits);
        self.names.extend(more.names);
        #[cfg(feature = "parquet")]
        if let (Some(columns), Some(more)) = (&mut self.columns, more.columns) {
            columns.articles.append(more.articles);
            columns.hits.append(more.hits);
            columns.names.append(more.names);
        }
    }

    /// How many bytes they take.
    pub fn len(&self) -> usize {
        let text = self.articles.len() + self.hits.len() + self.names.len();
        #[cfg(feature = "parquet")]
        if let Some(Columns { articles, hits, names }) = self.columns.as_deref() {
            return articles.len() + hits.len() + names.len();
        }
        text
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the rows of an article.
    pub fn add(&mut self, article: &Article, analysis: &Analysis, counts: &Counts, lexicons: &Lexicons, stamp: &Stamp) {
        let parts = [(Part::Title, &article.title, &analysis.title), (Part::Body, &article.body, &analysis.body)];
        for (part, source, found) in parts {
            for hit in &found.hits {
                let row = HitRow::of(part, source, hit, &found.text, lexicons);
                self.add_hit(&OfArticle::new(article, source, hit.sentence, row), stamp);
            }
            for name in &found.names {
                let row = NameRow::of(part, source, name, &found.text, lexicons);
                self.add_name(&OfArticle::new(article, source, name.sentence, row), stamp);
            }
        }
        let row = ArticleRow::of(article, analysis, counts, lexicons);
        match self.format {
            TableFormat::Jsonl => push(&mut self.articles, row, stamp),
            TableFormat::Csv => csv::push(&mut self.articles, &row, stamp),
            TableFormat::Parquet =>
            {
                #[cfg(feature = "parquet")]
                if let Some(columns) = &mut self.columns {
                    columns.articles.push(&row);
                }
            }
        }
    }

    fn add_hit(&mut self, row: &OfArticle<'_, HitRow<'_>>, stamp: &Stamp) {
        match self.format {
            TableFormat::Jsonl => push(&mut self.hits, row, stamp),
            TableFormat::Csv => csv::push(&mut self.hits, row, stamp),
            TableFormat::Parquet =>
            {
                #[cfg(feature = "parquet")]
                if let Some(columns) = &mut self.columns {
                    columns.hits.push(row);
                }
            }
        }
    }

    fn add_name(&mut self, row: &OfArticle<'_, NameRow<'_>>, stamp: &Stamp) {
        match self.format {
            TableFormat::Jsonl => push(&mut self.names, row, stamp),
            TableFormat::Csv => csv::push(&mut self.names, row, stamp),
            TableFormat::Parquet =>
            {
                #[cfg(feature = "parquet")]
                if let Some(columns) = &mut self.columns {
                    columns.names.push(row);
                }
            }
        }
    }

    /// The three files that they come to as a part of a run, in the order of [`Table::ALL`](super::Table::ALL).
    ///
    /// # Errors
    ///
    /// Parquet where the program was built without it.
    pub fn into_files(self, made: &Made) -> io::Result<[Vec<u8>; 3]> {
        let Tables { articles, hits, names, .. } = self;
        let with_head = |head: Vec<u8>, rows: Vec<u8>| [head, rows].concat();
        match self.format {
            TableFormat::Jsonl => Ok([articles, hits, names]),
            TableFormat::Csv => Ok([
                with_head(csv::head::<ArticleRow>(), articles),
                with_head(csv::head::<OfHit>(), hits),
                with_head(csv::head::<OfName>(), names),
            ]),
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => {
                let Columns { articles, hits, names } =
                    *self.columns.ok_or_else(|| io::Error::other("tables without columns"))?;
                Ok([
                    articles.into_file::<ArticleRow>(made, &["id", "title", "url"])?,
                    hits.into_file::<OfHit>(made, &[])?,
                    names.into_file::<OfName>(made, &[])?,
                ])
            }
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => {
                let _ = made;
                Err(super::format::without_parquet())
            }
        }
    }
}

fn push(bytes: &mut Vec<u8>, row: impl Serialize, stamp: &Stamp) {
    // Writing to memory fails only for maps with keys that are no strings, which rows have not.
    if serde_json::to_writer(&mut *bytes, &Stamped { row, stamp }).is_ok() {
        bytes.push(b'\n');
    }
}

impl<'a, R> OfArticle<'a, R> {
    /// The row with its article and sentence.
    pub fn new(article: &'a Article, source: &'a str, sentence: Span, row: R) -> OfArticle<'a, R> {
        OfArticle {
            id: Cow::Borrowed(&article.id),
            outlet: Cow::Borrowed(&article.outlet),
            date: article.date.as_deref().map(Cow::Borrowed),
            row,
            sentence: Cow::Borrowed(sentence.of(source)),
        }
    }
}

impl<'a> HitRow<'a> {
    /// The row of a hit; `source` is the part's decoded string and `text` how it was cut.
    pub fn of(part: Part, source: &'a str, hit: &Hit, text: &Text, lexicons: &'a Lexicons) -> HitRow<'a> {
        let entry = lexicons.entry(hit.entry);
        HitRow {
            part,
            lexicon: Cow::Borrowed(&entry.lexicon),
            entry: Cow::Borrowed(&entry.id),
            category: Cow::Borrowed(&lexicons.category(hit.entry).id),
            intensity: hit.intensity,
            advisory: hit.advisory,
            factual: entry.factual,
            stance: entry.stance,
            perspective: Cow::Borrowed(&entry.perspective),
            text: Cow::Borrowed(hit.span.of(source)),
            start: hit.span.start,
            end: hit.span.end,
            sentence_start: hit.sentence.start,
            sentence_end: hit.sentence.end,
            voice: hit.voice,
            source: speaker(source, text, hit.segment),
            negated: hit.negated,
            distanced: hit.distanced,
        }
    }
}

impl<'a> NameRow<'a> {
    /// The row of a use of a contested name.
    pub fn of(part: Part, source: &'a str, name: &NameUse, text: &Text, lexicons: &'a Lexicons) -> NameRow<'a> {
        let set = &lexicons.namesets[usize::from(name.nameset)];
        NameRow {
            part,
            nameset: Cow::Borrowed(&set.id),
            variant: Cow::Borrowed(&set.variants[usize::from(name.variant)].id),
            text: Cow::Borrowed(name.span.of(source)),
            start: name.span.start,
            end: name.span.end,
            sentence_start: name.sentence.start,
            sentence_end: name.sentence.end,
            voice: name.voice,
            source: speaker(source, text, name.segment),
            distanced: name.distanced,
        }
    }
}

/// Who speaks in a segment, in the words of the text.
fn speaker<'a>(source: &'a str, text: &Text, segment: u32) -> Option<Cow<'a, str>> {
    let of = text.segments.get(segment as usize)?.source?;
    Some(Cow::Borrowed(of.of(source)))
}

impl ArticleRow {
    fn of(article: &Article, analysis: &Analysis, counts: &Counts, lexicons: &Lexicons) -> ArticleRow {
        let Counts { title, body } = counts;
        let rows = |part: &PartAnalysis| (part.hits.len() as u64, part.names.len() as u64);
        let ((title_hits, title_names), (body_hits, body_names)) = (rows(&analysis.title), rows(&analysis.body));
        ArticleRow {
            id: article.id.clone(),
            outlet: article.outlet.clone(),
            group: article.group.clone(),
            date: article.date.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            author: article.author.clone(),
            section: article.section.clone(),
            genre: article.genre.clone(),
            topic: article.topic.clone(),
            title_words: VoiceCounts::from_array(title.words),
            body_words: VoiceCounts::from_array(body.words),
            title_hits: hits_by_voice(title, |hit| hit.intensity >= 2 && !hit.advisory),
            body_hits: hits_by_voice(body, |hit| hit.intensity >= 2 && !hit.advisory),
            title_advisory: hits_by_voice(title, |hit| hit.advisory),
            body_advisory: hits_by_voice(body, |hit| hit.advisory),
            title_scare_segments: title.scare_segments,
            body_scare_segments: body.scare_segments,
            paragraphs: body.paragraphs,
            unbalanced_paragraphs: body.unbalanced_paragraphs,
            hit_rows: title_hits + body_hits,
            name_rows: title_names + body_names,
            categories: categories(body, lexicons),
        }
    }
}

fn hits_by_voice(part: &PartCounts, of: impl Fn(&HitCount) -> bool) -> VoiceCounts {
    let mut counts = [0; 7];
    for hit in part.hits.iter().filter(|hit| of(hit)) {
        counts[hit.voice as usize] += u64::from(hit.n);
    }
    VoiceCounts::from_array(counts)
}

fn categories(body: &PartCounts, lexicons: &Lexicons) -> Vec<CategoryRow> {
    let mut rows: BTreeMap<(u16, u8), CategoryRow> = BTreeMap::new();
    for hit in &body.hits {
        let entry = crate::lexicon::EntryId(hit.entry);
        let key = (lexicons.entry(entry).category.0, hit.voice);
        let row = rows.entry(key).or_insert_with(|| CategoryRow {
            category: lexicons.category(entry).id.to_string(),
            voice: Voice::ALL[usize::from(hit.voice)],
            hits: 0,
            intensity: 0,
            intensity_squared: 0,
            advisory_hits: 0,
            advisory_intensity: 0,
            advisory_intensity_squared: 0,
        });
        let (n, intensity) = (u64::from(hit.n), u64::from(hit.intensity));
        row.hits += n;
        row.intensity += n * intensity;
        row.intensity_squared += n * intensity * intensity;
        if hit.advisory {
            row.advisory_hits += n;
            row.advisory_intensity += n * intensity;
            row.advisory_intensity_squared += n * intensity * intensity;
        }
    }
    rows.into_values().collect()
}

/// The three tables of a run, read in step.
#[derive(Debug)]
pub struct Rows<R> {
    articles: Table<R>,
    hits: Table<R>,
    names: Table<R>,
}

/// One article of a run with its hits and names.
#[derive(Debug)]
pub struct Row<'a> {
    /// The article.
    pub article: ArticleRow,
    /// Its hits.
    pub hits: Vec<OfArticle<'a, HitRow<'a>>>,
    /// Its names.
    pub names: Vec<OfArticle<'a, NameRow<'a>>>,
}

impl<R: BufRead> Rows<R> {
    /// From readers of `articles.jsonl`, `hits.jsonl` and `names.jsonl`.
    pub fn new(articles: R, hits: R, names: R) -> Rows<R> {
        Rows {
            articles: Table::new("articles.jsonl", articles),
            hits: Table::new("hits.jsonl", hits),
            names: Table::new("names.jsonl", names),
        }
    }

    /// Calls `each` with every article in order, until it fails.
    ///
    /// # Errors
    ///
    /// A table that cannot be read, a line that is no row, tables that do not belong together: file, line and why. And
    /// what `each` says.
    pub fn for_each<E: From<io::Error>>(mut self, mut each: impl FnMut(Row<'_>) -> Result<(), E>) -> Result<(), E> {
        while self.articles.fill(1)? == 1 {
            let article: ArticleRow = self.articles.parse()?.remove(0);
            let (of_hits, of_names) = (article.hit_rows as usize, article.name_rows as usize);
            if self.hits.fill(of_hits)? < of_hits {
                return Err(self.hits.ends_early().into());
            }
            if self.names.fill(of_names)? < of_names {
                return Err(self.names.ends_early().into());
            }
            each(Row { article, hits: self.hits.parse()?, names: self.names.parse()? })?;
        }
        Ok(())
    }
}

#[derive(Debug)]
struct Table<R> {
    name: &'static str,
    reader: R,
    /// Lines read before those in `lines`.
    before: usize,
    lines: Vec<String>,
}

impl<R: BufRead> Table<R> {
    fn new(name: &'static str, reader: R) -> Table<R> {
        Table { name, reader, before: 0, lines: Vec::new() }
    }

    /// Reads so many lines; how many there were.
    fn fill(&mut self, wanted: usize) -> io::Result<usize> {
        self.before += self.lines.len();
        self.lines.clear();
        while self.lines.len() < wanted {
            let mut line = String::new();
            if self.reader.read_line(&mut line).map_err(|error| self.error(self.lines.len(), &error))? == 0 {
                break;
            }
            self.lines.push(line);
        }
        Ok(self.lines.len())
    }

    fn parse<'t, T: Deserialize<'t>>(&'t self) -> io::Result<Vec<T>> {
        let parsed = self
            .lines
            .iter()
            .enumerate()
            .map(|(index, line)| serde_json::from_str(line).map_err(|error| self.error(index, &error)));
        parsed.collect()
    }

    fn error(&self, index: usize, why: &dyn std::fmt::Display) -> io::Error {
        io::Error::other(format!("{}:{}: {why}", self.name, self.before + index + 1))
    }

    fn ends_early(&self) -> io::Error {
        self.error(self.lines.len(), &"the file ends early; the run is not whole: score it again")
    }
}

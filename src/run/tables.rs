//! How are the rows of a run made while articles are scored? In the order of the articles.

use std::borrow::Cow;
use std::io;

use serde::{Deserialize, Serialize};

use super::format::{ARTICLES, TRACES, Table, TableFormat};
use super::record::{Made, Stamp};
use super::rows::{ArticleRow, HitRow, NameRow};
use super::sheet::{Sheet, concat};
use crate::analyzer::Analysis;
use crate::corpus::{Article, Part};
use crate::lexicon::Lexicons;
use crate::matcher::{Hit, NameUse};
use crate::repeats::{Trace, push};
use crate::span::Span;
use crate::text::Text;

/// What some articles come to: rows of `hits` and `names` in the format of the tables; of `articles` what is known until
/// all articles were read, and traces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tables {
    articles: Vec<u8>,
    traces: Vec<u8>,
    hits: Sheet,
    names: Sheet,
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
    /// Whether that sentence stands in most articles of the outlet: then it is in no rate, nor in the counts of
    /// `articles`. Told when all articles were read; false until then.
    pub boilerplate: bool,
}

/// A hit with its article.
pub(super) type OfHit = OfArticle<'static, HitRow<'static>>;

/// A name with its article.
pub(super) type OfName = OfArticle<'static, NameRow<'static>>;

impl Tables {
    /// None yet, in this format.
    pub fn new(format: TableFormat) -> Tables {
        Tables {
            articles: Vec::new(),
            traces: Vec::new(),
            hits: Sheet::new::<OfHit>(format),
            names: Sheet::new::<OfName>(format),
        }
    }

    /// All rows of these, in this format and order. They take no more memory than all of these do, and do not grow
    /// into it step by step, which would leave holes that nothing else fits in.
    pub fn joined(all: Vec<Tables>, format: TableFormat) -> Tables {
        let (mut articles, mut traces, mut hits, mut names) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for tables in all {
            articles.push(tables.articles);
            traces.push(tables.traces);
            hits.push(tables.hits);
            names.push(tables.names);
        }
        Tables {
            articles: concat(articles),
            traces: concat(traces),
            hits: Sheet::joined::<OfHit>(hits, format),
            names: Sheet::joined::<OfName>(names, format),
        }
    }

    /// Gives back the room for rows that did not come: they wait for those of other batches.
    pub fn shrink_to_fit(&mut self) {
        self.articles.shrink_to_fit();
        self.traces.shrink_to_fit();
        self.hits.shrink_to_fit();
        self.names.shrink_to_fit();
    }

    /// How many bytes they take.
    pub fn len(&self) -> usize {
        self.articles.len() + self.traces.len() + self.hits.len() + self.names.len()
    }

    /// Whether there are no rows.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Adds the rows of an article.
    pub fn add(&mut self, article: &Article, analysis: &Analysis, lexicons: &Lexicons, stamp: &Stamp) {
        let parts = [(Part::Title, &article.title, &analysis.title), (Part::Body, &article.body, &analysis.body)];
        for (part, source, found) in parts {
            for hit in &found.hits {
                let row = HitRow::of(part, source, hit, &found.text, lexicons);
                self.hits.push(&OfArticle::new(article, source, hit.sentence, row), stamp);
            }
            for name in &found.names {
                let row = NameRow::of(part, source, name, &found.text, lexicons);
                self.names.push(&OfArticle::new(article, source, name.sentence, row), stamp);
            }
        }
        push(&mut self.articles, &ArticleRow::of(article, analysis));
        push(&mut self.traces, &Trace::of(article, analysis));
    }

    /// The files that they come to as a part of a run, by their names.
    ///
    /// # Errors
    ///
    /// Parquet where the program was built without it.
    pub fn into_files(self, format: TableFormat, made: &Made) -> io::Result<[(&'static str, Vec<u8>); 4]> {
        let Tables { articles, traces, hits, names } = self;
        Ok([
            (ARTICLES, articles),
            (TRACES, traces),
            (Table::Hits.file(format), hits.into_file::<OfHit>(made, &[])?),
            (Table::Names.file(format), names.into_file::<OfName>(made, &[])?),
        ])
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
            boilerplate: false,
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

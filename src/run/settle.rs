//! What becomes of the tables of a part once all articles were read, and it is known what repeats?
//!
//! The rows of `articles` get their counts, without boilerplate, and their
//! cluster. Rows of `hits` and `names` in boilerplate are marked: where there
//! are none, the file stays what it is.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::iter::repeat_n;

use super::format::{ARTICLES, Articles, Files, TRACES, TableFormat};
use super::record::Made;
use super::rows::ArticleRow;
use super::sheet::Sheet;
use super::tables::{OfHit, OfName};
use crate::profile::Catalog;
use crate::repeats::{Records, Repeats, Trace, Traces};

/// What settles tables.
#[derive(Debug)]
pub struct Settler<'a> {
    /// The format of the tables.
    pub format: TableFormat,
    /// What made the run.
    pub made: &'a Made,
    /// What the entries of counts stand for.
    pub catalog: &'a Catalog,
    /// What repeats; what is settled by the default is as if nothing did.
    pub repeats: &'a Repeats,
}

/// What a part knows of its articles, in its files.
#[derive(Debug)]
pub struct PartArticles {
    articles: Records<ArticleRow, BufReader<File>>,
    traces: Traces<BufReader<File>>,
}

/// What the articles of a part come to.
#[derive(Debug)]
pub struct SettledArticles {
    /// The file of `articles`.
    pub articles: Vec<u8>,
    /// Of each row of `hits` and of `names` whether it is boilerplate; `None` where none is.
    pub marks: [Option<Vec<bool>>; 2],
}

/// So many bytes of rows are made one file, where a whole run is settled again.
const FILE_BYTES: usize = 8 << 20;

impl PartArticles {
    /// The names of their files.
    pub const FILES: [&'static str; 2] = [ARTICLES, TRACES];

    /// From these files.
    pub fn new([articles, traces]: [File; 2]) -> PartArticles {
        let buffered = |file| BufReader::with_capacity(1 << 16, file);
        PartArticles { articles: Records::new(buffered(articles)), traces: Records::new(buffered(traces)) }
    }
}

impl Settler<'_> {
    /// The rows of the articles of a part, with their counts; the first of them is the article of this index.
    pub fn part<'s>(&'s self, part: PartArticles, first: u32) -> Articles<'s> {
        Box::new(self.settled(Box::new(part.articles), part.traces, first).map(|row| row.map(|(row, _)| row)))
    }

    /// The file of `articles` of a part, and the marks of the rows of `hits` and `names`.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn articles(&self, part: PartArticles, first: u32) -> io::Result<SettledArticles> {
        let (stamp, mut sheet) = (self.made.stamp(), Sheet::new::<ArticleRow>(self.format));
        let mut marks = [Vec::new(), Vec::new()];
        for row in self.settled(Box::new(part.articles), part.traces, first) {
            let (row, trace) = row?;
            sheet.push(&row, &stamp);
            for (marks, of_article) in marks.iter_mut().zip(self.marks(&row, &trace)) {
                marks.extend(of_article);
            }
        }
        let articles = sheet.into_file::<ArticleRow>(self.made, ArticleRow::UNIQUE)?;
        Ok(SettledArticles { articles, marks: marks.map(|marks| marks.contains(&true).then_some(marks)) })
    }

    /// The files of `hits` and `names` of a part that has rows in boilerplate, where they are text.
    ///
    /// # Errors
    ///
    /// What cannot be read.
    pub fn marked(&self, part: PartArticles, first: u32, tables: [Files<'_>; 2]) -> io::Result<[Vec<u8>; 2]> {
        let mut files = None;
        self.again(Box::new(part.articles), part.traces, first, tables, usize::MAX, |[_, hits, names]| {
            files = Some([hits, names]);
            Ok(())
        })?;
        files.ok_or_else(|| io::Error::other("a part without articles"))
    }

    /// Settles the tables of a finished run again, the first articles of all; hands on files of each table. How many
    /// articles it has.
    ///
    /// # Errors
    ///
    /// What cannot be read, and what `put` says.
    pub fn run(
        &self,
        articles: Files<'_>,
        traces: impl Read,
        tables: [Files<'_>; 2],
        put: impl FnMut([Vec<u8>; 3]) -> io::Result<()>,
    ) -> io::Result<u32> {
        self.again(self.format.articles(articles), Records::new(traces), 0, tables, FILE_BYTES, put)
    }

    fn again(
        &self,
        articles: Articles<'_>,
        traces: Traces<impl Read>,
        first: u32,
        tables: [Files<'_>; 2],
        file_bytes: usize,
        mut put: impl FnMut([Vec<u8>; 3]) -> io::Result<()>,
    ) -> io::Result<u32> {
        let mut sheets = Sheets::new(self.format);
        let mut n_articles = 0;
        let stamp = self.made.stamp();
        let settled = self.settled(articles, traces, first);
        self.format.for_each_with(settled, tables, |row, trace| {
            n_articles += 1;
            sheets.articles.push(&row.article, &stamp);
            let [of_hits, of_names] = self.marks(&row.article, &trace);
            for (mut hit, boilerplate) in row.hits.into_iter().zip(of_hits) {
                hit.boilerplate = boilerplate;
                sheets.hits.push(&hit, &stamp);
            }
            for (mut name, boilerplate) in row.names.into_iter().zip(of_names) {
                name.boilerplate = boilerplate;
                sheets.names.push(&name, &stamp);
            }
            if sheets.len() >= file_bytes {
                put(std::mem::replace(&mut sheets, Sheets::new(self.format)).into_files(self.made)?)?;
            }
            Ok::<(), io::Error>(())
        })?;
        if sheets.len() > 0 {
            put(sheets.into_files(self.made)?)?;
        }
        Ok(n_articles)
    }

    /// Of each row of `hits` and of `names` of an article, whether it is boilerplate.
    fn marks(&self, row: &ArticleRow, trace: &Trace) -> [Vec<bool>; 2] {
        match self.repeats.boilerplate(&trace.outlet) {
            Some(of) => {
                [marks(row.hit_rows, trace.boilerplate_hits(of)), marks(row.name_rows, trace.boilerplate_names(of))]
            }
            None => [row.hit_rows, row.name_rows].map(|rows| vec![false; rows as usize]),
        }
    }

    /// The rows with their counts, each with its trace.
    fn settled<'s>(
        &'s self,
        articles: Articles<'s>,
        mut traces: Traces<impl Read + 's>,
        first: u32,
    ) -> impl Iterator<Item = io::Result<(ArticleRow, Trace)>> + 's {
        let mut copies = self.repeats.copies(first);
        articles.map(move |row| {
            let early = |what: &str| io::Error::other(format!("{what} ends early; the run is not whole"));
            let (mut row, trace) = (row?, traces.next().ok_or_else(|| early(TRACES))??);
            if row.id != trace.id {
                return Err(io::Error::other(format!("the trace of article {} is not where it should be", row.id)));
            }
            let boilerplate = self.repeats.boilerplate(&trace.outlet);
            row.set_counts(&trace.counts(boilerplate), self.catalog);
            row.boilerplate_words = boilerplate.map_or(0, |of| trace.boilerplate_words(of));
            let copy = copies.next().ok_or_else(|| early("the list of near-copies"))??;
            row.copy = copy.as_ref().is_some_and(|copy| copy.is_copy);
            row.cluster = copy.map(|copy| copy.cluster);
            Ok((row, trace))
        })
    }
}

/// The marks of so many rows. Those of the title come first, and titles have no boilerplate.
fn marks(rows: u64, of_body: impl ExactSizeIterator<Item = bool>) -> Vec<bool> {
    let rows = rows as usize;
    let of_title = rows.saturating_sub(of_body.len());
    repeat_n(false, of_title).chain(of_body).take(rows).collect()
}

/// The rows of a file of each table.
struct Sheets {
    articles: Sheet,
    hits: Sheet,
    names: Sheet,
}

impl Sheets {
    fn new(format: TableFormat) -> Sheets {
        Sheets {
            articles: Sheet::new::<ArticleRow>(format),
            hits: Sheet::new::<OfHit>(format),
            names: Sheet::new::<OfName>(format),
        }
    }

    fn len(&self) -> usize {
        self.articles.len() + self.hits.len() + self.names.len()
    }

    fn into_files(self, made: &Made) -> io::Result<[Vec<u8>; 3]> {
        let Sheets { articles, hits, names } = self;
        Ok([
            articles.into_file::<ArticleRow>(made, ArticleRow::UNIQUE)?,
            hits.into_file::<OfHit>(made, &[])?,
            names.into_file::<OfName>(made, &[])?,
        ])
    }
}

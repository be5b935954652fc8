//! In which format are the tables of a run, and how does a reader go through them in step?

use std::fs::File;
use std::io::{self, BufReader, Read, Write};

use serde::{Deserialize, Serialize};

use super::columns::Columnar;
use super::csv;
use super::lines::Lines;
#[cfg(feature = "parquet")]
use super::parquet;
use super::record::Made;
use super::rows::{ArticleRow, HitRow, NameRow};
use super::tables::{OfArticle, OfHit, OfName};

/// What a part knows of its articles until all articles were read: the rows of `articles` without their counts.
pub(super) const ARTICLES: &str = "articles.bin";

/// The traces of the articles of a part; those of a finished run are packed, for an update.
pub(super) const TRACES: &str = "traces.bin";

/// The format of the tables of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TableFormat {
    /// One JSON object a line.
    #[default]
    Jsonl,
    /// A line of names, then a line a row.
    Csv,
    /// Columns, in row groups.
    Parquet,
}

/// A table of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// A row for each article.
    Articles,
    /// A row for each hit.
    Hits,
    /// A row for each use of a contested name.
    Names,
}

/// The files of one table, in order; each is opened when its turn comes.
pub type Files<'f> = Box<dyn Iterator<Item = io::Result<File>> + 'f>;

/// One file of a table, to be joined with others.
#[derive(Debug)]
pub struct PartFile {
    /// The file.
    pub file: File,
    /// Of each row whether it is boilerplate, if that is to be said otherwise than in the file. Only in Parquet, where
    /// a column can be replaced.
    pub marks: Option<Vec<bool>>,
}

/// Rows of `articles`, in order.
pub type Articles<'f> = Box<dyn Iterator<Item = io::Result<ArticleRow>> + 'f>;

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

impl Table {
    /// All of them, in the order in which everything takes and gives three.
    pub const ALL: [Table; 3] = [Table::Articles, Table::Hits, Table::Names];

    /// The name of its file.
    pub fn file(self, format: TableFormat) -> &'static str {
        let names = match format {
            TableFormat::Jsonl => ["articles.jsonl", "hits.jsonl", "names.jsonl"],
            TableFormat::Csv => ["articles.csv", "hits.csv", "names.csv"],
            TableFormat::Parquet => ["articles.parquet", "hits.parquet", "names.parquet"],
        };
        names[self as usize]
    }
}

impl TableFormat {
    /// Makes one file of the parts of a table. `scratch` is an empty file that can be read back, where that of Parquet keeps
    /// what its end says of the parts.
    ///
    /// # Errors
    ///
    /// What cannot be read or written, and Parquet where the program was built without it.
    pub fn join(
        self,
        table: Table,
        parts: impl Iterator<Item = io::Result<PartFile>>,
        mut to: File,
        scratch: File,
        made: &Made,
    ) -> io::Result<()> {
        match self {
            TableFormat::Jsonl => {
                for part in parts {
                    io::copy(&mut part?.file, &mut to)?;
                }
                to.sync_all()
            }
            TableFormat::Csv => {
                let head = match table {
                    Table::Articles => csv::head::<ArticleRow>(),
                    Table::Hits => csv::head::<OfHit>(),
                    Table::Names => csv::head::<OfName>(),
                };
                to.write_all(&head)?;
                for part in parts {
                    let mut part = part?.file;
                    // Every part has the same first line.
                    part.read_exact(&mut vec![0; head.len()])?;
                    io::copy(&mut part, &mut to)?;
                }
                to.sync_all()
            }
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => match table {
                Table::Articles => parquet::join::<ArticleRow>(parts, to, scratch, made),
                Table::Hits => parquet::join::<OfHit>(parts, to, scratch, made),
                Table::Names => parquet::join::<OfName>(parts, to, scratch, made),
            },
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => {
                let _ = (made, scratch);
                Err(without_parquet())
            }
        }
    }

    /// The rows of `articles` of a finished run.
    pub fn articles<'f>(self, files: Files<'f>) -> Articles<'f> {
        if self != TableFormat::Jsonl {
            return Box::new(self.rows::<ArticleRow>(Table::Articles, files));
        }
        let mut lines = Lines::new(Table::Articles.file(self), chained(files));
        Box::new(std::iter::from_fn(move || match lines.fill(1) {
            Ok(0) => None,
            Ok(_) => Some(lines.parse().map(|mut rows| rows.remove(0))),
            Err(error) => Some(Err(error)),
        }))
    }

    /// Calls `each` with every article of a run in order, with its hits and names, until it fails.
    ///
    /// # Errors
    ///
    /// A table that cannot be read, or does not belong to the others; and what `each` says.
    pub fn for_each<E: From<io::Error>>(
        self,
        articles: Articles<'_>,
        tables: [Files<'_>; 2],
        mut each: impl FnMut(Row<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        self.for_each_with(articles.map(|article| article.map(|article| (article, ()))), tables, |row, ()| each(row))
    }

    /// The same, where something goes with each article.
    pub(super) fn for_each_with<T, E: From<io::Error>>(
        self,
        articles: impl Iterator<Item = io::Result<(ArticleRow, T)>>,
        [hits, names]: [Files<'_>; 2],
        mut each: impl FnMut(Row<'_>, T) -> Result<(), E>,
    ) -> Result<(), E> {
        if self == TableFormat::Jsonl {
            let mut hits = Lines::new(Table::Hits.file(self), chained(hits));
            let mut names = Lines::new(Table::Names.file(self), chained(names));
            for article in articles {
                let (article, with) = article?;
                let (of_hits, of_names) = (article.hit_rows as usize, article.name_rows as usize);
                if hits.fill(of_hits)? < of_hits {
                    return Err(hits.ends_early().into());
                }
                if names.fill(of_names)? < of_names {
                    return Err(names.ends_early().into());
                }
                each(Row { article, hits: hits.parse()?, names: names.parse()? }, with)?;
            }
            return Ok(());
        }
        let mut hits = self.rows::<OfHit>(Table::Hits, hits);
        let mut names = self.rows::<OfName>(Table::Names, names);
        for article in articles {
            let (article, with) = article?;
            let hits = taken(&mut hits, article.hit_rows, &article.id)?;
            let names = taken(&mut names, article.name_rows, &article.id)?;
            each(Row { article, hits, names }, with)?;
        }
        Ok(())
    }

    fn rows<'f, R: Columnar + 'f>(self, table: Table, files: Files<'f>) -> impl Iterator<Item = io::Result<R>> + 'f {
        files.flat_map(move |file| -> Box<dyn Iterator<Item = io::Result<R>> + 'f> {
            let rows = file.and_then(|file| self.rows_of_file(file));
            let named = move |error| io::Error::other(format!("{}: {error}", table.file(self)));
            match rows {
                Ok(rows) => Box::new(rows.map(move |row| row.map_err(named))),
                Err(error) => Box::new(std::iter::once(Err(named(error)))),
            }
        })
    }

    fn rows_of_file<'f, R: Columnar + 'f>(
        self,
        file: File,
    ) -> io::Result<Box<dyn Iterator<Item = io::Result<R>> + 'f>> {
        match self {
            #[cfg(feature = "parquet")]
            TableFormat::Parquet => Ok(Box::new(parquet::Rows::new(file)?)),
            #[cfg(not(feature = "parquet"))]
            TableFormat::Parquet => Err(without_parquet()),
            TableFormat::Csv | TableFormat::Jsonl => {
                Ok(Box::new(csv::Rows::new(BufReader::with_capacity(1 << 16, file))?))
            }
        }
    }
}

/// The next rows, which must be those of this article.
fn taken<'r, R>(
    rows: &mut impl Iterator<Item = io::Result<OfArticle<'r, R>>>,
    n: u64,
    id: &str,
) -> io::Result<Vec<OfArticle<'r, R>>> {
    let mut taken = Vec::new();
    for _ in 0..n {
        let row = rows.next().ok_or_else(|| io::Error::other("a table ends early; the run is not whole"))??;
        if row.id != id {
            return Err(io::Error::other(format!("the rows of article {id} are not where they should be")));
        }
        taken.push(row);
    }
    Ok(taken)
}

fn chained(files: Files<'_>) -> BufReader<Chained<'_>> {
    BufReader::with_capacity(1 << 16, Chained::new(files))
}

/// Several files as one.
pub struct Chained<'f> {
    files: Files<'f>,
    open: Option<File>,
}

impl<'f> Chained<'f> {
    /// From the first byte of the first.
    pub fn new(files: Files<'f>) -> Chained<'f> {
        Chained { files, open: None }
    }
}

impl Read for Chained<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if let Some(file) = &mut self.open {
                let n = file.read(buffer)?;
                if n > 0 {
                    return Ok(n);
                }
            }
            match self.files.next() {
                Some(file) => self.open = Some(file?),
                None => return Ok(0),
            }
        }
    }
}

#[cfg(not(feature = "parquet"))]
pub(super) fn without_parquet() -> io::Error {
    io::Error::other("this program was built without Parquet: use JSON Lines or CSV")
}

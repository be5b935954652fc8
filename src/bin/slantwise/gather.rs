//! How do the parts of a run become its files? What repeats is found, the tables are settled, and joined.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use slantwise::repeats::{Records, RepeatedIds, Repeats};
use slantwise::run::{
    Chained, Files, Manifest, PartArticles, PartFile, RunRecord, Settler, Table, TableFormat, ordered,
};

use super::run_dir::{FILES, PackedTraces, RECORD, SKIPPED, TRACES};
use super::unfinished::{FINAL, Unfinished, sync};

/// Where settled tables lie until they are joined.
const SETTLED: &str = "settled.tmp";

/// Makes the files of a run from so many parts, beside their places. Which ids come back.
pub fn gather(run: &Unfinished, n_parts: usize, record: &RunRecord, threads: usize) -> io::Result<RepeatedIds> {
    let (path, parts) = run.paths();
    let beside = parts.join(FINAL).with_extension("tmp");
    let settled = parts.join(SETTLED);
    for folder in [&beside, &settled] {
        if folder.is_dir() {
            fs::remove_dir_all(folder)?;
        }
        fs::create_dir_all(folder)?;
    }
    let manifest = run.manifest();
    // An update adds to what was there.
    let updated = manifest.updates.is_some().then_some(path);
    let of_parts = |name: &'static str| -> Files<'_> {
        Box::new((0..n_parts).map(move |index| File::open(run.part(index).join(name))))
    };
    let traces = || -> io::Result<Box<dyn Read>> {
        let before = updated.map(|path| PackedTraces::open(&path.join(TRACES))).transpose()?;
        let parts: Vec<PathBuf> = (0..n_parts).map(|index| run.part(index).join(PartArticles::FILES[1])).collect();
        let parts = Chained::new(Box::new(parts.into_iter().map(File::open)));
        Ok(match before {
            Some(before) => Box::new(before.chain(parts)),
            None => Box::new(parts),
        })
    };
    let new = |name: &str| File::options().create_new(true).read(true).write(true).open(settled.join(name));
    let scratch = new("repeats")?;
    let repeats = Repeats::find(|| Ok(Records::new(BufReader::with_capacity(1 << 16, traces()?))), scratch)?;
    let Manifest { tables: format, made, catalog, .. } = manifest;
    let settler = Settler { format: *format, made, catalog, repeats: &repeats };
    let settling = Settling { settler, run, folder: &settled };
    let (n_files, n_articles) = match updated {
        Some(path) => settling.before(path)?,
        None => (0, 0),
    };
    settling.parts(n_parts, n_articles, threads)?;
    for table in Table::ALL {
        let name = table.file(*format);
        let before = (0..n_files)
            .map(|index| File::open(settled.join(before_name(index, name))).map(|file| PartFile { file, marks: None }));
        let parts = (0..n_parts).map(|index| {
            let path = settled.join(part_name(index, name));
            // What had nothing to settle is as it was.
            let file = File::open(if path.exists() { path } else { run.part(index).join(name) })?;
            Ok(PartFile { file, marks: read_marks(&settled.join(marks_name(index, name)))? })
        });
        format.join(
            table,
            before.chain(parts),
            File::create(beside.join(name))?,
            new(&format!("{name}.end"))?,
            made,
        )?;
    }
    let before = |name: &str| updated.map(|path| File::open(path.join(name)));
    let chain = |name: &'static str, files: Files<'_>| {
        let mut whole = File::create(beside.join(name))?;
        io::copy(&mut Chained::new(files), &mut whole)?;
        whole.sync_all()
    };
    chain(SKIPPED, Box::new(before(SKIPPED).into_iter().chain(of_parts(SKIPPED))))?;
    chain(FILES, Box::new(before(FILES).into_iter().chain([File::open(run.files())])))?;
    PackedTraces::write(&mut traces()?, File::create(beside.join(TRACES))?)?;
    let mut file = BufWriter::new(File::create(beside.join(RECORD))?);
    serde_json::to_writer_pretty(&mut file, record)?;
    file.write_all(b"\n")?;
    file.into_inner()?.sync_all()?;
    sync(&beside);
    fs::rename(&beside, parts.join(FINAL))?;
    sync(parts);
    Ok(repeats.repeated_ids().clone())
}

/// Settles the tables of a run into a folder.
struct Settling<'a> {
    settler: Settler<'a>,
    run: &'a Unfinished,
    folder: &'a Path,
}

impl Settling<'_> {
    /// Settles what is updated: how many files of each table that comes to, and how many articles.
    fn before(&self, path: &Path) -> io::Result<(usize, u32)> {
        let format = self.settler.format;
        let file = |table: Table| -> Files<'_> { Box::new(std::iter::once(File::open(path.join(table.file(format))))) };
        let traces = PackedTraces::open(&path.join(TRACES))?;
        let tables = [Table::Hits, Table::Names].map(file);
        let traces = BufReader::with_capacity(1 << 16, traces);
        let mut n_files = 0;
        let n_articles = self.settler.run(file(Table::Articles), traces, tables, |files| {
            for (table, bytes) in Table::ALL.into_iter().zip(files) {
                fs::write(self.folder.join(before_name(n_files, table.file(format))), bytes)?;
            }
            n_files += 1;
            Ok(())
        })?;
        Ok((n_files, n_articles))
    }

    fn parts(&self, n_parts: usize, n_before: u32, threads: usize) -> io::Result<()> {
        let (settler, run, folder) = (&self.settler, self.run, self.folder);
        let mut first = n_before;
        let mut failure = None;
        let parts = (0..n_parts).map_while(|index| match run.record(index) {
            Ok(record) => {
                let from = first;
                first += record.totals.articles as u32;
                Some((index, from))
            }
            Err(failed) => {
                failure = Some(io::Error::other(failed.to_string()));
                None
            }
        });
        let mut settled = Ok(());
        let work = |(index, first)| settle_part(settler, &run.part(index), index, first, folder);
        ordered(parts, threads, work, |result| match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(error) => {
                settled = Err(error);
                ControlFlow::Break(())
            }
        });
        settled.and(failure.map_or(Ok(()), Err))
    }
}

fn settle_part(settler: &Settler<'_>, part: &Path, index: usize, first: u32, folder: &Path) -> io::Result<()> {
    let format: TableFormat = settler.format;
    let articles = || -> io::Result<PartArticles> {
        let [articles, traces] = PartArticles::FILES.map(|name| File::open(part.join(name)));
        Ok(PartArticles::new([articles?, traces?]))
    };
    let write = |table: Table, bytes: &[u8]| fs::write(folder.join(part_name(index, table.file(format))), bytes);
    let settled = settler.articles(articles()?, first)?;
    write(Table::Articles, &settled.articles)?;
    let tables = [Table::Hits, Table::Names];
    if format == TableFormat::Parquet {
        // One column is another; all others stay as they are packed.
        return tables.into_iter().zip(settled.marks).try_for_each(|(table, marks)| match marks {
            Some(marks) => {
                let bytes: Vec<u8> = marks.into_iter().map(u8::from).collect();
                fs::write(folder.join(marks_name(index, table.file(format))), bytes)
            }
            None => Ok(()),
        });
    }
    if settled.marks == [None, None] {
        return Ok(());
    }
    let files =
        tables.map(|table| -> Files<'_> { Box::new(std::iter::once(File::open(part.join(table.file(format))))) });
    let marked = settler.marked(articles()?, first, files)?;
    tables.into_iter().zip(marked).try_for_each(|(table, bytes)| write(table, &bytes))
}

fn part_name(index: usize, name: &str) -> String {
    format!("part-{index:06}-{name}")
}

fn marks_name(index: usize, name: &str) -> String {
    format!("part-{index:06}-{name}.marks")
}

fn read_marks(path: &Path) -> io::Result<Option<Vec<bool>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes.into_iter().map(|byte| byte == 1).collect())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn before_name(index: usize, name: &str) -> String {
    format!("before-{index:06}-{name}")
}

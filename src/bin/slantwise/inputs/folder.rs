//! Which files does a folder have, in which order, and what is left out?

use std::ffi::OsString;
use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::vec;

use globset::{GlobBuilder, GlobMatcher};
use ignore::overrides::Override;
use slantwise::corpus::{FieldOverrides, Format, Reason, Skipped, Tally, are_records, has_text_column};

use super::unpacked::{is_compression, unpacked};
use super::{shown_path, unreadable};

/// A folder being walked.
pub(super) struct Folder {
    pub(super) root: PathBuf,
    /// What paths within it must match, or lie in a folder that does.
    pattern: Option<GlobMatcher>,
    /// The folders that lead to where we are, by their paths within the root, with what is still to do in each.
    levels: Vec<(PathBuf, vec::IntoIter<Entry>)>,
    /// How many files there were to read so far.
    pub(super) n_files: u64,
    pub(super) left_out: Tally,
}

/// What has a name in a folder.
struct Entry {
    name: OsString,
    kind: FileType,
}

impl Folder {
    pub(super) fn open(root: PathBuf) -> io::Result<Folder> {
        let entries = entries(&root)?;
        let levels = vec![(PathBuf::new(), entries)];
        Ok(Folder { root, pattern: None, levels, n_files: 0, left_out: Tally::default() })
    }

    /// The folder in which everything lies that a path with wildcards can match; `None` if it has none.
    pub(super) fn of_pattern(path: &Path) -> io::Result<Option<Folder>> {
        let is_wild = |part: &Component| part.as_os_str().as_encoded_bytes().iter().any(|byte| b"*?[{".contains(byte));
        let parts: Vec<Component> = path.components().collect();
        let Some(first) = parts.iter().position(is_wild) else { return Ok(None) };
        let root: PathBuf = parts[..first].iter().collect();
        let root = if root.as_os_str().is_empty() { PathBuf::from(".") } else { root };
        let pattern: PathBuf = parts[first..].iter().collect();
        let glob = GlobBuilder::new(&pattern.to_string_lossy()).literal_separator(true).build();
        let glob = glob.map_err(|error| io::Error::new(io::ErrorKind::InvalidInput, error.to_string()))?;
        let folder = Folder::open(root)?;
        Ok(Some(Folder { pattern: Some(glob.compile_matcher()), ..folder }))
    }

    /// Whether a path is asked for: without a pattern all are.
    fn is_asked_for(&self, path: &Path) -> bool {
        self.pattern.as_ref().is_none_or(|pattern| path.ancestors().any(|path| pattern.is_match(path)))
    }

    /// The path of the next file within the root, and how to read it. Symbolic links are not followed, and nothing
    /// that is no regular file is opened.
    pub(super) fn next_file(
        &mut self,
        globs: &Override,
        overrides: &FieldOverrides,
    ) -> Option<Result<(PathBuf, Format), Skipped>> {
        loop {
            let (folder, entries) = self.levels.last_mut()?;
            let Some(Entry { name, kind }) = entries.next() else {
                self.levels.pop();
                continue;
            };
            let path = folder.join(&name);
            // A file that matches was meant, whatever its ending.
            let is_meant = self.pattern.as_ref().is_some_and(|pattern| pattern.is_match(&path));
            if !kind.is_dir() && !self.is_asked_for(&path) {
                continue;
            }
            if name.as_encoded_bytes().starts_with(b".") && !is_meant {
                if self.is_asked_for(&path) {
                    self.left_out.leave_out("hidden");
                }
            } else if kind.is_symlink() {
                self.left_out.leave_out("symbolic link");
            } else if globs.matched(&path, kind.is_dir()).is_ignore() {
                self.left_out.leave_out("excluded");
            } else if kind.is_dir() && is_run(&self.root.join(&path)) {
                self.left_out.leave_out("run directory");
            } else if kind.is_dir() {
                match entries_within(&self.root, &path) {
                    Ok(entries) => self.levels.push((path, entries)),
                    Err(skipped) => return Some(Err(skipped)),
                }
            } else if !kind.is_file() {
                self.left_out.leave_out("no regular file");
            } else if let Some(format) = format_of(&path) {
                // Tables of other things lie beside articles, such as that of the outlets.
                if !is_meant && format == Format::Table && !holds_articles(&self.root.join(&path), overrides) {
                    self.left_out.leave_out("table without a text column");
                    continue;
                }
                self.n_files += 1;
                return Some(Ok((path, format)));
            } else if is_meant || path.extension().is_none() && holds_records(&self.root.join(&path)) {
                self.n_files += 1;
                return Some(Ok((path, Format::Any)));
            } else {
                self.left_out.leave_out("another kind");
            }
        }
    }

    /// That there was nothing to read, and what there was instead.
    pub(super) fn without_files(&self) -> Skipped {
        if let Some(pattern) = &self.pattern {
            let path = self.root.join(pattern.glob().glob());
            let reason = Reason::Unreadable("no file matches".to_string());
            return Skipped::file(&shown_path(&path).into(), reason);
        }
        let kinds: Vec<String> = self.left_out.left_out.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
        let found = if kinds.is_empty() { String::new() } else { format!("; left out: {}", kinds.join(", ")) };
        Skipped::file(&shown_path(&self.root).into(), Reason::NoArticleFiles(found))
    }
}

/// Whether a folder is what `score` writes, perhaps not finished: `score . -o run` is not to read its own tables.
fn is_run(folder: &Path) -> bool {
    folder.join(".parts").is_dir() || ["run.json", "skipped.jsonl"].iter().all(|name| folder.join(name).is_file())
}

fn entries_within(root: &Path, path: &Path) -> Result<vec::IntoIter<Entry>, Skipped> {
    entries(&root.join(path)).map_err(|error| unreadable(path, &error))
}

/// What is in a folder, in the order of the bytes of the paths of all that is below: a folder as if its name ended
/// with a slash.
fn entries(folder: &Path) -> io::Result<vec::IntoIter<Entry>> {
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        entries.push(Entry { name: entry.file_name(), kind: entry.file_type()? });
    }
    entries.sort_by(|a, b| path_bytes(a).cmp(path_bytes(b)));
    Ok(entries.into_iter())
}

fn path_bytes(entry: &Entry) -> impl Iterator<Item = u8> {
    let slash = entry.kind.is_dir().then_some(b'/');
    entry.name.as_encoded_bytes().iter().copied().chain(slash)
}

/// How to read a file, by the ending of its name, or by the one before it where it is compressed.
pub fn format_of(path: &Path) -> Option<Format> {
    let ending = |path: &Path| path.extension().and_then(|ending| Some(ending.to_str()?.to_ascii_lowercase()));
    let last = ending(path)?;
    let last = if is_compression(&last) {
        match ending(Path::new(path.file_stem()?)) {
            Some(before) => before,
            None => return Some(Format::Any),
        }
    } else {
        last
    };
    match last.as_str() {
        "txt" => Some(Format::Text),
        "jsonl" | "ndjson" | "jl" | "jsonlines" => Some(Format::Lines),
        "json" => Some(Format::Json),
        "parquet" | "parq" | "pq" => Some(Format::Any),
        "csv" | "tsv" | "psv" | "tab" => Some(Format::Table),
        "html" | "htm" | "xhtml" => Some(Format::Page),
        "warc" | "wet" => Some(Format::Archive),
        _ => None,
    }
}

/// Whether a file without an ending holds records, as those of Spark and other programs do. Text is not asked for:
/// most files without an ending are no articles.
fn holds_records(path: &Path) -> bool {
    start(path, 4 << 10).is_ok_and(|start| are_records(&start))
}

/// Whether a table has a column of text; one that cannot be read may, so that it is named when it is opened.
fn holds_articles(path: &Path, overrides: &FieldOverrides) -> bool {
    const LONGEST: usize = 256 << 10;
    match start(path, LONGEST as u64) {
        Ok(start) => start.is_empty() || has_text_column(&start, start.len() < LONGEST, overrides),
        Err(_) => true,
    }
}

/// The first bytes of a file, unpacked.
fn start(path: &Path, bytes: u64) -> io::Result<Vec<u8>> {
    let mut start = Vec::new();
    unpacked(File::open(path)?, u64::MAX)?.take(bytes).read_to_end(&mut start)?;
    Ok(start)
}

//! Which files are there to read, and in which order?
//!
//! Folders are walked in the order of the bytes of their paths, one folder's
//! names in memory at a time, so that neither the system nor the number of
//! files changes what comes out.

mod folder;
mod opened;
pub mod pipe;
pub mod survey;
mod unpacked;
mod whole;

use std::fs::{self, File, FileType};
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::slice;

use folder::Folder;
pub use folder::format_of;
use ignore::overrides::{Override, OverrideBuilder};
use opened::Opened;
#[cfg(feature = "parquet")]
use opened::{Columns, is_parquet};
use pipe::Pipe;
use slantwise::corpus::{Batch, Format, Piece, Pieces, Reading, Reason, Recognized, Skipped, Tally, batches, shown};
use unpacked::unpacked;
use whole::Whole;

/// Everything that was given, in order: files, folders and standard input (`-`).
pub struct Inputs<'r> {
    reading: &'r Reading,
    globs: Override,
    paths: slice::Iter<'r, PathBuf>,
    folder: Option<Folder>,
    file: Option<Opened<'r>>,
    /// Whether the names of its fields were counted.
    is_recognized: bool,
    left_out: Tally,
    recognized: Recognized,
    /// How many of the paths were taken.
    given: usize,
    watch: Watch<'r>,
}

/// Is handed each file before it is read, and says what to read instead; nothing if the file is to be passed over.
pub type Watch<'r> = Box<dyn FnMut(&Origin<'_>, Box<dyn Read>) -> Option<Box<dyn Read>> + 'r>;

/// Where a file was found.
pub struct Origin<'a> {
    /// Which of what was given it is, or is in.
    pub input: usize,
    /// Its path within that.
    pub path: &'a Path,
    /// Where it can be opened again.
    pub place: &'a Path,
    /// Its size; a pipe has none.
    pub bytes: Option<u64>,
}

impl<'r> Inputs<'r> {
    /// Nothing is opened yet; a path that is missing or cannot be read is one record skipped when its turn comes
    /// ([`Skipped::is_failure`]), and the others are still read.
    ///
    /// The globs are those of gitignore files, about paths within a folder; they do not touch files given by name.
    ///
    /// # Errors
    ///
    /// A glob that is none.
    pub fn open(
        paths: &'r [PathBuf],
        include: &[String],
        exclude: &[String],
        reading: &'r Reading,
    ) -> Result<Inputs<'r>, ignore::Error> {
        Ok(Inputs {
            reading,
            globs: globs(include, exclude)?,
            paths: paths.iter(),
            folder: None,
            file: None,
            is_recognized: false,
            left_out: Tally::default(),
            recognized: Recognized::default(),
            given: 0,
            watch: Box::new(|_, reader| Some(reader)),
        })
    }

    /// Hands each file to `watch` first.
    pub fn watched(self, watch: Watch<'r>) -> Inputs<'r> {
        Inputs { watch, ..self }
    }

    /// What there is to read, in batches for one worker each. Ask for what was left out and recognized afterwards.
    pub fn batches(&mut self) -> impl Iterator<Item = Batch> {
        batches(self)
    }

    /// How many files and folders within folders, and records of web archives, were left out so far, and why.
    pub fn left_out(&self) -> &Tally {
        &self.left_out
    }

    /// Which names of fields were recognized so far.
    pub fn recognized(&self) -> &Recognized {
        &self.recognized
    }

    /// The next piece of the open file, if there is one.
    fn piece(&mut self) -> Option<Result<Piece, Skipped>> {
        let file = self.file.as_mut()?;
        let piece = file.next();
        if !self.is_recognized
            && let Some(fields) = file.fields()
        {
            self.recognized.add(fields);
            self.is_recognized = true;
        }
        if piece.is_none() {
            if let Some(passed_over) = file.passed_over() {
                self.left_out.add(passed_over);
            }
            self.file = None;
        }
        piece
    }

    /// Opens what the user gave.
    fn open_given(&mut self, path: &Path) -> Result<(), Skipped> {
        if path.as_os_str() == "-" {
            let pipe = Pipe::open(|| Ok(io::stdin().lock())).map_err(|error| unreadable(path, &error))?;
            let origin = Origin { input: self.place(), path, place: path, bytes: None };
            return self.start(Box::new(pipe), &origin, "", Format::Any);
        }
        let failed = |error| unreadable(path, &error);
        let metadata = match fs::metadata(path) {
            Ok(metadata) => metadata,
            // Only a path that is not there may be a pattern: names may have such characters in them.
            Err(error) => match Folder::of_pattern(path).map_err(failed)? {
                Some(folder) => {
                    self.folder = Some(folder);
                    return Ok(());
                }
                None => return Err(failed(error)),
            },
        };
        if metadata.is_dir() {
            self.folder = Some(Folder::open(path.to_path_buf()).map_err(failed)?);
            return Ok(());
        }
        // A pipe that the shell made, as in `profile <(zcat crawl.jsonl.gz)`, was meant. A device may never end.
        if !metadata.is_file() && !is_pipe(metadata.file_type()) {
            let reason = Reason::Unreadable("it is no file, folder or pipe".to_string());
            return Err(Skipped::file(&shown_path(path).into(), reason));
        }
        let name = path.file_name().map_or(path, Path::new);
        let folder = folder_name(path.parent().unwrap_or(path));
        let format = format_of(path).unwrap_or(Format::Any);
        let bytes = metadata.is_file().then_some(metadata.len());
        let origin = Origin { input: self.place(), path: name, place: path, bytes };
        if !metadata.is_file() {
            let place = path.to_owned();
            let pipe = Pipe::open(move || File::open(place)).map_err(failed)?;
            return self.start(Box::new(pipe), &origin, &folder, format);
        }
        let file = File::open(path).map_err(failed)?;
        #[cfg(feature = "parquet")]
        if is_parquet(&file).map_err(failed)? {
            return self.start_columns(file, &origin);
        }
        self.start(Box::new(file), &origin, &folder, format)
    }

    /// Opens a file of a folder.
    fn open_found(&mut self, root: &Path, path: &Path, format: Format) -> Result<(), Skipped> {
        let failed = |error| unreadable(path, &error);
        let place = root.join(path);
        let file = File::open(&place).map_err(failed)?;
        let bytes = file.metadata().map_or(0, |metadata| metadata.len());
        let origin = Origin { input: self.place(), path, place: &place, bytes: Some(bytes) };
        #[cfg(feature = "parquet")]
        if is_parquet(&file).map_err(failed)? {
            return self.start_columns(file, &origin);
        }
        let folder = match path.parent().and_then(Path::file_name) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => folder_name(root),
        };
        self.start(Box::new(Whole::new(file, bytes)), &origin, &folder, format)
    }

    /// The most bytes of an article, of which a bomb has more.
    fn most_bytes(&self) -> u64 {
        self.reading.max_article_bytes as u64
    }

    /// Which of what was given is being read.
    fn place(&self) -> usize {
        self.given.saturating_sub(1)
    }

    fn start(
        &mut self,
        reader: Box<dyn Read>,
        origin: &Origin<'_>,
        folder: &str,
        format: Format,
    ) -> Result<(), Skipped> {
        let Some(reader) = (self.watch)(origin, reader) else { return Ok(()) };
        let reader = unpacked(reader, self.most_bytes()).map_err(|error| unreadable(origin.path, &error))?;
        let pieces = Pieces::new(reader, &shown_path(origin.path), folder, format, self.reading);
        let pieces = pieces.with_size(origin.bytes.unwrap_or(0));
        self.put(Opened::Stream(Box::new(pieces)));
        Ok(())
    }

    #[cfg(feature = "parquet")]
    fn start_columns(&mut self, file: File, origin: &Origin<'_>) -> Result<(), Skipped> {
        let failed = |error| unreadable(origin.path, &error);
        let beside = File::open(origin.place).map_err(failed)?;
        let Some(watched) = (self.watch)(origin, Box::new(beside)) else { return Ok(()) };
        let pieces = Columns::open(file, &shown_path(origin.path), self.reading, watched)?;
        self.put(Opened::Columns(Box::new(pieces)));
        Ok(())
    }

    fn put(&mut self, file: Opened<'r>) {
        (self.file, self.is_recognized) = (Some(file), false);
    }

    /// Opens the next file of the folder being walked; `None` when there is none.
    fn open_next_found(&mut self) -> Option<Result<(), Skipped>> {
        let folder = self.folder.as_mut()?;
        match folder.next_file(&self.globs, &self.reading.overrides) {
            Some(Ok((path, format))) => {
                let root = folder.root.clone();
                Some(self.open_found(&root, &path, format))
            }
            Some(Err(skipped)) => Some(Err(skipped)),
            None => {
                let folder = self.folder.take()?;
                self.left_out.add(&folder.left_out);
                (folder.n_files == 0).then(|| Err(folder.without_files()))
            }
        }
    }
}

impl Iterator for Inputs<'_> {
    type Item = Result<Piece, Skipped>;

    fn next(&mut self) -> Option<Result<Piece, Skipped>> {
        loop {
            if let Some(piece) = self.piece() {
                return Some(piece);
            }
            let opened = match self.open_next_found() {
                Some(opened) => opened,
                None => {
                    let path = self.paths.next()?;
                    self.given += 1;
                    self.open_given(path)
                }
            };
            if let Err(skipped) = opened {
                return Some(Err(skipped));
            }
        }
    }
}

fn globs(include: &[String], exclude: &[String]) -> Result<Override, ignore::Error> {
    let mut globs = OverrideBuilder::new("");
    for glob in include {
        globs.add(glob)?;
    }
    // The last glob that matches decides.
    for glob in exclude {
        globs.add(&format!("!{glob}"))?;
    }
    globs.build()
}

/// The name of a folder, also where it was given as `.` or not at all.
fn folder_name(folder: &Path) -> String {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let name = match folder.components().next_back() {
        Some(Component::Normal(name)) => Some(name.to_os_string()),
        _ => fs::canonicalize(folder).ok().and_then(|whole| whole.file_name().map(ToOwned::to_owned)),
    };
    name.unwrap_or_default().to_string_lossy().into_owned()
}

#[cfg(unix)]
fn is_pipe(kind: FileType) -> bool {
    std::os::unix::fs::FileTypeExt::is_fifo(&kind)
}

#[cfg(not(unix))]
fn is_pipe(_: FileType) -> bool {
    false
}

fn unreadable(path: &Path, error: &io::Error) -> Skipped {
    Skipped::file(&shown_path(path).into(), Reason::Unreadable(shown(&error.to_string())))
}

/// A path as it may be shown: bytes that are no text as `\xff`, and what does not print escaped.
fn shown_path(path: &Path) -> String {
    let mut name = String::new();
    for chunk in path.as_os_str().as_encoded_bytes().utf8_chunks() {
        name.push_str(&shown(chunk.valid()));
        chunk.invalid().iter().for_each(|byte| name.push_str(&format!("\\x{byte:02x}")));
    }
    if cfg!(windows) { name.replace('\\', "/") } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A folder of its own for one test, gone after it.
    struct Root(PathBuf);

    impl Drop for Root {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    fn folder(name: &str, files: &[(&str, &[u8])]) -> Root {
        let root = std::env::temp_dir().join(format!("slantwise-inputs-{}-{name}", std::process::id()));
        for (path, bytes) in files {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, bytes).unwrap();
        }
        Root(root)
    }

    /// Outlet and body of each article, and what was skipped, as shown; then what was left out.
    fn read(paths: &[PathBuf], include: &[&str], exclude: &[&str]) -> (Vec<String>, Tally) {
        let globs = |globs: &[&str]| globs.iter().map(ToString::to_string).collect::<Vec<_>>();
        let reading = Reading::default();
        let mut inputs = Inputs::open(paths, &globs(include), &globs(exclude), &reading).unwrap();
        let mut records = Vec::new();
        for batch in inputs.batches() {
            records.extend(batch.articles(&reading).map(|record| match record {
                Ok(article) => format!("{}: {}", article.outlet, article.body),
                Err(skipped) => skipped.to_string(),
            }));
        }
        (records, inputs.left_out().clone())
    }

    const LINE: &[u8] = b"{\"body\": \"J\", \"outlet\": \"o\"}\n";

    #[test]
    fn files_come_in_the_order_of_the_bytes_of_their_paths() {
        let root = folder(
            "order",
            &[
                ("b/2.txt", b"4"),
                ("b.txt", b"1"),
                ("B.txt", b"0"),
                ("b/10.TXT", b"2"),
                ("b/1a/1.txt", b"3"),
                ("c.ndjson", LINE),
            ],
        );
        let name = root.0.file_name().unwrap().to_str().unwrap();
        let expected =
            [format!("{name}: 0"), format!("{name}: 1"), "b: 2".into(), "1a: 3".into(), "b: 4".into(), "o: J".into()];
        assert_eq!(read(slice::from_ref(&root.0), &[], &[]).0, expected);
    }

    #[test]
    fn what_is_no_article_file_is_left_out_and_counted() {
        let root = folder(
            "left-out",
            &[("o/a.txt", b"A"), ("o/.hidden.txt", b"x"), (".git/a.txt", b"x"), ("a.pdf", b"x"), ("Makefile", b"x")],
        );
        let (records, left_out) = read(slice::from_ref(&root.0), &[], &[]);
        assert_eq!(records, ["o: A"]);
        let kinds: Vec<(&str, u64)> = left_out.left_out.iter().map(|(kind, n)| (kind.as_str(), *n)).collect();
        assert_eq!(kinds, [("another kind", 2), ("hidden", 2)]);
    }

    #[cfg(unix)]
    #[test]
    fn links_and_sockets_are_not_opened() {
        let root = folder("links", &[("o/a.txt", b"A"), ("else.txt.d/x", b"x")]);
        std::os::unix::fs::symlink(root.0.join("o/a.txt"), root.0.join("o/b.txt")).unwrap();
        std::os::unix::fs::symlink(&root.0, root.0.join("o/loop")).unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(root.0.join("o/c.txt")).unwrap();
        let (records, left_out) = read(slice::from_ref(&root.0), &[], &[]);
        assert_eq!(records, ["o: A"]);
        assert_eq!((left_out.left_out["symbolic link"], left_out.left_out["no regular file"]), (2, 1));
        // A link that was given is followed, a socket is refused.
        assert_eq!(read(&[root.0.join("o/b.txt")], &[], &[]).0, ["o: A"]);
        assert!(read(&[root.0.join("o/c.txt")], &[], &[]).0[0].contains("it is no file, folder or pipe"));
    }

    #[test]
    fn globs_choose_among_the_files_of_a_folder() {
        let root = folder(
            "globs",
            &[("o/2023.txt", b"A"), ("o/2024.txt", b"B"), ("p/2024.txt", b"C"), ("p/q/2024.jsonl", LINE)],
        );
        let read = |include: &[&str], exclude: &[&str]| read(slice::from_ref(&root.0), include, exclude);
        assert_eq!(read(&["2024*"], &[]).0, ["o: B", "p: C", "o: J"]);
        assert_eq!(read(&[], &["p/"]).0, ["o: A", "o: B"]);
        assert_eq!(read(&["*.txt"], &["o/2024.txt"]).0, ["o: A", "p: C"]);
        assert_eq!(read(&["*.txt"], &["o/2024.txt"]).1.left_out["excluded"], 2);
        assert!(Inputs::open(&[], &["[".to_string()], &[], &Reading::default()).is_err());
    }

    #[test]
    fn a_path_with_wildcards_is_every_file_that_matches_in_order() {
        let root = folder(
            "patterns",
            &[
                ("b/2024-1.txt", b"3"),
                ("a/2024-2.txt", b"2"),
                ("a/2024-1.txt", b"1"),
                ("a/2023-1.txt", b"x"),
                ("a/deep/2024-1.txt", b"4"),
                ("c/2024-1.log", b"5"),
                ("c/[2024].txt", b"6"),
            ],
        );
        let read = |pattern: &str| read(&[root.0.join(pattern)], &[], &[]).0;
        assert_eq!(read("*/2024-*.txt"), ["a: 1", "a: 2", "b: 3"]);
        assert_eq!(read("**/2024-?.txt"), ["a: 1", "a: 2", "deep: 4", "b: 3"]);
        // A folder that matches is read as one that was given; a file that matches, whatever its ending.
        assert_eq!(read("{b,a}"), ["a: x", "a: 1", "a: 2", "deep: 4", "b: 3"]);
        assert_eq!(read("c/*.log"), ["c: 5"]);
        assert_eq!(read("c/[2024].txt"), ["c: 6"]);
        assert!(read("*/2025*.txt")[0].ends_with("*/2025*.txt: cannot be read: no file matches"));
        assert!(read("*/[").iter().any(|said| said.contains("cannot be read")));
    }

    #[test]
    fn a_missing_file_does_not_stop_the_rest() {
        let root = folder("missing", &[("o/a.txt", b"A"), ("o/b", LINE)]);
        let (a, b, missing) = (root.0.join("o/a.txt"), root.0.join("o/b"), root.0.join("gone.txt"));
        let (records, _) = read(&[missing.clone(), a, missing, b], &[], &[]);
        assert_eq!((records[1].as_str(), records[3].as_str()), ("o: A", "o: J"));
        assert!(records[0].contains("gone.txt: cannot be read: ") && records[0] == records[2]);
    }

    #[test]
    fn a_folder_without_articles_is_named() {
        let root = folder("empty", &[("a.pdf", b"x"), (".b.txt", b"x")]);
        let (records, _) = read(slice::from_ref(&root.0), &[], &[]);
        assert!(records[0].contains(
            "no article files (.txt, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .html, .warc) in this folder"
        ));
        assert!(records[0].ends_with("; left out: 1 another kind, 1 hidden"));
    }

    #[test]
    fn files_are_named_by_their_paths_within_what_was_given() {
        let root = folder("names", &[("o/bad\u{1b}[31m.jsonl", b"x")]);
        let file = root.0.join("o/bad\u{1b}[31m.jsonl");
        assert_eq!(
            read(slice::from_ref(&root.0), &[], &[]).0,
            ["o/bad\\u{1b}[31m.jsonl:1:1: not JSON: expected value"]
        );
        assert_eq!(read(&[file], &[], &[]).0, ["bad\\u{1b}[31m.jsonl:1:1: not JSON: expected value"]);
    }
}

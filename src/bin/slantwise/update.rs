//! Which files does a finished run know, so that `--update` scores only the others? By path, size and hash.

use std::cell::Cell;
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use slantwise::run::{Manifest, RunRecord, hex};

use super::failure::Failure;
use super::inputs::Origin;
use super::ledger::{FileRow, path_text};
use super::log::Log;
use super::run_dir::{FILES, RECORD, RunDir};

/// The run that is updated. It keeps 48 bytes of each file it knows, and no more.
pub struct Known {
    /// What `run.json` says.
    pub record: RunRecord,
    /// SHA-256 in hex of it.
    pub hash: String,
    /// What was given then and now, each once.
    pub inputs: Vec<String>,
    /// Where each of what is given now is among these.
    places: Vec<usize>,
    /// Path, size and hash of each file, and where it was; as hashes.
    files: HashSet<Key>,
    paths: HashSet<Key>,
    /// Files that were passed over: known, or not what they were.
    pub n_known: Cell<u64>,
    pub n_changed: Cell<u64>,
}

type Key = [u8; 16];

impl Known {
    /// Reads what a run knows.
    pub fn of(run: &Path, given: &[PathBuf]) -> Result<Known, Failure> {
        if given.iter().any(|path| path.as_os_str() == "-") {
            return Err(Failure::new(
                "--update knows files by their paths, and standard input has none",
                "give files or folders, or score it into a folder of its own",
            ));
        }
        if !run.join(RECORD).is_file() {
            return Err(Failure::new(
                format!("{}: there is no finished run to update", run.display()),
                "leave out --update to begin one, or to go on with one that was stopped",
            ));
        }
        let record = RunDir::Finished(run.to_owned()).record()?;
        let text = std::fs::read(run.join(RECORD)).map_err(|error| Failure::file(&run.join(RECORD), &error))?;
        let mut inputs = record.inputs.clone();
        let places = given.iter().map(|path| {
            let name = path.display().to_string();
            inputs.iter().position(|input| *input == name).unwrap_or_else(|| {
                inputs.push(name);
                inputs.len() - 1
            })
        });
        let places = places.collect();
        let mut known = Known {
            record,
            hash: hex(&Sha256::digest(text)),
            inputs,
            places,
            files: HashSet::new(),
            paths: HashSet::new(),
            n_known: Cell::new(0),
            n_changed: Cell::new(0),
        };
        known.read(&run.join(FILES)).map_err(|error| Failure::file(&run.join(FILES), &error))?;
        Ok(known)
    }

    /// What the run was made with, as a command that differs in nothing but the input.
    pub fn manifest(&self, now: &Manifest) -> Manifest {
        let RunRecord { format, tables, made, options, catalog, .. } = self.record.clone();
        let options = options.into_iter().filter(|(name, _)| name != "fields recognized").collect();
        Manifest { format, tables, made, options, catalog, ..now.clone() }
    }

    /// Which of all that was given then and now it is.
    pub fn place(&self, input: usize) -> usize {
        self.places.get(input).copied().unwrap_or(input)
    }

    /// Whether a file is to be scored. One that changed since it was scored is not: its articles are in the tables.
    pub fn is_new(&self, origin: &Origin<'_>, log: Log) -> bool {
        let path = path_text(origin.path);
        let is_known = |hash: &str| self.files.contains(&file_key(&path, origin.bytes, hash));
        let place = place_key(self.place(origin.input), &path);
        // Only a file of a known path and size is worth reading twice.
        let may_be_known = is_known("");
        if may_be_known && (is_known("no hash") || hash_of(origin.place).is_ok_and(|hash| is_known(&hash))) {
            self.n_known.set(self.n_known.get() + 1);
            return false;
        }
        if self.paths.contains(&place) {
            self.n_changed.set(self.n_changed.get() + 1);
            log.error(&format!(
                "{path}: changed since it was scored, so its articles stay as they were; to have the new ones, score \
                 all of it into another folder"
            ));
            return false;
        }
        true
    }

    fn read(&mut self, files: &Path) -> io::Result<()> {
        for line in BufReader::new(File::open(files)?).lines() {
            let FileRow { input, file, bytes, sha256 } = serde_json::from_str(&line?)?;
            self.files.insert(file_key(&file, bytes, ""));
            self.files.insert(file_key(&file, bytes, sha256.as_deref().unwrap_or("no hash")));
            self.paths.insert(place_key(input, &file));
        }
        Ok(())
    }
}

fn file_key(path: &str, bytes: Option<u64>, hash: &str) -> Key {
    key(&format!("{path}\0{}\0{hash}", bytes.map_or(String::new(), |bytes| bytes.to_string())))
}

fn place_key(input: usize, path: &str) -> Key {
    key(&format!("{input}\0{path}"))
}

fn key(text: &str) -> Key {
    let mut key = Key::default();
    key.copy_from_slice(&Sha256::digest(text)[..16]);
    key
}

fn hash_of(path: &Path) -> io::Result<String> {
    let (mut file, mut hash, mut buffer) = (File::open(path)?, Sha256::new(), vec![0; 1 << 16]);
    loop {
        let n = file.read(&mut buffer)?;
        if n == 0 {
            return Ok(hex(&hash.finalize()));
        }
        hash.update(&buffer[..n]);
    }
}

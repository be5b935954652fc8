//! How is a run written so that it can be killed at any moment? What lies in `.parts`, and how it becomes the run.
//!
//! | in `.parts` | what |
//! |---|---|
//! | `manifest.json` | the command; while it is there, the run is not finished |
//! | `part-000000` … | the rows of some thousand articles each, with `part.json` |
//! | `final` | the finished files on their way up; once it is there, nothing can fail but moving them |
//! | `changed` | the input changed while it was read: parts may have been made of what is not there any more |
//! | `lock` | held by the process that writes |
//!
//! Whatever has another name is half written, and is removed by who goes on.

use std::ffi::OsStr;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use slantwise::corpus::Tally;
use slantwise::repeats::RepeatedIds;
use slantwise::run::{Manifest, PartRecord, RunRecord, Tables};

use super::failure::Failure;
use super::gather::gather;
use super::run_dir::{FILES, MANIFEST, PART_RECORD, PARTS, RECORD, SKIPPED, part_name};

pub const FINAL: &str = "final";
const LOCK: &str = "lock";
const CHANGED: &str = "changed";

/// A run that is being written by this process alone.
pub struct Unfinished {
    path: PathBuf,
    parts: PathBuf,
    manifest: Manifest,
    /// Parts that are finished, from the first without a gap, and batches of input in them.
    pub n_parts: usize,
    pub n_batches: usize,
    /// Whether all rows are there, and the files only have to be moved.
    pub is_final: bool,
    /// Held until the end; the system lets go of it when the process dies.
    lock: File,
}

/// What a part holds.
#[derive(Default)]
pub struct Part {
    /// Those of its batches, in order.
    pub tables: Vec<Tables>,
    pub skipped: Vec<u8>,
    pub record: PartRecord,
}

impl Unfinished {
    /// Begins a run in a folder that is new or empty, or goes on with what the same command left there.
    pub fn open(path: &Path, manifest: Manifest) -> Result<Unfinished, Failure> {
        let parts = path.join(PARTS);
        let failed = |error: io::Error| failed(path, &error);
        let is_finished = path.join(RECORD).exists() && !parts.join(MANIFEST).exists();
        if manifest.updates.is_none() && (!parts.is_dir() || is_finished) {
            refuse_occupied(path)?;
        }
        fs::create_dir_all(&parts).map_err(failed)?;
        let lock = lock(path, &parts)?;
        let began = match fs::read(parts.join(MANIFEST)) {
            Ok(text) => Some(serde_json::from_slice::<Manifest>(&text).map_err(|error| damaged(path, &error))?),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(failed(error)),
        };
        if began.is_none() {
            // What a finished run left that was killed while it cleared up is none of this one.
            clear(&parts, |name| name == LOCK).map_err(failed)?;
        }
        let is_final = parts.join(FINAL).is_dir();
        let mut manifest = manifest;
        if let Some(Manifest { updates: Some(updates), .. }) = &began
            && is_final
        {
            // The record that was updated may have been replaced already.
            manifest.updates = manifest.updates.map(|_| updates.clone());
        }
        if let Some(difference) = began.as_ref().and_then(|began| began.difference(&manifest)) {
            return Err(Failure::new(
                format!("{}: a run of another command was stopped here: {difference}", path.display()),
                "give the command that began it and it goes on; or name another folder with -o, or remove this one",
            ));
        }
        if began.is_none() {
            let text = serde_json::to_vec_pretty(&manifest).map_err(io::Error::from).map_err(failed)?;
            write_beside(&parts.join(MANIFEST), &text).map_err(failed)?;
        }
        let manifest = began.unwrap_or(manifest);
        let mut run = Unfinished { path: path.to_owned(), parts, manifest, n_parts: 0, n_batches: 0, is_final, lock };
        if !is_final {
            run.count_parts()?;
        }
        Ok(run)
    }

    /// What began it.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// A file that is written while it runs, and is no part.
    pub fn files(&self) -> PathBuf {
        self.parts.join(FILES)
    }

    /// What a finished part came to.
    pub fn record(&self, index: usize) -> Result<PartRecord, Failure> {
        let path = self.part(index).join(PART_RECORD);
        let text = fs::read(&path).map_err(|error| failed(&path, &error))?;
        serde_json::from_slice(&text).map_err(|error| damaged(&self.path, &error))
    }

    /// Writes a part beside its place and gives it its name when all of it is on the disk.
    pub fn write(&self, index: usize, part: Part) -> Result<(), Failure> {
        let place = self.part(index);
        let beside = place.with_extension("tmp");
        let write = || {
            fs::create_dir_all(&beside)?;
            let Manifest { tables: format, made, .. } = &self.manifest;
            let tables = Tables::joined(part.tables, *format).into_files(*format, made)?;
            let others = [(SKIPPED, part.skipped), (PART_RECORD, serde_json::to_vec(&part.record)?)];
            for (name, bytes) in tables.into_iter().chain(others) {
                let mut file = File::create(beside.join(name))?;
                file.write_all(&bytes)?;
                file.sync_all()?;
            }
            sync(&beside);
            fs::rename(&beside, &place)?;
            sync(&self.parts);
            Ok(())
        };
        write().map_err(|error| failed(&self.path, &error))
    }

    /// Notes that the input changed while it was read, and says so.
    pub fn changed(&self) -> Failure {
        let noted = File::create(self.parts.join(CHANGED));
        match noted {
            Ok(_) => changed(&self.path),
            Err(error) => failed(&self.path, &error),
        }
    }

    /// What was scored from other input than now: an error; but where it was noticed at the time that the input
    /// changed, the parts from `index` on are given up and scored again.
    pub fn give_up_from(&mut self, index: usize) -> Result<(), Failure> {
        if !self.parts.join(CHANGED).exists() {
            return Err(changed(&self.path));
        }
        fs::remove_dir_all(self.part(index)).map_err(|error| failed(&self.path, &error))?;
        (self.n_parts, self.n_batches) = (0, 0);
        self.count_parts()
    }

    /// What all parts came to.
    pub fn totals(&self, n_parts: usize) -> Result<PartRecord, Failure> {
        let mut sum = PartRecord::default();
        for index in 0..n_parts {
            let part = self.record(index)?;
            sum.totals.add(&part.totals);
            sum.outlets.extend(part.outlets);
        }
        Ok(sum)
    }

    /// Makes the files of the run from so many parts, on so many threads, and gives them their places, `run.json` last.
    /// Which ids come back.
    pub fn finish(self, n_parts: usize, record: &RunRecord, threads: usize) -> Result<RepeatedIds, Failure> {
        let repeated = gather(&self, n_parts, record, threads).map_err(|error| failed(&self.path, &error))?;
        self.move_final()?;
        Ok(repeated)
    }

    /// Gives the finished files their places. If it is stopped in between, the same command does the rest.
    pub fn move_final(self) -> Result<(), Failure> {
        let Unfinished { path, parts, lock, .. } = self;
        let finished = parts.join(FINAL);
        let rename = || {
            let mut names: Vec<_> =
                fs::read_dir(&finished)?.map(|item| item.map(|item| item.file_name())).collect::<io::Result<_>>()?;
            names.sort_by_key(|name| name == RECORD);
            for name in names {
                if name == RECORD {
                    sync(&path);
                }
                fs::rename(finished.join(&name), path.join(&name))?;
            }
            sync(&path);
            // The manifest last: as long as it is there, the same command clears away what is left.
            let _ = clear(&parts, |name| [MANIFEST, LOCK, FINAL].iter().any(|kept| name == *kept));
            fs::remove_file(parts.join(MANIFEST))
        };
        rename().map_err(|error| failed(&path, &error))?;
        // The run is finished: that something cannot be cleared away matters to nobody.
        drop(lock);
        let _ = fs::remove_dir_all(&parts);
        Ok(())
    }

    /// Leaves the run that was to be updated as it is, and of one that was to be made no empty folder.
    pub fn abandon(self) -> Result<(), Failure> {
        let Unfinished { path, parts, lock, .. } = self;
        fs::remove_file(parts.join(MANIFEST)).map_err(|error| failed(&path, &error))?;
        drop(lock);
        let _ = fs::remove_dir_all(&parts);
        // Refused where the run that was to be updated is in it.
        let _ = fs::remove_dir(&path);
        Ok(())
    }

    /// Where the run is, and where what is not finished of it.
    pub fn paths(&self) -> (&Path, &Path) {
        (&self.path, &self.parts)
    }

    /// The folder of a part.
    pub fn part(&self, index: usize) -> PathBuf {
        self.parts.join(part_name(index))
    }

    /// Counts the parts from the first without a gap, and removes all that is behind a gap or half written.
    fn count_parts(&mut self) -> Result<(), Failure> {
        while self.part(self.n_parts).is_dir() {
            self.n_batches += self.record(self.n_parts)?.batches as usize;
            self.n_parts += 1;
        }
        let cleared = clear(&self.parts, |name| {
            let part = name.to_str().and_then(|name| name.strip_prefix("part-")?.parse::<usize>().ok());
            [MANIFEST, LOCK, CHANGED].iter().any(|kept| name == *kept) || part.is_some_and(|index| index < self.n_parts)
        });
        cleared.map_err(|error| failed(&self.path, &error))
    }
}

/// Removes what is in a folder, but for names that are kept.
fn clear(folder: &Path, is_kept: impl Fn(&OsStr) -> bool) -> io::Result<()> {
    for item in fs::read_dir(folder)? {
        let item = item?;
        if is_kept(&item.file_name()) {
            continue;
        }
        if item.file_type()?.is_dir() {
            fs::remove_dir_all(item.path())?;
        } else {
            fs::remove_file(item.path())?;
        }
    }
    Ok(())
}

fn changed(path: &Path) -> Failure {
    Failure::new(
        format!("{}: the input changed since this run began", path.display()),
        "put the input back as it was and give the same command; or score it again in another folder",
    )
}

/// Where a failure leaves the run, and what to do about it.
fn failed(path: &Path, error: &io::Error) -> Failure {
    Failure::new(
        format!("{}: {error}", path.display()),
        match error.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "make room on the disk, then give the same command: it goes on where it stopped"
            }
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
                "see who may write there, then give the same command: it goes on where it stopped"
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => "name another folder with -o",
            _ => "put it right, then give the same command: it goes on where it stopped",
        },
    )
}

fn damaged(path: &Path, error: &serde_json::Error) -> Failure {
    Failure::new(
        format!("{}: what a stopped run left there is damaged: {error}", path.display()),
        "remove the folder and score again",
    )
}

fn refuse_occupied(path: &Path) -> Result<(), Failure> {
    if path.join(RECORD).exists() {
        return Err(Failure::new(
            format!("{}: the folder has a finished run in it; results are never overwritten", path.display()),
            format!("slantwise profile {} reads it; to score again, name another folder with -o", path.display()),
        ));
    }
    let mut items = fs::read_dir(path).into_iter().flatten().flatten();
    if items.any(|item| item.file_name() != PARTS) {
        return Err(Failure::new(
            format!("{}: the folder is not empty; results are never overwritten", path.display()),
            "name another folder with -o, or empty this one",
        ));
    }
    Ok(())
}

fn lock(path: &Path, parts: &Path) -> Result<File, Failure> {
    let file = File::create(parts.join(LOCK)).map_err(|error| failed(path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::new(
            format!("{}: another slantwise is writing this run", path.display()),
            "let it finish, or stop it and give its command again",
        )),
        // A file system without locks: two at once are not noticed there.
        Err(TryLockError::Error(_)) => Ok(file),
    }
}

/// Writes a file beside its place, and gives it its name when it is on the disk.
fn write_beside(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = path.with_extension("tmp");
    let mut file = File::create(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)
}

/// Puts the names in a folder on the disk, on systems that can.
pub fn sync(folder: &Path) {
    if cfg!(unix) {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

impl Part {
    /// Whether nothing was read into it.
    pub fn is_empty(&self) -> bool {
        self.record.batches == 0
    }

    /// Counts a batch.
    pub fn count(&mut self, tally: &Tally) {
        self.record.batches += 1;
        self.record.totals.add(tally);
    }
}

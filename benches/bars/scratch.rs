//! Where do the rows put their files?

use std::fs;
use std::ops::Deref;
use std::path::{Path, PathBuf};

/// A folder of the row's own among the temporary files, removed when the row is done.
pub struct Scratch(PathBuf);

impl Scratch {
    /// An empty one.
    pub fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("slantwise-bars-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("the temporary folder can be written");
        Scratch(path)
    }

    /// A file in it.
    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.join(name);
        fs::write(&path, bytes).expect("the temporary folder has room");
        path
    }

    /// The path of a run directory that is not there yet.
    pub fn run(&self) -> PathBuf {
        let path = self.join("run");
        let _ = fs::remove_dir_all(&path);
        path
    }
}

impl Deref for Scratch {
    type Target = Path;

    fn deref(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

//! Where do the traces of articles wait, of which no run directory is made? In a file without a name.

use std::fs::File;
use std::io::{self, BufReader, Seek, Write};

use slantwise::repeats::{Records, Repeats, Traces};

use super::failure::Failure;

/// A file that goes when the program does.
pub struct Spool {
    file: File,
}

impl Spool {
    /// Without traces.
    pub fn new() -> Result<Spool, Failure> {
        tempfile::tempfile().map(|file| Spool { file }).map_err(|error| failed(&error))
    }

    /// Adds traces behind those before.
    pub fn add(&mut self, traces: &[u8]) -> Result<(), Failure> {
        self.file.write_all(traces).map_err(|error| failed(&error))
    }

    /// All traces from the first. The file has one place to read from, so two of these cannot be read at once.
    pub fn traces(&self) -> Result<Traces<BufReader<&File>>, Failure> {
        self.rewound().map_err(|error| failed(&error))
    }

    /// What repeats among them.
    pub fn repeats(&self) -> Result<Repeats, Failure> {
        let repeats = tempfile::tempfile().and_then(|scratch| Repeats::find(|| self.rewound(), scratch));
        repeats.map_err(|error| failed(&error))
    }

    /// Why it could not be read.
    pub fn failed(&self, error: &io::Error) -> Failure {
        failed(error)
    }

    fn rewound(&self) -> io::Result<Traces<BufReader<&File>>> {
        (&self.file).rewind()?;
        Ok(Records::new(BufReader::with_capacity(1 << 16, &self.file)))
    }
}

fn failed(error: &io::Error) -> Failure {
    let folder = std::env::temp_dir();
    Failure::new(
        format!("{}: the file of what is known of each article: {error}", folder.display()),
        "it takes about a kilobyte an article; TMPDIR=FOLDER names another folder for it",
    )
}

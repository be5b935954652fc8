//! Which files are given, by path and size? Asked before they are read, so that a stopped run goes on only with the same.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::overrides::Override;
use slantwise::corpus::FieldOverrides;
use slantwise::run::{Survey, Surveying};

use super::folder::Folder;

/// Walks all that was given as [`Inputs`](super::Inputs) does, opening nothing.
///
/// # Errors
///
/// A glob that is none.
pub fn survey(
    paths: &[PathBuf],
    include: &[String],
    exclude: &[String],
    overrides: &FieldOverrides,
) -> Result<Survey, ignore::Error> {
    let globs = super::globs(include, exclude)?;
    let mut surveying = Surveying::default();
    for (input, path) in paths.iter().enumerate() {
        add(&mut surveying, input, path, &globs, overrides);
    }
    Ok(surveying.finish())
}

fn add(surveying: &mut Surveying, input: usize, path: &Path, globs: &Override, overrides: &FieldOverrides) {
    let name = path.file_name().map_or(path, Path::new);
    let mut file = |path: &Path, bytes| surveying.add(input, path.as_os_str().as_encoded_bytes(), bytes);
    // What cannot be looked at now is named by the reader when its turn comes.
    let metadata = if path.as_os_str() == "-" { None } else { fs::metadata(path).ok() };
    let Some(metadata) = metadata else { return file(name, None) };
    if !metadata.is_dir() {
        return file(name, metadata.is_file().then_some(metadata.len()));
    }
    let Ok(mut folder) = Folder::open(path.to_path_buf()) else { return file(name, None) };
    let root = folder.root.clone();
    while let Some(found) = folder.next_file(globs, overrides) {
        match found {
            Ok((path, _)) => file(&path, fs::metadata(root.join(&path)).ok().map(|metadata| metadata.len())),
            Err(skipped) => file(Path::new(&*skipped.file), None),
        }
    }
}

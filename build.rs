//! Are the shipped lexicons without a mistake, and what do they hold together? The answer is built into the program.
//!
//! The rooms that know it are compiled into this script too. They find the cfg `snapshot` only in the crate itself.

#![expect(dead_code, unused_imports, reason = "the rooms can do more than is needed here")]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "src/document/mod.rs"]
mod document;
#[path = "src/language/mod.rs"]
mod language;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/span.rs"]
mod span;

const USED: [&str; 6] = ["build.rs", "lexicons", "src/document", "src/language", "src/lexicon", "src/span.rs"];

fn main() -> ExitCode {
    USED.iter().for_each(|path| println!("cargo::rerun-if-changed={path}"));
    println!("cargo::rustc-cfg=snapshot");
    let snapshot = match lexicon::snapshot() {
        Ok(snapshot) => snapshot,
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let folder = env::var_os("OUT_DIR").expect("cargo says where to write");
    fs::write(Path::new(&folder).join("lexicons.snapshot"), snapshot).expect("cargo's folder can be written");
    ExitCode::SUCCESS
}

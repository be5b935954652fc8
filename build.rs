//! Are the shipped lexicons without a mistake, what do they hold together, and what does that compile to? The answers are
//! built into the program.
//!
//! The rooms that know it are compiled into this script too. They find the cfg `snapshot` only in the crate itself.

#![expect(dead_code, unused_imports, reason = "the rooms can do more than is needed here")]

use std::path::Path;
use std::process::ExitCode;
use std::{env, fs};

#[path = "src/bits.rs"]
mod bits;
#[path = "src/document/mod.rs"]
mod document;
#[path = "src/language/mod.rs"]
mod language;
#[path = "src/lexicon/mod.rs"]
mod lexicon;
#[path = "src/matcher/mod.rs"]
mod matcher;
#[path = "src/provenance/mod.rs"]
mod provenance;
#[path = "src/span.rs"]
mod span;
#[path = "src/text/mod.rs"]
mod text;

const USED: [&str; 10] = [
    "build.rs",
    "lexicons",
    "src/bits.rs",
    "src/document",
    "src/language",
    "src/lexicon",
    "src/matcher",
    "src/provenance",
    "src/span.rs",
    "src/text",
];

fn main() -> ExitCode {
    USED.iter().for_each(|path| println!("cargo::rerun-if-changed={path}"));
    println!("cargo::rustc-cfg=snapshot");
    let (lexicons, rules) = match (lexicon::shipped(), provenance::Rules::snapshot()) {
        (Ok(lexicons), Ok(rules)) => (lexicons, rules),
        (lexicons, rules) => {
            [lexicons.err(), rules.err()].iter().flatten().for_each(|error| eprintln!("{error}"));
            return ExitCode::FAILURE;
        }
    };
    let folder = env::var_os("OUT_DIR").expect("cargo says where to write");
    let write = |name: &str, snapshot: Vec<u8>| {
        fs::write(Path::new(&folder).join(name), snapshot).expect("cargo's folder can be written");
    };
    write("matcher.snapshot", matcher::Compiled::packed(&lexicons, lexicon::Status::Reviewed).bytes());
    write("lexicons.snapshot", lexicon::snapshot(lexicons));
    write("provenance.snapshot", rules);
    ExitCode::SUCCESS
}

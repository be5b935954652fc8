//! What is a lexicon's author told? Each `cases/lexicon_errors/NAME.toml` is a lexicon with mistakes, and `NAME.txt`
//! beside it is what is said about it. `SNAPSHOTS=overwrite cargo test` writes these.

use std::fs;
use std::path::{Path, PathBuf};

use slantwise::lexicon::{File, Lexicons, Selection};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lexicon_errors");
    let paths = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("a case").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect();
    paths.sort();
    paths
}

/// What is said about a lexicon, loaded beside `common` alone.
fn said(name: &str, text: String) -> String {
    let extra = vec![File { name: name.to_owned(), text }];
    match Lexicons::load(&Selection { only: vec!["common".to_owned()], extra }) {
        Ok(_) => "no mistake".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_do() {
    let mut wrong = Vec::new();
    for path in cases() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("a readable case");
        let said = format!("{}\n", said(&name, text));
        let expected = path.with_extension("txt");
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            fs::write(&expected, &said).expect("a writable folder");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if said != expected {
            wrong.push(format!("--- {name} expected\n{expected}--- {name} said\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

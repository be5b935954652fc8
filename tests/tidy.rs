//! Is the house in order? Layers, sizes and first lines of the source files.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The layer of each room. A room may use only rooms of a lower layer; files of one room may use each other.
const LAYERS: [(&str, u8); 17] = [
    ("bits", 0),
    ("span", 0),
    ("stats", 0),
    ("document", 1),
    ("language", 1),
    ("lexicon", 2),
    ("text", 2),
    ("provenance", 2),
    ("corpus", 3),
    ("matcher", 3),
    ("analyzer", 4),
    ("profile", 5),
    ("proof", 5),
    ("repeats", 5),
    ("run", 6),
    ("report", 7),
    ("bin", 8),
];

const MOST_LINES: usize = 500;

#[test]
fn rooms_use_only_rooms_of_a_lower_layer() {
    let layers = BTreeMap::from(LAYERS);
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let room = room(&path);
        let Some(&layer) = layers.get(room.as_str()) else {
            if room != "lib" {
                wrong.push(format!("{}: room {room} has no layer in tests/tidy.rs", path.display()));
            }
            continue;
        };
        for used in rooms_used(code(&text)) {
            match layers.get(used.as_str()) {
                Some(&other) if used == room || other < layer => {}
                Some(_) => wrong.push(format!("{}: {room} uses {used}, which is no lower layer", path.display())),
                None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_are_short_and_say_first_what_they_answer() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        if text.lines().count() > MOST_LINES {
            wrong.push(format!("{} has more than {MOST_LINES} lines", path.display()));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{} does not start with a //! line", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Invariant 7: a verb by which the voice rules know speech is in the language file and nowhere else.
#[test]
fn no_reporting_verb_is_in_the_source() {
    let language = fs::read_to_string(root().join("lexicons/language/en.toml")).unwrap();
    let language: toml::Table = language.parse().unwrap();
    // Two voices have the names of verbs.
    let verbs = language["cues"]["verbs"]
        .as_table()
        .unwrap()
        .keys()
        .filter(|verb| !["direct", "mention"].contains(&verb.as_str()));
    let verbs: Vec<&String> = verbs.collect();
    assert!(verbs.len() > 100, "the table of cues was not found in the language file");
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        // The names of classes are those of the language file.
        if path.ends_with("class.rs") || !["language", "text", "matcher", "analyzer"].contains(&room(&path).as_str()) {
            continue;
        }
        for literal in literals(code(&text)) {
            if verbs.contains(&&literal) {
                wrong.push(format!("{}: \"{literal}\"", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
        for item in fs::read_dir(folder).unwrap() {
            let path = item.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = fs::read_to_string(&path).unwrap();
                found.push((path.strip_prefix(root()).unwrap().to_owned(), text));
            }
        }
    }
    let mut found = Vec::new();
    walk(&root().join("src"), &mut found);
    found.sort();
    assert!(found.len() > 20, "the source files were not found");
    found
}

/// The folder or file right under `src`.
fn room(path: &Path) -> String {
    let name = path.components().nth(1).unwrap().as_os_str().to_string_lossy();
    name.trim_end_matches(".rs").to_owned()
}

/// The source without its tests and comments.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    lines.collect::<Vec<_>>().join("\n")
}

fn rooms_used(code: String) -> Vec<String> {
    code.split("crate::")
        .skip(1)
        .map(|rest| rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect())
        .collect()
}

fn literals(code: String) -> Vec<String> {
    code.split('"').skip(1).step_by(2).map(str::to_owned).collect()
}

//! Are the shipped lexicons in the form that their readers and reviewers rely on?

use std::fs;
use std::path::Path;

use slantwise::lexicon::{Entry, Lexicons, Status};

/// The shipped files: name and tables. (The library gives entries in the order of their ids, not of the file.)
fn files() -> Vec<(String, toml::Table)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons");
    let paths = fs::read_dir(folder).expect("the folder of lexicons").map(|entry| entry.expect("a file").path());
    let tomls = paths.filter(|path| path.extension().is_some_and(|kind| kind == "toml"));
    let mut files: Vec<(String, toml::Table)> = tomls
        .map(|path| {
            let name = path.file_stem().and_then(|stem| stem.to_str()).expect("a name").to_owned();
            (name, fs::read_to_string(path).expect("a readable file").parse().expect("TOML"))
        })
        .collect();
    files.sort_by(|a, b| a.0.cmp(&b.0));
    files
}

fn tables<'t>(file: &'t toml::Table, key: &str) -> Vec<&'t toml::Table> {
    let items = file.get(key).and_then(toml::Value::as_array).into_iter().flatten();
    items.map(|item| item.as_table().expect("a table")).collect()
}

fn string<'t>(table: &'t toml::Table, key: &str) -> &'t str {
    table.get(key).and_then(toml::Value::as_str).unwrap_or_default()
}

/// The full ids of the entries for which `is_wrong` holds.
fn wrong(is_wrong: impl Fn(&Entry) -> bool) -> Vec<String> {
    let lexicons = Lexicons::builtin();
    lexicons.entries.iter().filter(|entry| is_wrong(entry)).map(Entry::full_id).collect()
}

#[test]
fn every_file_is_shipped_under_its_own_name() {
    let lexicons = Lexicons::builtin();
    let mut shipped: Vec<&str> = lexicons.identities.iter().map(|identity| &*identity.id).collect();
    assert_eq!(shipped.first(), Some(&"common"), "what all others use comes first");
    shipped.sort_unstable();
    let files = files();
    assert_eq!(shipped, files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>());
    for (name, file) in &files {
        let head = file.get("lexicon").and_then(toml::Value::as_table).expect("a head");
        assert_eq!(string(head, "id"), name);
        assert_eq!(string(head, "license"), "CC0-1.0", "{name}");
        assert!(!string(head, "title").is_empty() && !string(head, "description").is_empty(), "{name}");
    }
}

#[test]
fn no_shipped_lexicon_gets_in_the_way_of_another() {
    assert_eq!(Lexicons::builtin().notices, Vec::<String>::new());
}

#[test]
fn entries_of_a_category_stand_together_in_the_order_of_their_ids() {
    for (name, file) in files() {
        let entries = tables(&file, "entry");
        let keys: Vec<(&str, &str)> =
            entries.iter().map(|entry| (string(entry, "category"), string(entry, "id"))).collect();
        let runs = keys.chunk_by(|a, b| a.0 == b.0);
        let mut categories: Vec<&str> =
            runs.clone().filter_map(|run| run.first()).map(|(category, _)| *category).collect();
        for run in runs {
            assert!(run.is_sorted(), "{name}: {run:?}");
        }
        let n_runs = categories.len();
        categories.sort_unstable();
        categories.dedup();
        assert_eq!(categories.len(), n_runs, "a category of {name} is in two places");
        let sets = tables(&file, "nameset");
        assert!(sets.iter().map(|set| string(set, "id")).is_sorted(), "the name sets of {name}");
    }
}

#[test]
fn only_common_declares_categories_and_axes() {
    for (name, file) in files().iter().filter(|(name, _)| name != "common") {
        assert!(!file.contains_key("category") && !file.contains_key("axis"), "{name}");
    }
}

#[test]
fn every_entry_says_why_and_what_to_write_instead() {
    assert_eq!(wrong(|entry| entry.note.is_empty()), Vec::<String>::new(), "without a note");
    let reviewed = |entry: &Entry| entry.status == Status::Reviewed;
    assert_eq!(
        wrong(|entry| reviewed(entry) && entry.alternatives.is_empty()),
        Vec::<String>::new(),
        "no alternatives"
    );
}

#[test]
fn every_reviewed_entry_has_a_sentence_that_hits_and_one_that_does_not() {
    let untested =
        wrong(|entry| entry.status == Status::Reviewed && (entry.tests.hit.is_empty() || entry.tests.miss.is_empty()));
    assert_eq!(untested, Vec::<String>::new());
}

#[test]
fn every_entry_of_intensity_three_names_a_source() {
    assert_eq!(wrong(|entry| entry.intensity == 3 && entry.sources.is_empty()), Vec::<String>::new());
}

#[test]
fn every_reviewed_entry_was_read_a_second_time() {
    let has_date = |review: &str| review.rsplit(' ').next().is_some_and(|date| date.len() == "2026-11-24".len());
    let unread = wrong(|entry| entry.status == Status::Reviewed && !entry.review.as_deref().is_some_and(has_date));
    assert_eq!(unread, Vec::<String>::new());
}

#[test]
fn both_ends_of_every_axis_have_words() {
    let lexicons = Lexicons::builtin();
    for axis in &lexicons.axes {
        for end in [&axis.a, &axis.b] {
            let n = lexicons.entries.iter().filter(|entry| entry.perspective.contains(end)).count();
            assert!(n > 0, "no entry is typical of {end}");
        }
    }
}

#[test]
fn no_mirror_stands_on_the_same_side() {
    let lexicons = Lexicons::builtin();
    let mirrors = lexicons.mirrors();
    let mut opposite = 0;
    for (entry, mirrors) in lexicons.entries.iter().zip(mirrors) {
        for mirror in mirrors.into_iter().map(|id| lexicons.entry(id)) {
            for axis in &lexicons.axes {
                if let (Some(one), Some(other)) = (axis.side(&entry.perspective), axis.side(&mirror.perspective)) {
                    assert_ne!(one, other, "{} – {}", entry.full_id(), mirror.full_id());
                    opposite += 1;
                }
            }
        }
    }
    assert!(opposite > 100, "{opposite}");
}

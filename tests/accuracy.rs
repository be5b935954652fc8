//! Does the README of the lexicons say how much there is, and what was measured?

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use slantwise::lexicon::{Lexicons, Status};

fn file(name: &str) -> String {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicons").join(name);
    fs::read_to_string(path).expect("a readable file")
}

#[test]
fn the_readme_counts_the_entries_of_each_lexicon() {
    let (readme, lexicons) = (file("README.md"), Lexicons::builtin());
    for identity in lexicons.identities.iter().filter(|identity| &*identity.id != "common") {
        let of = |status: Status| {
            lexicons.entries.iter().filter(|entry| entry.lexicon == identity.id && entry.status == status).count()
        };
        let sets = lexicons.namesets.iter().filter(|set| set.lexicon == identity.id).count();
        let row = format!("| {} | {} | {} | {sets} |", identity.id, of(Status::Reviewed), of(Status::Listed));
        assert!(readme.contains(&row), "the table should have the row {row}");
    }
}

#[test]
fn the_readme_has_every_figure_that_was_measured() {
    let (readme, measured) = (file("README.md"), file("accuracy.json"));
    let measured: Value = serde_json::from_str(&measured).expect("JSON");
    let date = measured["measured"].as_str().expect("a date");
    assert!(readme.contains(&format!("Measured on {date}")));
    let rows = measured["rows"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        let of = |key: &str| row[key].as_str().expect("text");
        let start = format!("| {} | {} | {} | {} |", of("gold"), of("measure"), of("figure"), of("interval"));
        assert!(readme.contains(&start), "the table should have a row that begins with {start}");
    }
}

#[test]
fn no_more_is_shipped_than_can_be_vouched_for() {
    let lexicons = Lexicons::builtin();
    let n = |is: &dyn Fn(&slantwise::lexicon::Entry) -> bool| lexicons.entries.iter().filter(|entry| is(entry)).count();
    assert!(n(&|entry| entry.status == Status::Reviewed) >= 1_200);
    assert!((1_000..=1_300).contains(&n(&|entry| entry.status == Status::Listed)));
    assert!(n(&|entry| entry.intensity == 3) <= 250);
    assert!(lexicons.namesets.len() >= 40);
}

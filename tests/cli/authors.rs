//! What helps an author to write a lexicon, and a reader to look through it?

use std::fs;

use crate::program::{Folder, objects};

#[test]
fn a_new_lexicon_loads_and_passes_its_own_examples() {
    let folder = Folder::new("new");
    let new = folder.run("lexicon new my-desk").code(0).out("id = \"my-desk\"");
    folder.write("my-desk.toml", &new.out);
    folder.run("lexicon test my-desk --lexicon my-desk.toml").code(0).out("4 examples passed, 0 failed, of 1 entries");
    folder.run("lexicon new My/Desk").code(2).err("cannot be the id of a lexicon").err("help: ");
}

#[test]
fn the_committed_schema_is_the_one_that_is_printed() {
    let printed = Folder::new("schema").run("lexicon schema").code(0).out;
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/lexicons/schema.json");
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        fs::write(committed, &printed).expect("a writable folder");
    }
    assert_eq!(fs::read_to_string(committed).unwrap_or_default(), printed, "SNAPSHOTS=overwrite cargo test writes it");
}

#[test]
fn entries_and_name_sets_are_listed_and_filtered() {
    let folder = Folder::new("list");
    let all = folder.run("lexicon list").code(0).out("conflict/regime").out("names/islamic-state");
    let few = folder.run("lexicon list --category legitimacy --intensity 3").code(0).out("mideast/apartheid-wall");
    assert!(few.out.lines().count() < all.out.lines().count() / 10 && !few.out.contains("names/"), "{}", few.out);
    folder
        .run("lexicon list --perspective us-right --format csv")
        .code(0)
        .out("\nus-politics/death-tax,0.1.0,policy-frame,2,reviewed,us-right,death tax; death taxes");
    let json = folder.run("lexicon list --status reviewed --perspective ukraine --format json").code(0);
    let rows = &objects(&json.out.replace('\n', ""))[0]["entries"];
    assert!(rows.as_array().is_some_and(|rows| rows.iter().any(|row| row["id"] == "conflict/rashist")), "{rows}");
    folder.run("lexicon list --category luck").code(2).err("there is no such category");
    folder.run("lexicon list --perspective luck").code(2).err("--perspective luck").err("us-left");
}

#[test]
fn all_forms_are_exported_for_a_spreadsheet() {
    let folder = Folder::new("export");
    let all = folder.run("lexicon export").code(0);
    assert!(all.out.starts_with("form,entry,category,intensity,perspective,status,note,version\n"));
    let some = folder.run("lexicon export migration islamic-state --format csv").code(0);
    some.out("illegal aliens,migration/illegal-alien,group-label,3,us-right,reviewed,")
        .out("\nISIS,names/islamic-state/isis,,,,,the Islamic State group,0.1.0\n");
    folder.run("lexicon export luck").code(2).err("no entry and no name set is called luck");
}

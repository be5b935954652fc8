//! Where do articles, outlets and hits come from, and can each be looked at?

use crate::program::{Folder, objects, samples};

const LOADED: &str = "The regime fell on Monday.";

#[test]
fn standard_input_is_plain_text_or_json_lines() {
    let folder = Folder::new("stdin");
    let hits = |input: &str| objects(&folder.run_with_input("show hits - --format jsonl", input).code(0).out);
    let plain = hits(LOADED);
    assert_eq!((plain.len(), &plain[0]["hits"][0]["text"]), (1, &"regime".into()));
    let lines = hits(&format!(
        "{{\"text\": \"{LOADED}\", \"outlet\": \"A\"}}\n{{\"text\": \"{LOADED}\", \"outlet\": \"B\"}}\n"
    ));
    assert_eq!((lines.len(), &lines[1]["outlet"], &lines[1]["hits"][0]["start"]), (2, &"B".into(), &4.into()));
}

#[test]
fn the_outlet_of_plain_text_is_its_folder_or_what_is_said() {
    let folder = Folder::new("outlet");
    folder.write("The Harbor/a.txt", LOADED);
    folder.write("b.txt", LOADED);
    folder.run("profile .").code(0).out("── The Harbor ──").out("from 2 outlets");
    folder.run("profile b.txt --outlet Quay").code(0).out("── Quay ──");
    folder.run_with_input("profile - --outlet Quay", LOADED).code(0).out("── Quay ──");
}

#[test]
fn outlet_chooses_what_is_shown() {
    let folder = Folder::new("outlet-filter");
    let ended = folder.run(&format!("profile {} --outlet harbor-ledger", samples())).code(0);
    assert!(!ended.out.contains("valley-wire") && !ended.out.contains("Valley Wire"), "{}", ended.out);
    ended.out("Read 56 records: 56 articles from 5 outlets").out("── harbor-ledger ──");
    let kwic = folder.run(&format!("kwic regime {} --outlet libertybellpost.example --format jsonl", samples()));
    assert!(objects(&kwic.code(0).out).iter().all(|line| line["outlet"] == "libertybellpost.example"));
}

#[test]
fn a_record_without_an_outlet_is_shown_as_such() {
    let folder = Folder::new("no-outlet");
    folder.write("a.jsonl", format!("{{\"text\": \"{LOADED}\"}}"));
    folder.run("profile a.jsonl").code(0).out("── (no outlet) ──");
    folder.run("profile a.jsonl --format markdown").code(0).out("## (no outlet)");
}

#[test]
fn a_table_of_outlets_gives_names_and_groups() {
    let folder = Folder::new("outlets");
    folder.write("a.jsonl", format!("{{\"text\": \"{LOADED}\", \"url\": \"https://www.bay.co.uk/1\"}}\n"));
    folder.write("outlets.csv", "name,outlet,group\nbay.co.uk,The Bay,coast\n");
    folder.run("profile a.jsonl").code(0).out("── bay.co.uk ──");
    folder.run("profile a.jsonl --outlets outlets.csv").code(0).out("── The Bay (coast) ──");
    folder.run("profile a.jsonl --outlets gone.csv").code(2).err("error: gone.csv: No such file");
    folder.write("wrong.csv", "colour,size\nred,2\n");
    folder
        .run("profile a.jsonl --outlets wrong.csv")
        .code(2)
        .err("wrong.csv")
        .err("name or domain, outlet, group, genre");
}

#[test]
fn fields_of_other_names_are_read_and_what_was_recognized_is_said() {
    let folder = Folder::new("fields");
    folder.write("a.jsonl", format!("{{\"prose\": \"{LOADED}\", \"sitename\": \"Bay\"}}\n"));
    folder.run("profile a.jsonl").code(0).out("1 no text field");
    folder
        .run("profile a.jsonl --field text=prose")
        .code(0)
        .out("── Bay ──")
        .err("text ← prose")
        .err("outlet ← sitename");
}

#[test]
fn refused_words_say_which_guard_refused_them() {
    let folder = Folder::new("rejected");
    folder.write("d.txt", "A flash mob danced in the station. The rapper Young Thug sang.\n");
    folder
        .run("show hits d.txt --rejected")
        .code(0)
        .out("not conflict/mob: unless { left = [\"flash\"")
        .out("not conflict/thug: except_forms: Young Thug");
    let plain = folder.run("show hits d.txt").code(0);
    assert!(!plain.out.contains("conflict/mob"), "{}", plain.out);
    let line = folder.run("show hits d.txt --rejected --format jsonl").code(0).out;
    assert_eq!(objects(&line)[0]["rejected"][0]["entry"], "mob");
}

#[test]
fn every_stage_has_its_list() {
    let folder = Folder::new("stages");
    folder.write("d.txt", "“The regime must go,” said Mr. Orlo. ISIS fled.\n");
    let of = |stage: &str| objects(&folder.run(&format!("show {stage} d.txt --format jsonl")).code(0).out).remove(0);
    assert_eq!(of("words")["words"].as_array().map(Vec::len), Some(9));
    assert_eq!(of("sentences")["sentences"].as_array().map(Vec::len), Some(2));
    let voices = of("voices");
    assert_eq!((&voices["voices"][0]["voice"], &voices["voices"][0]["source"]), (&"direct".into(), &"Mr. Orlo".into()));
    let hits = of("hits");
    assert_eq!((&hits["hits"][0]["entry"], &hits["hits"][0]["voice"]), (&"regime".into(), &"direct".into()));
    assert_eq!((&hits["names"][0]["variant"], &hits["names"][0]["text"]), (&"isis".into(), &"ISIS".into()));
}

#[test]
fn a_term_of_the_users_is_found_with_outlet_and_voice() {
    let folder = Folder::new("kwic-term");
    folder.write("Bay/a.txt", "“The old bargemen sang,” said Ms. Bell. The bargemen left.\n");
    folder.run("kwic bargemen Bay").code(0).out("Bay ").out("direct").out("Ms. Bell").out("The bargemen left.");
    let own = folder.run("kwic bargemen Bay --voice own --format jsonl").code(0);
    assert_eq!(objects(&own.out).len(), 1);
}

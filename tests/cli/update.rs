//! Does an update add what is new to a finished run, and nothing twice?

use std::fs;

use crate::program::{Folder, objects};

fn articles(word: &str, n: usize) -> String {
    let line =
        |n| format!("{{\"id\": \"{word}{n}\", \"outlet\": \"O\", \"text\": \"The regime fell, said a {word}.\"}}\n");
    (0..n).map(line).collect()
}

#[test]
fn an_update_scores_only_new_files() {
    let folder = Folder::new("update");
    for format in if cfg!(feature = "parquet") { &["parquet", "jsonl", "csv"][..] } else { &["jsonl", "csv"] } {
        let _ = fs::remove_dir_all(folder.path("in"));
        folder.write("in/m.jsonl", articles("ferry", 20) + "junk\n");
        let line = format!("score in -o {format} --format {format}");
        folder.run(&line).code(0);
        // Before and behind what was read, in a folder too.
        folder.write("in/a.jsonl", articles("train", 7));
        folder.write("in/z/z.jsonl", articles("tram", 5) + "junk\n");
        folder.run(&format!("{line} --update")).code(0).err("Read 13 records: 12 articles").err("1 skipped");
        let profile = |input: &str| folder.run(&format!("profile {input} --format json")).code(0).out;
        assert!(profile(format) == profile("in"), "{format}");
        let files = objects(&folder.read(format!("{format}/files.jsonl")));
        let files: Vec<_> = files.iter().map(|file| file["file"].as_str().expect("a path")).collect();
        assert_eq!(files, ["m.jsonl", "a.jsonl", "z/z.jsonl"]);
        assert_eq!(objects(&folder.read(format!("{format}/skipped.jsonl"))).len(), 2);
        let kwic = folder.run(&format!("kwic regime {format} -q")).code(0).out;
        assert_eq!(kwic.lines().filter(|line| line.contains("regime")).count(), 32, "{kwic}");
        folder.run(&format!("{line} --update")).code(0).err("nothing new: the run is as it was");
        // Another folder with a file of the same path is new.
        folder.write("other/m.jsonl", articles("plane", 3));
        folder.run(&format!("score other -o {format} --format {format} --update")).code(0).err("3 articles");
        folder.run(&format!("profile {format} --with-copies --format csv")).code(0).out("\nO,,35,");
    }
}

#[test]
fn a_file_that_changed_keeps_its_articles_and_is_named() {
    let folder = Folder::new("update-changed");
    folder.write("in/a.jsonl", articles("ferry", 3));
    folder.run("score in -o run --format jsonl").code(0);
    folder.write("in/a.jsonl", articles("ferry", 4));
    folder.write("in/b.jsonl", articles("train", 2));
    folder.run("score in -o run --format jsonl --update").code(2).err("error: a.jsonl: changed since it was scored");
    assert_eq!(objects(&folder.read("run/articles.jsonl")).len(), 5);
}

#[test]
fn an_update_adds_up_what_was_left_out() {
    let folder = Folder::new("update-left-out");
    let line = "score in -o run --format jsonl --min-words 4";
    folder.write("in/a.jsonl", articles("ferry", 3) + "{\"outlet\": \"O\", \"text\": \"It fell.\"}\n");
    folder.write("in/.hidden", "");
    folder.run(line).code(0);
    folder.write("in/b.jsonl", articles("train", 2) + "{\"outlet\": \"O\", \"text\": \"It sank.\"}\n");
    folder.run(&format!("{line} --update")).code(0).err("1 under 4 words");
    folder.run(&line.replace("run", "whole")).code(0);
    let totals = |run: &str| objects(&folder.read(format!("{run}/run.json")).replace('\n', ""))[0]["totals"].clone();
    assert_eq!(totals("run"), totals("whole"));
    assert_eq!(totals("run")["unwanted"]["under 4 words"], 2);
}

#[test]
fn what_a_killed_run_left_behind_is_no_part_of_an_update() {
    let folder = Folder::new("update-left-behind");
    folder.write("in/a.jsonl", articles("ferry", 3));
    folder.run("score in -o run --format jsonl").code(0);
    folder.write("in/b.jsonl", articles("train", 2));
    folder.write("run/.parts/final/junk", "");
    folder.write("run/.parts/part-000000/part.json", "{}");
    folder.run("score in -o run --format jsonl --update").code(0).err("2 articles");
    assert_eq!(objects(&folder.read("run/articles.jsonl")).len(), 5);
    assert!(!folder.path("run/.parts").exists());
}

#[test]
fn a_damaged_trace_is_told() {
    let folder = Folder::new("update-damaged");
    folder.write("in/a.jsonl", articles("ferry", 30));
    folder.run("score in -o run --format jsonl").code(0);
    folder.write("in/b.jsonl", articles("train", 2));
    let whole = fs::read(folder.path("run/traces.zst")).expect("traces");
    for at in (8..whole.len()).step_by(whole.len() / 8) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x10;
        folder.write("run/traces.zst", bytes);
        folder.run("score in -o run --format jsonl --update").code(2).err("error: ");
    }
    folder.write("run/traces.zst", whole);
    folder.run("score in -o run --format jsonl --update").code(0).err("2 articles");
}

#[test]
fn an_update_is_made_as_its_run_was() {
    let folder = Folder::new("update-other");
    folder.write("in/a.jsonl", articles("ferry", 3));
    folder.run("score in -o run --update").code(2).err("run: there is no finished run to update");
    folder.run("score in -o run").code(0);
    folder.run("score in -o run --update --listed").code(2).err("made by another command: listed was \"false\"");
    folder.run("score in -o run --update --format jsonl --only core").code(2).err("made by another command: ");
    folder.run("score - -o run --update").code(2).err("standard input has none");
    assert!(!folder.path("run/.parts").exists());
}

#[test]
fn an_update_that_was_killed_goes_on() {
    let folder = Folder::new("update-killed");
    folder.write("in/a.jsonl", articles("ferry", 10));
    folder.run("score in -o run --part-articles 50").code(0);
    folder.run("score in -o whole --part-articles 50").code(0);
    folder.write("in/b.jsonl", articles("train", 9000));
    let line = |run: &str| format!("score in -o {run} --part-articles 50 --update --threads 1");
    folder.run(&line("whole")).code(0);
    let mut child = folder.command(line("run").split_whitespace()).spawn().expect("the program");
    while !folder.path("run/.parts/part-000000").exists() && child.try_wait().expect("a process").is_none() {
        std::thread::sleep(std::time::Duration::from_millis(1));
    }
    let _ = child.kill();
    child.wait().expect("its end");
    if folder.path("run/.parts/manifest.json").exists() {
        folder.run("score in -o run --part-articles 50").code(2).err("it was an update (--update)");
        folder.run(&line("run")).code(0);
    }
    let names = fs::read_dir(folder.path("whole")).expect("a run").map(|item| item.expect("an item").file_name());
    for name in names.filter(|name| name != "run.json") {
        let bytes = |run: &str| fs::read(folder.path(run).join(&name)).expect("a file");
        assert!(bytes("run") == bytes("whole"), "{}", name.display());
    }
}

//! Do the same articles give the same bytes, and a run directory what the articles give? Promises 6 and 8.

use crate::program::{Folder, objects, samples};

const FORMATS: [&str; 4] = ["text", "json", "csv", "markdown"];
const TABLES: [&str; 4] = ["articles.jsonl", "hits.jsonl", "names.jsonl", "skipped.jsonl"];

#[test]
fn any_number_of_threads_prints_the_same_bytes() {
    let folder = Folder::new("threads");
    let samples = samples();
    let mut lines: Vec<String> = FORMATS.map(|format| format!("profile {samples} --format {format}")).into();
    lines.push(format!("show hits {samples} --format jsonl"));
    lines.push(format!("kwic regime {samples}"));
    lines.push(format!("kwic islamic-state {samples} --format jsonl"));
    for line in lines {
        let one = folder.run(&format!("{line} --threads 1")).code(0);
        assert!(one.out.lines().count() > 4, "{line}\n{}", one.out);
        for threads in [2, 7] {
            let many = folder.run(&format!("{line} --threads {threads}")).code(0);
            assert!(many.out == one.out && many.err == one.err, "{line} --threads {threads}");
        }
    }
}

#[test]
fn any_number_of_threads_writes_the_same_tables() {
    let folder = Folder::new("thread-tables");
    for threads in [1, 2, 7] {
        folder.run(&format!("score {} -o run{threads} --threads {threads}", samples())).code(0);
    }
    for table in TABLES {
        let one = folder.read(format!("run1/{table}"));
        assert!(one == folder.read(format!("run2/{table}")) && one == folder.read(format!("run7/{table}")), "{table}");
    }
    let record = |run: &str| -> serde_json::Value {
        let mut record: serde_json::Value =
            serde_json::from_str(&folder.read(format!("{run}/run.json"))).expect("JSON");
        record.as_object_mut().expect("an object").remove("when").expect("time, apart");
        record
    };
    assert_eq!(record("run1"), record("run7"));
}

#[test]
fn a_profile_of_a_run_is_that_of_its_articles() {
    let folder = Folder::new("run-profile");
    let samples = samples();
    folder.run(&format!("score {samples} -o run")).code(0).err("Next: slantwise profile run");
    for format in FORMATS {
        for more in ["", "--top 3 --sort outlet", "--category legitimacy --outlet harbor-ledger"] {
            let of = |input: &str| folder.run(&format!("profile {input} --format {format} {more}")).code(0).out;
            assert!(of("run") == of(&samples), "{format} {more}");
        }
    }
}

#[test]
fn a_concordance_of_a_run_is_that_of_its_articles() {
    let folder = Folder::new("run-kwic");
    let samples = samples();
    folder.run(&format!("score {samples} -o run -q")).code(0);
    for term in ["regime", "conflict/regime", "islamic-state", "regime --voice own --outlet Qasra"] {
        for format in ["text", "jsonl"] {
            let of = |input: &str| folder.run(&format!("kwic {input} --format {format} -q")).code(0).out;
            let (term, more) = term.split_once(' ').unwrap_or((term, ""));
            let (run, articles) = (of(&format!("{term} run {more}")), of(&format!("{term} {samples} {more}")));
            assert!(run == articles, "{term} {more} {format}:\n{run}\n{articles}");
        }
    }
    folder.run("kwic islamic-state run").code(0).out("Daesh");
}

#[test]
fn a_word_that_no_entry_has_needs_the_articles() {
    let folder = Folder::new("run-term");
    folder.write("a.jsonl", "{\"text\": \"Old bargemen sang on Monday.\", \"outlet\": \"O\"}");
    folder.run("score a.jsonl -o run").code(0);
    folder
        .run("kwic bargemen run")
        .code(2)
        .err("no entry and no name set of this run is called \"bargemen\"")
        .err("give the articles instead of the run");
    folder.run("kwic bargemen a.jsonl").code(0).out("Old bargemen sang");
}

#[test]
fn what_does_nothing_to_a_run_is_refused() {
    let folder = Folder::new("run-options");
    folder.write("a.jsonl", "{\"text\": \"The regime fell on Monday.\", \"outlet\": \"O\"}");
    folder.run("score a.jsonl -o run").code(0);
    folder.run("score a.jsonl -o listed --listed").code(0);
    for option in ["--listed", "--only core", "--lexicon x.toml", "--field text=body", "--title first-line"] {
        let name = option.split(' ').next().expect("an option");
        folder
            .run(&format!("profile run {option}"))
            .code(2)
            .err(&format!("error: {name} does nothing to a run"))
            .err(&format!("score the articles again with {name}"));
        folder.run(&format!("kwic regime run {option}")).code(2).err(&format!("error: {name} does nothing"));
    }
    let of = |input: &str| folder.run(&format!("profile {input} --listed")).code(0).out;
    assert_eq!(of("listed"), of("a.jsonl"));
    folder.run("profile run a.jsonl").code(2).err("a run directory is read alone");
}

#[test]
fn a_damaged_run_is_an_error_that_says_what_to_do() {
    let folder = Folder::new("damaged");
    folder.write("a.jsonl", "{\"text\": \"The regime fell on Monday.\", \"outlet\": \"O\"}");
    folder.run("score a.jsonl -o run").code(0);
    folder.write("run/hits.jsonl", "{\"id\"");
    folder.run("profile run").code(2).err("error: run: ").err("the run is damaged; score again");
    folder.write("run/run.json", "{}");
    folder.run("profile run").code(2).err("run.json: missing field").err("score again");
    folder.write("half/.parts/articles.jsonl", "");
    folder.run("profile half").code(2).err("half: this run was not finished");
}

#[test]
fn every_line_says_what_made_it() {
    let folder = Folder::new("stamps");
    let samples = samples();
    folder.run(&format!("score {samples} -o run -q")).code(0);
    folder.write("bad.jsonl", "junk\n");
    folder.run("score bad.jsonl -o bad -q").code(0);
    let shown = ["words", "sentences", "voices", "hits"]
        .map(|stage| folder.run(&format!("show {stage} {samples} --format jsonl -q")).code(0).out);
    let kwic = folder.run("kwic regime run --format jsonl").code(0).out;
    let mut written = TABLES[..3].iter().map(|table| folder.read(format!("run/{table}"))).collect::<Vec<_>>();
    written.push(folder.read("bad/skipped.jsonl"));
    for text in shown.into_iter().chain(written).chain([kwic]) {
        let objects = objects(&text);
        assert!(!objects.is_empty());
        for object in objects {
            assert_eq!(object["program"], format!("slantwise {}", env!("CARGO_PKG_VERSION")), "{object}");
            assert!(object["lexicons"].as_str().is_some_and(|lexicons| lexicons.contains("conflict ")), "{object}");
        }
    }
}

#[test]
fn the_version_names_program_lexicons_and_language() {
    let folder = Folder::new("version");
    let ended = folder.run("--version").code(0);
    assert!(ended.out.starts_with(concat!("slantwise ", env!("CARGO_PKG_VERSION"), "\n")), "{}", ended.out);
    for id in ["common", "core", "conflict", "mideast", "migration", "us-politics", "names", "advisory"] {
        assert!(ended.out.contains(&format!("\nlexicon {id} ")), "{id}: {}", ended.out);
    }
    ended.out("\nlanguage en ");
    for command in ["profile", "check", "kwic regime", "show hits"] {
        let ended = folder.run_with_input(&format!("{command} - --outlet O"), "Rain fell on Monday.\n").code(0);
        ended.out(concat!("slantwise ", env!("CARGO_PKG_VERSION"))).out("conflict ").out("language en");
    }
}

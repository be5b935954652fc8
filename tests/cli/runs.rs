//! Do the same articles give the same bytes, and a run directory what the articles give? Promises 6 and 8.

use std::fs;

use crate::program::{Folder, objects, samples};

const FORMATS: [&str; 4] = ["text", "json", "csv", "markdown"];
const TABLES: [&str; 4] = ["articles.jsonl", "hits.jsonl", "names.jsonl", "skipped.jsonl"];
/// What `score --format` takes.
const TABLES_AS: &[&str] = if cfg!(feature = "parquet") { &["parquet", "jsonl", "csv"] } else { &["jsonl", "csv"] };

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
    for format in TABLES_AS {
        for threads in [1, 7] {
            let line = format!("score {} -o {format}{threads} --format {format} --threads {threads}", samples());
            folder.run(&line).code(0);
        }
        for table in ["articles", "hits", "names"] {
            let of =
                |threads: u8| fs::read(folder.path(format!("{format}{threads}/{table}.{format}"))).expect("a table");
            assert!(of(1) == of(7), "{table}.{format}");
        }
        let record = |threads: u8| -> serde_json::Value {
            let record = folder.read(format!("{format}{threads}/run.json"));
            let mut record: serde_json::Value = serde_json::from_str(&record).expect("JSON");
            record.as_object_mut().expect("an object").remove("when").expect("time, apart");
            record
        };
        assert_eq!(record(1), record(7));
    }
}

#[test]
fn a_profile_of_a_run_is_that_of_its_articles() {
    let folder = Folder::new("run-profile");
    let samples = samples();
    for tables in TABLES_AS {
        let line = format!("score {samples} -o {tables} --format {tables}");
        folder.run(&line).code(0).err(&format!("Next: slantwise profile {tables}"));
    }
    for more in FORMATS.map(|format| format!("--format {format}")).iter().chain([
        &"--top 3 --sort outlet --format json".to_owned(),
        &"--category legitimacy --outlet harbor-ledger".to_owned(),
    ]) {
        let of = |input: &str| folder.run(&format!("profile {input} {more}")).code(0).out;
        let expected = of(&samples);
        for tables in TABLES_AS {
            assert!(of(tables) == expected, "{tables} {more}");
        }
    }
}

#[test]
fn a_concordance_of_a_run_is_that_of_its_articles() {
    let folder = Folder::new("run-kwic");
    let samples = samples();
    for tables in TABLES_AS {
        folder.run(&format!("score {samples} -o {tables} --format {tables} -q")).code(0);
    }
    for term in ["regime", "conflict/regime", "islamic-state", "regime --voice own --outlet Qasra"] {
        for format in ["text", "jsonl"] {
            let of = |input: &str| folder.run(&format!("kwic {input} --format {format} -q")).code(0).out;
            let (term, more) = term.split_once(' ').unwrap_or((term, ""));
            let articles = of(&format!("{term} {samples} {more}"));
            for tables in TABLES_AS {
                let run = of(&format!("{term} {tables} {more}"));
                assert!(run == articles, "{tables} {term} {more} {format}:\n{run}\n{articles}");
            }
        }
    }
    folder.run("kwic islamic-state jsonl").code(0).out("Daesh");
}

/// The parts of a stopped run, and tables that are folders of files, as Spark writes them.
#[test]
fn part_files_are_read_as_the_whole() {
    let folder = Folder::new("part-files");
    for tables in TABLES_AS {
        let words = |word: &str, n: usize| {
            let article = |n| {
                format!(
                    "{{\"text\": \"The regime fell, said a {word} that was late on Monday.\", \"outlet\": \"{word}{}\"}}\n",
                    n % 3
                )
            };
            (0..n).map(article).collect::<String>()
        };
        folder.write("in/a.jsonl", words("ferry", 3000));
        folder.write("in/b.jsonl", words("train", 3000));
        folder.run(&format!("score in -o {tables} --format {tables} --part-articles 1")).code(0);
        // Killed once there are parts.
        let line = format!("score in -o {tables}-2 --format {tables} --part-articles 1 --threads 1");
        let mut child = folder.command(line.split(' ')).spawn().expect("the program");
        let is_there = || folder.path(format!("{tables}-2/.parts/part-000000")).exists();
        while !is_there() && child.try_wait().expect("a process").is_none() {
            std::thread::sleep(std::time::Duration::from_millis(1));
        }
        let _ = child.kill();
        child.wait().expect("its end");
        if !folder.path(format!("{tables}-2/run.json")).exists() {
            folder.run(&format!("profile {tables}-2/.parts --format csv")).code(0).out("ferry0");
            folder.run(&line).code(0);
        }
        let of = |run: &str| folder.run(&format!("profile {run} --format json")).code(0).out;
        let expected = of(tables);
        assert!(of(&format!("{tables}-2")) == expected);
        for table in ["articles", "hits", "names"] {
            let path = folder.path(format!("{tables}/{table}.{tables}"));
            let bytes = fs::read(&path).expect("a table");
            fs::remove_file(&path).expect("a table");
            folder.write(format!("{tables}/{table}.{tables}/part-0.{tables}"), bytes);
            folder.write(format!("{tables}/{table}.{tables}/_SUCCESS"), "");
        }
        assert!(of(tables) == expected, "{tables}");
        fs::remove_dir_all(folder.path("in")).expect("articles");
    }
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
    for tables in TABLES_AS {
        folder.run(&format!("score a.jsonl -o {tables} --format {tables}")).code(0);
        let good = fs::read(folder.path(format!("{tables}/hits.{tables}"))).expect("a table");
        // Cut at any place, and with any byte turned over, it is read or refused; never more.
        // A CSV that is cut within its last column is not known from one that is whole.
        let end = if *tables == "csv" { good.len() / 2 } else { good.len() };
        for n in (0..end).step_by(good.len().div_ceil(20)) {
            folder.write(format!("{tables}/hits.{tables}"), &good[..n]);
            folder.run(&format!("profile {tables}")).code(2).err(&format!("error: {tables}: ")).err("score again");
            let mut turned = good.clone();
            turned[n] ^= 0xff;
            folder.write(format!("{tables}/hits.{tables}"), turned);
            let code = folder.run(&format!("profile {tables}")).code;
            assert!(matches!(code, Some(0 | 2)), "{tables}: byte {n} turned: {code:?}");
        }
    }
    folder.run("score a.jsonl -o run").code(0);
    folder.write("run/run.json", "{}");
    folder.run("profile run").code(2).err("run.json: missing field").err("score again");
    folder.write("half/.parts/articles.jsonl", "");
    folder.run("profile half").code(2).err("half: this run was not finished");
}

#[test]
fn every_line_says_what_made_it() {
    let folder = Folder::new("stamps");
    let samples = samples();
    folder.run(&format!("score {samples} -o run --format jsonl -q")).code(0);
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

#[test]
fn a_run_that_lost_articles_is_damaged() {
    let folder = Folder::new("lost-rows");
    folder.write("a.jsonl", "{\"text\": \"The regime fell on Monday.\"}\n".repeat(3));
    folder.run("score a.jsonl -o run --format jsonl").code(0);
    let articles = folder.read("run/articles.jsonl");
    let hits = folder.read("run/hits.jsonl");
    folder.write("run/articles.jsonl", articles.split_inclusive('\n').take(2).collect::<String>());
    folder.write("run/hits.jsonl", hits.split_inclusive('\n').take(2).collect::<String>());
    folder.run("profile run").code(2).err("the tables have 2 articles, and not 3").err("score again");
}

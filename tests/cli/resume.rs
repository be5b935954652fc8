//! Does a run that was stopped go on, and end as if it never had been? Promises 5, 7 and 9.

use std::fs;
use std::io::{Read, Write};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

#[cfg(unix)]
use crate::program::interrupt;
use crate::program::{Ended, Folder, samples};

/// Articles of the samples over and over, each a little different, with bad records among them: so many bytes of JSON
/// Lines, and a folder of plain text. Enough for a dozen batches and more.
pub fn crawl(folder: &Folder, bytes: usize) {
    let bodies: Vec<String> = texts(samples().as_ref());
    assert!(bodies.len() > 20);
    let mut lines = String::new();
    for (n, body) in bodies.iter().cycle().enumerate() {
        if lines.len() > bytes {
            break;
        }
        if n % 97 == 5 {
            lines.push_str("{\"text\": junk\n");
        }
        let text = format!("{body}\n\nEdition {n}.");
        let record = serde_json::json!({"id": format!("a{n}"), "outlet": format!("O{}", n % 7), "text": text});
        lines.push_str(&format!("{record}\n"));
    }
    folder.write("in/crawl.jsonl", lines);
    for (n, body) in bodies.iter().take(10).enumerate() {
        folder.write(format!("in/Post/{n}.txt"), body);
    }
}

fn texts(path: &std::path::Path) -> Vec<String> {
    let mut items: Vec<_> = fs::read_dir(path).expect("a folder").map(|item| item.expect("an item").path()).collect();
    items.sort();
    let mut found = Vec::new();
    for item in items {
        if item.is_dir() {
            found.extend(texts(&item));
        } else if item.extension().is_some_and(|ending| ending == "jsonl") {
            let text = fs::read_to_string(item).expect("a text file");
            let records = text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
            let bodies = records.filter_map(|record| {
                ["text", "body", "maintext"]
                    .iter()
                    .find_map(|name| record.get(name).and_then(|value| value.as_str()).map(str::to_owned))
            });
            found.extend(bodies);
        } else if item.extension().is_some_and(|ending| ending == "txt") {
            found.push(fs::read_to_string(item).expect("a text file"));
        }
    }
    found
}

/// That two finished runs are the same, `when` aside.
#[track_caller]
pub fn assert_same(folder: &Folder, one: &str, other: &str) {
    let record = |run: &str| -> serde_json::Value {
        let mut record: serde_json::Value =
            serde_json::from_str(&folder.read(format!("{run}/run.json"))).expect("JSON");
        record.as_object_mut().expect("an object").remove("when").expect("time, apart");
        record
    };
    assert_eq!(record(one), record(other));
    let names = |run: &str| {
        let items = fs::read_dir(folder.path(run)).expect("a run");
        let mut names: Vec<_> = items.map(|item| item.expect("an item").file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(one), names(other));
    assert_eq!(names(one).len(), 7, "{:?}", names(one));
    for file in names(one).iter().filter(|name| *name != "run.json") {
        let bytes = |run: &str| fs::read(folder.path(run).join(file)).expect("a file");
        assert!(bytes(one) == bytes(other), "{} differs", file.display());
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_leaves_a_run_that_goes_on() {
    let folder = Folder::new("sigint");
    crawl(&folder, 1 << 20);
    let lines = folder.read("in/crawl.jsonl");
    folder.write("all.jsonl", &lines);
    let whole = Command::new("sh")
        .args(["-c", "exec \"$0\" score - -o whole --part-articles 9 < all.jsonl"])
        .arg(env!("CARGO_BIN_EXE_slantwise"))
        .current_dir(folder.path(""))
        .output()
        .expect("the program");
    assert!(whole.status.success());
    let mut command = folder.command(["score", "-", "-o", "run", "--part-articles", "9", "--threads", "1"]);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program");
    let mut input = child.stdin.take().expect("its input");
    input.write_all(&lines.as_bytes()[..lines.len() - 2000]).expect("a program that reads");
    while !folder.path("run/.parts/part-000000").exists() {
        sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    // More input may come: it is not waited for.
    let ended = Ended::from(child.wait_with_output().expect("its end")).code(130);
    drop(input);
    let ended = ended.err("articles are safe in run; the same command goes on where it stopped");
    let lines_said = ended.err.lines().filter(|line| !line.starts_with("warning: skipped "));
    assert_eq!(lines_said.count(), 1, "{}", ended.err);
    folder.run("profile run").code(2).err("run: this run was not finished").err("goes on where it stopped");
    // Not with other input, and with the same from where it was.
    folder.run_with_input("score - -o run --part-articles 9", "A stranger.\n").code(2).err("the input changed");
    folder
        .run_with_input("score - -o run --part-articles 9", &lines)
        .code(0)
        .err("going on with a run that was stopped: ");
    assert_same(&folder, "run", "whole");
}

#[cfg(unix)]
#[test]
fn a_second_ctrl_c_ends_at_once() {
    let folder = Folder::new("sigint-twice");
    let samples = samples();
    let mut child = folder.command(["show", "words", &samples, "--format", "jsonl"]).spawn().expect("the program");
    // It prints more than anyone reads, so that it cannot go on to where it would notice the first.
    let mut output = child.stdout.take().expect("its output");
    output.read_exact(&mut [0]).expect("output");
    let ended = loop {
        interrupt(&child);
        if let Some(ended) = child.try_wait().expect("a process") {
            break ended;
        }
        sleep(Duration::from_millis(20));
    };
    assert_eq!(ended.code(), Some(130));
    drop(output);
}

#[cfg(unix)]
#[test]
fn ctrl_c_does_not_wait_for_input() {
    let folder = Folder::new("sigint-input");
    assert!(Command::new("mkfifo").arg(folder.path("fifo")).status().expect("mkfifo").success());
    // Neither for what may be typed nor for who may write into a pipe.
    for input in ["-", "fifo"] {
        let mut command = folder.command(["score", input, "-o", "run"]);
        let mut child = command.stdin(Stdio::piped()).spawn().expect("the program");
        let typed = child.stdin.take();
        while !folder.path("run/.parts/files.jsonl").exists() {
            sleep(Duration::from_millis(5));
        }
        interrupt(&child);
        Ended::from(child.wait_with_output().expect("its end"))
            .code(130)
            .err("interrupted: 0 articles are safe in run");
        drop(typed);
        fs::remove_dir_all(folder.path("run")).expect("a run to remove");
    }
}

/// Runs it under a limit on the size of a file, as if the disk were full.
#[cfg(unix)]
fn with_little_room(folder: &Folder, line: &str, blocks: u64) -> Ended {
    let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" {line}");
    let mut command = Command::new("sh");
    command.args(["-c", &script, env!("CARGO_BIN_EXE_slantwise")]).current_dir(folder.path(""));
    Ended::of(&mut command)
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_an_error_and_the_run_goes_on_when_there_is_room() {
    let folder = Folder::new("full");
    crawl(&folder, 6 << 20);
    for format in if cfg!(feature = "parquet") { &["parquet", "csv"][..] } else { &["csv"] } {
        let score = |run: &str| format!("score in -o {run} --part-articles 50 --format {format}");
        let (whole, run, none) = (format!("whole-{format}"), format!("run-{format}"), format!("none-{format}"));
        folder.run(&score(&whole)).code(0);
        // Parts fit, and what began it, but not the finished table of hits.
        let bytes = fs::metadata(folder.path(format!("{whole}/hits.{format}"))).expect("a table").len();
        let ended = with_little_room(&folder, &score(&run), bytes / 512 - 1).code(2);
        ended.err(&format!("error: {run}: ")).err("then give the same command: it goes on where it stopped");
        assert!(folder.path(format!("{run}/.parts/part-000001")).exists());
        assert!(!folder.path(format!("{run}/run.json")).exists());
        folder.run(&score(&run)).code(0).err("going on with a run that was stopped");
        assert_same(&folder, &run, &whole);
        // Not even parts fit.
        with_little_room(&folder, &score(&none), 20).code(2).err("goes on where it stopped");
        folder.run(&score(&none)).code(0);
        assert_same(&folder, &none, &whole);
    }
}

/// Leaves a run with some parts finished.
fn stopped(folder: &Folder, options: &str) {
    let line = format!("score in -o run --part-articles 50 --threads 1 {options}");
    let mut child = folder.command(line.split_whitespace()).spawn().expect("the program");
    while !folder.path("run/.parts/part-000001").exists() {
        assert!(child.try_wait().expect("a process").is_none(), "it ended too soon");
        sleep(Duration::from_millis(2));
    }
    child.kill().expect("a process to kill");
    child.wait().expect("its end");
    assert!(!folder.path("run/run.json").exists());
}

#[test]
fn only_the_same_command_goes_on() {
    let folder = Folder::new("other-command");
    crawl(&folder, 2 << 20);
    folder.run("score in -o whole --part-articles 50").code(0);
    stopped(&folder, "");
    let refused = |line: &str, why: &str| {
        folder.run(line).code(2).err("run: a run of another command was stopped here: ").err(why);
    };
    refused("score in -o run --part-articles 50 --listed", "listed was \"false\", and now is \"true\"");
    refused("score in -o run --part-articles 60", "part_articles was \"50\"");
    refused("score in -o run --part-articles 50 --only core", "other lexicons");
    refused("score in/Post -o run --part-articles 50", "the input was 11 files with ");
    // A file that vanished, and one that is new.
    fs::rename(folder.path("in/Post/3.txt"), folder.path("3.txt")).expect("a file");
    refused("score in -o run --part-articles 50", "and now is 10 with ");
    fs::rename(folder.path("3.txt"), folder.path("in/Post/3.txt")).expect("a file");
    // As many bytes, but others.
    let lines = folder.read("in/crawl.jsonl");
    folder.write("in/crawl.jsonl", lines.replacen("\"a1\"", "\"b1\"", 1));
    folder.run("score in -o run --part-articles 50").code(2).err("run: the input changed since this run began");
    folder.write("in/crawl.jsonl", &lines);
    // By another name for the same, it goes on.
    folder.run("score ./in/ -o ./run --part-articles 50 --threads 3").code(0);
    assert_same(&folder, "run", "whole");
}

#[cfg(unix)]
#[test]
fn an_input_that_vanishes_while_it_runs_leaves_a_run_that_goes_on() {
    let folder = Folder::new("vanish");
    crawl(&folder, 2 << 20);
    // Read last.
    folder.write("in/z/z.txt", "The regime fell on Monday.");
    folder.run("score in -o whole --part-articles 50").code(0);
    let line = "score in -o run --part-articles 50 --threads 1";
    let child = folder.command(line.split_whitespace()).spawn().expect("the program");
    while !folder.path("run/.parts/part-000000").exists() {
        sleep(Duration::from_millis(2));
    }
    fs::rename(folder.path("in/z/z.txt"), folder.path("z.txt")).expect("a file");
    Ended::from(child.wait_with_output().expect("its end")).code(2).err("the input changed since this run began");
    fs::rename(folder.path("z.txt"), folder.path("in/z/z.txt")).expect("a file");
    folder.run(line).code(0);
    assert_same(&folder, "run", "whole");
}

#[test]
fn one_process_writes_a_run() {
    let folder = Folder::new("two-writers");
    let mut command = folder.command(["score", "-", "-o", "run"]);
    let mut child = command.stdin(Stdio::piped()).spawn().expect("the program");
    while !folder.path("run/.parts/manifest.json").exists() {
        sleep(Duration::from_millis(5));
    }
    folder.run("score - -o run").code(2).err("run: another slantwise is writing this run");
    child.stdin.take().expect("its input").write_all(b"The regime fell.\n").expect("a program that reads");
    Ended::from(child.wait_with_output().expect("its end")).code(0);
    assert!(!folder.path("run/.parts").exists());
}

#[test]
fn a_run_beside_its_articles_is_not_read_as_articles() {
    let folder = Folder::new("beside");
    folder.write("a.jsonl", "{\"text\": \"The regime fell on Monday.\", \"outlet\": \"O\"}");
    folder.run("score . -o run").code(0).err("1 article from 1 outlet").err("1 run directory");
    folder.run("score . -o again").code(0).err("1 article from 1 outlet");
}

#[test]
fn the_files_of_a_run_are_known_by_path_size_and_hash() {
    let folder = Folder::new("files");
    folder.write("in/a.txt", "abc");
    folder.write("in/b.jsonl", "junk\n");
    folder.run("score in -o run").code(0);
    // printf abc | sha256sum
    let hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    let lines = folder.read("run/files.jsonl");
    assert!(
        lines.starts_with(&format!("{{\"input\":0,\"file\":\"a.txt\",\"bytes\":3,\"sha256\":\"{hash}\"}}\n")),
        "{lines}"
    );
    assert_eq!(lines.lines().count(), 2);
}

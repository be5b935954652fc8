//! How does the program end, and what does it say when it does? Promises 9 and 10.

use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{Command, Stdio};
use std::time::Duration;

#[cfg(unix)]
use crate::program::interrupt;
use crate::program::{Ended, Folder, objects, samples};

const LOADED: &str = "The regime fell on Monday.";

#[test]
fn profile_ends_with_0_and_wrong_arguments_with_2() {
    let folder = Folder::new("codes");
    folder.write("o/a.txt", LOADED);
    folder.run("profile o").code(0).out("Read 1 record: 1 article");
    folder.run("profile").code(2).err("required arguments");
    folder.run("frobnicate").code(2).err("unrecognized subcommand");
    folder.run("profile o --sort luck").code(2).err("invalid value 'luck'");
    folder.run("profile o --field body").code(2).err("error: --field");
    folder.run("profile o --include [").code(2).err("--include and --exclude take globs");
    folder.run("profile o --category luck").code(2).err("--category luck: there is no such category");
    folder.run("kwic regime o --voice luck").code(2).err("the voices are own, ");
}

#[test]
fn strict_ends_with_2_if_anything_was_skipped() {
    let folder = Folder::new("strict");
    folder.write("good.jsonl", format!("{{\"text\": \"{LOADED}\"}}\n"));
    folder.write("bad.jsonl", format!("{{\"text\": \"{LOADED}\"}}\njunk\n"));
    folder.run("profile good.jsonl --strict").code(0);
    folder.run("profile bad.jsonl").code(0);
    folder.run("profile bad.jsonl --strict").code(2).out("1 article").err("error: 1 skipped, which --strict");
    folder.run("check bad.jsonl --strict").code(2).out("1 finding");
    folder.run("score bad.jsonl --strict -o run").code(2);
    folder.run("profile run").code(0);
    folder.run("profile run --strict").code(2).out("1 skipped (1 not JSON)");
}

#[test]
fn quiet_silences_warnings_but_not_errors() {
    let folder = Folder::new("quiet");
    folder.write("bad.jsonl", format!("{{\"text\": \"{LOADED}\"}}\njunk\n"));
    assert_eq!(folder.run("profile bad.jsonl --quiet").code(0).err, "");
    assert_eq!(folder.run("score bad.jsonl -q -o run").code(0).err, "");
    let ended = folder.run("profile gone.txt bad.jsonl -q").code(2);
    assert!(
        ended.err.starts_with("error: gone.txt: cannot be read") && ended.err.lines().count() == 1,
        "{}",
        ended.err
    );
    folder.run("profile bad.jsonl -q --strict").code(2).err("error: 1 skipped");
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = Folder::new("pipe");
    let samples = samples();
    for args in
        [["show", "words", &samples, "--format=jsonl", "-q"], ["show", "words", &samples, "--format=text", "-q"]]
    {
        let mut child = folder.command(args).spawn().expect("the program");
        let mut first = String::new();
        let mut reader = BufReader::new(child.stdout.take().expect("its output"));
        reader.read_line(&mut first).expect("a line");
        drop(reader);
        assert!(!first.is_empty());
        let ended = Ended::from(child.wait_with_output().expect("its end")).code(0);
        assert_eq!(ended.err, "");
    }
}

#[cfg(unix)]
#[test]
fn ctrl_c_ends_with_130() {
    let folder = Folder::new("ctrl-c");
    let mut child = folder.command(["profile", "-"]).stdin(Stdio::piped()).spawn().expect("the program");
    let mut input = child.stdin.take().expect("its input");
    // Articles without end: only the signal stops it.
    let writer = std::thread::spawn(move || {
        let line = format!("{{\"text\": \"{}\"}}\n", LOADED.repeat(100));
        while input.write_all(line.as_bytes()).is_ok() {}
    });
    std::thread::sleep(Duration::from_millis(500));
    interrupt(&child);
    let ended = Ended::from(child.wait_with_output().expect("its end")).code(130);
    writer.join().expect("the writer ends");
    ended.err("interrupted after ").err("no profile was made");
}

#[test]
fn a_run_directory_is_never_overwritten() {
    let folder = Folder::new("overwrite");
    folder.write("a.jsonl", format!("{{\"text\": \"{LOADED}\"}}\n"));
    folder.run("score a.jsonl -o run").code(0);
    let before = folder.read("run/run.json");
    folder.run("score a.jsonl -o run").code(2).err("run: the folder has a finished run in it").err("help: ");
    assert_eq!(folder.read("run/run.json"), before);
    folder.write("notes/mine.txt", "x");
    folder.run("score a.jsonl -o notes").code(2).err("notes: the folder is not empty");
    assert_eq!(fs::read_dir(folder.path("notes")).expect("the folder").count(), 1);
    folder.write("file", "x");
    folder.run("score a.jsonl -o file").code(2).err("error: file");
    assert_eq!(folder.read("file"), "x");
}

#[test]
fn a_folder_that_cannot_be_written_is_an_error_that_says_what_to_do() {
    let folder = Folder::new("unwritable");
    folder.write("a.jsonl", format!("{{\"text\": \"{LOADED}\"}}\n"));
    folder.write("file", "x");
    folder.run("score a.jsonl -o file/run").code(2).err("error: file/run: ").err("help: name another folder with -o");
    assert_eq!(folder.read("file"), "x");
    folder.write("locked/file", "x");
    let mut permissions = fs::metadata(folder.path("locked")).expect("a folder").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(folder.path("locked"), permissions.clone()).expect("permissions");
    // Not for root, who may write everywhere.
    if fs::write(folder.path("locked/other"), "x").is_err() {
        folder.run("score a.jsonl -o locked/run").code(2).err("error: locked/run: ").err("see who may write there");
        assert!(!folder.path("locked/run").exists());
    }
    #[allow(clippy::permissions_set_readonly_false, reason = "only so that the folder can be removed")]
    permissions.set_readonly(false);
    fs::set_permissions(folder.path("locked"), permissions).expect("permissions");
}

#[test]
fn help_has_examples_and_exit_codes() {
    let folder = Folder::new("help");
    folder.run("--help").code(0).out("Examples:").out("Exit codes: 0 done; 1 findings (check only); 2 ");
    for command in ["profile", "score", "check", "kwic", "show"] {
        folder.run(&format!("{command} --help")).code(0).out("Examples:");
    }
}

#[test]
fn a_job_without_a_terminal_is_told_in_json() {
    let folder = Folder::new("log-json");
    folder.write("bad.jsonl", format!("{{\"text\": \"{LOADED}\"}}\njunk\n"));
    let ended = folder.run("score bad.jsonl -o run --strict --log-format json").code(2);
    let lines = objects(&ended.err);
    let of = |event: &str| lines.iter().find(|line| line["event"] == event).expect("the event");
    assert_eq!(of("summary")["articles"], 1);
    assert_eq!(of("summary")["skipped"]["not JSON"], 1);
    assert!(of("warning")["message"].as_str().is_some_and(|text| text.starts_with("skipped bad.jsonl:2:1: not JSON")));
    assert!(of("error")["message"].as_str().is_some_and(|text| text.contains("--strict")));
    let ended = folder.run("score bad.jsonl -o run --log-format json").code(2);
    let lines = objects(&ended.err);
    assert_eq!(lines.len(), 1);
    assert!(lines[0]["help"].as_str().is_some_and(|help| help.contains("slantwise profile run")), "{}", lines[0]);
    assert_eq!(folder.run("score bad.jsonl -o quiet -q --log-format json").code(0).err, "");
}

#[test]
fn what_is_asked_for_and_not_there_is_an_error() {
    let folder = Folder::new("not-there");
    folder.write("a.jsonl", format!("{{\"title\": \"Regime fell\", \"text\": \"{LOADED}\", \"outlet\": \"O\"}}\n"));
    folder.run("score a.jsonl -o run -q").code(0);
    for input in ["a.jsonl", "run"] {
        folder
            .run(&format!("profile {input} --outlet P"))
            .code(2)
            .err("--outlet P: no article")
            .err("the outlets are O");
        folder.run(&format!("kwic regime {input} --part body --format jsonl")).code(0).out("\"part\":\"body\"");
        let titles = folder.run(&format!("kwic regime {input} --part title --format jsonl -q")).code(0);
        assert_eq!(objects(&titles.out).len(), 1);
    }
    folder.run("kwic conflict/regme a.jsonl").code(2).err("the lexicon conflict has no entry");
    folder.run("profile a.jsonl --threads 2000").code(2).err("invalid value '2000'");
}

#[test]
fn the_tables_of_a_run_are_no_articles() {
    let folder = Folder::new("run-as-input");
    folder.write("a.jsonl", format!("{{\"text\": \"{LOADED}\"}}\n"));
    folder.run("score a.jsonl -o run").code(0);
    for command in ["check run", "show hits run", "score run -o other", "suggest run"] {
        folder.run(command).code(2).err("a run directory has no texts");
    }
}

/// Everything written to `/dev/full` fails as on a full disk.
#[cfg(target_os = "linux")]
#[test]
fn the_work_is_done_where_nothing_can_be_said() {
    let folder = Folder::new("full");
    folder.write("bad.jsonl", format!("{{\"text\": \"{LOADED}\"}}\njunk\n"));
    for (line, code) in
        [("score bad.jsonl -o run", 0), ("score bad.jsonl -o json --log-format json", 0), ("profile gone", 2)]
    {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").expect("the device");
        Ended::of(folder.command(line.split(' ')).stderr(full)).code(code);
    }
    folder.run("profile run").code(0).out("1 article");
}

/// As `nohup` starts it.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_that_is_ignored_stays_so() {
    let folder = Folder::new("nohup");
    let program = env!("CARGO_BIN_EXE_slantwise");
    let script = format!("trap '' HUP; echo ready; exec {program} profile -");
    let mut command = Command::new("sh");
    command.args(["-c", &script]).current_dir(folder.path("")).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().expect("a shell");
    let mut input = child.stdin.take().expect("its input");
    let mut output = BufReader::new(child.stdout.take().expect("its output"));
    output.read_line(&mut String::new()).expect("a line");
    // Perhaps it listens by now; if it does not yet, nothing is shown.
    std::thread::sleep(Duration::from_millis(300));
    assert!(Command::new("kill").args(["-HUP", &child.id().to_string()]).status().expect("kill").success());
    input.write_all(format!("{{\"text\": \"{LOADED}\"}}\n").as_bytes()).expect("a program that reads");
    drop(input);
    let mut profile = String::new();
    output.read_to_string(&mut profile).expect("a profile");
    assert!(profile.starts_with("Read 1 record: 1 article"), "{profile}");
    Ended::from(child.wait_with_output().expect("its end")).code(0);
}

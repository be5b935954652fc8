//! What can text from outside do to a terminal? Nothing.

use crate::program::{Ended, Folder};

/// Codes that clear the screen, set a title, turn the direction and start a control sequence in one byte.
const HOSTILE: &str = "{\"text\": \"The regime\\u001b[2J fell, said Mr. \\u001b]0;x\\u0007Orlo\\u202e Vint. \
    Police met the thugs\\u0085 on Monday.\\u009b2J \\u201cThe thugs\\u001b[2J won,\\u201d said Ms. B\\u0008ell.\", \
    \"outlet\": \"Bad\\u001b[2J\\rName\\u202e\", \"title\": \"\\u001b[2JRegime \\u202ethugs\", \"date\": \"2031-01-02\"}";

/// The folder of hostile articles, in a file of a hostile name.
fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("o/e\u{1b}[2J\u{202e}.jsonl", format!("{HOSTILE}\njunk\u{1b}[2J\n{{\"k\\u001b[2J\": 1}}\n"));
    folder
}

/// The program as a terminal would have it: with colors.
fn on_terminal(folder: &Folder, args: &[&str]) -> Ended {
    Ended::of(folder.command(args).env("CLICOLOR_FORCE", "1"))
}

/// Characters that do something to a terminal, our own colors and line ends aside.
fn raw(text: &str) -> Vec<char> {
    let mut found = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let color = rest.strip_prefix("\u{1b}[").and_then(|code| {
            let end = code.find(|c: char| !c.is_ascii_digit() && c != ';')?;
            code[end..].strip_prefix('m')
        });
        if let Some(after) = color {
            rest = after;
            continue;
        }
        if (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c) {
            found.push(c);
        }
        rest = &rest[c.len_utf8()..];
    }
    found
}

#[test]
fn control_characters_of_articles_and_files_are_spelled_out_everywhere() {
    let folder = folder("raw");
    for line in [
        "profile o",
        "profile o --format markdown",
        "show hits o --rejected",
        "show voices o",
        "show words o",
        "show sentences o",
        "kwic regime o",
        "kwic police o",
        "check o",
        "score o -o run\u{1b}[2J",
        "profile gone\u{1b}[2J.txt",
        "profile o --outlets gone\u{1b}[2J.csv",
    ] {
        let ended = on_terminal(&folder, &line.split(' ').collect::<Vec<_>>());
        assert_eq!((raw(&ended.out), raw(&ended.err)), (vec![], vec![]), "{line}\n{:?}\n{:?}", ended.out, ended.err);
        let said = ended.out + &ended.err;
        assert!(said.contains("[2J"), "{line} shows it: {said}");
    }
}

#[test]
fn mistakes_of_a_hostile_lexicon_are_shown_escaped() {
    let folder = Folder::new("raw-lexicon");
    let name = "l\u{1b}[2J.toml";
    folder.write(name, "format = 1\n[lexicon]\nid = \"x\u{1b}[2J\"\nk\u{202e} = 2\nversion = \"\\u001b[2J\"\n");
    let ended = on_terminal(&folder, &["check", "-", "--lexicon", name]).code(2);
    assert!(raw(&ended.err).is_empty(), "{:?}", ended.err);
    assert!(ended.err.contains("l␛[2J.toml"), "{}", ended.err);
}

#[test]
fn csv_and_json_keep_the_text_exactly() {
    let folder = folder("exact");
    let name = "Bad\u{1b}[2J\rName\u{202e}";
    let csv = folder.run("profile o --format csv").code(0);
    assert!(csv.out.contains(name), "{:?}", csv.out);
    let json: serde_json::Value =
        serde_json::from_str(&folder.run("profile o --format json").code(0).out).expect("JSON");
    assert_eq!(json["outlets"][0]["outlet"], name);
    let line = folder.run("show hits o --format jsonl").code(0).out;
    let line: serde_json::Value = serde_json::from_str(&line).expect("one object");
    assert_eq!(line["outlet"], name);
}

#[test]
fn colors_are_for_terminals_that_want_them() {
    let folder = Folder::new("color");
    folder.write("o/a.txt", "The regime fell on Monday.");
    let has_color = |ended: Ended| ended.out.contains("\u{1b}[");
    assert!(!has_color(folder.run("profile o")));
    assert!(has_color(on_terminal(&folder, &["profile", "o"])));
    assert!(has_color(on_terminal(&folder, &["check", "o"])));
    let no_color = |args: [&str; 2]| Ended::of(folder.command(args).env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1"));
    assert!(!has_color(no_color(["profile", "o"])));
    assert!(!has_color(no_color(["check", "o"])));
}

//! What is a lexicon's author told? Each `cases/lexicon_errors/NAME.toml` is a lexicon with mistakes, and `NAME.txt`
//! beside it is what is said about it. `SNAPSHOTS=overwrite cargo test` writes these.

use std::fs;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use slantwise::lexicon::{File, Lexicons, Selection};

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/lexicon_errors");
    let paths = fs::read_dir(folder).expect("the folder of cases").map(|entry| entry.expect("a case").path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|kind| kind == "toml")).collect();
    paths.sort();
    paths
}

/// What is said about a lexicon, loaded beside `common` alone.
fn said(name: &str, text: String) -> String {
    let extra = vec![File { name: name.to_owned(), text }];
    match Lexicons::load(&Selection { only: vec!["common".to_owned()], extra }) {
        Ok(_) => "no mistake".to_owned(),
        Err(error) => error.to_string(),
    }
}

#[test]
fn every_mistake_is_told_with_its_place_and_what_to_do() {
    let mut wrong = Vec::new();
    for path in cases() {
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        let text = fs::read_to_string(&path).expect("a readable case");
        let said = format!("{}\n", said(&name, text));
        let expected = path.with_extension("txt");
        if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
            fs::write(&expected, &said).expect("a writable folder");
        }
        let expected = fs::read_to_string(&expected).unwrap_or_default();
        if said != expected {
            wrong.push(format!("--- {name} expected\n{expected}--- {name} said\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// A lexicon with every table of the format.
const WHOLE: &str = r#"format = 1
disable = ["insult"]

[lexicon]
id = "case"
version = "0.1.0"
language = "en"

[defaults]
case = "insensitive"
window = 4

[classes]
beast = ["wolf", "polar bear"]

[[category]]
id = "mood"

[[axis]]
id = "n-s"
a = "n"
b = "s"

[[entry]]
id = "gloom"
category = "mood"
lemma = "gloom"
pos = "noun"
forms = ["so-called gloom", "Da'esh"]
pattern = ["*-in-chief|lord", "...4", "of|over"]
intensity = 2
hyphen = "either"
needs = [ { within = 3, any = ["@beast", "US"] }, { left = ["the"] } ]
unless = [ { form = ["gloom"], right = ["of"], demote_to = 1 }, { title_case = true } ]
except_forms = ["gloom and doom"]
alternatives = ["", "worry"]

[entry.tests]
hit = ["The gloom was general."]
miss = ["The room was general."]

[[nameset]]
id = "river"
referent = "the river"

[[nameset.variant]]
id = "avon"
forms = ["Avon"]

[[nameset.variant]]
id = "stour"
forms = ["Stour"]
"#;

#[test]
fn the_whole_format_is_read() {
    assert_eq!(said("whole.toml", WHOLE.to_owned()), "no mistake");
}

/// Pieces that could break something if they stood in the wrong place.
fn piece() -> impl Strategy<Value = String> {
    let pieces = [
        "",
        "\"",
        "'",
        "[",
        "]",
        "{",
        "}",
        "=",
        ",",
        "\n",
        "#",
        "\\",
        "|",
        "*-",
        "...4",
        "...",
        "@",
        "/",
        "-",
        "\u{0}",
        "\u{feff}",
        "é",
        "\u{202e}",
        "9",
        "nan",
        "true",
        "[[entry]]",
        "id = \"gloom\"\n",
        "forms = []\n",
        "\"\"\"",
        "\r",
        "本",
        "\u{301}",
    ];
    prop::sample::select(pieces.to_vec()).prop_map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// Whatever is cut out of a lexicon and put into it: no panic, and every place is a place of the file.
    #[test]
    fn a_damaged_lexicon_is_read_or_refused(cuts in prop::collection::vec((0..WHOLE.len(), 0..40_usize, piece()), 1..6)) {
        let mut text = WHOLE.to_owned();
        for (at, length, piece) in cuts {
            let start = text.floor_char_boundary(at);
            let end = text.floor_char_boundary((start + length).min(text.len())).max(start);
            text.replace_range(start..end, &piece);
        }
        let lines = text.lines().count() + 1;
        let extra = vec![File { name: "damaged.toml".to_owned(), text }];
        if let Err(error) = Lexicons::load(&Selection { only: vec!["common".to_owned()], extra }) {
            for found in error.problems() {
                prop_assert!(found.source.get(found.span.start as usize..found.span.end as usize).is_some());
                prop_assert!(found.place.line <= lines && !found.message.is_empty() && !found.help.is_empty());
            }
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,200}") {
        said("any.toml", text);
    }
}

/// Lexicons made to be slow: each is read, or refused, in time that grows with its size.
#[test]
fn hostile_lexicons_are_read_or_refused_in_good_time() {
    let entry =
        |n: usize, lines: &str| format!("[[entry]]\nid = \"e{n}\"\ncategory = \"insult\"\nintensity = 1\n{lines}\n");
    let head = "format = 1\n[lexicon]\nid = \"case\"\nversion = \"1\"\nlanguage = \"en\"\n";
    let repeat = |n: usize, lines: &dyn Fn(usize) -> String| (0..n).map(|n| entry(n, &lines(n))).collect::<String>();
    let list = |n: usize, word: &str| (0..n).map(|n| format!("\"{word}{n}\"")).collect::<Vec<_>>().join(", ");
    let cases: Vec<(&str, String)> = vec![
        ("the same letter", repeat(50_000, &|_| "forms = [\"a\"]".to_owned())),
        ("a letter in every spelling", repeat(50_000, &|n| format!("forms = [\"a-{}\"]\ncase = \"exact\"", n % 7))),
        ("overlapping words", repeat(20_000, &|n| format!("forms = [\"{}\"]", "a ".repeat(1 + n % 16)))),
        ("a long form", entry(0, &format!("forms = [\"{}\"]", "word ".repeat(200_000)))),
        ("a long word", entry(0, &format!("forms = [\"{}\"]", "w".repeat(1 << 20)))),
        ("many forms", entry(0, &format!("forms = [{}]", list(100_000, "form")))),
        (
            "many alternatives",
            entry(0, &format!("pattern = [\"{}\", \"{}\"]", "a|".repeat(100_000), "b|".repeat(100_000))),
        ),
        ("long guards", {
            let words = list(50_000, "word");
            entry(0, &format!("forms = [\"x\"]\nneeds = [{{ left = [{words}] }}]\nunless = [{{ left = [{words}] }}]"))
        }),
        ("many guards", {
            let guards = vec!["{ left = [\"a\"] }"; 20_000].join(", ");
            entry(0, &format!("forms = [\"x\"]\nneeds = [{guards}]\nunless = [{guards}]"))
        }),
        ("unknown keys", entry(0, &(0..50_000).map(|n| format!("key{n} = 1\n")).collect::<String>())),
        (
            "unknown forms",
            entry(
                0,
                &format!(
                    "forms = [{}]\nunless = [{{ right = [\"x\"], form = [{}] }}]",
                    list(4_000, "form"),
                    list(20_000, "from")
                ),
            ),
        ),
    ];
    for (name, lines) in cases {
        // In quadratic time this would run for hours.
        let said = said(name, format!("{head}{lines}"));
        assert!(said.len() < 200_000, "{name}: {} bytes are said", said.len());
    }
}

#[test]
fn what_is_too_deep_or_too_large_is_refused() {
    let deep = said("deep.toml", format!("format = {}1{}", "[".repeat(500), "]".repeat(500)));
    assert!(deep.starts_with("deep.toml:1:74: nested too deep\n  help: a lexicon needs no such depth"), "{deep}");
    let dotted = said("dotted.toml", format!("format = 1\n{}b = 1", "a.".repeat(500)));
    assert!(dotted.starts_with("dotted.toml:2:127: nested too deep"), "{dotted}");
    let large = said("large.toml", "# a line of comment\n".repeat(1 << 20));
    assert!(large.starts_with("large.toml:1:1: this file has 20 MB, and the limit is 16"), "{large}");
}

#[test]
fn of_very_many_mistakes_the_first_are_told_and_the_rest_counted() {
    let many =
        said("many.toml", format!("format = 1\n{}", (0..500).map(|n| format!("key{n} = 1\n")).collect::<String>()));
    assert_eq!(many.lines().filter(|line| line.starts_with("many.toml:")).count(), 200);
    assert!(many.ends_with("more like these"), "{many}");
}

#[test]
fn no_control_character_of_a_file_is_said() {
    let text = WHOLE
        .replace("\"gloom\"], right", "\"gl\\u001boom\\u202E\"], right")
        .replace("\"mood\"\nlemma", "\"m\\u0007od\"\nlemma");
    let said = said("control.toml", text);
    assert!(said.contains(r#"the entry has no form "gl\u{1b}oom\u{202e}""#), "{said}");
    assert!(said.contains(r#"there is no category "m\u{7}od""#), "{said}");
    assert!(said.chars().all(|c| c == '\n' || !c.is_control()));
}

//! What does one bad record or file cost? Promises 1, 2 and 3.

use crate::program::{Folder, objects};

const GOOD: &str = "{\"text\": \"The regime fell on Monday.\", \"outlet\": \"O\"}";

/// What `profile` says of these lines of a JSON Lines file.
fn profile_of(test: &str, lines: &[&str]) -> crate::program::Ended {
    let folder = Folder::new(test);
    folder.write("a.jsonl", lines.join("\n"));
    folder.run("profile a.jsonl").code(0)
}

#[test]
fn a_line_that_is_no_json_costs_one_record_wherever_it_stands() {
    for (at, lines) in [["junk", GOOD, GOOD], [GOOD, "junk", GOOD], [GOOD, GOOD, "junk"]].iter().enumerate() {
        profile_of(&format!("junk-{at}"), lines)
            .out("Read 3 records: 2 articles from 1 outlet, 1 skipped (1 not JSON).")
            .err(&format!("warning: skipped a.jsonl:{}:1: not JSON", at + 1));
    }
    profile_of("junk-only", &["junk"]).out("Read 1 record: 0 articles from 0 outlets, 1 skipped (1 not JSON).");
}

#[test]
fn json_without_a_text_field_is_skipped_and_says_which_fields_there_are() {
    profile_of("no-text", &[GOOD, "{\"headline\": \"Only this\", \"id\": 7}"])
        .out("Read 2 records: 1 article from 1 outlet, 1 skipped (1 no text field).")
        .err("a.jsonl:2: no text field; the record has: headline, id; use --field text=NAME");
}

#[test]
fn empty_files_wrong_encodings_and_nul_bytes_are_skipped_by_name() {
    let folder = Folder::new("bytes");
    folder.write("o/empty.txt", "");
    folder.write("o/latin.txt", b"The caf\xe9 closed.");
    folder.write("o/nul.txt", b"The\0regime fell on Monday.");
    folder.write("o/good.txt", "The regime fell on Monday.");
    let ended = folder.run("profile o").code(0);
    ended
        .out("Read 4 records: 2 articles from 1 outlet, 2 skipped (1 NUL byte, 1 empty); character sets other than")
        .out("1 windows-1252 (assumed)")
        .err("warning: skipped empty.txt: empty")
        .err("warning: skipped nul.txt: NUL byte");
}

#[test]
fn a_nul_is_refused_as_an_escape_too() {
    profile_of("nul-escape", &[GOOD, "{\"text\": \"The\\u0000regime fell.\"}", GOOD])
        .out("Read 3 records: 2 articles from 1 outlet, 1 skipped (1 NUL byte).")
        .err("warning: skipped a.jsonl:2: NUL byte");
}

#[test]
fn a_broken_first_line_does_not_make_json_lines_a_text() {
    let folder = Folder::new("first-junk");
    folder
        .run_with_input("profile -", &format!("junk\n{GOOD}\n{GOOD}\n"))
        .code(0)
        .out("Read 3 records: 2 articles from 1 outlet, 1 skipped (1 not JSON).");
}

#[test]
fn a_long_article_is_passed_over_and_the_next_line_is_read() {
    let folder = Folder::new("long");
    let long = format!("{{\"text\": \"{}\"}}", "The regime fell. ".repeat(200));
    folder.write("a.jsonl", format!("{GOOD}\n{long}\n{GOOD}\n"));
    folder
        .run("profile a.jsonl --max-article-bytes 1000")
        .code(0)
        .out("Read 3 records: 2 articles from 1 outlet, 1 skipped (1 ")
        .err("warning: skipped a.jsonl:2: ");
}

#[test]
fn deep_json_is_a_bad_record_and_no_overflow() {
    let deep = format!("{{\"text\": {}1{}}}", "[".repeat(100_000), "]".repeat(100_000));
    profile_of("deep", &[&deep, GOOD]).out("Read 2 records: 1 article from 1 outlet, 1 skipped (1 ");
}

#[test]
fn a_missing_file_ends_with_2_and_the_rest_is_done() {
    let folder = Folder::new("missing");
    folder.write("good.jsonl", GOOD);
    folder
        .run("profile gone.txt good.jsonl")
        .code(2)
        .out("Read 1 record: 1 article from 1 outlet, none skipped; 1 input could not be read.")
        .out("conflict/regime")
        .err("error: gone.txt: cannot be read: No such file or directory");
}

#[test]
fn a_folder_without_articles_ends_with_2_and_says_what_it_holds() {
    let folder = Folder::new("no-articles");
    folder.write("o/a.pdf", "x");
    folder
        .run("profile o")
        .code(2)
        .err("error: o: no article files (.txt, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .html, .warc) in this folder; left out: 1 another kind");
}

#[cfg(unix)]
#[test]
fn a_file_we_may_not_read_ends_with_2_and_the_rest_is_done() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("permission");
    folder.write("o/a.txt", "The regime fell on Monday.");
    folder.write("o/b.txt", "The regime fell on Monday.");
    std::fs::set_permissions(folder.path("o/a.txt"), PermissionsExt::from_mode(0o0)).expect("our own file");
    // Root may read everything.
    if std::fs::read(folder.path("o/a.txt")).is_ok() {
        return;
    }
    folder.run("profile o").code(2).out("1 article from 1 outlet").err("error: a.txt: cannot be read: Permission");
}

#[test]
fn read_is_articles_and_skipped_in_the_record_of_a_run() {
    let folder = Folder::new("totals");
    let turkish = "{\"text\": \"Rejim pazartesi g\\u00fcn\\u00fc d\\u00fc\\u015ft\\u00fc.\", \"language\": \"tr\"}";
    folder.write("o/a.jsonl", [GOOD, "junk", turkish, "{\"x\": 1}", GOOD, "{\"text\": \"\"}"].join("\n"));
    folder.write("o/b.pdf", "x");
    folder.run("score o -o run --format jsonl").code(0);
    let run: serde_json::Value = serde_json::from_str(&folder.read("run/run.json")).expect("JSON");
    let totals = &run["totals"];
    let skipped: u64 = totals["skipped"].as_object().expect("reasons").values().filter_map(|n| n.as_u64()).sum();
    assert_eq!((totals["articles"].as_u64(), skipped), (Some(2), 4), "{totals}");
    assert_eq!(totals["left_out"]["another kind"], 1);
    assert_eq!(objects(&folder.read("run/articles.jsonl")).len(), 2);
    let lines: Vec<u64> =
        objects(&folder.read("run/skipped.jsonl")).iter().filter_map(|line| line["line"].as_u64()).collect();
    assert_eq!(lines, [2, 3, 4, 6]);
}

#[test]
fn the_first_line_of_a_profile_says_what_was_read_and_skipped() {
    let ended = profile_of("first-line", &[GOOD, "junk"]);
    assert_eq!(ended.out.lines().next(), Some("Read 2 records: 1 article from 1 outlet, 1 skipped (1 not JSON)."));
}

#[test]
fn articles_with_the_same_id_are_all_counted_and_warned_about() {
    profile_of("repeated", &[GOOD, GOOD, GOOD])
        .out("Read 3 records: 3 articles")
        .err("warning: 2 articles have the id of an earlier one, such as ");
}

#[test]
fn a_field_without_a_value_in_the_first_records_is_read_where_a_later_one_has_it() {
    let folder = Folder::new("late");
    let early = "{\"content\": \"\", \"outlet\": \"O\"}\n".repeat(120);
    let late =
        "{\"content\": \"The regime fell.\", \"outlet\": \"O\", \"date\": \"2024-05-01\", \"section\": {\"id\": 1}}\n";
    folder.write("a.jsonl", early + late);
    folder.run("score a.jsonl -o run --format jsonl").code(0).err("120 skipped (120 empty text)");
    let article = &objects(&folder.read("run/articles.jsonl"))[0];
    assert_eq!((&article["date"], &article["section"]), (&"2024-05-01".into(), &serde_json::Value::Null));
    folder.write("b.csv", "text,author\n".to_owned() + &"Calm.,\n".repeat(120) + "The regime fell.,Ann Norden\n");
    folder.run("score b.csv -o table --format jsonl").code(0);
    assert_eq!(objects(&folder.read("table/articles.jsonl"))[120]["author"], "Ann Norden");
}

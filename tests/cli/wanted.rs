//! Which articles are left out because they are not wanted, and is it said?

use crate::program::Folder;

fn line(date: &str, more: &str) -> String {
    format!("{{\"text\": \"The regime fell on Monday.{more}\", \"outlet\": \"O\", \"date\": \"{date}\"}}\n")
}

#[test]
fn articles_outside_the_days_are_left_out_counted_and_no_fault() {
    let folder = Folder::new("since");
    let dates = ["2024-01-31", "2024-02-01", "2 Feb 2024", "2024-03-01", "", "yesterday"];
    folder.write("a.jsonl", dates.map(|date| line(date, "")).concat() + "junk\n");
    let ended = folder.run("profile a.jsonl --since 2024-02-01 --until 2024-02-29").code(0);
    let first = "Read 7 records: 2 articles from 1 outlet, 1 skipped (1 not JSON); 4 articles left out (1 after 2024-02-29, \
                 1 before 2024-02-01, 2 without a date).";
    assert_eq!(ended.out.split("\n\n").next().map(|line| line.replace('\n', " ")).as_deref(), Some(first));
    folder.run("score a.jsonl --since 2024-02-01 -o run").code(0);
    let run: serde_json::Value = serde_json::from_str(&folder.read("run/run.json")).expect("JSON");
    assert_eq!(run["totals"]["unwanted"]["without a date"], 2);
    assert_eq!(run["options"]["since"], "2024-02-01");
    folder.run("profile run --since 2024-02-01").code(2).err("error: --since does nothing to a run");
    folder.run("profile a.jsonl --since May").code(2).err("error: --since May: this is no day");
}

#[test]
fn short_articles_and_other_languages_are_left_out_on_request() {
    let folder = Folder::new("words");
    let french = "Le traversier a quitté le port à midi et a coulé en moins d'une heure, ont annoncé mardi les autorités \
        portuaires. Les quarante passagers ont été ramenés à terre par des bateaux de pêche et personne n'a été \
        gravement blessé. Des plongeurs examineront l'épave dès que le temps le permettra.";
    let french = format!("{{\"text\": \"{french}\", \"outlet\": \"O\"}}\n");
    folder.write("a.jsonl", line("", "") + &line("", " It was cold.") + &french);
    let ended = folder.run("profile a.jsonl --min-words 6 --lang en --strict").code(0);
    let first =
        "Read 3 records: 1 article from 1 outlet, none skipped; 2 articles left out (1 language: fr, 1 under 6 words).";
    assert!(ended.out.replace('\n', " ").contains(first), "{}", ended.out);
    folder.run("profile a.jsonl --lang fr").code(2).err("error: --lang fr: no lexicon speaks it");
}

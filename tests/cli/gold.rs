//! What is the author of a lexicon told of it by `eval`?

use crate::program::{Folder, objects};

const SENTENCES: &str = "\
{\"id\": 1, \"text\": \"The regime fell on Monday.\", \"label\": \"biased\", \"outlet\": \"A\", \"topic\": \"ports\", \"spans\": [{\"start\": 4, \"end\": 10, \"text\": \"regime\"}]}
{\"id\": 2, \"text\": \"Café “señor”: terrorists fled the doodlers.\", \"label\": \"biased\", \"outlet\": \"B\", \"topic\": \"fish\", \"spans\": [{\"start\": 14, \"end\": 24, \"bstart\": 20, \"bend\": 30}, {\"start\": 34, \"end\": 42}]}
{\"id\": 3, \"text\": \"Rain fell on the regime.\", \"label\": \"neutral\", \"outlet\": \"A\", \"topic\": \"ports\", \"spans\": []}
{\"id\": 4, \"text\": \"The ferry left at noon.\", \"label\": \"neutral\", \"outlet\": \"B\", \"topic\": \"fish\", \"spans\": []}
";

fn json(folder: &Folder, line: &str) -> serde_json::Value {
    let ended = folder.run(&format!("eval {line} --format json")).code(0);
    objects(&ended.out.replace('\n', "")).remove(0)
}

#[test]
fn labels_and_spans_are_measured() {
    let folder = Folder::new("eval");
    folder.write("g.jsonl", SENTENCES);
    folder
        .run("eval g.jsonl")
        .code(0)
        .out("Gold: 4 records; 4 with a label, 2 of them positive; 3 marked spans in 4;")
        .out("AUC")
        .out("By topic: hits of intensity 2 or more")
        .out("Entries that cost most precision, reviewed\n")
        .out("conflict/regime")
        .out("doodlers")
        .out("DeLong");
    let found = json(&folder, "g.jsonl --status reviewed");
    let reviewed = &found["scores"][0];
    // Scores 4 and 9 against 4 and 0: of four pairs three are won and one is a tie.
    assert_eq!(reviewed["sentences"]["auc"]["value"], 0.875);
    let at_two = &reviewed["spans"][1];
    assert_eq!((&at_two["precision"]["cases"], &at_two["precision"]["all"]), (&2.into(), &3.into()));
    assert_eq!((&at_two["recall"]["cases"], &at_two["recall"]["all"]), (&2.into(), &3.into()));
    assert_eq!(reviewed["missed"][0]["word"], "doodlers");
    assert!(found["made"]["lexicons"].is_array() && reviewed["status"] == "reviewed");
}

#[test]
fn neither_threads_nor_outlets_nor_ids_change_a_byte() {
    let folder = Folder::new("eval-same");
    let many: String = (0..40).map(|n| SENTENCES.replace("Monday", &format!("day {n}"))).collect();
    folder.write("a.jsonl", &many);
    folder.write("b.jsonl", many.replace("\"outlet\": \"A\"", "\"outlet\": \"C\"").replace("\"id\": 1", "\"id\": 9"));
    let one = folder.run("eval a.jsonl --threads 1").code(0).out;
    assert_eq!(one, folder.run("eval a.jsonl --threads 3").code(0).out);
    assert_eq!(one, folder.run("eval b.jsonl").code(0).out);
    let backward: Vec<&str> = many.lines().rev().collect();
    assert_eq!(one, folder.run_with_input("eval -", &backward.join("\n")).code(0).out);
}

#[test]
fn types_choose_spans_and_where_chooses_records() {
    let folder = Folder::new("eval-types");
    folder.write(
        "g.jsonl",
        "{\"text\": \"The regime fell.\", \"part\": \"train\", \"spans\": [{\"start\": 4, \"end\": 10, \"type\": \"Name_Calling,Labeling\"}, {\"start\": 11, \"end\": 15, \"type\": \"Doubt\"}]}\n\
         {\"text\": \"The regime fell.\", \"part\": \"dev\", \"spans\": []}\n",
    );
    folder.run("eval g.jsonl").code(0).out("of all types: Doubt 1, Name_Calling,Labeling 1;");
    let found = json(&folder, "g.jsonl --type Name_Calling --where part=train");
    assert_eq!(found["gold"]["records"], 1);
    let at_two = &found["scores"][0]["spans"][1];
    assert_eq!((&at_two["f1"], &at_two["words"]["f1"]), (&1.0.into(), &1.0.into()));
    folder.run("eval g.jsonl --type Slogans").code(2).err("--type Slogans: no span is of this type").err("Doubt (1)");
}

#[test]
fn bad_records_are_named_by_line_counted_and_skipped() {
    let folder = Folder::new("eval-bad");
    folder.write("g.jsonl", format!("{SENTENCES}{{\"text\": 1}}\nno JSON\n"));
    folder
        .run("eval g.jsonl")
        .code(0)
        .out("Gold: 4 records")
        .out("skipped: 1 no text, 1 not")
        .err("warning: skipped g.jsonl:5: no text")
        .err("warning: skipped g.jsonl:6: not a JSON object");
    folder.run("eval g.jsonl --strict").code(2).out("Gold: 4 records");
    folder.run("eval gone.jsonl").code(2).err("gone.jsonl");
    folder.run_with_input("eval -", "").code(2).err("there is no record of gold");
}

#[test]
fn other_labels_and_fields_can_be_named() {
    let folder = Folder::new("eval-labels");
    let lines = "{\"sentence\": \"The regime fell.\", \"class\": \"loaded\"}\n{\"sentence\": \"Rain fell.\", \"class\": \"plain\"}\n";
    folder.write("g.jsonl", lines);
    let fields = "--field text=sentence --field label=class";
    folder
        .run(&format!("eval g.jsonl {fields}"))
        .code(2)
        .err("no record has a positive label")
        .err("loaded (1), plain (1)");
    let found = json(&folder, &format!("g.jsonl {fields} --positive loaded"));
    assert_eq!(found["scores"][0]["sentences"]["auc"]["value"], 1.0);
    folder.run("eval g.jsonl").code(2).err("use --field text=NAME");
    folder.run("eval g.jsonl --field outlet=x").code(2).err("the fields are text, label, spans, topic");
}

#[test]
fn draft_entries_are_measured_on_request() {
    let folder = Folder::new("eval-draft");
    folder.write(
        "l.toml",
        "format = 1\n[lexicon]\nid = \"desk\"\nversion = \"0.1.0\"\nlanguage = \"en\"\n[[entry]]\nid = \"doodler\"\n\
         forms = [\"doodlers\"]\ncategory = \"insult\"\nintensity = 2\nstatus = \"draft\"\n",
    );
    folder.write("g.jsonl", SENTENCES);
    let run = |status: &str| folder.run(&format!("eval g.jsonl --lexicon l.toml --only desk {status}")).code(0);
    run("").out("The lexicons have no listed entries.").out("doodlers");
    run("--status reviewed --status draft").out("and draft, intensity ≥ 2     1       1      1.000");
}

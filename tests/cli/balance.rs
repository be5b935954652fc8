//! What is an author told of the balance of a lexicon?

use crate::program::{Folder, objects};

const DESK: &str = r#"format = 1
[lexicon]
id = "desk"
version = "0.1.0"
language = "en"
[[axis]]
id = "up-down"
a = "up"
b = "down"
[[entry]]
id = "glee"
category = "insult"
intensity = 2
forms = ["glee"]
perspective = ["up"]
[[entry]]
id = "gloom"
category = "insult"
intensity = 3
forms = ["gloom"]
perspective = ["down"]
mirror = ["glee"]
[[entry]]
id = "murk"
category = "fear"
intensity = 2
forms = ["murk"]
perspective = ["down"]
no_mirror = "Nobody up there says the opposite."
[[entry]]
id = "dusk"
category = "fear"
intensity = 2
forms = ["dusk"]
perspective = ["down"]
"#;

#[test]
fn both_sides_of_an_axis_are_weighed_with_mirrors_and_gaps() {
    let folder = Folder::new("balance");
    folder.write("l.toml", DESK);
    folder.write("News/a.txt", "The glee was gloom. The gloom fell, and the dusk.\n");
    let desk = "--only desk --lexicon l.toml";
    folder
        .run(&format!("lexicon balance {desk} --corpus News"))
        .code(0)
        .out("up-down: up and down")
        .out("Mirrors: 1 pairs, 1 of unequal intensity")
        .out("desk/glee – desk/gloom")
        .out("2 : 3 !")
        .out("1 : 2")
        .out("desk/murk: Nobody up there says the opposite.")
        .out("Gaps: 1 entries")
        .out("desk/dusk (down, fear)");
    let json = folder.run(&format!("lexicon balance {desk} --format json")).code(0);
    let balance: serde_json::Value = serde_json::from_str(&json.out).expect("one object");
    let axis = balance["balance"]["axes"].as_array().unwrap().iter().find(|axis| axis["axis"] == "up-down").unwrap();
    assert_eq!((&axis["b"]["total"]["entries"], &axis["a"]["by_intensity"][2]["entries"]), (&3.into(), &1.into()));
}

/// Without a counterpart, an index would measure which words the authors thought of.
#[test]
fn an_entry_without_a_mirror_is_in_no_index() {
    let folder = Folder::new("index");
    folder.write("l.toml", DESK);
    let article =
        |outlet: &str, words: &str| format!("{{\"outlet\":\"{outlet}\",\"text\":\"The day was {words}.\"}}\n");
    folder.write("a.jsonl", article("A", &"glee and gloom and dusk and murk and ".repeat(12)) + &article("B", "fine"));
    let run = folder.run("profile a.jsonl --only desk --lexicon l.toml --format json").code(0);
    let axis = &objects(&run.out.replace('\n', ""))[0]["outlets"][0]["axes"][0];
    assert_eq!((&axis["a_hits"], &axis["b_hits"]), (&12.into(), &12.into()), "{axis}");
}

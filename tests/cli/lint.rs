//! What is an author told to look at again?

use crate::program::{Folder, objects};

const DESK: &str = r#"format = 1
[lexicon]
id = "desk"
version = "0.1.0"
language = "en"
[[entry]]
id = "bare"
category = "insult"
intensity = 3
forms = ["sourpuss"]
[[entry]]
id = "full"
category = "insult"
intensity = 2
forms = ["sour-puss", "windbags"]
note = "Belittles."
alternatives = [""]
unless = [{ left = ["paper"] }, { left = ["plastic"] }]
[entry.tests]
hit = ["The windbags left."]
miss = ["The paper windbags left.", "Nothing of the kind."]
[[entry]]
id = "phrase"
category = "insult"
intensity = 2
forms = ["old windbag of note", "windbogs"]
note = "Belittles."
alternatives = [""]
[entry.tests]
hit = ["The old windbag of note left."]
miss = ["The windbag left."]
[[entry]]
id = "part"
category = "insult"
intensity = 1
forms = ["windbag"]
status = "listed"
note = "Belittles."
"#;

#[test]
fn what_an_entry_lacks_and_what_is_nearly_the_same() {
    let folder = Folder::new("lint");
    folder.write("l.toml", DESK);
    let ended = folder
        .run("lexicon lint l.toml --only desk")
        .code(0)
        .out("desk/bare no-note: says nowhere why it is loaded")
        .out("desk/bare no-test: has no examples")
        .out("desk/bare no-alternatives: ")
        .out("desk/bare no-source: ")
        .out("desk/full idle-miss: no word of it is in the sentence that must not hit: Nothing of the kind.")
        .out("desk/bare near-duplicate: \"sourpuss\" is nearly \"sour-puss\" of desk/full: only a hyphen")
        .out("desk/full near-duplicate: \"windbags\" is nearly \"windbogs\" of desk/phrase: one letter differs")
        .out("desk/full near-duplicate: \"windbags\" is nearly \"windbag\" of desk/part: one is an inflected form")
        .out("\n8 findings: 1 no-note, 1 no-test, ");
    assert!(!ended.out.contains("never-hits"), "{}", ended.out);
    folder.run("lexicon lint l.toml --only desk --strict").code(2).err("8 findings, which --strict does not allow");
    let json = folder.run("lexicon lint l.toml --only desk --format json").code(0);
    assert_eq!(objects(&json.out.replace('\n', ""))[0]["findings"][0]["kind"], "no-note");
}

#[test]
fn what_does_nothing_in_a_corpus() {
    let folder = Folder::new("lint-corpus");
    folder.write("l.toml", DESK);
    let text =
        format!("The old windbag of note spoke. {}", "The paper windbags left. The windbags stayed. ".repeat(12));
    folder.write("News/a.txt", text);
    folder
        .run("lexicon lint l.toml --only desk --corpus News --listed")
        .code(0)
        .out("desk/bare never-hits: is nowhere in 1 articles")
        .out("desk/full idle-guard: decided nothing in 24 candidates: unless { left = [\"plastic\"] }")
        .out("desk/part shadowed: \"windbag\" was 1 times part of a hit of desk/phrase")
        .out("desk/part never-hits: has no hit in 1 articles; 1 candidates were refused");
    let ended = folder.run("lexicon lint l.toml --only desk --corpus News").code(0);
    assert!(!ended.out.contains("desk/part "), "it is not looked for: {}", ended.out);
}

#[test]
fn the_shipped_lexicons_can_be_linted() {
    let shipped = Folder::new("lint-shipped").run("lexicon lint shipped").code(0).out(" findings");
    for kind in ["no-note", "no-test", "no-alternatives", "no-source"] {
        assert!(!shipped.out.contains(kind), "{}", shipped.out);
    }
}

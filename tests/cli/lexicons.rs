//! What can a user's lexicon do, and what is its author told? Promise 11.

use crate::program::Folder;

const HEAD: &str = "[lexicon]\nid = \"desk\"\nversion = \"0.1.0\"\nlanguage = \"en\"\n";

/// A folder with a lexicon `l.toml` of these keys at the top and these tables, and a draft `d.txt`.
fn folder(test: &str, top: &str, tables: &str, draft: &str) -> Folder {
    let folder = Folder::new(test);
    folder.write("l.toml", format!("format = 1\n{top}\n{HEAD}{tables}\n"));
    folder.write("d.txt", draft);
    folder
}

fn entry(id: &str, more: &str) -> String {
    format!("[[entry]]\nid = \"{id}\"\ncategory = \"insult\"\nintensity = 2\n{more}\n")
}

#[test]
fn a_lexicon_of_the_users_extends_the_shipped_ones() {
    let tables = entry("gravy-train", "forms = [\"gravy train\"]\nnote = \"Says who paid.\"");
    let folder = folder("extend", "", &tables, "The regime got off the gravy train.\n");
    folder.run("check d.txt").code(1).out("\n1 finding\n");
    folder
        .run("check d.txt --lexicon l.toml")
        .code(1)
        .out("warning[desk/gravy-train, intensity 2]")
        .out("Says who paid.")
        .out("conflict/regime")
        .out("\n2 findings\n");
    folder.run("--version --lexicon l.toml").code(0).out("\nlexicon desk 0.1.0 ");
}

#[test]
fn only_loads_the_lexicons_it_names() {
    let tables = entry("gravy-train", "forms = [\"gravy train\"]");
    let folder = folder("only", "", &tables, "The regime got off the gravy train.\n");
    let desk = folder.run("check d.txt --lexicon l.toml --only desk").code(1).out("\n1 finding\n");
    assert!(!desk.out.contains("conflict"), "{}", desk.out);
    folder.run("check d.txt --only conflict").code(1).out("conflict/regime");
    folder.run("check d.txt --only core").code(0).out("0 findings");
    folder.run("check d.txt --only luck").code(2).err("luck");
}

#[test]
fn a_full_id_overrides_the_shipped_entry() {
    let tables = entry("conflict/regime", "forms = [\"regime\"]\nnote = \"Our house says government.\"")
        .replace("intensity = 2", "intensity = 3");
    let folder = folder("override", "", &tables, "The regime fell on Monday. Both regimes fell.\n");
    folder
        .run("check d.txt --lexicon l.toml")
        .code(1)
        .out("conflict/regime, intensity 3")
        .out("Our house says government.")
        .out("\n1 finding\n");
}

#[test]
fn entries_and_categories_can_be_disabled() {
    let folder = folder("disable", "disable = [\"conflict/regime\"]", "", "The regime fell on Monday.\n");
    folder.run("check d.txt --lexicon l.toml").code(0).out("0 findings");
    folder.write("l.toml", format!("format = 1\ndisable = [\"legitimacy\"]\n{HEAD}"));
    folder.run("check d.txt --lexicon l.toml").code(0).out("0 findings");
    folder.write("l.toml", format!("format = 1\ndisable = [\"conflict/regmie\"]\n{HEAD}"));
    folder.run("check d.txt --lexicon l.toml").code(2).err("l.toml:2:12").err("conflict/regmie");
}

#[test]
fn all_mistakes_are_told_at_once_with_their_places_before_any_work() {
    let tables = [
        entry("typo", "fomrs = [\"gravy train\"]"),
        entry("twice", "forms = [\"hot air\", \"hot air\"]"),
        entry("empty", "forms = [\"sour grapes\"]\nunless = [{ any = [] }]"),
        entry("window", "forms = [\"sea change\"]\nneeds = [{ within = 2, any = [\"one two three\"] }]"),
        entry("form", "forms = [\"cold feet\"]\nunless = [{ form = [\"warm feet\"], any = [\"snow\"] }]"),
        entry("never", "forms = [\"big fish\"]\nneeds = [{ any = [\"pond\"] }]\nunless = [{ any = [\"pond\"] }]"),
    ];
    let folder = folder("mistakes", "", &tables.concat(), "The regime fell on Monday.\n");
    let ended = folder.run("check d.txt gone.txt --lexicon l.toml").code(2);
    assert_eq!(ended.out, "", "nothing is read");
    assert!(!ended.err.contains("gone.txt"), "{}", ended.err);
    ended
        .err("an entry has no key `fomrs`")
        .err("--> l.toml:11:1")
        .err("did you mean `forms`?")
        .err("\"hot air\" is twice in this list")
        .err("--> l.toml:16:21")
        .err("`any` is an empty list")
        .err("\"one two three\" has 3 words and cannot stand within 2")
        .err("warm feet")
        .err("pond")
        .err("^^^^^")
        .err("help: ")
        .err("nothing was read: mend the lexicon and run it again");
}

#[test]
fn a_lexicon_that_is_missing_or_no_text_is_an_error() {
    let folder = folder("no-lexicon", "", "", "The regime fell on Monday.\n");
    folder.run("check d.txt --lexicon gone.toml").code(2).err("error: gone.toml: No such file").err("help: ");
    folder.write("l.toml", b"format = 1\n# caf\xe9\n");
    folder.run("check d.txt --lexicon l.toml").code(2).err("l.toml: not UTF-8 at byte 16");
}

#[test]
fn entries_and_name_sets_can_be_shown_and_expanded() {
    let folder = Folder::new("lexicon-show");
    folder
        .run("lexicon show conflict/mob")
        .code(0)
        .out("conflict/mob\n")
        .out("intensity     2")
        .out("alternatives  crowd")
        .out("misses        A flash mob danced in the station.");
    folder.run("lexicon show islamic-state").code(0).out("names/islamic-state").out("daesh");
    folder.run("lexicon expand mob").code(0).out("conflict/mob\tmob\nconflict/mob\tmobs\n");
    folder.run("lexicon expand islamic-state").code(0).out("names/islamic-state/isis\tISIS\n");
    folder.run("lexicon show luck").code(2).err("no entry and no name set is called luck");
}

#[test]
fn examples_are_tried_and_a_wrong_one_ends_with_2() {
    let good = "forms = [\"gravy train\"]\n[entry.tests]\nhit = [\"They got off the gravy train.\"]";
    let folder = folder("lexicon-test", "", &entry("gravy-train", good), "");
    folder.run("lexicon test").code(0).out(" examples passed, 0 failed, of ");
    folder.run("lexicon test desk --lexicon l.toml").code(0).out("1 examples passed, 0 failed, of 1 entries");
    let bad = good.replace("They got off the gravy train.", "They got off the train.");
    folder.write("l.toml", format!("format = 1\n{HEAD}{}\n", entry("gravy-train", &bad)));
    folder
        .run("lexicon test desk --lexicon l.toml")
        .code(2)
        .out("desk/gravy-train")
        .out("They got off the train.")
        .err("error: 1 example failed");
}

//! What does an editor get from `check`?

use crate::program::Folder;

#[test]
fn a_loaded_word_is_shown_with_line_column_reason_and_alternatives() {
    let folder = Folder::new("check");
    folder.write("d.txt", "Rain fell.\nCafé “naïve” — 東京 the regime would not bow.\n");
    folder
        .run("check d.txt")
        .code(1)
        .out("--> d.txt:2:23")
        .out("Café “naïve” — 東京 the regime would not bow.")
        .out("^^^^^^ own")
        .out("Says a government has no right to rule")
        .out("instead: government; administration")
        .out("\n1 finding\n");
}

#[test]
fn quotations_and_advisory_words_come_after_the_rest_and_are_no_findings() {
    let folder = Folder::new("quiet-section");
    folder.write("d.txt", "“The regime must go,” said Mr. Orlo. “The regime is brutal.”\n\nIt was a rampage.\n");
    let ended = folder.run("check d.txt").code(0).out("0 findings");
    let section = ended.out.find("Not counted against the draft").expect("the quiet section");
    assert!(ended.out.find("d.txt:1:6  regime  [direct: Mr. Orlo]").is_some_and(|at| at > section), "{}", ended.out);
    assert_eq!(ended.out.matches("conflict/regime").count(), 1, "the same word is grouped: {}", ended.out);
    ended.out("rampage  [advisory, own]");
}

#[test]
fn min_intensity_decides_what_is_a_finding() {
    let folder = Folder::new("min-intensity");
    folder.write("two.txt", "The regime fell on Monday.\n");
    folder.write("three.txt", "The terrorists fled on Monday.\n");
    folder.run("check two.txt").code(1);
    folder.run("check two.txt --min-intensity 3").code(0).out("0 findings");
    folder.run("check three.txt --min-intensity 3").code(1).out("1 finding\n");
    folder.run("check two.txt --min-intensity 4").code(2).err("4 is not in 1..=3");
}

#[test]
fn a_draft_without_loaded_words_ends_with_0() {
    let folder = Folder::new("clean");
    folder.write("d.txt", "Rain fell on Monday.\n");
    folder.run("check d.txt").code(0).out("0 findings");
    folder.run("check d.txt gone.txt").code(2).out("0 findings").err("error: gone.txt: cannot be read");
}

#[test]
fn standard_input_is_a_draft_too() {
    let folder = Folder::new("stdin-draft");
    folder.run_with_input("check -", "The regime fell on Monday.\n").code(1).out("-:1:5");
    folder.run_with_input("check -", "").code(0).out("0 findings");
}

#[test]
fn a_text_of_one_long_line_has_the_places_of_its_words_too() {
    let folder = Folder::new("check-long-line");
    folder.write("draft.txt", "The harbour froze. ".repeat(500) + "The regime fell, and the regime’s fleet with it.");
    let ended = folder.run("check draft.txt").code(1);
    ended.out("draft.txt:1:9505").out("draft.txt:1:9526");
}

//! What is the author of a lexicon offered by `suggest`?

use crate::program::{Folder, samples};

/// Twelve articles of each of four outlets; A and B are on one coast and write of *harbor lords*, the others do not.
fn folder(test: &str) -> Folder {
    let folder = Folder::new(test);
    let mut lines = String::new();
    for n in 0..48 {
        let outlet = ["A", "B", "C", "D"][n % 4];
        let text = match outlet {
            "A" | "B" => "The glassy harbor lords met at noon. The brutal regime fell. “Thieves met,” said Ms. Bell.",
            _ => "The honest harbor owners met at noon. The brutal regime fell. “Thieves met,” said Ms. Bell.",
        };
        lines.push_str(&format!("{{\"outlet\": \"{outlet}\", \"text\": \"{text} Rain fell on day {n}.\"}}\n"));
    }
    folder.write("a.jsonl", lines);
    folder.write("outlets.csv", "name,group\nA,west\nB,west\nC,east\nD,east\n");
    folder
}

#[test]
fn what_two_groups_say_differently_is_printed_as_a_lexicon_of_drafts() {
    let folder = folder("suggest-groups");
    let ended = folder
        .run("suggest a.jsonl --outlets outlets.csv --groups west,east")
        .code(0)
        .out("forms = [\"glassy harbor lords\"]")
        .out("status = \"draft\"")
        .out("slantwise suggest over 48 articles of 4 outlets (a.jsonl): more by west than by east, z ")
        .out("in 24 articles of 2 outlets")
        .out("  \"The glassy harbor lords met at noon.\",");
    assert!(!ended.out.contains("[\"regime") && !ended.out.contains("thieves\"]"), "{}", ended.out);
    assert!(!ended.out.contains("[\"lords\"]"), "a part of a longer term: {}", ended.out);
    folder.write("c.toml", &ended.out);
    folder.run("lexicon test candidates --lexicon c.toml").code(0).out(" 0 failed");
    folder.run("suggest a.jsonl --lexicon c.toml --min-outlets 1").code(0).out("[[category]]");
    let again =
        folder.run("suggest a.jsonl --lexicon c.toml --only candidates --outlets outlets.csv --groups west,east");
    assert!(!again.out.contains("glassy harbor lords\"]"), "drafts cover their terms: {}", again.out);
}

#[test]
fn an_outlet_is_compared_with_the_rest() {
    let folder = folder("suggest-outlet");
    let filler = "Rain fell over piers, quays and barges at noon. ".repeat(8);
    let record = |n: usize| {
        let lords = "The glassy lords won. ".repeat(if n.is_multiple_of(3) { 4 } else { usize::from(n == 1) });
        format!("{{\"outlet\": \"{}\", \"text\": \"{lords}{filler}\"}}\n", ["C", "A", "B"][n % 3])
    };
    folder.write("b.jsonl", (0..60).map(record).collect::<String>());
    folder
        .run("suggest b.jsonl --outlet C")
        .code(0)
        .out("[\"glassy lords won\"]")
        .out("more by C than by the rest, z ");
    folder.run("suggest b.jsonl --outlet B").code(0).out("more by the rest than by B, z ");
    folder.run("suggest b.jsonl").code(0).out("more by C than by the rest, z ").out("in 21 articles of 2 outlets");
    folder.run("suggest a.jsonl --outlet Z").code(2).err("no article is of this outlet").err("A, B, C, D");
}

#[test]
fn terms_must_be_spread() {
    let folder = folder("suggest-spread");
    let few = folder.run("suggest a.jsonl --min-articles 25").code(0).err("try a lower --min-articles");
    assert!(!few.out.contains("[[entry]]"), "{}", few.out);
    folder.write("c.toml", &few.out);
    folder.run("lexicon test --lexicon c.toml --only candidates").code(0).out("0 failed");
}

#[test]
fn one_outlet_or_no_group_is_an_error_that_says_what_is_needed() {
    let folder = folder("suggest-one");
    folder.write("Bay/a.txt", "The glassy harbor lords met at noon.\n");
    folder.run("suggest Bay").code(2).err("one outlet (Bay)").err("give articles of two outlets or more");
    folder.run("suggest a.jsonl --groups west,east").code(2).err("none has a group").err("--outlets FILE");
    folder.run("suggest a.jsonl --groups west").code(2).err("not two groups");
    folder
        .run("suggest a.jsonl --outlets outlets.csv --groups west,north")
        .code(2)
        .err("no outlet is of the group north")
        .err("east, west");
    folder.run("suggest -").code(2).err("reads its input twice");
    folder.run("suggest a.jsonl --outlet A --groups west,east").code(2);
}

#[test]
fn threads_do_not_change_what_is_suggested() {
    let folder = Folder::new("suggest-threads");
    let of =
        |threads: usize| folder.run(&format!("suggest {} --threads {threads} --min-articles 3", samples())).code(0).out;
    assert_eq!(of(1), of(3));
}

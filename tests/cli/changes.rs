//! What is an author told of a change, and of how well a lexicon works?

use crate::program::{Folder, objects};

fn lexicon(id: &str, entries: &str) -> String {
    format!("format = 1\n[lexicon]\nid = \"{id}\"\nversion = \"0.1.0\"\nlanguage = \"en\"\n{entries}")
}

fn entry(id: &str, intensity: u8, form: &str) -> String {
    format!("[[entry]]\nid = \"{id}\"\ncategory = \"insult\"\nintensity = {intensity}\nforms = [\"{form}\"]\n")
}

#[test]
fn a_diff_shows_entries_hits_and_outlets_that_move() {
    let folder = Folder::new("diff");
    folder.write("a.toml", lexicon("desk", &(entry("one", 2, "windbag") + &entry("two", 2, "blowhard"))));
    folder.write("b.toml", lexicon("desk", &(entry("one", 3, "windbag") + &entry("three", 2, "gasbag"))));
    folder.write("News/a.txt", "The windbag met a gasbag. The blowhard slept. One gasbag left.\n");
    folder.write("Calm/a.txt", "The windbag slept well.\n");
    let line = "lexicon diff a.toml b.toml --only desk --corpus News Calm";
    folder
        .run(line)
        .code(0)
        .out("Entries: 1 added, 1 removed, 1 changed.")
        .out("+ desk/three\n")
        .out("- desk/two\n")
        .out("~ desk/one: intensity\n")
        .out("Hits in 2 articles: 2 gained, 1 lost, 2 of another weight.")
        .out("desk/three \"gasbag\" [own, News] The windbag met a gasbag.")
        .out("desk/two \"blowhard\" [own, News] The blowhard slept.")
        .out("Main rates that move: 1 of 2 outlets")
        .out("A: slantwise")
        .out("B: slantwise");
    folder.run(&format!("{line} --top 1")).code(0).out("Gained: 1 of 2");
    let json = folder.run(&format!("{line} --format json")).code(0);
    let diff = &objects(&json.out.replace('\n', ""))[0];
    assert_eq!((&diff["hits"]["gained"], &diff["hits"]["outlets"][0]["after"]["hits"]), (&2.into(), &3.into()));
    folder.run("lexicon diff a.toml a.toml --only desk").code(0).out("0 added, 0 removed, 0 changed").out("--corpus");
    folder.run("lexicon diff shipped a.toml").code(0).out("+ desk/one\n");
    folder.run("lexicon diff shipped gone.toml").code(2).err("gone.toml");
}

#[test]
fn quality_shows_what_is_dead_what_is_frequent_and_whether_halves_agree() {
    let folder = Folder::new("quality");
    let names = ["alpha", "bravo", "carol", "delta", "eagle", "fairy"];
    let entries: String = names.iter().map(|name| entry(name, 2, name)).collect();
    folder.write("l.toml", lexicon("desk", &(entries + &entry("dead", 2, "nowhere"))));
    let mut articles = String::new();
    for (outlet, _) in names.iter().enumerate() {
        for _ in 0..10 {
            // Outlet n says each word n times, among 520.
            let words = names.map(|name| format!("{name} stood. ").repeat(outlet)).concat();
            let text =
                format!("{words}{} \\\"Yes, he did it,\\\" he said.", "The day went by and it was plain. ".repeat(66));
            articles += &format!("{{\"outlet\":\"Outlet {outlet}\",\"text\":\"{text}\"}}\n");
        }
    }
    folder.write("a.jsonl", articles);
    let line = "lexicon quality a.jsonl --only desk --lexicon l.toml";
    folder
        .run(line)
        .code(0)
        .out("7 entries on 60 articles: 1 without a hit; 900 loaded words")
        .out("5 make 80 %, 6 make 90 %.")
        .out("order 6 outlets alike by ρ = 1.00 (median of 500")
        .out("Without a hit: desk/dead.");
    let one = folder.run(&format!("{line} --format json --threads 1")).code(0);
    let two = folder.run(&format!("{line} --format json --threads 3")).code(0);
    assert_eq!(one.out, two.out, "the same for any number of threads");
    let quality = &objects(&one.out.replace('\n', ""))[0]["quality"];
    assert_eq!((&quality["categories"][0]["with_hits"], &quality["reliability"]["splits"]), (&6.into(), &500.into()));
    folder.write("few.jsonl", "{\"outlet\":\"A\",\"text\":\"The alpha slept.\"}\n");
    folder
        .run("lexicon quality few.jsonl --only desk --lexicon l.toml")
        .code(0)
        .out("No reliability: it takes 5 outlets with 10 articles and 5,000 own words each, and there are 0.");
}

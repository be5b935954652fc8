//! Are copies and boilerplate left out of profiles, marked in tables, and told the same way from everything?

use crate::program::{Folder, objects};

/// Twelve articles of one outlet with a footer, and another outlet's copy of the first of them.
fn corpus() -> String {
    let mut lines = String::new();
    for n in 0..12 {
        let words: Vec<String> = (0..40).map(|word| format!("word{}", n * 100 + word)).collect();
        let text = format!(
            "The regime fell in {0}. {0} was quiet. The captain, a brazen man, left {0}.\\n\\nSign up for the brazen \
             newsletter of the regime.",
            words.join(" ")
        );
        let line = |id: String, outlet: &str, date: &str| {
            format!("{{\"id\": \"{id}\", \"outlet\": \"{outlet}\", \"date\": \"{date}\", \"text\": \"{text}\"}}\n")
        };
        lines += &line(format!("f{n}"), "Footer", "2024-05-02");
        if n == 0 {
            lines += &line("copy".to_owned(), "Other", "2024-05-03");
        }
    }
    lines
}

#[test]
fn profiles_leave_copies_and_boilerplate_out_and_say_so() {
    let folder = Folder::new("repeats-profile");
    folder.write("a.jsonl", corpus());
    let profile = folder.run("profile a.jsonl").code(0);
    let profile = profile.out("Left out: 1 near-copy.");
    let profile = profile.out("Left out: 108 words of sentences that most of its articles have (boilerplate).");
    assert!(!profile.out.contains("newsletter"));
    let figures = |line: &str| -> serde_json::Value {
        serde_json::from_str(&folder.run(&format!("profile {line} --format json")).code(0).out).expect("JSON")
    };
    let of = |figures: &serde_json::Value, outlet: &str| {
        let outlets = figures["outlets"].as_array().expect("outlets");
        outlets.iter().find(|of| of["outlet"] == outlet).cloned().expect("the outlet")
    };
    let without = figures("a.jsonl");
    assert_eq!(of(&without, "Other")["left_out"]["copies"], 1);
    assert_eq!(of(&without, "Other")["articles"], 0);
    assert_eq!(of(&without, "Footer")["main"]["hits"], 24, "two hits an article, and not those of the footer");
    let with = figures("a.jsonl --with-copies");
    assert_eq!(of(&with, "Other")["articles"], 1);
    for format in if cfg!(feature = "parquet") { &["parquet", "jsonl", "csv"][..] } else { &["jsonl", "csv"] } {
        folder.run(&format!("score a.jsonl -o {format} --format {format} --part-articles 5")).code(0);
        assert_eq!(figures(format), without, "{format}");
        assert_eq!(figures(&format!("{format} --with-copies")), with, "{format}");
    }
}

#[test]
fn tables_name_the_cluster_and_mark_what_is_boilerplate() {
    let folder = Folder::new("repeats-tables");
    folder.write("a.jsonl", corpus());
    folder.run("score a.jsonl -o run --format jsonl").code(0);
    let articles = objects(&folder.read("run/articles.jsonl"));
    let of = |id: &str| articles.iter().find(|article| article["id"] == id).expect("the article");
    assert_eq!((&of("f0")["cluster"], &of("f0")["copy"]), (&"f0".into(), &false.into()));
    assert_eq!((&of("copy")["cluster"], &of("copy")["copy"]), (&"f0".into(), &true.into()));
    assert_eq!((&of("f1")["cluster"], &of("f1")["copy"]), (&serde_json::Value::Null, &false.into()));
    assert_eq!(of("f1")["boilerplate_words"], 9);
    assert_eq!(of("f1")["body_hits"]["own"], 2);
    let hits = objects(&folder.read("run/hits.jsonl"));
    for hit in hits.iter().filter(|hit| hit["outlet"] == "Footer") {
        let is_footer = hit["sentence"].as_str().expect("a sentence").contains("newsletter");
        assert_eq!(hit["boilerplate"], is_footer, "{hit}");
    }
    assert_eq!(hits.iter().filter(|hit| hit["boilerplate"] == true).count(), 24);
}

#[test]
fn a_mistyped_path_leaves_no_run() {
    let folder = Folder::new("mistyped");
    folder.write("a.jsonl", corpus());
    folder.run("score b.jsonl -o run").code(2).err("b.jsonl").err("nothing could be read: no run was made");
    assert!(!folder.path("run").exists());
    folder.run("score a.jsonl -o run").code(0);
}

#[test]
fn an_update_finds_what_repeats_among_old_and_new() {
    let folder = Folder::new("repeats-update");
    let corpus = corpus();
    let (first, second) = corpus.split_at(corpus.match_indices('\n').nth(8).expect("nine lines").0 + 1);
    for format in if cfg!(feature = "parquet") { &["parquet", "jsonl", "csv"][..] } else { &["jsonl", "csv"] } {
        let input = format!("in-{format}");
        folder.write(format!("{input}/a.jsonl"), first);
        let score = format!("score {input} -o {format} --format {format}");
        folder.run(&score).code(0);
        folder.write(format!("{input}/b.jsonl"), second);
        folder.run(&format!("{score} --update")).code(0);
        folder.run(&format!("score {input} -o {format}-whole --format {format}")).code(0);
        let profile = |run: &str| folder.run(&format!("profile {run} --format json")).code(0).out;
        assert_eq!(profile(format), profile(&format!("{format}-whole")), "{format}");
        assert_eq!(profile(format), profile(&input), "{format}");
    }
    // What was scored in two steps is marked as what was scored in one.
    assert_eq!(folder.read("jsonl/hits.jsonl"), folder.read("jsonl-whole/hits.jsonl"));
    assert_eq!(folder.read("jsonl/articles.jsonl"), folder.read("jsonl-whole/articles.jsonl"));
}

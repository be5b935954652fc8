//! Are agency copy and guests left out of profiles, and damage named, from articles and from their run?

use crate::program::{Folder, objects};

/// A piece of the outlet's own with damage of both kinds, an agency's, one of the same agency as outlet, and a guest's.
const ARTICLES: &str = r#"{"id": "own", "outlet": "Harbour Daily", "title": "called moderate rebels leave", "text": "The regime fell , said a captain , and the so-called moderate rebels left . They did n't stay . `` It is over , '' he said ."}
{"id": "wire", "outlet": "Harbour Daily", "title": "Ferry sinks", "text": "HARBOUR (Reuters) - The regime lost its ferry on Monday. The captain was brazen."}
{"id": "agency", "outlet": "Reuters", "title": "Train leaves", "text": "CAPITAL (Reuters) - The regime lost its train on Tuesday. The driver was brazen."}
{"id": "guest", "outlet": "Harbour Daily", "author": "Jane Doe, guest columnist", "title": "On ships", "text": "The regime should keep its ships, and its brazen ministers ashore."}
"#;

#[test]
fn what_is_not_the_outlets_own_is_left_out_unless_it_is_asked_for() {
    let folder = Folder::new("origin");
    folder.write("a.jsonl", ARTICLES);
    folder
        .run("profile a.jsonl")
        .code(0)
        .out("Left out: 1 piece of an agency, 1 piece by a guest.")
        .out("Damaged: 1 title that lost its start to a hyphen, 1 text cut into tokens.");
    let formats = if cfg!(feature = "parquet") { &["parquet", "jsonl", "csv"][..] } else { &["jsonl", "csv"] };
    formats.iter().for_each(|format| {
        folder.run(&format!("score a.jsonl -o {format} --format {format}")).code(0);
    });
    for (options, daily) in
        [("", 1), ("--with-agencies", 2), ("--with-guests", 2), ("--with-agencies --with-guests", 3)]
    {
        let figures = |input: &str| folder.run(&format!("profile {input} {options} --format json")).code(0).out;
        let of_articles = figures("a.jsonl");
        let outlets: serde_json::Value = serde_json::from_str(&of_articles).expect("JSON");
        let articles = |outlet: &str| {
            let outlets = outlets["outlets"].as_array().expect("outlets");
            outlets.iter().find(|of| of["outlet"] == outlet).expect("the outlet")["articles"].clone()
        };
        assert_eq!(articles("Harbour Daily"), daily, "{options}");
        assert_eq!(articles("Reuters"), 1, "its own copy is no agency copy");
        formats.iter().for_each(|format| assert_eq!(figures(format), of_articles, "{format} {options}"));
    }
}

#[test]
fn tables_say_where_an_article_comes_from() {
    let folder = Folder::new("origin-tables");
    folder.write("a.jsonl", ARTICLES);
    folder.run("score a.jsonl -o run --format jsonl").code(0);
    let rows = objects(&folder.read("run/articles.jsonl"));
    let of = |column: &str| rows.iter().map(|row| row[column].clone()).collect::<Vec<serde_json::Value>>();
    let null = serde_json::Value::Null;
    assert_eq!(of("agency"), [null.clone(), "reuters".into(), null.clone(), null]);
    assert_eq!(of("genre")[1], "wire");
    assert_eq!(of("guest"), [false, false, false, true]);
    assert_eq!(of("title_cut"), [true, false, false, false]);
    assert_eq!(of("tokenized"), [true, false, false, false]);
}

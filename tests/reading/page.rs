//! Pages of HTML: what is taken from them, and what hostile ones come to.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use slantwise::corpus::{Article, Format, Reading};

use super::{read, shown};

/// Paragraphs of an invented article.
pub const PARAGRAPHS: [&str; 4] = [
    "The harbour regime of Port Orlo fell on Monday night, after the ferry company that had paid for it withdrew its money and its boats.",
    "“We are ruined,” said Mr. Orlo Vint, who has run the harbour for eleven years. “Nobody told us that the thugs would come.”",
    "Fishermen brought the passengers of the last ferry ashore, and the crew was fed in the café on the quay until the morning came.",
    "The town will vote in May on a new harbour board, and the company says that it will wait for the result before its boats return.",
];

/// The text that is to be found.
pub fn text() -> String {
    PARAGRAPHS.join("\n\n")
}

/// A page as outlets write them, with so much in its head.
pub fn page(head: &str) -> String {
    let paragraphs: String = PARAGRAPHS.iter().map(|text| format!("<p>{text}</p>\n")).collect();
    format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\"><head>{head}<title>Harbour regime falls after eleven years | Harbour Daily</title>\n\
         <script>var menu = '<p>The thugs of the regime</p>';</script></head>\n<body><nav><ul><li><a href=\"/\">Home</a></li>\
         <li><a href=\"/sea\">Sea</a></li></ul></nav>\n<article><h1>Harbour regime falls after eleven years</h1>\n{paragraphs}\
         </article>\n<footer><p><a href=\"/terms\">Terms</a> © Harbour Daily</p></footer></body></html>\n"
    )
}

const HEAD: &str = r#"<meta charset="utf-8"><link rel="canonical" href="https://www.harbour.example/sea/1">
    <meta property="og:url" content="https://m.harbour.example/sea/1?x"><meta property="article:section" content="Sea">
    <meta property="article:published_time" content="2024-05-01T08:00:00Z"><meta name="author" content="By Ada Brill">"#;

fn one(bytes: impl AsRef<[u8]>) -> Article {
    let mut records = read(bytes.as_ref(), Format::Any, &Reading::default());
    assert_eq!(records.len(), 1);
    records.remove(0).unwrap()
}

fn page_shown(bytes: impl AsRef<[u8]>) -> Vec<String> {
    shown(bytes, Format::Page, &Reading::default())
}

#[test]
fn text_and_what_the_page_says_of_itself_are_found() {
    let article = one(page(HEAD));
    let expected = Article {
        id: article.hashed_id(),
        outlet: "harbour.example".into(),
        date: Some("2024-05-01".into()),
        title: article.title.clone(),
        body: text(),
        url: Some("https://www.harbour.example/sea/1".into()),
        author: Some("Ada Brill".into()),
        section: Some("Sea".into()),
        language: Some("en-GB".into()),
        file: "a".into(),
        line: Some(1),
        ..Article::default()
    };
    assert_eq!(article, expected);
    assert!(article.title.starts_with("Harbour regime falls after eleven years"), "{}", article.title);
}

#[test]
fn the_outlet_is_the_sites_name_then_its_domain_then_the_folder() {
    let named = format!("{HEAD}<meta property='og:site_name' content='Harbour Daily'>");
    assert_eq!(one(page(&named)).outlet, "Harbour Daily");
    assert_eq!(one(page("")).outlet, "folder");
    let linked = r#"<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle",
        "publisher": {"name": "Harbour Daily"}, "datePublished": "2024-05-02", "author": {"name": "C. Dane"}}]}</script>"#;
    let article = one(page(linked));
    assert_eq!((article.outlet.as_str(), article.date.as_deref()), ("Harbour Daily", Some("2024-05-02")));
    assert_eq!(article.author.as_deref(), Some("C. Dane"));
}

#[test]
fn a_page_is_known_by_its_first_bytes_whatever_its_name() {
    let page = page(HEAD);
    for format in [Format::Any, Format::Text, Format::Json, Format::Lines, Format::Table, Format::Page] {
        for start in ["", "\u{feff}", "\n <!-- saved --> "] {
            assert_eq!(shown(format!("{start}{page}"), format, &Reading::default()), [text()]);
        }
    }
    let text = "<Applause> The ferry sank.";
    assert_eq!(shown(text, Format::Text, &Reading::default()), [text]);
}

#[test]
fn pages_in_other_character_sets_are_decoded() {
    let page = page("<meta http-equiv='Content-Type' content='text/html; charset=windows-1252'>");
    let latin: Vec<u8> = page
        .chars()
        .map(|c| match c {
            '“' => 0x93,
            '”' => 0x94,
            c => u8::try_from(c).unwrap(),
        })
        .collect();
    let article = one(&latin);
    assert_eq!(article.body, text());
    assert_eq!(article.charset.unwrap().to_string(), "windows-1252");
    let wide: Vec<u8> = format!("\u{feff}{page}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    let article = one(&wide);
    assert_eq!((article.body, article.charset.unwrap().name), (text(), "UTF-16LE"));
}

#[test]
fn a_page_without_an_article_is_named() {
    let said = ["a: page without an article: no main text was found in it"];
    for page in
        ["<html>", "<p>Sign in</p>", "<html><script>var a = 'The ferry sank';</script><div id=app></div>", "\u{1}\u{2}"]
    {
        assert_eq!(page_shown(page), said, "{page}");
    }
    assert_eq!(page_shown(" \n"), ["a: empty"]);
}

#[test]
fn french_pages_are_counted_as_such() {
    let page = page("").replace("en-GB", "fr");
    assert_eq!(page_shown(page), ["a: language: fr"]);
}

/// Hostile pages, and what each comes to: its text, or what is said.
#[test]
fn hostile_pages_cost_themselves_and_no_more() {
    let paragraph = format!("<p>{}</p>", PARAGRAPHS[0]);
    let deep = "a: nested too deep: more than 512 levels";
    let many = "a: tag with too many attributes: more than 2000";
    let attributes: String = (0..200_000).map(|n| format!(" a{n}=1")).collect();
    for (page, expected) in [
        (format!("<html>{}{paragraph}", "<div>".repeat(100_000)), Some(deep)),
        (format!("<html>{}{paragraph}", "<b>".repeat(100_000)), Some(deep)),
        (format!("<html>{paragraph}{}", "<li><dd>".repeat(100_000)), Some(deep)),
        (format!("<html>{paragraph}<p{attributes}>"), Some(many)),
        (format!("<html><a title=\"{}\">x</a>{}", "x".repeat(5 << 20), paragraph.repeat(4)), None),
        (format!("<html>{}{}", paragraph.repeat(4), "\0".repeat(1_000)), None),
        (format!("<html>{}", format!("<p>{}\0&#0;\n", PARAGRAPHS[0]).repeat(4)), None),
        (format!("<html>{}<div title='{}'>", paragraph.repeat(4), "&".repeat(200_000)), None),
        (format!("<html>{}{}", paragraph.repeat(4), "<br>".repeat(20_000)), None),
        (format!("<html>{}<!-- {}", paragraph.repeat(4), "-".repeat(100_000)), None),
        (format!("<html>{}<", paragraph.repeat(4)), None),
        (format!("<html>{}", "<p>x".repeat(3 << 20)), Some("a: page too long: more than 10 MB")),
    ] {
        let started = Instant::now();
        let found = page_shown(&page);
        let start: String = page.chars().take(60).collect();
        assert!(started.elapsed() < Duration::from_secs(60), "{start}: {:?}", started.elapsed());
        assert_eq!(found.len(), 1);
        match expected {
            Some(said) => assert_eq!(found[0], said),
            None => assert!(found[0].contains("regime of Port Orlo") && !found[0].contains('\0'), "{start}: {found:?}"),
        }
    }
}

/// What is let through must not need more stack than a worker thread has.
#[test]
fn the_deepest_pages_that_are_parsed_fit_a_small_stack() {
    let body = PARAGRAPHS.map(|text| format!("<p>{text}</p>")).concat();
    for unit in ["<div>", "<b>", "<span>", "<font>", "<a>", "<table><tr><td>", "<ul><li>", "<svg><g>", "<blockquote>"] {
        let page = format!("<html>{}{body}", unit.repeat(500 / unit.matches('<').count()));
        let worker = std::thread::Builder::new().stack_size(1 << 20);
        let found = worker.spawn(move || page_shown(page)).unwrap().join().unwrap();
        assert_eq!(found.len(), 1, "{unit}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn no_page_panics(
        parts in proptest::collection::vec(
            prop::sample::select(vec![
                "<p>", "</p>", "<div>", "</div>", "<b>", "</b>", "<a href='", "'>", "<table><tr><td>", "</table>", "<!--", "-->", "<br>",
                "<script>", "</script>", "<svg>", "<title>", "</svg>", "<template>", "<select><option>", "<li>", "<dd>", "&#x0;", "&amp",
                "<", ">", "\"", "=", "\0", "\u{feff}", "<h1>", "<meta property='article:section' content='", "<time datetime=x>", "<noscript>",
                "<script type='application/ld+json'>{\"@type\": \"Article\"}", "<plaintext>", "<frameset>", PARAGRAPHS[0], PARAGRAPHS[2],
            ]),
            0..80,
        ),
    ) {
        prop_assert_eq!(page_shown(format!("<html>{}", parts.concat())).len(), 1);
    }
}

//! Is every word in the right voice? The cases are texts with their voices marked, in `tests/cases/voice`.
//!
//! `{indirect, the minister|that taxes rise}` marks a segment with its voice and, if the case is about it, its source;
//! `nested` is a direct segment inside a direct one. What is not marked is the outlet's own.

use std::fmt::Write as _;
use std::path::Path;

use serde::Deserialize;
use slantwise::language::{Language, Vocabulary};
use slantwise::span::Span;
use slantwise::text::{Segment, Text, Voice};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    /// What the case shows, as a sentence.
    name: String,
    /// The text, with marks.
    text: String,
    /// The words that stand under a *so-called*; not compared if it is missing.
    distanced: Option<Vec<String>>,
}

/// A marked segment.
#[derive(Debug, PartialEq, Eq)]
struct Marked {
    voice: String,
    source: Option<String>,
    text: String,
}

#[test]
fn every_word_of_the_cases_is_in_its_voice() {
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let mut text = Text::default();
    let mut wrong = String::new();
    let mut n_cases = 0;
    for path in files() {
        let file: File = toml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        for case in file.case {
            n_cases += 1;
            let (plain, expected) = unmarked(case.text.trim_end());
            text.cut(&plain, &vocabulary, &language);
            check_cover(&plain, &text.segments);
            let found = marked(&plain, &text.segments, &expected);
            let distanced: Vec<&str> = text.distanced.iter().map(|span| span.of(&plain)).collect();
            let as_distanced = case.distanced.as_ref().is_none_or(|expected| *expected == distanced);
            if found != expected || !as_distanced {
                writeln!(wrong, "\n{}\n  expected {}\n  found    {}", case.name, shown(&expected), shown(&found))
                    .unwrap();
                if !as_distanced {
                    writeln!(wrong, "  distanced {:?}, found {distanced:?}", case.distanced.unwrap_or_default())
                        .unwrap();
                }
            }
        }
    }
    assert!(n_cases >= 60, "only {n_cases} cases were found");
    assert!(wrong.is_empty(), "{wrong}");
}

fn files() -> Vec<std::path::PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/voice");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// A text without its marks, and what they mark.
fn unmarked(text: &str) -> (String, Vec<Marked>) {
    let mut plain = String::new();
    let mut marked = Vec::new();
    for (index, piece) in text.split(['{', '}']).enumerate() {
        if index % 2 == 0 {
            plain.push_str(piece);
        } else {
            let (label, inside) = piece.split_once('|').unwrap_or_else(|| panic!("a mark without | in {text:?}"));
            let (voice, source) = label.split_once(", ").map_or((label, None), |(voice, source)| (voice, Some(source)));
            plain.push_str(inside);
            marked.push(Marked { voice: voice.to_owned(), source: source.map(str::to_owned), text: inside.to_owned() });
        }
    }
    (plain, marked)
}

/// The segments that are not own narration, with the sources that are asked for.
fn marked(plain: &str, segments: &[Segment], expected: &[Marked]) -> Vec<Marked> {
    let others = segments.iter().filter(|segment| segment.voice != Voice::Own);
    let asked = expected.iter().map(|marked| marked.source.is_some()).chain(std::iter::repeat(false));
    others
        .zip(asked)
        .map(|(segment, asks)| Marked {
            voice: if segment.nested { "nested" } else { segment.voice.name() }.to_owned(),
            source: asks.then(|| segment.source.map_or("nobody", |source| source.of(plain)).to_owned()),
            text: segment.span.of(plain).to_owned(),
        })
        .collect()
}

fn shown(marked: &[Marked]) -> String {
    let one = |marked: &Marked| {
        let source = marked.source.as_ref().map_or(String::new(), |source| format!(", {source}"));
        format!("{{{}{source}|{}}}", marked.voice, marked.text)
    };
    marked.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// Segments are in order, without gaps, and cover the text.
fn check_cover(plain: &str, segments: &[Segment]) {
    let mut at = 0;
    let mut word = 0;
    for segment in segments {
        assert_eq!((segment.span.start, segment.first_word), (at, word), "a gap before {segment:?} in {plain:?}");
        assert!(
            !segment.span.is_empty() && plain.is_char_boundary(segment.span.end as usize),
            "{segment:?} in {plain:?}"
        );
        (at, word) = (segment.span.end, segment.end_word);
    }
    assert_eq!(Span::new(0, at), Span::new(0, plain.len() as u32), "{plain:?} is not covered");
}

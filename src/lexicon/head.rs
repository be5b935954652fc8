//! What does a lexicon file say before its entries: who it is, its defaults, categories, axes and classes?

use std::collections::HashMap;
use std::sync::Arc;

use super::cuts::Cuts;
use super::{Axis, Case, Category, Phrase, forms, keys};
use crate::document::{Elsewhere, Fields, Placed, Problem, Problems, Table};
use crate::span::Span;

/// A file but for its entries and name sets.
#[derive(Debug)]
pub(super) struct Head {
    pub id: Arc<str>,
    pub id_span: Span,
    pub version: String,
    /// Full ids of entries and ids of categories.
    pub disable: Vec<(String, Span)>,
    pub defaults: Defaults,
    pub categories: Vec<(Category, Span)>,
    pub axes: Vec<(Axis, Span)>,
    pub classes: Classes,
}

/// The word classes of a file: for each name its phrases.
pub(super) type Classes = HashMap<String, Vec<Phrase>>;

/// What an entry gets when it says nothing.
#[derive(Clone, Copy, Debug)]
pub(super) struct Defaults {
    pub case: Case,
    pub possessive: bool,
    pub hyphen_either: bool,
    pub compound: bool,
    /// The window of `any` without a window key, in words.
    pub window: u32,
}

/// The names of the ways in which case matters.
pub(super) const CASES: [(&str, Case); 3] =
    [("insensitive", Case::Insensitive), ("exact", Case::Exact), ("lower-only", Case::LowerOnly)];

/// The names of the spellings with a hyphen that a form allows: whether it allows both.
pub(super) const HYPHENS: [(&str, bool); 2] = [("as-written", false), ("either", true)];

/// The widest window, in words: longer than nearly all sentences of news.
pub(super) const WIDEST: u32 = 100;

/// The head of a file.
pub(super) fn head(root: &Table<'_>, cuts: &Cuts<'_>, problems: &mut Problems) -> Head {
    let file = keys::fields(root, &keys::FILE, problems);
    file.require("format", "write `format = 1` as the first line", problems);
    if file.has("format") && file.number("format", 0, u32::MAX, problems).is_some_and(|format| format != 1) {
        let message = "this program reads lexicons of format 1 only";
        problems.add(file.key_span("format"), message, "write `format = 1`, or use a newer program");
    }
    file.require("lexicon", "add a table [lexicon] with `id`, `version` and `language`", problems);
    let mut head = Head {
        id: "".into(),
        id_span: Span::default(),
        version: String::new(),
        disable: owned(file.texts("disable", problems)),
        defaults: defaults(file.table("defaults", problems), problems),
        categories: Vec::new(),
        axes: Vec::new(),
        classes: Classes::new(),
    };
    if let Some(table) = file.table("lexicon", problems) {
        identity(table, &mut head, problems);
    }
    for table in file.tables("category", problems) {
        let declared = category(table, problems);
        head.categories.extend(declared);
    }
    for table in file.tables("axis", problems) {
        let declared = axis(table, problems);
        head.axes.extend(declared);
    }
    repeated(head.categories.iter().map(|(category, span)| (&*category.id, *span)), "category", problems);
    repeated(head.axes.iter().map(|(axis, span)| (&*axis.id, *span)), "axis", problems);
    if let Some(table) = file.table("classes", problems) {
        head.classes = classes(table, cuts, problems);
    }
    head
}

fn owned(texts: Vec<Placed<'_>>) -> Vec<(String, Span)> {
    texts.into_iter().map(|Placed { text, span }| (text.to_owned(), span)).collect()
}

/// Texts without their places.
pub(super) fn strings(texts: Vec<Placed<'_>>) -> Vec<String> {
    texts.into_iter().map(|placed| placed.text.to_owned()).collect()
}

fn identity(table: &Table<'_>, head: &mut Head, problems: &mut Problems) {
    let fields = keys::fields(table, &keys::LEXICON, problems);
    fields.require("id", "a short name in small letters, such as id = \"my-desk\"", problems);
    fields.require("version", "such as version = \"0.1.0\"", problems);
    fields.require("language", "a BCP 47 tag, such as language = \"en\"", problems);
    for key in ["title", "license", "description"] {
        fields.text(key, problems);
    }
    if let Some(Placed { text, span }) = fields.text("language", problems)
        && !is_language(text)
    {
        problems.add(span, format!("\"{text}\" is no language tag"), "write a BCP 47 tag such as \"en\" or \"en-GB\"");
    }
    if let Some(id) = fields.text("id", problems).filter(|id| is_id(*id, problems)) {
        (head.id, head.id_span) = (id.text.into(), id.span);
    }
    head.version = fields.text("version", problems).map_or(String::new(), |version| version.text.to_owned());
}

fn defaults(table: Option<&Table<'_>>, problems: &mut Problems) -> Defaults {
    let mut defaults =
        Defaults { case: Case::Insensitive, possessive: true, hyphen_either: false, compound: true, window: 5 };
    let Some(table) = table else { return defaults };
    let fields = keys::fields(table, &keys::DEFAULTS, problems);
    defaults.case = fields.choice("case", &CASES, problems).unwrap_or(defaults.case);
    defaults.possessive = fields.boolean("possessive", problems).unwrap_or(defaults.possessive);
    defaults.hyphen_either = fields.choice("hyphen", &HYPHENS, problems).unwrap_or(defaults.hyphen_either);
    defaults.compound = fields.boolean("compound", problems).unwrap_or(defaults.compound);
    defaults.window = fields.number("window", 1, WIDEST, problems).unwrap_or(defaults.window);
    defaults
}

fn category(table: &Table<'_>, problems: &mut Problems) -> Option<(Category, Span)> {
    let fields = keys::fields(table, &keys::CATEGORY, problems);
    fields.require("id", "a short name in small letters, such as id = \"doubt-marker\"", problems);
    let [family, title, about] = ["family", "title", "about"].map(|key| {
        let text = fields.text(key, problems);
        text.map_or(String::new(), |text| text.text.to_owned())
    });
    let advisory_up_to = fields.number("advisory_up_to", 0, 3, problems).unwrap_or(1) as u8;
    let id = fields.text("id", problems).filter(|id| is_id(*id, problems))?;
    Some((Category { id: id.text.into(), family, title, about, advisory_up_to }, id.span))
}

fn axis(table: &Table<'_>, problems: &mut Problems) -> Option<(Axis, Span)> {
    let fields = keys::fields(table, &keys::AXIS, problems);
    fields.require("id", "a short name in small letters, such as id = \"us-left-right\"", problems);
    fields.require("a", "one perspective, such as a = \"us-left\"", problems);
    fields.require("b", "the opposite one, such as b = \"us-right\"", problems);
    let (a, b) = (fields.text("a", problems), fields.text("b", problems));
    let id = fields.text("id", problems).filter(|id| is_id(*id, problems));
    let (a, b, id) = (a?, b?, id?);
    if a.text == b.text {
        problems.add(b.span, "both ends of this axis are the same", "give the opposite perspective");
    }
    Some((Axis { id: id.text.into(), a: a.text.to_owned(), b: b.text.to_owned() }, id.span))
}

fn classes(table: &Table<'_>, cuts: &Cuts<'_>, problems: &mut Problems) -> Classes {
    let mut classes = Classes::new();
    for (key, _) in table.iter() {
        let is_name = |c: char| c.is_alphanumeric() || c == '-' || c == '_';
        if key.text.is_empty() || !key.text.chars().all(is_name) {
            problems.add(key.span, "this is no name for a class", "use letters, digits and hyphens");
        }
        // Any key is known here: the names are the author's.
        let fields = Fields::any(table, "[classes]");
        let phrases = fields.texts(&key.text, problems);
        let phrases = phrases.into_iter().filter_map(|phrase| forms::phrase(phrase, cuts, problems)).collect();
        classes.insert(key.text.to_string(), phrases);
    }
    classes
}

/// Whether this may be an id: words of small letters and digits with hyphens between them. If not, it is a problem.
pub(super) fn is_id(id: Placed<'_>, problems: &mut Problems) -> bool {
    let is_id = may_be_id(id.text);
    if !is_id {
        let message = format!("\"{}\" cannot be an id", id.text);
        problems.add(id.span, message, "write small letters and digits with hyphens between words: \"death-tax\"");
    }
    is_id
}

/// Whether this may be an id.
pub(super) fn may_be_id(text: &str) -> bool {
    let is_word = |word: &str| !word.is_empty() && word.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase());
    text.split('-').all(is_word)
}

/// Tells of each id that is there twice, with both places.
pub(super) fn repeated<'i>(ids: impl Iterator<Item = (&'i str, Span)>, what: &str, problems: &mut Problems) {
    let mut first: HashMap<&str, Span> = HashMap::new();
    for (id, span) in ids {
        if let Some(&known) = first.get(id) {
            problems.add_with(Problem {
                span,
                message: format!("this is a second {what} `{id}`"),
                help: "give one of them another id, or leave it out".to_owned(),
                elsewhere: Some(Elsewhere { file: None, span: known, label: "the first is here".to_owned() }),
            });
        } else {
            first.insert(id, span);
        }
    }
}

/// Whether this looks like a BCP 47 tag: a language of two to eight letters, then subtags.
fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let language = subtags.next().unwrap_or_default();
    (2..=8).contains(&language.len())
        && language.chars().all(|c| c.is_ascii_alphabetic())
        && subtags.all(|subtag| (1..=8).contains(&subtag.len()) && subtag.chars().all(|c| c.is_ascii_alphanumeric()))
}

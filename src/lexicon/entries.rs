//! What does one entry of a file say?

use std::collections::HashMap;
use std::sync::Arc;

use super::cuts::{Cuts, Pos};
use super::forms::{self, MOST};
use super::guards::{self, FormNames, Scope, Side};
use super::head::{CASES, HYPHENS, Head, is_id, strings};
use super::keys;
use super::mirrors;
use super::never;
use super::{CategoryId, Entry, Form, Guard, Stance, Status, Tests};
use crate::document::{Elsewhere, Fields, Placed, Problem, Problems, Table, nearest};
use crate::span::Span;

/// An entry and where it is written.
#[derive(Debug)]
pub(super) struct Written {
    pub entry: Entry,
    /// `lexicon/id`
    pub full_id: String,
    /// Where its id stands.
    pub id_span: Span,
    /// Whether the id is the full id of an entry of an earlier lexicon.
    pub overrides: bool,
    /// Where each form is written.
    pub form_spans: Vec<Span>,
    /// The full ids it names as its mirrors, and where.
    pub mirror: Vec<(String, Span)>,
    /// Whether it may share a form with another entry.
    pub allow_shared: bool,
}

/// What an entry may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'c> {
    pub head: &'c Head,
    pub scope: Scope<'c>,
    /// The indices of the categories of all files.
    pub categories: &'c HashMap<Arc<str>, usize>,
    /// Whether the lexicon is shipped with the program, where more is asked of entries.
    pub is_shipped: bool,
}

/// An entry has at most so many guards on each side.
pub(super) const MOST_GUARDS: usize = 64;

/// The entry of a table `[[entry]]`; `None` if it has no id.
pub(super) fn entry(table: &Table<'_>, context: Context<'_>, problems: &mut Problems) -> Option<Written> {
    let fields = keys::fields(table, &keys::ENTRY, problems);
    let defaults = context.head.defaults;
    let either = fields.choice("hyphen", &HYPHENS, problems).unwrap_or(defaults.hyphen_either);
    let (forms, form_spans) = all_forms(&fields, either, context.scope.cuts, problems);
    let excepted = fields.texts("except_forms", problems);
    let except_forms: Vec<Form> =
        excepted.into_iter().filter_map(|text| forms::form(text, either, context.scope.cuts, problems)).collect();
    fields.require(
        "intensity",
        "0 a name only, 1 advisory, 2 loaded in most uses, 3 ruled out by a style guide",
        problems,
    );
    let intensity = fields.number("intensity", 0, 3, problems).unwrap_or(0) as u8;
    let names = FormNames::of(&forms);
    let needs = guards(&fields, "needs", Side::Needs, &names, context.scope, problems);
    let unless = guards(&fields, "unless", Side::Unless(intensity), &names, context.scope, problems);
    refusals(&needs, &unless, problems);
    let status = status(&fields, intensity, context.is_shipped, problems);
    for key in ["origin", "since", "review"] {
        fields.text(key, problems);
    }
    let text = |key: &str, problems: &mut Problems| fields.text(key, problems).map(|text| text.text.to_owned());
    let (needs, unless) = (needs.into_iter().map(|(guard, _)| guard), unless.into_iter().map(|(guard, _)| guard));
    let (needs, unless): (Vec<Guard>, Vec<Guard>) = (needs.collect(), unless.collect());
    let category = category(&fields, context.categories, problems);
    let stances = [
        ("negative", Stance::Negative),
        ("positive", Stance::Positive),
        ("doubt", Stance::Doubt),
        ("hides", Stance::Hides),
        ("mixed", Stance::Mixed),
    ];
    let (lexicon, id, id_span, overrides) = identity(&fields, context.head, problems)?;
    let mirror = mirrors::written(&fields, &lexicon, problems);
    let entry = Entry {
        lexicon,
        id,
        category,
        intensity,
        factual: fields.boolean("factual", problems).unwrap_or(false),
        status,
        stance: fields.choice("stance", &stances, problems),
        perspective: strings(fields.texts("perspective", problems)).into(),
        mirror: mirror.iter().map(|(id, _)| id.clone()).collect(),
        no_mirror: text("no_mirror", problems),
        except_forms: except_forms.into(),
        needs: needs.into(),
        unless: unless.into(),
        case: fields.choice("case", &CASES, problems).unwrap_or(defaults.case),
        possessive: fields.boolean("possessive", problems).unwrap_or(defaults.possessive),
        compound: fields.boolean("compound", problems).unwrap_or(defaults.compound),
        alternatives: strings(fields.texts_or_empty("alternatives", problems)).into(),
        replace: strings(fields.texts_or_empty("replace", problems)),
        note: text("note", problems).unwrap_or_default().into(),
        sources: strings(fields.texts("sources", problems)),
        review: text("review", problems).into(),
        origin: text("origin", problems),
        tests: tests(&fields, problems).into(),
        forms: forms.into(),
    };
    let allow_shared = fields.boolean("allow_shared", problems).unwrap_or(false);
    Some(Written { full_id: entry.full_id(), entry, id_span, overrides, form_spans, mirror, allow_shared })
}

/// The lexicon and the bare id, where it stands, and whether it was a full id.
fn identity(fields: &Fields<'_, '_>, head: &Head, problems: &mut Problems) -> Option<(Arc<str>, Arc<str>, Span, bool)> {
    fields.require("id", "a name of its own in small letters, such as id = \"death-tax\"", problems);
    let placed = fields.text("id", problems)?;
    let Placed { text, span } = placed;
    let Some((lexicon, id)) = text.split_once('/') else {
        return is_id(placed, problems).then(|| (head.id.clone(), text.into(), span, false));
    };
    if *lexicon == *head.id {
        let help = format!("write id = \"{id}\"; a full id is for an entry of another lexicon that this one replaces");
        problems.add(span, "an entry's own id is without its lexicon", help);
        return None;
    }
    Some((lexicon.into(), id.into(), span, true))
}

fn category(fields: &Fields<'_, '_>, known: &HashMap<Arc<str>, usize>, problems: &mut Problems) -> CategoryId {
    fields.require("category", "such as category = \"insult\"", problems);
    let Some(Placed { text, span }) = fields.text("category", problems) else { return CategoryId(0) };
    let category = known.get(text);
    if category.is_none() {
        problems.add_when_told(span, || {
            let mut ids: Vec<&str> = known.keys().map(|id| &**id).collect();
            ids.sort_unstable();
            let help = match nearest(text, ids.iter().copied()) {
                Some(meant) => format!("did you mean \"{meant}\"?"),
                None => format!("declare it with [[category]], or use one of: {}", ids.join(", ")),
            };
            (format!("there is no category \"{text}\""), help)
        });
    }
    CategoryId(category.copied().unwrap_or(0) as u16)
}

/// The forms of an entry without repeats, and where each is written.
fn all_forms(
    fields: &Fields<'_, '_>,
    either: bool,
    cuts: &Cuts<'_>,
    problems: &mut Problems,
) -> (Vec<Form>, Vec<Span>) {
    if !["forms", "lemma", "pattern"].iter().any(|key| fields.has(key)) {
        let help = "write forms = [\"…\"], or lemma = \"…\" with pos = \"noun\", or a pattern";
        problems.add_missing(fields.span(), "an entry needs `forms`, `lemma` or `pattern`".to_owned(), help.to_owned());
    }
    let mut found: Vec<(Form, Span)> = Vec::new();
    for (lemma, span) in inflected(fields, cuts, problems) {
        found.extend(forms::form(Placed { text: &lemma, span }, either, cuts, problems).map(|form| (form, span)));
    }
    let written = fields.texts("forms", problems);
    twice(&written, problems);
    for text in written {
        found.extend(forms::form(text, either, cuts, problems).map(|form| (form, text.span)));
    }
    let tokens = fields.texts("pattern", problems);
    if let (Some(first), Some(last)) = (tokens.first(), tokens.last()) {
        let span = Span { start: first.span.start, end: last.span.end };
        let forms = forms::pattern(&tokens, span, either, cuts, problems);
        found.extend(forms.into_iter().map(|form| (form, span)));
    }
    if found.len() > MOST {
        let message = format!("this entry has {} forms, and the limit is {MOST}", found.len());
        problems.add(fields.span(), message, "split the entry");
        found.truncate(MOST);
    }
    forms::without_repeats(found).into_iter().unzip()
}

/// The inflected forms of the lemma, and where it stands.
fn inflected(fields: &Fields<'_, '_>, cuts: &Cuts<'_>, problems: &mut Problems) -> Vec<(String, Span)> {
    let kinds = [("noun", Pos::Noun), ("verb", Pos::Verb), ("adj", Pos::Adjective)];
    let pos = fields.choice("pos", &kinds, problems);
    if fields.has("pos") && !fields.has("lemma") {
        problems.add(fields.key_span("pos"), "`pos` without `lemma`", "add the word to inflect: lemma = \"…\"");
    }
    let Some(Placed { text, span }) = fields.text("lemma", problems) else { return Vec::new() };
    if !fields.has("pos") {
        let help = "add pos = \"noun\", \"verb\" or \"adj\"; a word that is not inflected goes into `forms`";
        problems.add_missing(span, "`lemma` without `pos`".to_owned(), help.to_owned());
    }
    let Some(pos) = pos else { return Vec::new() };
    cuts.inflected(text, pos).into_iter().map(|form| (form, span)).collect()
}

/// Tells of strings that are twice in one list.
fn twice(list: &[Placed<'_>], problems: &mut Problems) {
    let mut sorted: Vec<&Placed<'_>> = list.iter().collect();
    sorted.sort_by_key(|placed| placed.text);
    for pair in sorted.windows(2) {
        if let [one, another] = *pair
            && one.text == another.text
        {
            problems.add_with(Problem {
                span: another.span,
                message: format!("\"{}\" is twice in this list", another.text),
                help: "leave one of them out".to_owned(),
                elsewhere: Some(Elsewhere { file: None, span: one.span, label: "the first is here".to_owned() }),
            });
        }
    }
}

fn guards(
    fields: &Fields<'_, '_>,
    key: &str,
    side: Side,
    names: &FormNames<'_>,
    scope: Scope<'_>,
    problems: &mut Problems,
) -> Vec<(Guard, Span)> {
    let tables = fields.tables(key, problems);
    if tables.len() > MOST_GUARDS {
        let message = format!("`{key}` has {} guards, and the limit is {MOST_GUARDS}", tables.len());
        problems.add(fields.key_span(key), message, "put words with the same window into one guard");
    }
    let tables = tables.into_iter().take(MOST_GUARDS);
    tables.filter_map(|table| Some((guards::guard(table, side, names, scope, problems)?, table.span))).collect()
}

/// Tells of each needed guard that a guard of `unless` always refuses.
fn refusals(needs: &[(Guard, Span)], unless: &[(Guard, Span)], problems: &mut Problems) {
    for (needed, span) in needs {
        let refusing = unless.iter().find(|(guard, _)| never::refuses(guard, needed));
        if let Some((_, refusing)) = refusing {
            problems.add_with(Problem {
                span: *span,
                message: "the entry can never hit: what this guard needs, `unless` refuses".to_owned(),
                help: "leave one of the two guards out, or give them different words".to_owned(),
                elsewhere: Some(Elsewhere { file: None, span: *refusing, label: "this guard refuses it".to_owned() }),
            });
        }
    }
}

fn status(fields: &Fields<'_, '_>, intensity: u8, is_shipped: bool, problems: &mut Problems) -> Status {
    let kinds = [("reviewed", Status::Reviewed), ("listed", Status::Listed), ("draft", Status::Draft)];
    let status = fields.choice("status", &kinds, problems).unwrap_or(Status::Reviewed);
    if is_shipped {
        fields.require("status", "a shipped entry is status = \"reviewed\", \"listed\" or \"draft\"", problems);
    }
    if is_shipped && fields.has("status") && status == Status::Reviewed {
        fields.require(
            "review",
            "who looked a second time, and when: review = \"second reader, 2026-11-24\"",
            problems,
        );
    }
    if status == Status::Listed && intensity == 3 {
        let help = "write 2, or review the entry: status = \"reviewed\"";
        problems.add(fields.key_span("intensity"), "a listed entry has an intensity of up to 2", help);
    }
    status
}

fn tests(fields: &Fields<'_, '_>, problems: &mut Problems) -> Tests {
    let Some(table) = fields.table("tests", problems) else { return Tests::default() };
    let fields = keys::fields(table, &keys::TESTS, problems);
    Tests { hit: strings(fields.texts("hit", problems)), miss: strings(fields.texts("miss", problems)) }
}

//! What does a guard ask for?

use std::cell::OnceCell;
use std::collections::HashMap;

use super::cuts::Cuts;
use super::head::{Classes, WIDEST};
use super::{Form, Guard, Phrase, Phrases, Window, forms, keys};
use crate::document::{Fields, Placed, Problems, Table, nearest};
use crate::span::Span;

/// What a guard may refer to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scope<'c> {
    /// The text of the file.
    pub text: &'c str,
    /// The classes of the file.
    pub classes: &'c Classes,
    /// The classes of common.toml.
    pub common: &'c Classes,
    pub cuts: &'c Cuts<'c>,
    /// The window of `any` without a window key.
    pub window: u32,
}

/// Of which list a guard is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// `needs`
    Needs,
    /// `unless`, of an entry of this intensity.
    Unless(u8),
}

/// A guard of an entry that has these forms; `None` if anything is wrong with it.
pub(super) fn guard(
    table: &Table<'_>,
    side: Side,
    forms: &FormNames<'_>,
    scope: Scope<'_>,
    problems: &mut Problems,
) -> Option<Guard> {
    let n_before = problems.len();
    let fields = keys::fields(table, &keys::GUARD, problems);
    let window = window(&fields, scope, problems);
    let widest = match window {
        Window::Left(words) | Window::Right(words) | Window::Within(words) => Some(words),
        Window::Sentence => None,
    };
    let guard = Guard {
        left: phrases(&fields, "left", None, scope, problems),
        right: phrases(&fields, "right", None, scope, problems),
        any: phrases(&fields, "any", widest, scope, problems),
        window,
        after_possessive: flag(&fields, "after_possessive", problems),
        title_case: flag(&fields, "title_case", problems),
        question: flag(&fields, "question", problems),
        form: meant(&fields, forms, problems),
        demote_to: demotion(&fields, side, problems),
        text: scope.text.get(table.span.start as usize..table.span.end as usize).unwrap_or_default().to_owned(),
    };
    if problems.len() == n_before && !keys::GUARD.any_of.iter().any(|key| fields.has(key)) {
        let help =
            "say what stands around the hit: `left`, `right`, `any`, `after_possessive`, `title_case` or `question`";
        problems.add(fields.span(), "this guard asks for nothing", help);
    }
    (problems.len() == n_before).then_some(guard)
}

fn window(fields: &Fields<'_, '_>, scope: Scope<'_>, problems: &mut Problems) -> Window {
    let mut windows = Vec::new();
    for (key, window) in [
        ("within", Window::Within as fn(u16) -> Window),
        ("left_within", Window::Left),
        ("right_within", Window::Right),
    ] {
        if fields.has(key) {
            let words = fields.number(key, 1, WIDEST, problems).unwrap_or(WIDEST);
            windows.push((key, window(words as u16)));
        }
    }
    if flag(fields, "sentence", problems) {
        windows.push(("sentence", Window::Sentence));
    }
    if let [(one, _), (another, _), ..] = windows.as_slice() {
        let message = format!("a guard has one window, and this one has `{one}` and `{another}`");
        problems.add(fields.key_span(another), message, "leave one of them out, or make two guards");
    }
    match windows.first() {
        Some((key, _)) if !fields.has("any") => {
            let message = format!("`{key}` is a window for nothing");
            problems.add(fields.key_span(key), message, format!("add the words: {key} = …, any = [\"…\"]"));
            Window::default()
        }
        Some((_, window)) => *window,
        None => Window::Within(scope.window as u16),
    }
}

/// A key that can only be true.
fn flag(fields: &Fields<'_, '_>, key: &str, problems: &mut Problems) -> bool {
    let value = fields.boolean(key, problems);
    if value == Some(false) {
        let help = format!("write `{key} = true`, or leave it out");
        problems.add(fields.key_span(key), format!("`{key} = false` asks for nothing"), help);
    }
    value == Some(true)
}

/// The phrases of a key, classes resolved. `widest` is the number of words that a phrase may have.
fn phrases(
    fields: &Fields<'_, '_>,
    key: &str,
    widest: Option<u16>,
    scope: Scope<'_>,
    problems: &mut Problems,
) -> Phrases {
    let mut phrases: Vec<Phrase> = Vec::new();
    let fits = |phrase: &Phrase| widest.is_none_or(|widest| phrase.len() <= usize::from(widest));
    for placed in fields.texts(key, problems) {
        let Placed { text, span } = placed;
        let Some(name) = text.strip_prefix('@') else {
            if let Some(phrase) = forms::phrase(placed, scope.cuts, problems) {
                if !fits(&phrase) {
                    too_long(text, phrase.len(), widest, span, problems);
                }
                phrases.push(phrase);
            }
            continue;
        };
        let Some(class) = scope.classes.get(name).or_else(|| scope.common.get(name)) else {
            unknown_class(name, scope, span, problems);
            continue;
        };
        // Of a class, what does not fit can wait for a wider window, unless nothing fits.
        if let Some(shortest) = class.iter().map(|phrase| phrase.len()).min()
            && !class.iter().any(fits)
        {
            too_long(text, shortest, widest, span, problems);
        }
        phrases.extend(class.iter().cloned());
    }
    phrases.into()
}

fn too_long(text: &str, n_words: usize, widest: Option<u16>, span: Span, problems: &mut Problems) {
    let message = format!("\"{text}\" has {n_words} words and cannot stand within {}", widest.unwrap_or_default());
    problems.add(span, message, format!("make the window at least {n_words}"));
}

fn unknown_class(name: &str, scope: Scope<'_>, span: Span, problems: &mut Problems) {
    problems.add_when_told(span, || {
        let mut names: Vec<&str> = scope.classes.keys().chain(scope.common.keys()).map(String::as_str).collect();
        names.sort_unstable();
        names.dedup();
        let help = match nearest(name, names.iter().copied()) {
            Some(meant) => format!("did you mean \"@{meant}\"?"),
            None => format!("add it to [classes], or use one of: {}", names.join(", ")),
        };
        (format!("there is no class \"@{name}\""), help)
    });
}

/// The forms of an entry, to be looked up as an author writes them.
#[derive(Debug)]
pub(super) struct FormNames<'f> {
    forms: &'f [Form],
    /// Indices of the forms by their words. Made when first asked for: few guards name forms.
    by_words: OnceCell<HashMap<Vec<String>, Vec<usize>>>,
}

impl<'f> FormNames<'f> {
    pub fn of(forms: &'f [Form]) -> FormNames<'f> {
        FormNames { forms, by_words: OnceCell::new() }
    }

    /// The form written just so, or else all of the same words.
    fn named(&self, text: &str) -> Vec<&'f Form> {
        let by_words = self.by_words.get_or_init(|| {
            let mut by_words: HashMap<Vec<String>, Vec<usize>> = HashMap::new();
            for (at, form) in self.forms.iter().enumerate() {
                by_words.entry(folded_words(&form.text)).or_default().push(at);
            }
            by_words
        });
        let of_same_words = by_words.get(&folded_words(text)).map_or(&[][..], Vec::as_slice);
        let same: Vec<&Form> = of_same_words.iter().filter_map(|&at| self.forms.get(at)).collect();
        match same.iter().find(|form| form.text == text) {
            Some(form) => vec![form],
            None => same,
        }
    }
}

/// The forms that `form` names.
fn meant(fields: &Fields<'_, '_>, names: &FormNames<'_>, problems: &mut Problems) -> Vec<String> {
    let mut meant = Vec::new();
    for Placed { text, span } in fields.texts("form", problems) {
        let named = names.named(text);
        // With no form at all the entry has a problem of its own.
        if named.is_empty() && !names.forms.is_empty() {
            problems.add_when_told(span, || {
                let help = match nearest(text, names.forms.iter().map(|form| form.text.as_str())) {
                    Some(meant) => format!("did you mean \"{meant}\"?"),
                    None => "write one of the entry's forms; `slantwise lexicon expand` shows them".to_owned(),
                };
                (format!("the entry has no form \"{text}\""), help)
            });
        }
        meant.extend(named.into_iter().map(|form| form.text.clone()));
    }
    meant
}

fn folded_words(text: &str) -> Vec<String> {
    text.split(|c: char| c.is_whitespace() || c == '-').map(str::to_lowercase).collect()
}

fn demotion(fields: &Fields<'_, '_>, side: Side, problems: &mut Problems) -> Option<u8> {
    let intensity = fields.number("demote_to", 0, 3, problems)? as u8;
    let (message, help) = match side {
        Side::Needs => ("`demote_to` has no meaning in `needs`", "move the guard to `unless`".to_owned()),
        Side::Unless(of) if intensity >= of => {
            ("this does not lower the intensity", format!("the entry's is {of}: write less, or leave `demote_to` out"))
        }
        Side::Unless(_) => return Some(intensity),
    };
    problems.add(fields.key_span("demote_to"), message, help);
    None
}

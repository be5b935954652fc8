//! Can an entry be found at all, or do its own guards refuse what they need?

use std::collections::HashSet;

use super::{Guard, Phrase, Window};

/// Whether `guard`, of `unless`, holds whenever `needed` does: then no form that both concern can be found.
pub(super) fn refuses(guard: &Guard, needed: &Guard) -> bool {
    guard.demote_to.is_none() && follows(guard, needed)
}

/// Whether `guard` holds whenever `needed` does, as far as their words tell.
fn follows(guard: &Guard, needed: &Guard) -> bool {
    let needed_forms: HashSet<&String> = needed.form.iter().collect();
    let concern_a_form =
        guard.form.is_empty() || needed_forms.is_empty() || guard.form.iter().any(|form| needed_forms.contains(form));
    concern_a_form
        && (!guard.after_possessive || needed.after_possessive)
        && (!guard.title_case || needed.title_case)
        && (!guard.question || needed.question)
        && (guard.left.is_empty() || covers(&guard.left, &needed.left))
        && (guard.right.is_empty() || covers(&guard.right, &needed.right))
        && (guard.any.is_empty() || any_follows(guard, needed))
}

/// Whether one of `guard.any` stands in its window whenever `needed` holds.
fn any_follows(guard: &Guard, needed: &Guard) -> bool {
    let longest =
        |phrases: &[Phrase]| Window::Within(phrases.iter().map(|phrase| phrase.len()).max().unwrap_or(0) as u16);
    let beside = |phrases: &[Phrase], side: fn(u16) -> Window| match longest(phrases) {
        Window::Within(words) => side(words),
        window => window,
    };
    (spans(guard.window, needed.window) && covers(&guard.any, &needed.any))
        || (spans(guard.window, beside(&needed.left, Window::Left)) && covers(&guard.any, &needed.left))
        || (spans(guard.window, beside(&needed.right, Window::Right)) && covers(&guard.any, &needed.right))
}

/// Whether the one window holds all of the other.
fn spans(outer: Window, inner: Window) -> bool {
    match (outer, inner) {
        (Window::Sentence, _) => true,
        (Window::Within(outer), Window::Within(inner) | Window::Left(inner) | Window::Right(inner))
        | (Window::Left(outer), Window::Left(inner))
        | (Window::Right(outer), Window::Right(inner)) => outer >= inner,
        _ => false,
    }
}

/// Whether each of the needed phrases, of which there is at least one, is among the others.
fn covers(phrases: &[Phrase], needed: &[Phrase]) -> bool {
    let Some(first) = needed.first() else { return false };
    // Most lists have nothing in common, and that shows at the first phrase.
    let is_like_first = |phrase: &Phrase| {
        let mut words = phrase.iter().zip(first.iter());
        words.all(|(word, first)| !word.is_ascii() || word.eq_ignore_ascii_case(first))
    };
    if !phrases.iter().any(|phrase| phrase.len() == first.len() && is_like_first(phrase)) {
        return false;
    }
    let is_upper =
        |word: &String| word.chars().filter(|c| c.is_uppercase()).count() >= 2 && !word.contains(char::is_lowercase);
    // A phrase as it is matched: in any case, but a word of two or more capitals matches only UPPER.
    let folded = |phrase: &Phrase| {
        let words = phrase.iter().map(|word| if is_upper(word) { word.clone() } else { word.to_lowercase() });
        words.collect::<Vec<_>>()
    };
    let lower = |phrase: &Phrase| phrase.iter().map(|word| word.to_lowercase()).collect::<Vec<_>>();
    let known: HashSet<Vec<String>> = phrases.iter().map(folded).collect();
    needed.iter().all(|phrase| known.contains(&folded(phrase)) || known.contains(&lower(phrase)))
}

//! Who speaks?

use crate::language::{Class, Classes, Ending, MarkKind};
use crate::span::Span;

use super::clause::is_circumstance;
use super::token::Sentence;

/// Who a text says is speaking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Source {
    /// The words that say so.
    pub span: Span,
    /// What kind of words these are.
    pub kind: SourceKind,
}

/// What kind of words a source is given by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SourceKind {
    /// They hold a name.
    Named,
    /// They are a pronoun that stands for somebody named before.
    Pronoun,
    /// Something else: *officials*, *the monitor*.
    Other,
}

/// How many tokens a source is looked for in.
const FARTHEST: usize = 40;

/// The subject that ends before the place `end`, where a verb group begins.
pub(super) fn subject(sentence: &Sentence, end: usize) -> Option<Source> {
    let end = before_apposition(sentence, end);
    let last = end.checked_sub(1)?;
    if sentence.is(last, Class::Relative) || sentence.is(last, Class::That) {
        // "Mr. Smith, who said": the one the clause is about.
        let set_off = last > 0 && matches!(sentence.mark(last - 1), Some(MarkKind::Comma | MarkKind::Dash));
        return subject(sentence, last - usize::from(set_off)).filter(|_| last > 0);
    }
    if sentence.is(last, Class::Coordinator) || sentence.is_comma(last) {
        return main_subject(sentence, last);
    }
    let nearest = end.saturating_sub(FARTHEST);
    // "about what officials say": the clause begins with *what*.
    let is_bound = |&place: &usize| bounds(sentence, place) || sentence.is(place, Class::Question);
    let start = (nearest..end).rev().find(is_bound).map_or(nearest, |place| place + 1);
    // "Did Ms. Smith say": the verb of a question stands before its subject.
    let asks = start + 1 < end && sentence.is_any(start, Classes::of(&[Class::Be, Class::Have, Class::Modal]));
    let start = start + usize::from(asks);
    let name = without_opening(sentence, start, end);
    if name == end && start < end && start > 0 {
        // "Mr. Smith (D) on Monday said": only a time stands there.
        return subject(sentence, start);
    }
    named(sentence, name, end)
}

/// What begins at a place: "…," said *Ms. Smith*; according to *the report*.
pub(super) fn following(sentence: &Sentence, start: usize) -> Option<Source> {
    let farthest = sentence.len().min(start + FARTHEST);
    let end = (start..farthest)
        .find(|&place| {
            bounds(sentence, place) || sentence.is(place, Class::Preposition) && is_circumstance(sentence, place + 1)
        })
        .unwrap_or(farthest);
    named(sentence, start, end)
}

/// The words from one place to another as a source.
pub(super) fn named(sentence: &Sentence, start: usize, end: usize) -> Option<Source> {
    let is_name = |place: &usize| {
        sentence.is_capital(*place)
            && !sentence.is_any(*place, Classes::of(&[Class::Determiner, Class::Pronoun]))
            && (*place > 0 || !sentence.is(*place, Class::People))
    };
    let kind = if sentence.is(start, Class::ThirdPerson) && end == start + 1 {
        SourceKind::Pronoun
    } else if (start..end).any(|place| is_name(&place)) {
        SourceKind::Named
    } else {
        SourceKind::Other
    };
    (start < end).then(|| Source { span: sentence.span(start, end), kind })
}

/// Where the subject ends, if something set off by commas or brackets stands between it and its verb.
fn before_apposition(sentence: &Sentence, end: usize) -> usize {
    let Some(last) = end.checked_sub(1) else { return end };
    let opening = match sentence.mark(last) {
        Some(mark @ (MarkKind::Comma | MarkKind::Dash)) => mark,
        Some(MarkKind::ParenClose) => MarkKind::ParenOpen,
        _ => return end,
    };
    (last.saturating_sub(FARTHEST)..last)
        .rev()
        .find(|&place| sentence.is_mark(place, opening))
        .filter(|&place| place > 0)
        .map_or(end, |place| before_apposition_again(sentence, place))
}

/// "Mr. Smith (D), a member of the board, said": two appositions at most.
fn before_apposition_again(sentence: &Sentence, end: usize) -> usize {
    match end.checked_sub(1) {
        Some(last) if sentence.is_mark(last, MarkKind::ParenClose) => (last.saturating_sub(FARTHEST)..last)
            .rev()
            .find(|&place| sentence.is_mark(place, MarkKind::ParenOpen))
            .filter(|&place| place > 0)
            .unwrap_or(end),
        _ => end,
    }
}

/// What no source goes beyond.
fn bounds(sentence: &Sentence, place: usize) -> bool {
    const WORDS: Classes = Classes::of(&[Class::That, Class::Relative, Class::Subordinator, Class::Contrast]);
    match sentence.mark(place) {
        Some(MarkKind::Other | MarkKind::Stop | MarkKind::SingleStraight | MarkKind::SingleClose) => {
            sentence.is_quoted(place)
        }
        Some(_) => true,
        None => sentence.is_any(place, WORDS) || sentence.is_quoted(place),
    }
}

/// Where the source begins if a time or an occasion stands before it: "On Monday Mr. Smith".
fn without_opening(sentence: &Sentence, start: usize, end: usize) -> usize {
    const OPENING: Classes = Classes::of(&[Class::Preposition, Class::Time, Class::Adverb, Class::Coordinator]);
    if !sentence.is_any(start, OPENING) {
        return start;
    }
    (start..end).rev().find(|&place| sentence.is_any(place, OPENING)).map_or(start, |place| (place + 1).min(end))
}

/// The subject of the sentence, for a verb at `limit` that has none of its own: "Mr. Smith rose and said",
/// "Speaking in Rome, Mr. Smith added".
pub(super) fn main_subject(sentence: &Sentence, limit: usize) -> Option<Source> {
    const VERBS: Classes = Classes::of(&[Class::Be, Class::Have, Class::Modal, Class::Cue]);
    const OPENS: Classes = Classes::of(&[Class::Preposition, Class::Subordinator, Class::Opening, Class::Time]);
    let is_verb = |place: usize| {
        sentence.is_any(place, VERBS) || (!sentence.is_capital(place) && sentence.ends(place, Ending::Participle))
    };
    let opens = sentence.is_any(0, OPENS) || is_verb(0);
    let comma = if opens { (1..sentence.len().min(FARTHEST)).find(|&place| sentence.is_comma(place)) } else { None };
    // "However, Ms. Jones".
    let comma = comma.or_else(|| sentence.is_comma(1).then_some(1));
    let start = comma.map_or(0, |comma| comma + 1);
    let farthest = sentence.len().min(start + FARTHEST);
    let end = (start..farthest).find(|&place| is_verb(place) || bounds(sentence, place) || place == limit)?;
    named(sentence, without_opening(sentence, start, end), end)
}

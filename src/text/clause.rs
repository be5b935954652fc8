//! Where does what is said end?

use crate::language::{Class, Classes, Form, MarkKind, Takes};

use super::token::Sentence;

/// The place after a clause that begins at `from`: `;`, a contrast with a subject of its own, another verb of saying,
/// or the end of the sentence.
pub(super) fn clause_end(sentence: &Sentence, from: usize) -> usize {
    (from..sentence.len()).find(|&place| ends_clause(sentence, from, place)).unwrap_or(sentence.len())
}

fn ends_clause(sentence: &Sentence, from: usize, place: usize) -> bool {
    if sentence.is_word(place) && !sentence.is_any(place, AND_BUT) {
        return false;
    }
    if sentence.is_quoted(from)
        && place > from
        && sentence.is_quoted(place - 1)
        && sentence.is_any(place, AND_BUT)
        && (from..place).all(|at| sentence.is_quoted(at))
    {
        // "said “C” and left": a second predicate.
        return !sentence.is_quoted(place + 1) && !sentence.is_any(place + 1, NEW_SUBJECT);
    }
    if sentence.is_quoted(place) || sentence.is_quoted(place + 1) {
        return false;
    }
    let length = place - from;
    match sentence.mark(place) {
        Some(MarkKind::Semicolon) => true,
        Some(MarkKind::Comma) => {
            let contrast = length >= 3 && sentence.is(place + 1, Class::Contrast) && new_subject(sentence, place + 1);
            contrast || sentence.is(place + 1, Class::According) || is_added_cue(sentence, place + 1)
        }
        Some(_) => false,
        None => length >= 2 && is_next_verb(sentence, place + 1),
    }
}

const AND_BUT: Classes = Classes::of(&[Class::Coordinator]);
const NEW_SUBJECT: Classes = Classes::of(&[Class::Pronoun, Class::Determiner, Class::Subordinator, Class::Preposition]);

/// Whether after the word at `place`, which sets a contrast, a new clause begins.
fn new_subject(sentence: &Sentence, place: usize) -> bool {
    // Words such as *while* begin a clause by themselves; *but* may join two predicates.
    !sentence.is(place, Class::Coordinator) || sentence.is_any(place + 1, NEW_SUBJECT) || sentence.is_capital(place + 1)
}

/// Whether the word there adds to what was said: ", adding that".
fn is_added_cue(sentence: &Sentence, place: usize) -> bool {
    sentence.cue(place).is_some_and(|cue| cue.form == Form::Ing && cue.takes.has(Takes::CORE))
}

/// Whether the word there, after *and*, is a second verb of saying of the same subject.
fn is_next_verb(sentence: &Sentence, place: usize) -> bool {
    let plain = !sentence.is(place, Class::NounLike);
    sentence.cue(place).is_some_and(|cue| {
        (cue.takes.has(Takes::CORE) || plain) && !matches!(cue.form, Form::Base | Form::Ing | Form::BaseAndPast)
    })
}

/// The place after an object that begins at `from`: punctuation, the beginning of another clause, a place or time,
/// or the end of the sentence.
pub(super) fn object_end(sentence: &Sentence, from: usize) -> usize {
    (from..sentence.len()).find(|&place| ends_object(sentence, from, place)).unwrap_or(sentence.len())
}

fn ends_object(sentence: &Sentence, from: usize, place: usize) -> bool {
    const ENDS: Classes = NEXT_CLAUSE.with(AND_BUT).with(Classes::of(&[Class::Setting, Class::Preposition]));
    if sentence.is_quoted(place) || (sentence.is_word(place) && !sentence.is_any(place, ENDS)) {
        return false;
    }
    let length = place - from;
    match sentence.mark(place) {
        Some(MarkKind::Comma) => length > 0 && !enumerates(sentence, place),
        Some(MarkKind::Semicolon | MarkKind::ParenOpen) => length > 0,
        Some(MarkKind::Dash) => true,
        Some(_) => false,
        None => {
            length > 1 && sentence.is_any(place, NEXT_CLAUSE)
                || sentence.is_any(place, AND_BUT)
                    && sentence.cue(place + 1).is_some_and(|cue| cue.takes.has(Takes::CORE))
                || length > 1 && sentence.is(place, Class::Setting)
                || sentence.is(place, Class::Preposition) && is_circumstance(sentence, place + 1)
        }
    }
}

const NEXT_CLAUSE: Classes = Classes::of(&[Class::Contrast, Class::Subordinator, Class::Relative]);

/// Whether after a preposition a time or an occasion is named: on Monday, in a speech.
pub(super) fn is_circumstance(sentence: &Sentence, place: usize) -> bool {
    sentence.is_any(place, Classes::of(&[Class::Setting]))
        || sentence.is(place, Class::Determiner) && sentence.is(place + 1, Class::Occasion)
}

/// Whether a list goes on after a comma: guns, taxes *and* schools.
fn enumerates(sentence: &Sentence, comma: usize) -> bool {
    const STOPS: Classes = Classes::of(&[
        Class::Be,
        Class::Have,
        Class::Modal,
        Class::Relative,
        Class::Subordinator,
        Class::Pronoun,
        Class::Contrast,
        Class::Setting,
        Class::According,
    ]);
    for place in comma + 1..sentence.len().min(comma + 9) {
        if sentence.is(place, Class::Coordinator) && !sentence.is(place, Class::Contrast) {
            return place > comma + 1 && !sentence.cue(place + 1).is_some_and(|cue| cue.takes.has(Takes::CORE));
        }
        if sentence.is_any(place, STOPS) || sentence.cue(place).is_some() || sentence.is_quoted(place) {
            return false;
        }
    }
    false
}

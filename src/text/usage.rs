//! Is this form a verb here, and which?
//!
//! No parser: what stands before a form decides nearly always. After a
//! determiner, a preposition or a possessive it is a noun; after a name, a
//! pronoun, an auxiliary or a comma it is a verb.

use crate::language::{Class, Classes, Cue, Ending, Form, MarkKind, Takes, Usage};

use super::token::Sentence;

/// What cannot end the subject of a verb.
const NO_SUBJECT: Classes = Classes::of(&[
    Class::Preposition,
    Class::Coordinator,
    Class::Contrast,
    Class::Subordinator,
    Class::Relative,
    Class::That,
    Class::Determiner,
]);

/// A form that says that somebody speaks, where it is a verb.
#[derive(Clone, Copy, Debug)]
pub(super) struct Verb<'a> {
    /// What it does as a cue.
    pub cue: &'a Cue,
    /// How it is used.
    pub usage: Usage,
    /// The place of the first word of its group: *has* in "has repeatedly said".
    pub first: usize,
}

/// How the cue at a place is used; `None` if it is no verb there.
pub(super) fn verb<'a>(sentence: &Sentence<'a>, place: usize) -> Option<Verb<'a>> {
    let cue = sentence.cue(place)?;
    let (first, auxiliary) = group(sentence, place);
    let before = first.wrapping_sub(1);
    let usage = match auxiliary {
        Auxiliary::Be if cue.form == Form::Ing => Some(Usage::Ing),
        Auxiliary::Be => cue.form.is_past().then_some(Usage::Passive),
        _ if cue.form == Form::Ing => ing(sentence, place, before),
        _ if sentence.is(before, Class::To) => cue.form.is_base().then_some(Usage::Infinitive),
        Auxiliary::Modal => cue.form.is_base().then_some(Usage::Infinitive),
        Auxiliary::Have => Some(Usage::Finite),
        Auxiliary::None => finite(sentence, place, before, cue),
    };
    usage.map(|usage| Verb { cue, usage, first })
}

/// What helps a verb.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Auxiliary {
    None,
    Be,
    Have,
    Modal,
}

/// The first word of a verb's group, and the auxiliary nearest to the verb.
fn group(sentence: &Sentence, place: usize) -> (usize, Auxiliary) {
    let mut first = place;
    let mut nearest = Auxiliary::None;
    while let Some(before) = first.checked_sub(1) {
        let auxiliary = if sentence.is(before, Class::Be) {
            Auxiliary::Be
        } else if sentence.is(before, Class::Have) {
            Auxiliary::Have
        } else if sentence.is(before, Class::Modal) {
            Auxiliary::Modal
        } else if sentence.is_adverb(before) {
            Auxiliary::None
        } else {
            break;
        };
        if nearest == Auxiliary::None {
            nearest = auxiliary;
        }
        first = before;
    }
    (first, nearest)
}

/// Whether an -ing form goes with another verb; after a determiner or a preposition it is a noun.
fn ing(sentence: &Sentence, place: usize, before: usize) -> Option<Usage> {
    const LEAD: Classes = Classes::of(&[Class::Coordinator, Class::LeadsIng]);
    let free = match sentence.mark(before) {
        Some(MarkKind::Paragraph) => true,
        Some(_) => is_pause(sentence, before),
        None if sentence.is(place, Class::NounLike) && !follows(sentence, place) => false,
        None => sentence.is_any(before, LEAD) || !sentence.is_any(before, NO_SUBJECT),
    };
    free.then_some(Usage::Ing)
}

/// Whether a comma, a dash or a closing quotation mark is there.
fn is_pause(sentence: &Sentence, place: usize) -> bool {
    match sentence.mark(place) {
        Some(MarkKind::Comma | MarkKind::Dash) => true,
        Some(_) => sentence.is_quoted(place),
        None => false,
    }
}

/// Whether a form without auxiliary is the verb of its sentence.
fn finite(sentence: &Sentence, place: usize, before: usize, cue: &Cue) -> Option<Usage> {
    let mark = sentence.mark(before);
    if cue.form.is_past() && sentence.is(place + 1, Class::By) {
        // A participle: the plan announced by the ministry.
        return None;
    }
    const OPENS: Classes = Classes::of(&[Class::Subordinator, Class::LeadsIng]);
    if (mark == Some(MarkKind::Paragraph) || sentence.is_any(before, OPENS))
        && cue.form.is_past()
        && cue.takes.has(Takes::SAID)
    {
        // "(When) asked whether"
        const ASKS: Classes = Classes::of(&[Class::If, Class::Question, Class::About]);
        return sentence.is_any(place + 1, ASKS).then_some(Usage::Passive);
    }
    let is_finite = match mark {
        None if sentence.is(before, Class::Pronoun) => true,
        None if sentence.is_possessive(before) => false,
        None if sentence.is_any(before, Classes::of(&[Class::Coordinator, Class::That, Class::Relative])) => {
            cue.form != Form::Base
        }
        None if sentence.is_any(before, NO_SUBJECT) && !sentence.is(before, Class::People) => false,
        None => after_noun(sentence, place, before, cue),
        Some(MarkKind::Comma | MarkKind::Dash | MarkKind::ParenClose | MarkKind::BracketClose) => {
            cue.form != Form::Base
        }
        Some(_) if sentence.is_quoted(before) => cue.form != Form::Base,
        Some(_) => sentence.is_percent(before) && after_noun(sentence, place, before, cue),
    };
    is_finite.then_some(Usage::Finite)
}

/// Whether a form is a verb after a noun or a name.
fn after_noun(sentence: &Sentence, place: usize, before: usize, cue: &Cue) -> bool {
    let plural = sentence.is(before, Class::People) || sentence.ends(before, Ending::Plural);
    let name = sentence.is_capital(before);
    if sentence.is(place, Class::NounLike) {
        let names = sentence.is_capital(place + 1) && name && cue.form != Form::Base;
        let follows = follows(sentence, place) || names;
        return follows && (name || (cue.form == Form::Third && !plural) || sentence.is(before, Class::People));
    }
    match cue.form {
        Form::Base => plural || cue.takes.has(Takes::CORE) || sentence.is_percent(before),
        Form::Third => name || !plural,
        _ => true,
    }
}

/// Whether what follows a form shows that it is a verb.
fn follows(sentence: &Sentence, place: usize) -> bool {
    let next = sentence.mark(place + 1);
    let mark = next == Some(MarkKind::Colon) || (sentence.is_quoted(place + 1) && next.is_some());
    mark || sentence.is_any(place + 1, CLAUSE)
}

/// What follows a verb, but seldom a noun of the same form.
const CLAUSE: Classes = Classes::of(&[
    Class::Determiner,
    Class::Pronoun,
    Class::Object,
    Class::That,
    Class::To,
    Class::Question,
    Class::FollowsVerb,
]);

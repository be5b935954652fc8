//! Does a form stand here, as far as the form itself says?

use super::forms::{Compiled, FormId, FormWord, Join};
use super::hit::Refusal;
use super::{Reading, shape};
use crate::language::{Class, Joint, MarkKind, Word, Words};
use crate::lexicon::{FormJoint, MOST_GAPS, MOST_WORDS, WIDEST_GAP};
use crate::span::Span;

/// No form, its gaps filled and the word before its hyphen added, has so many words.
const FARTHEST: u32 = (MOST_WORDS + MOST_GAPS * WIDEST_GAP as usize) as u32 + 2;

/// A form whose words stand in the text. Indices are of words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub form: FormId,
    /// The first word.
    pub first: u32,
    /// The first literal word.
    pub literal: u32,
    /// After the last word.
    pub end: u32,
    /// Where each stretch after a gap begins.
    resumes: [u32; MOST_GAPS],
}

impl Candidate {
    /// The candidate of a form whose head stands at `first`; `None` if joints or gaps do not fit.
    pub(super) fn at(id: FormId, form: Compiled<'_>, first: u32, part: &Reading<'_>) -> Option<Candidate> {
        let words = &part.text.words;
        let mut resumes = [0; MOST_GAPS];
        // A form of one word stands where its word does.
        let end = match form.n_words() {
            1 => first + 1,
            _ => complete(form, 0, words, first, first, 0, &mut resumes)?,
        };
        let mut start = first;
        if form.traits.any_word {
            if words.words[first as usize].joint != Joint::Hyphen {
                return None;
            }
            start = first.checked_sub(1)?;
        }
        Some(Candidate { form: id, first: start, literal: first, end, resumes })
    }

    /// Why case, a possessive or a compound forbids it, if one does.
    pub(super) fn refusal(&self, form: Compiled<'_>, part: &Reading<'_>) -> Option<Refusal> {
        let words = &part.text.words.words;
        let last = &words[self.end as usize - 1];
        let wants_possessive = form.traits.ends_possessive;
        if last.possessive != wants_possessive && (wants_possessive || !form.traits.possessive) {
            return Some(Refusal::Possessive);
        }
        if self.in_forbidden_compound(form, part) {
            return Some(Refusal::Compound);
        }
        if !shape::fits(form, self.literals(form), part) {
            return Some(Refusal::Case);
        }
        None
    }

    fn in_forbidden_compound(&self, form: Compiled<'_>, part: &Reading<'_>) -> bool {
        let words = &part.text.words.words;
        let hyphen_before = self.first > 0 && words[self.first as usize].joint == Joint::Hyphen;
        let hyphen_after = words.get(self.end as usize).is_some_and(|next| next.joint == Joint::Hyphen);
        if !form.traits.compound {
            return hyphen_before || hyphen_after;
        }
        hyphen_before && part.language.is(words[self.first as usize - 1].id, Class::Prefix)
    }

    /// The words it occupies, without those in gaps.
    pub(super) fn literals<'a>(&self, form: Compiled<'a>) -> impl Iterator<Item = u32> + use<'a> {
        let Candidate { literal, resumes, .. } = *self;
        let mut next = literal;
        let mut gaps = 0;
        (0..form.n_words()).map(move |index| {
            if index > 0 && matches!(form.words()[index].join, Join::Gap(_)) {
                next = resumes[gaps];
                gaps += 1;
            }
            next += 1;
            next - 1
        })
    }

    /// An index of a word that no candidate which starts where this one does comes up to.
    pub(super) fn reach(&self) -> u32 {
        self.first.saturating_add(FARTHEST)
    }

    /// From its first word to its last.
    pub(super) fn span(&self, part: &Reading<'_>) -> Span {
        let words = &part.text.words.words;
        Span::new(words[self.first as usize].start, words[self.end as usize - 1].end)
    }
}

/// Fits the words of a form, those before `from` aside, from `at` on; the index after the last, by the shortest completion of each gap.
fn complete(
    form: Compiled<'_>,
    from: usize,
    words: &Words,
    first: u32,
    at: u32,
    gaps: usize,
    resumes: &mut [u32; MOST_GAPS],
) -> Option<u32> {
    let mut at = at;
    for (index, piece) in form.words().iter().enumerate().skip(from) {
        let last = index + 1 == form.n_words();
        match piece.join {
            Join::Gap(most) if at > first => {
                for skipped in 0..=u32::from(most) {
                    let resumed = at + skipped;
                    let next = words.words.get(resumed as usize)?;
                    if next.joint >= Joint::Semicolon || quoted(words, resumed) {
                        return None;
                    }
                    if form.means(piece, next.id) && inner_possessives_fit(piece, next, last) {
                        *resumes.get_mut(gaps)? = resumed;
                        let end = complete(form, index + 1, words, first, resumed + 1, gaps + 1, resumes);
                        if end.is_some() {
                            return end;
                        }
                    }
                }
                return None;
            }
            join => {
                let word = words.words.get(at as usize)?;
                let joined = at == first || matches!(join, Join::Joint(joint) if fits(joint, word.joint));
                if !form.means(piece, word.id) || !joined || !inner_possessives_fit(piece, word, last) {
                    return None;
                }
                at += 1;
            }
        }
    }
    Some(at)
}

/// Inside a form a possessive is part of the wording: "world's worst" is not "world worst".
fn inner_possessives_fit(piece: &FormWord, word: &Word, last: bool) -> bool {
    last || piece.possessive == word.possessive
}

fn fits(form: FormJoint, text: Joint) -> bool {
    let space = matches!(text, Joint::Space | Joint::LineBreak);
    match form {
        FormJoint::Space => space,
        FormJoint::Hyphen => text == Joint::Hyphen,
        FormJoint::Either => space || text == Joint::Hyphen,
        FormJoint::Slash => text == Joint::Slash,
        FormJoint::Punctuation => matches!(text, Joint::Other | Joint::Quote | Joint::Semicolon),
    }
}

/// Whether a quotation mark stands before a word. The apostrophe of a possessive (the militants' hands) is none.
fn quoted(words: &Words, word: u32) -> bool {
    let possessive = word.checked_sub(1).map(|before| words.words[before as usize]).filter(|before| before.possessive);
    words.marks_before(word).iter().any(|mark| match mark.kind {
        MarkKind::DoubleOpen | MarkKind::DoubleClose | MarkKind::DoubleStraight | MarkKind::SingleOpen => true,
        MarkKind::SingleClose | MarkKind::SingleStraight => possessive.is_none_or(|before| before.end != mark.start),
        _ => false,
    })
}

//! Which forms do two entries share?

use std::collections::HashMap;

use super::{Case, Form, FormJoint, Piece};

/// The forms seen so far, each with its owner.
#[derive(Debug)]
pub(super) struct SeenForms<'f, T> {
    numbers: HashMap<String, u32>,
    owners: HashMap<Box<[u32]>, Vec<(&'f Form, Case, T)>>,
}

/// Of the forms of the same words, which can differ only in case and hyphens, so many are compared.
const COMPARED: usize = 64;

impl<'f, T: Copy> SeenForms<'f, T> {
    pub fn new() -> SeenForms<'f, T> {
        SeenForms { numbers: HashMap::new(), owners: HashMap::new() }
    }

    /// The owners of earlier forms that match some text that this form matches too, which is added.
    pub fn add(&mut self, form: &'f Form, case: Case, owner: T) -> Vec<T> {
        let key = form.pieces.iter().map(|piece| self.number(piece)).collect();
        let owners = self.owners.entry(key).or_default();
        let same = owners.iter().filter(|(other, other_case, _)| meet((form, case), (other, *other_case)));
        let same = same.map(|(_, _, owner)| *owner).collect();
        if owners.len() < COMPARED {
            owners.push((form, case, owner));
        }
        same
    }

    /// A number for the piece, the same in any case.
    fn number(&mut self, piece: &Piece) -> u32 {
        match piece {
            Piece::Word { text, .. } => {
                let folded = text.to_lowercase();
                let next = self.numbers.len() as u32;
                *self.numbers.entry(folded).or_insert(next)
            }
            Piece::AnyWord => u32::MAX,
            Piece::Gap(width) => u32::MAX - 1 - u32::from(*width),
        }
    }
}

/// Whether some text is matched by both forms, whose folded words are the same.
fn meet(a: (&Form, Case), b: (&Form, Case)) -> bool {
    let joints = |(a, b): (&Piece, &Piece)| match (a, b) {
        (Piece::Word { joint: a, .. }, Piece::Word { joint: b, .. }) => {
            a == b || (is_loose(*a) && is_loose(*b) && (*a == FormJoint::Either || *b == FormJoint::Either))
        }
        _ => true,
    };
    let same_joints = a.0.pieces.iter().zip(&b.0.pieces).skip(1).all(joints);
    let words = |form: &Form| form.pieces.iter().filter_map(word).collect::<Vec<_>>();
    let is_lower = |form: &Form| !form.pieces.iter().filter_map(word).any(|word| word.contains(char::is_uppercase));
    let same_case = match (a.1, b.1) {
        (Case::Exact, Case::Exact) => words(a.0) == words(b.0),
        (Case::Exact, Case::LowerOnly) => is_lower(a.0),
        (Case::LowerOnly, Case::Exact) => is_lower(b.0),
        _ => true,
    };
    same_joints && same_case
}

fn word(piece: &Piece) -> Option<String> {
    match piece {
        Piece::Word { text, .. } => Some(text.clone()),
        _ => None,
    }
}

fn is_loose(joint: FormJoint) -> bool {
    matches!(joint, FormJoint::Space | FormJoint::Hyphen | FormJoint::Either)
}

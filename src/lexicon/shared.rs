//! Which forms match the same text?

use std::hash::{DefaultHasher, Hash, Hasher};

use super::{Case, Form, FormJoint, Piece};
use crate::language::fold;

/// A form and whose it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Owned<'f, T> {
    pub form: &'f Form,
    pub case: Case,
    pub owner: T,
}

/// Of the forms of the same words, which can differ only in case and hyphens, each is compared with so many.
const COMPARED: usize = 64;

/// The owners of each two forms that match the same text, in the order of the later and then of the earlier form.
pub(super) fn shared<T: Copy>(forms: &[Owned<'_, T>]) -> Vec<(T, T)> {
    let mut keys: Vec<(u64, usize)> = forms.iter().enumerate().map(|(at, owned)| (key(owned.form), at)).collect();
    keys.sort_unstable();
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for same in keys.chunk_by(|a, b| a.0 == b.0) {
        for (n, &(_, later)) in same.iter().enumerate() {
            let earlier = same.iter().take(n.min(COMPARED)).map(|&(_, earlier)| earlier);
            pairs.extend(
                earlier.filter(|&earlier| meet(&forms[earlier], &forms[later])).map(|earlier| (later, earlier)),
            );
        }
    }
    pairs.sort_unstable();
    pairs.into_iter().map(|(later, earlier)| (forms[earlier].owner, forms[later].owner)).collect()
}

/// The same for forms of the same folded words and gaps.
fn key(form: &Form) -> u64 {
    let mut hasher = DefaultHasher::new();
    for piece in &form.pieces {
        match piece {
            Piece::Word { text, .. } => fold(text).hash(&mut hasher),
            Piece::AnyWord => 1_u8.hash(&mut hasher),
            Piece::Gap(width) => (2_u8, width).hash(&mut hasher),
        }
    }
    hasher.finish()
}

/// Whether some text is matched by both forms.
fn meet<T>(a: &Owned<'_, T>, b: &Owned<'_, T>) -> bool {
    let same_pieces = a.form.pieces.iter().zip(&b.form.pieces).enumerate().all(|(at, pair)| match pair {
        (Piece::Word { text: a, joint: a_joint }, Piece::Word { text: b, joint: b_joint }) => {
            fold(a) == fold(b) && (at == 0 || joints_meet(*a_joint, *b_joint))
        }
        (a, b) => a == b,
    });
    let words = |form: &Form| form.pieces.iter().filter_map(word).map(str::to_owned).collect::<Vec<_>>();
    let is_lower = |form: &Form| !form.pieces.iter().filter_map(word).any(|word| word.contains(char::is_uppercase));
    let same_case = match (a.case, b.case) {
        (Case::Exact, Case::Exact) => words(a.form) == words(b.form),
        (Case::Exact, Case::LowerOnly) => is_lower(a.form),
        (Case::LowerOnly, Case::Exact) => is_lower(b.form),
        _ => true,
    };
    a.form.pieces.len() == b.form.pieces.len() && same_pieces && same_case
}

fn word(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Word { text, .. } => Some(text),
        _ => None,
    }
}

fn joints_meet(a: FormJoint, b: FormJoint) -> bool {
    let is_loose = |joint| matches!(joint, FormJoint::Space | FormJoint::Hyphen);
    a == b || (a == FormJoint::Either && is_loose(b)) || (b == FormJoint::Either && is_loose(a))
}

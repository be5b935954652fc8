//! Do the stars of all forms together mean more than a matcher can hold?

use std::collections::BTreeSet;

use super::{Form, Lexicons, Piece};
use crate::language::fold;

/// A form with a star is looked for once for each number that the star accepts. So many are allowed in all: dictionaries
/// of other programs have some thousands of `abc*` and hardly a `*abc`, which makes some thousands.
const MOST: usize = 1 << 20;

/// Why these lexicons have too many stars, if they have.
pub(super) fn too_many(lexicons: &Lexicons) -> Option<String> {
    let of_entries = lexicons.entries.iter().flat_map(|entry| entry.forms.iter().chain(&entry.except_forms));
    let of_names = lexicons.namesets.iter().flat_map(|set| &set.variants).flat_map(|name| &name.forms);
    let forms: Vec<&Form> = of_entries.chain(of_names).collect();
    let first_stars: Vec<&str> = forms.iter().filter_map(|form| words(form).find(|word| word.contains('*'))).collect();
    if first_stars.is_empty() {
        return None;
    }
    let folded: BTreeSet<String> =
        forms.iter().flat_map(|form| words(form)).map(|word| fold(word).into_owned()).collect();
    let (mut starts, mut ends, mut plain) = (Vec::new(), Vec::new(), Vec::new());
    for word in folded {
        match (word.strip_suffix('*'), word.strip_prefix('*')) {
            (Some(stem), _) => starts.push(stem.to_owned()),
            (None, Some(stem)) => ends.push(reversed(stem)),
            (None, None) => plain.push(word),
        }
    }
    let mut plain_ends: Vec<String> = plain.iter().map(|word| reversed(word)).collect();
    [&mut starts, &mut ends, &mut plain, &mut plain_ends].into_iter().for_each(|list| list.sort_unstable());
    let cost = |star: &str| {
        let star = fold(star);
        match (star.strip_suffix('*'), star.strip_prefix('*')) {
            (Some(stem), _) => beginning(&plain, stem) + beginning(&starts, stem) * (ends.len() + 1),
            (None, Some(stem)) => {
                let stem = reversed(stem);
                beginning(&plain_ends, &stem) + beginning(&ends, &stem) * (starts.len() + 1)
            }
            (None, None) => 1,
        }
    };
    let all: usize = first_stars.iter().fold(0, |sum, star| sum.saturating_add(cost(star)));
    (all > MOST).then(|| {
        let (n_starts, n_ends) = (starts.len(), ends.len());
        format!(
            "too many stars: {n_starts} of the kind abc* and {n_ends} of the kind *abc, in {} forms",
            first_stars.len()
        )
    })
}

fn words(form: &Form) -> impl Iterator<Item = &str> {
    form.pieces.iter().filter_map(|piece| match piece {
        Piece::Word { text, .. } => Some(text.as_str()),
        Piece::AnyWord | Piece::Gap(_) => None,
    })
}

fn reversed(word: &str) -> String {
    word.chars().rev().collect()
}

/// How many of these, which are sorted, begin so.
fn beginning(sorted: &[String], stem: &str) -> usize {
    let from = sorted.partition_point(|word| word.as_str() < stem);
    sorted[from..].partition_point(|word| word.starts_with(stem))
}

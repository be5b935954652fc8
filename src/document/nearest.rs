//! Which of the known words was probably meant?

/// The known word nearest to `word`: at most a third of its letters (and at least one) to change, leave out, add or
/// swap. The first of equals.
pub fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word: Vec<char> = word.chars().take(LONGEST + 1).collect();
    let limit = (word.len() / 3).max(1);
    let mut best: Option<(usize, &str)> = None;
    for candidate in known {
        let letters: Vec<char> = candidate.chars().take(LONGEST + 1).collect();
        if letters.len().abs_diff(word.len()) > limit || word.len() > LONGEST {
            continue;
        }
        let edits = distance(&word, &letters);
        if edits <= limit && best.is_none_or(|(least, _)| edits < least) {
            best = Some((edits, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// Longer words are nobody's typing error, and would be slow to compare.
const LONGEST: usize = 64;

/// Damerau–Levenshtein distance in its restricted form ("optimal string alignment"): insert, delete, change, or swap
/// two neighbors, no part edited twice.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1; b.len() + 1];
        for (j, &y) in b.iter().enumerate() {
            row[j + 1] = (above[j] + usize::from(x != y)).min(above[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                row[j + 1] = row[j + 1].min(before[j - 1] + 1);
            }
        }
        before = std::mem::replace(&mut above, row);
    }
    above[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_finger_finds_its_word() {
        let known = ["alternatives", "intensity", "sources", "left", "left_within"];
        for (typed, meant) in
            [("intesity", "intensity"), ("alternative", "alternatives"), ("souces", "sources"), ("letf", "left")]
        {
            assert_eq!(nearest(typed, known), Some(meant));
        }
    }

    #[test]
    fn another_word_finds_nothing() {
        assert_eq!(nearest("colour", ["alternatives", "left", "note"]), None);
        assert_eq!(nearest("x", ["note"]), None);
        assert_eq!(nearest(&"a".repeat(1_000_000), ["note"]), None);
    }
}

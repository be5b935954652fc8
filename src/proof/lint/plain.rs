//! What does an entry lack?

use std::collections::HashSet;

use super::{Finding, FindingKind};
use crate::analyzer::Analyzer;
use crate::language::{Words, fold};
use crate::lexicon::{Entry, Piece, Status};

/// What an entry lacks that its status asks for.
pub(super) fn look(entry: &Entry, analyzer: &Analyzer, findings: &mut Vec<Finding>) {
    let mut find = |kind: FindingKind, message: String| {
        findings.push(Finding { entry: entry.full_id(), kind, message });
    };
    if entry.status == Status::Draft {
        return;
    }
    if entry.note.is_empty() {
        find(FindingKind::NoNote, "says nowhere why it is loaded".to_owned());
    }
    if entry.intensity == 3 && entry.sources.is_empty() {
        find(FindingKind::NoSource, "is of intensity 3 and names no style guide".to_owned());
    }
    // Of a listed entry no more is asked.
    if entry.status == Status::Reviewed {
        match (entry.tests.hit.is_empty(), entry.tests.miss.is_empty()) {
            (true, true) => find(FindingKind::NoTest, "has no examples".to_owned()),
            (true, false) => find(FindingKind::NoTest, "has no sentence that must hit".to_owned()),
            (false, true) => find(FindingKind::NoTest, "has no sentence that must not hit".to_owned()),
            (false, false) => {}
        }
        if entry.alternatives.is_empty() {
            find(FindingKind::NoAlternatives, "says nothing that could be written instead".to_owned());
        }
    }
    let own = own_words(entry);
    for sentence in entry.tests.miss.iter().filter(|sentence| !shares(sentence, &own, analyzer)) {
        find(FindingKind::IdleMiss, format!("no word of it is in the sentence that must not hit: {sentence}"));
    }
}

/// Whether one of these words is in a sentence; a wildcard is taken for in any.
fn shares(sentence: &str, own: &HashSet<String>, analyzer: &Analyzer) -> bool {
    let mut words = Words::default();
    words.cut(sentence, analyzer.vocabulary(), analyzer.language());
    own.iter().any(|word| word.contains('*'))
        || words.words.iter().any(|word| own.contains(&*fold(word.span().of(sentence))))
}

/// The folded words of all forms.
fn own_words(entry: &Entry) -> HashSet<String> {
    let pieces = entry.forms.iter().flat_map(|form| &form.pieces);
    let words = pieces.filter_map(|piece| match piece {
        Piece::Word { text, .. } => Some(fold(text).trim_end_matches("'s").to_owned()),
        Piece::AnyWord | Piece::Gap(_) => None,
    });
    words.collect()
}

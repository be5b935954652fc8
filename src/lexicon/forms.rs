//! Which forms does an entry have, and what are their pieces?

use std::collections::HashSet;

use super::cuts::{Cut, Cuts};
use super::entry::{MOST_WORDS, WIDEST_GAP};
use super::{Form, FormJoint, MOST_GAPS, Phrase, Piece};
use crate::document::{Placed, Problems};
use crate::span::Span;

/// An entry has at most so many forms.
pub(super) const MOST: usize = 4_096;

/// The form that a string stands for; what it cannot stand for is a problem. With `either`, a space and a hyphen are
/// the same to it.
pub(super) fn form(string: Placed<'_>, either: bool, cuts: &Cuts<'_>, problems: &mut Problems) -> Option<Form> {
    let Placed { text, span } = string;
    if !are_wildcards(text, span, problems) {
        return None;
    }
    if has_gap(text) {
        let help = "write the form as a list: pattern = [\"flush|flushed\", \"...4\", \"out\"]";
        problems.add(span, "a gap belongs in `pattern`", help);
        return None;
    }
    if text.contains('\n') {
        problems.add(span, "a form stands on one line", "write it with spaces; it is found across a line break too");
        return None;
    }
    let pieces = words(text, either, cuts);
    let form = Form { text: spaced(text), pieces };
    is_possible(&form, span, problems).then_some(form)
}

/// The words of a guard's phrase.
pub(super) fn phrase(string: Placed<'_>, cuts: &Cuts<'_>, problems: &mut Problems) -> Option<Phrase> {
    let Placed { text, span } = string;
    let words: Phrase = match plain(text) {
        true => [text.to_owned()].into(),
        false => cuts.words(text).into_iter().map(|word| word.text.to_owned()).collect(),
    };
    let help = match text.chars().next() {
        Some('@') => Some("a class holds words; it cannot name another class"),
        _ if text.contains('*') => Some("wildcards are not read here: write every word that you mean"),
        _ if words.is_empty() => Some("write at least one word"),
        _ if words.len() > MOST_WORDS => Some("write at most 16 words"),
        _ => None,
    };
    if let Some(help) = help {
        problems.add(span, format!("\"{text}\" cannot be a phrase of a guard"), help);
        return None;
    }
    Some(words)
}

/// The forms that a pattern stands for: one for each choice of alternatives.
pub(super) fn pattern(
    tokens: &[Placed<'_>],
    span: Span,
    either: bool,
    cuts: &Cuts<'_>,
    problems: &mut Problems,
) -> Vec<Form> {
    let mut choices: Vec<Vec<Choice>> = Vec::new();
    for (at, token) in tokens.iter().enumerate() {
        let Some(choice) = choice(*token, at == 0, either, cuts, problems) else { return Vec::new() };
        choices.push(choice);
    }
    let n_forms = choices.iter().try_fold(1_usize, |n, choice| n.checked_mul(choice.len()).filter(|&n| n <= MOST));
    let Some(n_forms) = n_forms else {
        let message = format!("this pattern stands for more than {MOST} forms");
        problems.add(span, message, "split the entry, or use fewer alternatives");
        return Vec::new();
    };
    let mut forms = Vec::with_capacity(n_forms);
    for n in 0..n_forms {
        let mut form = Form { text: String::with_capacity(40), pieces: Vec::with_capacity(choices.len() + 1) };
        // The last token's alternatives change fastest.
        let mut rest = n;
        let mut stride = n_forms;
        for choice in &choices {
            stride /= choice.len();
            if let Some(Choice { text, pieces }) = choice.get(rest / stride) {
                form.text.push_str(if form.text.is_empty() { "" } else { " " });
                form.text.push_str(text);
                form.pieces.extend_from_slice(pieces);
            }
            rest %= stride;
        }
        if !is_possible(&form, span, problems) {
            return Vec::new();
        }
        forms.push(form);
    }
    forms
}

/// The forms without those that an earlier one is written like.
pub(super) fn without_repeats(mut forms: Vec<(Form, Span)>) -> Vec<(Form, Span)> {
    let mut seen: HashSet<&str> = HashSet::with_capacity(forms.len());
    let is_new: Vec<bool> = forms.iter().map(|(form, _)| seen.insert(&form.text)).collect();
    let mut is_new = is_new.into_iter();
    forms.retain(|_| is_new.next() == Some(true));
    forms
}

/// One alternative of a token.
struct Choice {
    text: String,
    pieces: Vec<Piece>,
}

fn choice(
    token: Placed<'_>,
    is_first: bool,
    either: bool,
    cuts: &Cuts<'_>,
    problems: &mut Problems,
) -> Option<Vec<Choice>> {
    let Placed { text: token, span } = token;
    if has_gap(token) {
        let Some(width) = token.trim().strip_prefix("...").and_then(|width| width.parse::<u8>().ok()) else {
            problems.add(
                span,
                format!("\"{token}\" is no gap"),
                "a gap of up to four words is a token of its own: \"...4\"",
            );
            return None;
        };
        if width == 0 || width > WIDEST_GAP {
            let help = format!("write a gap of 1 to {WIDEST_GAP} words");
            problems.add(span, format!("a gap cannot have {width} words"), help);
            return None;
        }
        return Some(vec![Choice { text: format!("...{width}"), pieces: vec![Piece::Gap(width)] }]);
    }
    let mut choices = Vec::new();
    for alternative in token.split('|') {
        let alternative = alternative.trim();
        let (any_word, literal) = match alternative.strip_prefix("*-") {
            Some(literal) if is_first => (true, literal),
            _ => (false, alternative),
        };
        if !are_wildcards(literal, span, problems) {
            return None;
        }
        let mut pieces = words(literal, either, cuts);
        if pieces.is_empty() {
            problems.add(
                span,
                format!("an alternative of \"{token}\" has no word"),
                "write a word on each side of `|`",
            );
            return None;
        }
        if any_word {
            if let Some(Piece::Word { joint, .. }) = pieces.first_mut() {
                *joint = FormJoint::Hyphen;
            }
            pieces.insert(0, Piece::AnyWord);
        }
        choices.push(Choice { text: spaced(alternative), pieces });
    }
    Some(choices)
}

/// The words of a string as pieces. The first word's joint is a space.
fn words(text: &str, either: bool, cuts: &Cuts<'_>) -> Vec<Piece> {
    let first = if either { FormJoint::Either } else { FormJoint::Space };
    if plain(text) {
        return vec![Piece::Word { text: text.to_owned(), joint: first }];
    }
    // The star stands for letters, and is cut like one.
    let text = text.replace('*', LETTER);
    let piece = |(at, word): (usize, Cut<'_>)| {
        let joint = match word.joint {
            _ if at == 0 => first,
            FormJoint::Space | FormJoint::Hyphen if either => FormJoint::Either,
            joint => joint,
        };
        Piece::Word { text: word.text.replace(LETTER, "*"), joint }
    };
    cuts.words(&text).into_iter().enumerate().map(piece).collect()
}

/// A letter that no language's words have beside others: what stands for a star while a form is cut.
const LETTER: &str = "\u{1c2}";

/// A wildcard has at least so many letters beside its star: `un*` would be a tenth of a dictionary.
const FEWEST_LETTERS: usize = 3;

/// Whether each star of a form stands at the start or the end of a word of three letters or more; if not, it is a
/// problem.
fn are_wildcards(text: &str, span: Span, problems: &mut Problems) -> bool {
    if !text.contains('*') {
        return true;
    }
    let is_end = |c: char| c.is_whitespace() || c == '-' || c == '/';
    for word in text.split(is_end).filter(|word| word.contains('*')) {
        let stem = word.trim_end_matches(['\'', '\u{2019}']);
        let (message, help) = if stem.matches('*').count() > 1 || !(stem.starts_with('*') || stem.ends_with('*')) {
            ("a star stands at the start or at the end of a word", "write \"terror*\" or \"*phobia\"")
        } else if stem == "*" {
            (
                "a star alone is any word",
                "use a gap, \"...1\", or a leading `*-` (any word and a hyphen), both in `pattern`",
            )
        } else if stem.chars().filter(|c| c.is_alphanumeric()).count() < FEWEST_LETTERS {
            ("a star needs three letters or more beside it", "write the forms that you mean")
        } else {
            continue;
        };
        problems.add(span, format!("{message}: \"{word}\""), help);
        return false;
    }
    true
}

/// Whether this is one word by any rule of cutting.
fn plain(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn has_gap(text: &str) -> bool {
    text.contains('.') && text.contains("...")
}

/// With single spaces.
fn spaced(text: &str) -> String {
    let is_spaced = text.is_ascii() && text.trim() == text && !text.contains("  ") && !text.contains(['\t', '\r']);
    if is_spaced { text.to_owned() } else { text.split_whitespace().collect::<Vec<_>>().join(" ") }
}

/// Whether a form can be found at all; if not, it is a problem.
fn is_possible(form: &Form, span: Span, problems: &mut Problems) -> bool {
    let is_gap = |piece: Option<&Piece>| matches!(piece, Some(Piece::Gap(_)));
    let n_words = form.pieces.iter().filter(|piece| !is_gap(Some(piece))).count();
    let text = &form.text;
    let (message, help) = if n_words == 0 {
        (format!("\"{text}\" has no word"), "write at least one word")
    } else if n_words > MOST_WORDS {
        (format!("this form has {n_words} words, and the limit is {MOST_WORDS}"), "write the part of it that is loaded")
    } else if is_gap(form.pieces.first()) || is_gap(form.pieces.last()) {
        (format!("\"{text}\" starts or ends with a gap"), "put a word on each side of a gap")
    } else if form.pieces.windows(2).any(|pair| is_gap(pair.first()) && is_gap(pair.last())) {
        (format!("\"{text}\" has two gaps in a row"), "write one gap: \"...4\"")
    } else if form.pieces.iter().filter(|piece| is_gap(Some(piece))).count() > MOST_GAPS {
        (format!("\"{text}\" has more than {MOST_GAPS} gaps"), "write the part of it that is loaded")
    } else {
        return true;
    };
    problems.add(span, message, help);
    false
}

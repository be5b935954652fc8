//! What stands in for the language's cutter and inflector until they are there?

use super::FormJoint;

/// A word of a form.
pub(super) struct Cut<'t> {
    pub text: &'t str,
    pub joint: FormJoint,
    pub possessive: bool,
}

/// The words of a form or a phrase.
pub(super) fn cut(text: &str) -> Vec<Cut<'_>> {
    let is_inner = |c: char| matches!(c, '\'' | '’' | '.');
    let mut words: Vec<Cut<'_>> = Vec::new();
    let mut end = 0;
    let mut rest = text;
    while let Some(start) = rest.find(char::is_alphanumeric) {
        let between = &rest[..start];
        let word = &rest[start..];
        let length = word
            .char_indices()
            .find(|&(at, c)| {
                !c.is_alphanumeric() && !(is_inner(c) && word[at + c.len_utf8()..].starts_with(char::is_alphanumeric))
            })
            .map_or(word.len(), |(at, _)| at);
        let joint = match between.trim() {
            "" => FormJoint::Space,
            "-" if between == "-" => FormJoint::Hyphen,
            "/" => FormJoint::Slash,
            _ => FormJoint::Punctuation,
        };
        end += start + length;
        let whole = &word[..length];
        let bare = whole.strip_suffix("'s").or(whole.strip_suffix("’s"));
        words.push(Cut { text: bare.unwrap_or(whole), joint, possessive: bare.is_some() });
        rest = &text[end..];
    }
    words
}

/// What kind of word a lemma is.
#[derive(Clone, Copy)]
pub(super) enum Pos {
    Noun,
    Verb,
    Adj,
}

/// The inflected forms of a lemma.
pub(super) fn inflect(lemma: &str, pos: Pos) -> Vec<String> {
    let stem = lemma.strip_suffix('e').unwrap_or(lemma);
    match pos {
        Pos::Noun => vec![lemma.to_owned(), format!("{lemma}s")],
        Pos::Verb => vec![lemma.to_owned(), format!("{lemma}s"), format!("{stem}ed"), format!("{stem}ing")],
        Pos::Adj => vec![lemma.to_owned(), format!("{stem}er"), format!("{stem}est")],
    }
}

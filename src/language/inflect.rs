//! Which are the inflected forms of a lemma?

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Irregular forms, from the language file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Irregular {
    /// All other forms of a verb: third person, past, participle, -ing.
    pub verb: BTreeMap<String, Vec<String>>,
    /// The plurals of a noun.
    pub noun: BTreeMap<String, Vec<String>>,
    /// Verbs of more than one syllable that double their last letter: refer, referred.
    pub doubling: Vec<String>,
}

/// A verb and its forms: third person, past, participle, -ing. Of a phrase, the first word is inflected.
pub fn verb(lemma: &str, irregular: &Irregular) -> Vec<String> {
    let (verb, rest) = lemma.split_once(' ').map_or((lemma, ""), |(verb, rest)| (verb, rest));
    let forms = match irregular.verb.get(&verb.to_lowercase()) {
        Some(forms) => std::iter::once(verb.to_owned()).chain(forms.iter().cloned()).collect(),
        None => regular_verb(verb, irregular),
    };
    let with_rest = |form: String| if rest.is_empty() { form } else { format!("{form} {rest}") };
    unique(forms.into_iter().map(with_rest))
}

/// A noun and its plural. Of a phrase, the last word is inflected.
pub fn noun(lemma: &str, irregular: &Irregular) -> Vec<String> {
    let (rest, noun) = lemma.rsplit_once([' ', '-']).map_or(("", lemma), |(_, noun)| {
        let (rest, _) = lemma.split_at(lemma.len() - noun.len());
        (rest, noun)
    });
    let plurals = match irregular.noun.get(&noun.to_lowercase()) {
        Some(plurals) => plurals.clone(),
        None => vec![with_s(noun)],
    };
    unique(std::iter::once(lemma.to_owned()).chain(plurals.into_iter().map(|plural| format!("{rest}{plural}"))))
}

/// An adjective with its comparative and superlative.
pub fn adjective(lemma: &str, irregular: &Irregular) -> Vec<String> {
    let stem = if let Some(stem) = lemma.strip_suffix('e') {
        stem.to_owned()
    } else if ends_in_consonant_y(lemma) {
        format!("{}i", &lemma[..lemma.len() - 1])
    } else {
        doubled(lemma, irregular)
    };
    unique([lemma.to_owned(), format!("{stem}er"), format!("{stem}est")].into_iter())
}

fn regular_verb(verb: &str, irregular: &Irregular) -> Vec<String> {
    let (past, ing) = if let Some(stem) = verb.strip_suffix("ie") {
        (format!("{verb}d"), format!("{stem}ying"))
    } else if verb.ends_with("ee") || verb.ends_with("oe") || verb.ends_with("ye") {
        (format!("{verb}d"), format!("{verb}ing"))
    } else if let Some(stem) = verb.strip_suffix('e') {
        (format!("{verb}d"), format!("{stem}ing"))
    } else if ends_in_consonant_y(verb) {
        (format!("{}ied", &verb[..verb.len() - 1]), format!("{verb}ing"))
    } else if verb.ends_with('c') {
        (format!("{verb}ked"), format!("{verb}king"))
    } else {
        let stem = doubled(verb, irregular);
        (format!("{stem}ed"), format!("{stem}ing"))
    };
    vec![verb.to_owned(), with_s(verb), past, ing]
}

fn with_s(word: &str) -> String {
    let sibilant = ["s", "x", "z", "ch", "sh"].iter().any(|ending| word.ends_with(ending));
    if ends_in_consonant_y(word) {
        format!("{}ies", &word[..word.len() - 1])
    } else if sibilant {
        format!("{word}es")
    } else {
        format!("{word}s")
    }
}

fn ends_in_consonant_y(word: &str) -> bool {
    let mut letters = word.chars().rev();
    letters.next() == Some('y') && letters.next().is_some_and(|c| c.is_alphabetic() && !is_vowel(c))
}

/// The word with its last letter doubled, where English doubles it: consonant, one vowel, consonant, in a word of one
/// syllable or one that is listed.
fn doubled(word: &str, irregular: &Irregular) -> String {
    let letters: Vec<char> = word.to_lowercase().chars().collect();
    let [.., before, vowel, last] = letters[..] else { return word.to_owned() };
    let pattern = !is_vowel(before) && is_vowel(vowel) && !is_vowel(last) && !matches!(last, 'w' | 'x' | 'y');
    let groups = letters.split(|c| !is_vowel(*c) && *c != 'y').filter(|group| !group.is_empty()).count();
    // "qu" counts as a consonant: quit, quitted.
    let qu = word.starts_with("qu") && groups == 1 && letters.len() == 4;
    if (pattern || qu) && (groups == 1 || irregular.doubling.contains(&word.to_lowercase())) {
        format!("{word}{last}")
    } else {
        word.to_owned()
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u')
}

fn unique(forms: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = Vec::new();
    forms.for_each(|form| {
        if !seen.contains(&form) {
            seen.push(form);
        }
    });
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn irregular() -> Irregular {
        Irregular {
            verb: [("flee".to_owned(), ["flees", "fled", "fleeing"].map(str::to_owned).to_vec())].into(),
            noun: [("crisis".to_owned(), vec!["crises".to_owned()])].into(),
            doubling: vec!["admit".to_owned()],
        }
    }

    #[test]
    fn verbs_follow_the_spelling_rules() {
        let forms = |lemma: &str| verb(lemma, &irregular()).join(" ");
        assert_eq!(forms("slam"), "slam slams slammed slamming");
        assert_eq!(forms("claim"), "claim claims claimed claiming");
        assert_eq!(forms("unleash"), "unleash unleashes unleashed unleashing");
        assert_eq!(forms("vilify"), "vilify vilifies vilified vilifying");
        assert_eq!(forms("lie"), "lie lies lied lying");
        assert_eq!(forms("admit"), "admit admits admitted admitting");
        assert_eq!(forms("insist"), "insist insists insisted insisting");
        assert_eq!(forms("panic"), "panic panics panicked panicking");
        assert_eq!(forms("destroy"), "destroy destroys destroyed destroying");
        assert_eq!(forms("flee"), "flee flees fled fleeing");
        assert_eq!(verb("lash out", &irregular())[2], "lashed out");
    }

    #[test]
    fn nouns_follow_the_spelling_rules() {
        let forms = |lemma: &str| noun(lemma, &irregular()).join(" ");
        assert_eq!(forms("kingpin"), "kingpin kingpins");
        assert_eq!(forms("crisis"), "crisis crises");
        assert_eq!(forms("ally"), "ally allies");
        assert_eq!(forms("purge"), "purge purges");
        assert_eq!(noun("witch hunt", &irregular()), ["witch hunt", "witch hunts"]);
        assert_eq!(noun("far-lefty", &irregular()), ["far-lefty", "far-lefties"]);
    }

    #[test]
    fn adjectives_follow_the_spelling_rules() {
        assert_eq!(adjective("ugly", &irregular()), ["ugly", "uglier", "ugliest"]);
        assert_eq!(adjective("sad", &irregular()), ["sad", "sadder", "saddest"]);
        assert_eq!(adjective("vile", &irregular()), ["vile", "viler", "vilest"]);
    }
}

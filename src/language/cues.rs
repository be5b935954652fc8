//! Which verbs say that somebody speaks, thinks or wants, and what follows them?
//!
//! They are data: each verb of the language file has codes that say how what is
//! said stands to it. The codes are explained in the file itself.

use serde::{Deserialize, Serialize};

use super::inflect::{self, Irregular};
use super::{Vocabulary, WordId};

/// One form of a verb that says that somebody speaks, thinks or wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// Which form it is.
    pub form: Form,
    /// What may follow it, and how.
    pub takes: Takes,
    /// The prepositions whose object is what is said: *points* to.
    pub after: Vec<WordId>,
    /// What may not follow it where it is used as a finite verb, an infinitive, an -ing form.
    never: [Takes; 3],
}

impl Cue {
    /// What may follow the verb where it is used in this way.
    pub fn takes_as(&self, usage: Usage) -> Takes {
        let never = self.never.get(usage as usize).copied().unwrap_or_default();
        Takes(self.takes.0 & !never.0)
    }
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said
    Past,
    /// read, put: the base is the past too
    BaseAndPast,
    /// saying
    Ing,
}

impl Form {
    /// Whether it can be an infinitive.
    pub fn is_base(self) -> bool {
        matches!(self, Form::Base | Form::BaseAndPast)
    }

    /// Whether it can be a past or a participle.
    pub fn is_past(self) -> bool {
        matches!(self, Form::Past | Form::BaseAndPast)
    }
}

/// How a verb is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usage {
    /// The verb of a sentence: says, has said.
    Finite,
    /// After *to* or a modal: to say, will say.
    Infinitive,
    /// A form that goes with another verb, or continuous: saying, is saying.
    Ing,
    /// is said
    Passive,
}

/// What may follow a verb, and how: a set of codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Takes(u16);

impl Takes {
    /// A clause: says (that) C.
    pub const CLAUSE: Takes = Takes(1 << 0);
    /// A clause, but only if a conjunction, a pronoun or a quotation mark shows that it is one.
    pub const SHOWN_CLAUSE: Takes = Takes(1 << 1);
    /// First whom it is said to: tells R (that) C.
    pub const RECIPIENT: Takes = Takes(1 << 2);
    /// An object that the speaker judges: criticizes O.
    pub const OBJECT: Takes = Takes(1 << 3);
    /// An infinitive: wants to I.
    pub const INFINITIVE: Takes = Takes(1 << 4);
    /// An object and what it is said to have done: accuses O of C.
    pub const OF: Takes = Takes(1 << 5);
    /// What a poll or a study found.
    pub const FINDING: Takes = Takes(1 << 6);
    /// The clause may stand before the verb: "C, she said".
    pub const CORE: Takes = Takes(1 << 7);
    /// … also where a circumstance follows the verb: "C, she said on Monday".
    pub const ASIDE: Takes = Takes(1 << 8);
    /// It is speech even where nothing shows that a clause follows.
    pub const STRONG: Takes = Takes(1 << 9);
    /// Its passive reports speech: was told C.
    pub const SAID: Takes = Takes(1 << 10);
    /// Its passive says nothing of the kind: is known to.
    pub const ACTIVE: Takes = Takes(1 << 11);
    /// A colon after it opens what is said.
    pub const COLON: Takes = Takes(1 << 12);

    /// The codes of the language file.
    const CODES: &[(&str, Takes)] = &[
        ("T", Takes::CLAUSE),
        ("t", Takes::SHOWN_CLAUSE),
        ("R", Takes::RECIPIENT),
        ("O", Takes::OBJECT),
        ("I", Takes::INFINITIVE),
        ("of", Takes::OF),
        ("finding", Takes::FINDING),
        ("core", Takes::CORE),
        ("aside", Takes::ASIDE),
        ("strong", Takes::STRONG),
        ("said", Takes::SAID),
        ("active", Takes::ACTIVE),
        ("colon", Takes::COLON),
    ];

    /// Whether a code is in the set.
    #[inline]
    pub fn has(self, code: Takes) -> bool {
        self.0 & code.0 != 0
    }

    fn add(&mut self, code: Takes) {
        self.0 |= code.0;
    }
}

/// The cues of a language by the numbers of their words.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct CueTable {
    /// For each number 0, or the index of its cue and one more.
    index: Vec<u16>,
    cues: Vec<Cue>,
}

impl CueTable {
    pub fn cue(&self, id: WordId) -> Option<&Cue> {
        let index = self.index.get(id.0 as usize)?.checked_sub(1)?;
        self.cues.get(usize::from(index))
    }

    pub fn add(&mut self, id: WordId, cue: Cue) {
        let index = id.0 as usize;
        if self.index.len() <= index {
            self.index.resize(index + 1, 0);
        }
        self.cues.push(cue);
        self.index[index] = self.cues.len() as u16;
    }
}

/// The forms of a verb with these codes, each with its number. An error names a code that nobody knows.
pub(super) fn verb(
    verb: &str,
    codes: &str,
    irregular: &Irregular,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<(WordId, Cue)>, String> {
    let cue = read(verb, codes, vocabulary)?;
    let words = inflect::verb(verb, irregular);
    let n_forms = words.len();
    let form = |index: usize| match index {
        0 if n_forms < 4 => Form::BaseAndPast,
        0 => Form::Base,
        1 => Form::Third,
        _ if index + 1 == n_forms => Form::Ing,
        _ => Form::Past,
    };
    let of = |(index, word): (usize, &String)| (vocabulary.insert(word), Cue { form: form(index), ..cue.clone() });
    Ok(words.iter().enumerate().map(of).collect())
}

/// A noun with these codes and its plural, each with its number. An error names a code that nobody knows.
pub(super) fn noun(
    noun: &str,
    codes: &str,
    irregular: &Irregular,
    vocabulary: &mut Vocabulary,
) -> Result<Vec<(WordId, Cue)>, String> {
    let cue = read(noun, codes, vocabulary)?;
    Ok(inflect::noun(noun, irregular).iter().map(|word| (vocabulary.insert(word), cue.clone())).collect())
}

fn read(word: &str, codes: &str, vocabulary: &mut Vocabulary) -> Result<Cue, String> {
    let mut cue = Cue { form: Form::Base, takes: Takes::default(), after: Vec::new(), never: Default::default() };
    for code in codes.split_whitespace() {
        if let Some(preposition) = code.strip_prefix('+') {
            cue.after.push(vocabulary.insert(preposition));
            continue;
        }
        let mut parts = code.split('-');
        let name = parts.next().unwrap_or_default();
        let unknown = || format!("{word}: the code {code} is unknown");
        let &(_, code) = Takes::CODES.iter().find(|(known, _)| *known == name).ok_or_else(unknown)?;
        cue.takes.add(code);
        for usage in parts {
            let usage = ["fin", "inf", "ing"].iter().position(|known| *known == usage).ok_or_else(unknown)?;
            cue.never[usage].add(code);
        }
    }
    Ok(cue)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_has_its_codes_in_every_form() {
        let mut vocabulary = Vocabulary::default();
        let irregular = Irregular {
            verb: [("bet".to_owned(), vec!["bets".to_owned(), "betting".to_owned()])].into(),
            ..Irregular::default()
        };
        let forms = verb("bet", "T-inf core +on", &irregular, &mut vocabulary).unwrap();
        let (ids, cues): (Vec<WordId>, Vec<Cue>) = forms.into_iter().unzip();
        assert_eq!(ids, ["bet", "bets", "betting"].map(|word| vocabulary.id(word)));
        assert_eq!(cues.iter().map(|cue| cue.form).collect::<Vec<_>>(), [Form::BaseAndPast, Form::Third, Form::Ing]);
        assert!(
            cues[1].takes_as(Usage::Finite).has(Takes::CLAUSE)
                && !cues[0].takes_as(Usage::Infinitive).has(Takes::CLAUSE)
        );
        assert_eq!(cues[0].after, [vocabulary.id("on")]);
        assert!(verb("say", "T loud", &Irregular::default(), &mut vocabulary).unwrap_err().contains("loud"));
    }
}

//! Which words say that somebody speaks, and where does what they say stand?

use std::collections::BTreeMap;

use super::WordId;

/// One form of a verb that says that somebody speaks, thinks or wants.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Which form it is.
    pub form: Form,
    /// What may follow it.
    pub takes: Takes,
    /// The prepositions whose object is what is said: *point* to.
    pub after: Vec<WordId>,
    /// What may not follow it as a finite form, as an infinitive, as an -ing form.
    never: [Takes; 3],
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
    /// is said.
    Passive,
}

/// A form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// say
    Base,
    /// says
    Third,
    /// said, written; also put, read, where the base is the same
    Past,
    /// put, read, cast
    BasePast,
    /// saying
    Ing,
}
impl Form {
    /// b
    pub fn is_base(self) -> bool { matches!(self, Form::Base | Form::BasePast) }
    /// b
    pub fn is_only_base(self) -> bool { self == Form::Base }
    /// p
    pub fn is_past(self) -> bool { matches!(self, Form::Past | Form::BasePast) }
}

/// What may follow a verb: a set.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Takes(u16);

impl Takes {
    /// A clause: says (that) C.
    pub const CLAUSE: Takes = Takes(1);
    /// First whom it is said to: tells R (that) C.
    pub const RECIPIENT: Takes = Takes(2);
    /// An object that is described: criticizes O.
    pub const OBJECT: Takes = Takes(4);
    /// An infinitive: wants to I.
    pub const INFINITIVE: Takes = Takes(8);
    /// What somebody is accused of.
    pub const OF: Takes = Takes(16);
    /// What a poll or a study shows.
    pub const FINDING: Takes = Takes(32);
    /// A clause, but only if a word or a quotation mark shows it.
    pub const SHOWN_CLAUSE: Takes = Takes(4096);
    const CORE: Takes = Takes(64);
    const STRONG: Takes = Takes(128);
    const ASIDE: Takes = Takes(256);
    const SAID: Takes = Takes(512);
    const NO_PASSIVE: Takes = Takes(1024);
    const COLON: Takes = Takes(2048);

    /// Whether one is in the set.
    pub fn has(self, other: Takes) -> bool {
        self.0 & other.0 != 0
    }
    fn add(&mut self, other: Takes) { self.0 |= other.0 }
}

impl Cue {
    /// core
    pub fn is_core(&self) -> bool { self.takes.has(Takes::CORE) }
    /// strong
    pub fn is_strong(&self) -> bool { self.takes.has(Takes::STRONG) }
    /// aside
    pub fn is_aside(&self) -> bool { self.takes.has(Takes::ASIDE) }
    /// said
    pub fn is_said(&self) -> bool { self.takes.has(Takes::SAID) }
    /// passive
    pub fn is_passive(&self) -> bool { !self.takes.has(Takes::NO_PASSIVE) }
    /// introduces
    pub fn introduces(&self) -> bool { self.takes.has(Takes::COLON) }
    /// What may follow where the verb is used as a finite form (0), an infinitive (1), an -ing form (2).
    pub fn takes_as(&self, usage: Usage) -> Takes {
        Takes(self.takes.0 & !self.never.get(usage as usize).map_or(0, |never| never.0))
    }
    /// parse
    pub fn parse(codes: &str, form: Form, mut id: impl FnMut(&str) -> WordId) -> Result<Cue, String> {
        let mut cue = Cue { form, takes: Takes::default(), after: Vec::new(), never: Default::default() };
        for code in codes.split_whitespace() {
            if let Some(p) = code.strip_prefix('+') { cue.after.push(id(p)); continue; }
            let mut parts = code.split('-');
            let t = match parts.next().unwrap_or_default() {
                "T" => Takes::CLAUSE, "t" => Takes::SHOWN_CLAUSE, "R" => Takes::RECIPIENT, "O" => Takes::OBJECT, "I" => Takes::INFINITIVE, "of" => Takes::OF, "finding" => Takes::FINDING,
                "core" => Takes::CORE, "strong" => Takes::STRONG, "aside" => Takes::ASIDE, "said" => Takes::SAID, "active" => Takes::NO_PASSIVE, "colon" => Takes::COLON,
                other => return Err(other.to_string()),
            };
            cue.takes.add(t);
            for part in parts {
                let i = match part { "fin" => 0, "inf" => 1, "ing" => 2, other => return Err(other.to_string()) };
                cue.never[i].add(t);
            }
        }
        Ok(cue)
    }
}
/// provisional
#[derive(serde::Deserialize)]
pub struct File { /// c
    pub classes: BTreeMap<String, Vec<String>>, /// v
    pub verbs: BTreeMap<String, String>, /// i
    pub irregular: BTreeMap<String, Vec<String>>, /// d
    pub distancing: Vec<String>, /// n
    pub not_cues: Vec<String>, /// e
    pub endings: BTreeMap<String, Vec<String>> }

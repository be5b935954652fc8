//! Which forms of two entries are nearly the same?

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::{Finding, FindingKind};
use crate::analyzer::Analyzer;
use crate::language::inflect;
use crate::lexicon::{EntryId, Lexicons, Status};

/// Forms of fewer letters differ by one too easily: *rant* and *grant*.
const FEWEST_LETTERS: usize = 6;

/// Finds each two entries that have nearly the same form, one of them among `ids`.
pub(super) fn look(ids: &[EntryId], analyzer: &Analyzer, findings: &mut Vec<Finding>) {
    let lexicons = analyzer.lexicons();
    let forms = forms(lexicons);
    let mut pairs = Pairs { found: BTreeMap::new() };
    by_hyphen(&forms, &mut pairs);
    by_inflection(&forms, analyzer, &mut pairs);
    by_letter(&forms, &mut pairs);
    let wanted: BTreeSet<u32> = ids.iter().map(|id| id.0).collect();
    for ((one, other), (how, a, b)) in pairs.found {
        // It is told where the author can mend it.
        let (at, other, a, b) = if wanted.contains(&one) { (one, other, a, b) } else { (other, one, b, a) };
        if wanted.contains(&at) {
            let other = lexicons.entry(EntryId(other)).full_id();
            let message = format!("\"{a}\" is nearly \"{b}\" of {other}: {how}");
            let entry = lexicons.entry(EntryId(at)).full_id();
            findings.push(Finding { entry, kind: FindingKind::NearDuplicate, message });
        }
    }
}

struct Form {
    entry: u32,
    text: String,
}

/// The forms as they are compared: small letters, single words with spaces.
fn forms(lexicons: &Lexicons) -> Vec<Form> {
    let entries = lexicons.entries.iter().enumerate().filter(|(_, entry)| entry.status > Status::Draft);
    let forms = entries.flat_map(|(at, entry)| {
        entry.forms.iter().map(move |form| Form { entry: at as u32, text: form.text.to_lowercase() })
    });
    // Alternatives of a pattern are many, and their likeness says little.
    forms.filter(|form| !form.text.contains("...")).collect()
}

/// One example for each two entries.
struct Pairs {
    found: BTreeMap<(u32, u32), (&'static str, String, String)>,
}

impl Pairs {
    fn add(&mut self, a: &Form, b: &Form, how: &'static str) {
        if a.entry == b.entry || a.text == b.text {
            return;
        }
        let (a, b) = if a.entry < b.entry { (a, b) } else { (b, a) };
        self.found.entry((a.entry, b.entry)).or_insert_with(|| (how, a.text.clone(), b.text.clone()));
    }
}

fn by_hyphen(forms: &[Form], pairs: &mut Pairs) {
    let mut by_letters: HashMap<String, Vec<&Form>> = HashMap::new();
    for form in forms {
        let letters = form.text.chars().filter(|c| !c.is_whitespace() && *c != '-').collect();
        let alike = by_letters.entry(letters).or_default();
        alike.iter().for_each(|other| pairs.add(other, form, "only a hyphen or a space differs"));
        alike.push(form);
    }
}

fn by_inflection(forms: &[Form], analyzer: &Analyzer, pairs: &mut Pairs) {
    let mut by_text: HashMap<&str, Vec<&Form>> = HashMap::new();
    forms.iter().for_each(|form| by_text.entry(&form.text).or_default().push(form));
    let irregular = analyzer.language().irregular();
    for form in forms {
        let inflected = inflect::noun(&form.text, irregular).into_iter().chain(inflect::verb(&form.text, irregular));
        for text in inflected {
            let alike = by_text.get(text.as_str()).into_iter().flatten();
            alike.for_each(|other| pairs.add(form, other, "one is an inflected form of the other"));
        }
    }
}

/// Forms that become the same when one letter is left out of either or of both at the same place: these differ by one
/// letter. Comparing each with each would take a hundred million steps.
fn by_letter(forms: &[Form], pairs: &mut Pairs) {
    let mut shortened: HashMap<(usize, String), Vec<&Form>> = HashMap::new();
    let mut whole: HashMap<&str, Vec<&Form>> = HashMap::new();
    let long = || forms.iter().filter(|form| form.text.chars().count() >= FEWEST_LETTERS);
    long().for_each(|form| whole.entry(&form.text).or_default().push(form));
    for form in long() {
        let letters: Vec<char> = form.text.chars().collect();
        for (at, letter) in letters.iter().enumerate() {
            // Numbers and the spaces of phrases are no slips of the finger.
            if !letter.is_alphabetic() {
                continue;
            }
            let short: String = letters[..at].iter().chain(&letters[at + 1..]).collect();
            let one_more = whole.get(short.as_str()).into_iter().flatten();
            one_more.for_each(|other| pairs.add(form, other, "one letter differs"));
            let alike = shortened.entry((at, short)).or_default();
            alike.iter().for_each(|other| pairs.add(other, form, "one letter differs"));
            alike.push(form);
        }
    }
}

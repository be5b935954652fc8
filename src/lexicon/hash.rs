//! In which state is a lexicon?

use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{Case, Entry, Form, FormJoint, Guard, Lexicons, NameSet, Phrase, Piece, Stance, Status, Window};

/// SHA-256 in hex of the canonical JSON of the resolved entries and name sets of a lexicon, sorted by full id: keys in
/// alphabetical order, no white space. All that an output can show or depend on is in it; notes, reviews and examples,
/// which speak to authors, are not.
pub(super) fn hash(id: &str, lexicons: &Lexicons) -> String {
    let mut hasher = Sha256::new();
    // One buffer for all: the JSON of a whole lexicon is as large as its file.
    let mut json = Vec::new();
    hasher.update("{\"entries\":[");
    let mut separator = "";
    for entry in lexicons.entries.iter().filter(|entry| *entry.lexicon == *id) {
        add(&mut hasher, &mut json, separator, &CanonicalEntry::of(entry, lexicons));
        separator = ",";
    }
    hasher.update("],\"namesets\":[");
    separator = "";
    for set in lexicons.namesets.iter().filter(|set| *set.lexicon == *id) {
        add(&mut hasher, &mut json, separator, &CanonicalSet::of(set));
        separator = ",";
    }
    hasher.update("]}");
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

fn add(hasher: &mut Sha256, json: &mut Vec<u8>, separator: &str, value: &impl Serialize) {
    json.clear();
    json.extend_from_slice(separator.as_bytes());
    // Writing strings and numbers into memory cannot fail.
    let _ = serde_json::to_writer(&mut *json, value);
    hasher.update(&*json);
}

// In each of these, the fields stand in alphabetical order.

#[derive(Serialize)]
struct CanonicalEntry<'e> {
    advisory_up_to: u8,
    alternatives: &'e [String],
    case: &'static str,
    category: &'e str,
    compound: bool,
    except_forms: Vec<&'e str>,
    factual: bool,
    forms: Vec<&'e str>,
    hyphen_either: bool,
    id: &'e str,
    intensity: u8,
    mirror: &'e [String],
    needs: Vec<CanonicalGuard<'e>>,
    origin: Option<&'e str>,
    perspective: &'e [String],
    possessive: bool,
    replace: &'e [String],
    sources: &'e [String],
    stance: Option<&'static str>,
    status: &'static str,
    unless: Vec<CanonicalGuard<'e>>,
}

impl<'e> CanonicalEntry<'e> {
    fn of(entry: &'e Entry, lexicons: &'e Lexicons) -> CanonicalEntry<'e> {
        let category = lexicons.categories.get(entry.category.0 as usize);
        CanonicalEntry {
            advisory_up_to: category.map_or(0, |category| category.advisory_up_to),
            alternatives: &entry.alternatives,
            case: case(entry.case),
            category: category.map_or("", |category| &category.id),
            compound: entry.compound,
            except_forms: texts(&entry.except_forms),
            factual: entry.factual,
            forms: texts(&entry.forms),
            hyphen_either: has_either(&entry.forms),
            id: &entry.id,
            intensity: entry.intensity,
            mirror: &entry.mirror,
            needs: entry.needs.iter().map(CanonicalGuard::of).collect(),
            origin: entry.origin.as_deref(),
            perspective: &entry.perspective,
            possessive: entry.possessive,
            replace: &entry.replace,
            sources: &entry.sources,
            stance: entry.stance.map(|stance| match stance {
                Stance::Negative => "negative",
                Stance::Positive => "positive",
                Stance::Doubt => "doubt",
                Stance::Hides => "hides",
                Stance::Mixed => "mixed",
            }),
            status: match entry.status {
                Status::Draft => "draft",
                Status::Listed => "listed",
                Status::Reviewed => "reviewed",
            },
            unless: entry.unless.iter().map(CanonicalGuard::of).collect(),
        }
    }
}

#[derive(Serialize)]
struct CanonicalGuard<'e> {
    /// Left out where it is not asked for, so that older hashes stay; so is `question`.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    after_possessive: bool,
    any: Vec<&'e [String]>,
    demote_to: Option<u8>,
    form: &'e [String],
    left: Vec<&'e [String]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    question: bool,
    right: Vec<&'e [String]>,
    title_case: bool,
    window: (&'static str, u16),
}

impl<'e> CanonicalGuard<'e> {
    fn of(guard: &'e Guard) -> CanonicalGuard<'e> {
        CanonicalGuard {
            after_possessive: guard.after_possessive,
            any: phrases(&guard.any),
            demote_to: guard.demote_to,
            form: &guard.form,
            left: phrases(&guard.left),
            question: guard.question,
            right: phrases(&guard.right),
            title_case: guard.title_case,
            window: match guard.window {
                Window::Left(words) => ("left_within", words),
                Window::Right(words) => ("right_within", words),
                Window::Within(words) => ("within", words),
                Window::Sentence => ("sentence", 0),
            },
        }
    }
}

fn phrases(phrases: &[Phrase]) -> Vec<&[String]> {
    phrases.iter().map(|phrase| &**phrase).collect()
}

#[derive(Serialize)]
struct CanonicalSet<'e> {
    id: &'e str,
    min_hits: u32,
    referent: &'e str,
    variants: Vec<CanonicalVariant<'e>>,
}

#[derive(Serialize)]
struct CanonicalVariant<'e> {
    case: &'static str,
    forms: Vec<&'e str>,
    id: &'e str,
    neutral: bool,
    perspective: &'e [String],
    sources: &'e [String],
}

impl<'e> CanonicalSet<'e> {
    fn of(set: &'e NameSet) -> CanonicalSet<'e> {
        let variants = set.variants.iter().map(|variant| CanonicalVariant {
            case: case(variant.case),
            forms: texts(&variant.forms),
            id: &variant.id,
            neutral: variant.neutral,
            perspective: &variant.perspective,
            sources: &variant.sources,
        });
        CanonicalSet { id: &set.id, min_hits: set.min_hits, referent: &set.referent, variants: variants.collect() }
    }
}

/// The texts of forms. With the hyphen rule of the entry they say what the pieces are.
fn texts(forms: &[Form]) -> Vec<&str> {
    forms.iter().map(|form| form.text.as_str()).collect()
}

/// Whether a space and a hyphen are the same to some form.
fn has_either(forms: &[Form]) -> bool {
    let is_either = |piece: &Piece| matches!(piece, Piece::Word { joint: FormJoint::Either, .. });
    forms.iter().any(|form| form.pieces.iter().any(is_either))
}

fn case(case: Case) -> &'static str {
    match case {
        Case::Insensitive => "insensitive",
        Case::Exact => "exact",
        Case::LowerOnly => "lower-only",
    }
}

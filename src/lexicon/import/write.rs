//! How is a dictionary written as a lexicon?

use std::collections::{BTreeMap, HashMap, HashSet};

use super::{Dictionary, Imported, Loss, Options, Term};
use crate::document::{Error, Placed, Problems};
use crate::language::{Language, Vocabulary, fold};
use crate::lexicon::cuts::Cuts;
use crate::lexicon::{Lexicons, forms};
use crate::span::Span;

/// So many forms go into one entry.
const AT_MOST: usize = forms::MOST;

/// The dictionary as a lexicon: an entry for each category and intensity, since categories are what it counts.
pub(super) fn written(dictionary: Dictionary, options: &Options) -> Imported {
    let Dictionary { categories, terms, mut losses, .. } = dictionary;
    let (terms, more) = possible(terms);
    losses.extend(more);
    let (terms, more) = in_one_category(terms, &categories);
    losses.extend(more);
    losses.sort();
    let ids = ids(&categories);
    let mut groups: BTreeMap<(usize, u8), Vec<String>> = BTreeMap::new();
    let n_terms = terms.len();
    for term in terms {
        let intensity = term.intensity.unwrap_or(options.intensity);
        groups.entry((term.categories[0], intensity)).or_default().push(term.text);
    }
    let mut toml = head(&losses, options);
    let mut used: Vec<usize> = groups.keys().map(|&(category, _)| category).collect();
    used.dedup();
    // A category that is shipped has more to say than its title: what of it is advisory.
    let shipped = Lexicons::builtin().categories;
    used.retain(|&category| !shipped.iter().any(|shipped| *shipped.id == *ids[category]));
    for category in used {
        let (name, id) = (&categories[category], &ids[category]);
        // A title cannot be blank.
        let title = quoted(if name.trim().is_empty() { id } else { name });
        toml.push_str(&format!("\n[[category]]\nid = \"{id}\"\ntitle = {title}\n"));
    }
    for ((category, intensity), forms) in groups {
        for (part, forms) in forms.chunks(AT_MOST).enumerate() {
            let id = &ids[category];
            let part = if part == 0 { String::new() } else { format!("-part{}", part + 1) };
            toml.push_str(&format!(
                "\n[[entry]]\nid = \"{id}-{intensity}{part}\"\ncategory = \"{id}\"\nintensity = {intensity}\nforms = [\n"
            ));
            forms.iter().for_each(|form| toml.push_str(&format!("    {},\n", quoted(form))));
            toml.push_str("]\n");
        }
    }
    Imported { toml, terms: n_terms, losses }
}

/// The terms that can be forms, by the loader's own rules; why the others cannot.
fn possible(terms: Vec<Term>) -> (Vec<Term>, Vec<Loss>) {
    let mut vocabulary = Vocabulary::default();
    let language = Language::english(&mut vocabulary);
    let cuts = Cuts::of(&vocabulary, &language);
    let mut losses = Vec::new();
    let mut kept = Vec::with_capacity(terms.len());
    for term in terms {
        let mut problems = Problems::default();
        let span = Span::new(0, term.text.len() as u32);
        forms::form(Placed { text: &term.text, span }, false, &cuts, &mut problems);
        match Error::of([("term", term.text.as_str(), problems)]) {
            None => kept.push(term),
            Some(error) => {
                let why = error.problems().first().map_or(String::new(), |found| found.message.to_owned());
                losses.push(Loss { line: term.line, rule: term.text, why });
            }
        }
    }
    (kept, losses)
}

/// Each term in one category: a form counts once. The smallest category says most, which in LIWC, where the members of a
/// category are those of the ones above it too, is the innermost.
fn in_one_category(terms: Vec<Term>, names: &[String]) -> (Vec<Term>, Vec<Loss>) {
    let mut sizes = vec![0_usize; names.len()];
    terms.iter().flat_map(|term| &term.categories).for_each(|&category| sizes[category] += 1);
    let smaller = |&category: &usize| (sizes[category], category);
    let mut chosen: HashMap<String, usize> = HashMap::new();
    for term in &terms {
        let best = term.categories.iter().copied().min_by_key(smaller).unwrap_or_default();
        let of = chosen.entry(fold(&term.text).into_owned()).or_insert(best);
        *of = std::cmp::min_by_key(*of, best, smaller);
    }
    let mut losses = Vec::new();
    let mut kept: HashSet<String> = HashSet::new();
    let mut left = Vec::with_capacity(terms.len());
    for mut term in terms {
        let key = fold(&term.text).into_owned();
        let category = chosen[&key];
        for &other in term.categories.iter().filter(|&&other| other != category) {
            let why = format!("a form counts in one category: here in {}", names[category]);
            losses.push(Loss { line: term.line, rule: format!("{} in {}", term.text, names[other]), why });
        }
        if term.categories.contains(&category) && kept.insert(key) {
            term.categories = vec![category];
            left.push(term);
        }
    }
    (left, losses)
}

/// An id for each category, made of its name.
fn ids(names: &[String]) -> Vec<String> {
    let mut taken = HashSet::new();
    // How far each stem is counted: from 1 again for each of many would take quadratic time.
    let mut counted: HashMap<String, usize> = HashMap::new();
    let id = |name: &String| {
        let lower = name.to_lowercase();
        let words = lower.split(|c: char| !c.is_alphanumeric() || c.is_uppercase()).filter(|word| !word.is_empty());
        let stem = words.collect::<Vec<_>>().join("-");
        let stem = if stem.is_empty() { "category".to_owned() } else { stem };
        let n = counted.entry(stem.clone()).or_default();
        loop {
            *n += 1;
            let id = if *n == 1 { stem.clone() } else { format!("{stem}-{n}") };
            if taken.insert(id.clone()) {
                return id;
            }
        }
    };
    names.iter().map(id).collect()
}

fn head(losses: &[Loss], options: &Options) -> String {
    let mut head = String::from(
        "# Made by `slantwise lexicon import`. Terms are forms as they were; look at intensities and categories, and give\n\
         # what you keep notes, examples and guards. Whose dictionary this is, and whether it may be passed on, its license says.\n",
    );
    if !losses.is_empty() {
        head.push_str(&format!("#\n# Not carried over as it was ({}):\n", losses.len()));
        losses.iter().for_each(|loss| head.push_str(&format!("# {}\n", commented(&loss.to_string()))));
    }
    let id = &options.id;
    head.push_str(&format!("format = 1\n\n[lexicon]\nid = \"{id}\"\nversion = \"0.1.0\"\nlanguage = \"en\"\n"));
    head
}

impl std::fmt::Display for Loss {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "line {}: {}: {}", self.line, self.rule, self.why)
    }
}

/// A comment of TOML cannot hold control characters.
fn commented(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

//! What is an author given to edit? Candidates as a lexicon of drafts.

use std::collections::BTreeSet;

use super::{grouped, visible};
use crate::language::fold;
use crate::proof::suggest::Candidate;

/// The id of the lexicon that is printed.
pub const LEXICON: &str = "candidates";

/// A candidate with the sentences it was found in.
#[derive(Clone, Debug)]
pub struct Suggestion {
    /// The term and what it was found by.
    pub candidate: Candidate,
    /// Its id in the lexicon.
    pub id: String,
    /// Sentences it stands in.
    pub sentences: Vec<String>,
}

/// What the candidates were found in.
#[derive(Clone, Copy, Debug)]
pub struct Corpus<'a> {
    /// What was read, as it was named.
    pub inputs: &'a str,
    /// Articles.
    pub articles: u64,
    /// Outlets.
    pub outlets: u64,
    /// By how many articles a count may be too low.
    pub short_by: u64,
    /// What made it.
    pub made: &'a str,
}

/// Gives each candidate an id of its own. Terms that differ only in case would be one form twice; the first is kept.
pub fn suggestions(candidates: impl Iterator<Item = Candidate>) -> Vec<Suggestion> {
    let (mut forms, mut ids) = (BTreeSet::new(), BTreeSet::new());
    let mut suggestions = Vec::new();
    for candidate in candidates {
        if !forms.insert(fold(&candidate.term).into_owned()) {
            continue;
        }
        let words = candidate.term.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let plain = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
        let numbered = (2..).map(|n| format!("{plain}-{n}"));
        let Some(id) = std::iter::once(plain.clone()).chain(numbered).find(|id| ids.insert(id.clone())) else {
            continue;
        };
        suggestions.push(Suggestion { candidate, id, sentences: Vec::new() });
    }
    suggestions
}

/// The lexicon, as TOML.
pub fn toml(suggestions: &[Suggestion], corpus: &Corpus<'_>) -> String {
    let about = format!(
        "{} articles of {} outlets ({})",
        grouped(corpus.articles),
        grouped(corpus.outlets),
        visible(corpus.inputs)
    );
    let mut text = format!(
        "# Words and phrases in which outlets differ, of {about}.\n\
         # Made by {}.\n\
         # Nobody has looked at them: most are topics, not loaded. Keep what is loaded; give it a category, an\n\
         # intensity, a note and a sentence under `miss`; then set its status.\n\
         # z: log-odds with an informative Dirichlet prior of 500 words (Monroe, Colaresi & Quinn 2008) over its standard\n\
         # error, in own narration of bodies. It ranks words and is no test: words of one article hang together.\n",
        visible(corpus.made)
    );
    if corpus.short_by > 0 {
        let short_by = grouped(corpus.short_by);
        text.push_str(&format!(
            "# There were more terms than fit in memory, and rare ones were forgotten on the way: a count may be short by up\n\
             # to {short_by} articles, and a term may be missing that is in few more than that.\n"
        ));
    }
    text.push_str(&format!(
        "format = 1\n\n[lexicon]\nid = \"{LEXICON}\"\nversion = \"0.1.0\"\nlanguage = \"en\"\ntitle = {}\n\n\
         [[category]]\nid = \"candidate\"\nfamily = \"candidate\"\ntitle = \"Candidates, not sorted yet\"\n\
         about = \"Terms in which outlets differ; each belongs into another category or nowhere.\"\n",
        quoted(&format!("Candidates from {about}"))
    ));
    suggestions.iter().for_each(|suggestion| text.push_str(&entry(suggestion, &about)));
    text
}

fn entry(suggestion: &Suggestion, about: &str) -> String {
    let Suggestion { candidate, id, sentences } = suggestion;
    let (more, less) = (candidate.uses_more, candidate.uses_less);
    let length = match candidate.term.split([' ', '-']).count() {
        1 => "words".to_owned(),
        n => format!("runs of {n} words"),
    };
    let origin = format!(
        "slantwise suggest over {about}: more by {} than by {}, z {:.2}, {} of {} {length} against {} of {}; in {} articles of {} outlets",
        side(&candidate.more),
        side(&candidate.less),
        candidate.keyness.z,
        grouped(more.count),
        grouped(more.total),
        grouped(less.count),
        grouped(less.total),
        grouped(candidate.articles),
        grouped(candidate.outlets),
    );
    let mut text = format!(
        "\n[[entry]]\nid = {}\nforms = [{}]\ncategory = \"candidate\"\nintensity = 1\n",
        quoted(id),
        quoted(&candidate.term)
    );
    // US is not us.
    if candidate.term.chars().any(char::is_uppercase) {
        text.push_str("case = \"exact\"\n");
    }
    text.push_str(&format!("status = \"draft\"\norigin = {}\n", quoted(&origin)));
    if !sentences.is_empty() {
        let sentences: Vec<String> = sentences.iter().map(|sentence| format!("  {},\n", quoted(sentence))).collect();
        text.push_str(&format!("[entry.tests]\nhit = [\n{}]\n", sentences.concat()));
    }
    text
}

fn side(name: &str) -> &str {
    if name.is_empty() { "(no outlet)" } else { name }
}

/// A text as a basic string of TOML, with what does not print as escapes.
fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if visible(c.encode_utf8(&mut [0; 4])) != c.to_string() => {
                quoted.push_str(&format!("\\U{:08X}", u32::from(c)));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::{File, Lexicons, Selection, Status};
    use crate::stats::{Keyness, Uses};

    fn candidate(term: &str) -> Candidate {
        Candidate {
            term: term.to_owned(),
            more: "The \"Harbor\"\u{202e}".to_owned(),
            less: "the rest".to_owned(),
            keyness: Keyness { delta: 1.0, z: 4.256 },
            uses_more: Uses { count: 12, total: 3456 },
            uses_less: Uses { count: 1, total: 7890 },
            articles: 9,
            outlets: 2,
            more_outlets: Vec::new(),
        }
    }

    #[test]
    fn what_is_printed_is_a_lexicon_of_drafts() {
        let terms = ["harbor lords", "NATO lords", "nato lords", "harbor-lords"];
        let mut found = suggestions(terms.map(candidate).into_iter());
        let ids: Vec<&str> = found.iter().map(|of| of.id.as_str()).collect();
        assert_eq!(ids, ["harbor-lords", "nato-lords", "harbor-lords-2"]);
        found[0].sentences.push("The “harbor lords” said \"no\" \\ \u{7}.".to_owned());
        let corpus = Corpus { inputs: "crawl\n.jsonl", articles: 1200, outlets: 3, short_by: 2, made: "slantwise" };
        let text = toml(&found, &corpus);
        let extra = vec![File { name: "c.toml".into(), text }];
        let lexicons = Lexicons::load(&Selection { only: vec![LEXICON.into()], extra }).unwrap();
        assert_eq!(lexicons.entries.len(), 3);
        let entry = lexicons.entries.iter().find(|entry| *entry.id == *"harbor-lords").unwrap();
        assert_eq!((entry.status, entry.intensity), (Status::Draft, 1));
        assert_eq!(entry.tests.hit, ["The “harbor lords” said \"no\" \\ \u{7}."]);
        let origin = entry.origin.as_deref().unwrap();
        assert!(
            origin.starts_with(
                "slantwise suggest over 1,200 articles of 3 outlets (crawl .jsonl): more by The \"Harbor\""
            )
        );
        assert!(origin.contains("z 4.26, 12 of 3,456 runs of 2 words against 1 of 7,890; in 9 articles of 2 outlets"));
    }
}

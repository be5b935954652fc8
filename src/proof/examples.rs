//! Does each entry hit in the sentences in which it must, and in none in which it must not?

use std::fmt;

use crate::analyzer::{Analysis, Analyzer};
use crate::corpus::Article;
use crate::lexicon::{Entry, EntryId};

/// What came of trying entries on their own examples.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Examples {
    /// Entries that were tried.
    pub entries: usize,
    /// Sentences in which they did what they must.
    pub passed: usize,
    /// The others.
    pub failures: Vec<FailedExample>,
}

/// A sentence in which an entry did not do what it must.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FailedExample {
    /// The full id of the entry.
    pub entry: String,
    /// What went wrong.
    pub verdict: Verdict,
    /// The sentence.
    pub sentence: String,
}

/// What went wrong with an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It should hit, and did not.
    Missed,
    /// It should not hit, and did.
    Hit,
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Verdict::Missed => "does not hit in its own example:",
            Verdict::Hit => "hits where it must not:",
        })
    }
}

/// Tries each wanted entry on its `hit` and `miss` sentences, each as the body of an article; as its title, if the entry is
/// for headlines.
pub fn examples(analyzer: &Analyzer, wanted: impl Fn(&Entry) -> bool) -> Examples {
    let mut results = Examples::default();
    let mut analysis = Analysis::default();
    for (index, entry) in analyzer.lexicons().entries.iter().enumerate().filter(|(_, entry)| wanted(entry)) {
        results.entries += 1;
        let id = EntryId(index as u32);
        let is_for_headlines = entry.needs.iter().any(|guard| guard.question);
        let sentences = entry.tests.hit.iter().map(|sentence| (sentence, Verdict::Missed));
        for (sentence, verdict) in sentences.chain(entry.tests.miss.iter().map(|sentence| (sentence, Verdict::Hit))) {
            let article = match is_for_headlines {
                true => Article { title: sentence.clone(), ..Article::default() },
                false => Article { body: sentence.clone(), ..Article::default() },
            };
            analyzer.analyze_into(&article, &mut analysis);
            let hits = analysis.title.hits.iter().chain(&analysis.body.hits).any(|hit| hit.entry == id);
            if hits == (verdict == Verdict::Missed) {
                results.passed += 1;
            } else {
                results.failures.push(FailedExample { entry: entry.full_id(), verdict, sentence: sentence.clone() });
            }
        }
    }
    results
}

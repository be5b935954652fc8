//! Which articles have an id that an earlier one has?

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use slantwise::corpus::Article;
use slantwise::report::grouped;

/// The ids that were seen, 8 bytes of each: of a million, two different ones are taken for the same once in 30 million runs.
#[derive(Default)]
pub struct Ids {
    seen: HashSet<u64>,
    repeated: u64,
    /// One of those that came back.
    example: Option<String>,
}

/// The id of an article, as far as it is remembered.
pub struct Id {
    hash: u64,
    text: String,
}

impl Id {
    pub fn of(article: &Article) -> Id {
        let mut hasher = DefaultHasher::new();
        article.id.hash(&mut hasher);
        Id { hash: hasher.finish(), text: article.id.clone() }
    }
}

impl Ids {
    /// Remembers the ids of some articles.
    pub fn add(&mut self, ids: Vec<Id>) {
        for id in ids {
            if !self.seen.insert(id.hash) {
                self.repeated += 1;
                self.example.get_or_insert(id.text);
            }
        }
    }

    /// What is to be said of ids that came back, if any did.
    pub fn warning(&self) -> Option<String> {
        let example = self.example.as_deref()?;
        let which = if self.repeated == 1 { "article has" } else { "articles have" };
        let n = grouped(self.repeated);
        Some(format!("{n} {which} the id of an earlier one, such as {example}; each is counted all the same"))
    }
}

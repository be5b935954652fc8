//! How much was read, skipped and left out? Integers that add up.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Article, Skipped};

/// What became of everything that was given.
///
/// What was read is `articles`, `skipped` and `unwanted`; `failed` and `left_out` are files that were not read,
/// `passed_over` records that are no articles and are not meant to be.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Records that are articles.
    pub articles: u64,
    /// Records that are not, by [`Reason::name`](super::Reason::name).
    pub skipped: BTreeMap<String, u64>,
    /// Articles that are not wanted, by why.
    #[serde(default)]
    pub unwanted: BTreeMap<String, u64>,
    /// Articles in other character sets than UTF-8, by set.
    #[serde(default)]
    pub decoded: BTreeMap<String, u64>,
    /// Articles that were too long, and whose end was cut off.
    #[serde(default)]
    pub cut: u64,
    /// Files and folders given that could not be read, or not to their end.
    pub failed: u64,
    /// Files and folders within folders that were left out, by kind.
    pub left_out: BTreeMap<String, u64>,
    /// Records of web archives that are no captured pages, by what they are.
    #[serde(default)]
    pub passed_over: BTreeMap<String, u64>,
}

impl Tally {
    /// How many records were read.
    pub fn read(&self) -> u64 {
        self.articles + self.n_skipped() + self.n_unwanted()
    }

    /// How many of them are no articles.
    pub fn n_skipped(&self) -> u64 {
        self.skipped.values().sum()
    }

    /// How many of them are not wanted.
    pub fn n_unwanted(&self) -> u64 {
        self.unwanted.values().sum()
    }

    /// How many files and folders were left out.
    pub fn n_left_out(&self) -> u64 {
        self.left_out.values().sum()
    }

    /// Counts one record, or one file that could not be read.
    pub fn count(&mut self, record: &Result<Article, Skipped>) {
        match record {
            Ok(article) => {
                self.articles += 1;
                self.cut += u64::from(article.is_cut);
                if let Some(charset) = article.charset {
                    *self.decoded.entry(charset.to_string()).or_default() += 1;
                }
            }
            Err(skipped) if skipped.is_failure() => self.failed += 1,
            Err(skipped) if skipped.is_unwanted() => {
                *self.unwanted.entry(skipped.reason.name().into_owned()).or_default() += 1;
            }
            Err(skipped) => *self.skipped.entry(skipped.reason.name().into_owned()).or_default() += 1,
        }
    }

    /// Counts one file or folder left out.
    pub fn leave_out(&mut self, kind: &str) {
        match self.left_out.get_mut(kind) {
            Some(n) => *n += 1,
            None => {
                self.left_out.insert(kind.to_string(), 1);
            }
        }
    }

    /// Counts one record of a web archive that is no captured page.
    #[cfg(feature = "pages")]
    pub(super) fn pass_over(&mut self, kind: &str) {
        *self.passed_over.entry(kind.to_owned()).or_default() += 1;
    }

    /// How many of these there were.
    pub fn n_passed_over(&self) -> u64 {
        self.passed_over.values().sum()
    }

    /// Adds what another part of the input came to.
    pub fn add(&mut self, other: &Tally) {
        self.articles += other.articles;
        self.cut += other.cut;
        self.failed += other.failed;
        for (sums, others) in [
            (&mut self.skipped, &other.skipped),
            (&mut self.left_out, &other.left_out),
            (&mut self.unwanted, &other.unwanted),
            (&mut self.decoded, &other.decoded),
            (&mut self.passed_over, &other.passed_over),
        ] {
            for (name, n) in others {
                *sums.entry(name.clone()).or_default() += n;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::corpus::Reason;

    #[test]
    fn read_is_articles_and_skipped() {
        let file = "a".into();
        let mut one = Tally::default();
        one.count(&Ok(Article::default()));
        one.count(&Err(Skipped::file(&file, Reason::Language("fr".into()))));
        one.count(&Err(Skipped::file(&file, Reason::Unreadable("no such file".into()))));
        one.leave_out("hidden");
        let mut sum = one.clone();
        sum.add(&one);
        assert_eq!((sum.articles, sum.n_skipped(), sum.read(), sum.failed, sum.n_left_out()), (2, 2, 4, 2, 2));
        assert_eq!(sum.skipped.keys().collect::<Vec<_>>(), ["language: fr"]);
    }
}

//! How often does each outlet use each term? One table of bounded size.

use std::collections::HashMap;

use super::{MOST_WORDS, TermsOf};

/// How many terms are held unless said otherwise: some 150 MB.
const MOST_TERMS: usize = 1 << 20;

/// Uses of terms by outlet.
///
/// When there are more terms than it may hold, those in the fewest articles are forgotten, after the manner of lossy
/// counting (Manku & Motwani 2002, Approximate frequency counts over data streams). A term that is forgotten and comes
/// again is counted from then on, so that a count may be short, by [`Table::short_by`] articles at most; none is too
/// high. What is forgotten depends on the order of the articles and on nothing else.
#[derive(Clone, Debug)]
pub struct Table {
    most_terms: usize,
    /// What is known of each outlet, in the order of their first articles.
    pub outlets: Vec<OutletTotals>,
    outlet_indices: HashMap<String, u32>,
    /// Only looked up and sorted, never walked as it is.
    terms: HashMap<Box<str>, Vec<Used>>,
    short_by: u64,
}

/// All of one outlet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutletTotals {
    /// Its name.
    pub outlet: String,
    /// Its group.
    pub group: Option<String>,
    /// Its articles.
    pub articles: u64,
    /// Its terms of one, two and three words.
    pub totals: [u64; MOST_WORDS],
}

/// A term with its uses by outlet.
pub(super) type UsedTerm = (Box<str>, Vec<Used>);

/// Uses of one term by one outlet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Used {
    pub outlet: u32,
    pub uses: u32,
    pub articles: u32,
}

impl Default for Table {
    fn default() -> Table {
        Table::holding(MOST_TERMS)
    }
}

impl Table {
    /// A table of at most so many terms.
    pub fn holding(most_terms: usize) -> Table {
        Table {
            most_terms: most_terms.max(1),
            outlets: Vec::new(),
            outlet_indices: HashMap::new(),
            terms: HashMap::new(),
            short_by: 0,
        }
    }

    /// Adds an article.
    pub fn add(&mut self, article: TermsOf) {
        let TermsOf { outlet, group, uses, totals } = article;
        let index = match self.outlet_indices.get(&outlet) {
            Some(&index) => index,
            None => {
                let index = self.outlets.len() as u32;
                self.outlet_indices.insert(outlet.clone(), index);
                self.outlets.push(OutletTotals { outlet, group, ..OutletTotals::default() });
                index
            }
        };
        let of = &mut self.outlets[index as usize];
        of.articles += 1;
        of.totals.iter_mut().zip(totals).for_each(|(sum, total)| *sum += total);
        for (term, uses) in uses {
            let by_outlet = self.terms.entry(term.into()).or_default();
            match by_outlet.iter_mut().find(|used| used.outlet == index) {
                Some(used) => {
                    used.uses += uses;
                    used.articles += 1;
                }
                None => by_outlet.push(Used { outlet: index, uses, articles: 1 }),
            }
        }
        if self.terms.len() > self.most_terms {
            self.forget();
        }
    }

    /// By how many articles the count of a term may be too low; 0 while none was forgotten.
    pub fn short_by(&self) -> u64 {
        self.short_by
    }

    /// The terms, sorted.
    pub(super) fn into_terms(self) -> (Vec<OutletTotals>, Vec<UsedTerm>) {
        let mut terms: Vec<UsedTerm> = self.terms.into_iter().collect();
        terms.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        (self.outlets, terms)
    }

    /// Forgets the terms in the fewest articles, until at least a quarter of the room is free.
    fn forget(&mut self) {
        let mut floor = 0;
        while self.terms.len() > self.most_terms - self.most_terms / 4 {
            floor += 1;
            self.terms.retain(|_, by_outlet| articles(by_outlet) > floor);
        }
        self.terms.shrink_to(self.most_terms);
        self.short_by += floor;
    }
}

pub(super) fn articles(by_outlet: &[Used]) -> u64 {
    by_outlet.iter().map(|used| u64::from(used.articles)).sum()
}

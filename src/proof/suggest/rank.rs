//! In which terms do the sides differ most?

use std::cmp::Ordering;
use std::collections::HashMap;

use super::table::{Used, articles};
use super::{OutletTotals, PRIOR_WORDS, Sides, Table};
use crate::analyzer::Analyzer;
use crate::corpus::Article;
use crate::language::fold;
use crate::stats::{Keyness, Prior, Uses, log_odds};

/// Differences smaller than this are not worth a look. It is no test: words of one article are not independent.
const LEAST_Z: f64 = 1.96;

/// A phrase that makes up this share of the uses of a word in it stands for the word.
const STANDS_FOR: f64 = 0.8;

/// How widely a term must be spread to be a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spread {
    /// In so many articles of both sides together.
    pub articles: u64,
    /// By so many outlets: of the group that uses it more, or, where an outlet is compared with others, of all.
    pub outlets: u64,
}

/// A term in which two sides differ.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// The term as the form of an entry.
    pub term: String,
    /// The side that uses it more: an outlet, a group, or `the rest`.
    pub more: String,
    /// The other side.
    pub less: String,
    /// By how much; positive.
    pub keyness: Keyness,
    /// Uses by the side that uses it more, among its terms of so many words.
    pub uses_more: Uses,
    /// Uses by the other side.
    pub uses_less: Uses,
    /// Articles of both sides that use it.
    pub articles: u64,
    /// Outlets of both sides that use it.
    pub outlets: u64,
    /// The outlets of the side that uses it more.
    pub more_outlets: Vec<String>,
}

/// The sides asked for are not both there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TooFewSides {
    /// There are fewer than two outlets; the one there is.
    OneOutlet(Option<String>),
    /// No article is of this outlet; those there are.
    NoOutlet(Vec<String>),
    /// No article is of this group; those there are.
    NoGroup(String, Vec<String>),
}

/// The terms in which the sides differ, those that differ most first.
///
/// # Errors
///
/// If there are not two sides to compare.
pub fn candidates(table: Table, sides: &Sides, spread: Spread) -> Result<Vec<Candidate>, TooFewSides> {
    check(&table.outlets, sides)?;
    let (outlets, terms) = table.into_terms();
    let ranking = Ranking { pairs: pairs(&outlets, sides), spread, is_groups: matches!(sides, Sides::Groups(..)) };
    let own_names = OwnNames::of(&outlets);
    let words = terms.iter().filter(|(term, _)| !term.contains([' ', '-']));
    let uses_of_words: HashMap<&str, u64> =
        words.map(|(word, used)| (&**word, used.iter().map(|of| u64::from(of.uses)).sum())).collect();
    let found = terms.iter().filter_map(|(term, used)| ranking.candidate(term, used, &outlets));
    let is_style = |term: &str| own_names.has(term) || is_shouted(term, &uses_of_words);
    let mut found: Vec<Candidate> = found.collect();
    // Parts go first: of "told Fox News" nothing shall be left.
    leave_out_parts(&mut found);
    found.retain(|candidate| !is_style(&candidate.term));
    let order = |a: &Candidate, b: &Candidate| b.keyness.z.partial_cmp(&a.keyness.z).unwrap_or(Ordering::Equal);
    found.sort_by(|a, b| order(a, b).then_with(|| a.term.cmp(&b.term)));
    Ok(found)
}

/// Whether an entry or a name set has this very term among its forms, be it refused by a guard where it stands.
pub fn is_covered(analyzer: &Analyzer, term: &str) -> bool {
    let article = Article { body: term.to_owned(), ..Article::default() };
    let analysis = analyzer.analyze(&article);
    let [_, rejected] = analyzer.rejected(&article);
    let found = analysis.body.hits.iter().map(|hit| hit.span).chain(analysis.body.names.iter().map(|name| name.span));
    found.chain(rejected.iter().map(|refused| refused.span)).any(|span| span.len() as usize == term.len())
}

fn check(outlets: &[OutletTotals], sides: &Sides) -> Result<(), TooFewSides> {
    let names = || outlets.iter().map(|of| of.outlet.clone()).collect::<Vec<_>>();
    match sides {
        Sides::Outlet(name) if !outlets.iter().any(|of| of.outlet == *name) => {
            return Err(TooFewSides::NoOutlet(names()));
        }
        Sides::Groups(a, b) => {
            for group in [a, b] {
                if !outlets.iter().any(|of| of.group.as_ref() == Some(group)) {
                    let mut groups: Vec<String> = outlets.iter().filter_map(|of| of.group.clone()).collect();
                    groups.sort();
                    groups.dedup();
                    return Err(TooFewSides::NoGroup(group.clone(), groups));
                }
            }
        }
        Sides::EachOutlet | Sides::Outlet(_) => {}
    }
    if outlets.len() < 2 {
        return Err(TooFewSides::OneOutlet(names().pop()));
    }
    Ok(())
}

/// Two sides: for each outlet, whether it is of the first, of the second, or of none.
struct Pair {
    names: [String; 2],
    side: Vec<Option<usize>>,
    totals: [[u64; 3]; 2],
}

fn pairs(outlets: &[OutletTotals], sides: &Sides) -> Vec<Pair> {
    let pair = |names: [String; 2], side: &dyn Fn(&OutletTotals) -> Option<usize>| {
        let side: Vec<Option<usize>> = outlets.iter().map(side).collect();
        let mut totals = [[0; 3]; 2];
        for (of, side) in outlets.iter().zip(&side) {
            if let Some(side) = side {
                totals[*side].iter_mut().zip(of.totals).for_each(|(sum, total)| *sum += total);
            }
        }
        Pair { names, side, totals }
    };
    let against_the_rest =
        |name: &String| pair([name.clone(), "the rest".to_owned()], &|of| Some(usize::from(of.outlet != *name)));
    match sides {
        Sides::EachOutlet => outlets.iter().map(|of| against_the_rest(&of.outlet)).collect(),
        Sides::Outlet(name) => vec![against_the_rest(name)],
        Sides::Groups(a, b) => {
            vec![pair([a.clone(), b.clone()], &|of| [a, b].iter().position(|group| of.group.as_ref() == Some(group)))]
        }
    }
}

struct Ranking {
    pairs: Vec<Pair>,
    spread: Spread,
    is_groups: bool,
}

impl Ranking {
    /// The term as a candidate of the pair of sides that differs most, if it is spread enough and differs enough.
    fn candidate(&self, term: &str, used: &[Used], outlets: &[OutletTotals]) -> Option<Candidate> {
        if articles(used) < self.spread.articles {
            return None;
        }
        let length = words_of(term).count();
        let best = match self.pairs.as_slice() {
            [pair] => self.compare(pair, length, used),
            // Each outlet against the rest: only those that use the term can use it more.
            pairs => {
                let found = used.iter().filter_map(|of| {
                    let found = self.compare(pairs.get(of.outlet as usize)?, length, used)?;
                    (found.more == 0).then_some(found)
                });
                found.reduce(|best, next| if next.keyness.z > best.keyness.z { next } else { best })
            }
        }?;
        let Compared { pair, more, keyness, uses } = best;
        let of_pair = || used.iter().filter(|of| pair.side[of.outlet as usize].is_some());
        let of_more = || used.iter().filter(|of| pair.side[of.outlet as usize] == Some(more));
        let n_articles = of_pair().map(|of| u64::from(of.articles)).sum();
        let n_outlets = of_pair().count() as u64;
        let spread_over = if self.is_groups { of_more().count() as u64 } else { n_outlets };
        let is_spread = n_articles >= self.spread.articles && spread_over >= self.spread.outlets;
        (is_spread && keyness.z >= LEAST_Z).then(|| Candidate {
            term: term.to_owned(),
            more: pair.names[more].clone(),
            less: pair.names[1 - more].clone(),
            keyness,
            uses_more: uses[more],
            uses_less: uses[1 - more],
            articles: n_articles,
            outlets: n_outlets,
            more_outlets: of_more().map(|of| outlets[of.outlet as usize].outlet.clone()).collect(),
        })
    }

    fn compare<'p>(&self, pair: &'p Pair, length: usize, used: &[Used]) -> Option<Compared<'p>> {
        let mut uses = [0, 1].map(|side: usize| Uses { count: 0, total: pair.totals[side][length - 1] });
        for of in used {
            if let Some(side) = pair.side[of.outlet as usize] {
                uses[side].count += u64::from(of.uses);
            }
        }
        let [a, b] = uses;
        if a.count + b.count == 0 || a.total == 0 || b.total == 0 {
            return None;
        }
        let Keyness { delta, z } = log_odds(a, b, Prior::informative(PRIOR_WORDS, a, b));
        let more = usize::from(z < 0.0);
        Some(Compared { pair, more, keyness: Keyness { delta: delta.abs(), z: z.abs() }, uses })
    }
}

struct Compared<'p> {
    pair: &'p Pair,
    more: usize,
    keyness: Keyness,
    uses: [Uses; 2],
}

/// Leaves out words and shorter phrases that are nearly always used in a longer candidate of the same side.
fn leave_out_parts(found: &mut Vec<Candidate>) {
    let mut longest: HashMap<(String, String), u64> = HashMap::new();
    for candidate in found.iter() {
        let uses = candidate.uses_more.count + candidate.uses_less.count;
        for part in parts(&candidate.term) {
            let most = longest.entry((part, candidate.more.clone())).or_default();
            *most = uses.max(*most);
        }
    }
    found.retain(|candidate| {
        let uses = candidate.uses_more.count + candidate.uses_less.count;
        let in_longer = longest.get(&(candidate.term.clone(), candidate.more.clone()));
        in_longer.is_none_or(|&of| (of as f64) < STANDS_FOR * uses as f64)
    });
}

/// The shorter terms in a term.
fn parts(term: &str) -> Vec<String> {
    let cuts: Vec<usize> = term.match_indices([' ', '-']).map(|(at, _)| at).collect();
    let starts = || std::iter::once(0).chain(cuts.iter().map(|at| at + 1));
    let ends = || cuts.iter().copied().chain([term.len()]);
    let parts = starts().flat_map(|start| ends().filter(move |&end| start < end).map(move |end| &term[start..end]));
    parts.filter(|part| part.len() < term.len()).map(str::to_owned).collect()
}

/// Terms that tell outlets apart by who they are or how they set their text, not by what they say.
struct OwnNames {
    /// The words of each name, folded.
    words: Vec<Vec<String>>,
    /// The names that are unlikely to be anything else: of two words or more, or all capitals.
    sure: Vec<Vec<String>>,
    /// Names and domains without anything between their words.
    whole: Vec<String>,
}

impl OwnNames {
    fn of(outlets: &[OutletTotals]) -> OwnNames {
        let words = |name: &str| -> Vec<String> {
            let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(|word| fold(word).into_owned()).collect()
        };
        let mut names = OwnNames { words: Vec::new(), sure: Vec::new(), whole: Vec::new() };
        for OutletTotals { outlet, .. } in outlets {
            // "CNN (Web News)" is called CNN.
            let called = outlet.split('(').next().unwrap_or_default();
            let domain = outlet.split('.').next().unwrap_or_default();
            names.words.push(words(outlet));
            names.whole.extend([words(called).concat(), words(domain).concat()]);
            let is_capitals = called.chars().any(char::is_uppercase) && !called.chars().any(char::is_lowercase);
            names.sure.extend(Some(words(called)).filter(|words| words.len() > 1 || is_capitals));
        }
        names
    }

    /// Whether a term is a name of an outlet, made of words of one name, or has a name in it.
    fn has(&self, term: &str) -> bool {
        let term: Vec<String> = words_of(term).map(|word| fold(word).into_owned()).collect();
        let is_of = |name: &Vec<String>| !name.is_empty() && term.iter().all(|word| name.contains(word));
        self.words.iter().any(is_of)
            || self.whole.contains(&term.concat())
            || self.sure.iter().any(|name| term.windows(name.len().max(1)).any(|part| part == name))
    }
}

/// Whether a term has a word in capitals that is more often written without, as in READ MORE: that is typography.
fn is_shouted(term: &str, uses_of_words: &HashMap<&str, u64>) -> bool {
    let uses = |word: &str| uses_of_words.get(word).copied().unwrap_or(0);
    words_of(term).any(|word| {
        let folded = fold(word);
        folded != word && uses(word) < uses(&folded)
    })
}

fn words_of(term: &str) -> impl Iterator<Item = &str> {
    term.split([' ', '-'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_term_are_all_shorter_ones_in_it() {
        assert_eq!(parts("a b-c"), ["a", "a b", "b", "b-c", "c"]);
        assert!(parts("a").is_empty());
    }

    #[test]
    fn capitals_are_typography_where_the_word_is_mostly_written_without() {
        let uses = HashMap::from([("READ", 3), ("read", 90), ("NATO", 8)]);
        assert!(is_shouted("READ", &uses) && is_shouted("READ MORE", &uses));
        assert!(!is_shouted("NATO fleet", &uses) && !is_shouted("read more", &uses));
    }

    #[test]
    fn names_of_outlets_are_known_in_words_and_as_domains() {
        let outlets = ["The Harbor Post", "libertybell.example", "HBN (Web News)", "Tide"]
            .map(|outlet| OutletTotals { outlet: outlet.to_owned(), ..OutletTotals::default() });
        let names = OwnNames::of(&outlets);
        assert!(names.has("harbor post") && names.has("post") && names.has("liberty bell"));
        assert!(!names.has("harbor fees") && !names.has("liberty"));
        assert!(names.has("told HBN") && names.has("the harbor post") && names.has("tide") && !names.has("tide rose"));
    }
}

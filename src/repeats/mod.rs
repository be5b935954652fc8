//! What repeats from article to article: near-copies of one text, and boilerplate?
//!
//! Both can be told only when all articles were read. A [`Trace`] is what is
//! kept of each until then, in a file; [`Repeats`] is what came of them. Neither
//! depends on the order in which articles were read.

mod boilerplate;
mod clusters;
mod ids;
mod records;
mod shingles;
mod signature;
mod trace;

pub use boilerplate::{Boilerplate, MIN_BOILERPLATE_ARTICLES};
pub use records::{Records, push};
pub use signature::{SIMILAR, Signature};
pub use trace::Trace;

use std::collections::BTreeMap;
use std::io::{self, Read, Seek, Write};

use boilerplate::Survey;
use clusters::Clusters;
use trace::Head;

use crate::corpus::Wanted;

/// Traces, read in order.
pub type Traces<R> = Records<Trace, R>;

/// The copies and the boilerplate of a corpus. It takes 4 bytes an article and some hundred a cluster of copies.
/// Finding them takes up to 17 KB an outlet besides.
#[derive(Debug, Default)]
pub struct Repeats {
    clusters: Clusters,
    /// The ids of the articles that stand for a cluster, by their index.
    ids: BTreeMap<u32, String>,
    boilerplate: BTreeMap<String, Boilerplate>,
    repeated_ids: u64,
    repeated_id: Option<String>,
}

/// What a cluster of copies means for one of its articles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copy<'a> {
    /// The id of the cluster: that of the article that stands for it.
    pub cluster: &'a str,
    /// Whether another article stands for it.
    pub is_copy: bool,
}

/// Which article of a cluster stands for it: the earliest; of one day, or without one, the first by id. Ids may come
/// back, so that outlets are compared before the order of the input is.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Rank {
    is_undated: bool,
    day: Option<String>,
    id: String,
    outlet: String,
    index: u32,
}

impl Repeats {
    /// Finds what repeats. `traces` gives all traces from the first, as often as it is asked: four times.
    /// `scratch` is an empty file, which takes 136 bytes an article.
    ///
    /// # Errors
    ///
    /// What cannot be read or written, and more than 4,294,967,294 articles.
    pub fn find<R: Read>(
        mut traces: impl FnMut() -> io::Result<Traces<R>>,
        mut scratch: impl Read + Write + Seek,
    ) -> io::Result<Repeats> {
        let n = clusters::write(traces()?, &mut scratch)?;
        let (repeated_ids, repeated) = ids::repeated(&mut scratch, n)?;
        let mut repeats = Repeats { clusters: Clusters::find(&mut scratch, n)?, repeated_ids, ..Repeats::default() };
        repeats.choose(traces()?, repeated)?;
        let mut survey = Survey::default();
        // Of a cluster only one article says what an outlet repeats: ten copies of one text are no boilerplate.
        let is_copy = |index| repeats.copy(index).is_some_and(|copy| copy.is_copy);
        Head::for_each(traces()?, |index, head| {
            if !is_copy(index) {
                survey.propose(head);
            }
            Ok(())
        })?;
        survey.settle();
        Head::for_each(traces()?, |index, head| {
            if !is_copy(index) {
                survey.count(head);
            }
            Ok(())
        })?;
        repeats.boilerplate = survey.boilerplate();
        Ok(repeats)
    }

    /// What the cluster of the article of this index is, from 0 in the order of the traces; `None` if it is in none.
    pub fn copy(&self, index: u32) -> Option<Copy<'_>> {
        let stands = self.clusters.of(index)?;
        Some(Copy { cluster: self.ids.get(&stands)?, is_copy: stands != index })
    }

    /// The boilerplate of an outlet, if it has any.
    pub fn boilerplate(&self, outlet: &str) -> Option<&Boilerplate> {
        self.boilerplate.get(outlet)
    }

    /// How many articles have the id of an earlier one, and the first such id.
    pub fn repeated_ids(&self) -> (u64, Option<&str>) {
        (self.repeated_ids, self.repeated_id.as_deref())
    }

    /// Chooses who stands for each cluster.
    fn choose<R: Read>(&mut self, traces: Traces<R>, repeated: Option<u32>) -> io::Result<()> {
        let mut first: BTreeMap<u32, Rank> = BTreeMap::new();
        Head::for_each(traces, |index, head| {
            if repeated == Some(index) {
                self.repeated_id = Some(head.id.to_owned());
            }
            if let Some(cluster) = self.clusters.of(index) {
                // A date that cannot be read is earlier or later than nothing.
                let day = head.date.and_then(Wanted::day);
                let (id, outlet) = (head.id.to_owned(), head.outlet.to_owned());
                let rank = Rank { is_undated: day.is_none(), day, id, outlet, index };
                match first.get_mut(&cluster) {
                    Some(before) if *before <= rank => {}
                    Some(before) => *before = rank,
                    None => {
                        first.insert(cluster, rank);
                    }
                }
            }
            Ok(())
        })?;
        self.clusters.stand(first.iter().map(|(&cluster, rank)| (cluster, rank.index)));
        self.ids = first.into_values().map(|rank| (rank.index, rank.id)).collect();
        Ok(())
    }
}

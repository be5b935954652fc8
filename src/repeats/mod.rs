//! What repeats from article to article: near-copies of one text, and boilerplate?
//!
//! Both can be told only when all articles were read. A [`Trace`] is what is
//! kept of each until then, in a file; [`Repeats`] is what came of them. Neither
//! depends on the order in which articles were read, and what grows with their
//! number is in files and not in memory.

mod blocks;
mod boilerplate;
mod clusters;
mod copies;
mod ids;
mod places;
mod ranks;
mod records;
mod scratch;
mod shingles;
mod signature;
mod trace;

pub use boilerplate::{Boilerplate, MIN_BOILERPLATE_ARTICLES};
pub use copies::{Copies, Copy};
pub use records::{Records, push};
pub use signature::{SIMILAR, Signature};
pub use trace::Trace;

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Seek, Write};
use std::sync::Mutex;

use blocks::{Column, Writer};
use boilerplate::Outlets;
use copies::Settled;
use places::{Place, Places};
use ranks::Choice;
use scratch::Scratch;
use trace::Head;

/// Traces, read in order.
pub type Traces<R> = Records<Trace, R>;

/// So many texts are held at a time while they are compared, 24 bytes each.
const HELD: usize = 1 << 18;

/// The copies and the boilerplate of a corpus. The copies stay in the file `S` where they were found; the boilerplate takes
/// half a kilobyte at most of each outlet that has any.
#[derive(Debug)]
pub struct Repeats<S = File> {
    /// None where nothing was looked for.
    settled: Option<Settled<S>>,
    boilerplate: BTreeMap<String, Boilerplate>,
    repeated_ids: RepeatedIds,
}

/// Which articles have the id of an earlier one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RepeatedIds {
    /// How many do.
    pub articles: u64,
    /// The first such id.
    pub first: Option<String>,
}

impl<S> Default for Repeats<S> {
    /// As if nothing repeated.
    fn default() -> Repeats<S> {
        Repeats { settled: None, boilerplate: BTreeMap::new(), repeated_ids: RepeatedIds::default() }
    }
}

impl<S: Read + Write + Seek> Repeats<S> {
    /// Finds what repeats. `traces` gives all traces from the first, as often as it is asked: twice, and twice for each
    /// 2,048 outlets with [`MIN_BOILERPLATE_ARTICLES`]. `scratch` is an empty file, which takes 280 bytes an article and
    /// some hundred a cluster of copies.
    ///
    /// However many articles there are, it takes up to 8 MB of memory for what is compared, then up to 28 MB for the
    /// sentences of these outlets; and the names of all outlets.
    ///
    /// # Errors
    ///
    /// What cannot be read or written, and more than 4,294,967,295 articles.
    pub fn find<R: Read>(mut traces: impl FnMut() -> io::Result<Traces<R>>, scratch: S) -> io::Result<Repeats<S>> {
        let mut scratch = Scratch::new(scratch);
        let (mut writer, mut outlets) = (Writer::new(), Outlets::default());
        Head::for_each(traces()?, |_, head| {
            outlets.add(head.outlet);
            writer.add(head.id, &head.signature(), &mut scratch)
        })?;
        let blocks = writer.finish(&mut scratch)?;
        let (mut n_repeated, mut repeated) = (0, u32::MAX);
        ids::again(&mut scratch, blocks, Column::Id, HELD, |_, _, again| {
            n_repeated += 1;
            repeated = repeated.min(again);
            Ok(())
        })?;
        let (start, articles) = (blocks.end(), blocks.articles);
        let mut places = Places::new(&mut scratch, start, articles)?;
        clusters::find(&mut scratch, blocks, &mut places, HELD)?;
        let mut choice = Choice::new(places.end(articles));
        let mut first = None;
        Head::for_each(traces()?, |index, head| {
            if n_repeated > 0 && index == repeated {
                first = Some(head.id.to_owned());
            }
            choice.add(&mut scratch, &mut places, index, head)
        })?;
        ranks::settle(&mut scratch, &mut places, articles)?;
        let settled = Some(Settled { scratch: Mutex::new(scratch), start, articles });
        let repeated_ids = RepeatedIds { articles: n_repeated, first };
        let mut repeats = Repeats { settled, boilerplate: BTreeMap::new(), repeated_ids };
        for mut survey in outlets.surveys() {
            repeats.for_each_original(traces()?, |head| survey.propose(head))?;
            survey.settle();
            repeats.for_each_original(traces()?, |head| survey.count(head))?;
            repeats.boilerplate.extend(survey.boilerplate());
        }
        Ok(repeats)
    }

    /// What the clusters of the articles are, in the order of the traces, from the article of this index on (from 0).
    /// Several may be read at once.
    pub fn copies(&self, first: u32) -> Copies<'_, S> {
        Copies::new(self.settled.as_ref(), first)
    }

    /// The boilerplate of an outlet, if it has any.
    pub fn boilerplate(&self, outlet: &str) -> Option<&Boilerplate> {
        self.boilerplate.get(outlet)
    }

    /// Which ids come back.
    pub fn repeated_ids(&self) -> &RepeatedIds {
        &self.repeated_ids
    }

    /// Hands on those that are no copies. Of a cluster only one article says what an outlet repeats: ten copies of one
    /// text are no boilerplate.
    fn for_each_original<R: Read>(&self, traces: Traces<R>, mut each: impl FnMut(&Head<'_>)) -> io::Result<()> {
        let mut copies = self.copies(0);
        Head::for_each(traces, |_, head| {
            if !matches!(copies.place()?, Some(Place::Copy(_))) {
                each(head);
            }
            Ok(())
        })
    }
}

//! Where does one part of a run end and the next begin? The input alone decides, never threads or time.

use std::hash::Hasher;

use rustc_hash::FxHasher;
use slantwise::run::Tables;

use super::failure::Failure;
use super::pipeline::Done;
use super::score::Scored;
use super::unfinished::{Part, Unfinished};

/// A part ends after so many bytes of records or of rows, whichever are more, unless its articles end it sooner: it is
/// held in memory.
const PART_BYTES: usize = 8 << 20;

/// Cuts what is scored into parts, and checks that what was scored before is still what is given.
pub struct Cutter<'a> {
    run: &'a Unfinished,
    articles: u64,
    /// The part that batches go into, and its index.
    part: Part,
    index: usize,
    bytes: usize,
    hash: FxHasher,
    /// How many batches the part had when it was scored before.
    wanted: Option<(u64, u64)>,
    /// Whether the part of this index was found to be made of other input.
    pub is_other: bool,
}

impl Cutter<'_> {
    /// Goes on with a run, in parts of so many articles, or a few more: a part ends with a batch.
    pub fn new(run: &Unfinished, articles: u64) -> Cutter<'_> {
        let (part, hash) = (Part::default(), FxHasher::default());
        Cutter { run, articles, part, index: 0, bytes: 0, hash, wanted: None, is_other: false }
    }

    /// Takes the next batch; gives the part that it ends, with its index.
    pub fn add(&mut self, done: Done<Scored, u64>) -> Result<Option<(usize, Part)>, Failure> {
        self.hash.write_u64(done.digest);
        self.part.count(&done.tally);
        if self.index < self.run.n_parts {
            self.pass_over()?;
            return Ok(None);
        }
        let Scored { mut tables, outlets, skipped } = done.output;
        tables.iter_mut().for_each(Tables::shrink_to_fit);
        // Text of nothing but hits has far larger rows than it is itself.
        self.bytes += done.bytes.max(tables.as_ref().map_or(0, Tables::len)) + skipped.len();
        self.part.tables.extend(tables);
        self.part.skipped.extend(skipped);
        self.part.record.outlets.extend(outlets);
        let is_full = self.part.record.totals.articles >= self.articles || self.bytes >= PART_BYTES;
        Ok(is_full.then(|| self.close()))
    }

    /// The last part, if anything is in it. Parts so far are `index`, or one more with it.
    pub fn last(&mut self) -> Result<Option<(usize, Part)>, Failure> {
        if self.index < self.run.n_parts {
            return Err(self.other());
        }
        Ok((!self.part.is_empty()).then(|| self.close()))
    }

    /// How many parts were ended.
    pub fn index(&self) -> usize {
        self.index
    }

    fn close(&mut self) -> (usize, Part) {
        let mut part = std::mem::take(&mut self.part);
        part.record.hash = self.hash();
        self.bytes = 0;
        self.index += 1;
        (self.index - 1, part)
    }

    fn other(&mut self) -> Failure {
        self.is_other = true;
        Failure::new(format!("part {} was made of other input", self.index), "give the same command again")
    }

    /// The hash over the batches of the part that ends.
    fn hash(&mut self) -> u64 {
        std::mem::take(&mut self.hash).finish()
    }

    /// Counts a batch of a part that is finished.
    fn pass_over(&mut self) -> Result<(), Failure> {
        let (batches, hash) = match self.wanted.take() {
            Some(wanted) => wanted,
            None => {
                let record = self.run.record(self.index)?;
                (record.batches, record.hash)
            }
        };
        if self.part.record.batches < batches {
            self.wanted = Some((batches, hash));
            return Ok(());
        }
        if self.hash() != hash {
            return Err(self.other());
        }
        self.part = Part::default();
        self.index += 1;
        Ok(())
    }
}

//! Which texts are copies of which? Bands of signatures that are equal propose, signatures dispose.

use std::io::{self, BufReader, BufWriter, Read, Seek, SeekFrom, Write};

use super::signature::{BYTES, SIMILAR, Signature};
use super::trace::Head;
use super::{Traces, ids};
use crate::stats::mixed;

/// Signatures are compared where all four bins of one of the sixteen bands are equal. Of pairs of a Jaccard similarity
/// of .7 that is 98.8 % (1 − (1 − .7⁴)¹⁶), of .8 99.98 %.
const BAND: usize = 8;

/// So many texts of one band are held at a time, 24 bytes each; of more, the file is gone through several times.
const HELD: u64 = 1 << 20;

/// Of texts with an equal band and different signatures, each is compared with so many others at most.
const MOST_COMPARED: usize = 64;

/// The bytes of one text in the scratch file: its signature, and a hash of the id of its article.
const RECORD: usize = BYTES + 8;

/// The cluster of each text: the index of one of it. Four bytes a text.
#[derive(Debug, Default)]
pub(super) struct Clusters {
    /// Of each text another of its cluster, or itself; followed to the end, the same for all of it.
    parents: Vec<u32>,
    /// Whether another text is in its cluster, by its end.
    is_shared: Vec<bool>,
}

/// Writes what is compared; how many there are.
pub(super) fn write<R: Read>(traces: Traces<R>, scratch: &mut impl Write) -> io::Result<u64> {
    let mut scratch = BufWriter::with_capacity(1 << 16, scratch);
    let mut n = 0;
    Head::for_each(traces, |_, head| {
        n += 1;
        scratch.write_all(&head.signature().0)?;
        scratch.write_all(&ids::hash(head.id).to_le_bytes())
    })?;
    scratch.flush()?;
    Ok(n)
}

/// Calls `each` with every record of the scratch file, in order.
pub(super) fn scan(
    scratch: &mut (impl Read + Seek),
    n: u64,
    mut each: impl FnMut(u32, &[u8; RECORD]),
) -> io::Result<()> {
    scratch.seek(SeekFrom::Start(0))?;
    let mut records = BufReader::with_capacity(1 << 16, scratch);
    let mut record = [0; RECORD];
    for index in 0..n {
        records.read_exact(&mut record)?;
        each(index as u32, &record);
    }
    Ok(())
}

/// How many times a file of so many records is gone through, so that a share of the records fits in memory.
pub(super) fn passes(n: u64) -> u64 {
    n.div_ceil(HELD).max(1)
}

/// A text by one band: the hash of the band, the hash of the signature, the index.
type Banded = (u64, u64, u32);

impl Clusters {
    /// Finds the clusters of the texts in a scratch file.
    pub(super) fn find(scratch: &mut (impl Read + Seek), n: u64) -> io::Result<Clusters> {
        let mut clusters = Clusters { parents: (0..n as u32).collect(), is_shared: Vec::new() };
        let passes = passes(n);
        let mut banded: Vec<Banded> = Vec::new();
        for band in 0..BYTES / BAND {
            for pass in 0..passes {
                banded.clear();
                scan(scratch, n, |index, record| {
                    let key = number(&record[band * BAND..][..BAND]);
                    let signature = &record[..BYTES];
                    if mixed(key) % passes == pass && signature != [0; BYTES] {
                        let hash = signature.chunks_exact(8).fold(0, |hash, eight| mixed(hash ^ number(eight)));
                        banded.push((key, hash, index));
                    }
                })?;
                banded.sort_unstable();
                for equal in banded.chunk_by(|a, b| a.0 == b.0).filter(|equal| equal.len() > 1) {
                    clusters.join(scratch, equal)?;
                }
            }
        }
        clusters.is_shared = vec![false; clusters.parents.len()];
        for index in 0..clusters.parents.len() as u32 {
            let end = clusters.end(index);
            clusters.parents[index as usize] = end;
            clusters.is_shared[end as usize] |= end != index;
        }
        Ok(clusters)
    }

    /// Joins those of one band that are alike. In the order of their signatures, so that the order of the texts is
    /// nothing to it.
    fn join(&mut self, scratch: &mut (impl Read + Seek), band: &[Banded]) -> io::Result<()> {
        let mut compared: Vec<(u32, Signature)> = Vec::new();
        for same in band.chunk_by(|a, b| a.1 == b.1) {
            let (_, _, first) = same[0];
            same[1..].iter().for_each(|&(_, _, index)| self.unite(first, index));
            let mut signature = Signature([0; BYTES]);
            if same.len() == band.len() {
                continue;
            }
            scratch.seek(SeekFrom::Start(u64::from(first) * RECORD as u64))?;
            scratch.read_exact(&mut signature.0)?;
            for (other, of_other) in &compared {
                if signature.similarity(of_other) >= SIMILAR {
                    self.unite(*other, first);
                }
            }
            if compared.len() < MOST_COMPARED {
                compared.push((first, signature));
            }
        }
        Ok(())
    }

    fn unite(&mut self, a: u32, b: u32) {
        let (a, b) = (self.end(a), self.end(b));
        self.parents[a.max(b) as usize] = a.min(b);
    }

    fn end(&mut self, mut index: u32) -> u32 {
        while self.parents[index as usize] != index {
            let parent = self.parents[index as usize];
            self.parents[index as usize] = self.parents[parent as usize];
            index = parent;
        }
        index
    }

    /// The text that stands for the cluster of a text; `None` if it is in none.
    pub(super) fn of(&self, index: u32) -> Option<u32> {
        let stands = *self.parents.get(index as usize)?;
        self.is_shared.get(stands as usize).copied().unwrap_or_default().then_some(stands)
    }

    /// Lets others stand for the clusters: for each who stood for it, and who is to.
    pub(super) fn stand(&mut self, chosen: impl Iterator<Item = (u32, u32)>) {
        let chosen: std::collections::BTreeMap<u32, u32> = chosen.collect();
        for parent in &mut self.parents {
            *parent = chosen.get(parent).copied().unwrap_or(*parent);
        }
        for stands in chosen.values() {
            self.is_shared[*stands as usize] = true;
        }
    }
}

pub(super) fn number(eight: &[u8]) -> u64 {
    <[u8; 8]>::try_from(eight).map_or(0, u64::from_le_bytes)
}

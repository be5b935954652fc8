//! Which texts are copies of which? Bands of signatures that are equal propose, signatures dispose.

use std::io::{self, Read, Seek, Write};

use super::blocks::{BANDS, Blocks, Column, pass, passes};
use super::ids;
use super::places::Places;
use super::scratch::Scratch;
use super::signature::{SIMILAR, Signature};

/// Of texts with an equal band and different signatures, each is compared with so many others at most.
const MOST_COMPARED: usize = 64;

/// A text by one band: the band, the hash of the signature, the index.
type Banded = (u64, u64, u32);

/// Finds the clusters. Signatures are compared where all four bins of one of the sixteen bands are equal: of pairs of a
/// Jaccard similarity of .7 that is 98.8 % (1 − (1 − .7⁴)¹⁶), of .8 99.98 %. At most `held` texts are in memory, 24 bytes
/// each, and the places are gone through as often as that takes.
pub(super) fn find<S: Read + Write + Seek>(
    scratch: &mut Scratch<S>,
    blocks: Blocks,
    places: &mut Places,
    held: usize,
) -> io::Result<()> {
    // Texts that are the same have all bands in common; only the first of them is looked at again.
    ids::again(scratch, blocks, Column::Signature, held, |scratch, first, again| {
        places.unite(scratch, first, again)?;
        blocks.clear(scratch, Column::Signature, again)
    })?;
    let passes = passes(blocks.articles, held);
    let mut banded = Vec::with_capacity(held.min(blocks.articles as usize));
    for band in 0..BANDS {
        for pass in 0..passes {
            Share { blocks, band, pass, passes, held }.compare(scratch, places, &mut banded)?;
        }
    }
    Ok(())
}

/// The texts whose bands are looked at in one pass.
#[derive(Clone, Copy)]
struct Share {
    blocks: Blocks,
    band: usize,
    pass: u64,
    passes: u64,
    held: usize,
}

impl Share {
    /// Compares those of an equal band. In the order of their signatures, so that the order of the texts is nothing to it.
    fn compare<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        banded: &mut Vec<Banded>,
    ) -> io::Result<()> {
        banded.clear();
        let (mut most, mut are_all) = (self.held, true);
        self.scan(scratch, |_, one| {
            if banded.len() >= most {
                are_all &= !keep_compared(banded);
                most = self.held.max(banded.len() * 5 / 4);
            }
            banded.push(one);
            Ok(())
        })?;
        banded.sort_unstable();
        if !are_all {
            keep_compared(banded);
        }
        for equal in banded.chunk_by(has_same_band).filter(|equal| equal.len() > 1) {
            self.join(scratch, places, equal.iter())?;
        }
        if are_all { Ok(()) } else { self.compare_others(scratch, places, banded) }
    }

    /// Compares those for which there was no room, since many have their band, with those of it that were kept.
    fn compare_others<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        banded: &mut Vec<Banded>,
    ) -> io::Result<()> {
        let n_kept = banded.len();
        let most = self.held.max(n_kept * 5 / 4);
        self.scan(scratch, |scratch, one| {
            if kept_of(&banded[..n_kept], one.0).last().is_some_and(|last| *last < one) {
                if banded.len() >= most {
                    self.join_others(scratch, places, banded, n_kept)?;
                }
                banded.push(one);
            }
            Ok(())
        })?;
        self.join_others(scratch, places, banded, n_kept)
    }

    /// Joins those behind the first so many, which were kept, with these.
    fn join_others<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        banded: &mut Vec<Banded>,
        n_kept: usize,
    ) -> io::Result<()> {
        let (kept, others) = banded.split_at_mut(n_kept);
        others.sort_unstable();
        for equal in others.chunk_by(has_same_band) {
            self.join(scratch, places, kept_of(kept, equal[0].0).iter().chain(equal))?;
        }
        banded.truncate(n_kept);
        Ok(())
    }

    /// Joins those of one band that are alike: each with the first so many of them.
    fn join<'b, S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        equal: impl Iterator<Item = &'b Banded>,
    ) -> io::Result<()> {
        let mut compared: Vec<(u32, Signature)> = Vec::new();
        for &(_, _, index) in equal {
            let signature = self.blocks.signature(scratch, index)?;
            for (other, of_other) in &compared {
                if signature.similarity(of_other) >= SIMILAR {
                    places.unite(scratch, *other, index)?;
                }
            }
            if compared.len() < MOST_COMPARED {
                compared.push((index, signature));
            }
        }
        Ok(())
    }

    fn scan<S: Read + Write + Seek>(
        self,
        scratch: &mut Scratch<S>,
        mut each: impl FnMut(&mut Scratch<S>, Banded) -> io::Result<()>,
    ) -> io::Result<()> {
        let Share { blocks, band, pass: wanted, passes, .. } = self;
        blocks.scan(scratch, [Column::Signature, Column::Band(band)], |scratch, index, [signature, band]| {
            if pass(band, passes) == wanted { each(scratch, (band, signature, index)) } else { Ok(()) }
        })
    }
}

/// Keeps of each band those that others are compared with; whether any had to go.
fn keep_compared(banded: &mut Vec<Banded>) -> bool {
    banded.sort_unstable();
    let before = banded.len();
    let (mut last, mut n) = (None, 0);
    banded.retain(|&(band, ..)| {
        n = if last == Some(band) { n + 1 } else { 1 };
        last = Some(band);
        n <= MOST_COMPARED
    });
    banded.len() < before
}

fn has_same_band(a: &Banded, b: &Banded) -> bool {
    a.0 == b.0
}

/// Those of a band among all, which are in order.
fn kept_of(banded: &[Banded], band: u64) -> &[Banded] {
    let start = banded.partition_point(|one| one.0 < band);
    let n = banded[start..].partition_point(|one| one.0 == band);
    &banded[start..start + n]
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::super::blocks::Writer;
    use super::super::signature::BYTES;
    use super::*;

    /// The ends of the clusters of texts with these signatures.
    fn ends(signatures: &[[u8; BYTES]], held: usize) -> Vec<u32> {
        let mut scratch = Scratch::new(Cursor::new(Vec::new()));
        let mut writer = Writer::new();
        for signature in signatures {
            writer.add("id", &Signature(*signature), &mut scratch).expect("memory can be written");
        }
        let blocks = writer.finish(&mut scratch).expect("memory can be written");
        let mut places = Places::new(&mut scratch, blocks.end(), blocks.articles).expect("memory can be written");
        find(&mut scratch, blocks, &mut places, held).expect("memory can be read");
        (0..blocks.articles).map(|index| places.end_of(&mut scratch, index).expect("memory can be read")).collect()
    }

    /// Texts of some kinds: all of a kind have the first quarter of their signatures in common, and few of them much more.
    fn signatures(n: u64, kinds: u64) -> Vec<[u8; BYTES]> {
        let of = |n: u64| {
            let (kind, same) = (n % kinds, crate::stats::mixed(n) % 5);
            let mut signature = [0; BYTES];
            for (index, eight) in signature.chunks_exact_mut(8).enumerate() {
                let other = if index < 4 || same == 0 && index < 13 { 0 } else { n };
                // What one band has is in none of the others.
                eight.copy_from_slice(&crate::stats::mixed(kind << 40 | other << 8 | index as u64).to_le_bytes());
            }
            signature
        };
        (0..n).map(of).collect()
    }

    #[test]
    fn how_many_are_held_is_nothing_to_the_clusters() {
        for (n, kinds) in [(6000, 1), (6000, 40), (3000, 3000)] {
            let mut signatures = signatures(n, kinds);
            // Some come back.
            signatures.extend_from_within(100..200);
            signatures.extend_from_within(100..150);
            let all = ends(&signatures, usize::MAX >> 8);
            assert!((6000..6100).all(|index| n != 6000 || all[index] == all[index - 5900]));
            assert!(n != 6000 || all.iter().filter(|&&end| end == all[0]).count() > 20);
            for held in [100, 1000, 5000] {
                assert_eq!(ends(&signatures, held), all, "{n} texts of {kinds} kinds, {held} held");
            }
        }
    }
}

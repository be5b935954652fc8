//! Which articles have a number that an earlier one has? Ids that come back, and texts that are the same.

use std::io::{self, Read, Seek, Write};

use super::blocks::{Blocks, Column, pass, passes};
use super::scratch::Scratch;
use crate::stats::mixed;

/// A hash of an id.
pub(super) fn hash(id: &str) -> u64 {
    let eights = id.as_bytes().chunks(8).map(|bytes| bytes.iter().fold(0, |eight, &byte| eight << 8 | u64::from(byte)));
    eights.fold(id.len() as u64, |hash, eight| mixed(hash.wrapping_add(1) ^ mixed(eight))).max(1)
}

/// Calls `each` with the first article that has a number, and one behind it that has the same, for all that are behind
/// another. At most `held` numbers are in memory, 16 bytes each.
pub(super) fn again<S: Read + Write + Seek>(
    scratch: &mut Scratch<S>,
    blocks: Blocks,
    column: Column,
    held: usize,
    mut each: impl FnMut(&mut Scratch<S>, u32, u32) -> io::Result<()>,
) -> io::Result<()> {
    let passes = passes(blocks.articles, held);
    let mut values: Vec<(u64, u32)> = Vec::with_capacity(held.min(blocks.articles as usize));
    for of_passes in 0..passes {
        let mut most = held;
        blocks.scan(scratch, [column], |scratch, index, [value]| {
            if pass(value, passes) == of_passes {
                if values.len() >= most {
                    first_of_each(&mut values, |first, again| each(scratch, first, again))?;
                    most = held.max(values.len() * 5 / 4);
                }
                values.push((value, index));
            }
            Ok(())
        })?;
        first_of_each(&mut values, |first, again| each(scratch, first, again))?;
        values.clear();
    }
    Ok(())
}

/// Keeps the first of those with one number, and hands on the others.
fn first_of_each(values: &mut Vec<(u64, u32)>, mut each: impl FnMut(u32, u32) -> io::Result<()>) -> io::Result<()> {
    values.sort_unstable();
    let mut result = Ok(());
    values.dedup_by(|(value, index), (before, first)| {
        if value == before && result.is_ok() {
            result = each(*first, *index);
        }
        value == before
    });
    result
}

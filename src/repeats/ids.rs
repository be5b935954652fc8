//! Which articles have the id of another? Many are not held in memory for it.

use std::collections::HashSet;
use std::io::{self, Read, Seek};

use super::clusters::{number, passes, scan};
use super::signature::BYTES;
use crate::stats::mixed;

/// A hash of an id.
pub(super) fn hash(id: &str) -> u64 {
    let eights = id.as_bytes().chunks(8).map(|bytes| bytes.iter().fold(0, |eight, &byte| eight << 8 | u64::from(byte)));
    eights.fold(id.len() as u64, |hash, eight| mixed(hash.wrapping_add(1) ^ mixed(eight)))
}

/// How many articles have the id of an earlier one, and the first that has.
pub(super) fn repeated(scratch: &mut (impl Read + Seek), n: u64) -> io::Result<(u64, Option<u32>)> {
    let (mut repeated, mut first) = (0, None::<u32>);
    let passes = passes(n);
    for pass in 0..passes {
        let mut seen = HashSet::new();
        scan(scratch, n, |index, record| {
            let hash = number(&record[BYTES..]);
            if hash % passes == pass && !seen.insert(hash) {
                repeated += 1;
                first = Some(first.map_or(index, |first| first.min(index)));
            }
        })?;
    }
    Ok((repeated, first))
}

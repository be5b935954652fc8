//! Which article of a cluster stands for it? Told in two passes over all; what must be known of those that might lies
//! behind their places in the scratch file.

use std::io::{self, Read, Seek, Write};

use serde::{Deserialize, Serialize};

use super::places::{Place, Places};
use super::records::push;
use super::scratch::Scratch;
use super::trace::Head;
use crate::corpus::Wanted;

/// What decides: the earliest stands; of one day, or without one, the first by id. Ids may come back, so that outlets are
/// compared before the order of the input is.
#[derive(PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(super) struct Rank {
    is_undated: bool,
    day: Option<String>,
    pub(super) id: String,
    outlet: String,
    index: u32,
}

impl Rank {
    fn of(index: u32, head: &Head<'_>) -> Rank {
        // A date that cannot be read is earlier or later than nothing.
        let day = head.date.and_then(Wanted::day);
        Rank { is_undated: day.is_none(), day, id: head.id.to_owned(), outlet: head.outlet.to_owned(), index }
    }

    /// The rank that lies at this place of the file.
    pub(super) fn read<S: Read + Write + Seek>(scratch: &mut Scratch<S>, at: u64) -> io::Result<Rank> {
        let mut len = [0; 4];
        scratch.read(at, &mut len)?;
        let mut bytes = vec![0; u32::from_le_bytes(len) as usize];
        scratch.read(at + 4, &mut bytes)?;
        postcard::from_bytes(&bytes).map_err(io::Error::other)
    }
}

/// Chooses while all articles are gone through in order.
pub(super) struct Choice {
    end: u64,
    bytes: Vec<u8>,
}

impl Choice {
    /// Ranks are written from this place of the file on, which is its end.
    pub(super) fn new(end: u64) -> Choice {
        Choice { end, bytes: Vec::new() }
    }

    /// Takes the next article. That its cluster ends at an earlier one is known by then of all before.
    pub(super) fn add<S: Read + Write + Seek>(
        &mut self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        index: u32,
        head: &Head<'_>,
    ) -> io::Result<()> {
        match places.get(scratch, index)? {
            Place::Alone | Place::Copy(_) => Ok(()),
            Place::Stands(_) => self.put(scratch, places, index, &Rank::of(index, head)),
            Place::Member(before) => {
                let end = match places.get(scratch, before)? {
                    Place::Member(end) => {
                        places.set(scratch, index, Place::Member(end))?;
                        end
                    }
                    _ => before,
                };
                let Place::Stands(at) = places.get(scratch, end)? else { return Ok(()) };
                let rank = Rank::of(index, head);
                if rank < Rank::read(scratch, at)? { self.put(scratch, places, end, &rank) } else { Ok(()) }
            }
        }
    }

    /// Lets an article stand, for now, for the cluster that ends at another.
    fn put<S: Read + Write + Seek>(
        &mut self,
        scratch: &mut Scratch<S>,
        places: &mut Places,
        end: u32,
        rank: &Rank,
    ) -> io::Result<()> {
        self.bytes.clear();
        push(&mut self.bytes, rank);
        scratch.write(self.end, &self.bytes)?;
        places.set(scratch, end, Place::Stands(self.end))?;
        self.end += self.bytes.len() as u64;
        Ok(())
    }
}

/// Says of each of so many articles whether it is a copy, when all of them were added.
pub(super) fn settle<S: Read + Write + Seek>(
    scratch: &mut Scratch<S>,
    places: &mut Places,
    articles: u32,
) -> io::Result<()> {
    for index in 0..articles {
        let at = match places.get(scratch, index)? {
            Place::Alone => continue,
            Place::Stands(at) | Place::Copy(at) => at,
            Place::Member(end) => match places.get(scratch, end)? {
                Place::Stands(at) | Place::Copy(at) => at,
                // A cluster ends at none of these.
                Place::Alone | Place::Member(_) => continue,
            },
        };
        let stands = Rank::read(scratch, at)?.index == index;
        places.set(scratch, index, if stands { Place::Stands(at) } else { Place::Copy(at) })?;
    }
    places.flush(scratch)
}

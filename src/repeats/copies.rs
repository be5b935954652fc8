//! Which articles are copies? Read in the order of the articles from where it lies in the scratch file.

use std::io::{self, Read, Seek, Write};
use std::sync::{Mutex, MutexGuard};

use super::places::{ARTICLES, Place};
use super::ranks::Rank;
use super::scratch::{Scratch, number};

/// What a cluster of copies means for one of its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Copy {
    /// The id of the cluster: that of the article that stands for it.
    pub cluster: String,
    /// Whether another article stands for it.
    pub is_copy: bool,
}

/// The places of all articles, when they are settled.
#[derive(Debug)]
pub(super) struct Settled<S> {
    pub(super) scratch: Mutex<Scratch<S>>,
    /// Where they begin.
    pub(super) start: u64,
    pub(super) articles: u32,
}

/// What the cluster of each article is, in the order of the articles; `None` of one that is in none. It ends with the
/// articles. It reads 4 KB at a time, and the cluster of each that is in one.
#[derive(Debug)]
pub struct Copies<'r, S> {
    settled: Option<&'r Settled<S>>,
    /// The next article, and the places from it on that are held.
    index: u64,
    held: Vec<u8>,
    at: usize,
}

impl<'r, S: Read + Write + Seek> Copies<'r, S> {
    /// From the article of this index on; where nothing is known, none is in a cluster.
    pub(super) fn new(settled: Option<&'r Settled<S>>, first: u32) -> Copies<'r, S> {
        Copies { settled, index: first.into(), held: Vec::new(), at: 0 }
    }

    /// The place of the next article.
    pub(super) fn place(&mut self) -> io::Result<Option<Place>> {
        let Some(settled) = self.settled else { return Ok(Some(Place::Alone)) };
        if self.at == self.held.len() {
            let left = u64::from(settled.articles).saturating_sub(self.index);
            self.held.resize(left.min(ARTICLES as u64) as usize * 8, 0);
            self.at = 0;
            settled.scratch()?.read(settled.start + self.index * 8, &mut self.held)?;
        }
        let place = self.held.get(self.at..self.at + 8).map(|eight| Place::of(number(eight)));
        if place.is_some() {
            self.at += 8;
            self.index += 1;
        }
        Ok(place)
    }

    fn copy(&mut self) -> io::Result<Option<Option<Copy>>> {
        let (at, is_copy) = match self.place()? {
            None => return Ok(None),
            Some(Place::Alone | Place::Member(_)) => return Ok(Some(None)),
            Some(Place::Stands(at)) => (at, false),
            Some(Place::Copy(at)) => (at, true),
        };
        let Some(settled) = self.settled else { return Ok(Some(None)) };
        let Rank { id: cluster, .. } = Rank::read(&mut *settled.scratch()?, at)?;
        Ok(Some(Some(Copy { cluster, is_copy })))
    }
}

impl<S: Read + Write + Seek> Iterator for Copies<'_, S> {
    type Item = io::Result<Option<Copy>>;

    fn next(&mut self) -> Option<io::Result<Option<Copy>>> {
        self.copy().transpose()
    }
}

impl<S> Settled<S> {
    fn scratch(&self) -> io::Result<MutexGuard<'_, Scratch<S>>> {
        self.scratch.lock().map_err(|_| io::Error::other("another thread failed while it read what repeats"))
    }
}

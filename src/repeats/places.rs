//! To which cluster does each article belong? Eight bytes an article in the scratch file, a megabyte of them in memory.

use std::io::{self, Read, Seek, Write};

use super::scratch::{Scratch, number};

/// The articles of a page, which are read and written together.
pub(super) const ARTICLES: usize = 512;

const PAGE: usize = ARTICLES * 8;

/// So many pages are in memory at most.
const PAGES: usize = 256;

/// What is known of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Place {
    /// It is in no cluster.
    Alone,
    /// It is in the cluster of an earlier article.
    Member(u32),
    /// A cluster ends here, whose [`Rank`](super::ranks::Rank) lies at this place of the file once it is known; in the
    /// end, that the article stands for its cluster.
    Stands(u64),
    /// In the end, that another article stands for its cluster, and where in the file its rank lies.
    Copy(u64),
}

impl Place {
    const KIND: u32 = 62;

    pub(super) fn of(bits: u64) -> Place {
        let of = bits & ((1 << Place::KIND) - 1);
        match bits >> Place::KIND {
            0 => Place::Alone,
            1 => Place::Member(of as u32),
            2 => Place::Stands(of),
            _ => Place::Copy(of),
        }
    }

    fn bits(self) -> u64 {
        let (kind, of) = match self {
            Place::Alone => (0, 0),
            Place::Member(index) => (1, index.into()),
            Place::Stands(at) => (2, at),
            Place::Copy(at) => (3, at),
        };
        kind << Place::KIND | of
    }
}

/// The places of all articles, and those pages of them that were asked for last.
pub(super) struct Places {
    start: u64,
    pages: Vec<Option<Page>>,
}

struct Page {
    index: u64,
    bytes: Box<[u8; PAGE]>,
    is_changed: bool,
}

impl Places {
    /// Of so many articles, all alone, from this place in the file on.
    pub(super) fn new<S: Read + Write + Seek>(
        scratch: &mut Scratch<S>,
        start: u64,
        articles: u32,
    ) -> io::Result<Places> {
        let places = Places { start, pages: (0..PAGES).map(|_| None).collect() };
        for page in 0..u64::from(articles).div_ceil(ARTICLES as u64) {
            scratch.write(start + page * PAGE as u64, &[0; PAGE])?;
        }
        Ok(places)
    }

    /// Where those of so many end in the file.
    pub(super) fn end(&self, articles: u32) -> u64 {
        self.start + u64::from(articles).div_ceil(ARTICLES as u64) * PAGE as u64
    }

    pub(super) fn get<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>, index: u32) -> io::Result<Place> {
        let (page, at) = self.page(scratch, index)?;
        Ok(Place::of(number(&page.bytes[at..at + 8])))
    }

    pub(super) fn set<S: Read + Write + Seek>(
        &mut self,
        scratch: &mut Scratch<S>,
        index: u32,
        place: Place,
    ) -> io::Result<()> {
        let (page, at) = self.page(scratch, index)?;
        page.bytes[at..at + 8].copy_from_slice(&place.bits().to_le_bytes());
        page.is_changed = true;
        Ok(())
    }

    /// Makes one cluster of those of two articles. It ends at the first of all.
    pub(super) fn unite<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>, a: u32, b: u32) -> io::Result<()> {
        let (a, b) = (self.end_of(scratch, a)?, self.end_of(scratch, b)?);
        if a != b {
            self.set(scratch, a.max(b), Place::Member(a.min(b)))?;
            self.set(scratch, a.min(b), Place::Stands(0))?;
        }
        Ok(())
    }

    /// Where the cluster of an article ends.
    pub(super) fn end_of<S: Read + Write + Seek>(
        &mut self,
        scratch: &mut Scratch<S>,
        mut index: u32,
    ) -> io::Result<u32> {
        while let Place::Member(before) = self.get(scratch, index)? {
            let Place::Member(next) = self.get(scratch, before)? else { return Ok(before) };
            self.set(scratch, index, Place::Member(next))?;
            index = next;
        }
        Ok(index)
    }

    /// Writes all that was changed.
    pub(super) fn flush<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>) -> io::Result<()> {
        self.pages.iter_mut().flatten().try_for_each(|page| page.flush(scratch, self.start))
    }

    /// The page of an article, and where in it its place is.
    fn page<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>, index: u32) -> io::Result<(&mut Page, usize)> {
        let (of, at) = (u64::from(index) / ARTICLES as u64, index as usize % ARTICLES * 8);
        let slot = &mut self.pages[of as usize % PAGES];
        let page = slot.get_or_insert_with(|| Page { index: u64::MAX, bytes: Box::new([0; PAGE]), is_changed: false });
        if page.index != of {
            page.flush(scratch, self.start)?;
            scratch.read(self.start + of * PAGE as u64, &mut page.bytes[..])?;
            page.index = of;
        }
        Ok((page, at))
    }
}

impl Page {
    fn flush<S: Read + Write + Seek>(&mut self, scratch: &mut Scratch<S>, start: u64) -> io::Result<()> {
        if self.is_changed {
            scratch.write(start + self.index * PAGE as u64, &self.bytes[..])?;
            self.is_changed = false;
        }
        Ok(())
    }
}

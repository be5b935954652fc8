//! Which articles say nothing of how an outlet frames what it reports? Those that are not its own.

use serde::Serialize;

/// Why an article is left out of the figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LeftOut {
    /// It is a near-copy of another.
    Copy,
    /// It is an agency's, and the outlet is not that agency.
    Agency,
    /// Its author is a guest.
    Guest,
}

/// What is left out unless somebody asks for it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keep {
    /// Copies count.
    pub copies: bool,
    /// Pieces of agencies count.
    pub agencies: bool,
    /// Pieces by guests count.
    pub guests: bool,
}

/// How many articles were left out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct LeftOutCounts {
    /// Near-copies of others.
    pub copies: u64,
    /// Pieces of agencies that are no copies.
    pub agencies: u64,
    /// Pieces by guests that are neither.
    pub guests: u64,
}

impl LeftOut {
    /// Why an article is left out, if it is; of several reasons the first.
    pub fn of(is_copy: bool, is_agency: bool, is_guest: bool, keep: Keep) -> Option<LeftOut> {
        if is_copy && !keep.copies {
            Some(LeftOut::Copy)
        } else if is_agency && !keep.agencies {
            Some(LeftOut::Agency)
        } else {
            (is_guest && !keep.guests).then_some(LeftOut::Guest)
        }
    }
}

impl LeftOutCounts {
    pub(super) fn count(&mut self, why: LeftOut) {
        match why {
            LeftOut::Copy => self.copies += 1,
            LeftOut::Agency => self.agencies += 1,
            LeftOut::Guest => self.guests += 1,
        }
    }

    /// Adds others.
    pub fn add(&mut self, other: LeftOutCounts) {
        self.copies += other.copies;
        self.agencies += other.agencies;
        self.guests += other.guests;
    }

    /// All of them.
    pub fn total(&self) -> u64 {
        self.copies + self.agencies + self.guests
    }
}

//! What does a word's number mean to the automaton?

use serde::{Deserialize, Serialize};

/// A word as the automaton sees it: in the lower three bytes its code, in the order of the haystack from the lowest (0 if
/// no head of two words has it), and above them what it may begin or end. One integer, since every word of a text is
/// looked up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Code(pub u32);

impl Code {
    /// It is a head.
    pub(super) const ALONE: u32 = 1 << 24;
    /// A longer head begins with it.
    pub(super) const STARTS: u32 = 1 << 25;
    /// It follows a wildcard with which a form begins.
    pub(super) const FOLLOWS: u32 = 1 << 26;
    /// A form with a gap ends with it.
    pub(super) const ENDS: u32 = 1 << 27;

    /// So many codes fit two bytes: 127 lead bytes (0x00 to 0x7E), 128 trail bytes (0x80 to 0xFF).
    pub(super) const MOST_OF_TWO: usize = 127 * 128;

    /// Stands for a third word where there is none. No code is 1: its second byte is a trail byte.
    pub(super) const NO_THIRD: u32 = 1;

    /// Between stretches: a lead byte that no code has.
    pub(super) const SEPARATOR: Code = Code(0x80_80_7F);

    /// The code of a number. Lead and trail bytes are from disjoint ranges, so that no match starts in the middle of a
    /// code. Lead bytes are the small ones: for each pattern, the automaton goes through the bytes that may begin one, from
    /// 0 on.
    pub(super) fn new(number: u32, width: usize) -> Code {
        let trail = |shift: u32| 0x80 | number >> shift & 0x7F;
        let lead = |shift: u32| number >> shift;
        Code(match width {
            2 => lead(7) | trail(0) << 8,
            _ => lead(14) | trail(7) << 8 | trail(0) << 16,
        })
    }

    /// Its code, without what it may do.
    pub(super) fn bytes(self) -> u32 {
        self.0 & 0xFF_FFFF
    }

    /// Whether it may do one of these.
    pub(super) fn has(self, flags: u32) -> bool {
        self.0 & flags != 0
    }
}

//! How does a reader that unpacks say what is damaged, so that whoever reads on knows what not to trust?

use std::fmt;
use std::io;

use super::Reason;

/// Damage in what a reader gives, as its error. It may be read on behind it: a reader that finds another place to start
/// at gives what is there, and one that does not has nothing more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DamagedInput {
    /// What is wrong.
    pub reason: Reason,
    /// So many of the last bytes it gave belong to what is damaged. They may be wrong too: a decoder finds out late.
    pub unsure_bytes: u64,
}

impl fmt::Display for DamagedInput {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.reason.fmt(f)
    }
}

impl std::error::Error for DamagedInput {}

impl From<DamagedInput> for io::Error {
    fn from(damage: DamagedInput) -> io::Error {
        io::Error::other(damage)
    }
}

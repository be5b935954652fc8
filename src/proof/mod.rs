//! Does a lexicon do what it says?

mod balance;
mod cover;
mod diff;
pub mod eval;
mod examples;
mod function_words;
mod gold;
mod lint;
mod quality;
mod share;
pub mod suggest;
mod usage;

pub use balance::{AxisBalance, Balance, Gap, Member, Pair, Side, Weight, Without, balance};
pub use diff::{ChangedEntry, ChangedHit, EntryChanges, HitChanges, MovedOutlet, entry_changes};
pub use examples::{Examples, FailedExample, Verdict, examples};
pub use gold::{BadRecord, Gold, GoldError, GoldReading, records};
pub use lint::{Finding, FindingKind, Trials, lint};
pub use quality::{Concentration, Coverage, Quality, QualityUse, Reliability, quality};
pub use share::Share;
pub use usage::{EntryUse, OutletUse, Usage};

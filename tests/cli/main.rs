//! Does the program keep its promises? Every test starts it as a user would.

mod authors;
mod balance;
mod candidates;
mod changes;
#[cfg(feature = "parquet")]
mod columns;
mod drafts;
mod ends;
mod foreign;
mod formats;
mod gold;
mod imports;
#[cfg(unix)]
mod kills;
mod lexicons;
mod lint;
mod origin;
mod packed;
mod pages;
#[cfg(feature = "parquet")]
mod parquet;
mod program;
mod records;
mod repeats;
mod resume;
mod runs;
mod shown;
mod update;
mod wanted;

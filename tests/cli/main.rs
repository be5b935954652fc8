//! Does the program keep its promises? Every test starts it as a user would.

mod candidates;
mod drafts;
mod ends;
mod foreign;
mod gold;
mod lexicons;
mod packed;
mod program;
mod records;
mod runs;
mod shown;
mod wanted;

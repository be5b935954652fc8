//! Does the program keep its promises? Every test starts it as a user would.

mod candidates;
mod drafts;
mod ends;
mod foreign;
mod gold;
mod lexicons;
mod program;
mod records;
mod resume;
mod runs;
mod shown;

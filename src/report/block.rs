//! What is a report made of, whatever the format?

/// A piece of a report. Text from outside is as it came; whoever prints it escapes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Block {
    /// The name of an outlet.
    Heading(String),
    /// A paragraph.
    Line(String),
    /// A table: its title, its header and its rows. The first column is text, the others are numbers.
    Table { title: String, header: Vec<String>, rows: Vec<Vec<String>> },
    /// A line for those who want to know exactly.
    Note(String),
}

//! What can be asked of lexicons?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::InputOptions;

#[derive(Debug, Subcommand)]
pub enum Lexicon {
    /// An entry or a name set with all it says: id, or lexicon/id
    Show { id: String },
    /// All forms an entry or a name set is found by; of all entries if no id is given
    Expand { id: Option<String> },
    /// Try every entry on its own examples; also those of files given with --lexicon
    Test {
        /// Only this entry or lexicon
        id: Option<String>,
    },
    /// Whether a lexicon is as hard on one side as on the other: entries and hits by perspective, mirrors and gaps
    #[command(after_help = "Examples:\n  \
        slantwise lexicon balance\n  \
        slantwise lexicon balance --corpus articles/ --format json\n  \
        slantwise lexicon balance --only my-desk --lexicon my.toml")]
    Balance(Balance),
}

/// Articles in which hits are counted.
#[derive(Args, Debug)]
pub struct Corpus {
    /// Count hits in these articles: files or folders, `-` for standard input
    #[arg(long, value_name = "INPUT", num_args = 1..)]
    pub corpus: Vec<PathBuf>,
    /// With a corpus: hits of `listed` entries too
    #[arg(long)]
    pub listed: bool,
    #[command(flatten)]
    pub options: InputOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum PageFormat {
    /// For reading in a terminal
    Text,
    /// Every figure, as one object
    Json,
}

#[derive(Args, Debug)]
pub struct Balance {
    #[command(flatten)]
    pub corpus: Corpus,
    /// How to print
    #[arg(long, value_enum, default_value_t = PageFormat::Text)]
    pub format: PageFormat,
}

//! What can be asked of lexicons?

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Input, InputOptions, ReportFormat};

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
    /// Entries and name sets, one line each
    #[command(after_help = "Examples:\n  \
        slantwise lexicon list --category insult\n  \
        slantwise lexicon list --perspective us-left --perspective us-right --intensity 3\n  \
        slantwise lexicon list --lexicon my.toml --format csv > entries.csv")]
    List(List),
    /// Whether a lexicon is as hard on one side as on the other: entries and hits by perspective, mirrors and gaps
    #[command(after_help = "Examples:\n  \
        slantwise lexicon balance\n  \
        slantwise lexicon balance --corpus articles/ --format json\n  \
        slantwise lexicon balance --only my-desk --lexicon my.toml")]
    Balance(Balance),
    /// A lexicon to begin with, with comments on every key; it loads and passes `lexicon test`
    #[command(after_help = "Example:\n  slantwise lexicon new my-desk > my-desk.toml")]
    New {
        /// The id of the new lexicon
        id: String,
    },
    /// The JSON Schema of the lexicon format, for editors and checkers of TOML
    #[command(after_help = "Example:\n  \
        slantwise lexicon schema > lexicon.schema.json\n\n\
        With `#:schema ./lexicon.schema.json` as the first line of a lexicon, Even Better TOML checks it as you type, and so does `taplo check`.")]
    Schema,
    /// All forms with entry, category, intensity, perspective, status and note, for a spreadsheet
    #[command(after_help = "Examples:\n  \
        slantwise lexicon export > forms.csv\n  \
        slantwise lexicon export mideast islamic-state --format csv")]
    Export(Export),
    /// What an author should look at again: entries without reasons or examples, near-duplicates, and what does nothing in a corpus
    #[command(after_help = "Examples:\n  \
        slantwise lexicon lint\n  \
        slantwise lexicon lint my.toml --corpus articles/\n  \
        slantwise lexicon lint my.toml --strict      exit code 2 if there is a finding")]
    Lint(Lint),
    /// What changes in a corpus when one lexicon takes the place of another: hits gained and lost, outlets that move, entries
    #[command(after_help = "Examples:\n  \
        slantwise lexicon diff shipped my.toml --corpus articles/\n  \
        slantwise lexicon diff core-old.toml core.toml --corpus crawl.jsonl --top 50\n\n\
        Each side is the shipped lexicons, or these with the file on top; a file with the id of a shipped lexicon takes its place.")]
    Diff(Diff),
    /// How well the lexicons do their work on a corpus: dead entries, concentration, reliability, coverage
    #[command(after_help = "Examples:\n  \
        slantwise lexicon quality articles/\n  \
        slantwise lexicon quality crawl.jsonl --only my-desk --lexicon my.toml --format json")]
    Quality(Quality),
    /// A dictionary of LIWC or quanteda, or a CSV table of terms, as a lexicon; what cannot be carried over is said line by line
    #[command(after_help = "Examples:\n  \
        slantwise lexicon import moral.dic --to toml > moral.toml\n  \
        slantwise lexicon import policy.yml --category economy.tax --id tax > tax.toml\n  \
        slantwise lexicon import terms.csv --id house-words > house-words.toml")]
    Import(Import),
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

#[derive(Args, Debug)]
pub struct List {
    /// Only this category (may be given again)
    #[arg(long, value_name = "ID")]
    pub category: Vec<String>,
    /// Only this status (may be given again)
    #[arg(long, value_enum)]
    pub status: Vec<Status>,
    /// Only this perspective (may be given again)
    #[arg(long, value_name = "NAME")]
    pub perspective: Vec<String>,
    /// Only this intensity (may be given again)
    #[arg(long, value_name = "0-3", value_parser = clap::value_parser!(u8).range(0..=3))]
    pub intensity: Vec<u8>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ListFormat::Text)]
    pub format: ListFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Status {
    /// Makes the main rate
    Reviewed,
    /// Counts on request
    Listed,
    /// Only for `lexicon test`
    Draft,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For reading in a terminal
    Text,
    /// One row an entry
    Csv,
    /// All of them as one object
    Json,
}

#[derive(Args, Debug)]
pub struct Export {
    /// Only these: ids of entries, name sets or lexicons
    #[arg(value_name = "ID")]
    pub ids: Vec<String>,
    /// How to print
    #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
    pub format: ExportFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// One row a form
    Csv,
}

#[derive(Args, Debug)]
pub struct Lint {
    /// Lexicon files, or `shipped`; the shipped ones if none is given
    #[arg(value_name = "FILE|shipped")]
    pub lexicons: Vec<PathBuf>,
    #[command(flatten)]
    pub corpus: Corpus,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

#[derive(Args, Debug)]
pub struct Diff {
    /// A lexicon file, or `shipped`
    #[arg(value_name = "A")]
    pub before: PathBuf,
    /// A lexicon file, or `shipped`
    #[arg(value_name = "B")]
    pub after: PathBuf,
    #[command(flatten)]
    pub corpus: Corpus,
    /// Show so many sentences gained, sentences lost, and outlets
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

#[derive(Args, Debug)]
pub struct Quality {
    #[command(flatten)]
    pub input: Input,
    /// Use entries of status `listed` too
    #[arg(long)]
    pub listed: bool,
    /// The random halves of the entries are those of this seed
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// List so many entries
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub top: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

#[derive(Args, Debug)]
pub struct Import {
    /// A .dic, .dicx, .yml, .yaml or .csv file
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// What to write
    #[arg(long, value_enum, default_value_t = ImportTo::Toml)]
    pub to: ImportTo,
    /// What the file is, if its ending does not say it
    #[arg(long, value_enum)]
    pub from: Option<ImportFrom>,
    /// The id of the new lexicon; made of the file's name unless said
    #[arg(long)]
    pub id: Option<String>,
    /// The intensity of terms that have none
    #[arg(long, value_name = "0-3", default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=3))]
    pub intensity: u8,
    /// Only this category, by its name there (may be given again)
    #[arg(long, value_name = "NAME")]
    pub category: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportTo {
    /// A lexicon
    Toml,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ImportFrom {
    /// LIWC 2001 to 2015
    Dic,
    /// LIWC-22
    Dicx,
    /// quanteda
    Yaml,
    /// A table with the columns term, category and, if it has one, intensity
    Csv,
}

#[derive(Args, Debug)]
pub struct Balance {
    #[command(flatten)]
    pub corpus: Corpus,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
}

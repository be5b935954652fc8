//! What did the user ask for? Only what was typed; what it means is worked out by each command.

mod lexicon;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
pub use lexicon::*;

/// Loaded language in news: whose voice it is in, which names an outlet uses, and the sentences behind every number.
#[derive(Debug, Parser)]
#[command(
    name = "slantwise",
    disable_version_flag = true,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        slantwise profile articles/                  framing profiles of a folder of articles\n  \
        slantwise score crawl.jsonl -o run           score once, read often: profile run, kwic regime run\n  \
        slantwise check draft.txt                    loaded words in a draft, with reasons and alternatives\n  \
        slantwise kwic regime articles/              every use of a word in its sentence, with voice and source\n  \
        slantwise eval gold.jsonl                    how good the lexicons are on labelled text\n\n\
        Exit codes: 0 done; 1 findings (check only); 2 it could not be done; 130 interrupted."
)]
pub struct Cli {
    #[command(subcommand)]
    pub command: Option<Command>,
    #[command(flatten)]
    pub common: Common,
    /// Print the versions of the program, the lexicons and the language file
    #[arg(short = 'V', long)]
    pub version: bool,
}

/// What every command takes.
#[derive(Args, Debug)]
#[command(next_help_heading = "Common options")]
pub struct Common {
    /// Also load this lexicon (a TOML file; may be given again). It adds to, overrides or disables shipped entries
    #[arg(long, value_name = "PATH", global = true)]
    pub lexicon: Vec<PathBuf>,
    /// Use only this lexicon, by its id (may be given again); categories and word classes are always loaded
    #[arg(long, value_name = "ID", global = true)]
    pub only: Vec<String>,
    /// Work on so many threads; by default as many as there are processors. The output is the same for any number
    #[arg(long, value_name = "N", global = true, value_parser = clap::value_parser!(u16).range(..=MOST_THREADS))]
    pub threads: Option<u16>,
    /// No progress, no warnings; errors are still said
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// How progress, warnings and errors are said on standard error
    #[arg(long, value_enum, value_name = "FORMAT", global = true, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For reading in a terminal
    Text,
    /// One JSON object a line, for jobs without a terminal (score, profile and kwic)
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// How each outlet frames what it reports: rates in its own voice, words, kinds and names
    #[command(after_help = "Examples:\n  \
        slantwise profile articles/\n  \
        slantwise profile crawl.jsonl --outlets outlets.csv --format csv > rates.csv\n  \
        slantwise profile run --outlet \"The Harbor\" --top 20")]
    Profile(Profile),
    /// Score articles into a run directory that the other commands read
    #[command(after_help = "Examples:\n  \
        slantwise score crawl.jsonl -o run\n  \
        slantwise score crawl.jsonl.gz -o run\n  \
        slantwise score crawl/ -o run --update       score what came since, and add it\n\n\
        A run that was stopped, by Ctrl-C, a full disk or a power cut, goes on when the same command is given again.")]
    Score(Score),
    /// Loaded words in drafts, with line and column, reason, alternatives, voice and source
    #[command(after_help = "Examples:\n  \
        slantwise check draft.txt\n  \
        pbpaste | slantwise check - --min-intensity 3\n\n\
        Exit code 1 if there is a hit of the main rate's kind in the outlet's own voice, 0 if there is none.")]
    Check(Check),
    /// Every use of a word, an entry or a name set in its sentence
    #[command(after_help = "Examples:\n  \
        slantwise kwic regime articles/ --voice own\n  \
        slantwise kwic core/so-called run\n  \
        slantwise kwic islamic-state run --outlet \"The Harbor\"")]
    Kwic(Kwic),
    /// Any stage of the work: words, sentences, voices or hits
    #[command(after_help = "Examples:\n  \
        slantwise show voices draft.txt\n  \
        slantwise show hits crawl.jsonl --format jsonl\n  \
        slantwise show hits draft.txt --rejected     why a word did not count")]
    Show(Show),
    /// Look into lexicons and test them
    #[command(subcommand)]
    Lexicon(Lexicon),
    /// How good lexicons are on labelled text: AUC, precision, recall, what costs and what is missed
    #[command(after_help = "Examples:\n  \
        slantwise eval sentences.jsonl                        records with text and label, or spans\n  \
        slantwise eval sentences.jsonl --lexicon mine.toml --only mine\n  \
        slantwise eval articles.jsonl --type Loaded_Language --type Name_Calling --where part=train\n  \
        slantwise eval sentences.jsonl --field label=class --positive loaded --format json\n\n\
        GOLD is JSON Lines. A record has a `text` and a `label` (positive: biased, 1, true, yes), or `spans`: a list of\n\
        {\"start\": …, \"end\": …} in code points or {\"bstart\": …, \"bend\": …} in UTF-8 bytes, with a `type` if there\n\
        are several kinds; or both. `topic` makes a table. The outlet is never read.")]
    Eval(Eval),
    /// Words and phrases in which outlets differ and that no entry covers: a lexicon of drafts to edit
    #[command(after_help = "Examples:\n  \
        slantwise suggest articles/ > candidates.toml                  each outlet against the rest\n  \
        slantwise suggest crawl.jsonl --outlet \"The Harbor\" --top 20\n  \
        slantwise suggest crawl.jsonl --outlets outlets.csv --groups left,right --min-articles 20 --min-outlets 4\n\n\
        What is printed is a lexicon: edit it, then slantwise lexicon test candidates --lexicon candidates.toml.\n\
        The articles are read twice, so standard input cannot be one of them.")]
    Suggest(Suggest),
}

/// Where articles come from.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "Input")]
pub struct Input {
    /// Files or folders of .txt, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .html and .warc, also compressed; `-` for standard input
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// The outlet of plain text, instead of the name of its folder
    #[arg(long, value_name = "NAME")]
    pub outlet: Option<String>,
    #[command(flatten)]
    pub options: InputOptions,
}

/// The most bytes of an article, unless the user says otherwise: 32 MB.
pub const MAX_ARTICLE_BYTES: usize = 32 << 20;

/// More than any machine has processors; far more of them than that cannot be had from the system.
const MOST_THREADS: i64 = 1024;

/// How articles are read.
#[derive(Args, Debug, Clone)]
#[command(next_help_heading = "Input")]
pub struct InputOptions {
    /// In which column a field is: NAME=COLUMN, such as text=body (may be given again)
    #[arg(long, value_name = "NAME=COLUMN")]
    pub field: Vec<String>,
    /// A CSV table of outlets: name or domain, outlet, group, genre
    #[arg(long, value_name = "FILE")]
    pub outlets: Option<PathBuf>,
    /// Read only files that match in folders, such as '2024-*.txt' (may be given again)
    #[arg(long, value_name = "GLOB")]
    pub include: Vec<String>,
    /// Leave out files that match in folders (may be given again)
    #[arg(long, value_name = "GLOB")]
    pub exclude: Vec<String>,
    /// Where the title of plain text is
    #[arg(long, value_enum, default_value_t = TitleFrom::None, value_name = "WHERE")]
    pub title: TitleFrom,
    /// Only articles of this day or later; those without a date are left out
    #[arg(long, value_name = "DATE")]
    pub since: Option<String>,
    /// Only articles of this day or earlier; those without a date are left out
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
    /// Only articles whose body is in this language, whatever their record says
    #[arg(long, value_name = "CODE")]
    pub lang: Option<String>,
    /// Only articles of so many words or more in the body
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_words: u64,
    /// Skip articles of more bytes than this
    #[arg(long, value_name = "BYTES", default_value_t = MAX_ARTICLE_BYTES, value_parser = article_bytes)]
    pub max_article_bytes: usize,
    /// Cut off the end of longer articles instead
    #[arg(long)]
    pub cut_long: bool,
    /// End with exit code 2 if anything was skipped
    #[arg(long)]
    pub strict: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TitleFrom {
    /// It has none: all is body
    None,
    /// Its first line
    FirstLine,
}

#[derive(Args, Debug)]
pub struct Profile {
    /// Files or folders of articles, `-` for standard input, or one run directory
    #[arg(value_name = "INPUT|RUN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Show only this outlet (may be given again). If there is only plain text, and in no folder of that name, it is taken as this outlet's
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Show only words of this category (may be given again)
    #[arg(long, value_name = "ID")]
    pub category: Vec<String>,
    /// List so many words, kinds and terms for each outlet
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// The order of the outlets
    #[arg(long, value_enum, default_value_t = Sort::Rate)]
    pub sort: Sort,
    /// How to print
    #[arg(long, value_enum, default_value_t = ProfileFormat::Text)]
    pub format: ProfileFormat,
    /// Count `listed` entries too, as advisory hits
    #[arg(long)]
    pub listed: bool,
    /// Count near-copies of other articles too
    #[arg(long)]
    pub with_copies: bool,
    /// Count pieces of agencies too, which are not the outlet's own words
    #[arg(long)]
    pub with_agencies: bool,
    /// Count pieces by guest authors too
    #[arg(long)]
    pub with_guests: bool,
    #[command(flatten)]
    pub options: InputOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Sort {
    /// Highest main rate first
    Rate,
    /// By name
    Outlet,
    /// Most articles first
    Articles,
    /// Most own words first
    Words,
    /// Highest rate in titles first
    Title,
    /// Highest rate in quotations first
    Quotation,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ProfileFormat {
    /// For reading in a terminal
    Text,
    /// Every figure, as one object
    Json,
    /// One row an outlet
    Csv,
    /// For a document
    Markdown,
}

#[derive(Args, Debug)]
pub struct Score {
    #[command(flatten)]
    pub input: Input,
    /// The run directory to write; it must be new or empty, or have what the same command left when it was stopped
    #[arg(short, long, value_name = "RUN")]
    pub output: PathBuf,
    /// The format of the tables
    #[arg(long, value_enum, default_value_t = TablesAs::DEFAULT)]
    pub format: TablesAs,
    /// Add what is new to a finished run: files that it does not know by path, size and hash
    #[arg(long)]
    pub update: bool,
    /// Save after so many articles; a run that was stopped scores at most these again
    #[arg(long, value_name = "N", default_value_t = 4096, value_parser = clap::value_parser!(u64).range(1..))]
    pub part_articles: u64,
    /// Write hits of `listed` entries too, as advisory
    #[arg(long)]
    pub listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum TablesAs {
    /// Columns, compressed, for pandas, polars, DuckDB and Spark
    #[cfg(feature = "parquet")]
    Parquet,
    /// One JSON object a line
    Jsonl,
    /// A line of names, then a line a row
    Csv,
}

impl TablesAs {
    #[cfg(feature = "parquet")]
    const DEFAULT: TablesAs = TablesAs::Parquet;
    #[cfg(not(feature = "parquet"))]
    const DEFAULT: TablesAs = TablesAs::Jsonl;
}

#[derive(Args, Debug)]
pub struct Check {
    #[command(flatten)]
    pub input: Input,
    /// Hits of this intensity or more are findings
    #[arg(long, value_name = "1-3", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub min_intensity: u8,
    /// Show hits of `listed` entries too, as advisory
    #[arg(long)]
    pub listed: bool,
}

#[derive(Args, Debug)]
pub struct Kwic {
    /// A word or phrase, the id of an entry (regime or conflict/regime) or of a name set
    #[arg(value_name = "TERM|ENTRY|NAMESET")]
    pub term: String,
    /// Files or folders of articles, `-` for standard input, or one run directory
    #[arg(value_name = "INPUT|RUN", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Only this outlet (may be given again). If there is only plain text, and in no folder of that name, it is taken as this outlet's
    #[arg(long, value_name = "NAME")]
    pub outlet: Vec<String>,
    /// Only this voice (may be given again)
    #[arg(long, value_name = "VOICE")]
    pub voice: Vec<String>,
    /// Only titles, or only bodies: the rates of a profile are of bodies
    #[arg(long, value_enum, value_name = "PART")]
    pub part: Option<Part>,
    /// Only entries of this category (may be given again)
    #[arg(long, value_name = "ID")]
    pub category: Vec<String>,
    /// Find `listed` entries too
    #[arg(long)]
    pub listed: bool,
    /// How to print
    #[arg(long, value_enum, default_value_t = LineFormat::Text)]
    pub format: LineFormat,
    #[command(flatten)]
    pub options: InputOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// The headline
    Title,
    /// The text
    Body,
}

#[derive(Args, Debug)]
pub struct Show {
    /// The stage to show
    #[arg(value_enum)]
    pub stage: Stage,
    #[command(flatten)]
    pub input: Input,
    /// How to print
    #[arg(long, value_enum, default_value_t = LineFormat::Text)]
    pub format: LineFormat,
    /// With hits: the candidates that were refused too, and by what
    #[arg(long)]
    pub rejected: bool,
    /// With hits: those of `listed` entries too
    #[arg(long)]
    pub listed: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Stage {
    /// How the text is cut into words, and what stands between them
    Words,
    /// Where sentences end
    Sentences,
    /// Whose voice each stretch is in, and who speaks
    Voices,
    /// Loaded words and contested names
    Hits,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LineFormat {
    /// For reading in a terminal
    Text,
    /// One JSON object a line
    Jsonl,
}

#[derive(Args, Debug)]
pub struct Eval {
    /// Files of JSON Lines with a label or spans; `-` for standard input
    #[arg(value_name = "GOLD", required = true)]
    pub gold: Vec<PathBuf>,
    /// Count only spans of this type (may be given again); all unless said
    #[arg(long = "type", value_name = "TYPE")]
    pub types: Vec<String>,
    /// The label that is positive (may be given again); biased, 1, true and yes unless said
    #[arg(long, value_name = "LABEL")]
    pub positive: Vec<String>,
    /// Only records in which a field has this value, such as part=train (may be given again; all must hold)
    #[arg(long = "where", value_name = "FIELD=VALUE")]
    pub wanted: Vec<String>,
    /// In which field a record has its text, label, spans or topic, such as text=sentence (may be given again)
    #[arg(long, value_name = "FIELD=NAME")]
    pub field: Vec<String>,
    /// Measure the entries of at least this status (may be given again); reviewed, and beside it listed, unless said
    #[arg(long, value_enum, value_name = "STATUS")]
    pub status: Vec<LeastStatus>,
    /// Tables, entries and missed words are of hits of this intensity or more
    #[arg(long, value_name = "1-3", default_value_t = 2, value_parser = clap::value_parser!(u8).range(1..=3))]
    pub min_intensity: u8,
    /// List so many entries and words
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub top: usize,
    /// How to print
    #[arg(long, value_enum, default_value_t = ReportFormat::Text)]
    pub format: ReportFormat,
    /// End with exit code 2 if anything was skipped
    #[arg(long)]
    pub strict: bool,
}

#[derive(Args, Debug)]
pub struct Suggest {
    /// Files or folders of .txt, .json, .jsonl, .ndjson, .csv, .tsv, .parquet, .html and .warc, also compressed
    #[arg(value_name = "INPUT", required = true)]
    pub inputs: Vec<PathBuf>,
    /// Compare this outlet with all others; unless said, each outlet is
    #[arg(long, value_name = "NAME", conflicts_with = "groups")]
    pub outlet: Option<String>,
    /// Compare two groups of the table of outlets (--outlets)
    #[arg(long, value_name = "A,B", value_delimiter = ',')]
    pub groups: Vec<String>,
    /// A term must be in so many articles
    #[arg(long, value_name = "N", default_value_t = 5)]
    pub min_articles: u64,
    /// A term must be used by so many outlets; with --groups, of the group that uses it more
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub min_outlets: u64,
    /// Print so many terms
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub top: usize,
    #[command(flatten)]
    pub options: InputOptions,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, ValueEnum)]
pub enum LeastStatus {
    /// Drafts, and all others
    Draft,
    /// Listed and reviewed
    Listed,
    /// Reviewed alone
    Reviewed,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// For reading in a terminal
    Text,
    /// Every figure, as one object
    Json,
}

/// Places in a text are 32 bits.
fn article_bytes(text: &str) -> Result<usize, String> {
    let bytes = text.parse::<u32>().map_err(|_| format!("a number of bytes, {} at most", u32::MAX))?;
    usize::try_from(bytes).map_err(|error| error.to_string())
}

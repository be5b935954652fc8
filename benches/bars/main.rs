//! How fast is it, how much memory does it take, and against what?
//!
//! `cargo bench --bench bars -- [ARTICLES.jsonl] [ROW …]` prints a line for each bar: ours, the yardstick measured in the
//! same run, and the ratio. Each row checks its answer before the clock starts. Without a file it makes articles of the
//! samples. Linux only: CPU time and memory come from /proc.

mod chance;
mod converted;
mod corpus;
mod draft;
mod formats;
mod generated;
mod growth;
mod hostile;
mod length;
mod matching;
mod measure;
mod memory;
mod packed;
mod process;
mod ready;
mod scratch;
mod stages;
mod terms;
mod whole;
mod yardstick;

use std::path::Path;
use std::process::ExitCode;

use corpus::Corpus;
use scratch::Scratch;

/// Measures and prints.
type Print = fn(&Corpus);

/// The rows, by what they are called for on the command line.
const ROWS: [(&str, Print); 11] = [
    ("matching", matching::print),
    ("whole", whole::print),
    ("stages", stages::print),
    ("memory", memory::print),
    ("growth", growth::print),
    ("length", length::print),
    ("hostile", hostile::print),
    ("ready", ready::print),
    ("draft", draft::print),
    ("packed", packed::print),
    ("formats", formats::print),
];

fn main() -> ExitCode {
    // Cargo hands on an option of its own.
    let args: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with('-')).collect();
    let is_row = |arg: &&String| ROWS.iter().any(|(name, _)| name == arg);
    let (rows, files): (Vec<&String>, Vec<&String>) = args.iter().partition(is_row);
    if let Some(wrong) = files.iter().find(|file| !Path::new(file).is_file()) {
        let names: Vec<&str> = ROWS.iter().map(|(name, _)| *name).collect();
        eprintln!("bars: {wrong}: neither a file nor a row; rows are {}", names.join(", "));
        return ExitCode::from(2);
    }
    let scratch = Scratch::new("corpus");
    let corpus = files.first().map_or_else(|| Corpus::generated(&scratch), |file| Corpus::of(Path::new(file)));
    println!(
        "{} articles, {} of text; medians; ratios are ours to the yardstick's speed",
        corpus.articles.len(),
        corpus.text
    );
    for (name, print) in ROWS {
        if rows.is_empty() || rows.iter().any(|row| *row == name) {
            print(&corpus);
        }
    }
    ExitCode::SUCCESS
}

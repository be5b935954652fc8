//! Reads the shipped lexicons, and those given as arguments, and says how long it took and what they hold.

use std::time::Instant;

use slantwise::lexicon::{File, Lexicons, Selection};

fn main() {
    let paths = std::env::args().skip(1);
    let extra = paths.map(|path| File { text: std::fs::read_to_string(&path).expect("a readable file"), name: path });
    let selection = Selection { only: Vec::new(), extra: extra.collect() };
    let mut milliseconds = Vec::new();
    for _ in 0..20 {
        let started = Instant::now();
        let loaded = Lexicons::load(&selection);
        milliseconds.push(started.elapsed().as_secs_f64() * 1e3);
        drop(loaded);
    }
    match Lexicons::load(&selection) {
        Ok(lexicons) => {
            for notice in &lexicons.notices {
                println!("{notice}");
            }
            let forms: usize = lexicons.entries.iter().map(|entry| entry.forms.len()).sum();
            println!("{} entries, {forms} forms, {} name sets", lexicons.entries.len(), lexicons.namesets.len());
        }
        Err(error) => println!("{error}"),
    }
    let first = milliseconds[0];
    milliseconds.sort_by(f64::total_cmp);
    let (fastest, median) = (milliseconds[0], milliseconds[milliseconds.len() / 2]);
    println!("{first:.1} ms the first time; of {} times: {fastest:.1} fastest, {median:.1} median", milliseconds.len());
}

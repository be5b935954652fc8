#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::analyzer::Analyzer;
use slantwise::lexicon::{File, Lexicons, Selection, Status};

fuzz_target!(|text: &str| {
    let extra = vec![File { name: "a.toml".to_owned(), text: text.to_owned() }];
    match Lexicons::load(&Selection { only: vec!["common".to_owned()], extra }) {
        Ok(lexicons) => drop(Analyzer::new(lexicons, Status::Listed)),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::lexicon::import::{Dialect, Imported, Options, import};
use slantwise::lexicon::{File, Lexicons, Selection};

// What is written can be loaded, whatever the dictionary.
fuzz_target!(|text: &str| {
    let options = Options { id: "imported".to_owned(), intensity: 2, categories: Vec::new() };
    for dialect in [Dialect::Dic, Dialect::Dicx, Dialect::Yaml, Dialect::Csv] {
        match import(text, dialect, &options) {
            Ok(Imported { toml, terms, losses }) => {
                assert!(losses.iter().all(|loss| loss.line > 0 && !loss.why.is_empty()));
                let extra = vec![File { name: "imported.toml".to_owned(), text: toml.clone() }];
                let loaded = Lexicons::load(&Selection { only: vec!["imported".to_owned()], extra });
                assert!(loaded.is_ok() || terms == 0, "{}\n{toml}", loaded.unwrap_err());
            }
            Err(error) => assert!(error.line > 0 && !error.message.is_empty()),
        }
    }
});

#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::analyzer::Analyzer;
use slantwise::corpus::Article;
use slantwise::lexicon::{File, Lexicons, Selection, Status};

// The file is the text that is looked at, too: it has the words in it.
fuzz_target!(|text: &str| {
    let extra = vec![File { name: "a.toml".to_owned(), text: text.to_owned() }];
    match Lexicons::load(&Selection { only: vec!["common".to_owned()], extra }) {
        Ok(lexicons) => {
            let article = Article { body: text.to_owned(), ..Article::default() };
            let analyzer = Analyzer::new(lexicons, Status::Listed);
            slantwise_fuzz::check(&analyzer.analyze(&article).body, text);
            analyzer.rejected(&article);
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});

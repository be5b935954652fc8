//! Article in, analysis out: no I/O, no failure, whatever the text.

mod counts;

pub use counts::{Counts, HitCount, NameCount, PartCounts};

use crate::corpus::Article;
use crate::language::{Language, Vocabulary};
use crate::lexicon::{Lexicons, Status};
use crate::matcher::{Compiled, Hit, NameUse, Reading, Rejected, Scratch};
use crate::text::Text;

/// Language and lexicons, compiled. Build it once, share it between threads.
#[derive(Debug)]
pub struct Analyzer {
    lexicons: Lexicons,
    least: Status,
    compiled: Compiled,
}

/// One article, analyzed. Reuse it for the next article: its buffers are kept.
#[derive(Debug, Default)]
pub struct Analysis {
    /// The headline.
    pub title: PartAnalysis,
    /// The text.
    pub body: PartAnalysis,
    /// Bytes at the start of the body that are not counted: a title repeated there.
    pub body_starts_at: u32,
    scratch: Scratch,
}

/// One part of an article, analyzed.
#[derive(Clone, Debug, Default)]
pub struct PartAnalysis {
    /// Words, sentences, voices.
    pub text: Text,
    /// Loaded words and phrases, in order; no word is in two of them.
    pub hits: Vec<Hit>,
    /// Contested names, in order.
    pub names: Vec<NameUse>,
}

impl Analyzer {
    /// Compiles the lexicons, with the entries of at least this status, for English.
    pub fn new(lexicons: Lexicons, least: Status) -> Analyzer {
        let compiled = Compiled::new(&lexicons, least);
        Analyzer { lexicons, least, compiled }
    }

    /// The reviewed entries of the shipped lexicons, which were compiled when the program was built: a tenth of the time.
    pub fn builtin() -> Analyzer {
        let (lexicons, compiled) = rayon::join(Lexicons::builtin, Compiled::builtin);
        Analyzer { lexicons, least: Status::Reviewed, compiled }
    }

    /// The lexicons it was built from.
    pub fn lexicons(&self) -> &Lexicons {
        &self.lexicons
    }

    /// The status that its entries have at least.
    pub fn least(&self) -> Status {
        self.least
    }

    /// The language file it was built with.
    pub fn language(&self) -> &Language {
        &self.compiled.language
    }

    /// Its words.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.compiled.vocabulary
    }

    /// Analyzes an article.
    pub fn analyze(&self, article: &Article) -> Analysis {
        let mut analysis = Analysis::default();
        self.analyze_into(article, &mut analysis);
        analysis
    }

    /// Analyzes an article into the buffers of an earlier analysis.
    pub fn analyze_into(&self, article: &Article, analysis: &mut Analysis) {
        let Analysis { title, body, scratch, body_starts_at } = analysis;
        self.analyze_part(&article.title, true, title, scratch);
        self.analyze_part(&article.body, false, body, scratch);
        *body_starts_at = article.body_starts_at as u32;
        body.hits.retain(|hit| hit.span.start >= *body_starts_at);
        body.names.retain(|name| name.span.start >= *body_starts_at);
    }

    /// The candidates of each part that did not become hits, title first. It analyzes the article once more: this is
    /// for looking into a surprise, not for bulk work.
    pub fn rejected(&self, article: &Article) -> [Vec<Rejected>; 2] {
        let analysis = self.analyze(article);
        let parts = [(&article.title, true, analysis.title), (&article.body, false, analysis.body)];
        parts.map(|(source, is_title, mut part)| {
            let reading = self.reading(source, is_title, &part.text);
            self.compiled.matcher.find_with_rejected(&reading, &mut Scratch::default(), &mut part.hits, &mut part.names)
        })
    }

    fn analyze_part(&self, source: &str, is_title: bool, part: &mut PartAnalysis, scratch: &mut Scratch) {
        let PartAnalysis { text, hits, names } = part;
        text.cut(source, &self.compiled.vocabulary, &self.compiled.language);
        self.compiled.matcher.find(&self.reading(source, is_title, text), scratch, hits, names);
    }

    fn reading<'a>(&'a self, source: &'a str, is_title: bool, text: &'a Text) -> Reading<'a> {
        Reading { source, is_title, text, language: &self.compiled.language }
    }
}

impl Analysis {
    /// Its integers.
    pub fn counts(&self) -> Counts {
        Counts { title: PartCounts::of(&self.title, 0), body: PartCounts::of(&self.body, self.body_starts_at) }
    }
}

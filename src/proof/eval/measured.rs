//! What did one record of gold come to?

use sha2::{Digest, Sha256};

use super::super::Gold;
use super::super::cover::Cover;
use super::super::function_words::is_function_word;
use crate::analyzer::{Analysis, Analyzer};
use crate::corpus::Article;
use crate::language::fold;
use crate::lexicon::EntryId;
use crate::text::Voice;

/// One record of gold, analyzed.
#[derive(Debug)]
pub(super) struct Measured<'g> {
    pub gold: &'g Gold,
    /// Whether figures are taken from it, or else the threshold.
    pub is_held_out: bool,
    /// Four times the score of the text.
    pub quarters: u64,
    pub hits: Vec<MeasuredHit>,
    /// At intensity 1, 2 and 3 or more.
    pub counts: [SpanCounts; 3],
    /// Words in no hit, folded, and whether each is marked; none in a record in which nothing might be.
    pub uncovered: Vec<(String, bool)>,
}

/// A hit, and whether it overlaps what is marked.
#[derive(Clone, Copy, Debug)]
pub(super) struct MeasuredHit {
    pub entry: EntryId,
    pub intensity: u8,
    pub voice: Voice,
    /// `None` where nothing might be marked.
    pub marked: Option<bool>,
}

/// Hits and words against what is marked, of records in which something might be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SpanCounts {
    /// Hits.
    pub hits: u64,
    /// Those that overlap a span.
    pub marked_hits: u64,
    /// Spans.
    pub spans: u64,
    /// Those that overlap a hit.
    pub found_spans: u64,
    /// Words in hits.
    pub words_in_hits: u64,
    /// Words in spans.
    pub words_in_spans: u64,
    /// Words in both.
    pub words_in_both: u64,
}

/// Four times the weight of a voice in the score of a text: quotations are hardly the writer's, paraphrase mostly is,
/// and a mention is nobody's. Five settings were tried on sentences of BABE, and differ in AUC by .002 at most.
fn weight_in_quarters(voice: Voice) -> u64 {
    match voice {
        Voice::Direct => 1,
        Voice::Indirect => 3,
        Voice::Mention => 0,
        Voice::Own | Voice::Insertion | Voice::Described | Voice::Scare => 4,
    }
}

impl<'g> Measured<'g> {
    pub(super) fn of(gold: &'g Gold, analyzer: &Analyzer, analysis: &mut Analysis) -> Measured<'g> {
        let article = Article { body: gold.text.clone(), ..Article::default() };
        analyzer.analyze_into(&article, analysis);
        let body = &analysis.body;
        let spans = gold.spans.as_deref();
        let marks = Cover::of(spans.unwrap_or_default().iter().copied());
        let hits = body.hits.iter().map(|hit| MeasuredHit {
            entry: hit.entry,
            intensity: hit.intensity,
            voice: hit.voice,
            marked: spans.map(|_| marks.overlaps(hit.span)),
        });
        let hits: Vec<MeasuredHit> = hits.collect();
        let quarters = hits.iter().map(|hit| weight_in_quarters(hit.voice) * u64::from(hit.intensity).pow(2)).sum();
        let mut counts = [SpanCounts::default(); 3];
        let mut uncovered = Vec::new();
        if let Some(spans) = spans {
            let cover =
                |min: u8| Cover::of(body.hits.iter().filter(move |hit| hit.intensity >= min).map(|hit| hit.span));
            let words = || body.text.words.words.iter().map(|word| (word, marks.overlaps(word.span())));
            for (min, counts) in (1..).zip(&mut counts) {
                let found = cover(min);
                let of_intensity = || hits.iter().filter(|hit| hit.intensity >= min);
                counts.hits = of_intensity().count() as u64;
                counts.marked_hits = of_intensity().filter(|hit| hit.marked == Some(true)).count() as u64;
                counts.spans = spans.len() as u64;
                counts.found_spans = spans.iter().filter(|span| found.overlaps(**span)).count() as u64;
                for (word, marked) in words() {
                    let hit = found.overlaps(word.span());
                    counts.words_in_hits += u64::from(hit);
                    counts.words_in_spans += u64::from(marked);
                    counts.words_in_both += u64::from(hit && marked);
                }
            }
            let any = cover(0);
            let language = analyzer.language();
            let bare = words().filter(|(word, _)| !any.overlaps(word.span()) && !is_function_word(language, word.id));
            uncovered.extend(bare.map(|(word, marked)| (fold(word.span().of(&gold.text)).into_owned(), marked)));
        }
        Measured { gold, is_held_out: is_held_out(&gold.text), quarters, hits, counts, uncovered }
    }
}

impl SpanCounts {
    /// The sums over records.
    pub(super) fn sum(measured: &[Measured<'_>]) -> [SpanCounts; 3] {
        let mut sums = [SpanCounts::default(); 3];
        for record in measured {
            sums.iter_mut().zip(&record.counts).for_each(|(sum, counts)| sum.add(counts));
        }
        sums
    }

    pub(super) fn add(&mut self, other: &SpanCounts) {
        self.hits += other.hits;
        self.marked_hits += other.marked_hits;
        self.spans += other.spans;
        self.found_spans += other.found_spans;
        self.words_in_hits += other.words_in_hits;
        self.words_in_spans += other.words_in_spans;
        self.words_in_both += other.words_in_both;
    }
}

/// Which half a text is in: the last bit of the first byte of its SHA-256. A text that is there twice is twice in the
/// same half, and no order of records changes the halves.
fn is_held_out(text: &str) -> bool {
    Sha256::digest(text).first().is_some_and(|byte| byte & 1 == 1)
}

//! `slantwise show`: any stage of the work.

use serde::Serialize;
use slantwise::analyzer::{Analysis, Analyzer, PartAnalysis};
use slantwise::corpus::{Article, Part};
use slantwise::language::{Joint, Shape, WordId};
use slantwise::matcher::{Refusal, Rejected};
use slantwise::report::visible;
use slantwise::run::{HitRow, Made, NameRow, Stamp};
use slantwise::text::Voice;

use super::args::{Common, LineFormat, Show, Stage};
use super::failure::Failure;
use super::output::Output;
use super::pipeline::Job;
use super::{Outcome, setup};

pub fn run(show: &Show, common: &Common, output: &mut Output) -> Result<Outcome, Failure> {
    let analyzer = setup::analyzer(common, show.listed)?;
    let made = Made::by(&analyzer);
    let stamp = made.stamp();
    let input = &show.input;
    let outlet = input.outlet.clone();
    let job = Job { analyzer: &analyzer, paths: &input.inputs, options: &input.options, common, outlet };
    let ended = job.run(
        |article, analysis, lines: &mut String, (): &mut ()| {
            let shown = Shown::of(show, article, analysis, &analyzer, &stamp);
            match show.format {
                LineFormat::Jsonl => lines.push_str(&shown.json()),
                LineFormat::Text => lines.push_str(&shown.text()),
            }
        },
        |lines, _| match show.format {
            LineFormat::Text => output.write(&lines),
            LineFormat::Jsonl => output.write_exact(&lines),
        },
    )?;
    if show.format == LineFormat::Text {
        output.write(&format!("\u{1b}[2m{}\u{1b}[0m\n", made.line()))?;
    }
    Ok(job.outcome(&ended.tally))
}

/// One article at one stage.
#[derive(Serialize)]
struct Shown<'a> {
    id: &'a str,
    outlet: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    words: Option<Vec<ShownWord<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sentences: Option<Vec<ShownSentence<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    voices: Option<Vec<ShownSegment<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    hits: Option<Vec<HitRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    names: Option<Vec<NameRow<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rejected: Option<Vec<ShownRejected<'a>>>,
    #[serde(flatten)]
    stamp: &'a Stamp,
}

#[derive(Serialize)]
struct ShownWord<'a> {
    part: Part,
    start: u32,
    end: u32,
    text: &'a str,
    joint: &'static str,
    shape: &'static str,
    possessive: bool,
    /// Whether a lexicon or a rule knows the word.
    known: bool,
}

#[derive(Serialize)]
struct ShownSentence<'a> {
    part: Part,
    start: u32,
    end: u32,
    text: &'a str,
}

#[derive(Serialize)]
struct ShownSegment<'a> {
    part: Part,
    start: u32,
    end: u32,
    voice: Voice,
    source: Option<&'a str>,
    cue: Option<&'a str>,
    nested: bool,
    text: &'a str,
}

#[derive(Serialize)]
struct ShownRejected<'a> {
    part: Part,
    lexicon: &'a str,
    entry: &'a str,
    start: u32,
    end: u32,
    text: &'a str,
    refused_by: String,
}

impl<'a> Shown<'a> {
    fn of(
        show: &Show,
        article: &'a Article,
        analysis: &'a Analysis,
        analyzer: &'a Analyzer,
        stamp: &'a Stamp,
    ) -> Shown<'a> {
        let parts =
            [(Part::Title, article.title.as_str(), &analysis.title), (Part::Body, &article.body, &analysis.body)];
        let lexicons = analyzer.lexicons();
        let mut shown = Shown {
            id: &article.id,
            outlet: &article.outlet,
            words: None,
            sentences: None,
            voices: None,
            hits: None,
            names: None,
            rejected: None,
            stamp,
        };
        match show.stage {
            Stage::Words => {
                shown.words = Some(parts.iter().flat_map(|&(part, source, of)| words(part, source, of)).collect())
            }
            Stage::Sentences => {
                shown.sentences =
                    Some(parts.iter().flat_map(|&(part, source, of)| sentences(part, source, of)).collect());
            }
            Stage::Voices => {
                shown.voices = Some(parts.iter().flat_map(|&(part, source, of)| segments(part, source, of)).collect());
            }
            Stage::Hits => {
                let hits = parts.iter().flat_map(|&(part, source, of)| {
                    of.hits.iter().map(move |hit| HitRow::of(part, source, hit, &of.text, lexicons))
                });
                let names = parts.iter().flat_map(|&(part, source, of)| {
                    of.names.iter().map(move |name| NameRow::of(part, source, name, &of.text, lexicons))
                });
                shown.hits = Some(hits.collect());
                shown.names = Some(names.collect());
                if show.rejected {
                    let of_part = |(part, source, rejected): (Part, &'a str, Vec<Rejected>)| {
                        rejected.into_iter().map(move |refused| ShownRejected::of(part, source, &refused, analyzer))
                    };
                    let [title, body] = analyzer.rejected(article);
                    let all = [(Part::Title, article.title.as_str(), title), (Part::Body, article.body.as_str(), body)];
                    shown.rejected = Some(all.into_iter().flat_map(of_part).collect());
                }
            }
        }
        shown
    }

    fn json(&self) -> String {
        // All keys are strings and no number is NaN, so this cannot fail.
        let mut line = serde_json::to_string(self).unwrap_or_default();
        line.push('\n');
        line
    }

    fn text(&self) -> String {
        let mut text = format!("\u{1b}[1m── {} {}\u{1b}[0m\n", visible(self.outlet), visible(self.id));
        let mut line = |part: Part, start: u32, end: u32, what: String, shown: &str| {
            let part = if part == Part::Title { "title" } else { "body" };
            text.push_str(&format!("{part} {start:>6}–{end:<6} {what:<28} {}\n", visible(shown)));
        };
        for word in self.words.iter().flatten() {
            let possessive = if word.possessive { " 's" } else { "" };
            let known = if word.known { " known" } else { "" };
            line(
                word.part,
                word.start,
                word.end,
                format!("{} {}{possessive}{known}", word.joint, word.shape),
                word.text,
            );
        }
        for sentence in self.sentences.iter().flatten() {
            line(sentence.part, sentence.start, sentence.end, String::new(), sentence.text);
        }
        for segment in self.voices.iter().flatten() {
            let nested = if segment.nested { " nested" } else { "" };
            let source = segment.source.map(|source| format!(" ({})", visible(source))).unwrap_or_default();
            line(
                segment.part,
                segment.start,
                segment.end,
                format!("{}{nested}{source}", segment.voice.name()),
                segment.text,
            );
        }
        for hit in self.hits.iter().flatten() {
            let advisory = if hit.advisory { " advisory" } else { "" };
            let what = format!("{} {}/{} {}{advisory}", hit.voice.name(), hit.lexicon, hit.entry, hit.intensity);
            line(hit.part, hit.start, hit.end, what, &hit.text);
        }
        for name in self.names.iter().flatten() {
            let what = format!("{} {}/{} name", name.voice.name(), name.nameset, name.variant);
            line(name.part, name.start, name.end, what, &name.text);
        }
        for refused in self.rejected.iter().flatten() {
            let what = format!("not {}/{}: {}", refused.lexicon, refused.entry, refused.refused_by);
            line(refused.part, refused.start, refused.end, what, refused.text);
        }
        text
    }
}

fn words<'a>(part: Part, source: &'a str, of: &'a PartAnalysis) -> impl Iterator<Item = ShownWord<'a>> {
    of.text.words.words.iter().map(move |word| ShownWord {
        part,
        start: word.start,
        end: word.end,
        text: word.span().of(source),
        joint: match word.joint {
            Joint::Space => "space",
            Joint::LineBreak => "line-break",
            Joint::Hyphen => "hyphen",
            Joint::Slash => "slash",
            Joint::Quote => "quote",
            Joint::Other => "punctuation",
            Joint::Semicolon => "semicolon",
            Joint::SentenceEnd => "sentence-end",
            Joint::ParagraphEnd => "paragraph-end",
        },
        shape: match word.shape {
            Shape::Lower => "lower",
            Shape::Title => "title",
            Shape::Upper => "upper",
            Shape::Mixed => "mixed",
        },
        possessive: word.possessive,
        known: word.id != WordId::NONE,
    })
}

fn sentences<'a>(part: Part, source: &'a str, of: &'a PartAnalysis) -> impl Iterator<Item = ShownSentence<'a>> {
    of.text.words.sentence_spans(source).map(move |span| ShownSentence {
        part,
        start: span.start,
        end: span.end,
        text: span.of(source),
    })
}

fn segments<'a>(part: Part, source: &'a str, of: &'a PartAnalysis) -> impl Iterator<Item = ShownSegment<'a>> {
    of.text.segments.iter().map(move |segment| ShownSegment {
        part,
        start: segment.span.start,
        end: segment.span.end,
        voice: segment.voice,
        source: segment.source.map(|span| span.of(source)),
        cue: segment.cue.map(|span| span.of(source)),
        nested: segment.nested,
        text: segment.span.of(source),
    })
}

impl<'a> ShownRejected<'a> {
    fn of(part: Part, source: &'a str, refused: &Rejected, analyzer: &'a Analyzer) -> ShownRejected<'a> {
        let entry = analyzer.lexicons().entry(refused.entry);
        let guard = |guards: &[slantwise::lexicon::Guard], index: u16| {
            guards.get(usize::from(index)).map(|guard| guard.text.clone()).unwrap_or_default()
        };
        let refused_by = match refused.refusal {
            Refusal::Case => "case".to_owned(),
            Refusal::Possessive => "possessive".to_owned(),
            Refusal::Compound => "compound".to_owned(),
            Refusal::Exception(span) => format!("except_forms: {}", visible(span.of(source))),
            Refusal::Needs(index) => format!("needs {}", guard(&entry.needs, index)),
            Refusal::Unless(index) => format!("unless {}", guard(&entry.unless, index)),
            Refusal::Overlap => "a hit that starts earlier or is longer".to_owned(),
        };
        ShownRejected {
            part,
            lexicon: &entry.lexicon,
            entry: &entry.id,
            start: refused.span.start,
            end: refused.span.end,
            text: refused.span.of(source),
            refused_by,
        }
    }
}

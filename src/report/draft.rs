//! What is an editor shown of a draft?
//!
//! First what the outlet says in its own voice, the same word once with all its
//! places; then, a line each, quotations, paraphrase and advisory words.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::visible;
use crate::analyzer::{Analysis, PartAnalysis};
use crate::corpus::{Article, Part};
use crate::lexicon::{EntryId, Lexicons};
use crate::matcher::Hit;
use crate::span::{Lines, Place};

/// A draft with what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct Draft<'a> {
    /// How it was named.
    pub name: &'a str,
    /// What was read.
    pub article: &'a Article,
    /// What was found.
    pub analysis: &'a Analysis,
    /// The lexicons it was found by.
    pub lexicons: &'a Lexicons,
    /// Hits of this intensity or more are findings.
    pub min_intensity: u8,
}

/// Whether a hit is a finding: of the main rate's kind, in own voice.
pub fn is_finding(hit: &Hit, min_intensity: u8) -> bool {
    hit.intensity >= min_intensity && !hit.advisory && !hit.distanced && hit.voice.is_own()
}

/// A hit with its part.
#[derive(Clone, Copy)]
struct Found<'a> {
    part: Part,
    source: &'a str,
    analysis: &'a PartAnalysis,
    hit: &'a Hit,
}

/// What was found, for the terminal, and how many findings there are.
pub fn terminal(draft: &Draft<'_>) -> (String, usize) {
    let found = draft.found();
    let (findings, quiet): (Vec<_>, Vec<_>) = found.into_iter().partition(|of| is_finding(of.hit, draft.min_intensity));
    let mut shown = String::new();
    for (entry, places) in by_entry(&findings) {
        shown.push_str(&finding(draft, entry, &places));
        shown.push_str("\n\n");
    }
    if !quiet.is_empty() {
        shown.push_str("Not counted against the draft: other voices and advisory words\n");
        for (entry, places) in by_entry(&quiet) {
            shown.push_str(&quiet_line(draft, entry, &places));
        }
        shown.push('\n');
    }
    (shown, findings.len())
}

impl Draft<'_> {
    /// The hits of both parts. Where the title is the first line of a plain text, it is part of the body too, and is
    /// shown there once.
    fn found(&self) -> Vec<Found<'_>> {
        let Draft { article, analysis, .. } = *self;
        let parts = [(Part::Title, &article.title, &analysis.title), (Part::Body, &article.body, &analysis.body)];
        let found = parts.into_iter().flat_map(|(part, source, analysis)| {
            analysis.hits.iter().map(move |hit| Found { part, source, analysis, hit })
        });
        found.collect()
    }

    /// The name of a place's file; with the part where that is a field of a record or a copy of a line.
    fn name(&self, part: Part) -> String {
        let name = visible(self.name);
        match (part, self.article.line) {
            (Part::Title, _) => format!("{name} (title)"),
            (Part::Body, Some(_)) => format!("{name} (body)"),
            (Part::Body, None) => name.into_owned(),
        }
    }
}

/// Hits by entry, in the order in which the entries first occur.
fn by_entry<'a>(found: &[Found<'a>]) -> Vec<(EntryId, Vec<Found<'a>>)> {
    let mut groups: Vec<(EntryId, Vec<Found<'a>>)> = Vec::new();
    let mut places: BTreeMap<EntryId, usize> = BTreeMap::new();
    for of in found {
        let place = *places.entry(of.hit.entry).or_insert_with(|| {
            groups.push((of.hit.entry, Vec::new()));
            groups.len() - 1
        });
        groups[place].1.push(*of);
    }
    groups
}

fn finding(draft: &Draft<'_>, id: EntryId, places: &[Found<'_>]) -> String {
    let entry = draft.lexicons.entry(id);
    let category = draft.lexicons.category(id);
    let intensity = places.iter().map(|of| of.hit.intensity).max().unwrap_or(entry.intensity);
    let id = format!("{}, intensity {intensity}", entry.full_id());
    let marked: Vec<Marked> = places.iter().map(|of| Marked::new(draft, of)).collect();
    let snippets = marked.iter().map(|marked| {
        let label = marked.label.as_str();
        let annotation = AnnotationKind::Primary.span(marked.columns.clone()).label(label);
        Snippet::source(&marked.line).line_start(marked.place.line).path(&marked.name).annotation(annotation)
    });
    let group = Level::WARNING.primary_title(&category.title).id(&id);
    let mut group = group.elements(snippets).element(Level::NOTE.message(visible(&entry.note)));
    if !entry.alternatives.is_empty() {
        let alternatives = alternatives(&entry.alternatives);
        group = group.element(Level::HELP.message(visible(&alternatives).into_owned()));
    }
    if !entry.sources.is_empty() {
        group = group.element(Level::INFO.message(visible(&entry.sources.join("; ")).into_owned()));
    }
    render(&[group])
}

fn render(groups: &[Group<'_>]) -> String {
    Renderer::styled().render(groups)
}

/// "instead: a; b", where the empty alternative is to leave the word out.
fn alternatives(alternatives: &[String]) -> String {
    let each = alternatives.iter().map(|text| if text.is_empty() { "leave it out" } else { text.as_str() });
    format!("instead: {}", each.collect::<Vec<_>>().join("; "))
}

/// A line of the draft with a place marked in it.
struct Marked {
    name: String,
    line: String,
    place: Place,
    columns: Range<usize>,
    label: String,
}

impl Marked {
    fn new(draft: &Draft<'_>, of: &Found<'_>) -> Marked {
        let (start, end) = (of.hit.span.start as usize, of.hit.span.end as usize);
        let from = of.source[..start].rfind('\n').map_or(0, |at| at + 1);
        let to = of.source[end..].find('\n').map_or(of.source.len(), |at| end + at);
        let clean = |text: &str| text.chars().map(shown).collect::<String>();
        let before = clean(&of.source[from..start]);
        let text = clean(&of.source[start..end]);
        let columns = before.len()..before.len() + text.len();
        let line = before + &text + &clean(&of.source[end..to]);
        let place = Lines::of(of.source).place(start);
        Marked { name: draft.name(of.part), line, place, columns, label: voice(of) }
    }
}

/// One character for each, so that columns stay right; a hit may run over a line break, which is kept.
fn shown(c: char) -> char {
    match c {
        '\n' => '\n',
        c if visible(c.encode_utf8(&mut [0; 4])) != c.to_string() => '\u{fffd}',
        c => c,
    }
}

/// Whose words, and who speaks.
fn voice(of: &Found<'_>) -> String {
    let source = of.analysis.text.segments.get(of.hit.segment as usize).and_then(|segment| segment.source);
    let negated = if of.hit.negated { ", negated" } else { "" };
    let distanced = if of.hit.distanced { ", under a distancing word" } else { "" };
    match source {
        Some(source) => format!("{}: {}{negated}{distanced}", of.hit.voice.name(), visible(source.of(of.source))),
        None => format!("{}{negated}{distanced}", of.hit.voice.name()),
    }
}

fn quiet_line(draft: &Draft<'_>, id: EntryId, places: &[Found<'_>]) -> String {
    let entry = draft.lexicons.entry(id);
    let mut line = format!("  {} ({})\n", entry.full_id(), visible(&entry.note));
    for of in places {
        let marked = Marked::new(draft, of);
        let advisory = if of.hit.advisory { "advisory, " } else { "" };
        line.push_str(&format!(
            "    {}:{}:{}  {}  [{advisory}{}]\n",
            marked.name,
            marked.place.line,
            marked.place.column,
            visible(of.hit.span.of(of.source)),
            marked.label
        ));
    }
    line
}

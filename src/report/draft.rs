//! What is an editor shown of a draft?
//!
//! First what the outlet says in its own voice, the same word once with all its
//! places; then, a line each, quotations, paraphrase and advisory words.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};

use super::escape::in_columns;
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
    place: Place,
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
            let lines = Lines::of(source);
            analysis.hits.iter().map(move |hit| {
                let place = lines.place(hit.span.start as usize);
                Found { part, source, analysis, hit, place }
            })
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
    let group = Level::WARNING.primary_title(&category.title).id(&id);
    let mut group = group.elements(marked.iter().flat_map(Marked::elements));
    if !entry.note.is_empty() {
        group = group.element(Level::NOTE.message(visible(&entry.note)));
    }
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

/// So much of a line is given behind a hit, in bytes: more than is shown. A text without line breaks would be gone through
/// once for each of its hits.
const BEHIND: usize = 512;

/// So much before it, from where the columns are counted. Lines of text end sooner.
const BEFORE: usize = 4096;

/// A line of the draft, or what of it is beside a place that is marked in it.
struct Marked {
    name: String,
    line: String,
    place: Place,
    columns: Range<usize>,
    is_cut: bool,
    label: String,
}

impl Marked {
    fn new(draft: &Draft<'_>, of: &Found<'_>) -> Marked {
        let (start, end) = (of.hit.span.start as usize, of.hit.span.end as usize);
        let (left, right) = (&of.source[..start], &of.source[end..]);
        let left = &left[left.ceil_char_boundary(start.saturating_sub(BEFORE))..];
        let right = &right[..right.floor_char_boundary(BEHIND)];
        let line_start = left.rfind('\n').map(|at| at + 1);
        let clean = |text: &str| text.chars().map(in_columns).collect::<String>();
        let before = clean(&left[line_start.unwrap_or(0)..]);
        // A hit may run over a line break.
        let text = clean(&of.source[start..end]);
        let columns = before.len()..before.len() + text.len();
        let is_cut = line_start.is_none() && left.len() < start;
        let rest = right.split('\n').next().unwrap_or_default();
        let line = before + &text + &clean(rest.strip_suffix('\r').unwrap_or(rest));
        Marked { name: draft.name(of.part), line, place: of.place, columns, is_cut, label: voice(of) }
    }

    /// The line with its place above it. Where it is the whole line, the place is told from it.
    fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        let annotation = AnnotationKind::Primary.span(self.columns.clone()).label(self.label.as_str());
        let snippet = Snippet::source(&self.line).line_start(self.place.line).annotation(annotation);
        let Place { line, column } = self.place;
        let origin = self.is_cut.then(|| Origin::path(self.name.as_str()).line(line).char_column(column));
        let snippet = if self.is_cut { snippet } else { snippet.path(&self.name) };
        origin.map(Element::from).into_iter().chain([snippet.into()])
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
        let advisory = if of.hit.advisory { "advisory, " } else { "" };
        let Place { line: number, column } = of.place;
        let (name, text, label) = (draft.name(of.part), visible(of.hit.span.of(of.source)), voice(of));
        line.push_str(&format!("    {name}:{number}:{column}  {text}  [{advisory}{label}]\n"));
    }
    line
}

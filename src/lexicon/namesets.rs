//! What does one name set of a file say?

use std::sync::Arc;

use super::cuts::Cuts;
use super::head::{CASES, is_id, repeated, strings};
use super::{Form, NameSet, Variant, forms, keys};
use crate::document::{Problems, Table};
use crate::span::Span;

/// A name set and where it is written.
#[derive(Debug)]
pub(super) struct WrittenSet {
    pub set: NameSet,
    /// Where its id stands.
    pub id_span: Span,
    /// Where each form of each variant is written.
    pub form_spans: Vec<Vec<Span>>,
}

/// No share is shown of fewer hits.
pub(super) const FEWEST_HITS: u32 = 20;

/// More hits than any corpus has.
pub(super) const MOST_HITS: u32 = 1_000_000_000;

/// A name set has at most so many variants.
pub(super) const MOST_VARIANTS: usize = 1_000;

/// The name set of a table `[[nameset]]`; `None` if it has no id.
pub(super) fn nameset(
    table: &Table<'_>,
    lexicon: &Arc<str>,
    cuts: &Cuts<'_>,
    problems: &mut Problems,
) -> Option<WrittenSet> {
    let fields = keys::fields(table, &keys::NAMESET, problems);
    fields.require("id", "a short name in small letters, such as id = \"islamic-state\"", problems);
    fields.require("referent", "what all its names mean: referent = \"the Islamic State group\"", problems);
    let referent = fields.text("referent", problems).map_or(String::new(), |referent| referent.text.to_owned());
    let min_hits = fields.number("min_hits", FEWEST_HITS, MOST_HITS, problems).unwrap_or(FEWEST_HITS);
    let tables = fields.tables("variant", problems);
    if !(2..=MOST_VARIANTS).contains(&tables.len()) {
        let message = format!("a name set has from 2 to {MOST_VARIANTS} variants, and this one has {}", tables.len());
        problems.add(fields.span(), message, "write a [[nameset.variant]] for each name");
    }
    let mut variants = Vec::new();
    let mut form_spans = Vec::new();
    let mut ids = Vec::new();
    for table in tables.into_iter().take(MOST_VARIANTS) {
        if let Some((variant, id_span, spans)) = variant(table, cuts, problems) {
            ids.push((variant.id.clone(), id_span));
            variants.push(variant);
            form_spans.push(spans);
        }
    }
    repeated(ids.iter().map(|(id, span)| (&**id, *span)), "variant", problems);
    let id = fields.text("id", problems).filter(|id| is_id(*id, problems))?;
    let set = NameSet { lexicon: lexicon.clone(), id: id.text.into(), referent, min_hits, variants };
    Some(WrittenSet { set, id_span: id.span, form_spans })
}

fn variant(table: &Table<'_>, cuts: &Cuts<'_>, problems: &mut Problems) -> Option<(Variant, Span, Vec<Span>)> {
    let fields = keys::fields(table, &keys::VARIANT, problems);
    fields.require("id", "a short name in small letters, such as id = \"daesh\"", problems);
    fields.require("forms", "what it is found by: forms = [\"Daesh\"]", problems);
    let texts = fields.texts("forms", problems);
    let found = texts.into_iter().filter_map(|text| Some((forms::form(text, false, cuts, problems)?, text.span)));
    let (forms, spans): (Vec<Form>, Vec<Span>) = found.collect::<Vec<_>>().into_iter().unzip();
    let case = fields.choice("case", &CASES, problems).unwrap_or_default();
    let neutral = fields.boolean("neutral", problems).unwrap_or(false);
    let perspective = strings(fields.texts("perspective", problems));
    let sources = strings(fields.texts("sources", problems));
    let id = fields.text("id", problems).filter(|id| is_id(*id, problems))?;
    Some((Variant { id: id.text.into(), forms: forms.into(), case, neutral, perspective, sources }, id.span, spans))
}

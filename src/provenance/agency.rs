//! Which news agencies are there, and what are they called?

use std::collections::HashMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::genre::{GENRES, Genre, choices};
use super::lists::{Lists, list};
use super::phrases::{Phrases, fold, taken};
use crate::document::{Elsewhere, Fields, Problem, Problems, Table};
use crate::span::Span;

/// An agency whose copy others publish.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Agency {
    /// Its id in the file: `ap`.
    pub id: Arc<str>,
    /// Of what genre its copy is that names none.
    genre: Genre,
    /// The names and registered domains of the agency itself, folded.
    outlets: Vec<String>,
}

impl Agency {
    /// The genre of its copy where nothing else names one.
    pub fn genre(&self) -> &'static str {
        GENRES.get(usize::from(self.genre)).copied().unwrap_or("unknown")
    }

    /// Whether an outlet, by its name or its registered domain, is the agency itself: "AP News" is the agency AP.
    pub fn is(&self, outlet: &str) -> bool {
        let outlet = outlet.trim();
        let outlet = taken(outlet, "the ").and_then(|article| outlet.get(article..)).unwrap_or(outlet);
        self.outlets.iter().any(|name| taken(outlet, name).is_some())
    }
}

/// A form by which an agency is credited.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub(super) struct Form {
    /// The place of its agency in the list.
    pub(super) agency: u16,
    /// Whether nothing else is called so.
    pub(super) is_name: bool,
}

/// The agencies, and the words of credits.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct Agencies {
    list: Vec<Agency>,
    pub(super) forms: Phrases<Form>,
    /// What may follow the name in a byline.
    pub(super) roles: Phrases<()>,
}

impl Agencies {
    /// From the table `[credit]` and those of the agencies.
    pub(super) fn read(credit: &Fields<'_, '_>, tables: &[&Table<'_>], problems: &mut Problems) -> Agencies {
        let roles = list(credit.texts("roles", problems), problems);
        let mut agencies = Agencies { roles, ..Agencies::default() };
        let (mut forms, mut ids) = (Lists::new(), HashMap::new());
        for table in tables {
            agencies.add(table, &mut forms, &mut ids, problems);
        }
        agencies.forms = forms.phrases();
        agencies
    }

    fn add<'t>(
        &mut self,
        table: &'t Table<'_>,
        forms: &mut Lists<Form>,
        ids: &mut HashMap<&'t str, Span>,
        problems: &mut Problems,
    ) {
        let known = ["id", "names", "credits", "outlets", "genre"];
        let fields = Fields::of(table, "an [[agency]]", known.into_iter(), problems);
        fields.require("id", "a short name in small letters, such as id = \"ap\"", problems);
        fields.require("names", "what it is called: names = [\"Associated Press\"]", problems);
        let wire = choices().into_iter().find(|(name, _)| *name == "wire").map(|(_, genre)| genre).unwrap_or_default();
        let genre = fields.choice("genre", &choices(), problems).unwrap_or(wire);
        let (names, credits) = (fields.texts("names", problems), fields.texts("credits", problems));
        let outlets = fields.texts("outlets", problems);
        let Some(id) = fields.text("id", problems) else { return };
        if let Some(&known) = ids.get(id.text) {
            return problems.add_with(Problem {
                span: id.span,
                message: format!("this is a second agency `{}`", id.text),
                help: "give one of them another id, or put both together".to_owned(),
                elsewhere: Some(Elsewhere { file: None, span: known, label: "the first is here".to_owned() }),
            });
        }
        ids.insert(id.text, id.span);
        let Ok(agency) = u16::try_from(self.list.len()) else {
            return problems.add(id.span, "there are more than 65,536 agencies", "leave some out");
        };
        let called = [&names, &credits, &outlets].into_iter().flatten().map(|name| fold(name.text)).collect();
        self.list.push(Agency { id: id.text.into(), genre, outlets: called });
        forms.add(names, Form { agency, is_name: true }, problems);
        forms.add(credits, Form { agency, is_name: false }, problems);
    }

    /// The agency of a form.
    pub(super) fn of(&self, form: Form) -> Option<&Agency> {
        self.list.get(usize::from(form.agency))
    }
}

//! Is the author a guest of the outlet?

use serde::{Deserialize, Serialize};

use super::Imprint;
use super::excerpt::Excerpt;
use super::lists::list;
use super::notes::{Note, Says};
use super::phrases::{Phrases, word_starts};
use crate::document::{Fields, Problems};

/// A name of more words is a sentence.
const MOST_NAME_WORDS: usize = 8;

/// By what a guest is known.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(super) struct GuestRules {
    /// In the field of the author.
    authors: Phrases<()>,
    /// Right after the name that opens a closing paragraph.
    bios: Phrases<()>,
    /// What makes such a paragraph one about the outlet's own people.
    staff: Phrases<()>,
}

impl GuestRules {
    /// From the table `[guest]`.
    pub(super) fn read(fields: &Fields<'_, '_>, problems: &mut Problems) -> GuestRules {
        let mut of = |key| list(fields.texts(key, problems), problems);
        GuestRules { authors: of("authors"), bios: of("bios"), staff: of("staff") }
    }

    /// `said` is what set phrases of the excerpt say.
    pub(super) fn is_guest(&self, imprint: &Imprint<'_>, excerpt: &Excerpt<'_>, said: &[Note<'_>]) -> bool {
        imprint.author.is_some_and(|author| self.authors.within(author).next().is_some())
            || said.iter().any(|note| note.says == Says::Guest)
            || excerpt.closing.iter().any(|paragraph| paragraph.is_note && self.is_bio(paragraph.text, imprint.outlet))
    }

    /// "Jane Doe is a professor of law at …": a name of two words or more, and what one says of guests. Who is something at the
    /// outlet is none.
    fn is_bio(&self, paragraph: &str, outlet: &str) -> bool {
        let text = paragraph.trim_start_matches(|c: char| !c.is_alphanumeric());
        for (n_words, start) in word_starts(text).enumerate() {
            let Some(rest) = text.get(start..) else { return false };
            if 2 <= n_words && self.bios.at(rest).is_some() {
                let is_of_outlet = !outlet.is_empty() && text.contains(outlet);
                return !is_of_outlet && self.staff.within(text).next().is_none();
            }
            let is_joint = ["and ", "de ", "van ", "von "].iter().any(|joint| rest.starts_with(joint));
            if !is_joint && !rest.starts_with(|c: char| !c.is_lowercase()) || n_words == MOST_NAME_WORDS {
                return false;
            }
        }
        false
    }
}

//! Which keys may a table of a lexicon file have, and of what kind is each?
//!
//! The loader refuses every other key by these tables, and the JSON Schema is made from them: they cannot disagree.

use super::entries::MOST_GUARDS;
use super::head::WIDEST;
use super::namesets::{FEWEST_HITS, MOST_HITS, MOST_VARIANTS};
use crate::document::{Fields, Problems, Table};

/// A key of a table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Key {
    pub name: &'static str,
    pub kind: Kind,
    /// Whether a table without it is a mistake.
    pub required: bool,
    /// What an author reads about it in an editor.
    pub about: &'static str,
}

/// Of what kind the value of a key is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind {
    /// A text that is not blank.
    Text,
    /// Small letters and digits with hyphens between words; with `full`, also with its lexicon before it.
    Id {
        /// Whether `lexicon/id` is allowed.
        full: bool,
    },
    /// One of these.
    Choice(&'static [&'static str]),
    /// `true` or `false`.
    Boolean,
    /// Only `true`: the other is to leave it out.
    True,
    /// A whole number between these.
    Number(u32, u32),
    /// A list of texts that are not blank.
    Texts,
    /// A list of texts, of which some may be empty.
    TextsOrEmpty,
    /// A table with these keys.
    Table(&'static Keys),
    /// A list of from so many to so many tables with these keys.
    Tables(&'static Keys, usize, Option<usize>),
    /// A table of lists of texts, the keys of which are the author's.
    Lists,
}

/// The keys of one kind of table.
#[derive(Debug)]
pub(super) struct Keys {
    /// What the table is, for messages: "an entry".
    pub what: &'static str,
    pub keys: &'static [Key],
    /// One of these must be there, if any are named.
    pub any_of: &'static [&'static str],
    /// Keys that cannot be without another.
    pub with: &'static [(&'static str, &'static str)],
}

/// The fields of a table that may have these keys; any other is a problem.
pub(super) fn fields<'d, 't>(table: &'d Table<'t>, keys: &'static Keys, problems: &mut Problems) -> Fields<'d, 't> {
    Fields::of(table, keys.what, keys.keys.iter().map(|key| key.name), problems)
}

const fn key(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, required: false, about }
}

const fn required(name: &'static str, kind: Kind, about: &'static str) -> Key {
    Key { name, kind, required: true, about }
}

const CASE: Kind = Kind::Choice(&["insensitive", "exact", "lower-only"]);
const HYPHEN: Kind = Kind::Choice(&["as-written", "either"]);

pub(super) static FILE: Keys = Keys {
    what: "a lexicon file",
    any_of: &[],
    with: &[],
    keys: &[
        required("format", Kind::Number(1, 1), "The version of the format: always 1."),
        key("disable", Kind::Texts, "Full ids of entries and ids of categories to switch off."),
        required("lexicon", Kind::Table(&LEXICON), "Which lexicon this is."),
        key("defaults", Kind::Table(&DEFAULTS), "What an entry of this file gets when it says nothing."),
        key("category", Kind::Tables(&CATEGORY, 1, None), "Kinds of loaded language."),
        key("axis", Kind::Tables(&AXIS, 1, None), "Pairs of opposite perspectives."),
        key("classes", Kind::Lists, "Words and phrases that guards name as \"@name\"."),
        key("entry", Kind::Tables(&ENTRY, 1, None), "Loaded words and phrases."),
        key("nameset", Kind::Tables(&NAMESET, 1, None), "Sets of names for one thing."),
    ],
};

pub(super) static LEXICON: Keys = Keys {
    what: "[lexicon]",
    any_of: &[],
    with: &[],
    keys: &[
        required("id", Kind::Id { full: false }, "Its id, such as \"my-desk\"."),
        required("version", Kind::Text, "Its version, such as \"0.1.0\"."),
        required("language", Kind::Text, "A BCP 47 tag, such as \"en\" or \"en-GB\"."),
        key("title", Kind::Text, "Its name for readers."),
        key("license", Kind::Text, "Under which license others may use it."),
        key("description", Kind::Text, "What it holds."),
    ],
};

pub(super) static DEFAULTS: Keys = Keys {
    what: "[defaults]",
    any_of: &[],
    with: &[],
    keys: &[
        key("case", CASE, "How case matters."),
        key("possessive", Kind::Boolean, "Whether a hit may end in 's."),
        key("hyphen", HYPHEN, "Whether a space and a hyphen are the same."),
        key("compound", Kind::Boolean, "Whether a hit may be part of a hyphen compound."),
        key("window", Kind::Number(1, WIDEST), "Words on each side for an `any` that names no window; 5 unless said."),
    ],
};

pub(super) static CATEGORY: Keys = Keys {
    what: "a category",
    any_of: &[],
    with: &[],
    keys: &[
        required("id", Kind::Id { full: false }, "Its id, such as \"doubt-marker\"."),
        key("family", Kind::Text, "The family it belongs to."),
        key("title", Kind::Text, "Its name for readers."),
        key("about", Kind::Text, "One sentence on what it holds."),
        key("advisory_up_to", Kind::Number(0, 3), "Hits of this intensity or less are advisory; 1 unless said."),
    ],
};

pub(super) static AXIS: Keys = Keys {
    what: "an axis",
    any_of: &[],
    with: &[],
    keys: &[
        required("id", Kind::Id { full: false }, "Its id, such as \"us-left-right\"."),
        required("a", Kind::Text, "One perspective."),
        required("b", Kind::Text, "The opposite one."),
    ],
};

pub(super) static ENTRY: Keys = Keys {
    what: "an entry",
    any_of: &["forms", "lemma", "pattern"],
    with: &[("lemma", "pos"), ("pos", "lemma")],
    keys: &[
        required("id", Kind::Id { full: true }, "Its id; the full id of a shipped entry replaces that one."),
        required("category", Kind::Text, "The id of a category, such as \"insult\"."),
        key("lemma", Kind::Text, "A dictionary form, which is inflected; with `pos`."),
        key("pos", Kind::Choice(&["noun", "verb", "adj"]), "What kind of word `lemma` is."),
        key("forms", Kind::Texts, "What is searched for; a star stands for the rest of a word."),
        key("pattern", Kind::Texts, "Tokens in order: words, stars abc*, alternatives a|b, gaps \"...4\"."),
        required(
            "intensity",
            Kind::Number(0, 3),
            "0 a name only, 1 advisory, 2 loaded in most uses, 3 ruled out by a style guide.",
        ),
        key(
            "stance",
            Kind::Choice(&["negative", "positive", "doubt", "hides", "mixed"]),
            "What it does to its target.",
        ),
        key("perspective", Kind::Texts, "Whose vocabulary it is, such as \"us-left\"."),
        key("mirror", Kind::Texts, "The entries, by bare or full id, that are its counterparts from the other side."),
        key("no_mirror", Kind::Text, "Why the other side has no counterpart."),
        key("factual", Kind::Boolean, "Whether it can be legally or literally true; then it is in no main rate."),
        key("alternatives", Kind::TextsOrEmpty, "What an editor could write; \"\" is to leave it out."),
        key("replace", Kind::TextsOrEmpty, "What can be put in its place unseen."),
        key("note", Kind::Text, "Why it is loaded, in one plain sentence."),
        key("sources", Kind::Texts, "Style guides and papers that say so."),
        key("needs", Kind::Tables(&GUARD, 1, Some(MOST_GUARDS)), "Guards that must all hold."),
        key("unless", Kind::Tables(&GUARD, 1, Some(MOST_GUARDS)), "Guards of which any refuses."),
        key("except_forms", Kind::Texts, "Longer wordings in which it does not count."),
        key("case", CASE, "How case matters."),
        key("hyphen", HYPHEN, "Whether a space and a hyphen are the same."),
        key("possessive", Kind::Boolean, "Whether it may end in 's."),
        key("compound", Kind::Boolean, "Whether it may be part of a hyphen compound."),
        key("status", Kind::Choice(&["reviewed", "listed", "draft"]), "How far it has been looked at."),
        key("review", Kind::Text, "Who looked a second time, and when."),
        key("origin", Kind::Text, "Where it comes from, if it was mined."),
        key("since", Kind::Text, "Since which version it is there."),
        key("allow_shared", Kind::Boolean, "Whether another entry may have a form of it."),
        key("tests", Kind::Table(&TESTS), "Sentences by which it proves itself."),
    ],
};

pub(super) static TESTS: Keys = Keys {
    what: "[entry.tests]",
    any_of: &[],
    with: &[],
    keys: &[
        key("hit", Kind::Texts, "Sentences in each of which it must hit."),
        key("miss", Kind::Texts, "Sentences in none of which it may hit."),
    ],
};

pub(super) static GUARD: Keys = Keys {
    what: "a guard",
    any_of: &["left", "right", "any", "after_possessive", "title_case", "question"],
    with: &[],
    keys: &[
        key("left", Kind::Texts, "One of these stands right before."),
        key("right", Kind::Texts, "One of these stands right after."),
        key("any", Kind::Texts, "One of these stands in the window."),
        key("within", Kind::Number(1, WIDEST), "The window of `any`: so many words on either side."),
        key("left_within", Kind::Number(1, WIDEST), "The window of `any`: so many words before."),
        key("right_within", Kind::Number(1, WIDEST), "The window of `any`: so many words after."),
        key("sentence", Kind::True, "The window of `any`: the sentence."),
        key("after_possessive", Kind::True, "The word right before is a possessive: the minister's."),
        key("title_case", Kind::True, "The hit is written like a name."),
        key("question", Kind::True, "The hit begins a headline that ends with a question mark."),
        key("form", Kind::Texts, "The guard concerns only these forms of the entry."),
        key("demote_to", Kind::Number(0, 3), "Lower the intensity to this instead of refusing; in `unless` only."),
    ],
};

pub(super) static NAMESET: Keys = Keys {
    what: "a name set",
    any_of: &[],
    with: &[],
    keys: &[
        required("id", Kind::Id { full: false }, "Its id, such as \"islamic-state\"."),
        required("referent", Kind::Text, "What all its names mean."),
        key("min_hits", Kind::Number(FEWEST_HITS, MOST_HITS), "No shares are shown of fewer uses; 20 unless said."),
        required("variant", Kind::Tables(&VARIANT, 2, Some(MOST_VARIANTS)), "The names."),
    ],
};

pub(super) static VARIANT: Keys = Keys {
    what: "a variant",
    any_of: &[],
    with: &[],
    keys: &[
        required("id", Kind::Id { full: false }, "Its id, such as \"daesh\"."),
        required("forms", Kind::Texts, "What it is found by."),
        key("case", CASE, "How case matters."),
        key("neutral", Kind::Boolean, "Whether it is the reference."),
        key("perspective", Kind::Texts, "Who typically says it."),
        key("sources", Kind::Texts, "Style guides and papers."),
    ],
};

//! Which closed word classes does the language file have?

use serde::{Deserialize, Serialize};

/// Declares the enum and the names of the language file side by side, so that none is forgotten.
macro_rules! classes {
    ($($(#[doc = $doc:literal])* $class:ident $name:literal,)*) => {
        /// A closed class of words, listed in the language file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class {
            $($(#[doc = $doc])* $class,)*
        }

        impl Class {
            /// All classes with their names in the language file.
            pub const ALL: &[(Class, &str)] = &[$((Class::$class, $name),)*];
        }
    };
}

classes! {
    /// Words that end with a period of their own, before a name: Dr., Sen.
    Abbreviation "abbreviation",
    /// Those that may end a sentence, if they have a capital: Jr., Fla.
    FinalAbbreviation "final-abbreviation",
    /// Those that are abbreviations only before a number: No. 10
    NumberAbbreviation "number-abbreviation",
    /// Words that start a sentence after an initialism or a final abbreviation: "in the U.S. The"
    Starter "starter",
    /// not, never, isn't
    Negation "negation",
    /// anti-, counter-, non-
    Prefix "prefix",
    /// Forms of the verbs of [`Cue`](super::Cue), which have a table of their own in the language file.
    Cue "cue",
    /// claim, allegation: nouns of the table of cues.
    NounCue "noun-cue",
    /// according
    According "according",
    /// seem, appear
    Seem "seem",
    /// Who can be the subject of a verb: she, who, they've
    Pronoun "pronoun",
    /// Pronouns that stand for somebody named before: he, they
    ThirdPerson "third-person",
    /// Whom something is said to: him, reporters
    Object "object",
    /// the, his, no
    Determiner "determiner",
    /// a, the
    Article "article",
    /// is, were
    Be "be",
    /// has, had
    Have "have",
    /// will, does, couldn't
    Modal "modal",
    /// Adverbs that stand between a subject and its verb, those in -ly aside.
    Adverb "adverb",
    /// Prepositions
    Preposition "preposition",
    /// Prepositions that never begin what a verb of judging is about.
    Adjunct "adjunct",
    /// Prepositions that set the scene of speaking: in an interview, to the paper.
    Setup "setup",
    /// and, or, but
    Coordinator "coordinator",
    /// but, while, although
    Contrast "contrast",
    /// when, because, if
    Subordinator "subordinator",
    /// who, which
    Relative "relative",
    /// that
    That "that",
    /// whether, if
    If "if",
    /// how, what, why
    Question "question",
    /// to
    To "to",
    /// of
    Of "of",
    /// as
    As "as",
    /// by
    By "by",
    /// about, for
    About "about",
    /// like
    Like "like",
    /// Words after which an -ing form is a verb: by, after, while
    LeadsIng "leads-ing",
    /// Prepositions that follow verbs whose form is a noun too: plans for
    FollowsVerb "follows-verb",
    /// Words that tell a time: Monday, last, earlier
    Time "time",
    /// Times and places of speaking that end what is said: Monday, Twitter
    Setting "setting",
    /// speech, interview, statement
    Occasion "occasion",
    /// Words that begin a clause before the main one: on, during, asked
    Opening "opening",
    /// poll, study, records
    Finding "finding",
    /// Words for people in the plural that do not end in -s, and such as stand for them: people, many
    People "people",
    /// Forms that are nouns as often as verbs: claims, report
    NounLike "noun-like",
    /// Words of the names of newspapers and stations: news, magazine
    Medium "medium",
    /// What stands before a headline's colon and is no speaker: update, photos
    Label "label",
    /// Words before a quotation that is spoken of as a word: term, phrase
    Naming "naming",
    /// The last words of those that hold the next ones at arm's length: *called* of so-called
    Distancing "distancing",
    /// Prepositions inside names: of, for
    LinksName "links-name",
    /// Words that are small in titles
    Small "small",
    /// Words that begin with an apostrophe: 'em, 'til
    Elision "elision",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Classes(u64);

impl Classes {
    /// The empty set.
    pub const NONE: Classes = Classes(0);

    /// The set of these.
    pub const fn of(classes: &[Class]) -> Classes {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= 1 << classes[index] as u8;
            index += 1;
        }
        Classes(bits)
    }

    /// Whether one is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether the two share one.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// The classes of either.
    pub const fn with(self, other: Classes) -> Classes {
        Classes(self.0 | other.0)
    }

    /// Puts one in.
    pub fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

const _: () = assert!(Class::ALL.len() <= 64, "a set of classes has 64 bits");

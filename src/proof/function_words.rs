//! Which words say nothing by themselves?

use crate::language::{Class, Classes, Language, WordId};

/// The closed classes of the language file: articles, pronouns, prepositions and their like.
const CLOSED: Classes = Classes::of(&[
    Class::Negation,
    Class::Pronoun,
    Class::ThirdPerson,
    Class::Object,
    Class::Determiner,
    Class::Article,
    Class::Be,
    Class::Have,
    Class::Modal,
    Class::Preposition,
    Class::Adjunct,
    Class::Coordinator,
    Class::Contrast,
    Class::Subordinator,
    Class::Relative,
    Class::That,
    Class::If,
    Class::Question,
    Class::To,
    Class::Of,
    Class::As,
    Class::By,
    Class::About,
    Class::Like,
    Class::LeadsIng,
    Class::Starter,
    Class::Small,
]);

/// Whether a word is of a closed class.
pub(super) fn is_function_word(language: &Language, id: WordId) -> bool {
    language.classes(id).meets(CLOSED)
}

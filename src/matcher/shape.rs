//! Is it written as the form asks?

use super::Reading;
use super::forms::Compiled;
use super::sentence::Sentence;
use crate::language::{Class, Classes, Shape, Word, Words, means};
use crate::lexicon::Case;

/// Of the telling words of a headline in title case, so many in a hundred are capitalized; not measured.
const TITLE_CASE_SHARE: usize = 90;

/// Words of at least so many bytes tell title case, but for those that headlines leave small whatever their length.
const TELLING_LENGTH: u32 = 4;
const LEFT_SMALL: Classes = Classes::of(&[Class::Preposition, Class::Determiner, Class::Subordinator, Class::That]);

/// Whether the words of a form are written as its `case` asks.
pub(super) fn fits(form: Compiled<'_>, mut literals: impl Iterator<Item = u32>, part: &Reading<'_>) -> bool {
    let words = &part.text.words.words;
    match form.traits.case {
        Case::Insensitive => true,
        Case::Exact => literals.zip(form.words()).all(|(index, wanted)| {
            let word = &words[index as usize];
            let written = word.span().of(part.source);
            let wanted = form.letters(wanted);
            same_letters(written, wanted)
                || is_meant(written, wanted)
                || (word.shape == Shape::Upper && is_all_upper(&part.text.words, index, part.source))
        }),
        Case::LowerOnly => literals.all(|index| match words[index as usize].shape {
            Shape::Lower => true,
            Shape::Title => {
                let sentence = Sentence::around(&part.text.words, index);
                index == sentence.first || is_title_case(sentence, part)
            }
            Shape::Upper => is_all_upper(&part.text.words, index, part.source),
            Shape::Mixed => false,
        }),
    }
}

/// Whether a hit is written as a name: every word with a capital, in a sentence that does not capitalize every word.
/// A single word at the start of its sentence shows nothing.
pub(super) fn is_name(first: u32, end: u32, sentence: Sentence, part: &Reading<'_>) -> bool {
    let words = &part.text.words;
    let capital = |word: &Word| matches!(word.shape, Shape::Title | Shape::Mixed | Shape::Upper);
    let telling = if first == sentence.first { first + 1 } else { first };
    telling < end
        && words.words[telling as usize..end as usize].iter().all(capital)
        && !is_title_case(sentence, part)
        && !is_all_upper(words, first, part.source)
}

/// Letter by letter, apostrophes and joiners apart.
fn same_letters(written: &str, wanted: &str) -> bool {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    written == wanted || letters(written) == letters(wanted)
}

/// Whether a wildcard means a word as it is written.
fn is_meant(written: &str, wanted: &str) -> bool {
    wanted.contains('*') && means(wanted, written)
}

fn is_title_case(sentence: Sentence, part: &Reading<'_>) -> bool {
    let words = &part.text.words.words[sentence.first as usize..sentence.end as usize];
    let tells = |word: &&Word| word.span().len() >= TELLING_LENGTH && !part.language.classes(word.id).meets(LEFT_SMALL);
    let telling = || words.iter().filter(tells);
    let capitals = telling().filter(|word| word.shape != Shape::Lower).count();
    let all = telling().count();
    all >= 2 && capitals * 100 >= all * TITLE_CASE_SHARE
}

/// Whether the sentence of a word has letters with case, and no small ones.
fn is_all_upper(words: &Words, word: u32, source: &str) -> bool {
    let Sentence { first, end } = Sentence::around(words, word);
    let sentence = &words.words[first as usize..end as usize];
    sentence.iter().all(|word| !word.span().of(source).contains(char::is_lowercase))
}

//! Is it in English, the language of the lexicons?

use std::borrow::Cow;

use whichlang::{Lang, detect_language};

/// Another language than English that a text is in, if it is: its code, or "another script".
///
/// It is what the record says; else the script, where most letters are not Latin; else, for bodies of 200 Latin letters
/// or more, what whichlang finds. A sample from the middle is enough to pass as English, but not to be refused.
pub(super) fn other_language(said: Option<&str>, body: &str) -> Option<String> {
    if let Some(code) = said.and_then(language_code)
        && !code.starts_with("en")
    {
        return Some(code);
    }
    let (latin, other) = letters(body);
    if latin < other {
        return Some("another script".to_string());
    }
    if latin < LEAST_LETTERS || is_plainly_english(body) || detect_language(&plain(middle(body, 160))) == Lang::Eng {
        return None;
    }
    match detect_language(&plain(middle(body, 32 << 10))) {
        Lang::Eng => None,
        language => Some(code(language).to_string()),
    }
}

/// Whether *the* stands four times within 800 bytes from the middle, or nine times within 2,400: it is a word of no other
/// language that whichlang knows, English has eight and 24 there on average, and looking is a hundred times as fast.
fn is_plainly_english(body: &str) -> bool {
    let has_the = |bytes, times| memchr::memmem::find_iter(middle(body, bytes).as_bytes(), " the ").count() >= times;
    has_the(800, 4) || has_the(2_400, 9)
}

/// So many Latin letters are enough to tell.
const LEAST_LETTERS: usize = 200;

/// Whether a body has enough letters to tell its language.
pub(super) fn is_long_enough(body: &str) -> bool {
    letters(body).0 >= LEAST_LETTERS
}

/// The language that a record names: its first subtag in lower case, or "other" if that is no code or name of a
/// language; `None` if the record only says that it does not know.
fn language_code(said: &str) -> Option<String> {
    let first = said.trim().split(['-', '_', ' ', ',']).next()?.to_ascii_lowercase();
    match first.as_str() {
        "" | "und" | "unknown" | "none" | "null" => None,
        code if code.len() <= 12 && code.bytes().all(|b| b.is_ascii_lowercase()) => Some(first),
        _ => Some("other".to_string()),
    }
}

/// How many letters are Latin and how many are not. Where Latin letters are the most by far, the others may be put at 0.
fn letters(text: &str) -> (usize, usize) {
    let [ascii, beyond_ascii] = count(text);
    // Letters beyond ASCII are two bytes or more.
    if beyond_ascii / 2 <= ascii {
        return (ascii, 0);
    }
    text.chars()
        .filter(|c| c.is_alphabetic())
        .fold((0, 0), |(latin, other), c| if is_latin(c) { (latin + 1, other) } else { (latin, other + 1) })
}

/// How many bytes are ASCII letters, and how many are not ASCII. Sums of one byte each, of at most 255 bytes, let the compiler
/// take 16 bytes at a time (measured: 8 times as fast; what is left of a run is slow, so runs are a multiple of 16).
fn count(text: &str) -> [usize; 2] {
    const RUN: usize = 240;
    let mut sums = [0; 2];
    for run in text.as_bytes().chunks(RUN) {
        let (letters, beyond_ascii) = run.iter().fold((0_u8, 0_u8), |(letters, beyond_ascii), byte| {
            (letters + u8::from(byte.is_ascii_alphabetic()), beyond_ascii + u8::from(!byte.is_ascii()))
        });
        sums[0] += usize::from(letters);
        sums[1] += usize::from(beyond_ascii);
    }
    sums
}

/// Whether a letter is of the Latin script: the blocks of Unicode that hold it.
fn is_latin(letter: char) -> bool {
    matches!(letter,
        '\0'..='\u{2af}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}' | '\u{a720}'..='\u{a7ff}'
        | '\u{fb00}'..='\u{fb06}' | '\u{ff21}'..='\u{ff5a}')
}

/// At most so many bytes from the middle of a text.
fn middle(text: &str, bytes: usize) -> &str {
    let start = text.floor_char_boundary(text.len().saturating_sub(bytes) / 2);
    &text[start..text.floor_char_boundary(start + bytes)]
}

/// As whichlang knows text. Characters that are not seen are left out: they are no letters, and within words hide all of
/// them. All spaces are the same: a no-break space is to it what French has most of.
fn plain(text: &str) -> Cow<'_, str> {
    let is_hidden = |c: char| matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let is_other_space = |c: char| !c.is_ascii() && c.is_whitespace();
    if !text.contains(|c| is_hidden(c) || is_other_space(c)) {
        return Cow::Borrowed(text);
    }
    let seen = text.chars().filter(|&c| !is_hidden(c));
    Cow::Owned(seen.map(|c| if is_other_space(c) { ' ' } else { c }).collect())
}

fn code(language: Lang) -> &'static str {
    match language {
        Lang::Ara => "ar",
        Lang::Cmn => "zh",
        Lang::Deu => "de",
        Lang::Eng => "en",
        Lang::Fra => "fr",
        Lang::Hin => "hi",
        Lang::Ita => "it",
        Lang::Jpn => "ja",
        Lang::Kor => "ko",
        Lang::Nld => "nl",
        Lang::Por => "pt",
        Lang::Rus => "ru",
        Lang::Spa => "es",
        Lang::Swe => "sv",
        Lang::Tur => "tr",
        Lang::Vie => "vi",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENGLISH: &str = "The ferry left the harbour at noon and sank within an hour, the port authority said on Tuesday. \
        All forty passengers were brought ashore by fishing boats, and nobody was seriously hurt. Divers will look at \
        the wreck as soon as the weather allows it.";
    const FRENCH: &str = "Le traversier a quitté le port à midi et a coulé en moins d'une heure, ont annoncé mardi les \
        autorités portuaires. Les quarante passagers ont été ramenés à terre par des bateaux de pêche et personne n'a été \
        gravement blessé. Des plongeurs examineront l'épave dès que le temps le permettra.";

    #[test]
    fn a_record_that_names_another_language_is_believed() {
        assert_eq!(other_language(Some("fr"), ENGLISH).as_deref(), Some("fr"));
        assert_eq!(other_language(Some("DE-at"), ENGLISH).as_deref(), Some("de"));
        assert_eq!(other_language(Some("\u{1b}[31m"), ENGLISH).as_deref(), Some("other"));
        for english in ["en", "EN_us", "eng", "English", " ", "und"] {
            assert_eq!(other_language(Some(english), ENGLISH), None, "{english}");
        }
    }

    #[test]
    fn text_that_is_not_english_is_found_even_where_the_record_says_it_is() {
        assert_eq!(other_language(None, FRENCH).as_deref(), Some("fr"));
        assert_eq!(other_language(Some("en"), FRENCH).as_deref(), Some("fr"));
        assert_eq!(other_language(None, ENGLISH), None);
    }

    #[test]
    fn english_is_english_whatever_its_spaces_are() {
        for space in ["\u{a0}", " \u{a0}", "\u{2009}", "\u{202f}", "\u{3000}"] {
            assert_eq!(other_language(None, &ENGLISH.replace(' ', space)), None, "{space:?}");
            assert_eq!(other_language(None, &FRENCH.replace(' ', space)).as_deref(), Some("fr"), "{space:?}");
        }
    }

    #[test]
    fn short_text_is_not_guessed_at() {
        assert_eq!(other_language(None, "Le traversier a coulé."), None);
        assert_eq!(other_language(None, ""), None);
    }

    #[test]
    fn most_letters_in_another_script_are_another_language_however_short() {
        for text in ["Паром затонул", "渡轮沉没", "غرقت العبارة"] {
            assert_eq!(other_language(None, text).as_deref(), Some("another script"), "{text}");
            assert_eq!(other_language(Some("en"), text).as_deref(), Some("another script"), "{text}");
        }
        assert_eq!(other_language(None, "The ferry Паром sank off the coast."), None);
        assert_eq!(other_language(None, "— “” … 123"), None);
    }

    #[test]
    fn a_quotation_in_french_does_not_make_an_article_french() {
        let mixed = format!("{ENGLISH}\n\n{ENGLISH}\n\n“{FRENCH}”\n\n{ENGLISH}\n\n{ENGLISH}");
        assert_eq!(other_language(None, &mixed), None);
    }
}

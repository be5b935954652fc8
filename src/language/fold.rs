//! What is a word, case and typography apart?

use std::borrow::Cow;

use caseless::Caseless;
use unicode_normalization::UnicodeNormalization;

/// A word as it is compared: NFKC_Casefold, one apostrophe, no zero-width characters and soft hyphens, and without the
/// periods of an initialism (U.S. is us). Diacritics and look-alike letters stay.
pub fn fold(word: &str) -> Cow<'_, str> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'\'';
    if word.bytes().all(plain) {
        return Cow::Borrowed(word);
    }
    let mut folded = if word.is_ascii() { word.to_ascii_lowercase() } else { fold_unicode(word) };
    if is_initialism(&folded) {
        folded.retain(|c| c != '.');
    }
    Cow::Owned(folded)
}

fn fold_unicode(word: &str) -> String {
    // Curly apostrophes in words of ASCII are by far the most common case.
    if word.chars().all(|c| c.is_ascii() || is_apostrophe(c)) {
        return word.chars().map(|c| if is_apostrophe(c) { '\'' } else { c.to_ascii_lowercase() }).collect();
    }
    let kept = word.chars().filter(|&c| !is_ignorable(c)).map(|c| if is_apostrophe(c) { '\'' } else { c });
    kept.nfd().default_case_fold().nfkc().default_case_fold().nfkc().filter(|&c| !is_ignorable(c)).collect()
}

/// Single letters with periods between, and perhaps one after the last.
fn is_initialism(word: &str) -> bool {
    let mut parts = word.strip_suffix('.').unwrap_or(word).split('.');
    word.contains('.') && parts.all(|part| part.chars().count() == 1 && part.chars().all(char::is_alphabetic))
}

/// Apostrophes, curly, straight or full width.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '\u{2018}' | '\u{2019}' | '\u{2bc}' | '\u{ff07}')
}

/// Default-ignorable characters that scraped text has inside words.
pub(super) fn is_ignorable(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{2064}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_typography_do_not_matter() {
        assert_eq!(fold("REGIME"), "regime");
        assert_eq!(fold("Da’esh"), "da'esh");
        assert_eq!(fold("terr\u{ad}or\u{200b}ist"), "terrorist");
        assert_eq!(fold("ＩＳＩＳ"), "isis");
        assert_eq!(fold("STRASSE"), fold("straße"));
        assert_eq!(fold("cafe\u{301}"), fold("Café"));
    }

    #[test]
    fn initialisms_lose_their_periods_and_numbers_keep_them() {
        assert_eq!(fold("U.S."), "us");
        assert_eq!(fold("u.k"), "uk");
        assert_eq!(fold("3.5"), "3.5");
        assert_eq!(fold("bbc.co.uk"), "bbc.co.uk");
    }

    #[test]
    fn diacritics_and_look_alikes_stay() {
        assert_ne!(fold("resumé"), fold("resume"));
        assert_ne!(fold("reg\u{456}me"), fold("regime"));
    }
}

//! How is foreign text shown without doing anything to the terminal?

use std::borrow::Cow;
use std::fmt::Write;

/// Text from outside as it may be printed: control characters, direction overrides and invisible characters are
/// spelled out, line breaks and tabs become spaces.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        match c {
            '\n' | '\t' | '\u{2028}' | '\u{2029}' => shown.push(' '),
            '\r' => {}
            '\u{1b}' => shown.push('␛'),
            c if is_hidden(c) => {
                // Writing to a string cannot fail.
                let _ = write!(shown, "\\u{{{:x}}}", u32::from(c));
            }
            c => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// One character for each, so that columns stay right; line breaks are kept.
#[cfg(feature = "cli")]
pub(super) fn in_columns(c: char) -> char {
    match c {
        '\t' | '\r' => ' ',
        '\u{ad}' => '‐',
        // Those of ASCII have pictures: ␀ to ␟.
        '\0'..='\u{9}' | '\u{b}'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        c if c != '\n' && is_hidden(c) => '\u{fffd}',
        c => c,
    }
}

/// Control characters (Cc), and those format characters (Cf) that reorder or hide text.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_codes_do_not_reach_the_terminal() {
        assert_eq!(visible("\u{1b}[31mred\u{7}"), "␛[31mred\\u{7}");
        assert_eq!(visible("a\u{202e}b\u{200b}c"), "a\\u{202e}b\\u{200b}c");
    }

    #[cfg(feature = "cli")]
    #[test]
    fn each_character_takes_one_column() {
        let shown = |text: &str| text.chars().map(in_columns).collect::<String>();
        assert_eq!(shown("a\tb\u{1b}[1m\0c\u{ad}d\u{202e}e\n“é”"), "a b␛[1m␀c‐d\u{fffd}e\n“é”");
        assert_eq!(shown("\u{7f}\u{85}"), "\u{fffd}\u{fffd}");
    }

    #[test]
    fn line_breaks_become_spaces() {
        assert_eq!(visible("two\r\nlines\tand a tab"), "two lines and a tab");
        assert_eq!(visible("naïve “quotes” 日本語"), "naïve “quotes” 日本語");
    }
}

//! Which characters make words, lines and addresses?

use unicode_normalization::char::is_combining_mark;
use unicode_segmentation::UnicodeSegmentation;

/// Letters, digits and the marks on them.
pub(super) fn is_wordlike(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

/// Characters of scripts without spaces between words: Han and kana, and Thai, Lao, Khmer and Myanmar.
pub(super) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{19e0}'..='\u{19ff}' | '\u{3005}'..='\u{3007}'
        | '\u{3041}'..='\u{30ff}' | '\u{31f0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a9e0}'..='\u{a9ff}' | '\u{aa60}'..='\u{aa7f}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}'
        | '\u{20000}'..='\u{3ffff}')
}

/// Where the grapheme cluster that starts at `start` ends.
pub(super) fn end_of_cluster(text: &str, start: usize) -> usize {
    text[start..].graphemes(true).next().map_or(text.len(), |cluster| start + cluster.len())
}

/// Where an address ends whose beginning ends at `from`: at the next white space, quote or bracket, without the
/// punctuation that closes a sentence.
pub(super) fn end_of_address(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let stop = |c: char| {
        c.is_whitespace() || matches!(c, '<' | '>' | '"' | '“' | '”' | '’' | '«' | '»' | '[' | ']' | '{' | '}')
    };
    let reach = &rest[..rest.find(stop).unwrap_or(rest.len())];
    from + reach.trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'']).len()
}

/// Whether the single line breaks of a text are those of wrapped lines: most of them are followed by a small letter.
pub(super) fn is_wrapped(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut small, mut all) = (0_usize, 0_usize);
    for at in memchr::memchr_iter(b'\n', bytes) {
        let rest = &bytes[at + 1..];
        let blank = |byte: &&u8| matches!(byte, b'\n' | b'\r');
        let before = bytes[..at].iter().next_back().is_none_or(|byte| matches!(byte, b'\n' | b'\r'));
        if before || rest.first().as_ref().is_none_or(blank) {
            continue;
        }
        all += 1;
        let next = rest.iter().find(|byte| !matches!(byte, b' ' | b'\t'));
        small += usize::from(next.is_some_and(u8::is_ascii_lowercase));
    }
    small * 2 > all
}

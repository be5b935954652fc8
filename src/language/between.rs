//! What stands between two words?

use super::cut::Cutter;
use super::fold::{is_apostrophe, is_ignorable};
use super::script::{self, is_wordlike};
use super::words::{Joint, MarkKind, Shape, Word};
use super::{Class, WordId};

/// What was found between two words.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Between {
    space: bool,
    line_break: bool,
    hyphen: bool,
    slash: bool,
    quote: bool,
    other: bool,
    semicolon: bool,
    paragraph: bool,
    /// Whether a sentence starts after it although its joint says otherwise: a line that may be a heading.
    pub(super) starts_sentence: bool,
    stop: Option<Stop>,
    /// Whether the only stop is the last period of an initialism: then, where no sentence ends, it is part of the word.
    own_period: bool,
    /// Whether the next word starts with a small letter.
    small: bool,
    digit: bool,
}

/// `. ! ? …`
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// One period right after the word, which an abbreviation may have of its own.
    touching_period: bool,
}

impl Between {
    pub(super) fn is_space(&self) -> bool {
        self.space && self.joint_within() == Joint::Space
    }

    /// Whether it depends on the word before it what it is.
    pub(super) fn asks_for_last(&self) -> bool {
        self.stop.is_some() && !self.paragraph
    }

    /// What stands between two words that have an address between them: it breaks phrases, and a sentence that would
    /// start with it starts after it.
    pub(super) fn after_address(self, before: Between) -> Between {
        Between {
            other: true,
            paragraph: self.paragraph || before.paragraph,
            starts_sentence: self.starts_sentence || before.starts_sentence,
            stop: self.stop.or(before.stop),
            ..self
        }
    }

    /// The joint of a word after `last`; `next` is its number, for which it is rarely asked.
    #[inline]
    pub(super) fn joint(&self, last: Option<&Word>, next: impl FnOnce() -> WordId, cutter: &Cutter<'_>) -> Joint {
        let Some(last) = last else { return Joint::ParagraphEnd };
        if self.paragraph {
            Joint::ParagraphEnd
        } else if self.stop.is_some_and(|stop| self.ends_sentence(stop, last, next, cutter)) {
            Joint::SentenceEnd
        } else {
            self.joint_within()
        }
    }

    fn joint_within(&self) -> Joint {
        if self.semicolon {
            Joint::Semicolon
        } else if self.other || self.stop.is_some() && !self.own_period {
            Joint::Other
        } else if self.quote {
            Joint::Quote
        } else if self.hyphen {
            Joint::Hyphen
        } else if self.slash {
            Joint::Slash
        } else if self.line_break {
            Joint::LineBreak
        } else {
            Joint::Space
        }
    }

    fn ends_sentence(&self, stop: Stop, last: &Word, next: impl FnOnce() -> WordId, cutter: &Cutter<'_>) -> bool {
        if self.small {
            return false;
        }
        if !stop.touching_period {
            return true;
        }
        let text = last.span().of(cutter.text);
        let starter = || cutter.language_is(next(), Class::Starter);
        if is_initialism(last, cutter.bytes) {
            return starter();
        }
        match text.as_bytes() {
            [b'I'] => return true,
            [letter] if letter.is_ascii_uppercase() => return starter(),
            _ => {}
        }
        if cutter.language_is(last.id, Class::NumberAbbreviation) {
            return !self.digit;
        }
        if last.shape != Shape::Lower && cutter.language_is(last.id, Class::FinalAbbreviation) {
            return starter();
        }
        !cutter.language_is(last.id, Class::Abbreviation)
    }
}

impl Cutter<'_> {
    /// Passes over what stands between two words, up to the next word or the end.
    pub(super) fn between(&mut self) -> Between {
        let mut gap = Between::default();
        if self.bytes.get(self.at) == Some(&b'.') && self.last().is_some_and(|last| is_initialism(last, self.bytes)) {
            gap.own_period = true;
            gap.stop = Some(Stop { touching_period: true });
            self.pass(1, MarkKind::Stop);
        }
        let from = self.at;
        while let Some(&byte) = self.bytes.get(self.at) {
            match byte {
                b' ' | b'\t' | b'\r' => {
                    gap.space = true;
                    self.at += 1;
                }
                b'a'..=b'z' => {
                    gap.small = true;
                    break;
                }
                b'A'..=b'Z' => break,
                b'0'..=b'9' => {
                    gap.digit = true;
                    break;
                }
                b',' => self.other(&mut gap, 1, MarkKind::Comma),
                b'.' | b'!' | b'?' => self.stop(&mut gap, byte.into(), from),
                b'\n' => self.line_break(&mut gap),
                b'-' => self.dash(&mut gap, '-', from),
                b'"' => self.quote(&mut gap, 1, MarkKind::DoubleStraight),
                b'\'' | b'`' => self.single(&mut gap, byte.into()),
                b';' => self.semicolon(&mut gap, 1),
                b':' => self.other(&mut gap, 1, MarkKind::Colon),
                b'(' => self.other(&mut gap, 1, MarkKind::ParenOpen),
                b')' => self.other(&mut gap, 1, MarkKind::ParenClose),
                b'[' => self.other(&mut gap, 1, MarkKind::BracketOpen),
                b']' => self.other(&mut gap, 1, MarkKind::BracketClose),
                b'/' => self.slash(&mut gap, from),
                b'>' if self.starts_line(self.at) => self.quoted_line(&mut gap),
                b'#' if self.is_word_at(self.at + 1) => self.at += 1,
                b'@' if self.is_word_at(self.at + 1) => self.handle(&mut gap),
                0x80.. => {
                    let Some(c) = self.text[self.at..].chars().next() else { break };
                    // General punctuation has no letters, and nearly all that is not ASCII here is of it.
                    let is_punctuation = matches!(c, '\u{2000}'..='\u{206f}');
                    if !is_punctuation && c.is_alphanumeric() {
                        gap.small = c.is_lowercase();
                        gap.digit = c.is_numeric();
                        break;
                    }
                    self.beyond_ascii(&mut gap, c, from);
                }
                0x0B | 0x0C => {
                    gap.space = true;
                    self.at += 1;
                }
                _ => self.other(&mut gap, 1, MarkKind::Other),
            }
        }
        gap
    }

    /// Passes over one character, or more, that is neither ASCII nor part of a word.
    fn beyond_ascii(&mut self, gap: &mut Between, c: char, from: usize) {
        let len = c.len_utf8();
        match c {
            '“' | '„' | '‟' | '«' | '「' | '『' => self.quote(gap, len, MarkKind::DoubleOpen),
            '”' | '»' | '」' | '』' => self.quote(gap, len, MarkKind::DoubleClose),
            '＂' => self.quote(gap, len, MarkKind::DoubleStraight),
            '‘' | '’' | '‚' | '‹' | '›' | '\u{2bc}' | '\u{ff07}' => self.single(gap, c),
            '—' | '―' => self.other(gap, len, MarkKind::Dash),
            '…' | '。' | '！' | '？' => self.stop(gap, c, from),
            '\u{2028}' | '\u{2029}' | '\u{85}' => self.line_break(gap),
            '、' | '，' => self.other(gap, len, MarkKind::Comma),
            '；' => self.semicolon(gap, len),
            '：' => self.other(gap, len, MarkKind::Colon),
            '（' => self.other(gap, len, MarkKind::ParenOpen),
            '）' => self.other(gap, len, MarkKind::ParenClose),
            c if is_hyphen(c) => self.dash(gap, c, from),
            c if c.is_whitespace() => {
                gap.space = true;
                self.at += len;
            }
            c if is_ignorable(c) => self.at += len,
            _ => self.other(gap, len, MarkKind::Other),
        }
    }

    fn other(&mut self, gap: &mut Between, len: usize, kind: MarkKind) {
        gap.other = true;
        self.pass(len, kind);
    }

    fn quote(&mut self, gap: &mut Between, len: usize, kind: MarkKind) {
        gap.quote = true;
        self.pass(len, kind);
    }

    fn semicolon(&mut self, gap: &mut Between, len: usize) {
        gap.semicolon = true;
        self.pass(len, MarkKind::Semicolon);
    }

    fn stop(&mut self, gap: &mut Between, c: char, from: usize) {
        let is_first = self.at == from && gap.stop.is_none();
        gap.own_period = false;
        gap.stop = Some(Stop { touching_period: c == '.' && is_first && self.bytes.get(from + 1) != Some(&b'.') });
        self.pass(c.len_utf8(), MarkKind::Stop);
    }

    fn slash(&mut self, gap: &mut Between, from: usize) {
        let alone = self.at == from && self.is_word_at(self.at + 1);
        gap.slash |= alone;
        gap.other |= !alone;
        self.at += 1;
    }

    fn quoted_line(&mut self, gap: &mut Between) {
        gap.other = true;
        let rest = self.text[self.at..].trim_start_matches(['>', ' ']);
        self.mark(self.at, 1, MarkKind::Quoted);
        self.at = self.text.len() - rest.len();
    }

    fn handle(&mut self, gap: &mut Between) {
        gap.other = true;
        let end = script::end_of_address(self.text, self.at + 1).max(self.at + 1);
        self.pass(end - self.at, MarkKind::Address);
    }

    /// Passes over a mark.
    fn pass(&mut self, len: usize, kind: MarkKind) {
        self.mark(self.at, len, kind);
        self.at += len;
    }

    /// A single quote, a double one written as two, or an apostrophe that a tokenizer set apart ("Trump 's")
    /// or that follows an initialism.
    fn single(&mut self, gap: &mut Between, c: char) {
        let at = self.at;
        let pair = self.bytes.get(at + 1) == Some(&(c as u32 as u8)) && matches!(c, '\'' | '`');
        let (len, kind) = match c {
            '`' if pair => (2, MarkKind::DoubleOpen),
            '\'' if pair => (2, MarkKind::DoubleStraight),
            '‘' | '‚' | '‹' => (c.len_utf8(), MarkKind::SingleOpen),
            '\'' | '`' => (1, MarkKind::SingleStraight),
            _ => (c.len_utf8(), MarkKind::SingleClose),
        };
        if !pair && is_apostrophe(c) && self.n_words() > 0 {
            let clitic = &self.text[at + c.len_utf8()..];
            let letters = clitic.len() - clitic.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
            let (clitic, rest) = clitic.split_at(letters);
            let is_s = clitic.eq_ignore_ascii_case("s");
            let is_known = is_s || ["m", "re", "ve", "ll", "d"].iter().any(|of| clitic.eq_ignore_ascii_case(of));
            let detached = gap.space && is_known && self.text[..at].ends_with(' ') && rest.starts_with(' ');
            let ends = !rest.starts_with(|c| is_wordlike(c) || is_apostrophe(c));
            let of_initialism = gap.own_period && is_s && ends && self.text[..at].ends_with('.');
            if detached || of_initialism {
                if let Some(last) = self.last_mut() {
                    last.possessive |= is_s;
                }
                self.at = at + c.len_utf8() + letters;
                return;
            }
        }
        // The apostrophe of "the militants' hands" is marked, since it may close a quotation, but separates nothing.
        let possessive = self.last().is_some_and(|last| last.possessive && last.end as usize == at);
        gap.quote |= !possessive;
        self.mark(at, len, kind);
        self.at = at + len;
    }

    /// A hyphen between two words, or a dash.
    fn dash(&mut self, gap: &mut Between, c: char, from: usize) {
        let at = self.at;
        let run = self.text[at..].len() - self.text[at..].trim_start_matches(is_hyphen).len();
        let after = at + run;
        let alone = run == c.len_utf8();
        let line_break = self.text[after..].trim_start_matches([' ', '\t', '\r']);
        let broken = line_break.strip_prefix('\n').map(|rest| rest.trim_start_matches([' ', '\t']));
        if alone && at == from && self.n_words() > 0 && self.is_word_at(after) {
            gap.hyphen = true;
        } else if alone && at == from && broken.is_some_and(|rest| rest.starts_with(char::is_alphanumeric)) {
            gap.hyphen = true;
            self.at = self.text.len() - broken.map_or(0, str::len);
            return;
        } else {
            gap.other = true;
            self.mark(at, run, MarkKind::Dash);
        }
        self.at = after;
    }

    /// One line break or more, with the white space around them.
    fn line_break(&mut self, gap: &mut Between) {
        let at = self.at;
        let rest = self.text[at..].trim_start();
        let white = &self.text[at..self.text.len() - rest.len()];
        let blank = white.chars().filter(|c| matches!(c, '\n' | '\u{2028}' | '\u{2029}' | '\u{85}')).nth(1).is_some()
            || white.contains('\u{2029}');
        gap.space = true;
        let small = rest.starts_with(char::is_lowercase);
        let before = self.text[..at].trim_end();
        let closers = ['"', '”', '’', '\'', ')', ']', '»', '›'];
        let stopped = before.trim_end_matches(closers).ends_with(['.', '!', '?', '…', ':', '。', '！', '？']);
        if blank || rest.starts_with('>') || (stopped || before.ends_with(closers) && !small) && !self.is_wrapped() {
            gap.paragraph = true;
        } else {
            gap.line_break = true;
            // "Talks resume in Geneva⏎The minister": a heading, or a wrapped line. A term may stand across it, a
            // sentence does not.
            gap.starts_sentence |= !small && !self.is_wrapped();
        }
        if gap.paragraph || gap.starts_sentence {
            self.mark(at, 1, MarkKind::Paragraph);
        }
        self.at = self.text.len() - rest.len();
    }

    fn is_word_at(&self, at: usize) -> bool {
        self.text.get(at..).is_some_and(|rest| rest.starts_with(char::is_alphanumeric))
    }

    fn starts_line(&self, at: usize) -> bool {
        self.text[..at].trim_end_matches([' ', '\t']).chars().next_back().is_none_or(|c| c == '\n')
    }
}

/// Letters with periods between: U.S, p.m, Ph.D; not Example.com. The last period stands after the word.
fn is_initialism(word: &Word, text: &[u8]) -> bool {
    let written = text.get(..word.end as usize).unwrap_or_default();
    word.end - word.start > 2 && matches!(written, [.., b'.', letter] if letter.is_ascii_alphabetic())
}

/// The dashes that are hyphens between letters or digits without spaces.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

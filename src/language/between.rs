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
    pub(super) const SPACE: Between = Between {
        space: true,
        line_break: false,
        hyphen: false,
        slash: false,
        quote: false,
        other: false,
        semicolon: false,
        paragraph: false,
        starts_sentence: false,
        stop: None,
        own_period: false,
        small: false,
        digit: false,
    };

    pub(super) fn is_space(&self) -> bool {
        self.space && self.joint_within() == Joint::Space
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

    /// The joint of a word with this number after `last`.
    #[inline]
    pub(super) fn joint(&self, last: Option<&Word>, next: WordId, cutter: &Cutter<'_>) -> Joint {
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

    fn ends_sentence(&self, stop: Stop, last: &Word, next: WordId, cutter: &Cutter<'_>) -> bool {
        if self.small {
            return false;
        }
        if !stop.touching_period {
            return true;
        }
        let text = last.span().of(cutter.text);
        let starter = || cutter.language_is(next, Class::Starter);
        if is_initialism(last, cutter.text) {
            return starter();
        }
        if text.len() == 1 && text.chars().all(char::is_uppercase) {
            return text == "I" || starter();
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
        let mut from = self.at;
        let mut stops = 0;
        if self.bytes.get(self.at) == Some(&b'.')
            && self.out.words.last().is_some_and(|last| is_initialism(last, self.text))
        {
            gap.own_period = true;
            gap.stop = Some(Stop { touching_period: true });
            self.mark(self.at, 1, MarkKind::Stop);
            stops = 1;
            self.at += 1;
            from = self.at;
        }
        while let Some(c) = self.text[self.at..].chars().next() {
            let at = self.at;
            let len = c.len_utf8();
            match c {
                ' ' | '\t' | '\r' => gap.space = true,
                '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => {
                    self.line_break(&mut gap);
                    continue;
                }
                ',' | '、' | '，' => self.other(&mut gap, len, MarkKind::Comma),
                '.' | '!' | '?' | '…' | '。' | '！' | '？' => {
                    stops += 1;
                    gap.own_period = false;
                    let touching_period = c == '.' && at == from && stops == 1;
                    gap.stop = Some(Stop { touching_period: touching_period && !self.text[at + 1..].starts_with('.') });
                    self.mark(at, len, MarkKind::Stop);
                }
                ';' | '；' => {
                    gap.semicolon = true;
                    self.mark(at, len, MarkKind::Semicolon);
                }
                ':' | '：' => self.other(&mut gap, len, MarkKind::Colon),
                '(' | '（' => self.other(&mut gap, len, MarkKind::ParenOpen),
                ')' | '）' => self.other(&mut gap, len, MarkKind::ParenClose),
                '[' => self.other(&mut gap, len, MarkKind::BracketOpen),
                ']' => self.other(&mut gap, len, MarkKind::BracketClose),
                '—' | '―' => self.other(&mut gap, len, MarkKind::Dash),
                '/' => {
                    let alone = at == from && self.is_word_at(at + 1);
                    gap.slash |= alone;
                    gap.other |= !alone;
                }
                '>' if self.starts_line(at) => {
                    gap.other = true;
                    let rest = self.text[at..].trim_start_matches(['>', ' ']);
                    self.mark(at, 1, MarkKind::Quoted);
                    self.at = self.text.len() - rest.len();
                    continue;
                }
                '#' if self.is_word_at(at + 1) => {}
                '@' if self.is_word_at(at + 1) => {
                    let end = script::end_of_address(self.text, at + 1);
                    self.mark(at, end - at, MarkKind::Address);
                    gap.other = true;
                    self.at = end.max(at + 1);
                    continue;
                }
                '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '＂' | '「' | '」' | '『' | '』' => {
                    self.quote(&mut gap, c)
                }
                '\'' | '`' | '‘' | '’' | '‚' | '‹' | '›' | '\u{2bc}' | '\u{ff07}' => {
                    self.single(&mut gap, c);
                    continue;
                }
                c if is_hyphen(c) => {
                    self.dash(&mut gap, c, from);
                    continue;
                }
                c if c.is_alphanumeric() => {
                    gap.small = c.is_lowercase();
                    gap.digit = c.is_numeric();
                    break;
                }
                c if c.is_whitespace() => gap.space = true,
                c if is_ignorable(c) => {}
                _ => self.other(&mut gap, len, MarkKind::Other),
            }
            self.at += len;
        }
        gap
    }

    fn other(&mut self, gap: &mut Between, len: usize, kind: MarkKind) {
        gap.other = true;
        self.mark(self.at, len, kind);
    }

    fn quote(&mut self, gap: &mut Between, c: char) {
        gap.quote = true;
        let kind = match c {
            '“' | '„' | '‟' | '«' | '「' | '『' => MarkKind::DoubleOpen,
            '”' | '»' | '」' | '』' => MarkKind::DoubleClose,
            _ => MarkKind::DoubleStraight,
        };
        self.mark(self.at, c.len_utf8(), kind);
    }

    /// A single quote, a double one written as two, or an apostrophe that a tokenizer set apart ("Trump 's").
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
        if !pair && is_apostrophe(c) && gap.space && !self.out.words.is_empty() {
            let clitic = &self.text[at + c.len_utf8()..];
            let letters = clitic.len() - clitic.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
            let ends = !clitic[letters..].chars().next().is_some_and(|c| is_wordlike(c) || is_apostrophe(c));
            let known = ["s", "m", "re", "ve", "ll", "d"].iter().any(|of| clitic[..letters].eq_ignore_ascii_case(of));
            if known && ends && self.text[..at].ends_with(' ') && clitic[letters..].starts_with(' ') {
                if let Some(last) = self.out.words.last_mut() {
                    last.possessive |= clitic[..letters].eq_ignore_ascii_case("s");
                }
                self.at = at + c.len_utf8() + letters;
                return;
            }
        }
        // The apostrophe of "the militants' hands" is marked, since it may close a quotation, but separates nothing.
        let possessive = self.out.words.last().is_some_and(|last| last.possessive && last.end as usize == at);
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
        if alone && at == from && !self.out.words.is_empty() && self.is_word_at(after) {
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
        if blank || (!self.wrapped && (stopped || before.ends_with(closers) && !small)) || rest.starts_with('>') {
            gap.paragraph = true;
        } else {
            gap.line_break = true;
            // "Talks resume in Geneva⏎The minister": a heading, or a wrapped line. A term may stand across it, a
            // sentence does not.
            gap.starts_sentence |= !self.wrapped && !small;
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

/// Letters with periods between: U.S, p.m. The last period stands after the word.
fn is_initialism(word: &Word, text: &str) -> bool {
    let written = word.span().of(text);
    written.contains('.') && written.chars().any(char::is_alphabetic)
}

/// The dashes that are hyphens between letters or digits without spaces.
fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2013}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

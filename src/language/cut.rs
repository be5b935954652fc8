//! How is a text cut into words?
//!
//! Words are those of UAX #29 that have a letter or digit, except that hyphens,
//! slashes and `&` separate words, `:` joins none, `_` only inside; neither
//! does the full stop of a sentence to which the next is glued (*said.The*); a
//! URL, e-mail address or @handle is no word. Nearly all words are ASCII letters up
//! to a space: those are measured and looked up sixteen bytes at once.

use super::ahead::Ahead;
use super::between::Between;
use super::fold::{is_apostrophe, is_ignorable};
use super::key::{self, Key};
use super::latest::Latest;
use super::plain::PlainWord;
use super::script::{self, is_wordlike};
use super::words::{Joint, Mark, MarkKind, Shape, Word, Words};
use super::{Class, Language, Vocabulary, WordId};

/// The state of cutting one text.
pub(super) struct Cutter<'a> {
    pub(super) text: &'a str,
    pub(super) bytes: &'a [u8],
    vocabulary: &'a Vocabulary,
    language: &'a Language,
    pub(super) out: &'a mut Words,
    /// Whether single line breaks are those of wrapped text, once one was found.
    is_wrapped: Option<bool>,
    /// The byte to look at next.
    pub(super) at: usize,
    ahead: Ahead,
    latest: Latest,
}

impl<'a> Cutter<'a> {
    pub(super) fn new(
        text: &'a str,
        vocabulary: &'a Vocabulary,
        language: &'a Language,
        out: &'a mut Words,
    ) -> Cutter<'a> {
        Cutter {
            text,
            bytes: text.as_bytes(),
            vocabulary,
            language,
            out,
            is_wrapped: None,
            at: 0,
            ahead: Ahead::NOTHING,
            latest: Latest::new(),
        }
    }

    pub(super) fn cut(&mut self) {
        let mut gap = self.between();
        while self.at < self.bytes.len() {
            let passed_over = self.word(&gap);
            if passed_over.is_none() {
                self.plain_words();
            }
            gap = self.between();
            if let Some(before) = passed_over {
                gap = gap.after_address(before);
            }
        }
        self.flush();
    }

    /// Cuts the words that follow, as long as they are plain and so is what stands before them.
    fn plain_words(&mut self) {
        loop {
            self.at = self.latest.push_plain(self.bytes, self.at, &mut self.ahead, self.language, self.out);
            if !self.latest.is_full() {
                return;
            }
            self.flush();
        }
    }

    fn push(&mut self, word: Word, key: Key, hash: u64) {
        self.latest.push(word, key, hash);
        if self.latest.is_full() {
            self.flush();
        }
    }

    /// Moves the latest words to the others.
    fn flush(&mut self) {
        self.latest.move_to(self.out, self.vocabulary);
    }

    /// The word that was cut last.
    pub(super) fn last(&self) -> Option<&Word> {
        self.latest.last().or(self.out.words.last())
    }

    pub(super) fn last_mut(&mut self) -> Option<&mut Word> {
        self.latest.last_mut().or(self.out.words.last_mut())
    }

    pub(super) fn n_words(&self) -> u32 {
        (self.out.words.len() + self.latest.len()) as u32
    }

    /// Cuts the word that starts here. If it is an address and no word: what stood before it, for the next word.
    fn word(&mut self, gap: &Between) -> Option<Between> {
        let start = self.at;
        if let Some(word) = PlainWord::at(self.bytes, start, &mut self.ahead) {
            let PlainWord { end, after, key, shape, possessive } = word;
            self.at = after;
            let vocabulary = self.vocabulary;
            let (id, joint) = (WordId::NONE, self.joint(gap, || vocabulary.id_of_key(key)));
            let word = Word { start: start as u32, end: end as u32, id, joint, shape, possessive };
            self.push(word, key, key::hash(key));
            return None;
        }
        let end = self.end_of_word(start);
        if let Some(end) = self.end_of_address(start, end) {
            return Some(self.address(start, end, *gap));
        }
        self.any_word(start, end, gap);
        None
    }

    fn any_word(&mut self, start: usize, end: usize, gap: &Between) {
        let word = &self.text[start..end];
        let (stem, possessive) = self.without_possessive(start, end);
        if is_detached_negation(word) && gap.is_space() && self.join_to_last(end) {
            self.at = end;
            return;
        }
        self.at = end;
        let (stem_text, end) = (&self.text[start..stem], stem as u32);
        let (id, shape) = (self.vocabulary.id_of(stem_text), shape(stem_text));
        let joint = self.joint(gap, || id);
        let hash = key::hash_of_any(stem_text);
        self.push(Word { start: start as u32, end, id, joint, shape, possessive }, key::NONE, hash);
    }

    /// The joint of the next word, which has the number `id`.
    fn joint(&mut self, gap: &Between, id: impl FnOnce() -> WordId) -> Joint {
        if gap.asks_for_last()
            && let Some((key, hash)) = self.latest.last_key()
            && self.language.may_be_abbreviation(hash)
            && let Some(last) = self.latest.last_mut()
        {
            last.id = self.vocabulary.id_of_key(key);
        }
        let joint = gap.joint(self.last(), id, self);
        let index = self.n_words();
        if gap.starts_sentence || joint >= Joint::SentenceEnd || index == 0 {
            self.out.sentences.push(index);
        }
        joint
    }

    /// Whether single line breaks are those of wrapped text. Most texts have none, and are not gone through for it.
    pub(super) fn is_wrapped(&mut self) -> bool {
        *self.is_wrapped.get_or_insert_with(|| script::is_wrapped(self.text))
    }

    pub(super) fn language_is(&self, id: WordId, class: Class) -> bool {
        self.language.is(id, class)
    }

    /// Where the word that starts at `start` ends, possessive included.
    fn end_of_word(&self, start: usize) -> usize {
        let mut chars = self.text[start..].char_indices();
        let mut last = '\0';
        while let Some((offset, c)) = chars.next() {
            let end = start + offset;
            if offset > 0 && script::is_unspaced(c) {
                return end;
            }
            if is_wordlike(c) {
                if script::is_unspaced(c) {
                    return script::end_of_cluster(self.text, end);
                }
                last = c;
            } else if !is_ignorable(c) {
                let mut ahead = chars.clone().map(|(_, next)| next);
                let (next, second) = (ahead.next().unwrap_or(' '), ahead.next().unwrap_or(' '));
                let is_full_stop = c == '.' && last.is_lowercase() && next.is_uppercase() && second.is_lowercase();
                // The 1990's.
                let is_final_s = matches!(next, 's' | 'S') && !is_wordlike(second) && is_apostrophe(c);
                if !(joins(last, c, next) || is_final_s && is_wordlike(last))
                    || is_full_stop && !is_web_prefix(&self.text[start..end])
                {
                    return end;
                }
            }
        }
        self.text.len()
    }

    /// Where the stem of a word ends, and whether it is possessive: 's, or ' after a final s.
    fn without_possessive(&self, start: usize, end: usize) -> (usize, bool) {
        let word = &self.text[start..end];
        if let Some(rest) = word.strip_suffix(['s', 'S'])
            && let Some(c) = rest.chars().next_back().filter(|&c| is_apostrophe(c))
            && rest.len() > c.len_utf8()
        {
            return (start + rest.len() - c.len_utf8(), true);
        }
        let follows = self.text[end..].chars().next().is_some_and(is_apostrophe);
        (end, follows && word.ends_with(['s', 'S']))
    }

    /// "do n't": the word before takes it in. Whether there was one that could be a verb with *not*: short and in one
    /// piece.
    fn join_to_last(&mut self, end: usize) -> bool {
        self.flush();
        let Some(last) = self.out.words.last_mut() else { return false };
        if last.end - last.start > key::LONGEST as u32 || last.span().of(self.text).contains(char::is_whitespace) {
            return false;
        }
        let joined: String = self.text[last.start as usize..end].split_whitespace().collect();
        last.end = end as u32;
        last.id = self.vocabulary.id_of(&joined);
        if let Some(hash) = self.out.hashes.last_mut() {
            *hash = key::hash_of_any(&joined);
        }
        true
    }

    /// If what starts here is a URL or an e-mail address: where it ends.
    fn end_of_address(&self, start: usize, end: usize) -> Option<usize> {
        let word = &self.text[start..end];
        let rest = &self.bytes[end..];
        let dotted = word.contains('.') && word.is_ascii();
        let is_url = rest.starts_with(b"://")
            || dotted && (rest.first() == Some(&b'/') || word.get(..3).is_some_and(is_web_prefix));
        let is_mail = rest.first() == Some(&b'@') && rest.get(1).is_some_and(u8::is_ascii_alphanumeric);
        (is_url || is_mail).then(|| script::end_of_address(self.text, end))
    }

    /// Passes over an address; the words that begin an e-mail address (first.last@…) are taken back. What stood before
    /// all of it.
    fn address(&mut self, start: usize, end: usize, gap: Between) -> Between {
        self.flush();
        let (mut start, mut gap) = (start, gap);
        let is_mail = self.bytes[start..end].contains(&b'@');
        while let Some(last) = self.out.words.last().filter(|_| is_mail) {
            let touches = last.end as usize + 1 == start && matches!(self.bytes[start - 1], b'-' | b'+' | b'%' | b'.');
            if !touches {
                break;
            }
            start = last.start as usize;
            self.out.words.pop();
            self.out.hashes.pop();
            let n_words = self.out.words.len() as u32;
            gap.starts_sentence |= self.out.sentences.pop_if(|first| *first >= n_words).is_some();
            while self.out.marks.pop_if(|mark| mark.start as usize >= start).is_some() {}
        }
        self.mark(start, end - start, MarkKind::Address);
        self.at = end;
        gap
    }

    pub(super) fn mark(&mut self, start: usize, len: usize, kind: MarkKind) {
        let len = len.min(u8::MAX.into()) as u8;
        let word = self.n_words();
        self.out.marks.push(Mark { start: start as u32, word, len, kind });
    }
}

/// Whether `c` is part of the word that has `last` before and `next` after it.
fn joins(last: char, c: char, next: char) -> bool {
    let (letters, digits) = (last.is_alphabetic() && next.is_alphabetic(), last.is_numeric() && next.is_numeric());
    match c {
        '_' => is_wordlike(last) && is_wordlike(next),
        '.' | '\u{2024}' | '\u{fe52}' | '\u{ff0e}' => letters || digits,
        ',' => digits,
        '\u{b7}' | '\u{2027}' => letters,
        c => is_apostrophe(c) && (letters || digits),
    }
}

fn is_web_prefix(word: &str) -> bool {
    word.eq_ignore_ascii_case("www")
}

fn is_detached_negation(word: &str) -> bool {
    word.len() >= 3 && word.starts_with(['n', 'N']) && word.ends_with(['t', 'T']) && {
        let middle: String = word.chars().skip(1).take(word.chars().count() - 2).collect();
        middle.chars().count() == 1 && middle.chars().all(is_apostrophe)
    }
}

fn shape(word: &str) -> Shape {
    let mut letters = word.chars().filter(|c| c.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let (capitals, small) = letters
        .fold((0, false), |(capitals, small), c| (capitals + usize::from(c.is_uppercase()), small || c.is_lowercase()));
    match (first, capitals, small) {
        (false, 0, _) => Shape::Lower,
        (true, 0, _) => Shape::Title,
        (true, _, false) => Shape::Upper,
        (_, _, _) => Shape::Mixed,
    }
}

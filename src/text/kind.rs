//! What is a quotation: somebody's words, a name, or a word held at arm's length?

use crate::language::{Class, Joint, Language, MarkKind, Shape, Words};

use super::quotes::{Family, Quote};
use super::stretch::{Said, Stretches};
use super::voice::Voice;

/// Up to so many words in quotes may be a fragment that nobody is said to have spoken.
const MOST_SCARE_WORDS: u32 = 3;
/// Up to so many words in title case may be a name.
const MOST_NAME_WORDS: u32 = 6;
/// Up to so many words before and after a quotation a cue is near.
const NEAR: (u32, u32) = (4, 6);
/// A name is not said: within so many words no cue may stand.
const NEXT_TO: (u32, u32) = (2, 3);

/// So many words on each side show whether a quotation stands in a headline.
const SURROUNDING: usize = 6;

/// A quotation and whose words it holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spoken {
    /// Where it is.
    pub quote: Quote,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks, and where the text says so.
    pub said: Option<Said>,
}

/// Judges every quotation that does not lie in another; what `spoken` held is forgotten.
pub(super) fn judge(
    source: &str,
    words: &Words,
    quotes: &[Quote],
    stretches: &Stretches,
    language: &Language,
    spoken: &mut Vec<Spoken>,
) {
    spoken.clear();
    let mut before: Option<Spoken> = None;
    for &quote in quotes.iter().filter(|quote| !quote.nested) {
        let context = Context { source, words, stretches, language, quote };
        let own = context.said();
        let voice = context.voice(own.is_some());
        let mut said = own.filter(|_| voice == Voice::Direct);
        if voice == Voice::Direct && said.is_none() {
            // A second quotation without a cue is the same speaker's, in the same paragraph or where the last one goes on.
            said = before
                .filter(|before| {
                    quote.continues || context.follows_line(&before.quote) || context.same_paragraph(&before.quote)
                })
                .and_then(|before| before.said);
        }
        let judged = Spoken { quote, voice, said };
        spoken.push(judged);
        if voice == Voice::Direct {
            before = Some(judged);
        }
    }
}

/// A quotation and all that its kind depends on.
struct Context<'a> {
    source: &'a str,
    words: &'a Words,
    stretches: &'a Stretches,
    language: &'a Language,
    quote: Quote,
}

impl Context<'_> {
    fn voice(&self, is_said: bool) -> Voice {
        let quote = &self.quote;
        let length = quote.end_word - quote.first_word;
        if quote.family == Family::Line || self.is_paragraph() {
            return Voice::Direct;
        }
        if length <= MOST_SCARE_WORDS && self.is_before(Class::Distancing) {
            return Voice::Scare;
        }
        if length <= MOST_NAME_WORDS && self.is_before(Class::Naming) {
            return Voice::Mention;
        }
        if length <= MOST_NAME_WORDS && self.near(NEXT_TO).is_none() && self.is_name() {
            return Voice::Mention;
        }
        let finished = self.ends_inside() && length >= MOST_SCARE_WORDS;
        if length > MOST_SCARE_WORDS || finished || is_said || quote.starts_paragraph {
            Voice::Direct
        } else {
            Voice::Scare
        }
    }

    /// The place that says who speaks: that of the reported speech the quotation lies in, or else the nearest.
    fn said(&self) -> Option<Said> {
        if let Some(speaker) = self.quote.speaker {
            return Some(Said { word: self.quote.first_word, cue: speaker, source: Some(speaker) });
        }
        let stretches = &self.stretches.stretches;
        let first = stretches.partition_point(|stretch| stretch.end <= self.quote.start);
        let around = stretches.get(first).filter(|stretch| stretch.start < self.quote.end);
        around.map(|stretch| stretch.said).or_else(|| self.near(NEAR))
    }

    /// The nearest cue, at most so many words before or after.
    fn near(&self, (before, after): (u32, u32)) -> Option<Said> {
        let (first_word, end_word) = (self.quote.first_word, self.quote.end_word);
        let said = &self.stretches.said;
        let next = said.partition_point(|said| said.word < end_word);
        let following = said.get(next).filter(|said| said.word < end_word + after);
        let last = said.partition_point(|said| said.word < first_word).checked_sub(1);
        let preceding = last.and_then(|last| said.get(last)).filter(|said| said.word + before >= first_word);
        match (preceding, following) {
            (Some(preceding), Some(following)) => {
                let nearer = first_word - preceding.word <= following.word + 1 - end_word;
                Some(if nearer { *preceding } else { *following })
            }
            (one, other) => one.or(other).copied(),
        }
    }

    /// Whether a word of the class stands directly before the quotation.
    fn is_before(&self, class: Class) -> bool {
        let first = self.quote.first_word as usize;
        let joined = self.words.words.get(first).is_some_and(|word| word.joint == Joint::Quote);
        let last = first.checked_sub(1).and_then(|last| self.words.words.get(last));
        joined && last.is_some_and(|word| self.language.classes(word.id).has(class))
    }

    /// Whether all words are written as in a title, in a sentence that is not.
    fn is_name(&self) -> bool {
        let (first, end) = (self.quote.first_word as usize, self.quote.end_word as usize);
        let words = self.words.words.get(first..end).unwrap_or_default();
        let is_title = words.iter().enumerate().all(|(index, word)| {
            let digit = self.source.as_bytes().get(word.start as usize).is_some_and(u8::is_ascii_digit);
            word.shape != Shape::Lower || digit || (index > 0 && self.language.is(word.id, Class::Small))
        });
        is_title && !self.is_in_headline()
    }

    /// Whether most of the words around it, in its sentence, are written as in a title too.
    fn is_in_headline(&self) -> bool {
        let (first, end) = (self.quote.first_word as usize, self.quote.end_word as usize);
        let sentences = &self.words.sentences;
        let next = sentences.partition_point(|&start| start as usize <= first);
        let start = next.checked_sub(1).and_then(|index| sentences.get(index)).map_or(0, |&start| start as usize);
        let stop = sentences.get(sentences.partition_point(|&start| (start as usize) < end));
        let stop = stop.map_or(self.words.words.len(), |&stop| stop as usize);
        let before = self.words.words.get(start.max(first.saturating_sub(SURROUNDING))..first).unwrap_or_default();
        let after = self.words.words.get(end..stop.min(end + SURROUNDING)).unwrap_or_default();
        let capital = before.iter().chain(after).filter(|word| word.shape != Shape::Lower).count();
        let all = before.len() + after.len();
        all > 1 && 2 * capital > all
    }

    /// Whether the last thing inside is a comma or a full stop.
    fn ends_inside(&self) -> bool {
        let last = self.quote.end_mark.checked_sub(2).filter(|&last| last > self.quote.open);
        let mark = last.and_then(|last| self.words.marks.get(last as usize));
        mark.is_some_and(|mark| matches!(mark.kind, MarkKind::Comma | MarkKind::Stop))
    }

    /// Whether the quotation is a whole paragraph: a quoted headline.
    fn is_paragraph(&self) -> bool {
        let after = self.words.marks.get(self.quote.end_mark as usize..).unwrap_or_default();
        let next = after.iter().find(|mark| mark.kind != MarkKind::Stop);
        let ends = next.map_or(self.quote.end_word as usize == self.words.words.len(), |mark| {
            mark.kind == MarkKind::Paragraph && mark.word == self.quote.end_word
        });
        self.quote.starts_paragraph && ends
    }

    /// Whether both are lines that begin with `>`, and nothing stands between them.
    fn follows_line(&self, earlier: &Quote) -> bool {
        let is_line = |quote: &Quote| quote.family == Family::Line && quote.speaker.is_none();
        is_line(earlier) && is_line(&self.quote) && earlier.end_word == self.quote.first_word
    }

    /// Whether no paragraph ends between an earlier quotation and this one.
    fn same_paragraph(&self, earlier: &Quote) -> bool {
        let between = self.words.marks.get(earlier.end_mark as usize..self.quote.open as usize).unwrap_or_default();
        !between.iter().any(|mark| mark.kind == MarkKind::Paragraph)
    }
}

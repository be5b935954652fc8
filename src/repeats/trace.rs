//! What is kept of an article until all of them were read?

use std::io::{self, Read};

use serde::{Deserialize, Serialize};

use super::shingles;
use super::signature::{BYTES, Signature};
use super::{Boilerplate, Traces};
use crate::analyzer::{Analysis, Counts, HitCount, NameCount, PartAnalysis, PartCounts};
use crate::corpus::Article;
use crate::provenance::Damage;
use crate::text::Voice;

/// What a profile needs of an article, so that what turns out to be boilerplate can be left out of it; and what tells
/// copies and boilerplate. About half a kilobyte for a thousand words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Trace {
    // The first five are those of a `Head`, in its order.
    /// The id of the article.
    pub id: String,
    /// Its outlet.
    pub outlet: String,
    /// Its date.
    pub date: Option<String>,
    /// A hash of each sentence of the body, four bytes each.
    #[serde(with = "serde_bytes")]
    sentences: Vec<u8>,
    /// The signature of the body.
    #[serde(with = "serde_bytes")]
    signature: Vec<u8>,
    /// The group of its outlet.
    pub group: Option<String>,
    /// Whether it is copy of an agency that is not its outlet.
    pub agency: bool,
    /// Whether its author is a guest.
    pub guest: bool,
    /// What was lost on the way.
    pub damage: Damage,
    /// The counts of the title.
    title: PartCounts,
    /// The counts of the body, but for hits and names.
    body: PartCounts,
    /// What each sentence has in each voice: two bytes for each [`Stretch`], since nobody asks for them where nothing is
    /// boilerplate.
    #[serde(with = "serde_bytes")]
    stretches: Vec<u8>,
    /// The hits of the body, in the order of the text, and the sentence of each.
    hits: Vec<(u32, TracedHit)>,
    names: Vec<(u32, TracedName)>,
}

/// The start of a trace: all that must be known of it to find what repeats.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Head<'a> {
    pub(super) id: &'a str,
    pub(super) outlet: &'a str,
    pub(super) date: Option<&'a str>,
    sentences: &'a [u8],
    signature: &'a [u8],
}

impl Head<'_> {
    /// Hands on the head of each trace, with its index.
    pub(super) fn for_each<R: Read>(
        mut traces: Traces<R>,
        mut each: impl FnMut(u32, &Head<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        let mut index: u32 = 0;
        while let Some(bytes) = traces.bytes()? {
            let (head, _) = postcard::take_from_bytes(bytes).map_err(io::Error::other)?;
            each(index, &head)?;
            index = index
                .checked_add(1)
                .ok_or_else(|| io::Error::other("more than 4,294,967,295 articles; split them into several runs"))?;
        }
        Ok(())
    }

    /// The signature of the body.
    pub(super) fn signature(&self) -> Signature {
        <[u8; BYTES]>::try_from(self.signature).map_or(Signature([0; BYTES]), Signature)
    }

    /// The hashes of the sentences of the body; zero of one without counted words.
    pub(super) fn sentences(&self) -> impl ExactSizeIterator<Item = u32> + '_ {
        self.sentences.chunks_exact(4).map(number)
    }
}

fn number(four: &[u8]) -> u32 {
    <[u8; 4]>::try_from(four).map_or(0, u32::from_le_bytes)
}

/// Words of one voice in one sentence.
#[derive(Clone, Copy, Debug, Default)]
struct Stretch {
    /// Whether another sentence begins with it.
    begins: bool,
    /// Whether scare quotes begin here.
    scare: bool,
    voice: u8,
    words: u32,
}

impl Stretch {
    /// Writes it as two bytes, as several stretches if it has more words than one byte says.
    fn write(mut self, to: &mut Vec<u8>) {
        let mut kind = u8::from(self.begins) << 7 | u8::from(self.scare) << 6 | self.voice;
        while self.words > u8::MAX.into() {
            to.extend([kind, u8::MAX]);
            kind = self.voice;
            self.words -= u32::from(u8::MAX);
        }
        to.extend([kind, self.words as u8]);
    }

    fn read(bytes: &[u8]) -> Stretch {
        let [kind, words] = <[u8; 2]>::try_from(bytes).unwrap_or_default();
        Stretch { begins: kind >> 7 == 1, scare: kind >> 6 & 1 == 1, voice: kind & 0x3f, words: words.into() }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TracedHit {
    entry: u32,
    voice: u8,
    intensity: u8,
    advisory: bool,
    distanced: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct TracedName {
    nameset: u16,
    variant: u16,
    voice: u8,
    distanced: bool,
}

impl Trace {
    /// The trace of an article.
    pub fn of(article: &Article, analysis: &Analysis) -> Trace {
        let Analysis { body, body_starts_at, .. } = analysis;
        let counts = PartCounts::without_hits(body, *body_starts_at);
        let words = &body.text.words;
        let skipped = words.words.partition_point(|word| word.start < *body_starts_at);
        let hashes = &words.hashes;
        let ends = words.sentences.iter().skip(1).map(|&end| end as usize).chain([hashes.len()]);
        let sentences = words.sentences.iter().zip(ends).flat_map(|(&first, end)| {
            let counted = hashes.get((first as usize).max(skipped)..end).unwrap_or_default();
            // One that is not counted at all must not be anybody's boilerplate: its words would be taken away twice.
            let hash = if counted.is_empty() { 0 } else { shingles::sentence(counted).max(1) };
            hash.to_le_bytes()
        });
        let sentence_of = |word: u32| words.sentences.partition_point(|&first| first <= word).saturating_sub(1) as u32;
        let hits = body.hits.iter().map(|hit| {
            let traced = TracedHit {
                entry: hit.entry.0,
                voice: hit.voice as u8,
                intensity: hit.intensity,
                advisory: hit.advisory,
                distanced: hit.distanced,
            };
            (sentence_of(hit.word), traced)
        });
        let names = body.names.iter().map(|name| {
            let traced = TracedName {
                nameset: name.nameset,
                variant: name.variant,
                voice: name.voice as u8,
                distanced: name.distanced,
            };
            (sentence_of(name.word), traced)
        });
        Trace {
            id: article.id.clone(),
            outlet: article.outlet.clone(),
            group: article.group.clone(),
            agency: article.agency.is_some(),
            guest: article.guest,
            damage: article.damage,
            date: article.date.clone(),
            title: PartCounts::of(&analysis.title, 0),
            sentences: sentences.collect(),
            stretches: stretches(body, skipped as u32, *body_starts_at),
            hits: hits.collect(),
            names: names.collect(),
            signature: Signature::of(hashes.get(skipped..).unwrap_or_default()).0.to_vec(),
            body: counts,
        }
    }

    /// The counts of the article, without boilerplate. Without any they are those of its analysis.
    pub fn counts(&self, boilerplate: Option<&Boilerplate>) -> Counts {
        let is_left_out = |sentence: u32| boilerplate.is_some_and(|of| self.is_in(sentence, of));
        let mut body = self.body.clone();
        if boilerplate.is_some() {
            for (_, stretch) in self.stretches().filter(|(sentence, _)| is_left_out(*sentence)) {
                if let Some(words) = body.words.get_mut(usize::from(stretch.voice)) {
                    *words = words.saturating_sub(stretch.words.into());
                }
                body.scare_segments = body.scare_segments.saturating_sub(stretch.scare.into());
            }
        }
        let hits = self.hits.iter().filter(|(sentence, hit)| !hit.distanced && !is_left_out(*sentence));
        body.hits = HitCount::tally(hits.map(|(_, hit)| (hit.entry, hit.voice, hit.intensity, hit.advisory)));
        let names = self.names.iter().filter(|(sentence, name)| !name.distanced && !is_left_out(*sentence));
        body.names = NameCount::tally(names.map(|(_, name)| (name.nameset, name.variant, name.voice)));
        Counts { title: self.title.clone(), body }
    }

    /// How many words of the body are boilerplate.
    pub fn boilerplate_words(&self, boilerplate: &Boilerplate) -> u64 {
        let stretches = self.stretches().filter(|(sentence, _)| self.is_in(*sentence, boilerplate));
        stretches.map(|(_, stretch)| u64::from(stretch.words)).sum()
    }

    /// What each sentence has in each voice, with the index of the sentence.
    fn stretches(&self) -> impl Iterator<Item = (u32, Stretch)> {
        let mut sentence = 0;
        self.stretches.chunks_exact(2).map(Stretch::read).map(move |stretch| {
            sentence += u32::from(stretch.begins);
            (sentence, stretch)
        })
    }

    /// Of each hit of the body, whether it is boilerplate.
    pub fn boilerplate_hits(&self, boilerplate: &Boilerplate) -> impl ExactSizeIterator<Item = bool> {
        self.hits.iter().map(|(sentence, _)| self.is_in(*sentence, boilerplate))
    }

    /// Of each use of a name in the body, whether it is boilerplate.
    pub fn boilerplate_names(&self, boilerplate: &Boilerplate) -> impl ExactSizeIterator<Item = bool> {
        self.names.iter().map(|(sentence, _)| self.is_in(*sentence, boilerplate))
    }

    fn is_in(&self, sentence: u32, boilerplate: &Boilerplate) -> bool {
        self.sentences.chunks_exact(4).nth(sentence as usize).is_some_and(|four| boilerplate.has(number(four)))
    }
}

/// What each sentence has in each voice, without the words that are not counted. The first sentence does not begin.
fn stretches(body: &PartAnalysis, skipped: u32, body_starts_at: u32) -> Vec<u8> {
    let words = &body.text.words;
    let mut stretches = Vec::with_capacity(2 * (words.sentences.len() + body.text.segments.len()));
    let (mut sentence, mut last) = (0, 0);
    let end_of = |sentence: usize| words.sentences.get(sentence + 1).copied().unwrap_or(words.words.len() as u32);
    for segment in &body.text.segments {
        let mut scare = segment.voice == Voice::Scare && segment.span.start >= body_starts_at;
        let mut word = segment.first_word;
        while word < segment.end_word || scare {
            while sentence + 1 < words.sentences.len() && end_of(sentence) <= word {
                sentence += 1;
            }
            let end = segment.end_word.min(end_of(sentence)).max(word);
            let counted = end.saturating_sub(word.max(skipped));
            if counted > 0 || scare {
                // Sentences without counted words have an empty one.
                (last + 1..sentence).for_each(|_| Stretch { begins: true, ..Stretch::default() }.write(&mut stretches));
                let begins = last < sentence;
                Stretch { begins, scare, voice: segment.voice as u8, words: counted }.write(&mut stretches);
                last = sentence;
            }
            scare = false;
            if end == word {
                break;
            }
            word = end;
        }
    }
    stretches
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stretch_of_many_words_is_read_as_it_was_written() {
        for words in [0, 1, 255, 256, 510, 100_000] {
            let mut bytes = Vec::new();
            Stretch { begins: true, scare: true, voice: Voice::Mention as u8, words }.write(&mut bytes);
            let read: Vec<Stretch> = bytes.chunks_exact(2).map(Stretch::read).collect();
            assert_eq!(read.iter().map(|stretch| stretch.words).sum::<u32>(), words);
            assert_eq!(read.iter().filter(|stretch| stretch.begins).count(), 1);
            assert_eq!(read.iter().filter(|stretch| stretch.scare).count(), 1);
            assert!(read.iter().all(|stretch| stretch.voice == Voice::Mention as u8));
        }
    }
}

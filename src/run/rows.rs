//! Which columns do the tables of a run have?
//!
//! Rows borrow from the article when they are written and from the line when
//! they are read: there are a dozen hits an article.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::corpus::Part;
use crate::lexicon::Stance;
use crate::text::Voice;

/// One row of `articles`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleRow {
    /// Its id.
    pub id: String,
    /// Its outlet.
    pub outlet: String,
    /// The group of its outlet.
    pub group: Option<String>,
    /// Its date.
    pub date: Option<String>,
    /// Its headline.
    pub title: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The section.
    pub section: Option<String>,
    /// Its genre.
    pub genre: Option<String>,
    /// Its topic.
    pub topic: Option<String>,
    /// The id of the agency whose copy it is, if that is not the outlet: then profiles leave it out.
    pub agency: Option<String>,
    /// Whether its author is a guest: then profiles leave it out.
    pub guest: bool,
    /// Whether its title lost what stood before a hyphen.
    pub title_cut: bool,
    /// Whether it was cut into tokens: "do n't , ''".
    pub tokenized: bool,
    /// The id of the article that stands for the cluster of near-copies that it is in.
    pub cluster: Option<String>,
    /// Whether that is another article: then profiles leave this one out.
    pub copy: bool,
    /// Words of the title.
    pub title_words: VoiceCounts,
    /// Words of the body.
    pub body_words: VoiceCounts,
    /// Hits of the main rate's kind in the title, by voice.
    pub title_hits: VoiceCounts,
    /// Hits of the main rate's kind in the body.
    pub body_hits: VoiceCounts,
    /// Advisory hits in the title.
    pub title_advisory: VoiceCounts,
    /// Advisory hits in the body.
    pub body_advisory: VoiceCounts,
    /// Scare quotes in the title.
    pub title_scare_segments: u64,
    /// Scare quotes in the body.
    pub body_scare_segments: u64,
    /// Paragraphs of the body.
    pub paragraphs: u64,
    /// Those with a double quotation mark without its partner.
    pub unbalanced_paragraphs: u64,
    /// Words of the body that are boilerplate: they and their hits are in none of the other counts.
    pub boilerplate_words: u64,
    /// Rows of `hits` that belong to this row; they follow in the same order.
    pub hit_rows: u64,
    /// Rows of `names` that belong to this row.
    pub name_rows: u64,
    /// Hits of the body by category and voice.
    pub categories: Vec<CategoryRow>,
}

impl ArticleRow {
    /// Columns that have another value in every row.
    pub(super) const UNIQUE: &'static [&'static str] = &["id", "title", "url"];
}

/// Counts by voice.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoiceCounts {
    /// In the outlet's narration.
    pub own: u64,
    /// In brackets inside quotations.
    pub insertion: u64,
    /// In the object of a speech act or wish.
    pub described: u64,
    /// In scare quotes.
    pub scare: u64,
    /// In reported speech.
    pub indirect: u64,
    /// In quotations.
    pub direct: u64,
    /// In names and titles in quotes, and words spoken of as words.
    pub mention: u64,
}

impl VoiceCounts {
    /// From an array indexed by `Voice as usize`.
    pub fn from_array([own, insertion, described, scare, indirect, direct, mention]: [u64; 7]) -> VoiceCounts {
        VoiceCounts { own, insertion, described, scare, indirect, direct, mention }
    }

    /// As an array indexed by `Voice as usize`.
    pub fn to_array(self) -> [u64; 7] {
        let VoiceCounts { own, insertion, described, scare, indirect, direct, mention } = self;
        [own, insertion, described, scare, indirect, direct, mention]
    }
}

/// The hits of one category in one voice, in the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CategoryRow {
    /// The id of the category.
    pub category: String,
    /// Whose words.
    pub voice: Voice,
    /// Hits, advisory ones too.
    pub hits: u64,
    /// Σ intensity.
    pub intensity: u64,
    /// Σ intensity².
    pub intensity_squared: u64,
    /// Of the hits, those that are advisory.
    pub advisory_hits: u64,
    /// Of the sums, the part of the advisory hits.
    pub advisory_intensity: u64,
    /// Of the sums of squares, the part of the advisory hits.
    pub advisory_intensity_squared: u64,
}

/// One row of `hits`, and one hit of `show hits`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HitRow<'a> {
    /// Title or body.
    pub part: Part,
    /// The lexicon of its entry.
    #[serde(borrow)]
    pub lexicon: Cow<'a, str>,
    /// The bare id of its entry.
    #[serde(borrow)]
    pub entry: Cow<'a, str>,
    /// The id of its category.
    #[serde(borrow)]
    pub category: Cow<'a, str>,
    /// 0 to 3, after demotion.
    pub intensity: u8,
    /// Whether category and intensity, `factual` or `listed` keep it out of the main rate.
    pub advisory: bool,
    /// Whether it can be legally or literally true.
    pub factual: bool,
    /// What it does to its target.
    pub stance: Option<Stance>,
    /// Who typically says it.
    pub perspective: Cow<'a, [String]>,
    /// The words found.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// Its first byte in the part's decoded string.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// The first byte of its sentence.
    pub sentence_start: u32,
    /// The byte after the last of its sentence.
    pub sentence_end: u32,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks, in the words of the text.
    pub source: Option<Cow<'a, str>>,
    /// Whether it is denied.
    pub negated: bool,
    /// Whether it stands under a *so-called*: then it is in no rate.
    pub distanced: bool,
}

/// One row of `names`, and one use of `show hits`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct NameRow<'a> {
    /// Title or body.
    pub part: Part,
    /// The bare id of the set.
    #[serde(borrow)]
    pub nameset: Cow<'a, str>,
    /// The bare id of the variant.
    #[serde(borrow)]
    pub variant: Cow<'a, str>,
    /// The words found.
    #[serde(borrow)]
    pub text: Cow<'a, str>,
    /// Its first byte in the part's decoded string.
    pub start: u32,
    /// The byte after its last.
    pub end: u32,
    /// The first byte of its sentence.
    pub sentence_start: u32,
    /// The byte after the last of its sentence.
    pub sentence_end: u32,
    /// Whose words.
    pub voice: Voice,
    /// Who speaks, in the words of the text.
    pub source: Option<Cow<'a, str>>,
    /// Whether it stands under a *so-called*: then it is in no share.
    pub distanced: bool,
}

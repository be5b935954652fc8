//! How does a row of `articles` come about? What the record says when it is scored, the counts when it is settled.

use std::collections::BTreeMap;

use super::rows::{ArticleRow, CategoryRow, VoiceCounts};
use crate::analyzer::{Analysis, Counts, HitCount, PartAnalysis, PartCounts};
use crate::corpus::Article;
use crate::profile::Catalog;
use crate::text::Voice;

impl ArticleRow {
    /// The row of an article without its counts.
    pub(super) fn of(article: &Article, analysis: &Analysis) -> ArticleRow {
        let rows = |part: &PartAnalysis| (part.hits.len() as u64, part.names.len() as u64);
        let ((title_hits, title_names), (body_hits, body_names)) = (rows(&analysis.title), rows(&analysis.body));
        ArticleRow {
            id: article.id.clone(),
            outlet: article.outlet.clone(),
            group: article.group.clone(),
            date: article.date.clone(),
            title: article.title.clone(),
            url: article.url.clone(),
            author: article.author.clone(),
            section: article.section.clone(),
            genre: article.genre.clone(),
            topic: article.topic.clone(),
            agency: article.agency.as_deref().map(str::to_owned),
            guest: article.guest,
            title_cut: article.damage.title_cut,
            tokenized: article.damage.tokenized,
            hit_rows: title_hits + body_hits,
            name_rows: title_names + body_names,
            ..ArticleRow::default()
        }
    }

    /// Sets its counts.
    pub(super) fn set_counts(&mut self, counts: &Counts, catalog: &Catalog) {
        let Counts { title, body } = counts;
        self.title_words = VoiceCounts::from_array(title.words);
        self.body_words = VoiceCounts::from_array(body.words);
        let is_strong = |hit: &HitCount| hit.intensity >= 2 && !hit.advisory;
        self.title_hits = hits_by_voice(title, is_strong);
        self.body_hits = hits_by_voice(body, is_strong);
        self.title_advisory = hits_by_voice(title, |hit| hit.advisory);
        self.body_advisory = hits_by_voice(body, |hit| hit.advisory);
        self.title_scare_segments = title.scare_segments;
        self.body_scare_segments = body.scare_segments;
        self.paragraphs = body.paragraphs;
        self.unbalanced_paragraphs = body.unbalanced_paragraphs;
        self.categories = categories(body, catalog);
    }
}

fn hits_by_voice(part: &PartCounts, of: impl Fn(&HitCount) -> bool) -> VoiceCounts {
    let mut counts = [0; 7];
    for hit in part.hits.iter().filter(|hit| of(hit)) {
        // Of the traces of a run, a voice may be anything.
        if let Some(count) = counts.get_mut(usize::from(hit.voice)) {
            *count += u64::from(hit.n);
        }
    }
    VoiceCounts::from_array(counts)
}

fn categories(body: &PartCounts, catalog: &Catalog) -> Vec<CategoryRow> {
    let mut rows: BTreeMap<(u16, u8), CategoryRow> = BTreeMap::new();
    for hit in &body.hits {
        let (entry, voice) = (catalog.entries.get(hit.entry as usize), Voice::ALL.get(usize::from(hit.voice)));
        let (Some(entry), Some(&voice)) = (entry, voice) else { continue };
        let row = rows.entry((entry.category, hit.voice)).or_insert_with(|| CategoryRow {
            category: catalog.categories.get(usize::from(entry.category)).map_or(String::new(), |of| of.id.clone()),
            voice,
            hits: 0,
            intensity: 0,
            intensity_squared: 0,
            advisory_hits: 0,
            advisory_intensity: 0,
            advisory_intensity_squared: 0,
        });
        let (n, intensity) = (u64::from(hit.n), u64::from(hit.intensity));
        row.hits += n;
        row.intensity += n * intensity;
        row.intensity_squared += n * intensity * intensity;
        if hit.advisory {
            row.advisory_hits += n;
            row.advisory_intensity += n * intensity;
            row.advisory_intensity_squared += n * intensity * intensity;
        }
    }
    rows.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicons;

    #[test]
    fn a_voice_that_there_is_not_is_counted_nowhere() {
        let hits = [0, 7, 200].map(|voice| HitCount { entry: 0, voice, intensity: 2, advisory: false, n: 3 });
        let part = PartCounts { hits: hits.to_vec(), ..PartCounts::default() };
        let mut row = ArticleRow::default();
        row.set_counts(&Counts { title: part.clone(), body: part }, &Catalog::of(&Lexicons::builtin()));
        assert_eq!(row.title_hits.to_array(), [3, 0, 0, 0, 0, 0, 0]);
        assert_eq!(row.categories.iter().map(|of| of.hits).collect::<Vec<_>>(), [3]);
    }
}

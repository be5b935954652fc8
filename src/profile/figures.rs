//! Which figures are read off the sums of an outlet?

use serde::Serialize;

use super::guards::{MIN_EXPECTED_HITS, Withheld, quoted_share};
use super::kept::Kept;
use super::names::{self, NameSetFigure};
use super::perspective::{Axes, AxisFigure};
use super::{Catalog, LeftOutCounts, OutletProfile, Profile, Share};
use crate::stats::{Interval, Moments, Rate, jackknife_rate, linearized_rate, rounded, rounded_option, wilson};
use crate::text::Voice;

/// The figures of a corpus.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figures {
    /// How many outlets the corpus has.
    pub corpus_outlets: usize,
    /// One for each outlet, by name.
    pub outlets: Vec<OutletFigures>,
}

/// The figures of one outlet. All but `title` are of the bodies.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OutletFigures {
    /// Its name.
    pub outlet: String,
    /// Its group, if the table of outlets gives one.
    pub group: Option<String>,
    /// Articles, without those that are left out.
    pub articles: u64,
    /// Those that are left out of all figures.
    pub left_out: LeftOutCounts,
    /// Articles whose titles lost what stood before a hyphen: *called moderate rebels*.
    pub titles_cut: u64,
    /// Articles that were cut into tokens: *do n't*.
    pub tokenized: u64,
    /// Words of the bodies that are boilerplate, and in no figure.
    pub boilerplate_words: u64,
    /// Words of the bodies.
    pub words: u64,
    /// Of these, in own voice.
    pub own_words: u64,
    /// Why there is no main rate; then rates are `None` and counts are of all there is.
    pub withheld: Option<Withheld>,
    /// Hits of intensity 2 or more that are not advisory, in own voice.
    pub main: Figure,
    /// The same in titles.
    pub title: Figure,
    /// The same in `described`: the object of a speech act or wish.
    pub described: Figure,
    /// The same in reported speech.
    pub paraphrase: Figure,
    /// The same in quotations.
    pub quotation: Figure,
    /// Scare quotes among all words.
    pub scare: Figure,
    /// Advisory hits in own voice.
    pub advisory: Figure,
    /// Categories with hits of the main rate's kind, most first.
    pub categories: Vec<CategoryFigure>,
    /// Entries with hits, those of the main rate's kind in own voice first, most first.
    pub entries: Vec<EntryFigure>,
    /// Contested names.
    pub names: Vec<NameSetFigure>,
    /// Perspectives.
    pub axes: Vec<AxisFigure>,
    /// Whether its quotation marks can be trusted.
    pub quote_marks: QuoteMarks,
}

/// A rate with its interval, both per 1,000 words.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// How many hits.
    pub hits: u64,
    /// Among how many words of the same voice and part.
    pub words: u64,
    /// Hits per 1,000 words; `None` where a guard withholds it.
    #[serde(serialize_with = "rounded_option")]
    pub per_thousand: Option<f64>,
    /// Its 95 % interval, clustered by article; `None` where there is no rate or all hits are in one article.
    pub interval: Option<Interval>,
}

/// The main rate of one category.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CategoryFigure {
    /// The id of the category.
    pub category: String,
    /// Its name for readers.
    pub title: String,
    /// Hits that the pooled rate of the corpus lets expect among the own words of the outlet.
    #[serde(serialize_with = "rounded")]
    pub expected: f64,
    /// Hits, and the rate if 20 are expected.
    #[serde(flatten)]
    pub figure: Figure,
}

/// How an outlet uses an entry.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntryFigure {
    /// Its lexicon.
    pub lexicon: String,
    /// Its bare id.
    pub entry: String,
    /// The id of its category.
    pub category: String,
    /// Hits of the main rate's kind, in own voice.
    pub main: u64,
    /// Hits in own voice, advisory ones too.
    pub own: u64,
    /// Hits in quotations.
    pub quotation: u64,
    /// Hits in reported speech.
    pub paraphrase: u64,
    /// Hits in any voice.
    pub all: u64,
    /// Articles with a hit in own voice.
    pub articles: u64,
    /// Their share of the articles of the outlet; `None` where its quotation marks are lost.
    pub share_of_articles: Option<Share>,
}

/// Whether the quotation marks of an outlet can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct QuoteMarks {
    /// The share of words in quotations, from 0 to 1.
    #[serde(serialize_with = "rounded")]
    pub quoted_share: f64,
    /// Paragraphs.
    pub paragraphs: u64,
    /// Those with a double quotation mark without its partner.
    pub unbalanced_paragraphs: u64,
}

impl Figures {
    /// What was left out of all outlets here.
    pub fn left_out(&self) -> LeftOutCounts {
        let mut sum = LeftOutCounts::default();
        self.outlets.iter().for_each(|outlet| sum.add(outlet.left_out));
        sum
    }

    pub(super) fn of(profile: &Profile, catalog: &Catalog) -> Figures {
        let pooled = Pooled::of(profile, catalog);
        let axes = Axes::of(profile, catalog);
        let outlets = profile.outlets.iter();
        let outlets = outlets.map(|(name, outlet)| outlet_figures(name, outlet, &axes, &pooled, catalog));
        Figures { corpus_outlets: profile.outlets.len(), outlets: outlets.collect() }
    }
}

/// The sums over all outlets that expected hits are worked out from.
struct Pooled {
    own_words: u64,
    categories: Vec<u64>,
}

impl Pooled {
    fn of(profile: &Profile, catalog: &Catalog) -> Pooled {
        let outlets = || profile.outlets.values();
        let hits = |category| outlets().filter_map(|outlet| outlet.categories.get(&category)).map(|sums| sums.y).sum();
        Pooled {
            own_words: outlets().map(OutletProfile::own_words).sum(),
            categories: (0..catalog.categories.len() as u16).map(hits).collect(),
        }
    }

    fn expected(&self, category: u16, own_words: u64) -> f64 {
        let hits = self.categories.get(usize::from(category)).copied().unwrap_or_default();
        if self.own_words == 0 { 0.0 } else { own_words as f64 * hits as f64 / self.own_words as f64 }
    }
}

fn outlet_figures(
    name: &str,
    outlet: &OutletProfile,
    axes: &Axes<'_>,
    pooled: &Pooled,
    catalog: &Catalog,
) -> OutletFigures {
    let withheld = Withheld::of(outlet);
    let voices_are_told = withheld != Some(Withheld::QuoteMarksLost);
    let kept = outlet.kept.in_order();
    let all_kept = kept.len() as u64 == outlet.articles;
    let figure = |sums: &Moments, of_article: &dyn Fn(&Kept) -> Rate| {
        if withheld.is_some() {
            return Figure::count(sums.rate());
        }
        let interval = if all_kept {
            jackknife_rate(&kept.iter().map(|article| of_article(article)).collect::<Vec<_>>())
        } else {
            linearized_rate(sums)
        };
        Figure { interval, per_thousand: sums.rate().per_thousand(), ..Figure::count(sums.rate()) }
    };
    let in_voice = |sums, voice| figure(sums, &|article| article.rate(|of| of == voice));
    let mut categories: Vec<CategoryFigure> = outlet
        .categories
        .iter()
        .filter_map(|(&category, hits)| {
            let info = catalog.categories.get(usize::from(category))?;
            let expected = pooled.expected(category, outlet.own_words());
            // Articles without a hit were not added to the sums of the category; their words were to the main rate's.
            let sums = Moments { n: outlet.main.n, w: outlet.main.w, ww: outlet.main.ww, ..*hits };
            let figure = match expected >= MIN_EXPECTED_HITS {
                true => figure(&sums, &|article| article.category(category)),
                false => Figure::count(sums.rate()),
            };
            Some(CategoryFigure { category: info.id.clone(), title: info.title.clone(), expected, figure })
        })
        .collect();
    categories.sort_by(|x, y| y.figure.hits.cmp(&x.figure.hits).then_with(|| x.category.cmp(&y.category)));
    OutletFigures {
        outlet: name.to_owned(),
        group: outlet.group.clone(),
        articles: outlet.articles,
        left_out: outlet.left_out,
        titles_cut: outlet.titles_cut,
        tokenized: outlet.tokenized,
        boilerplate_words: outlet.boilerplate_words,
        words: outlet.body_words.iter().sum(),
        own_words: outlet.own_words(),
        withheld,
        main: figure(&outlet.main, &|article| article.rate(Voice::is_own)),
        title: figure(&outlet.title, &Kept::title),
        described: in_voice(&outlet.described, Voice::Described),
        paraphrase: in_voice(&outlet.paraphrase, Voice::Indirect),
        quotation: in_voice(&outlet.quotation, Voice::Direct),
        scare: figure(&outlet.scare, &Kept::scare),
        advisory: figure(&outlet.advisory, &Kept::advisory),
        categories,
        entries: entries(outlet, catalog, voices_are_told),
        names: names::figures(outlet, &kept, catalog, voices_are_told),
        axes: axes.figures(outlet, voices_are_told),
        quote_marks: QuoteMarks {
            quoted_share: quoted_share(outlet),
            paragraphs: outlet.paragraphs,
            unbalanced_paragraphs: outlet.unbalanced_paragraphs,
        },
    }
}

impl Figure {
    fn count(rate: Rate) -> Figure {
        Figure { hits: rate.hits, words: rate.words, per_thousand: None, interval: None }
    }
}

fn entries(outlet: &OutletProfile, catalog: &Catalog, voices_are_told: bool) -> Vec<EntryFigure> {
    let mut entries: Vec<EntryFigure> = outlet
        .entries
        .iter()
        .filter_map(|(&index, sums)| {
            let info = catalog.entries.get(index as usize)?;
            let category = catalog.categories.get(usize::from(info.category))?;
            let interval = wilson(sums.articles, outlet.articles).filter(|_| voices_are_told);
            let share = interval.map(|interval| Share {
                value: sums.articles as f64 / outlet.articles as f64,
                interval: Some(interval),
            });
            Some(EntryFigure {
                lexicon: info.lexicon.clone(),
                entry: info.id.clone(),
                category: category.id.clone(),
                main: sums.main,
                own: sums.own,
                quotation: sums.by_voice[Voice::Direct as usize],
                paraphrase: sums.by_voice[Voice::Indirect as usize],
                all: sums.by_voice.iter().sum(),
                articles: sums.articles,
                share_of_articles: share,
            })
        })
        .collect();
    let rank = |entry: &EntryFigure| std::cmp::Reverse((entry.main, entry.own, entry.all));
    entries.sort_by(|x, y| rank(x).cmp(&rank(y)).then_with(|| (&x.lexicon, &x.entry).cmp(&(&y.lexicon, &y.entry))));
    entries
}

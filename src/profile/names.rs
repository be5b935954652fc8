//! Which of several contested names does an outlet use?

use std::collections::BTreeSet;

use serde::Serialize;

use super::guards::MIN_NAME_ARTICLES;
use super::kept::Kept;
use super::{Catalog, OutletProfile};
use crate::stats::{Interval, Rate, jackknife_share, wilson};

/// Above so many uses an article in which it is used, uses are not independent and Wilson's interval is too narrow.
const SPREAD: f64 = 1.3;

/// The names for one thing in one outlet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NameSetFigure {
    /// The lexicon of the set.
    pub lexicon: String,
    /// The bare id of the set.
    pub nameset: String,
    /// What all the names mean.
    pub referent: String,
    /// Uses in own voice.
    pub own: u64,
    /// Uses in any voice but scare quotes and mentions.
    pub all: u64,
    /// Articles with a use in own voice.
    pub articles: u64,
    /// So many more uses in own voice are needed for shares; 0 if there are enough.
    pub more_uses: u64,
    /// So many more articles with a use are needed; 0 if there are enough.
    pub more_articles: u64,
    /// Each name, in the order of the set.
    pub variants: Vec<VariantFigure>,
}

/// One of the names.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct VariantFigure {
    /// Its bare id.
    pub variant: String,
    /// The name itself.
    pub name: String,
    /// Uses in own voice.
    pub own: u64,
    /// Uses in any voice but scare quotes and mentions.
    pub all: u64,
    /// Its share of the uses in own voice; `None` where there are too few, or the outlet's quotation marks are lost.
    pub share: Option<Share>,
}

/// A share with its interval, both from 0 to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Share {
    /// The share.
    #[serde(serialize_with = "crate::stats::rounded")]
    pub value: f64,
    /// Its interval.
    pub interval: Option<Interval>,
}

/// The sets that an outlet uses in any voice. Without shares where its own voice cannot be told from others'.
pub(super) fn figures(
    outlet: &OutletProfile,
    kept: &[&Kept],
    catalog: &Catalog,
    voices_are_told: bool,
) -> Vec<NameSetFigure> {
    let used: BTreeSet<u16> = outlet.names.keys().map(|&(nameset, _)| nameset).collect();
    let sets = used.into_iter().filter_map(|index| Some((index, catalog.namesets.get(usize::from(index))?)));
    let figures = sets.map(|(index, set)| {
        let sums = |variant: usize| outlet.names.get(&(index, variant as u16)).copied().unwrap_or_default();
        let own = (0..set.variants.len()).map(|variant| sums(variant).own).sum();
        let all = (0..set.variants.len()).map(|variant| sums(variant).all).sum();
        let articles = outlet.name_articles.get(&index).copied().unwrap_or_default();
        let more_uses = u64::from(set.min_hits).saturating_sub(own);
        let more_articles = MIN_NAME_ARTICLES.saturating_sub(articles);
        let enough = voices_are_told && more_uses + more_articles == 0;
        let variants = set.variants.iter().enumerate().map(|(variant, info)| {
            let sums = sums(variant);
            let of_variant = || share(sums.own, own, articles, kept, (index, variant as u16));
            VariantFigure {
                variant: info.id.clone(),
                name: info.name.clone(),
                own: sums.own,
                all: sums.all,
                share: enough.then(of_variant),
            }
        });
        NameSetFigure {
            lexicon: set.lexicon.clone(),
            nameset: set.id.clone(),
            referent: set.referent.clone(),
            own,
            all,
            articles,
            more_uses,
            more_articles,
            variants: variants.collect(),
        }
    });
    figures.collect()
}

fn share(uses: u64, all: u64, articles: u64, kept: &[&Kept], (nameset, variant): (u16, u16)) -> Share {
    let interval = if all as f64 <= SPREAD * articles as f64 {
        wilson(uses, all)
    } else {
        let of_article = kept.iter().map(|article| article.name(nameset, variant));
        jackknife_share(&of_article.filter(|article| article.words > 0).collect::<Vec<Rate>>())
    };
    Share { value: uses as f64 / all as f64, interval }
}

//! Where does an article come from, by the rules of provenance?

use super::{Article, domain};
use crate::provenance::{Imprint, Rules};

/// Says of an article whose copy it is, whether its author is a guest and what was lost on the way, and gives it a genre if it
/// has none. An outlet's own copy is no agency copy, even where it credits itself.
pub(super) fn apply(rules: &Rules, article: &mut Article) {
    let imprint = Imprint {
        outlet: &article.outlet,
        title: &article.title,
        body: article.body.get(article.body_starts_at..).unwrap_or_default(),
        url: article.url.as_deref(),
        author: article.author.as_deref(),
        section: article.section.as_deref(),
    };
    let origin = rules.origin(&imprint);
    let host = || article.url.as_deref().and_then(domain::host);
    let agency = origin.agency.filter(|agency| {
        !agency.is(&article.outlet) && !host().is_some_and(|host| agency.is(domain::registrable(&host)))
    });
    article.damage = rules.damage(&imprint);
    article.guest = origin.guest;
    article.agency = agency.map(|agency| agency.id.clone());
    if article.genre.is_none() {
        article.genre = origin.genre.or(agency.map(|agency| agency.genre())).map(ToOwned::to_owned);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CREDITED: &str = "HARBOUR (AP) — The ferry sank on Monday.";

    fn applied(article: Article) -> (Option<String>, Option<String>) {
        let mut article = Article { body: CREDITED.into(), ..article };
        apply(&Rules::shipped(), &mut article);
        (article.genre, article.agency.map(|agency| agency.to_string()))
    }

    #[test]
    fn copy_of_an_agency_is_wire_where_nothing_else_is_said() {
        let outlet = || "Harbour Daily".to_owned();
        let told = |genre: &str| (Some(genre.to_owned()), Some("ap".to_owned()));
        assert_eq!(applied(Article { outlet: outlet(), ..Article::default() }), told("wire"));
        let url = Some("https://harbour.example/opinion/ferry".to_owned());
        assert_eq!(applied(Article { outlet: outlet(), url: url.clone(), ..Article::default() }), told("opinion"));
        let genre = Some("unknown".to_owned());
        assert_eq!(applied(Article { outlet: outlet(), url, genre, ..Article::default() }), told("unknown"));
    }

    #[test]
    fn an_agency_s_own_copy_is_no_agency_copy() {
        assert_eq!(applied(Article { outlet: "Associated Press".into(), ..Article::default() }), (None, None));
        let url = Some("https://www.apnews.com/article/1".to_owned());
        assert_eq!(applied(Article { outlet: "Guest".into(), url, ..Article::default() }), (None, None));
    }

    #[test]
    fn a_title_that_the_body_repeats_is_not_its_first_line() {
        let body = format!("Ferry sinks\n{CREDITED}");
        let mut article = Article { body_starts_at: 12, body, outlet: "Harbour Daily".into(), ..Article::default() };
        apply(&Rules::shipped(), &mut article);
        assert_eq!(article.agency.as_deref(), Some("ap"));
    }
}

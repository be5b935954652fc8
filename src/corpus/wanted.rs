//! Which articles does the user want, of those that can be read?

use super::date::{day, is_day};
use super::english::{is_long_enough, other_language};
use super::{Article, Reason};

/// What an article must be to be wanted. The others are left out and counted; nothing is wrong with them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The first day, as `YYYY-MM-DD`.
    pub since: Option<String>,
    /// The last day.
    pub until: Option<String>,
    /// The language that the body is found to be in; what its record says counts only where it is too short to tell.
    pub language: Option<String>,
    /// So many words in the body.
    pub min_words: u64,
}

impl Wanted {
    /// A day as the user writes it, as `YYYY-MM-DD`; `None` if it is no day.
    pub fn day(date: &str) -> Option<String> {
        day(date).filter(|day| is_day(day))
    }

    /// Why an article is not wanted by its date, if it is not.
    pub(super) fn refused_by_date(&self, article: &Article) -> Option<Reason> {
        if self.since.is_none() && self.until.is_none() {
            return None;
        }
        let unwanted = |why: String| Some(Reason::Unwanted(why));
        // Days of this form are in order as text.
        match (article.date.as_ref().filter(|date| is_day(date)), &self.since, &self.until) {
            (None, ..) => unwanted("without a date".to_owned()),
            (Some(date), Some(since), _) if date < since => unwanted(format!("before {since}")),
            (Some(date), _, Some(until)) if until < date => unwanted(format!("after {until}")),
            _ => None,
        }
    }

    /// Why an article is not wanted or cannot be scored by its language, if so.
    pub(super) fn refused_by_language(&self, said: Option<&str>, body: &str) -> Option<Reason> {
        match &self.language {
            None => other_language(said, body).map(Reason::Language),
            Some(_) => {
                let said = said.filter(|_| !is_long_enough(body));
                other_language(said, body).map(|found| Reason::Unwanted(format!("language: {found}")))
            }
        }
    }

    /// Why an article whose body has so many words is not wanted, if it is not.
    pub fn refused_by_words(&self, words: u64) -> Option<Reason> {
        (words < self.min_words).then(|| Reason::Unwanted(format!("under {} words", self.min_words)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_compared_and_what_has_none_is_named() {
        let wanted =
            Wanted { since: Wanted::day("2024-02-01"), until: Wanted::day("1 March 2024"), ..Wanted::default() };
        let why = |date: &str| {
            let article = Article { date: day(date), ..Article::default() };
            wanted.refused_by_date(&article).map(|reason| reason.name().into_owned())
        };
        assert_eq!((why("2024-02-01"), why("2024-03-01T23:00")), (None, None));
        assert_eq!(why("2024-01-31").as_deref(), Some("before 2024-02-01"));
        assert_eq!(why("2024-03-02").as_deref(), Some("after 2024-03-01"));
        for none in ["", "07/11/2024", "yesterday"] {
            assert_eq!(why(none).as_deref(), Some("without a date"));
        }
        assert_eq!(Wanted::day("yesterday"), None);
    }
}

//! What does a page say of its article for search engines, in JSON-LD?

use serde_json::{Map, Value};

/// What the first article among the data of a page says of itself.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Linked {
    pub(super) date: Option<String>,
    pub(super) author: Option<String>,
    pub(super) outlet: Option<String>,
    pub(super) section: Option<String>,
    pub(super) language: Option<String>,
}

impl Linked {
    /// Reads one script; `None` if it is no JSON or has no article.
    pub(super) fn of(script: &str) -> Option<Linked> {
        let data: Value = serde_json::from_str(script.trim()).ok()?;
        let article = article(&data)?;
        Some(Linked {
            date: article.get("datePublished").and_then(names),
            author: article.get("author").and_then(names),
            outlet: article.get("publisher").and_then(names),
            section: article.get("articleSection").and_then(first_name),
            language: article.get("inLanguage").and_then(first_name),
        })
    }
}

/// The first article: the value itself, one of a list, or one of its graph.
fn article(data: &Value) -> Option<&Map<String, Value>> {
    match data {
        Value::Array(items) => items.iter().find_map(article),
        Value::Object(object) if object.get("@type").is_some_and(is_article) => Some(object),
        Value::Object(object) => article(object.get("@graph")?),
        _ => None,
    }
}

/// `NewsArticle`, `OpinionNewsArticle`, `BlogPosting` and the like.
fn is_article(kind: &Value) -> bool {
    match kind {
        Value::String(kind) => kind.ends_with("Article") || kind.ends_with("BlogPosting"),
        Value::Array(kinds) => kinds.iter().any(is_article),
        _ => false,
    }
}

/// A text, the name of an object, or those of a list of them.
fn names(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Object(object) => Some(object.get("name")?.as_str()?.to_owned()),
        Value::Array(items) => {
            let names: Vec<String> = items.iter().filter_map(names).collect();
            (!names.is_empty()).then(|| names.join(", "))
        }
        _ => None,
    }
}

fn first_name(value: &Value) -> Option<String> {
    match value {
        Value::Array(items) => items.iter().find_map(names),
        value => names(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_among_other_data() {
        let linked = Linked::of(
            r#" {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "x"},
                {"@type": ["NewsArticle"], "datePublished": "2024-05-01T08:00:00Z", "author": [{"name": "A B"}, "C D"],
                 "publisher": {"name": "Harbour Daily"}, "articleSection": ["World", "Sea"], "inLanguage": "en-GB"}]} "#,
        );
        let said = |text: &str| Some(text.to_owned());
        let expected = Linked {
            date: said("2024-05-01T08:00:00Z"),
            author: said("A B, C D"),
            outlet: said("Harbour Daily"),
            section: said("World"),
            language: said("en-GB"),
        };
        assert_eq!(linked, Some(expected));
    }

    #[test]
    fn other_data_says_nothing() {
        for script in ["", "{", "[]", "1", r#"{"@type": "WebSite"}"#, r#"{"@graph": {"@type": 3}}"#] {
            assert_eq!(Linked::of(script), None, "{script}");
        }
        assert_eq!(Linked::of(r#"{"@type": "Article", "author": {"x": 1}}"#), Some(Linked::default()));
    }
}

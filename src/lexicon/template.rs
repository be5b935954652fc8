//! With what does an author begin?

use super::head;

/// A lexicon of this id to begin with, with comments on every key. It loads, and its entry passes its own examples.
/// `None` if this cannot be an id.
pub fn template(id: &str) -> Option<String> {
    head::may_be_id(id).then(|| include_str!("template.toml").replace("ID", id))
}

//! Which lexicons are shipped?

/// The shipped lexicons, embedded in the program: name and text, `common.toml` first. The name's stem is the id.
pub(super) const SHIPPED: &[(&str, &str)] = &[("lexicons/common.toml", include_str!("../../lexicons/common.toml"))];

/// The id of the lexicon that holds what every other may use; it is always loaded.
pub(super) const COMMON: &str = "common";

/// The id of a shipped lexicon.
pub(super) fn id(name: &str) -> &str {
    let stem = name.rsplit('/').next().unwrap_or(name);
    stem.strip_suffix(".toml").unwrap_or(stem)
}

//! Which lexicons are shipped?

/// The shipped lexicons, embedded in the program: name and text, `common.toml` first. The name's stem is the id.
pub(super) const SHIPPED: &[(&str, &str)] = &[
    ("lexicons/common.toml", include_str!("../../lexicons/common.toml")),
    ("lexicons/core.toml", include_str!("../../lexicons/core.toml")),
    ("lexicons/conflict.toml", include_str!("../../lexicons/conflict.toml")),
    ("lexicons/mideast.toml", include_str!("../../lexicons/mideast.toml")),
    ("lexicons/migration.toml", include_str!("../../lexicons/migration.toml")),
    ("lexicons/us-politics.toml", include_str!("../../lexicons/us-politics.toml")),
    ("lexicons/names.toml", include_str!("../../lexicons/names.toml")),
    ("lexicons/advisory.toml", include_str!("../../lexicons/advisory.toml")),
];

/// What all of them hold together, as `snapshot.rs` writes it.
#[cfg(snapshot)]
pub(super) const SNAPSHOT: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicons.snapshot"));
/// In build.rs, which makes it, there is none yet.
#[cfg(not(snapshot))]
pub(super) const SNAPSHOT: &[u8] = &[];

/// The id of the lexicon that holds what every other may use; it is always loaded.
pub(super) const COMMON: &str = "common";

/// The id of a shipped lexicon.
pub(super) fn id(name: &str) -> &str {
    let stem = name.rsplit('/').next().unwrap_or(name);
    stem.strip_suffix(".toml").unwrap_or(stem)
}

//! Which are the inflected forms of a lemma?

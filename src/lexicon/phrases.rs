//! Which phrases does a key of a guard have?

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::snapshot;

/// Words of a guard, of any joint but a sentence end. A word with two or more capitals matches only UPPER.
pub type Phrase = Arc<[String]>;

/// The phrases of a key, which many guards may share.
#[derive(Clone, Serialize, Deserialize)]
pub struct Phrases(Kept);

#[derive(Clone, Serialize, Deserialize)]
enum Kept {
    Here(Arc<[Phrase]>),
    /// A number of [`snapshot::list`], where what many guards share stands once.
    Shipped(u32),
}

impl Phrases {
    /// The list of the shipped lexicons that has this number.
    #[cfg(any(test, not(snapshot)))]
    pub(super) fn shipped(number: u32) -> Phrases {
        Phrases(Kept::Shipped(number))
    }
}

impl From<Vec<Phrase>> for Phrases {
    fn from(phrases: Vec<Phrase>) -> Phrases {
        Phrases(Kept::Here(phrases.into()))
    }
}

impl Default for Phrases {
    fn default() -> Phrases {
        Vec::new().into()
    }
}

impl Deref for Phrases {
    type Target = [Phrase];

    fn deref(&self) -> &[Phrase] {
        match &self.0 {
            Kept::Here(phrases) => phrases,
            Kept::Shipped(number) => snapshot::list(*number),
        }
    }
}

impl PartialEq for Phrases {
    fn eq(&self, other: &Phrases) -> bool {
        **self == **other
    }
}

impl Eq for Phrases {}

impl fmt::Debug for Phrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

//! What of the shipped lexicons is decoded only when somebody asks for it?
//!
//! Hundreds of thousands of strings are in them, and a run looks at those of the few entries that it finds.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use serde::de::{DeserializeOwned, Deserializer, Error, Visitor};
use serde::ser::{self, Serializer};
use serde::{Deserialize, Serialize};

/// A value, or bytes in the program that become one when it is first looked at.
///
/// To change it, give it a new one: `entry.forms = forms.into()`.
#[derive(Clone)]
pub struct Later<T> {
    value: OnceLock<T>,
    /// Of no meaning once there is a value.
    bytes: &'static [u8],
}

impl<T> From<T> for Later<T> {
    fn from(value: T) -> Later<T> {
        Later { value: value.into(), bytes: &[] }
    }
}

impl<T: Default> Default for Later<T> {
    fn default() -> Later<T> {
        T::default().into()
    }
}

impl<T: Default + DeserializeOwned> Deref for Later<T> {
    type Target = T;

    fn deref(&self) -> &T {
        // The bytes are build.rs's own, and a test decodes all of them. No caller could do anything about an error, so
        // there is none to return; the default keeps the promise that analyzing cannot fail.
        self.value.get_or_init(|| postcard::from_bytes(self.bytes).unwrap_or_default())
    }
}

impl<'l, T> IntoIterator for &'l Later<Vec<T>>
where
    Vec<T>: DeserializeOwned,
{
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Default + DeserializeOwned + PartialEq> PartialEq for Later<T> {
    fn eq(&self, other: &Later<T>) -> bool {
        **self == **other
    }
}

impl<T: Default + DeserializeOwned + Eq> Eq for Later<T> {}

impl<T: Default + DeserializeOwned + fmt::Debug> fmt::Debug for Later<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

/// As bytes of its own, which can be passed over.
impl<T: Default + DeserializeOwned + Serialize> Serialize for Later<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&postcard::to_allocvec(&**self).map_err(ser::Error::custom)?)
    }
}

/// From bytes that stay where they are.
impl<'de: 'static, T> Deserialize<'de> for Later<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Later<T>, D::Error> {
        struct Bytes;

        impl Visitor<'static> for Bytes {
            type Value = &'static [u8];

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }

            fn visit_borrowed_bytes<E: Error>(self, bytes: &'static [u8]) -> Result<&'static [u8], E> {
                Ok(bytes)
            }
        }

        Ok(Later { value: OnceLock::new(), bytes: deserializer.deserialize_bytes(Bytes)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_become_a_value_when_it_is_looked_at() {
        let value = Later::from(vec!["one".to_owned(), "two".to_owned()]);
        let later: Later<Vec<String>> = postcard::from_bytes(postcard::to_allocvec(&value).unwrap().leak()).unwrap();
        assert!(later.value.get().is_none());
        assert_eq!(later, value);
        assert!(later.value.get().is_some());
    }

    #[test]
    fn bytes_that_are_no_value_are_the_default() {
        let not_utf8: &[u8] = &[1, 1, 0xff];
        let later: Later<Vec<String>> = Later { value: OnceLock::new(), bytes: not_utf8 };
        assert_eq!(*later, [""; 0]);
    }
}

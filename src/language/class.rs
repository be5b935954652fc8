//! Which closed word classes does the language file have?

/// Declares the enum and the names of the language file side by side, so that none is forgotten.
macro_rules! classes {
    ($($(#[doc = $doc:literal])* $class:ident $name:literal,)*) => {
        /// A closed class of words, listed in the language file.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u8)]
        pub enum Class {
            $($(#[doc = $doc])* $class,)*
        }

        impl Class {
            /// All classes with their names in the language file.
            pub const ALL: &[(Class, &str)] = &[$((Class::$class, $name),)*];
        }
    };
}

classes! {
    /// Words that end with a period of their own: Dr., Sen.
    Abbreviation "abbreviation",
    /// Those that are abbreviations only before a number: No. 10
    NumberAbbreviation "number-abbreviation",
    /// Words that start a sentence after an initialism: "in the U.S. The"
    Starter "starter",
    /// not, never, isn't
    Negation "negation",
    /// anti-, counter-, non-
    Prefix "prefix",
}

/// A set of classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u64);

impl Classes {
    /// The empty set.
    pub const NONE: Classes = Classes(0);

    /// The set of these.
    pub const fn of(classes: &[Class]) -> Classes {
        let mut bits = 0;
        let mut index = 0;
        while index < classes.len() {
            bits |= 1 << classes[index] as u8;
            index += 1;
        }
        Classes(bits)
    }

    /// Whether one is in the set.
    pub fn has(self, class: Class) -> bool {
        self.0 >> class as u8 & 1 == 1
    }

    /// Whether the two share one.
    pub fn meets(self, other: Classes) -> bool {
        self.0 & other.0 != 0
    }

    /// Puts one in.
    pub fn add(&mut self, class: Class) {
        self.0 |= 1 << class as u8;
    }
}

const _: () = assert!(Class::ALL.len() <= 64, "a set of classes has 64 bits");

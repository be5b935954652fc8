//! Of which types are the fields in which a Parquet file describes itself?
//! (<https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift>)
//!
//! The parquet crate (59.3) reads a field that it knows as what it is to be, whatever type stands before it. A file may
//! use that to have what is looked at here read in another way than by the crate. So a known field has its own type, or
//! the file is damaged. Fields that are not in these tables the crate passes over, by the type that stands before them.

/// The type of a value.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Bool,
    I8,
    I16,
    I32,
    I64,
    Double,
    Binary,
    List(&'static Kind),
    Struct(Known),
}

/// The fields of a struct that are known, by their numbers.
pub(super) type Known = &'static [(i16, Kind)];

use Kind::{Binary, Bool, Double, I8, I16, I32, I64, List, Struct};

/// The footer.
pub(super) const FILE: Known = &[
    (1, I32),
    (2, List(&Struct(ELEMENT))),
    (3, I64),
    (4, List(&Struct(GROUP))),
    (5, List(&Struct(PAIR))),
    (6, Binary),
    (7, List(&Struct(&[(1, Struct(&[])), (2, Struct(&[]))]))),
    (8, Struct(&[])),
    (9, Binary),
];

/// An element of the schema.
pub(super) const ELEMENT: Known = &[
    (1, I32),
    (2, I32),
    (3, I32),
    (4, Binary),
    (5, I32),
    (6, I32),
    (7, I32),
    (8, I32),
    (9, I32),
    (10, Struct(LOGICAL)),
];

/// What a value means: decimals, times, integers and places have more to say.
const LOGICAL: Known = &[
    (1, Struct(&[])),
    (2, Struct(&[])),
    (3, Struct(&[])),
    (4, Struct(&[])),
    (5, Struct(&[(1, I32), (2, I32)])),
    (6, Struct(&[])),
    (7, Struct(TIME)),
    (8, Struct(TIME)),
    (10, Struct(&[(1, I8), (2, Bool)])),
    (11, Struct(&[])),
    (12, Struct(&[])),
    (13, Struct(&[])),
    (14, Struct(&[])),
    (15, Struct(&[])),
    (16, Struct(&[(1, I8)])),
    (17, Struct(&[(1, Binary)])),
    (18, Struct(&[(1, Binary), (2, I32)])),
];

const TIME: Known = &[(1, Bool), (2, Struct(&[(1, Struct(&[])), (2, Struct(&[])), (3, Struct(&[]))]))];

const GROUP: Known = &[
    (1, List(&Struct(CHUNK))),
    (2, I64),
    (3, I64),
    (4, List(&Struct(&[(1, I32), (2, Bool), (3, Bool)]))),
    (5, I64),
    (6, I64),
    (7, I16),
];

const CHUNK: Known = &[
    (1, Binary),
    (2, I64),
    (3, Struct(COLUMN)),
    (4, I64),
    (5, I32),
    (6, I64),
    (7, I32),
    (8, Struct(&[])),
    (9, Binary),
];

const COLUMN: Known = &[
    (1, I32),
    (2, List(&I32)),
    (3, List(&Binary)),
    (4, I32),
    (5, I64),
    (6, I64),
    (7, I64),
    (8, List(&Struct(PAIR))),
    (9, I64),
    (10, I64),
    (11, I64),
    (12, Struct(STATISTICS)),
    (13, List(&Struct(&[(1, I32), (2, I32), (3, I32)]))),
    (14, I64),
    (15, I32),
    (16, Struct(&[(1, I64), (2, List(&I64)), (3, List(&I64))])),
    (17, Struct(&[(1, Struct(BOX)), (2, List(&I32))])),
];

const PAIR: Known = &[(1, Binary), (2, Binary)];

const BOX: Known =
    &[(1, Double), (2, Double), (3, Double), (4, Double), (5, Double), (6, Double), (7, Double), (8, Double)];

const STATISTICS: Known =
    &[(1, Binary), (2, Binary), (3, I64), (4, I64), (5, Binary), (6, Binary), (7, Bool), (8, Bool)];

/// The head of a page, but for what it says of its values.
pub(super) const HEAD: Known = &[(1, I32), (2, I32), (3, I32), (4, I32), (6, Struct(&[]))];

/// What the head of a page of data says of its values, …
pub(super) const DATA: Known = &[(1, I32), (2, I32), (3, I32), (4, I32), (5, Struct(STATISTICS))];

/// … that of a dictionary, …
pub(super) const DICTIONARY: Known = &[(1, I32), (2, I32), (3, Bool)];

/// … and that of a page of the second kind.
pub(super) const DATA_V2: Known =
    &[(1, I32), (2, I32), (3, I32), (4, I32), (5, I32), (6, I32), (7, Bool), (8, Struct(STATISTICS))];

//! What does a Parquet file say of itself, in the compact protocol of Thrift?
//! (<https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>)
//!
//! It is read here before the parquet crate reads it, so nothing may be read in another way than by the crate. What the
//! crate (59.3) reads although it is not as it must be is damage here: fields of another type or out of their order,
//! numbers that are too wide, and lists of truths, whose items it takes for nothing.

use bytes::Bytes;

use super::metadata::{Kind, Known};

/// Structs and lists that are passed over may be within each other so often. What files have takes six.
const MOST_LEVELS: u8 = 16;

/// Bytes, and how far they were read. Every function is `None` where they end or are none of the protocol.
pub(super) struct Thrift {
    bytes: Bytes,
    at: usize,
}

/// What stands before a value of a struct.
pub(super) struct Header {
    pub(super) field: i16,
    pub(super) kind: u8,
}

const TRUE: u8 = 1;
pub(super) const I32: u8 = 5;
pub(super) const LIST: u8 = 9;
pub(super) const STRUCT: u8 = 12;

impl Thrift {
    pub(super) fn new(bytes: Bytes) -> Thrift {
        Thrift { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    /// The next field of a struct, of which the last one had this number; `None` within at its end. They stand in order,
    /// each once.
    pub(super) fn header(&mut self, last: i16) -> Option<Option<Header>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Some(None);
        }
        let field = match byte >> 4 {
            0 => i16::try_from(self.zigzag()?).ok().filter(|field| last < *field)?,
            more => last.checked_add(i16::from(more))?,
        };
        Some(Some(Header { field, kind: byte & 0x0f }))
    }

    /// A number that is to stand here.
    pub(super) fn i32(&mut self, header: &Header) -> Option<i32> {
        if header.kind == I32 { i32::try_from(self.zigzag()?).ok() } else { None }
    }

    /// How many elements a list has, and of which kind.
    pub(super) fn list(&mut self) -> Option<(u64, u8)> {
        let byte = self.byte()?;
        let n_elements = if byte >> 4 == 15 { self.varint()? } else { u64::from(byte >> 4) };
        // Each takes a byte at least.
        (n_elements <= self.bytes.len() as u64).then_some((n_elements, byte & 0x0f))
    }

    /// Passes over the value of a field of a struct.
    pub(super) fn pass_over(&mut self, header: &Header, known: Known) -> Option<()> {
        self.pass_over_field(header, known, MOST_LEVELS)
    }

    fn pass_over_field(&mut self, header: &Header, known: Known, levels: u8) -> Option<()> {
        match known.iter().find(|(field, _)| *field == header.field) {
            Some((_, kind)) => self.pass_over_known(header.kind, *kind, levels),
            None => self.pass_over_kind(header.kind, levels),
        }
    }

    fn pass_over_known(&mut self, marked: u8, kind: Kind, levels: u8) -> Option<()> {
        match (marked, kind) {
            (LIST, Kind::List(kind)) => {
                let levels = levels.checked_sub(1)?;
                let (n_elements, marked) = self.list()?;
                (0..n_elements).try_for_each(|_| self.pass_over_known(marked, *kind, levels))
            }
            (STRUCT, Kind::Struct(known)) => self.pass_over_struct(known, levels.checked_sub(1)?),
            (1 | 2, Kind::Bool)
            | (3, Kind::I8)
            | (4, Kind::I16)
            | (I32, Kind::I32)
            | (6, Kind::I64)
            | (7, Kind::Double)
            | (8, Kind::Binary) => self.pass_over_kind(marked, levels),
            _ => None,
        }
    }

    fn pass_over_struct(&mut self, known: Known, levels: u8) -> Option<()> {
        let mut field = 0;
        while let Some(header) = self.header(field)? {
            field = header.field;
            self.pass_over_field(&header, known, levels)?;
        }
        Some(())
    }

    fn pass_over_kind(&mut self, kind: u8, levels: u8) -> Option<()> {
        let levels = levels.checked_sub(1)?;
        match kind {
            // Of a field true and false are kinds, and take no more.
            TRUE | 2 => {}
            3 => self.pass(1)?,
            4..=6 => {
                self.varint()?;
            }
            7 => self.pass(8)?,
            8 => {
                let length = usize::try_from(self.varint()?).ok()?;
                self.pass(length)?;
            }
            LIST | 10 => {
                let (n_elements, kind) = self.list()?;
                for _ in 0..n_elements {
                    // Truths, of which the format has no lists here.
                    if kind <= 2 {
                        return None;
                    }
                    self.pass_over_kind(kind, levels)?;
                }
            }
            STRUCT => self.pass_over_struct(&[], levels)?,
            // The format has no maps.
            _ => return None,
        }
        Some(())
    }

    pub(super) fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// A number of seven bits a byte, which other parts of the format have too.
    pub(super) fn varint(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }

    pub(super) fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    pub(super) fn pass(&mut self, bytes: usize) -> Option<()> {
        self.at = self.at.checked_add(bytes).filter(|&at| at <= self.bytes.len())?;
        Some(())
    }
}

//! Does the parquet crate come back from the footer of a file? A schema can be nested so deep that it runs out of stack.
//!
//! The crate goes down into groups by calling itself (59.3: 100,000 of them one in another, in 700 KB, abort the process,
//! which no one can catch). So the schema is walked here first, as it stands in the file: a list of elements of which
//! groups say how many of those behind them are theirs, in the compact protocol of Thrift
//! (<https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md>).

use bytes::Bytes;
use parquet::file::reader::ChunkReader;

/// Groups that may be within each other; tables of news have none or two.
const MOST_GROUPS: usize = 64;

/// Structs and lists that are passed over may be within each other so often. What a footer has takes six.
const MOST_LEVELS: u8 = 16;

/// What is behind the footer: its length and a mark.
const END_BYTES: u64 = 8;

/// Fields by their numbers in `parquet.thrift`.
const SCHEMA: i64 = 2;
const NUM_CHILDREN: i64 = 5;

/// Why the crate is not to read the footer of a file, if so. What else is wrong with one it says itself.
pub(super) fn refused<R: ChunkReader>(input: &R) -> Option<&'static str> {
    let end = input.len().checked_sub(END_BYTES)?;
    let length = input.get_bytes(end, 4).ok()?;
    let length = u32::from_le_bytes(*length.first_chunk()?);
    let footer = input.get_bytes(end.checked_sub(u64::from(length))?, length as usize).ok()?;
    let is_deep = Thrift { bytes: footer, at: 0 }.is_deep();
    match is_deep {
        Some(false) => None,
        Some(true) => Some("its schema is nested too deep"),
        None => Some("its footer cannot be read"),
    }
}

struct Thrift {
    bytes: Bytes,
    at: usize,
}

/// What stands before a value of a struct.
struct Header {
    field: i64,
    kind: u8,
}

const TRUE: u8 = 1;
const I32: u8 = 5;
const LIST: u8 = 9;
const STRUCT: u8 = 12;

/// Everything here is `None` where the bytes end or are none of the protocol.
impl Thrift {
    /// Whether the groups of the schema are nested too deep.
    fn is_deep(&mut self) -> Option<bool> {
        let mut field = 0;
        while let Some(header) = self.header(field)? {
            field = header.field;
            if header.field == SCHEMA && header.kind == LIST {
                if self.is_schema_deep()? {
                    return Some(true);
                }
            } else {
                self.pass_over(header.kind, MOST_LEVELS)?;
            }
        }
        Some(false)
    }

    fn is_schema_deep(&mut self) -> Option<bool> {
        let (n_elements, kind) = self.list()?;
        // How many elements are still to come of each group that is open.
        let mut open: Vec<u64> = Vec::new();
        for _ in 0..n_elements {
            if kind != STRUCT {
                return None;
            }
            while open.last() == Some(&0) {
                open.pop();
            }
            if let Some(rest) = open.last_mut() {
                *rest -= 1;
            }
            let n_children = self.n_children()?;
            if 0 < n_children {
                open.push(n_children);
            }
            if MOST_GROUPS < open.len() {
                return Some(true);
            }
        }
        Some(false)
    }

    /// How many children an element of the schema has.
    fn n_children(&mut self) -> Option<u64> {
        let (mut field, mut n_children) = (0, 0);
        while let Some(header) = self.header(field)? {
            field = header.field;
            if header.field == NUM_CHILDREN && header.kind == I32 {
                n_children = u64::try_from(self.zigzag()?).unwrap_or(0);
            } else {
                self.pass_over(header.kind, MOST_LEVELS)?;
            }
        }
        Some(n_children)
    }

    /// The next field of a struct; `None` within at its end.
    fn header(&mut self, last: i64) -> Option<Option<Header>> {
        let byte = self.byte()?;
        if byte == 0 {
            return Some(None);
        }
        let field = match byte >> 4 {
            0 => self.zigzag()?,
            more => last.checked_add(i64::from(more))?,
        };
        Some(Some(Header { field, kind: byte & 0x0f }))
    }

    /// How many elements a list has, and of which kind.
    fn list(&mut self) -> Option<(u64, u8)> {
        let byte = self.byte()?;
        let n_elements = if byte >> 4 == 15 { self.varint()? } else { u64::from(byte >> 4) };
        // Each takes a byte at least.
        (n_elements <= self.bytes.len() as u64).then_some((n_elements, byte & 0x0f))
    }

    fn pass_over(&mut self, kind: u8, levels: u8) -> Option<()> {
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
                    if kind <= 2 { self.pass(1)? } else { self.pass_over(kind, levels)? }
                }
            }
            STRUCT => {
                let mut field = 0;
                while let Some(header) = self.header(field)? {
                    field = header.field;
                    self.pass_over(header.kind, levels)?;
                }
            }
            // The format has no maps.
            _ => return None,
        }
        Some(())
    }

    fn zigzag(&mut self) -> Option<i64> {
        let number = self.varint()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    fn varint(&mut self) -> Option<u64> {
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

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn pass(&mut self, bytes: usize) -> Option<()> {
        self.at = self.at.checked_add(bytes).filter(|&at| at <= self.bytes.len())?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of a footer alone, with this many groups one in another and a column in the innermost.
    fn file(n_groups: usize) -> Bytes {
        let group = b"\x48\x01g\x15\x02\0";
        let column = b"\x15\x0c\x25\0\x18\x04text\0";
        let n_elements = n_groups + 1;
        let head = [0x15, 2, 0x19, 0xfc, n_elements as u8 & 0x7f | 0x80, (n_elements >> 7) as u8 & 0x7f | 0x80];
        let head = [&head[..], &[(n_elements >> 14) as u8]].concat();
        let footer = [&head[..], &group.repeat(n_groups)[..], column, b"\x16\0\0"].concat();
        let length = (footer.len() as u32).to_le_bytes();
        [b"PAR1", &footer[..], &length, b"PAR1"].concat().into()
    }

    #[test]
    fn a_schema_may_not_be_nested_so_deep_that_the_crate_runs_out_of_stack() {
        assert_eq!(refused(&file(3)), None);
        assert_eq!(refused(&file(MOST_GROUPS)), None);
        assert_eq!(refused(&file(MOST_GROUPS + 1)), Some("its schema is nested too deep"));
        assert_eq!(refused(&file(100_000)), Some("its schema is nested too deep"));
    }

    #[test]
    fn what_is_no_footer_is_not_given_to_the_crate() {
        let whole = file(3);
        for at in 8..whole.len() - 8 {
            let length = (at as u32 - 4).to_le_bytes();
            let cut = Bytes::from([&whole[..at], &length, b"PAR1"].concat());
            assert_eq!(refused(&cut), Some("its footer cannot be read"), "{at}");
        }
        // A file that has none the crate names itself.
        for bytes in [&b""[..], b"PAR1", b"PAR1\xff\xff\xff\x7fPAR1"] {
            assert_eq!(refused(&Bytes::copy_from_slice(bytes)), None);
        }
        let deep = [&[0x1c; 1_000][..], &1_000u32.to_le_bytes(), b"PAR1"].concat();
        assert_eq!(refused(&Bytes::from(deep)), Some("its footer cannot be read"));
    }
}

//! Does the parquet crate come back from the footer of a file? A schema can be nested so deep that it runs out of stack.
//!
//! The crate goes down into groups by calling itself (59.3: 100,000 of them one in another, in 700 KB, abort the process,
//! which no one can catch). So the schema is walked here first, as it stands in the file: a list of elements of which
//! groups say how many of those behind them are theirs. For so many the crate makes room before it looks for them.

use parquet::file::reader::ChunkReader;

use super::metadata::{ELEMENT, FILE};
use super::thrift::{LIST, STRUCT, Thrift};

/// Groups that may be within each other; tables of news have none or two.
const MOST_GROUPS: usize = 64;

/// What is behind the footer: its length and a mark.
const END_BYTES: u64 = 8;

/// Fields by their numbers in `parquet.thrift`.
const SCHEMA: i16 = 2;
const NUM_CHILDREN: i16 = 5;

/// Why the crate is not to read the footer of a file, if so. What else is wrong with one it says itself.
pub(super) fn refused<R: ChunkReader>(input: &R) -> Option<&'static str> {
    let end = input.len().checked_sub(END_BYTES)?;
    let length = input.get_bytes(end, 4).ok()?;
    let length = u32::from_le_bytes(*length.first_chunk()?);
    let footer = input.get_bytes(end.checked_sub(u64::from(length))?, length as usize).ok()?;
    match is_deep(Thrift::new(footer)) {
        Some(false) => None,
        Some(true) => Some("its schema is nested too deep"),
        None => Some("its footer cannot be read"),
    }
}

/// Whether the groups of the schema are nested too deep; `None` if the footer cannot be read.
fn is_deep(mut footer: Thrift) -> Option<bool> {
    let mut field = 0;
    while let Some(header) = footer.header(field)? {
        field = header.field;
        match (header.field, header.kind) {
            (SCHEMA, LIST) if is_schema_deep(&mut footer)? => return Some(true),
            (SCHEMA, LIST) => {}
            _ => footer.pass_over(&header, FILE)?,
        }
    }
    Some(false)
}

fn is_schema_deep(footer: &mut Thrift) -> Option<bool> {
    let (n_elements, kind) = footer.list()?;
    // How many elements are still to come of each group that is open.
    let mut open: Vec<u32> = Vec::new();
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
        let n_children = n_children(footer)?;
        if n_elements < u64::from(n_children) {
            return None;
        }
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
fn n_children(footer: &mut Thrift) -> Option<u32> {
    let (mut field, mut n_children) = (0, 0);
    while let Some(header) = footer.header(field)? {
        field = header.field;
        if header.field == NUM_CHILDREN {
            n_children = u32::try_from(footer.i32(&header)?).ok()?;
        } else {
            footer.pass_over(&header, ELEMENT)?;
        }
    }
    Some(n_children)
}

#[cfg(test)]
mod tests {
    use bytes::Bytes;

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

    #[test]
    fn a_schema_that_the_crate_would_read_in_another_way_is_not_given_to_it() {
        let whole = file(3);
        let marked_as = |kind: &[u8; 2]| {
            let mut bytes = whole.to_vec();
            bytes[6..8].copy_from_slice(kind);
            refused(&Bytes::from(bytes))
        };
        assert_eq!(&whole[6..8], b"\x19\xfc");
        assert_eq!(marked_as(b"\x19\xfc"), None);
        // The crate reads a list wherever the schema is to be.
        assert_eq!(marked_as(b"\x11\xfc"), Some("its footer cannot be read"));
        // And a number for the version; a file may go on with a list of a billion truths, which take no bytes.
        let mut bytes = whole.to_vec();
        bytes[4] = 0x18;
        assert_eq!(refused(&Bytes::from(bytes)), Some("its footer cannot be read"));
        let footer = b"\x15\x02\x16\x00\x79\x32\x01\x01\x01\0";
        let file = [b"PAR1", &footer[..], &(footer.len() as u32).to_le_bytes(), b"PAR1"].concat();
        assert_eq!(refused(&Bytes::from(file)), Some("its footer cannot be read"));
        // A group with 1 + 2^32 children is one with one child to the crate, and one with fewer than none is a group too.
        // For two billion of them it makes room.
        let others = [&b"\x82\x80\x80\x80\x20"[..], b"\xfd\xff\xff\xff\x1f", b"\x01", b"\xfe\xff\xff\xff\x0f", b"\x06"];
        for n_children in others {
            let group = [b"\x48\x01g\x15", n_children, b"\0"].concat();
            let footer = [b"\x15\x02\x19\x2c", &group[..], b"\x15\x0c\x25\0\x18\x04text\0\x16\0\0"].concat();
            let length = (footer.len() as u32).to_le_bytes();
            let file = Bytes::from([b"PAR1", &footer[..], &length, b"PAR1"].concat());
            assert_eq!(refused(&file), Some("its footer cannot be read"), "{n_children:x?}");
        }
    }
}

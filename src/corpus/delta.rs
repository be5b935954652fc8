//! How many lengths does a page of Parquet give, if it gives lengths before texts?
//!
//! Two encodings do: DELTA_LENGTH_BYTE_ARRAY the lengths of all texts, DELTA_BYTE_ARRAY those of what each shares with the
//! one before and then those of the rest (<https://parquet.apache.org/docs/file-format/data-pages/encodings/>). The parquet
//! crate (59.3) makes room for as many as the page says there are, which in ten bytes may be terabytes: then the process is
//! ended, which no one can catch.

use bytes::Bytes;
use parquet::basic::Encoding;

use super::thrift::Thrift;

/// Whether an encoding gives lengths before texts.
pub(super) fn has_lengths(encoding: Encoding) -> bool {
    matches!(encoding, Encoding::DELTA_LENGTH_BYTE_ARRAY | Encoding::DELTA_BYTE_ARRAY)
}

/// Whether the values of a page, which are in one of these encodings, give no more lengths than `most`.
pub(super) fn are_few(values: Bytes, encoding: Encoding, most: u64) -> bool {
    let mut lengths = Thrift::new(values);
    let n_lists = if encoding == Encoding::DELTA_BYTE_ARRAY { 2 } else { 1 };
    (0..n_lists).all(|_| pass_over(&mut lengths, most).is_some())
}

/// Passes over numbers in DELTA_BINARY_PACKED; `None` if there are more than `most`, or what says how many is damaged.
fn pass_over(numbers: &mut Thrift, most: u64) -> Option<()> {
    let (block, n_minis, n_numbers) = (numbers.varint()?, numbers.varint()?, numbers.varint()?);
    let n_minis = usize::try_from(n_minis).ok().filter(|n| 0 < *n)?;
    let in_mini = usize::try_from(block).ok()? / n_minis;
    if most < n_numbers || in_mini == 0 {
        return None;
    }
    // The first number stands in the head.
    numbers.varint()?;
    let mut left = usize::try_from(n_numbers).ok()?.saturating_sub(1);
    while 0 < left {
        // The least difference, and how many bits those of each part of the block have beside it.
        numbers.varint()?;
        let mut bytes: usize = 0;
        for _ in 0..n_minis {
            let n_bits = usize::from(numbers.byte()?);
            if 0 < left {
                bytes = bytes.checked_add(n_bits.checked_mul(in_mini)? / 8)?;
            }
            left = left.saturating_sub(in_mini);
        }
        numbers.pass(bytes)?;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Numbers that are all the same: 128 a block, of four parts without bits.
    fn same(n_numbers: usize) -> Vec<u8> {
        let varint = |mut number: usize| {
            let mut bytes = Vec::new();
            while 0x7f < number {
                bytes.push(number as u8 & 0x7f | 0x80);
                number >>= 7;
            }
            bytes.push(number as u8);
            bytes
        };
        let blocks = [0; 5].repeat(n_numbers.saturating_sub(1).div_ceil(128));
        [&varint(128)[..], &varint(4), &varint(n_numbers), &varint(10), &blocks].concat()
    }

    #[test]
    fn lengths_are_counted_and_what_comes_behind_them_is_found() {
        let are_few = |bytes: &[u8], encoding, most| super::are_few(Bytes::copy_from_slice(bytes), encoding, most);
        for n in [0, 1, 2, 33, 129, 130, 1_000] {
            let few = same(n);
            assert!(are_few(&[&few[..], b"texts"].concat(), Encoding::DELTA_LENGTH_BYTE_ARRAY, n as u64));
            assert_eq!(are_few(&few, Encoding::DELTA_LENGTH_BYTE_ARRAY, (n as u64).wrapping_sub(1)), n == 0);
            // The second list, too.
            assert!(are_few(&few.repeat(2), Encoding::DELTA_BYTE_ARRAY, 1_000));
            assert!(!are_few(&[few, same(2_000)].concat(), Encoding::DELTA_BYTE_ARRAY, 1_000));
        }
        // 32 numbers of three bits behind the first, and one more list.
        let packed = [&b"\x80\x01\x04\x21\x0a\0\x03\xff\xff\xff"[..], &[0; 12]].concat();
        assert!(are_few(&[&packed[..], &same(5)].concat(), Encoding::DELTA_BYTE_ARRAY, 33));
        assert!(!are_few(&[&packed[..], &same(34)].concat(), Encoding::DELTA_BYTE_ARRAY, 33));
        // A block of a billion numbers, none of which takes a bit.
        let billion = b"\x80\x80\x80\x80\x04\x01\x80\x80\x80\x80\x04\0\0\0";
        assert!(!are_few(billion, Encoding::DELTA_LENGTH_BYTE_ARRAY, 1_000));
        for bytes in [&b""[..], b"\x80", b"\x80\x01\0\x01\0", b"\0\x01\x01\0", b"\x80\x01\x04\x21\0\0\0"] {
            assert!(!are_few(bytes, Encoding::DELTA_LENGTH_BYTE_ARRAY, 1_000), "{bytes:x?}");
        }
    }
}

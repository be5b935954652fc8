//! How are things kept in a file until all of them are known? One after the other, each with its length in front.

use std::io::{self, Read};
use std::marker::PhantomData;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Adds one to those before it.
pub fn push<T: Serialize>(to: &mut Vec<u8>, record: &T) {
    let start = to.len();
    to.extend([0; 4]);
    // Writing to memory fails only for what has no length, and no record is such.
    if postcard::to_io(record, &mut *to).is_err() {
        return to.truncate(start);
    }
    let len = (to.len() - start - 4) as u32;
    to[start..start + 4].copy_from_slice(&len.to_le_bytes());
}

/// Reads them in order.
#[derive(Debug)]
pub struct Records<T, R> {
    reader: R,
    bytes: Vec<u8>,
    of: PhantomData<T>,
}

impl<T: DeserializeOwned, R: Read> Records<T, R> {
    /// From the first.
    pub fn new(reader: R) -> Records<T, R> {
        Records { reader, bytes: Vec::new(), of: PhantomData }
    }

    /// The bytes of the next.
    pub(super) fn bytes(&mut self) -> io::Result<Option<&[u8]>> {
        let mut len = [0; 4];
        // One byte first: at the end of the file there is none, and anything else is cut off.
        if (&mut self.reader).take(1).read(&mut len)? == 0 {
            return Ok(None);
        }
        self.reader.read_exact(&mut len[1..])?;
        let len = u64::from(u32::from_le_bytes(len));
        self.bytes.clear();
        if (&mut self.reader).take(len).read_to_end(&mut self.bytes)? as u64 != len {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(Some(&self.bytes))
    }

    fn read(&mut self) -> io::Result<Option<T>> {
        let bytes = self.bytes()?;
        bytes.map(|bytes| postcard::from_bytes(bytes).map_err(io::Error::other)).transpose()
    }
}

impl<T: DeserializeOwned, R: Read> Iterator for Records<T, R> {
    type Item = io::Result<T>;

    fn next(&mut self) -> Option<io::Result<T>> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back_and_a_cut_file_is_an_error() {
        let mut bytes = Vec::new();
        let all = ["a", "", "ccc"].map(str::to_owned);
        all.iter().for_each(|text| push(&mut bytes, text));
        let back: Vec<String> = Records::new(bytes.as_slice()).collect::<io::Result<_>>().expect("all of them");
        assert_eq!(back, all);
        for end in [1, 3, 5, bytes.len() - 1] {
            let cut: io::Result<Vec<String>> = Records::new(&bytes[..end]).collect();
            let ends_with_a_record = [0, 6, 11].contains(&end);
            assert_eq!(cut.is_ok(), ends_with_a_record, "{end}");
        }
    }
}

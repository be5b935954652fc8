//! What is in a file that may be compressed? Its first bytes say whether it is, and how.
//!
//! One level is unpacked: members of gzip, frames of zstd, streams of bzip2 and
//! xz, one behind the other. Nothing is held but what the decoder needs.

use std::io::{self, BufRead, Cursor, Read};

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use liblzma::bufread::XzDecoder;
use liblzma::stream::Stream;
use slantwise::corpus::Reason;

/// A member may unpack to so many times its size. Text that scrapers write stays far below (deflate ends at 1,032).
const MOST_TIMES: u64 = 1_000;

/// Memory that xz may ask for; its strongest preset needs 65 MB.
const XZ_BYTES: u64 = 128 << 20;

/// Reads `reader`, unpacked if it is compressed. A member that unpacks to more than `most_bytes` and to more than
/// 1,000 times its size is given up.
///
/// # Errors
///
/// What the system says when the first bytes cannot be read. Later errors carry a [`Reason`].
pub(super) fn unpacked(mut reader: impl Read + 'static, most_bytes: u64) -> io::Result<Box<dyn Read>> {
    let mut start = Vec::new();
    reader.by_ref().take(LONGEST_MAGIC as u64).read_to_end(&mut start)?;
    match Compression::of(&start) {
        None => Ok(Box::new(Cursor::new(start).chain(reader))),
        Some(compression) => {
            let packed = Packed { reader: Box::new(reader), buffer: start, at: 0, n_used: 0 };
            let member = Member::open(compression, packed)?;
            Ok(Box::new(Unpacked { compression, member: Some(member), most_bytes, n_written: 0 }))
        }
    }
}

/// Whether a name ends as those of compressed files do.
pub(super) fn is_compression(ending: &str) -> bool {
    ["gz", "zst", "bz2", "xz"].contains(&ending)
}

const LONGEST_MAGIC: usize = 6;

/// So many compressed bytes are read at a time.
const PACKED_BYTES: usize = 64 << 10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compression {
    Gzip,
    Zstd,
    Bzip2,
    Xz,
}

impl Compression {
    fn of(start: &[u8]) -> Option<Compression> {
        match start {
            [0x1f, 0x8b, 8, ..] => Some(Compression::Gzip),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => Some(Compression::Zstd),
            [b'B', b'Z', b'h', b'1'..=b'9', 0x31 | 0x17, ..] => Some(Compression::Bzip2),
            [0xfd, b'7', b'z', b'X', b'Z', 0] => Some(Compression::Xz),
            _ => None,
        }
    }
}

/// The compressed bytes, counted as they are used up.
struct Packed {
    reader: Box<dyn Read>,
    /// What was read and not used up is `buffer[at..]`.
    buffer: Vec<u8>,
    at: usize,
    n_used: u64,
}

impl Packed {
    /// The next so many bytes, which stay; fewer only at the end.
    fn peek(&mut self, bytes: usize) -> io::Result<&[u8]> {
        if self.buffer.len() - self.at < bytes {
            self.buffer.drain(..self.at);
            self.at = 0;
            let missing = (bytes - self.buffer.len()) as u64;
            self.reader.by_ref().take(missing).read_to_end(&mut self.buffer).map_err(of_system)?;
        }
        let end = self.buffer.len().min(self.at + bytes);
        Ok(&self.buffer[self.at..end])
    }
}

impl Read for Packed {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.fill_buf()?.read(buffer)?;
        self.consume(n);
        Ok(n)
    }
}

impl BufRead for Packed {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.buffer.len() {
            self.buffer.resize(PACKED_BYTES, 0);
            self.at = 0;
            let read = self.reader.read(&mut self.buffer);
            self.buffer.truncate(*read.as_ref().unwrap_or(&0));
            read.map_err(of_system)?;
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        self.n_used += bytes as u64;
        self.at = self.buffer.len().min(self.at + bytes);
    }
}

/// Tells what the system says from what a decoder says, whose errors look the same.
fn of_system(error: io::Error) -> io::Error {
    match error.kind() {
        io::ErrorKind::Interrupted => error,
        _ => Reason::Unreadable(error.to_string()).into(),
    }
}

/// One member, frame or stream.
enum Member {
    Gzip(GzDecoder<Packed>),
    Zstd(zstd::Decoder<'static, Packed>),
    Bzip2(BzDecoder<Packed>),
    Xz(XzDecoder<Packed>),
}

impl Member {
    fn open(compression: Compression, packed: Packed) -> io::Result<Member> {
        Ok(match compression {
            Compression::Gzip => Member::Gzip(GzDecoder::new(packed)),
            Compression::Zstd => Member::Zstd(zstd::Decoder::with_buffer(packed)?.single_frame()),
            Compression::Bzip2 => Member::Bzip2(BzDecoder::new(packed)),
            Compression::Xz => Member::Xz(XzDecoder::new_stream(packed, Stream::new_stream_decoder(XZ_BYTES, 0)?)),
        })
    }

    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Member::Gzip(member) => member.read(buffer),
            Member::Zstd(member) => member.read(buffer),
            Member::Bzip2(member) => member.read(buffer),
            Member::Xz(member) => member.read(buffer),
        }
    }

    fn packed(&self) -> &Packed {
        match self {
            Member::Gzip(member) => member.get_ref(),
            Member::Zstd(member) => member.get_ref(),
            Member::Bzip2(member) => member.get_ref(),
            Member::Xz(member) => member.get_ref(),
        }
    }

    fn into_packed(self) -> Packed {
        match self {
            Member::Gzip(member) => member.into_inner(),
            Member::Zstd(member) => member.finish(),
            Member::Bzip2(member) => member.into_inner(),
            Member::Xz(member) => member.into_inner(),
        }
    }
}

/// All members, one behind the other.
struct Unpacked {
    compression: Compression,
    /// `None` after the last, or after an error.
    member: Option<Member>,
    most_bytes: u64,
    /// What this member unpacked to so far.
    n_written: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        while let Some(mut member) = self.member.take() {
            match member.read(buffer) {
                Ok(0) => self.member = next_member(self.compression, member.into_packed())?,
                Ok(n) => {
                    self.n_written += n as u64;
                    let n_used = member.packed().n_used;
                    if self.most_bytes < self.n_written && n_used.saturating_mul(MOST_TIMES) < self.n_written {
                        return Err(Reason::Bomb.into());
                    }
                    self.member = Some(member);
                    return Ok(n);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    self.member = Some(member);
                    return Err(error);
                }
                Err(error) => return Err(damage(error)),
            }
            self.n_written = 0;
        }
        Ok(0)
    }
}

/// The member behind one that has ended, if there is one.
fn next_member(compression: Compression, mut packed: Packed) -> io::Result<Option<Member>> {
    // Streams of xz may have zeros between and behind them.
    while compression == Compression::Xz && packed.peek(1)? == [0] {
        packed.consume(1);
    }
    let start = packed.peek(LONGEST_MAGIC)?;
    if start.is_empty() {
        return Ok(None);
    }
    if Compression::of(start) != Some(compression) {
        return Err(Reason::AfterArchive.into());
    }
    packed.n_used = 0;
    Member::open(compression, packed).map(Some).map_err(damage)
}

/// What an error of a decoder means.
fn damage(error: io::Error) -> io::Error {
    if error.get_ref().is_some_and(|error| error.is::<Reason>()) {
        return error;
    }
    match error.kind() {
        io::ErrorKind::UnexpectedEof => Reason::CutArchive.into(),
        _ => Reason::DamagedArchive(slantwise::corpus::shown(&error.to_string())).into(),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    const TEXT: &str = "The ferry sank.\n";

    /// What each program makes of these bytes.
    fn packed(bytes: &[u8]) -> [Vec<u8>; 4] {
        let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        gzip.write_all(bytes).unwrap();
        // Without a checksum no damage would show.
        let mut zstd = zstd::Encoder::new(Vec::new(), 3).unwrap();
        zstd.include_checksum(true).unwrap();
        zstd.write_all(bytes).unwrap();
        let mut bzip2 = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
        bzip2.write_all(bytes).unwrap();
        let mut xz = liblzma::write::XzEncoder::new(Vec::new(), 1);
        xz.write_all(bytes).unwrap();
        [gzip.finish().unwrap(), zstd.finish().unwrap(), bzip2.finish().unwrap(), xz.finish().unwrap()]
    }

    /// What was read, and why it ended early.
    fn read(bytes: Vec<u8>, most_bytes: u64) -> (String, Option<String>) {
        let mut reader = unpacked(Cursor::new(bytes), most_bytes).unwrap();
        let mut text = Vec::new();
        let mut buffer = [0; 1000];
        loop {
            match reader.read(&mut buffer) {
                Ok(0) => return (String::from_utf8(text).unwrap(), None),
                Ok(n) => text.extend_from_slice(&buffer[..n]),
                Err(error) => {
                    // It says so once, and then has nothing more.
                    assert_eq!(reader.read(&mut buffer).unwrap(), 0);
                    let reason = error.get_ref().unwrap().downcast_ref::<Reason>().unwrap().name().into_owned();
                    return (String::from_utf8(text).unwrap(), Some(reason));
                }
            }
        }
    }

    #[test]
    fn whatever_is_not_compressed_is_read_as_it_is() {
        for text in ["", "B", "BZh", "The ferry sank.", "\u{1f}\u{8b}"] {
            assert_eq!(read(text.into(), 100), (text.to_owned(), None));
        }
    }

    #[test]
    fn members_are_read_one_behind_the_other() {
        for one in packed(TEXT.as_bytes()) {
            assert_eq!(read(one.clone(), 100), (TEXT.to_owned(), None));
            let empty = packed(b"").into_iter().find(|empty| empty[..2] == one[..2]).unwrap();
            assert_eq!(read([&one[..], &empty, &one].concat(), 100), (TEXT.repeat(2), None));
            assert_eq!(read(one.repeat(3_000), 100), (TEXT.repeat(3_000), None));
        }
        let [.., xz] = packed(TEXT.as_bytes());
        assert_eq!(read([&xz[..], &[0; 8], &xz, &[0; 4]].concat(), 100), (TEXT.repeat(2), None));
    }

    #[test]
    fn what_comes_before_a_cut_is_read() {
        for one in packed(TEXT.as_bytes()) {
            for cut in 8..one.len() {
                let (text, reason) = read([&one[..], &one[..cut]].concat(), 100);
                assert!(text.starts_with(TEXT));
                assert_eq!(reason.as_deref(), Some("archive cut short"), "{cut} of {one:x?}");
            }
        }
    }

    #[test]
    fn a_damaged_archive_and_bytes_behind_one_are_named() {
        for one in packed(TEXT.as_bytes()) {
            for junk in ["x", "\0\0\0\0\0\0\0\0x", "junk behind it"] {
                let (text, reason) = read([&one[..], junk.as_bytes()].concat(), 100);
                assert_eq!((text.as_str(), reason.as_deref()), (TEXT, Some("bytes after an archive")), "{junk}");
            }
            let mut damaged = one.clone();
            let middle = damaged.len() / 2;
            damaged[middle..middle + 4].iter_mut().for_each(|byte| *byte ^= 0x55);
            let reason = read([&one[..], &damaged].concat(), 100).1;
            assert!(matches!(reason.as_deref(), Some("damaged archive" | "archive cut short")), "{reason:?}");
        }
    }

    #[test]
    fn a_bomb_is_given_up_and_a_dense_archive_is_not() {
        let zeros = vec![b'0'; 3 << 20];
        for one in packed(&zeros) {
            let is_bomb = u64::try_from(zeros.len()).unwrap() > MOST_TIMES * one.len() as u64;
            let (text, reason) = read(one.clone(), 1 << 20);
            assert_eq!(reason.as_deref(), is_bomb.then_some("decompression bomb"), "{} bytes", one.len());
            assert!(!is_bomb || text.len() < zeros.len());
            // Below the limit of an article nothing is refused.
            assert_eq!(read(one, 4 << 20), (String::from_utf8(zeros.clone()).unwrap(), None));
        }
    }
}

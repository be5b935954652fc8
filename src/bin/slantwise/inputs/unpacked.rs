//! What is in a file that may be compressed? Its first bytes say whether it is, and how.
//!
//! One level is unpacked: members of gzip, frames of zstd, streams of bzip2 and
//! xz, one behind the other. Where one is damaged or gives too much, that is
//! said, and whoever reads on gets what the next one holds. To find that, the
//! packed bytes of a member are held, the first megabyte of them: a decoder
//! often goes wrong unnoticed and reads past the end of its member.

use std::io::{self, BufRead, Cursor, Read};

use bzip2::bufread::BzDecoder;
use flate2::bufread::GzDecoder;
use liblzma::bufread::XzDecoder;
use liblzma::stream::Stream;
use memchr::memmem;
use slantwise::corpus::{DamagedInput, Reason};

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
            let member = Member::open(compression, Packed::new(Box::new(reader), start))?;
            let n_written = 0;
            Ok(Box::new(Unpacked { compression, member: Some(member), damaged: None, most_bytes, n_written }))
        }
    }
}

/// Whether a name ends as those of compressed files do.
pub(super) fn is_compression(ending: &str) -> bool {
    ["gz", "zst", "bz2", "xz"].contains(&ending)
}

const LONGEST_MAGIC: usize = 6;

/// So many compressed bytes are read at a time; few when fuzzing, so that inputs of a fuzzer reach past them.
const PACKED_BYTES: usize = if cfg!(fuzzing) { 64 } else { 64 << 10 };

/// So many compressed bytes of a member are kept. Records of a web archive, which have a member each, are mostly shorter.
const KEPT_BYTES: usize = if cfg!(fuzzing) { 256 } else { 1 << 20 };

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

    /// What every member starts with.
    fn magic(self) -> &'static [u8] {
        match self {
            Compression::Gzip => b"\x1f\x8b\x08",
            Compression::Zstd => b"\x28\xb5\x2f\xfd",
            Compression::Bzip2 => b"BZh",
            Compression::Xz => b"\xfd7zXZ\0",
        }
    }
}

/// The compressed bytes, counted as they are used up.
struct Packed {
    reader: Box<dyn Read>,
    /// What was read and not used up is `buffer[at..]`.
    buffer: Vec<u8>,
    at: usize,
    /// Which byte of the file that is, and which one the member starts with.
    position: u64,
    member_start: u64,
    /// The first bytes of the member, as far as they are used up.
    used: Vec<u8>,
    /// Up to here bytes are not gone back over any more: so each is unpacked twice at most.
    farthest: u64,
    /// What the system said behind the bytes in the buffer.
    failure: Option<io::Error>,
}

impl Packed {
    fn new(reader: Box<dyn Read>, start: Vec<u8>) -> Packed {
        let used = Vec::new();
        Packed { reader, buffer: start, at: 0, position: 0, member_start: 0, used, farthest: 0, failure: None }
    }

    /// A member begins here.
    fn begin(&mut self) {
        self.used.clear();
        self.member_start = self.position;
    }

    /// How many bytes of the member are used up.
    fn n_used(&self) -> u64 {
        self.position - self.member_start
    }

    /// Goes back to behind the first byte of the member, if all is kept that it used up. In any case it ends behind that
    /// byte: the same member is not tried again.
    fn go_back(&mut self) {
        if self.farthest <= self.member_start && !self.used.is_empty() && self.used.len() as u64 == self.n_used() {
            self.farthest = self.position;
            self.used.extend_from_slice(&self.buffer[self.at..]);
            self.buffer = self.used.split_off(1);
            self.at = 0;
            self.position = self.member_start + 1;
        } else if self.n_used() == 0 && self.at < self.buffer.len() {
            // zstd uses up nothing of what it finds damaged.
            self.pass(1);
        }
    }

    /// Goes on to where a member may start; says whether there is such a place.
    fn seek(&mut self, compression: Compression) -> io::Result<bool> {
        let magic = compression.magic();
        loop {
            let there = &self.buffer[self.at..];
            if let Some(at) = memmem::find(there, magic) {
                self.pass(at);
                let start = self.peek(LONGEST_MAGIC)?;
                // Bits of gzip that must not be set rule out most of what only looks like a member.
                let is_none = compression == Compression::Gzip && start.get(3).is_none_or(|flags| 0x1f < *flags);
                if Compression::of(start) == Some(compression) && !is_none {
                    return Ok(true);
                }
                self.pass(1);
            } else {
                // A start may be cut in two.
                let kept = there.len().min(magic.len() - 1);
                self.pass(there.len() - kept);
                if self.peek(PACKED_BYTES)?.len() == kept {
                    self.pass(kept);
                    return Ok(false);
                }
            }
        }
    }

    fn pass(&mut self, bytes: usize) {
        self.at += bytes;
        self.position += bytes as u64;
    }

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
            if let Some(error) = self.failure.take() {
                return Err(of_system(error));
            }
            self.buffer.clear();
            self.at = 0;
            // As many as there are: what a decoder gives before it finds damage depends on how many it is given.
            let read = self.reader.by_ref().take(PACKED_BYTES as u64).read_to_end(&mut self.buffer);
            match read {
                Err(error) if self.buffer.is_empty() => return Err(of_system(error)),
                read => self.failure = read.err(),
            }
        }
        Ok(&self.buffer[self.at..])
    }

    fn consume(&mut self, bytes: usize) {
        let end = self.buffer.len().min(self.at + bytes);
        let kept = (KEPT_BYTES - self.used.len()).min(end - self.at);
        self.used.extend_from_slice(&self.buffer[self.at..self.at + kept]);
        self.pass(end - self.at);
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
    /// What is to be searched for the next one, after an error.
    damaged: Option<Packed>,
    most_bytes: u64,
    /// What this member unpacked to so far.
    n_written: u64,
}

impl Read for Unpacked {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        if let Some(mut packed) = self.damaged.take()
            && packed.seek(self.compression)?
        {
            self.begin(packed)?;
        }
        while let Some(mut member) = self.member.take() {
            match member.read(buffer) {
                Ok(0) => self.next_member(member.into_packed())?,
                Ok(n) => {
                    self.n_written += n as u64;
                    let n_used = member.packed().n_used();
                    if self.most_bytes < self.n_written && n_used.saturating_mul(MOST_TIMES) < self.n_written {
                        self.damaged = Some(member.into_packed());
                        return Err(Reason::Bomb.into());
                    }
                    self.member = Some(member);
                    return Ok(n);
                }
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {
                    self.member = Some(member);
                    return Err(error);
                }
                Err(error) => return Err(self.damage(error, member.into_packed())),
            }
        }
        Ok(0)
    }
}

impl Unpacked {
    /// The member that starts here.
    fn begin(&mut self, mut packed: Packed) -> io::Result<()> {
        packed.begin();
        self.n_written = 0;
        self.member = Some(Member::open(self.compression, packed)?);
        Ok(())
    }

    /// The member behind one that has ended, if there is one.
    fn next_member(&mut self, mut packed: Packed) -> io::Result<()> {
        // Streams of xz may have zeros between and behind them.
        while self.compression == Compression::Xz && packed.peek(1)? == [0] {
            packed.consume(1);
        }
        let start = packed.peek(LONGEST_MAGIC)?;
        if start.is_empty() {
            return Ok(());
        }
        if Compression::of(start) != Some(self.compression) {
            self.damaged = Some(packed);
            return Err(Reason::AfterArchive.into());
        }
        self.begin(packed)
    }

    /// What an error of a decoder means.
    fn damage(&mut self, error: io::Error, mut packed: Packed) -> io::Error {
        if error.get_ref().is_some_and(|error| error.is::<Reason>()) {
            return error;
        }
        let (reason, unsure_bytes) = match error.kind() {
            io::ErrorKind::UnexpectedEof => (Reason::CutArchive, 0),
            _ => (Reason::DamagedArchive(slantwise::corpus::shown(&error.to_string())), self.n_written),
        };
        packed.go_back();
        self.damaged = Some(packed);
        DamagedInput { reason, unsure_bytes }.into()
    }
}

#[cfg(test)]
// Said in full, since the fuzz target takes this file from elsewhere.
#[path = "unpacked/tests.rs"]
mod tests;

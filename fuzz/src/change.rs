//! How is an input changed so that it is still read? What says how long something is goes on saying it, and what is packed
//! is changed before it is packed.
//!
//! libFuzzer changes bytes where they stand. Of formats that state lengths hardly a change would get past the first of them.

use std::io::{Read, Write};

use bzip2::read::MultiBzDecoder;
use bzip2::write::BzEncoder;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzzer_mutate;
use liblzma::read::XzDecoder;
use liblzma::write::XzEncoder;
use memchr::memmem;

/// Bytes that something packed may unpack to, to be changed.
const MOST_UNPACKED: u64 = 64 << 10;

/// How an input of one format is changed, with a number that decides what of it; `None` if there is nothing to change.
pub type Change = fn(&[u8], u32) -> Option<Vec<u8>>;

/// Changes `data[..size]` as its format needs it, or at every third number as libFuzzer does; returns how long it is then.
pub fn change(data: &mut [u8], size: usize, most: usize, seed: u32, change: Change) -> usize {
    let changed = if seed.is_multiple_of(3) { None } else { change(&data[..size], seed / 3) };
    match changed {
        Some(changed) if changed.len() <= most => {
            data[..changed.len()].copy_from_slice(&changed);
            changed.len()
        }
        _ => fuzzer_mutate(data, size, most),
    }
}

/// A Parquet file: its columns or its footer.
pub fn parquet(file: &[u8], seed: u32) -> Option<Vec<u8>> {
    let (file, end) = file.split_last_chunk::<8>()?;
    let length = u32::from_le_bytes(*end.first_chunk()?) as usize;
    let (columns, footer) = file.split_at_checked(file.len().checked_sub(length)?)?;
    let (columns, footer) = if seed.is_multiple_of(2) {
        // The footer says where each column starts: what is behind them may not move.
        let mut changed = bytes(columns);
        changed.resize(columns.len(), 0);
        (changed, footer.to_vec())
    } else {
        (columns.to_vec(), bytes(footer))
    };
    let length = (footer.len() as u32).to_le_bytes();
    Some([&columns[..], &footer, &length, b"PAR1"].concat())
}

/// A web archive: what one record holds.
pub fn archive(file: &[u8], seed: u32) -> Option<Vec<u8>> {
    let starts: Vec<usize> = memmem::find_iter(file, b"WARC/1").collect();
    let at = seed as usize % starts.len().max(1);
    let start = *starts.get(at)?;
    let end = starts.get(at + 1).map_or(file.len(), |end| *end);
    let (head, content) = headed(&file[start..end])?;
    let content = response(content.strip_suffix(b"\r\n\r\n").unwrap_or(content));
    let lines = head.split_inclusive(|c| *c == b'\n').filter(|line| !line.starts_with(b"Content-Length"));
    let length = format!("Content-Length: {}\r\n\r\n", content.len());
    Some(
        [&file[..start], &lines.collect::<Vec<_>>().concat(), length.as_bytes(), &content, b"\r\n\r\n", &file[end..]]
            .concat(),
    )
}

/// Something compressed: what it holds, each record of an archive in a member of its own.
pub fn packed(file: &[u8], seed: u32) -> Option<Vec<u8>> {
    let inside = unpacked(file)?;
    let changed = archive(&inside, seed).unwrap_or_else(|| bytes(&inside));
    let mut starts: Vec<usize> = memmem::find_iter(&changed, b"WARC/1").filter(|start| 0 < *start).collect();
    starts.push(changed.len());
    let mut start = 0;
    let members = starts.into_iter().map(|end| pack(file, &changed[std::mem::replace(&mut start, end)..end]));
    Some(members.collect::<Option<Vec<_>>>()?.concat())
}

/// What a record holds: the body of a response before it was packed, or all of it.
fn response(content: &[u8]) -> Vec<u8> {
    let inside = headed(content).and_then(|(head, body)| Some((head, body, unpacked(body)?)));
    let changed = inside.and_then(|(head, body, inside)| Some([head, b"\r\n", &pack(body, &bytes(&inside))?].concat()));
    changed.unwrap_or_else(|| bytes(content))
}

/// The lines of a head, and what comes behind the empty line.
fn headed(record: &[u8]) -> Option<(&[u8], &[u8])> {
    let at = memmem::find(record, b"\r\n\r\n")?;
    Some((&record[..at + 2], &record[at + 4..]))
}

/// Bytes as libFuzzer changes them.
fn bytes(bytes: &[u8]) -> Vec<u8> {
    let mut changed = bytes.to_vec();
    // No change makes more of them than these.
    changed.resize(bytes.len() + 256, 0);
    let most = changed.len();
    let size = fuzzer_mutate(&mut changed, bytes.len(), most);
    changed.truncate(size);
    changed
}

/// What something packed holds, if it is whole.
fn unpacked(packed: &[u8]) -> Option<Vec<u8>> {
    let mut unpacked = Vec::new();
    let read = match packed {
        [0x1f, 0x8b, ..] => MultiGzDecoder::new(packed).take(MOST_UNPACKED).read_to_end(&mut unpacked),
        [0x28, 0xb5, ..] => zstd::Decoder::new(packed).ok()?.take(MOST_UNPACKED).read_to_end(&mut unpacked),
        [b'B', b'Z', ..] => MultiBzDecoder::new(packed).take(MOST_UNPACKED).read_to_end(&mut unpacked),
        [0xfd, b'7', ..] => XzDecoder::new_multi_decoder(packed).take(MOST_UNPACKED).read_to_end(&mut unpacked),
        _ => return None,
    };
    read.ok().map(|_| unpacked)
}

/// Bytes packed as something else is.
fn pack(like: &[u8], bytes: &[u8]) -> Option<Vec<u8>> {
    match like {
        [0x1f, 0x8b, ..] => {
            let mut gzip = GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(bytes).and_then(|()| gzip.finish()).ok()
        }
        [b'B', b'Z', ..] => {
            let mut bzip2 = BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            bzip2.write_all(bytes).and_then(|()| bzip2.finish()).ok()
        }
        [0xfd, b'7', ..] => {
            let mut xz = XzEncoder::new(Vec::new(), 0);
            xz.write_all(bytes).and_then(|()| xz.finish()).ok()
        }
        _ => zstd::encode_all(bytes, 1).ok(),
    }
}

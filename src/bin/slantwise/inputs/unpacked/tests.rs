//! What comes out of compressed bytes, whole and damaged?

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
                let error = error.get_ref().unwrap();
                let damage = error.downcast_ref::<DamagedInput>().map(|damage| &damage.reason);
                let reason = damage.or(error.downcast_ref()).unwrap().name().into_owned();
                return (String::from_utf8(text).unwrap(), Some(reason));
            }
        }
    }
}

/// A reader that gives so many bytes at a time, as a pipe may.
struct Slow(Cursor<Vec<u8>>, usize);

impl Read for Slow {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.1.min(buffer.len());
        self.0.read(&mut buffer[..n])
    }
}

#[test]
fn what_comes_before_damage_does_not_depend_on_how_much_a_read_gives() {
    let lines: String = (0..200_u32).map(|n| format!("{} The ferry sank.\n", n.wrapping_mul(2_654_435_761))).collect();
    for mut bytes in packed(lines.as_bytes()) {
        let middle = bytes.len() / 2;
        bytes[middle..middle + 8].iter_mut().for_each(|byte| *byte ^= 0x55);
        let before = |most| {
            let mut text = Vec::new();
            let mut reader = unpacked(Slow(Cursor::new(bytes.clone()), most), 1 << 20).unwrap();
            let error = reader.read_to_end(&mut text).unwrap_err();
            (error.to_string(), text)
        };
        let whole = before(usize::MAX);
        for most in [1, 7, 100] {
            assert_eq!(before(most), whole, "{most} bytes at a time");
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
fn what_is_behind_damage_is_given_to_whoever_reads_on() {
    for one in packed(TEXT.as_bytes()) {
        let mut wrong = one.clone();
        let middle = wrong.len() / 2;
        wrong[middle..middle + 4].iter_mut().for_each(|byte| *byte ^= 0x55);
        let cut = &one[..one.len() - 5];
        for between in [&wrong[..], cut, b"junk", &[&wrong[..], b"junk", cut].concat()] {
            let bytes = [&one[..], between, &one].concat();
            let mut reader = unpacked(Cursor::new(bytes), 100).unwrap();
            let (mut text, mut n_errors) = (Vec::new(), 0);
            loop {
                let start = text.len();
                match reader.read_to_end(&mut text) {
                    Ok(_) => break,
                    Err(error) => {
                        n_errors += 1;
                        let damage = error.get_ref().unwrap().downcast_ref::<DamagedInput>();
                        let n_unsure = damage.map_or(0, |damage| damage.unsure_bytes as usize);
                        assert!(n_unsure <= text.len() - start);
                        text.truncate(text.len() - n_unsure);
                    }
                }
            }
            assert!(text.starts_with(TEXT.as_bytes()) && text.ends_with(TEXT.as_bytes()), "{one:x?}");
            assert!(0 < n_errors && TEXT.len() < text.len());
        }
    }
}

#[test]
fn nothing_but_starts_takes_linear_time() {
    // Each is a member with a block that is stored as it is, which holds the next members.
    let start = b"\x1f\x8b\x08\0\0\0\0\0\0\x03\0\xff\x7f\0\x80";
    let bytes = start.repeat(1 << 17);
    let n_bytes = bytes.len();
    let mut reader = unpacked(Cursor::new(bytes), 1 << 20).unwrap();
    let mut n_given = 0;
    loop {
        let mut given = Vec::new();
        let is_over = reader.read_to_end(&mut given).is_ok();
        n_given += given.len();
        if is_over {
            break;
        }
    }
    assert!(n_given <= 3 * n_bytes, "{n_given} of {n_bytes}");
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

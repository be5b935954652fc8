//! Bar 11: what does compressed input cost beyond unpacking it?

use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use flate2::Compression;
use flate2::read::MultiGzDecoder;
use flate2::write::GzEncoder;

use super::corpus::Corpus;
use super::measure::{cpu_seconds, medians};
use super::process;
use super::scratch::Scratch;

/// Prints both kinds, as gzip and zstd make them unless told otherwise.
pub fn print(corpus: &Corpus) {
    let scratch = Scratch::new("packed");
    let plain = scratch.write("articles.jsonl", &corpus.bytes);
    let mut gzip = GzEncoder::new(Vec::new(), Compression::default());
    gzip.write_all(&corpus.bytes).expect("memory can be written");
    let gzip = scratch.write("articles.jsonl.gz", gzip.finish().expect("memory can be written"));
    let zstd = zstd::encode_all(&corpus.bytes[..], 0).expect("memory can be written");
    let zstd = scratch.write("articles.jsonl.zst", zstd);
    let wanted = profile(&plain);
    for (what, path, unpack) in
        [(".gz", gzip, unpack_gzip as fn(File) -> u64), (".zst", zstd, unpack_zstd as fn(File) -> u64)]
    {
        assert!(profile(&path) == wanted, "{what} has the same figures");
        let open = || File::open(&path).expect("it was just written");
        assert_eq!(unpack(open()), corpus.bytes.len() as u64);
        let [unpacking, read_plain, ours] =
            medians([&mut || cpu_seconds(|| unpack(open())), &mut || process::cpu_of(&arguments(&plain)), &mut || {
                process::cpu_of(&arguments(&path))
            }]);
        println!(
            "bar 11  {what}: {ours:.2} CPU s; unpacking alone {unpacking:.2} and profile unpacked {read_plain:.2}; ratio \
             {:.2} (bar at most 1.1); {:.0} MB/s of text",
            ours / (unpacking + read_plain),
            corpus.text.per(ours),
        );
    }
}

fn arguments(path: &Path) -> [String; 6] {
    ["profile", &path.to_string_lossy(), "--threads", "1", "--quiet", "--format=csv"].map(str::to_owned)
}

fn profile(path: &Path) -> String {
    process::output_of(&arguments(path))
}

fn unpack_gzip(file: File) -> u64 {
    emptied(MultiGzDecoder::new(file))
}

fn unpack_zstd(file: File) -> u64 {
    emptied(zstd::Decoder::new(file).expect("it was just written"))
}

fn emptied(mut reader: impl Read) -> u64 {
    io::copy(&mut reader, &mut io::sink()).expect("it was just written")
}

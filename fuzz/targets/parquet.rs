#![no_main]

use bytes::Bytes;
use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use slantwise::corpus::{ParquetPieces, Reading};

// The library may panic: that is an error like any other.
fuzz_target!(init: slantwise_fuzz::let_panics_be_caught(), |bytes: &[u8]| {
    let reading = Reading { max_article_bytes: 1 << 20, ..Reading::default() };
    if let Ok(pieces) = ParquetPieces::open(Bytes::copy_from_slice(bytes), "a", &reading) {
        slantwise_fuzz::records(pieces, &reading);
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    slantwise_fuzz::change::change(data, size, most, seed, slantwise_fuzz::change::parquet)
});

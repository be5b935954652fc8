#![no_main]

use std::io::Cursor;

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use slantwise::corpus::{Format, Pieces, Reading};
use slantwise_fuzz::{Slow, few};

// It is of the program and not of the library, but takes bytes from anywhere.
#[allow(dead_code, reason = "the program asks it for names of files too")]
#[path = "../../src/bin/slantwise/inputs/unpacked.rs"]
mod unpacked;

fuzz_target!(init: slantwise_fuzz::let_panics_be_caught(), |bytes: &[u8]| {
    let reading = Reading { max_article_bytes: 1 << 20, ..Reading::default() };
    for format in [Format::Archive, Format::Lines] {
        let records = |most| {
            let reader = unpacked::unpacked(Slow { reader: Cursor::new(bytes.to_vec()), most }, 1 << 20).ok()?;
            Some(slantwise_fuzz::records(Pieces::new(reader, "a", "b", format, &reading), &reading))
        };
        assert_eq!(records(usize::MAX), records(few(bytes)), "what comes out depends on how much a read gives");
    }
});

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    slantwise_fuzz::change::change(data, size, most, seed, slantwise_fuzz::change::packed)
});

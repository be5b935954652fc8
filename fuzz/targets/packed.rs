#![no_main]

use std::io::Cursor;

use libfuzzer_sys::fuzz_target;
use slantwise::corpus::{Format, Pieces, Reading};

// It is of the program and not of the library, but takes bytes from anywhere.
#[allow(dead_code, reason = "the program asks it for names of files too")]
#[path = "../../src/bin/slantwise/inputs/unpacked.rs"]
mod unpacked;

fuzz_target!(init: slantwise_fuzz::let_panics_be_caught(), |bytes: &[u8]| {
    let reading = Reading { max_article_bytes: 1 << 20, ..Reading::default() };
    for format in [Format::Archive, Format::Lines] {
        if let Ok(reader) = unpacked::unpacked(Cursor::new(bytes.to_vec()), 1 << 20) {
            slantwise_fuzz::records(Pieces::new(reader, "a", "b", format, &reading), &reading);
        }
    }
});

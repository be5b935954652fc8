#![no_main]

use libfuzzer_sys::{fuzz_mutator, fuzz_target};
use slantwise::corpus::Format;

// The extractors may panic: that costs their page, and is no fault of ours.
fuzz_target!(init: slantwise_fuzz::let_panics_be_caught(), |bytes: &[u8]| slantwise_fuzz::read(bytes, Format::Archive));

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    slantwise_fuzz::change::change(data, size, most, seed, slantwise_fuzz::change::archive)
});

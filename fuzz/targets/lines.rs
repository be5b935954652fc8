#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::corpus::Format;

fuzz_target!(|bytes: &[u8]| slantwise_fuzz::read(bytes, Format::Lines));

#![no_main]

use libfuzzer_sys::fuzz_target;
use slantwise::corpus::Outlets;

fuzz_target!(|bytes: &[u8]| match Outlets::read(bytes) {
    Ok(outlets) => {
        outlets.by_name("Harbour Daily");
        outlets.by_url("https://www.harbour.example/1");
    }
    Err(errors) => assert!(!errors.is_empty()),
});

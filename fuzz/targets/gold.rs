#![no_main]

use std::io::BufReader;

use libfuzzer_sys::fuzz_target;
use slantwise::proof::{BadRecord, Gold, GoldReading, records};
use slantwise_fuzz::{Slow, few};

// The second takes only some of the records, and of their spans.
fuzz_target!(|bytes: &[u8]| {
    let chosen =
        GoldReading { types: vec!["Doubt".into()], only: vec![("label".into(), "1".into())], ..Default::default() };
    for reading in [GoldReading::default(), chosen] {
        let read = |most| -> Vec<Result<Gold, BadRecord>> {
            records(BufReader::new(Slow { reader: bytes, most }), &reading).collect()
        };
        let whole = read(usize::MAX);
        assert_eq!(whole, read(few(bytes)), "what comes out depends on how much a read gives");
        for record in whole {
            match record {
                Ok(Gold { text, spans, .. }) => {
                    let spans = spans.unwrap_or_default();
                    assert!(spans.is_sorted() && spans.iter().all(|span| !span.of(&text).is_empty()));
                }
                Err(bad) => assert!(bad.to_string().chars().all(|c| !c.is_control()), "{bad}"),
            }
        }
    }
});

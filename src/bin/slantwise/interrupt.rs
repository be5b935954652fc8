//! Was Ctrl-C pressed? Once asks the program to finish what is in hand; twice ends it.

use std::sync::atomic::{AtomicBool, Ordering};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Listens for Ctrl-C and for the signal to terminate.
pub fn listen() {
    // Where no handler can be set, the system ends the program at the first Ctrl-C: nothing of ours depends on it.
    let _ = ctrlc::set_handler(|| {
        if REQUESTED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    });
}

/// Whether it was pressed.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

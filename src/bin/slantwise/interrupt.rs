//! Was Ctrl-C pressed? Once asks the program to finish what is in hand; twice ends it.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, LazyLock};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

static REQUESTED: LazyLock<Arc<AtomicBool>> = LazyLock::new(Arc::default);

/// What asks the program to end.
const SIGNALS: &[i32] = &[
    SIGINT,
    SIGTERM,
    #[cfg(unix)]
    signal_hook::consts::SIGHUP,
];

/// Listens for Ctrl-C, for the signal to terminate, and for the end of the terminal. What was to be ignored when the program
/// was started, as by `nohup`, stays so.
pub fn listen() {
    let ignored = ignored();
    for &signal in SIGNALS.iter().filter(|&&signal| ignored >> (signal - 1) & 1 == 0) {
        // Where none can be listened for, the system ends the program at the first: nothing of ours depends on it.
        let _ = flag::register_conditional_shutdown(signal, 130, Arc::clone(&REQUESTED));
        let _ = flag::register(signal, Arc::clone(&REQUESTED));
    }
}

/// The signals that are ignored, one bit each from 1 on. Only Linux tells without unsafe code.
fn ignored() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or_default()
}

/// Whether it was pressed.
pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

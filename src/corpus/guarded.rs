//! How is it an error like any other when a library panics on a damaged file?
//!
//! The parquet crate takes some of what pages say for granted, such as that a number has no more bits than its type
//! (`num_bits <= T::BIT_CAPACITY`, version 59.3). To find all such places before it does would mean to decode every page
//! twice, so it is called here and its panics are caught, without their message.

use std::cell::Cell;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use parquet::errors::{ParquetError, Result};

thread_local! {
    static IS_GUARDED: Cell<bool> = const { Cell::new(false) };
}

static HOOK: Once = Once::new();

/// Calls the library. What it was called on must not be used again after an error.
pub(crate) fn guarded<T>(call: impl FnOnce() -> Result<T>) -> Result<T> {
    HOOK.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |panicked| {
            if !IS_GUARDED.get() {
                hook(panicked);
            }
        }));
    });
    IS_GUARDED.set(true);
    let returned = panic::catch_unwind(AssertUnwindSafe(call));
    IS_GUARDED.set(false);
    returned.unwrap_or_else(|_| Err(ParquetError::General("what it says of itself is not so".to_owned())))
}

//! How do many threads work without changing the order?

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::sync::{Mutex, mpsc};
use std::thread;

/// Maps items by `work` on `threads` threads and hands the results to `consume` in the order of the items.
///
/// At most `threads + 2` items are in flight, so memory does not grow with their number. When `consume` breaks, no
/// further item is taken; those in flight are finished and dropped. With one thread everything happens on the calling
/// thread.
pub fn ordered<T: Send, R: Send>(
    items: impl Iterator<Item = T>,
    threads: usize,
    work: impl Fn(T) -> R + Sync,
    mut consume: impl FnMut(R) -> ControlFlow<()>,
) {
    if threads <= 1 {
        for item in items {
            if consume(work(item)).is_break() {
                return;
            }
        }
        return;
    }
    let (give, take) = mpsc::sync_channel::<(usize, T)>(threads);
    let (put, results) = mpsc::channel();
    let take = Mutex::new(take);
    let (take, work) = (&take, &work);
    thread::scope(|scope| {
        for _ in 0..threads {
            let put = put.clone();
            scope.spawn(move || {
                loop {
                    // A poisoned lock means that another worker panicked; the scope hands that on.
                    let Ok(next) = take.lock().map(|take| take.recv()) else { return };
                    let Ok((index, item)) = next else { return };
                    if put.send((index, work(item))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(put);
        let mut waiting = BTreeMap::new();
        let (mut given, mut done) = (0, 0);
        let mut items = items.fuse();
        let mut give = Some(give);
        loop {
            while given < done + threads + 2 {
                let Some(item) = items.next() else {
                    give = None;
                    break;
                };
                let sent = give.as_ref().map(|give| give.send((given, item)));
                if !matches!(sent, Some(Ok(()))) {
                    break;
                }
                given += 1;
            }
            if done == given {
                return;
            }
            // Results end early only if a worker panicked; the scope hands that on.
            let Ok((index, result)) = results.recv() else { return };
            waiting.insert(index, result);
            while let Some(result) = waiting.remove(&done) {
                done += 1;
                if consume(result).is_break() {
                    return;
                }
            }
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::time::Duration;

    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let work = |item: u64| {
                // Later items finish first.
                thread::sleep(Duration::from_micros(200 - 2 * item));
                item * item
            };
            ordered(0..100, threads, work, |result| {
                seen.push(result);
                ControlFlow::Continue(())
            });
            assert_eq!(seen, (0..100).map(|item| item * item).collect::<Vec<_>>(), "{threads} threads");
        }
    }

    #[test]
    fn few_items_are_in_flight() {
        let taken = AtomicUsize::new(0);
        let items = (0..1000).inspect(|_| {
            taken.fetch_add(1, Ordering::SeqCst);
        });
        let mut consumed = 0;
        ordered(
            items,
            2,
            |item| item,
            |_| {
                assert!(taken.load(Ordering::SeqCst) <= consumed + 4);
                consumed += 1;
                ControlFlow::Continue(())
            },
        );
        assert_eq!(consumed, 1000);
    }

    #[test]
    fn breaking_ends_the_work() {
        for threads in [1, 3] {
            let mut seen = 0;
            ordered(
                0..,
                threads,
                |item: u64| item,
                |_| {
                    seen += 1;
                    if seen == 10 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
                },
            );
            assert_eq!(seen, 10);
        }
    }
}

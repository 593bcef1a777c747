//! Things and a function in, what it makes of each out, in the things' order. All cores work at it, and how many there
//! are shows in nothing but the time it takes.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// What `make` gives for each thing. Each is made on one thread from beginning to end.
pub(crate) fn map<T: Sync, M: Send>(things: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            things.get(at).map(|thing| (at, make(thing)))
        });
        mine.collect::<Vec<_>>()
    };
    let workers = thread::available_parallelism().map_or(1, NonZero::get).min(things.len());
    let mut made = thread::scope(|threads| {
        // A thread that cannot be had is no loss: the others do its work.
        let others: Vec<_> =
            (1..workers).map_while(|_| thread::Builder::new().spawn_scoped(threads, work).ok()).collect();
        let mut made = work();
        for other in others {
            made.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn what_is_made_stands_in_the_things_order() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&things, |thing| thing * 2), things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
        assert!(map(&things[..0], |thing| *thing).is_empty());
    }
}

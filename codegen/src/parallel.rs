//! Things and a function in, what it makes of each out, in the things' order. On how many threads shows in nothing but
//! the time it takes.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many wait at once: a disk takes what several threads give it in little more than the time of one.
const WAITING: usize = 8;

/// What `make` gives for each thing, with all cores at work. Each is made on one thread from beginning to end.
pub(crate) fn map<T: Sync, M: Send>(things: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_on(thread::available_parallelism().map_or(1, NonZero::get), things, make)
}

/// The same for what waits for the disk.
pub(crate) fn map_waiting<T: Sync, M: Send>(things: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_on(WAITING, things, make)
}

fn map_on<T: Sync, M: Send>(workers: usize, things: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            things.get(at).map(|thing| (at, make(thing)))
        });
        mine.collect::<Vec<_>>()
    };
    let mut made = thread::scope(|threads| {
        // A thread that cannot be had is no loss: the others do its work.
        let others: Vec<_> = (1..workers.min(things.len()))
            .map_while(|_| thread::Builder::new().spawn_scoped(threads, work).ok())
            .collect();
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

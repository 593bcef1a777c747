//! Things and a function in, what it makes of each out, in the things' order. On how many threads shows in nothing but
//! the time it takes.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// How many wait at once: a disk takes what several threads give it in little more than the time of one.
const WAITING: usize = 8;
/// How much stack each has, whoever calls: in an unoptimised build, values as deep in each other as a spec may have them
/// need more than the 2 MiB that threads have otherwise.
const STACK: usize = 16 * 1024 * 1024;

/// What `each` makes of each thing, with all cores at work. Each is made on one thread from beginning to end.
pub(crate) fn map<T: Sync, M: Send>(things: &[T], each: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_on(thread::available_parallelism().map_or(1, NonZero::get), things, each)
}

/// The same for what waits for the disk.
pub(crate) fn map_waiting<T: Sync, M: Send>(things: &[T], each: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_on(WAITING, things, each)
}

fn map_on<T: Sync, M: Send>(workers: usize, things: &[T], each: impl Fn(&T) -> M + Sync) -> Vec<M> {
    let next = AtomicUsize::new(0);
    let work = || {
        let mine = std::iter::from_fn(|| {
            let at = next.fetch_add(1, Ordering::Relaxed);
            things.get(at).map(|thing| (at, each(thing)))
        });
        mine.collect::<Vec<_>>()
    };
    let mut made = thread::scope(|threads| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(threads, work).ok();
        let started: Vec<_> = (0..workers.min(things.len())).map_while(start).collect();
        let mut made = Vec::new();
        for thread in started {
            made.extend(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        // A thread that cannot be had is no loss: the others do its work, or this one does.
        made.extend(work());
        made
    });
    made.sort_unstable_by_key(|(at, _)| *at);
    made.into_iter().map(|(_, made)| made).collect()
}

#[cfg(test)]
mod tests {
    use super::map;
    use crate::source::Source;

    #[test]
    fn what_is_made_stands_in_the_things_order() {
        let things: Vec<usize> = (0..1000).collect();
        assert_eq!(map(&things, |thing| thing * 2), things.iter().map(|thing| thing * 2).collect::<Vec<_>>());
        assert!(map(&things[..0], |thing| *thing).is_empty());
    }

    #[test]
    fn values_deep_in_each_other_do_not_need_too_much_stack() {
        let inner = "{ type: string }".to_owned();
        let deep = (0..28).fold(inner, |ty, _| format!("{{ type: struct, fields: {{ a: {ty} }} }}"));
        let page = format!("title: Deep, method: POST, host: main, path: /deep, request: {{ ids: {deep} }}");
        let platform =
            "hosts: { main: { url: 'https://open.example.com' } }\nenvelopes: { plain: { codes: [code] } }";
        let sources = [
            Source::new("group/deep.yaml", format!("page: {{ {page} }}\ndecisions: {{ envelope: plain }}")),
            Source::new("platform.yaml", platform),
        ];
        let tree = crate::configure().sources(sources).generate().expect("the specs are right");
        assert!(tree.get("group/deep.rs").is_some_and(|text| text.matches("pub struct ").count() >= 28));
    }
}

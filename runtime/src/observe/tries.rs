//! Where a call tells its observer about a try. Without an observer that is nothing.

use http::StatusCode;
use tokio::time::Instant;

use super::{Observer, TryEnd, TryEnded, TryStarts};

/// A try that goes on. One that is dropped ends as dropped.
pub(crate) struct WatchedTry<'c>(Option<Going<'c>>);

struct Going<'c> {
    observer: &'c dyn Observer,
    started: Instant,
    endpoint: &'static str,
    number: u32,
}

impl<'c> WatchedTry<'c> {
    /// Tells that a try starts.
    pub(crate) fn starts(observer: Option<&'c dyn Observer>, endpoint: &'static str, number: u32) -> Self {
        Self(observer.map(|observer| {
            observer.try_starts(&TryStarts { endpoint, number });
            Going { observer, started: Instant::now(), endpoint, number }
        }))
    }

    /// Tells how the try ended. `log_id` gives the try's own, without what nothing may show.
    pub(crate) fn ended(
        mut self,
        end: TryEnd,
        status: Option<StatusCode>,
        code: Option<i64>,
        log_id: impl FnOnce() -> Option<String>,
    ) {
        self.tell(end, status, code, log_id);
    }

    fn tell(
        &mut self,
        end: TryEnd,
        status: Option<StatusCode>,
        code: Option<i64>,
        log_id: impl FnOnce() -> Option<String>,
    ) {
        let Some(Going { observer, started, endpoint, number }) = self.0.take() else { return };
        let (log_id, duration) = (log_id(), started.elapsed());
        observer.try_ended(&TryEnded { endpoint, number, end, status, code, log_id, duration });
    }
}

impl Drop for WatchedTry<'_> {
    fn drop(&mut self) {
        self.tell(TryEnd::Dropped, None, None, || None);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    use http::StatusCode;

    use super::WatchedTry;
    use crate::retry::TryKind;
    use crate::{Observer, TryEnd, TryEnded, TryStarts};

    #[derive(Default)]
    struct Notes {
        starts: Mutex<Vec<TryStarts>>,
        ends: Mutex<Vec<TryEnded>>,
    }

    impl Observer for Arc<Notes> {
        fn try_starts(&self, try_starts: &TryStarts) {
            self.starts.lock().expect("nobody panics").push(try_starts.clone());
        }

        fn try_ended(&self, try_ended: &TryEnded) {
            self.ends.lock().expect("nobody panics").push(try_ended.clone());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_try_that_starts_ends_once() {
        let notes = Arc::new(Notes::default());
        let first = WatchedTry::starts(Some(&notes), "group/endpoint", 1);
        tokio::time::advance(Duration::from_secs(2)).await;
        let kind = TryEnd::Failed(TryKind::Rejected);
        first.ended(kind, Some(StatusCode::OK), Some(7), || Some("l".to_owned()));
        drop(WatchedTry::starts(Some(&notes), "group/endpoint", 2));
        WatchedTry::starts(None, "group/endpoint", 3).ended(TryEnd::Success, None, None, || None);

        let starts = notes.starts.lock().expect("nobody panics");
        assert_eq!(starts.iter().map(|start| start.number).collect::<Vec<_>>(), [1, 2]);
        let ends = notes.ends.lock().expect("nobody panics");
        let [first, second] = &ends[..] else { panic!("{ends:?}") };
        let expected = TryEnded {
            endpoint: "group/endpoint",
            number: 1,
            end: kind,
            status: Some(StatusCode::OK),
            code: Some(7),
            log_id: Some("l".to_owned()),
            duration: Duration::from_secs(2),
        };
        assert_eq!(*first, expected);
        assert_eq!((second.number, second.end, second.status), (2, TryEnd::Dropped, None));
    }
}

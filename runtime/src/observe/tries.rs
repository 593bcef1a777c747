//! Where a call tells its observer and `tracing` about a try. Without either that is nothing.

use http::StatusCode;
use tokio::time::Instant;
use tracing::Span;
use tracing::field::Empty;

use super::calls::record;
use super::{Observer, TryEnd, TryEnded, TryStarts};

/// A try that goes on. One that is dropped ends as dropped.
pub(crate) struct WatchedTry<'c>(Option<Going<'c>>);

struct Going<'c> {
    observer: Option<&'c dyn Observer>,
    span: Span,
    started: Instant,
    endpoint: &'static str,
    number: u32,
}

impl<'c> WatchedTry<'c> {
    /// Tells that a try starts. Its span is of level debug.
    pub(crate) fn starts(observer: Option<&'c dyn Observer>, endpoint: &'static str, number: u32) -> Self {
        let span = tracing::debug_span!(
            target: "douyin",
            "try",
            endpoint,
            number,
            outcome = Empty,
            code = Empty,
            status = Empty,
            log_id = Empty,
            duration_ms = Empty,
        );
        if let Some(observer) = observer {
            observer.try_starts(&TryStarts { endpoint, number });
        }
        let is_watched = observer.is_some() || !span.is_disabled();
        Self(is_watched.then(|| Going { observer, span, started: Instant::now(), endpoint, number }))
    }

    /// The span, for what happens in it.
    pub(crate) fn span(&self) -> Span {
        self.0.as_ref().map_or_else(Span::none, |going| going.span.clone())
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
        let Some(Going { observer, span, started, endpoint, number }) = self.0.take() else { return };
        let log_id = log_id();
        if let Some(status) = status {
            span.record("status", status.as_u16());
        }
        record(&span, end.name(), code, log_id.as_deref(), started);
        if let Some(observer) = observer {
            let duration = started.elapsed();
            observer.try_ended(&TryEnded { endpoint, number, end, status, code, log_id, duration });
        }
    }
}

impl Drop for WatchedTry<'_> {
    fn drop(&mut self) {
        // Where something panics already, an observer that panics, too, would end the process.
        if !std::thread::panicking() {
            self.tell(TryEnd::Dropped, None, None, || None);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;
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

    impl Observer for Notes {
        fn try_starts(&self, try_starts: &TryStarts) {
            self.starts.lock().expect("nobody panics").push(try_starts.clone());
        }

        fn try_ended(&self, try_ended: &TryEnded) {
            self.ends.lock().expect("nobody panics").push(try_ended.clone());
        }
    }

    #[tokio::test(start_paused = true)]
    async fn each_try_that_starts_ends_once() {
        let notes = Notes::default();
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

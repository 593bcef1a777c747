//! How long a reply asks to wait.

use std::time::Duration;

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, HeaderName};

/// What `retry-after` says, in seconds or as a date. A date is compared with the reply's own, because our clock may be
/// wrong.
pub(crate) fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let text = |name: HeaderName| headers.get(name)?.to_str().ok();
    let date = |text: &str| httpdate::parse_http_date(text).ok();
    let asked = text(RETRY_AFTER)?;
    match asked.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => date(asked)?.duration_since(date(text(DATE)?)?).ok(),
    }
}

#[cfg(test)]
mod tests {
    use http::{HeaderMap, HeaderValue};

    use super::retry_after;

    fn seconds(headers: &[(&'static str, &'static str)]) -> Option<u64> {
        let headers = headers.iter().map(|(name, value)| {
            let name = name.parse::<http::HeaderName>().expect("it is a name");
            (name, HeaderValue::from_static(value))
        });
        retry_after(&headers.collect::<HeaderMap>()).map(|wait| wait.as_secs())
    }

    #[test]
    fn a_wait_is_a_number_or_the_distance_of_two_dates() {
        let now = ("date", "Sun, 22 Nov 2026 10:00:00 GMT");
        let soon = ("retry-after", "Sun, 22 Nov 2026 10:01:30 GMT");
        assert_eq!(seconds(&[("retry-after", "120")]), Some(120));
        assert_eq!(seconds(&[now, soon]), Some(90));
        assert_eq!(seconds(&[soon]), None, "nobody knows what time it is there");
        assert_eq!(seconds(&[now, ("retry-after", "Sun, 22 Nov 2026 09:00:00 GMT")]), None);
        for wrong in ["-1", "1.5", "soon", "", "99999999999999999999"] {
            assert_eq!(seconds(&[now, ("retry-after", wrong)]), None, "{wrong}");
        }
    }
}

//! What differs from one try of a call to the next.

use douyin::{Endpoint, Error, RetryPolicy, TokenKind, TokenProvider, Verdict};

use super::requests::id;
use crate::shapes::{platform, sent};
use crate::support::server::Server;

/// Gives another token each time.
struct Changing(std::sync::atomic::AtomicU32);

impl TokenProvider for Changing {
    fn access_token(&self) -> douyin::BoxFuture<'_, Result<douyin::AccessToken, douyin::token::TokenError>> {
        let number = self.0.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        let token = douyin::AccessToken::new(format!("canary.{number}")).expect("it is a token");
        Box::pin(std::future::ready(Ok(token)))
    }
}

struct Again;

impl RetryPolicy for Again {
    fn after(&self, attempt: &douyin::Attempt) -> Verdict {
        if attempt.number < 3 {
            Verdict::RetryWithin(std::time::Duration::ZERO..=std::time::Duration::ZERO)
        } else {
            Verdict::Stop
        }
    }
}

/// What arrives at each of three tries of a call that breaks off, and the error.
async fn three_tries<E: Endpoint<Code: std::fmt::Debug>>(
    kind: &'static TokenKind,
    request: &E,
) -> (Vec<String>, Error<E::Code>)
where
    E::Output: std::fmt::Debug,
{
    let server = Server::start(vec![vec![]; 3]).await;
    let client = server.client().retry_policy(Again).token(kind, Changing(0.into())).build();
    let error = client.expect("it builds").send(request).await.expect_err("it breaks off");
    (server.texts(), error)
}

#[tokio::test]
async fn a_try_differs_by_its_token_alone_and_no_error_tells_it() {
    let in_query = three_tries(&platform::SHOP_TOKEN, &sent::by_query::Request::new(3, id(), "a")).await;
    let (tries, error) = three_tries(&platform::PARTNER_TOKEN, &sent::by_object::Request::new(id())).await;
    for (tries, told) in [
        (in_query.0, format!("{:?} {}", in_query.1, chain(&in_query.1))),
        (tries, format!("{error:?} {}", chain(&error))),
    ] {
        let without: Vec<_> =
            (0..3).map(|number| tries[number].replacen(&format!("canary.{number}"), "", 1)).collect();
        assert!(without.iter().all(|one| *one == without[0] && !one.contains("canary")), "{tries:?}");
        assert!(!told.contains("canary"), "{told}");
    }
}

/// An error with its causes.
fn chain(error: &dyn std::error::Error) -> String {
    let causes = std::iter::successors(error.source(), |cause| cause.source());
    causes.fold(error.to_string(), |told, cause| format!("{told}: {cause}"))
}

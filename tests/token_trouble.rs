//! Tokens where something else than the token endpoint is at fault: a store that does not keep or forget, callers that go
//! away, an endpoint that calls each token dead. On paused time.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use douyin::http::{Request, Response};
use douyin::oauth::client_token;
use douyin::token::{GrantedToken, MemoryTokenStore, StoredToken, TokenError, TokenStore};
use douyin::transport::TransportError;
use douyin::{AccessToken, BoxFuture, Client, NoRetry, Timeouts, TokenProvider, Transport, platform};
use support::calls::{Asked, Called, Kind};
use support::canary::CANARY;
use support::network::Network;
use support::platform::Platform;
use support::verification::Verification;
use tokio::time::sleep;

const LIFE: Duration = Duration::from_hours(2);
const SECOND: Duration = Duration::from_secs(1);

fn network() -> Network {
    Network::new(Platform::granting(LIFE), 1, SECOND / 100)
}

fn client(transport: impl Transport + 'static) -> Client {
    Client::builder().transport(transport).retry_policy(NoRetry).build().expect("it builds")
}

fn grant() -> client_token::Request {
    client_token::Request::new("key", format!("secret.{CANARY}"))
}

fn with_store(network: &Network, store: impl TokenStore + 'static) -> Client {
    let client = client(network.clone());
    client.with_token(&platform::CLIENT_TOKEN, GrantedToken::with_store(client.clone(), grant(), store))
}

async fn call(client: &Client, verification: Verification) -> Called {
    Asked { verification, order: "order-1", verify_token: Some("verification-1") }.send_quietly(client).await
}

type Stored<'a, T = ()> = BoxFuture<'a, Result<T, TokenError>>;

/// What a store does not do.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    /// It cannot save.
    Save,
    /// It saves, and has lost it at the next call.
    Keep,
    /// It never ends saving.
    End,
    /// It cannot remove.
    Remove,
}

struct Faulty(Fault, MemoryTokenStore);

impl TokenStore for Faulty {
    fn load(&self) -> Stored<'_, Option<StoredToken>> {
        self.1.load()
    }

    fn save(&self, token: StoredToken) -> Stored<'_> {
        match self.0 {
            Fault::Save => Box::pin(async { Err(TokenError::new("the disk is full", None)) }),
            Fault::Keep => Box::pin(async { Ok(()) }),
            Fault::End => Box::pin(std::future::pending()),
            Fault::Remove => self.1.save(token),
        }
    }

    fn remove<'a>(&'a self, token: &'a AccessToken) -> Stored<'a> {
        match self.0 {
            Fault::Remove => Box::pin(async { Err(TokenError::new("read only", None)) }),
            _ => self.1.remove(token),
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_its_store_does_not_keep_is_not_fetched_for_each_call() {
    for fault in [Fault::Save, Fault::Keep, Fault::End] {
        let network = network();
        let client = with_store(&network, Faulty(fault, MemoryTokenStore::default()));
        for _ in 0..20 {
            assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete, "{fault:?}");
        }
        assert_eq!(network.fetches(), 1, "{fault:?}: it lives for two hours");
        network.platform.kill_tokens();
        assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete, "{fault:?}: it is replaced");
        sleep(LIFE).await;
        assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete, "{fault:?}: it has died");
        assert_eq!(network.fetches(), 3, "{fault:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_dead_token_that_its_store_does_not_forget_is_replaced() {
    let network = network();
    let client = with_store(&network, Faulty(Fault::Remove, MemoryTokenStore::default()));
    assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete);
    sleep(10 * SECOND).await;
    network.platform.kill_tokens();
    for _ in 0..3 {
        assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete);
    }
    assert_eq!(network.fetches(), 2);
}

/// One of the endpoints calls each token dead: it is one of another kind that it wants.
#[derive(Clone)]
struct Particular(Network);

impl Transport for Particular {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        if Verification::at(request.uri().path()) == Some(Verification::Trip) {
            let refused = self.0.platform.refuse(Verification::Trip, 2_190_002, "");
            return Box::pin(async { Ok(Response::new(refused.body.into())) });
        }
        self.0.send(request)
    }
}

#[tokio::test(start_paused = true)]
async fn an_endpoint_that_calls_each_token_dead_takes_it_from_no_other() {
    let network = network();
    let client = client(Particular(network.clone())).with_grant(grant());
    let mut ends = std::collections::BTreeMap::<_, u32>::new();
    for _ in 0..600 {
        let particular = call(&client, Verification::Trip).await;
        *ends.entry((particular.kind.to_string(), "of the particular one")).or_default() += 1;
        for _ in 0..3 {
            let other = call(&client, Verification::Toolkit).await;
            *ends.entry((other.kind.to_string(), "of the other")).or_default() += 1;
            sleep(SECOND / 4).await;
        }
    }
    let expected = [
        (("complete".to_owned(), "of the other"), 1800),
        (("rejected".to_owned(), "of the particular one"), 600),
    ];
    assert_eq!(ends, expected.into());
    assert!(network.fetches() < 20, "{} fetches in ten minutes", network.fetches());
}

/// The token endpoint never answers.
struct Silent(Arc<AtomicU64>);

impl Transport for Silent {
    fn send(&self, _: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        self.0.fetch_add(1, Ordering::SeqCst);
        Box::pin(std::future::pending())
    }
}

#[tokio::test(start_paused = true)]
async fn callers_that_wait_no_longer_do_not_ask_a_silent_endpoint_one_by_one() {
    let asked = Arc::<AtomicU64>::default();
    let granted = GrantedToken::new(client(Silent(Arc::clone(&asked))), grant());
    let patience = Timeouts::default().whole_call(5 * SECOND);
    let builder = Client::builder().transport(network()).timeouts(patience).retry_policy(NoRetry);
    let client = builder.build().expect("it builds").with_token(&platform::CLIENT_TOKEN, granted);
    let mut callers = tokio::task::JoinSet::new();
    for _ in 0..600 {
        let client = client.clone();
        callers.spawn(async move { call(&client, Verification::Trip).await.kind });
        sleep(SECOND / 10).await;
    }
    assert!(callers.join_all().await.iter().all(|kind| *kind == Kind::NotSent));
    let asked = asked.load(Ordering::SeqCst);
    assert!(asked <= 10, "in a minute it was asked {asked} times");
}

#[tokio::test(start_paused = true)]
async fn a_caller_that_leaves_at_once_keeps_no_other_from_fetching() {
    let network = network();
    let granted = GrantedToken::new(client(network.clone()), grant());
    for _ in 0..10 {
        let left = tokio::time::timeout(Duration::from_millis(1), granted.access_token()).await;
        drop(left);
    }
    granted.access_token().await.expect("nothing failed");
}

/// The token endpoint does at once what it is asked, and takes its time to say so.
#[derive(Clone)]
struct Slow(Network, Duration);

impl Transport for Slow {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        let is_fetch = Verification::at(request.uri().path()).is_none();
        Box::pin(async move {
            let reply = self.0.send(request).await;
            if is_fetch {
                sleep(self.1).await;
            }
            reply
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_slow_endpoint_does_not_cost_the_token_that_lives() {
    for slow in [2, 4, 7, 12] {
        let network = network();
        let client = client(Slow(network.clone(), slow * SECOND)).with_grant(grant());
        assert_eq!(call(&client, Verification::Trip).await.kind, Kind::Complete);
        sleep(Duration::from_mins(115)).await;
        let mut callers = tokio::task::JoinSet::new();
        for _ in 0..600 {
            let client = client.clone();
            callers.spawn(async move { call(&client, Verification::Trip).await.kind });
            sleep(SECOND).await;
        }
        let kinds = callers.join_all().await;
        let complete = kinds.iter().filter(|kind| **kind == Kind::Complete).count();
        assert_eq!(complete, 600, "a token takes {slow} seconds");
    }
}

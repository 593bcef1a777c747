//! Tokens that are fetched, kept, renewed and replaced, on paused time: hours pass in milliseconds, and thousands of
//! calls meet at one moment.
//!
//! `cargo test --test tokens -- --include-ignored --nocapture` lets the token die under 10,000 calls, in 100 seeded runs.

mod support;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use douyin::oauth::client_token;
use douyin::{Client, NoRetry, RetryBudget, Timeouts};
use support::calls::{Asked, Called, Kind};
use support::canary::CANARY;
use support::chance::Chance;
use support::network::{Network, Weather};
use support::platform::Platform;
use support::verification::Verification;
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep};

const LIFE: Duration = Duration::from_hours(2);
const SECOND: Duration = Duration::from_secs(1);
const MINUTE: Duration = Duration::from_mins(1);

fn client(network: &Network) -> Client {
    let builder = Client::builder().transport(network.clone()).retry_policy(NoRetry);
    let client = builder.retry_budget(RetryBudget::unlimited()).timeouts(Timeouts::default()).build();
    client.expect("it builds").with_grant(client_token::Request::new("key", format!("secret.{CANARY}")))
}

/// One call, of either endpoint.
async fn call(client: Client, number: u64) -> Called {
    let verification = Verification::BOTH[usize::from(number.is_multiple_of(2))];
    let (order, token) = (format!("order-{number}"), format!("verification-{number}"));
    Asked { verification, order: &order, verify_token: Some(&token) }.send_quietly(&client).await
}

/// So many calls at once.
async fn calls(client: &Client, count: u64) -> Vec<Called> {
    (0..count).map(|number| call(client.clone(), number)).collect::<JoinSet<_>>().join_all().await
}

/// A network whose token endpoint is down while the switch is on.
fn switched(seed: u64) -> (Network, Arc<AtomicBool>) {
    let is_down = Arc::<AtomicBool>::default();
    let switch = Arc::clone(&is_down);
    let network = Network::new(Platform::granting(LIFE), seed, SECOND / 10).weather(move |_, is_fetch| {
        if is_fetch && switch.load(Ordering::SeqCst) { Weather::GatewayBefore } else { Weather::Fair }
    });
    (network, is_down)
}

#[tokio::test(start_paused = true)]
async fn a_token_is_kept_for_its_life_whether_that_is_a_number_or_a_text() {
    let network = Network::new(Platform::granting(LIFE), 1, SECOND / 10);
    let client = client(&network);
    for (hours, fetches) in [(0, 1), (1, 1), (2, 2), (3, 2), (4, 3), (5, 3)] {
        assert_eq!(call(client.clone(), hours).await.kind, Kind::Complete);
        assert_eq!(network.fetches(), fetches, "after {hours} hours");
        sleep(Duration::from_hours(1)).await;
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_ahead_of_time_keeps_one_caller_and_not_for_long() {
    let network = Network::new(Platform::granting(LIFE), 2, SECOND / 10);
    let fetches = network.clone();
    // From now on a fetch takes an hour.
    let slow = SlowFetches(network.clone());
    let builder = Client::builder().transport(slow).retry_policy(NoRetry).build().expect("it builds");
    let client = builder.with_grant(client_token::Request::new("key", CANARY));
    assert_eq!(call(client.clone(), 0).await.kind, Kind::Complete);
    sleep(118 * MINUTE).await;

    let timed = (1..=1000).map(|number| {
        let client = client.clone();
        async move {
            let started = Instant::now();
            (call(client, number).await.kind, started.elapsed())
        }
    });
    let ended = timed.collect::<JoinSet<_>>().join_all().await;
    assert!(ended.iter().all(|(kind, _)| *kind == Kind::Complete));
    let waited = ended.iter().filter(|(_, time)| *time > SECOND / 2).count();
    assert!(waited <= 1, "{waited} callers waited");
    assert!(
        ended.iter().all(|(_, time)| *time < 4 * SECOND),
        "{:?}",
        ended.iter().map(|(_, time)| time).max()
    );
    assert_eq!(fetches.fetches(), 1);
}

/// After the first one.
struct SlowFetches(Network);

impl douyin::Transport for SlowFetches {
    fn send(
        &self,
        request: douyin::http::Request<bytes::Bytes>,
    ) -> douyin::BoxFuture<'_, Result<douyin::http::Response<bytes::Bytes>, douyin::transport::TransportError>>
    {
        Box::pin(async move {
            if Verification::at(request.uri().path()).is_none() && self.0.fetches() > 0 {
                sleep(Duration::from_hours(1)).await;
            }
            self.0.send(request).await
        })
    }
}

#[tokio::test(start_paused = true)]
async fn a_living_token_outlives_an_endpoint_that_is_down() {
    let (network, is_down) = switched(3);
    let client = client(&network);
    assert_eq!(call(client.clone(), 0).await.kind, Kind::Complete);
    is_down.store(true, Ordering::SeqCst);
    for minute in 0..119 {
        assert_eq!(call(client.clone(), minute).await.kind, Kind::Complete, "after {minute} minutes");
        sleep(MINUTE).await;
    }
    sleep(MINUTE).await;
    assert_eq!(call(client.clone(), 0).await.kind, Kind::NotSent);
    is_down.store(false, Ordering::SeqCst);
    sleep(MINUTE).await;
    assert_eq!(call(client.clone(), 0).await.kind, Kind::Complete);
}

#[tokio::test(start_paused = true)]
async fn all_callers_leave_an_endpoint_alone_that_is_down() {
    let attempts = Arc::new(std::sync::atomic::AtomicU64::new(0));
    let counted = Arc::clone(&attempts);
    let network = Network::new(Platform::granting(LIFE), 4, SECOND / 10).weather(move |_, is_fetch| {
        counted.fetch_add(u64::from(is_fetch), Ordering::SeqCst);
        Weather::GatewayBefore
    });
    let client = client(&network);
    let mut callers = 0;
    for _ in 0..300 {
        let ended = calls(&client, 10).await;
        assert!(ended.iter().all(|called| called.kind == Kind::NotSent && called.tries == 0));
        callers += ended.len();
        sleep(SECOND / 10).await;
    }
    let attempts = attempts.load(Ordering::SeqCst);
    println!("{callers} callers in half a minute: {attempts} fetches");
    assert!((3..=6).contains(&attempts), "after 1, 2, 4, 8, 16 seconds");
}

#[tokio::test(start_paused = true)]
async fn a_call_is_replayed_once() {
    let network = Network::new(Platform::granting(LIFE), 5, SECOND / 10);
    let dying = network.platform.clone();
    let network = network.weather(move |_, is_fetch| {
        // Each token is dead when it is used.
        if !is_fetch {
            dying.kill_tokens();
        }
        Weather::Fair
    });
    let called = call(client(&network), 0).await;
    assert_eq!((called.kind, called.code, called.tries), (Kind::Rejected, Some(2_190_008), 2));
    assert_eq!((network.fetches(), network.platform.effects()), (2, 0));
}

/// What became of many calls under which the token died.
struct Run {
    seed: u64,
    calls: u64,
    complete: u64,
    replayed: u64,
    fetches: u64,
    effects: u64,
}

/// Each way takes up to 6 seconds, and in the middle of it somebody else fetches two tokens with the same key.
async fn dying(seed: u64, count: u64) -> Run {
    let code = *Chance::new(seed).one_of(&[2_190_008, 2_190_002]);
    let network = Network::new(Platform::granting(LIFE).with_dead_token(code), seed, 6 * SECOND);
    let client = client(&network);
    assert_eq!(call(client.clone(), count).await.kind, Kind::Complete, "there is a token");
    sleep(MINUTE).await;
    let platform = Arc::clone(&network.platform);
    let death = SECOND + Chance::new(seed).milliseconds(4000);
    let somebody = tokio::spawn(async move {
        sleep(death).await;
        platform.grant();
        platform.grant();
    });
    let ended = calls(&client, count).await;
    somebody.await.expect("it does not panic");
    let number = |holds: fn(&Called) -> bool| {
        u64::try_from(ended.iter().filter(|called| holds(called)).count()).expect("it fits")
    };
    Run {
        seed,
        calls: count,
        complete: number(|called| called.kind == Kind::Complete),
        replayed: number(|called| called.tries == 2),
        fetches: network.fetches(),
        effects: network.platform.effects() - 1,
    }
}

impl Run {
    fn check(&self) {
        let Self { seed, calls, complete, replayed, fetches, effects } = self;
        println!("seed {seed:>3}: {complete} of {calls} complete, {replayed} replayed, {fetches} tokens");
        assert_eq!(
            (complete, effects),
            (calls, calls),
            "seed {seed}: each call has its result and its effect"
        );
        assert_eq!(*fetches, 2, "seed {seed}: one refresh for a token that died");
        assert!(*replayed > 0 && replayed < calls, "seed {seed}: it died in mid-flight");
    }
}

#[tokio::test(start_paused = true)]
async fn a_token_that_dies_in_mid_flight_is_renewed_once() {
    for seed in 0..3 {
        dying(seed, 500).await.check();
    }
}

#[tokio::test(start_paused = true)]
#[ignore = "a million calls take minutes"]
async fn a_token_that_dies_under_ten_thousand_calls_is_renewed_once_in_a_hundred_runs() {
    let (mut complete, mut replayed, mut fetches) = (0, 0, 0);
    for seed in 0..100 {
        let run = dying(seed, 10_000).await;
        run.check();
        complete += run.complete;
        replayed += run.replayed;
        fetches += run.fetches;
    }
    println!(
        "100 runs: {complete} of 1000000 calls complete, {replayed} replayed, {fetches} tokens for 200 generations"
    );
}

//! One call after another against a platform that answers, forgets, contradicts itself and repeats at random, with a ledger
//! of what really happened. What the client says must be true, whatever its policy wants.

mod support;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use douyin::http::{Request, Response, StatusCode};
use douyin::oauth::client_token;
use douyin::token::{GrantedToken, MemoryTokenStore, StoredToken, TokenError, TokenStore};
use douyin::transport::TransportError;
use douyin::{
    AccessToken, Attempt, BoxFuture, Client, RetryBudget, RetryPolicy, Timeouts, Transport, Verdict, platform,
};
use support::calls::{Asked, Kind};
use support::canary::{CANARY, told};
use support::chance::Chance;
use support::platform::Platform;
use support::verification::Verification;
use tokio::time::sleep;

/// Codes of either page: without an effect, with one perhaps, of a dead token; and one of no page.
const CODES: [i64; 12] = [
    2_119_001,
    2_119_003,
    2_119_002,
    2_100_004,
    3_000_001,
    2_190_002,
    2_190_008,
    28_003_017,
    28_001_008,
    28_003_018,
    999_999_999_999,
    -1,
];
const STATUSES: [u16; 12] = [200, 200, 200, 200, 200, 202, 307, 400, 401, 429, 500, 503];

/// A platform on which nobody can rely.
#[derive(Clone)]
struct Moody {
    chance: Arc<Chance>,
    platform: Arc<Platform>,
    sent: Arc<Mutex<Vec<Bytes>>>,
    grants: Arc<Mutex<u32>>,
}

impl Moody {
    async fn answer(&self, request: Request<Bytes>) -> Result<Response<Bytes>, TransportError> {
        let chance = &self.chance;
        if chance.percent(20) {
            sleep(chance.milliseconds(20_000)).await;
        }
        if chance.percent(10) {
            return Err(TransportError::not_sent("no way"));
        }
        let body = match Verification::at(request.uri().path()) {
            None => return Ok(Response::new(self.grant().into())),
            Some(verification) => self.verify(verification, &request)?,
        };
        if chance.percent(10) {
            sleep(chance.milliseconds(20_000)).await;
        }
        let body = match chance.below(10) {
            0 => body[..body.len() - 1 - usize::try_from(chance.below(5)).expect("it is small")].to_owned(),
            _ => body,
        };
        let mut reply = Response::new(body.into());
        *reply.status_mut() = StatusCode::from_u16(*chance.one_of(&STATUSES)).expect("it is a status");
        if chance.percent(20) {
            let waits = ["0", "1", "3600", "18446744073709551615", "-1", "never"];
            reply.headers_mut().insert("retry-after", chance.one_of(&waits).parse().expect("it is a value"));
        }
        Ok(reply)
    }

    fn grant(&self) -> String {
        *self.grants.lock().expect("nobody panics") += 1;
        match self.chance.below(8) {
            0 => r#"{"data":{"error_code":10020}}"#.to_owned(),
            1 => self.platform.grant().replace("7200", "-1"),
            2 => self.platform.grant().replace("7200", "1"),
            3 => self.platform.grant().replace("7200", &i64::MAX.to_string()),
            _ => self.platform.grant(),
        }
    }

    /// A code that says that nothing was done is true. Any other may come with an effect.
    fn verify(&self, verification: Verification, request: &Request<Bytes>) -> Result<String, TransportError> {
        let chance = &self.chance;
        self.sent.lock().expect("nobody panics").push(request.body().clone());
        let token = request.headers()["access-token"].to_str().expect("it is ASCII");
        if chance.percent(5) {
            self.platform.kill_tokens();
        }
        let code = *chance.one_of(&CODES);
        let certain = [2_119_001, 2_119_003, 2_190_002, 2_190_008, 28_003_017, 28_001_008, 28_003_018];
        let refused = || self.platform.refuse(verification, code, token).body;
        if chance.percent(30) && certain.contains(&code) {
            return Ok(refused());
        }
        if chance.percent(10) {
            return Err(TransportError::maybe_sent(None, "lost"));
        }
        let whole = self.platform.answer(verification, token, request.body());
        match chance.below(10) {
            0 => Err(TransportError::maybe_sent(Some(StatusCode::OK), "cut")),
            1 if !certain.contains(&code) => Ok(refused()),
            2 => Ok(whole
                .body
                .replace("\"code\":0", "\"code\":7")
                .replace("_code\":0,\"result_msg", "_code\":7,\"result_msg")),
            _ => Ok(whole.body),
        }
    }
}

impl Transport for Moody {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(self.answer(request))
    }
}

/// Wants anything.
struct Whim(Arc<Chance>);

impl RetryPolicy for Whim {
    fn after(&self, _: &Attempt) -> Verdict {
        let ends = [0, 1, 20, 3600, u64::MAX].map(Duration::from_secs);
        let range = *self.0.one_of(&ends)..=*self.0.one_of(&ends);
        if self.0.percent(20) { Verdict::Stop } else { Verdict::RetryWithin(range) }
    }
}

/// Loses, hangs and fails now and then.
struct Leaky(MemoryTokenStore, Arc<Chance>);

impl Leaky {
    async fn may_fail(&self) -> Result<(), TokenError> {
        if self.1.percent(3) {
            sleep(self.1.milliseconds(90_000)).await;
        }
        if self.1.percent(5) { Err(TokenError::new("lost", None)) } else { Ok(()) }
    }
}

impl TokenStore for Leaky {
    fn load(&self) -> BoxFuture<'_, Result<Option<StoredToken>, TokenError>> {
        Box::pin(async {
            self.may_fail().await?;
            self.0.load().await
        })
    }

    fn save(&self, token: StoredToken) -> BoxFuture<'_, Result<(), TokenError>> {
        Box::pin(async {
            self.may_fail().await?;
            self.0.save(token).await
        })
    }

    fn remove<'a>(&'a self, token: &'a AccessToken) -> BoxFuture<'a, Result<(), TokenError>> {
        Box::pin(async {
            self.may_fail().await?;
            self.0.remove(token).await
        })
    }
}

/// So many calls of one client, and how many ended in which way.
async fn calls(seed: u64, count: u64, ends: &mut BTreeMap<String, u64>) {
    fastrand::seed(seed);
    let chance = Arc::new(Chance::new(seed));
    let platform = Arc::new(Platform::granting(Duration::from_hours(2)));
    let (sent, grants) = (Arc::default(), Arc::default());
    let moody = Moody { chance: Arc::clone(&chance), platform, sent, grants };
    let timeouts =
        Timeouts::default().each_try(chance.milliseconds(40_000)).whole_call(chance.milliseconds(180_000));
    let builder = Client::builder().transport(moody.clone()).timeouts(timeouts);
    let builder = builder.retry_policy(Whim(Arc::clone(&chance))).retry_budget(RetryBudget::unlimited());
    let client = builder.build().expect("it builds");
    let request = client_token::Request::new("key", format!("secret.{CANARY}"));
    let store = Leaky(MemoryTokenStore::default(), Arc::clone(&chance));
    let granted = GrantedToken::with_store(client.clone(), request, store);
    let client = client.with_token(&platform::CLIENT_TOKEN, granted);
    for number in 0..count {
        let (order, token) = (format!("order-{number}"), format!("verification-{number}"));
        let verification = *chance.one_of(&Verification::BOTH);
        let has_token = verification == Verification::Trip || chance.percent(50);
        let asked = Asked { verification, order: &order, verify_token: has_token.then_some(&*token) };
        let context = format!("seed {seed}, call {number}");
        let limit = Duration::from_secs(200);
        let called = if chance.percent(10) {
            let Ok(called) = tokio::time::timeout(chance.milliseconds(30_000), asked.send(&client)).await
            else {
                assert!(moody.platform.spent(&order) <= 1, "{context}: it was dropped");
                moody.sent.lock().expect("nobody panics").clear();
                continue;
            };
            called
        } else {
            tokio::time::timeout(limit, asked.send(&client))
                .await
                .unwrap_or_else(|_| panic!("{context} hangs"))
        };
        let effects = moody.platform.spent(&order);
        let sent = std::mem::take(&mut *moody.sent.lock().expect("nobody panics"));
        assert!(sent.windows(2).all(|two| two[0] == two[1]), "{context}: the bytes are the same at each try");
        assert!(
            u32::try_from(sent.len()).expect("it fits") <= called.tries,
            "{context}: each try is counted"
        );
        assert!(effects <= 1, "{context}: {effects} effects, {}", called.kind);
        match called.kind {
            Kind::Complete => assert_eq!(effects, 1, "{context} says that it is done"),
            Kind::Rejected => {
                assert_eq!(effects, 0, "{context} says that it is not done, after {} tries", called.tries);
            }
            Kind::NotSent => assert_eq!((effects, sent.len()), (0, 0), "{context} says that it was not sent"),
            _ => {}
        }
        *ends.entry(called.kind.to_string()).or_default() += 1;
        assert_eq!(told(&called.printed), [""; 0], "{context}");
        sleep(chance.milliseconds(if chance.percent(5) { 7_200_000 } else { 60_000 })).await;
    }
}

#[tokio::test(start_paused = true)]
async fn what_the_client_says_is_true_whatever_happens() {
    let mut ends = BTreeMap::new();
    for seed in 0..40 {
        calls(seed, 100, &mut ends).await;
    }
    println!("{ends:?}");
    let many = |end: &str| ends.get(end).is_some_and(|count| *count > 50);
    assert!(["complete", "rejected", "not sent", "outcome unknown", "failed"].iter().all(|end| many(end)));
}

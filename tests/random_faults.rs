//! Many calls while something goes wrong at random: none is lost, none is done twice, and when nothing works any more, the
//! platform is not asked much more often than callers ask. In memory on paused time, and against a real server on loopback.

mod support;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use douyin::{Backoff, Client, ClientBuilder, RetryBudget, platform};
use support::calls::{Asked, Called, Kind};
use support::canary::static_token;
use support::chance::Chance;
use support::fault::{Fault, Script};
use support::faulty::Faulty;
use support::network::{Network, Weather};
use support::platform::Platform;
use support::verification::Verification;
use tokio::task::JoinSet;

const SEED: u64 = 20_260_101;
/// Callers that are busy at the same time.
const CALLERS: u64 = 100;
const SLOWEST: Duration = Duration::from_millis(50);

/// Each call is another order's: of either endpoint, and of the one that needs no token without one, too.
struct Order {
    verification: Verification,
    name: String,
    verify_token: Option<String>,
}

impl Order {
    fn new(number: u64) -> Self {
        let (verification, has_token) = match number % 3 {
            0 => (Verification::Trip, true),
            1 => (Verification::Toolkit, true),
            _ => (Verification::Toolkit, false),
        };
        let verify_token = has_token.then(|| format!("verification-{number}"));
        Self { verification, name: format!("order-{number}"), verify_token }
    }

    async fn send(&self, client: &Client) -> Called {
        let Self { verification, name, verify_token } = self;
        let asked = Asked { verification: *verification, order: name, verify_token: verify_token.as_deref() };
        asked.send_quietly(client).await
    }
}

fn builder() -> ClientBuilder {
    Client::builder().token(&platform::CLIENT_TOKEN, static_token())
}

/// So many calls, and what came of each.
async fn calls(client: &Client, count: u64) -> Vec<(Order, Called)> {
    let callers = (0..CALLERS).map(|caller| {
        let client = client.clone();
        async move {
            let mut ended = Vec::new();
            for number in (caller..count).step_by(usize::try_from(CALLERS).expect("it is small")) {
                let order = Order::new(number);
                let called = order.send(&client).await;
                ended.push((order, called));
            }
            ended
        }
    });
    callers.collect::<JoinSet<_>>().join_all().await.into_iter().flatten().collect()
}

/// Holds every result against the ledger; gives how often calls were tried on the average, in percent.
fn audit(title: &str, ended: &[(Order, Called)], platform: &Platform) -> u64 {
    let mut kinds = BTreeMap::<String, u64>::new();
    let (mut tries, mut lost, mut doubled) = (0, 0, 0);
    for (order, called) in ended {
        let effects = platform.spent(&order.name);
        let is_lost = match called.kind {
            Kind::Complete => effects == 0,
            Kind::Rejected | Kind::NotSent => effects > 0,
            Kind::Unknown => false,
            Kind::Partial | Kind::Failed | Kind::Empty | Kind::Mismatch | Kind::Nothing => true,
        };
        let token = if order.verify_token.is_some() { "with a token" } else { "without" };
        *kinds.entry(format!("{} {token}", called.kind)).or_default() += 1;
        tries += u64::from(called.tries);
        lost += u64::from(is_lost);
        doubled += u64::from(effects > 1);
    }
    let count = u64::try_from(ended.len()).expect("it fits");
    let percent = tries * 100 / count;
    println!(
        "{title}, seed {SEED}: {count} calls, {lost} lost, {doubled} doubled, {percent} tries for 100 calls"
    );
    for (kind, count) in &kinds {
        println!("  {kind}: {count}");
    }
    assert_eq!((lost, doubled), (0, 0), "{title}, seed {SEED}: results and ledger differ");
    percent
}

#[tokio::test(start_paused = true)]
async fn of_many_calls_with_random_faults_none_is_lost_and_none_doubled() {
    let is_over = Arc::<std::sync::atomic::AtomicBool>::default();
    let over = Arc::clone(&is_over);
    let network = Network::new(Platform::new(), SEED, SLOWEST).weather(move |chance, _| {
        let is_fair = over.load(std::sync::atomic::Ordering::SeqCst) || !chance.percent(20);
        if is_fair { Weather::Fair } else { *chance.one_of(&Weather::FOUL) }
    });
    let client = builder().transport(network.clone()).build().expect("it builds");
    let ended = calls(&client, 100_000).await;
    let percent = audit("20 % faults", &ended, &network.platform);
    assert!(percent > 100, "something was tried again");

    // Who does not know asks again with the same token, and is told what came of it.
    is_over.store(true, std::sync::atomic::Ordering::SeqCst);
    let uncertain =
        |(order, called): &&(Order, Called)| called.kind != Kind::Complete && order.verify_token.is_some();
    let mut resolved = 0;
    for (order, _) in ended.iter().filter(uncertain) {
        assert_eq!(order.send(&client).await.kind, Kind::Complete, "{}", order.name);
        assert_eq!(network.platform.spent(&order.name), 1, "{}", order.name);
        resolved += 1;
    }
    println!("  asked again when all was well: {resolved}, each done once");
}

#[tokio::test(start_paused = true)]
async fn at_a_full_outage_the_platform_is_hardly_asked_more_often() {
    for weather in [Weather::Unreachable, Weather::GatewayBefore, Weather::Busy, Weather::LostAfter] {
        let network = Network::new(Platform::new(), SEED, SLOWEST).weather(move |_, _| weather);
        let client = builder().transport(network.clone()).build().expect("it builds");
        let ended = calls(&client, 10_000).await;
        let percent = audit(&format!("outage, {weather:?}"), &ended, &network.platform);
        assert!(percent <= 130, "{percent} tries for 100 calls");
        assert!(percent > 100, "the budget allows something");
    }
}

#[tokio::test]
async fn on_real_sockets_too() {
    let chance = Chance::new(SEED);
    let faults = (0..4000).map(|_| if chance.percent(20) { random_fault(&chance) } else { Fault::none() });
    let platform = Arc::new(Platform::new());
    let server = Faulty::new(&platform, Script::heals_after(faults));
    let policy =
        Backoff::default().first_wait(Duration::from_millis(2)).longest_wait(Duration::from_millis(4));
    let builder = builder().retry_policy(policy.longest_retry_after(Duration::from_millis(4)));
    let builder = builder.retry_budget(RetryBudget::unlimited());
    let client = builder.loopback(server.start().await).build().expect("it builds");
    let ended = calls(&client, 2000).await;
    audit("20 % faults on loopback", &ended, &platform);
    assert!(server.met() > 200, "the server saw its faults");
}

fn random_fault(chance: &Chance) -> Fault {
    match chance.below(7) {
        0 => Fault::unread(),
        1 => Fault::instead(|_| Vec::new()),
        2 => Fault::instead(|whole| whole.body.as_bytes()[..20].to_owned()),
        3 => Fault::status("502 Bad Gateway", "", "<html></html>"),
        4 => Fault::status("503 Service Unavailable", "retry-after: 1\r\n", "").undone(),
        5 => Fault::status("429 Too Many Requests", "retry-after: 1\r\n", "").undone(),
        _ => Fault::code(2_119_002),
    }
}

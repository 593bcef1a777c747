//! What holds for any spec, any text and any value: random ones, from a seed that `SEED` sets and each failure names.

mod compiled;
mod readings;
mod specs;
#[path = "../support/mod.rs"]
mod support;
mod texts;
mod values;

use proptest::strategy::Strategy;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

/// Where randomness starts from.
fn seed() -> u64 {
    std::env::var("SEED").ok().and_then(|seed| seed.parse().ok()).unwrap_or(20_260_101)
}

fn runner(cases: u32) -> TestRunner {
    let mut bytes = [0; 32];
    bytes[..8].copy_from_slice(&seed().to_le_bytes());
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 2000, ..Config::default() };
    TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &bytes))
}

/// Asserts of so many random values that something holds; says the smallest for which it does not.
fn for_any<S: Strategy>(cases: u32, strategy: &S, holds: impl Fn(S::Value)) {
    let held = runner(cases).run(strategy, |value| {
        let tried = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| holds(value)));
        tried.map_err(|panic| {
            let said = panic.downcast_ref::<String>().cloned();
            TestCaseError::fail(
                said.or_else(|| panic.downcast_ref::<&str>().map(ToString::to_string)).unwrap_or_default(),
            )
        })
    });
    match held {
        Ok(()) => println!("{cases} cases from seed {}", seed()),
        Err(TestError::Fail(why, smallest)) => panic!("SEED={}: {why}\n{smallest:?}", seed()),
        Err(other) => panic!("{other}"),
    }
}

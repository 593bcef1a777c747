//! Specs that attack: what each known way into a code generator comes to here, a test each, with its verdict.
//!
//! **Refused**: exit status 1, every problem with its place, rule and help, nothing written, no panic, within 200 MB and seconds.
//! **Accepted**: the code compiles under `-D warnings` in a crate of its own, whose documentation has no warning, runs no doctest and holds
//! no HTML of the spec's; the wire names are intact.

mod addresses;
mod case;
mod collisions;
mod compiled;
mod docs;
mod files;
mod guards;
mod identifiers;
mod literals;
mod numbers;
mod one_hash;
mod platform;
mod sinks;
#[path = "../support/mod.rs"]
mod support;
mod terminal;
mod unicode;
mod values;
mod yaml;

use case::{Case, Verdict};

/// Cases by name.
type Cases = &'static [(&'static str, fn() -> Case)];

/// Each case is a test of its name, and one of its group's list.
macro_rules! cases {
    ($($(#[$attribute:meta])* $name:ident => $case:expr;)+) => {
        $($(#[$attribute])* #[test] fn $name() { ($case).holds(stringify!($name)); })+

        pub const CASES: crate::Cases = &[$($(#[$attribute])* (stringify!($name), || $case)),+];
    };
}
use cases;

/// The groups, as the attacks are known by.
const GROUPS: [(&str, Cases); 13] = [
    ("docs", docs::CASES),
    ("literals", literals::CASES),
    ("values", values::CASES),
    ("terminal", terminal::CASES),
    ("unicode", unicode::CASES),
    ("identifiers", identifiers::CASES),
    ("collisions", collisions::CASES),
    ("files", files::CASES),
    ("addresses", addresses::CASES),
    ("numbers", numbers::CASES),
    ("platform", platform::CASES),
    ("yaml", yaml::CASES),
    ("guards", guards::CASES),
];

/// `cargo test --test hostile table -- --nocapture` prints it.
#[test]
fn table_of_all_cases() {
    let mut names = std::collections::BTreeSet::new();
    for (group, cases) in GROUPS {
        for (name, case) in cases {
            let verdict = match case().verdict {
                Verdict::Refused(rules) => format!("refused: {}", rules.join(", ")),
                Verdict::Accepted(_) => "accepted".to_owned(),
            };
            println!("{group:<12} {name:<56} {verdict}");
            assert!(names.insert(*name), "{name} is there twice");
        }
    }
    println!("{} cases", names.len());
}

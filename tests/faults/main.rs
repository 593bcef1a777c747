//! What a call does when something goes wrong, against a server on loopback that knows what really happened.
//!
//! `cargo test --test faults -- --nocapture` prints the matrix: for each fault, both endpoints, with the idempotency token
//! and without, what is expected, what is seen, and whether it holds.

mod case;
mod cell;
mod child;
mod matrix;
mod printed;
mod rows;
#[path = "../support/mod.rs"]
mod support;
mod tls;

use std::time::Instant;

use douyin::IdempotencyToken;

#[test]
fn every_cell_of_the_matrix_holds() {
    let started = Instant::now();
    let failing = rows::all().run(started);
    assert!(failing.is_empty(), "{} cells do not hold:\n{}", failing.len(), failing.join("\n"));
}

/// Where the token is required, there is no call without one.
#[test]
fn an_empty_token_is_refused_before_there_is_a_request() {
    assert!(IdempotencyToken::<1>::new("").is_err());
}

/// This program again, as a part of a cell. It does nothing where it is no child.
#[test]
fn a_child() {
    let Some(role) = child::Role::mine() else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.expect("a runtime can be made").block_on(async {
        rows::weigh_a_call(&role).await;
        rows::watch_the_clock(&role).await;
    });
}

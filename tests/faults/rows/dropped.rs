//! Row 33: the caller drops the call at each point where it waits: for the token, for the reply, between two tries.

use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::time::timeout;

use super::tokens::granting;
use crate::cell::{Ending, Line, Place};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Called, Kind};
use crate::support::fault::{Fault, Script};
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;

/// No call has as many points to wait at.
const MOST: usize = 1000;
const PATIENCE: Duration = Duration::from_secs(20);

pub fn add(matrix: &mut Matrix) {
    matrix.each(33, "dropped at each await point", &|_, _| Ok(Ending::new(Kind::Complete, 1, 1)), dropped);
}

/// One more point each time, until the call is not dropped any more. What is seen is the call after the last of them.
async fn dropped(place: Place, expected: Ending, asked: Asked<'static>) -> Line {
    let mut problems = Vec::new();
    for points in 0..MOST {
        let platform = Arc::new(Platform::granting(Duration::from_hours(2)));
        // The first token is dead when it arrives, and the next try meets a busy platform.
        let script = Script::heals_after([Fault::dead_token(), Fault::code(2_119_003)]);
        let server = Faulty::new(&platform, script);
        let client = granting(server.start().await);
        let ended = polled(asked.send(&client), points).await;

        // With a token the caller sends the same again; without one nobody may, and somebody else's order is next.
        let next = if asked.verify_token.is_some() { asked } else { Asked { order: "order-2", ..asked } };
        let called = timeout(PATIENCE, next.send(&client)).await;
        let called = called.unwrap_or_else(|_| Called::nothing("it hangs"));
        let [effects, others] = [next.order, asked.order].map(|order| platform.spent(order));
        if called.kind != Kind::Complete || effects != 1 || others > 1 {
            problems.push(format!("after {points} points: {}, {effects} and {others} effects", called.kind));
        }
        if ended.is_some() {
            let seen = Ending::new(called.kind, called.tries, effects);
            return problems.into_iter().fold(
                Line::new(place, expected, seen)
                    .note(format!("{points} points"))
                    .check(server.met() == 2, "the server never saw its faults")
                    .check(points > 3, "the call never waits"),
                |line, problem| line.check(false, problem),
            );
        }
    }
    Line::new(place, expected, Ending::new(Kind::Nothing, 0, 0)).check(false, "it waits for ever")
}

/// Polls a call until it has waited so often, or has ended.
async fn polled(call: impl Future<Output = Called>, points: usize) -> Option<Called> {
    let mut call = pin!(call);
    let mut waited = 0;
    std::future::poll_fn(|context| match call.as_mut().poll(context) {
        Poll::Ready(called) => Poll::Ready(Some(called)),
        Poll::Pending if waited == points => Poll::Ready(None),
        Poll::Pending => {
            waited += 1;
            Poll::Pending
        }
    })
    .await
}

//! Row 17: a reply that leads to another host, to which not one byte may go.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::TcpListener;

use crate::cell::{Ending, Line, Place};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Kind};
use crate::support::fault::{Fault, Script};
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;
use crate::support::server::reply;

pub fn add(matrix: &mut Matrix) {
    for status in [
        "301 Moved Permanently",
        "302 Found",
        "303 See Other",
        "307 Temporary Redirect",
        "308 Permanent Redirect",
    ] {
        let name = format!("{status} to another host");
        let unknown = Ending::new(Kind::Unknown, 1, 1);
        matrix.each(17, &name, &|_, _| Ok(unknown), move |place, expected, asked| {
            redirected(place, expected, asked, status)
        });
    }
}

async fn redirected(place: Place, expected: Ending, asked: Asked<'static>, status: &'static str) -> Line {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("there is a free port");
    let other = listener.local_addr().expect("it is bound");
    let connections = Arc::<AtomicUsize>::default();
    let counted = Arc::clone(&connections);
    tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            counted.fetch_add(1, Ordering::SeqCst);
        }
    });

    let platform = Arc::new(Platform::new());
    let fault = Fault::instead(move |_| reply(status, &format!("location: http://{other}/\r\n"), ""));
    let server = Faulty::new(&platform, Script::never_heals(fault));
    let client = place.over.builder().loopback(server.start().await).build().expect("it builds");
    let called = asked.send(&client).await;
    // Somebody who reaches it now is seen, so that nobody was before.
    drop(tokio::net::TcpStream::connect(other).await.expect("it listens"));
    while connections.load(Ordering::SeqCst) == 0 {
        tokio::task::yield_now().await;
    }
    let line = Line::judge(place, expected, &called, &platform);
    line.check(server.met() == 1, "the server never saw its fault")
        .check(connections.load(Ordering::SeqCst) == 1, "the other host was reached")
}

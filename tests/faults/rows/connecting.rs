//! Rows 1 to 3: no connection, so nothing was sent, and nothing was done.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use douyin::http::uri::Authority;
use douyin::transport::Connecting;
use douyin::{Attempt, Backoff, RetryPolicy, Verdict};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

use crate::case::{heals_or_not, patience};
use crate::cell::{CAP, Ending, Line, Place};
use crate::matrix::Matrix;
use crate::support::calls::{Asked, Kind};
use crate::support::fault::Script;
use crate::support::faulty::Faulty;
use crate::support::platform::Platform;
use crate::tls::{Diverted, Flaw, TlsServer};

/// Long enough for loopback on a busy machine.
const CONNECT: Duration = Duration::from_millis(500);
/// A label of a name has at most 63 letters: no resolver even asks for this one.
const NO_NAME: &str = "no-resolver-asks-for-a-name-with-a-label-of-more-than-sixty-three-letters.invalid";

pub fn add(matrix: &mut Matrix) {
    for heals in [true, false] {
        let ending =
            if heals { Ending::new(Kind::Complete, 2, 1) } else { Ending::new(Kind::NotSent, CAP, 0) };
        let name = |fault| heals_or_not(fault)[usize::from(!heals)].clone();
        matrix.each(1, &name("connection refused"), &|_, _| Ok(ending), move |place, expected, asked| {
            refused(place, expected, asked, heals)
        });
        matrix.each(1, &name("no such name"), &|_, _| Ok(ending), move |place, expected, asked| {
            nameless(place, expected, asked, heals)
        });
        matrix.each(2, &name("connect black hole"), &|_, _| Ok(ending), move |place, expected, asked| {
            black_hole(place, expected, asked, heals)
        });
    }
    let not_sent = Ending::new(Kind::NotSent, 1, 0);
    for (name, flaw, ending) in [
        ("untrusted certificate", Flaw::Untrusted, not_sent),
        ("expired certificate", Flaw::Expired, not_sent),
        ("certificate of another name", Flaw::WrongName, not_sent),
        ("good certificate, for comparison", Flaw::None, Ending::new(Kind::Complete, 1, 1)),
    ] {
        matrix.each(3, name, &|_, _| Ok(ending), move |place, expected, asked| {
            certified(place, expected, asked, flaw)
        });
    }
}

/// Mends what is wrong while the client waits for its second try.
struct Mending<F> {
    policy: Backoff,
    mend: Mutex<Option<F>>,
}

impl<F: FnOnce() + Send> Mending<F> {
    fn new(heals: bool, mend: F) -> Self {
        Self { policy: patience(), mend: Mutex::new(heals.then_some(mend)) }
    }
}

impl<F: FnOnce() + Send> RetryPolicy for Mending<F> {
    fn after(&self, attempt: &Attempt) -> Verdict {
        if let Some(mend) = self.mend.lock().expect("no test panicked").take() {
            mend();
        }
        self.policy.after(attempt)
    }
}

/// A port that nobody listens on, until somebody does.
async fn refused(place: Place, expected: Ending, asked: Asked<'static>, heals: bool) -> Line {
    let platform = Arc::new(Platform::new());
    let server = Faulty::new(&platform, Script::healthy());
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("there is a free port");
    let address = socket.local_addr().expect("it is bound");
    let probe = TcpStream::connect(address).await.err().map(|error| error.kind());

    let mend = move || server.listen(socket.listen(16).expect("it is bound"));
    let client = place
        .over
        .builder()
        .loopback(address)
        .retry_policy(Mending::new(heals, mend))
        .build()
        .expect("it builds");
    let called = asked.send(&client).await;
    let line = Line::judge(place, expected, &called, &platform);
    line.check(probe == Some(ErrorKind::ConnectionRefused), "the connection is not refused")
}

/// A host that no resolver knows, until the platform's is meant.
async fn nameless(place: Place, expected: Ending, asked: Asked<'static>, heals: bool) -> Line {
    let platform = Arc::new(Platform::new());
    let server = TlsServer::start(Faulty::new(&platform, Script::healthy()), Flaw::None).await;
    let probe = tokio::net::lookup_host((NO_NAME, 443)).await.is_err();
    let to = Arc::new(Mutex::new(Authority::from_static(NO_NAME)));
    let over = place.over.transport(&Connecting::trusting(&*server.trusted));
    let diverted = Diverted { to: Arc::clone(&to), over };

    let there = Authority::try_from(server.address.to_string()).expect("it is an authority");
    let mend = move || *to.lock().expect("no test panicked") = there;
    let client = place
        .over
        .builder()
        .transport(diverted)
        .retry_policy(Mending::new(heals, mend))
        .build()
        .expect("it builds");
    let called = asked.send(&client).await;
    Line::judge(place, expected, &called, &platform).check(probe, "there is such a name")
}

/// A port whose queue is full, so that the first packet of a connection is dropped.
async fn black_hole(place: Place, expected: Ending, asked: Asked<'static>, heals: bool) -> Line {
    let platform = Arc::new(Platform::new());
    let server = Faulty::new(&platform, Script::healthy());
    let socket = TcpSocket::new_v4().expect("there are sockets");
    socket.bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).expect("there is a free port");
    let listener = socket.listen(1).expect("it is bound").into_std().expect("it is a socket");
    let address = listener.local_addr().expect("it is bound");
    let mut fillers = Vec::new();
    while let Ok(filler) = timeout(CONNECT, TcpStream::connect(address)).await {
        fillers.push(filler.expect("the queue is not full yet"));
        assert!(fillers.len() < 64, "the queue never fills");
    }

    let mend = move || {
        while listener.accept().is_ok() {}
        drop(fillers);
        server.listen(TcpListener::from_std(listener).expect("it is a socket"));
    };
    let transport = place.over.transport(&Connecting::to_loopback().within(CONNECT));
    let builder = place.over.builder().transport(transport).loopback(address);
    let client = builder.retry_policy(Mending::new(heals, mend)).build().expect("it builds");
    let called = asked.send(&client).await;
    Line::judge(place, expected, &called, &platform)
}

/// Somebody who is not, or not any more, who the certificate says.
async fn certified(place: Place, expected: Ending, asked: Asked<'static>, flaw: Flaw) -> Line {
    let platform = Arc::new(Platform::new());
    let server = TlsServer::start(Faulty::new(&platform, Script::healthy()), flaw).await;
    let there = Authority::try_from(server.address.to_string()).expect("it is an authority");
    let over = place.over.transport(&Connecting::trusting(&*server.trusted));
    let diverted = Diverted { to: Arc::new(Mutex::new(there)), over };
    let client = place.over.builder().transport(diverted).build().expect("it builds");
    let called = asked.send(&client).await;

    // The server learns of it after the client.
    let broken = async {
        while flaw != Flaw::None && *server.broken.lock().expect("no test panicked") == 0 {
            sleep(Duration::from_millis(1)).await;
        }
        *server.broken.lock().expect("no test panicked")
    };
    let broken = timeout(Duration::from_secs(5), broken).await;
    let line = Line::judge(place, expected, &called, &platform);
    line.check(broken == Ok(usize::from(flaw != Flaw::None)), "the server saw no such handshake")
}

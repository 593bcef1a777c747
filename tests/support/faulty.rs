//! The platform behind a real socket on loopback, where a script says what goes wrong with each try.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use super::fault::{End, Fault, Script, Sends};
use super::platform::{Platform, Whole};
use super::server::{read_request, reply};
use super::verification::Verification;

/// A header of every reply. The platform's clock is years off, and nobody may care.
pub const DATE: &str = "date: Sun, 06 Nov 1994 08:49:37 GMT\r\n";

/// One connection is one try.
#[derive(Clone)]
pub struct Faulty {
    platform: Arc<Platform>,
    calls: Arc<Series>,
    grants: Arc<Series>,
}

/// The tries of one kind, and what they meet.
#[derive(Default)]
struct Series {
    script: Script,
    tries: AtomicUsize,
    met: AtomicUsize,
}

impl Series {
    fn of(script: Script) -> Arc<Self> {
        Arc::new(Self { script, ..Self::default() })
    }

    fn next(&self) -> Option<Fault> {
        let fault = self.script.at(self.tries.fetch_add(1, Ordering::SeqCst)).cloned();
        self.met.fetch_add(usize::from(fault.is_some()), Ordering::SeqCst);
        fault
    }

    /// Whether the next try is not even read.
    fn is_unread(&self) -> bool {
        self.script.at(self.tries.load(Ordering::SeqCst)).is_some_and(|fault| !fault.is_read)
    }
}

impl Faulty {
    /// A server whose calls meet a script.
    pub fn new(platform: &Arc<Platform>, calls: Script) -> Self {
        Self::with_grants(platform, calls, Script::healthy())
    }

    /// The same, whose token endpoint meets a script of its own.
    pub fn with_grants(platform: &Arc<Platform>, calls: Script, grants: Script) -> Self {
        Self { platform: Arc::clone(platform), calls: Series::of(calls), grants: Series::of(grants) }
    }

    /// Listens on a free port.
    pub async fn start(&self) -> SocketAddr {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        self.listen(listener);
        address
    }

    pub fn listen(&self, listener: TcpListener) {
        let server = self.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                if server.calls.is_unread() {
                    // Dropped with its bytes unread, it resets the connection.
                    server.calls.next();
                } else {
                    let server = server.clone();
                    // A client may go away at any time.
                    tokio::spawn(async move { drop(server.serve(stream).await) });
                }
            }
        });
    }

    /// How many tries of calls there were, read or not.
    pub fn tries(&self) -> usize {
        self.calls.tries.load(Ordering::SeqCst)
    }

    /// How many tries met a fault.
    pub fn met(&self) -> usize {
        self.calls.met.load(Ordering::SeqCst) + self.grants.met.load(Ordering::SeqCst)
    }

    /// How many requests for a token there were.
    pub fn grants(&self) -> usize {
        self.grants.tries.load(Ordering::SeqCst)
    }

    async fn serve(&self, stream: TcpStream) -> io::Result<()> {
        // What is reset is reset at once: nothing that was sent before is waited for.
        let resets = self.calls.script.at(self.calls.tries.load(Ordering::SeqCst));
        if resets.is_some_and(|fault| matches!(fault.end, End::Reset)) {
            stream.set_zero_linger()?;
        }
        self.speak(stream).await
    }

    /// Reads one request, and answers it.
    pub async fn speak(&self, mut stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
        let request = Request::parse(&read_request(&mut stream).await?)?;
        let Some(verification) = Verification::at(&request.path) else {
            return self.grant(stream).await;
        };
        self.platform.receive(&request.access_token, &request.body);
        let fault = self.calls.next().unwrap_or_else(Fault::none);
        if fault.kills_tokens {
            self.platform.kill_tokens();
        }
        let whole = match fault.sends {
            // The platform repeats what it was sent, as platforms do.
            Sends::Code(code) => self.platform.refuse(verification, code, &request.access_token),
            _ if fault.is_done => self.platform.answer(verification, &request.access_token, &request.body),
            Sends::Right | Sends::Instead(_) => self.platform.refuse(verification, 0, ""),
        };
        let bytes = match &fault.sends {
            Sends::Instead(bytes) => bytes(&whole),
            Sends::Code(_) | Sends::Right => reply("200 OK", DATE, &whole.body),
        };
        let quoted = format!("\"{}\"", whole.log_id);
        if fault.arrives && bytes.windows(quoted.len()).any(|piece| piece == quoted.as_bytes()) {
            self.platform.tell(&whole.log_id);
        }
        send(stream, &bytes, fault.end).await
    }

    async fn grant(&self, stream: impl AsyncRead + AsyncWrite + Unpin) -> io::Result<()> {
        let fault = self.grants.next().unwrap_or_else(Fault::none);
        let bytes = match &fault.sends {
            Sends::Right => reply("200 OK", DATE, &self.platform.grant()),
            Sends::Code(code) => reply("200 OK", DATE, &format!(r#"{{"data":{{"error_code":{code}}}}}"#)),
            Sends::Instead(bytes) => bytes(&Whole::nothing()),
        };
        send(stream, &bytes, fault.end).await
    }
}

/// Sends these bytes, and ends so.
async fn send(mut stream: impl AsyncRead + AsyncWrite + Unpin, bytes: &[u8], end: End) -> io::Result<()> {
    match end {
        End::Drip(pause) => {
            for byte in bytes {
                stream.write_all(&[*byte]).await?;
                stream.flush().await?;
                tokio::time::sleep(pause).await;
            }
            return Ok(());
        }
        _ => stream.write_all(bytes).await?,
    }
    match end {
        End::Close => stream.shutdown().await,
        End::Reset | End::Drip(_) => Ok(()),
        End::Stall => stream.read_to_end(&mut Vec::new()).await.map(drop),
        End::Endless(piece) => loop {
            stream.write_all(&piece).await?;
        },
    }
}

struct Request {
    path: String,
    access_token: String,
    body: Vec<u8>,
}

impl Request {
    fn parse(read: &[u8]) -> io::Result<Self> {
        let end = read.windows(4).position(|end| end == b"\r\n\r\n").ok_or(io::ErrorKind::InvalidData)?;
        let head = String::from_utf8_lossy(&read[..end]);
        let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
        let access_token = head.lines().find_map(|line| line.strip_prefix("access-token: "));
        let access_token = access_token.unwrap_or_default().to_owned();
        Ok(Self { path, access_token, body: read[end + 4..].to_owned() })
    }
}

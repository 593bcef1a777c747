//! A real HTTP server on loopback, whose replies are written byte for byte.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex};

use douyin::ClientBuilder;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

/// A server that answers each connection with the next of its replies, byte for byte, and keeps what it was sent.
pub struct Server {
    pub address: SocketAddr,
    requests: Arc<Mutex<Vec<Vec<u8>>>>,
}

impl Server {
    pub async fn start(replies: Vec<Vec<u8>>) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let requests: Arc<Mutex<Vec<Vec<u8>>>> = Arc::default();
        let kept = Arc::clone(&requests);
        tokio::spawn(async move {
            for reply in replies {
                let Ok((mut stream, _)) = listener.accept().await else {
                    return;
                };
                let request = read_request(&mut stream).await.expect("a request arrives");
                kept.lock().expect("no test panicked").push(request);
                // A client that has read enough may have closed its side.
                let _ = stream.write_all(&reply).await;
            }
        });
        Self { address, requests }
    }

    /// No server, where one could be.
    pub fn nowhere(address: SocketAddr) -> Self {
        Self { address, requests: Arc::default() }
    }

    /// What was sent so far.
    pub fn requests(&self) -> Vec<Vec<u8>> {
        self.requests.lock().expect("no test panicked").clone()
    }

    /// The same as text.
    pub fn texts(&self) -> Vec<String> {
        self.requests().iter().map(|request| String::from_utf8_lossy(request).into_owned()).collect()
    }

    /// A client that speaks to this server.
    pub fn client(&self) -> ClientBuilder {
        douyin::Client::builder().loopback(self.address)
    }
}

pub async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<u8>> {
    let mut read = Vec::new();
    loop {
        if let Some(end) = read.windows(4).position(|end| end == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&read[..end]).to_lowercase();
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok());
            if read.len() >= end + 4 + length.unwrap_or(0) {
                return Ok(read);
            }
        }
        if stream.read_buf(&mut read).await? == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
    }
}

/// A whole reply. Each of the headers ends its line.
pub fn reply(status: &str, headers: &str, body: &(impl AsRef<[u8]> + ?Sized)) -> Vec<u8> {
    let body = body.as_ref();
    let length = body.len();
    let head = format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\nconnection: close\r\n{headers}\r\n");
    [head.as_bytes(), body].concat()
}

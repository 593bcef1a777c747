//! Every form of a request and every kind of reply that the language can say, over the real transport and against a real
//! HTTP server on loopback: the exact bytes that arrive, and what each reply is taken for.

mod replies;
mod requests;
#[path = "../support/mod.rs"]
mod support;
mod tries;

use douyin::{Client, StaticToken, TokenKind};
use shapes::platform;
use support::server::Server;

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("../golden/shapes/generated/lib.rs");
}

const FLAT: &str = r#"{"err_no":0}"#;
const NESTED: &str = r#"{"head":{"code":0},"tail":{"code":0}}"#;

fn token(text: &str) -> StaticToken {
    StaticToken::new(text).expect("it is a token")
}

/// A client of the server, with a token of each kind.
fn client(server: &Server) -> Client {
    let kinds: [(&'static TokenKind, &str); 4] = [
        (&platform::USER_TOKEN, "u.1"),
        (&platform::CLIENT_TOKEN, "c.1"),
        (&platform::SHOP_TOKEN, "s/1&x=#"),
        (&platform::PARTNER_TOKEN, "p\"1&"),
    ];
    let client =
        kinds.into_iter().fold(server.client(), |client, (kind, text)| client.token(kind, token(text)));
    client.build().expect("it builds")
}

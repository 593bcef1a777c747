//! The one secret of all tests. It travels as token, client secret, user's id and identity card, and is searched for in
//! everything that can be read by somebody else.

use douyin::StaticToken;

/// Part of every secret of every test: `.ci/run` looks for it in all that the tests print.
pub const CANARY: &str = "canary";

/// An access token that never changes.
pub fn access_token() -> String {
    format!("clt.{CANARY}")
}

/// A provider of it.
pub fn static_token() -> StaticToken {
    StaticToken::new(access_token()).expect("it is a token")
}

/// The lines of a text that tell the secret.
pub fn told(text: &str) -> Vec<String> {
    // Somebody who reads the test's own output must not find it there either.
    text.lines().filter(|line| line.contains(CANARY)).map(|line| line.replace(CANARY, "<SECRET>")).collect()
}

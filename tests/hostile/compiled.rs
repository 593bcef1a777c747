//! All accepted cases as one crate: compiled under `-D warnings`, linted, documented and tested.

use std::fmt::Write as _;

use douyin_codegen::configure;

use crate::GROUPS;
use crate::case::Verdict;
use crate::literals::TEXTS;
use crate::support::attacked::Crate;

/// What callers get of a text: the rows of its code, and a sentence.
const TESTS: &str = r#"
#[cfg(test)]
mod tests {
    use douyin_runtime::fake::FakeTransport;
    use douyin_runtime::{Client, ErrorCode as _, StaticToken};

    macro_rules! told {
        ($name:ident, $text:literal) => {
            #[tokio::test]
            async fn $name() {
                use crate::$name::group::endpoint::{Code, Request};
                let rows = Code::First.entry().expect("it has rows").rows;
                assert_eq!((rows[0].text, rows[0].advice), ($text, Some($text)));
                let token = StaticToken::new("the-secret").expect("it is a token");
                let reply = FakeTransport::new().reply(http::StatusCode::OK, "{\"err_no\":1}");
                let client = Client::builder().transport(reply).token(&crate::$name::platform::CLIENT_TOKEN, token);
                let client = client.build().expect("it has a transport");
                let error = client.send(&Request::new("1").kind(1)).await.expect_err("the code says so");
                let told = format!("{error} {error:?}");
                assert!(told.len() < 10_000 && !told.contains("the-secret"), "{told}");
            }
        };
    }
"#;

/// A crate with a module for each accepted case.
fn written() -> Crate {
    let krate = Crate::new("hostile");
    let mut lib = "//! Code that specs which attack became.\n#![deny(warnings, missing_docs)]\n".to_owned();
    for (name, case) in GROUPS.iter().flat_map(|(_, cases)| cases.iter()) {
        let case = case();
        if matches!(case.verdict, Verdict::Refused(_)) {
            continue;
        }
        let tree = configure().sources(case.sources());
        tree.write_to(krate.path(&format!("src/{name}"))).expect("it is accepted");
        writeln!(lib, "#[path = \"{name}/lib.rs\"]\n#[doc = \"A case.\"]\npub mod {name};")
            .expect("it is a string");
    }
    lib.push_str(TESTS);
    for (name, text) in TEXTS {
        writeln!(lib, "    told!({name}, {text:?});").expect("it is a string");
    }
    lib.push_str("}\n");
    krate.write("src/lib.rs", &lib);
    krate
}

#[test]
fn what_is_accepted_compiles_is_documented_and_runs_nothing() {
    let told = written().lives_without_a_warning();
    assert!(TEXTS.iter().all(|(name, _)| told.contains(&format!("tests::{name} ... ok"))), "{told}");
}

//! All accepted cases as one crate: compiled under `-D warnings`, linted, documented and tested.

use std::fmt::Write as _;
use std::path::Path;
use std::process::Output;

use douyin_codegen::configure;

use crate::case::Verdict;
use crate::literals::TEXTS;
use crate::{GROUPS, support};

const MANIFEST: &str = r#"[package]
name = "hostile"
version = "0.0.0"
edition = "2024"

[dependencies]
douyin-runtime = { path = "RUNTIME", default-features = false }

[dev-dependencies]
http = "1"
tokio = { version = "1", features = ["macros", "rt", "time"] }

[workspace]
"#;

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
fn written() -> tempfile::TempDir {
    let krate = tempfile::tempdir().expect("there is a temporary folder");
    let mut lib = "//! Code that specs which attack became.\n#![deny(warnings, missing_docs)]\n".to_owned();
    let cases = GROUPS.iter().flat_map(|(_, cases)| cases.iter());
    for (name, case) in cases {
        let case = case();
        if matches!(case.verdict, Verdict::Refused(_)) {
            continue;
        }
        let out = krate.path().join("src").join(name);
        configure().sources(case.sources()).write_to(&out).expect("it is accepted");
        writeln!(lib, "#[path = \"{name}/lib.rs\"]\n#[doc = \"A case.\"]\npub mod {name};")
            .expect("it is a string");
    }
    lib.push_str(TESTS);
    for (name, text) in TEXTS {
        writeln!(lib, "    told!({name}, {text:?});").expect("it is a string");
    }
    lib.push_str("}\n");
    let runtime = support::root().join("runtime").display().to_string();
    std::fs::write(krate.path().join("Cargo.toml"), MANIFEST.replace("RUNTIME", &runtime))
        .expect("it can be written");
    std::fs::copy(support::root().join("Cargo.lock"), krate.path().join("Cargo.lock"))
        .expect("it can be copied");
    std::fs::write(krate.path().join("src/lib.rs"), lib).expect("it can be written");
    krate
}

fn target() -> std::path::PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile")
}

fn cargo(krate: &Path, args: &[&str]) -> Output {
    let mut cargo = support::cargo();
    cargo.args(args).current_dir(krate).env("CARGO_TARGET_DIR", target()).env("CARGO_NET_OFFLINE", "true");
    cargo
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("RUSTDOCFLAGS", "-D warnings");
    let done = cargo.output().expect("cargo runs");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    done
}

#[test]
fn what_is_accepted_compiles_is_documented_and_runs_nothing() {
    let krate = written();
    let tested = cargo(krate.path(), &["test"]);
    let told = String::from_utf8_lossy(&tested.stdout);
    assert!(TEXTS.iter().all(|(name, _)| told.contains(&format!("tests::{name} ... ok"))), "{told}");
    let documented = told.split("Doc-tests").nth(1).unwrap_or(&told);
    assert!(documented.contains("running 0 tests"), "a text runs as a doctest: {told}");

    cargo(krate.path(), &["clippy", "--", "-D", "warnings"]);
    cargo(krate.path(), &["doc", "--no-deps"]);
    for (path, page) in support::texts(&target().join("doc/hostile"), ".html") {
        for live in ["<script>alert", "onerror=alert(1)>", "href=\"javascript:", "<!-- hidden"] {
            assert!(!page.contains(live), "{path} has a live {live}");
        }
    }
}

//! A process of its own for what is a property of a process: its memory, its clock.

use std::net::SocketAddr;
use std::process::Stdio;

use tokio::process::Command;

use crate::case::Over;
use crate::support::calls::Asked;
use crate::support::verification::Verification;

const ROLE: &str = "FAULTS_CHILD";
const ADDRESS: &str = "FAULTS_ADDRESS";
const ENDPOINT: &str = "FAULTS_ENDPOINT";
const OVER: &str = "FAULTS_OVER";

/// What a child is for, and whom it calls.
pub struct Role {
    pub name: String,
    pub address: SocketAddr,
    pub asked: Asked<'static>,
    pub over: Over,
}

impl Role {
    /// The role of this process, if it is a child.
    pub fn mine() -> Option<Self> {
        let name = std::env::var(ROLE).ok()?;
        let address = std::env::var(ADDRESS).ok()?.parse().expect("it is an address");
        let endpoint = std::env::var(ENDPOINT).expect("it is told");
        let (verification, has_token) = crate::matrix::places()
            .find(|place| format!("{place:?}") == endpoint)
            .expect("it is one of ours");
        let over = std::env::var(OVER).expect("it is told");
        let over = *Over::ALL.iter().find(|one| format!("{one:?}") == over).expect("it is one of ours");
        Some(Self { name, address, asked: crate::case::asked(verification, has_token), over })
    }
}

/// Runs this program again in a role, and gives what it prints; it must end well.
pub async fn run(
    role: &str,
    address: SocketAddr,
    asked: Asked<'_>,
    over: Over,
    environment: &[(&str, &str)],
) -> String {
    let place: (Verification, bool) = (asked.verification, asked.verify_token.is_some());
    let child = Command::new(std::env::current_exe().expect("it runs"))
        .args(["--exact", "a_child", "--nocapture"])
        .env(ROLE, role)
        .env(ADDRESS, address.to_string())
        .env(ENDPOINT, format!("{place:?}"))
        .env(OVER, format!("{over:?}"))
        .envs(environment.iter().copied())
        .stdin(Stdio::null())
        .kill_on_drop(true)
        .output();
    let output = child.await.expect("it can be run again");
    let [out, err] = [output.stdout, output.stderr].map(|text| String::from_utf8_lossy(&text).into_owned());
    assert!(output.status.success(), "the child failed:\n{out}\n{err}");
    out + &err
}

/// What a child says under a name.
pub fn said<'t>(output: &'t str, name: &str) -> &'t str {
    let line = output.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_else(|| panic!("the child does not say its {name}:\n{output}"))
}

//! What a page's head says in, how the endpoint is reached out.

use super::basic::Basic;
use super::ledger::{Ledger, Remark};
use crate::check::url::is_plain_path;

/// A host of the platform's.
#[derive(Clone, Debug)]
pub(crate) struct Host {
    pub(crate) name: String,
    pub(crate) url: String,
}

/// How the endpoint is reached.
#[derive(Debug)]
pub(super) struct Named {
    pub(super) method: String,
    pub(super) path: String,
    /// The host's address, where the page has it.
    pub(super) host: Option<String>,
    /// As specs call it.
    pub(super) host_name: String,
}

/// The method and the URL, without which nothing is an endpoint's page.
pub(super) fn named(basic: &Basic, hosts: &[Host], ledger: &mut Ledger) -> Result<Named, Vec<Remark>> {
    let mut missing = Vec::new();
    let mut refuse = |line, text: String| missing.push(Remark { line, path: String::new(), text });
    let method = match &basic.method {
        Some((_, method)) if ["GET", "POST"].contains(&method.to_uppercase().as_str()) => {
            method.to_uppercase()
        }
        Some((line, method)) => {
            refuse(*line, format!("the method `{method}`: a spec can say GET and POST"));
            String::new()
        }
        None => {
            refuse(0, "no method: a line `HTTP Method`, and `GET` or `POST` below it".to_owned());
            String::new()
        }
    };
    let (line, url) = basic.url.clone().unwrap_or_default();
    let whole = url.strip_prefix("https://").or_else(|| url.strip_prefix("http://"));
    let (host, path) = match whole {
        Some(rest) => rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len())),
        None => ("", url.as_str()),
    };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    if basic.url.is_none() {
        refuse(0, "no URL: a line `HTTP URL`, and `https://…` below it".to_owned());
    } else if !host.chars().all(is_of_host) || url.chars().any(|letter| !letter.is_ascii_graphic()) {
        refuse(line, format!("`{url}` is no URL with a path"));
    } else if !is_plain_path(path) {
        refuse(
            line,
            format!(
                "`{url}` is no URL with a path of a spec: letters, digits, `_`, `-` and `.` between single `/`"
            ),
        );
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    if !query.is_empty() {
        ledger.guess(line, "path", format!("without `?{query}`, which belongs under `query`"));
    }
    if url.starts_with("http://") {
        ledger.guess(line, "host", "https: the client calls no host in clear, as the page does".to_owned());
    }
    let host = (!host.is_empty()).then(|| format!("https://{}", host.to_ascii_lowercase()));
    let host_name = host_name(host.as_deref(), hosts, line, ledger);
    Ok(Named { method, path: path.to_owned(), host, host_name })
}

/// Nothing that names a user, `open.example.com@example.org`, which is another host than it seems.
fn is_of_host(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || ".-:".contains(letter)
}

/// What specs call the host.
fn host_name(host: Option<&str>, hosts: &[Host], line: usize, ledger: &mut Ledger) -> String {
    let known = hosts.iter().find(|known| host == Some(known.url.as_str()));
    match (known, host, hosts) {
        (Some(known), ..) => known.name.clone(),
        (None, Some(host), _) => {
            let bare = host.trim_start_matches("https://");
            let word = |text: &str| text.replace(['-', '.', ':'], "_");
            let name = free(&[word(bare.split('.').next().unwrap_or_default()), word(bare)], hosts);
            ledger.decide(
                line,
                "host",
                format!("declare it in platform.yaml: `{name}: {{ url: '{host}' }}`"),
            );
            name
        }
        (None, None, [only]) => {
            ledger.guess(line, "host", format!("`{}`: the URL has none, and there is no other", only.name));
            only.name.clone()
        }
        (None, None, _) => {
            ledger.decide(line, "host", "the URL has none: name a host of platform.yaml".to_owned());
            free(&["undecided".to_owned()], hosts)
        }
    }
}

/// The first name that no host has, if need be with a number: another host's would send the call, and its token, there.
fn free(names: &[String], hosts: &[Host]) -> String {
    let numbered = (2..).map(|number| format!("{}_{number}", names.last().map_or("host", String::as_str)));
    let is_free = |name: &String| !name.is_empty() && hosts.iter().all(|known| known.name != *name);
    names.iter().cloned().chain(numbered).find(is_free).unwrap_or_default()
}

//! Pages with the dirt of real ones, in both layouts: leaked HTML, shifted cells, titles that come again, samples that are
//! no JSON or contradict their tables. Each becomes a spec that generates, compiles and carries the page's samples without
//! a hand on it, or its report says what a person must decide. `ACCEPT=1 cargo test --test dirty_pages` writes the reports anew.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use serde_json::Value;
use serde_yaml::Value as Yaml;
use support::downstream::Crate;

/// The pages for whose specs a person must decide something before they generate, and what `lint` says of that.
const OPEN: [(&str, &[&str]); 1] =
    [("hidden_list", &["missing-key", "missing-key", "undecided-code", "undecided-code"])];

/// The pages, by name.
fn pages() -> BTreeMap<String, String> {
    support::texts(&support::root().join("tests/pages/dirty"), ".txt")
        .into_iter()
        .map(|(name, text)| (name.trim_end_matches(".txt").to_owned(), text))
        .collect()
}

/// The committed specs, whose decisions about codes are taken over, and what one page made of them: its report and its
/// spec's path.
fn imported(name: &str, page: &str, folder: &Path) -> (String, String) {
    let file = format!("{name}.txt");
    std::fs::write(folder.join(&file), page).expect("it can be written");
    let done = support::codegen(&["import", &file], folder);
    assert!(done.status.success(), "{name}: {}", String::from_utf8_lossy(&done.stderr));
    let report = String::from_utf8([done.stderr, done.stdout].concat()).expect("it is UTF-8");
    let path = report
        .split_once(": ")
        .and_then(|(_, rest)| rest.split_once(", new"))
        .expect("it names the spec")
        .0
        .to_owned();
    (report, path)
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("there is a temporary folder");
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    folder
}

fn lint(folder: &Path) -> Vec<String> {
    let done = support::codegen(&["lint", "--format", "json"], folder);
    let told: Value = serde_json::from_slice(&done.stdout).expect("it is JSON");
    let rule = |problem: &Value| problem["rule"].as_str().unwrap_or_default().to_owned();
    told["problems"].as_array().expect("there is a list").iter().map(rule).collect()
}

#[test]
fn each_report_is_as_written_and_lint_says_what_is_open() {
    let accept = std::env::var_os("ACCEPT").is_some();
    let mut differ = Vec::new();
    let pages = pages();
    assert!(pages.len() >= 12, "{}", pages.len());
    for (name, page) in &pages {
        let folder = folder();
        let (report, _) = imported(name, page, folder.path());
        let path = format!("tests/pages/dirty/{name}.report");
        if accept {
            std::fs::write(support::root().join(&path), &report).expect("it can be written");
        }
        if std::fs::read_to_string(support::root().join(&path)).unwrap_or_default() != report {
            differ.push(report);
        }
        let open = OPEN.iter().find(|(open, _)| open == name).map_or(&[][..], |(_, rules)| rules);
        assert_eq!(lint(folder.path()), open, "{name}");
        let again = support::codegen(&["drift", &format!("{name}.txt")], folder.path());
        assert!(again.status.success(), "{name}: {}", String::from_utf8_lossy(&again.stderr));
    }
    assert!(
        differ.is_empty(),
        "{}\nread them, then: ACCEPT=1 cargo test --test dirty_pages",
        differ.join("\n")
    );
}

/// A sample of a page as strict JSON.
fn strict(sample: &str) -> Option<Value> {
    let without = |line: &str| line.split(" // ").next().unwrap_or_default().trim().to_owned();
    let lines = sample.lines().map(without).filter(|line| line != "...");
    let mut text = lines.collect::<Vec<_>>().join(" ");
    for end in ["}", "]"] {
        text = text.replace(&format!(", {end}"), end).replace(&format!(",{end}"), end);
    }
    serde_json::from_str(&text).ok()
}

/// The paths of a sample's single values, each with its text.
fn leaves(value: &Value, at: &str, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(fields) => {
            fields.iter().for_each(|(name, value)| leaves(value, &format!("{at}.{name}"), found));
        }
        Value::Array(items) => items.iter().for_each(|item| leaves(item, at, found)),
        Value::Null => {}
        Value::String(text) => found.push((at.to_owned(), text.clone())),
        other => found.push((at.to_owned(), other.to_string())),
    }
}

fn sorted_leaves(value: &Value, side: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    leaves(value, side, &mut found);
    found.sort();
    found
}

/// A sample without what its spec does not have, or has otherwise: that is in the report.
fn settled(sample: &Value, side: &str, report: &str) -> Value {
    let to_decide = report.lines().skip_while(|line| !line.contains("to decide"));
    let to_decide = to_decide.take_while(|line| !line.contains("guessed"));
    let open: Vec<_> = to_decide.filter_map(|line| line.split(": ").nth(1)).collect();
    without(sample, side, &open)
}

fn without(value: &Value, at: &str, open: &[&str]) -> Value {
    match value {
        Value::Object(fields) => {
            let path = |name: &str| format!("{at}.{name}");
            let settled = fields.iter().filter(|(name, _)| !open.contains(&path(name).as_str()));
            settled.map(|(name, value)| (name.clone(), without(value, &path(name), open))).collect()
        }
        Value::Array(items) => items.iter().map(|item| without(item, at, open)).collect(),
        single => single.clone(),
    }
}

/// A sample as an expression of Rust that makes the value in the generated types.
fn expression(value: &Value, field: &Yaml, ty: &str) -> String {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    match field["type"].as_str().unwrap_or_default() {
        "string" => format!("{text:?}"),
        "struct" => structure(value, &field["fields"], ty),
        "list" => {
            let items = value.as_array().into_iter().flatten();
            let items: Vec<_> =
                items.map(|item| expression(item, &field["items"], &format!("{ty}Item"))).collect();
            format!("[{}]", items.join(", "))
        }
        "double" if !text.contains('.') => format!("{text}.0"),
        _ => text,
    }
}

fn structure(value: &Value, fields: &Yaml, ty: &str) -> String {
    let mut required = Vec::new();
    let mut optional = String::new();
    for (name, field) in fields.as_mapping().into_iter().flatten() {
        let name = name.as_str().expect("a field has a name");
        let camel: String = name.split('_').map(|word| word[..1].to_uppercase() + &word[1..]).collect();
        let Some(value) = value.get(name) else { continue };
        let value = expression(value, field, &format!("{ty}{camel}"));
        if field["required"] == true {
            required.push(value);
        } else {
            write!(optional, ".{name}({value})").expect("a text takes it");
        }
    }
    format!("{ty}::new({}){optional}", required.join(", "))
}

/// A program that makes each page's sample request, reads each of its sample replies, and prints both.
fn program(specs: &BTreeMap<String, (String, Yaml)>, reports: &BTreeMap<String, String>) -> String {
    let mut calls = String::new();
    for (name, (module, spec)) in specs {
        let page = &spec["page"];
        let sample = page["examples"]["requests"][0]["body"].as_str().and_then(strict);
        let is_json = page["method"] == "POST" && page.get("body").is_none();
        let sample = sample.map(|sample| settled(&sample, "request", &reports[name]));
        let is_whole = |sample: &Value| {
            let fields = page["request"].as_mapping().into_iter().flatten();
            let mut required = fields.filter(|(_, field)| field["required"] == true);
            required.all(|(field, _)| field.as_str().is_some_and(|field| sample.get(field).is_some()))
        };
        if let Some(sample) = sample.filter(|sample| is_json && is_whole(sample)) {
            let request = structure(&sample, &page["request"], "Request");
            writeln!(
                calls,
                "    {{ use downstream::{module}::*; println!(\"{name} request {{}}\", douyin_runtime::json::to_string(&{request}).unwrap()); }}"
            )
            .expect("a text takes it");
        }
        for reply in page["examples"]["responses"].as_sequence().into_iter().flatten() {
            let reply =
                reply["body"].as_str().and_then(strict).unwrap_or_else(|| panic!("{name}: a reply is JSON"));
            let reply = settled(&reply, "response", &reports[name]);
            writeln!(
                calls,
                "    println!(\"{name} response {{:?}}\", douyin_runtime::json::from_str::<downstream::{module}::Response>({:?}).unwrap());",
                reply.to_string()
            )
            .expect("a text takes it");
        }
    }
    format!("//! Samples.\n#![allow(unused_imports)]\n\nfn main() {{\n{calls}}}\n")
}

/// What a program prints that is compiled with a generated tree, which must give no warning.
fn printed(generated: &Path, program: &str) -> String {
    let krate = Crate::copied();
    for path in ["build.rs", "tests/refund.rs", "tests/generated.rs"] {
        std::fs::remove_file(krate.path(path)).expect("it is there");
    }
    support::copy(generated, &krate.path("all"));
    krate.write(
        "src/lib.rs",
        "//! All of them.\n#![deny(warnings, missing_docs)]\n\ninclude!(\"../all/lib.rs\");\n",
    );
    krate.write("examples/samples.rs", program);
    krate.succeeds(&["run", "--quiet", "--example", "samples"])
}

/// The pages that leave nothing open, imported into a folder: their specs, each with its module, and their reports.
fn settled_pages(folder: &Path) -> (BTreeMap<String, (String, Yaml)>, BTreeMap<String, String>) {
    let (mut specs, mut reports) = (BTreeMap::new(), BTreeMap::new());
    for (name, page) in pages().iter().filter(|(name, _)| OPEN.iter().all(|(open, _)| open != name)) {
        let (report, path) = imported(name, page, folder);
        let text = std::fs::read_to_string(folder.join(&path)).expect("it was written");
        let module = path.trim_start_matches("spec/").trim_end_matches(".yaml").replace('/', "::");
        specs.insert(name.clone(), (module, serde_yaml::from_str::<Yaml>(&text).expect("it is YAML")));
        reports.insert(name.clone(), report);
    }
    (specs, reports)
}

#[test]
fn all_that_leave_nothing_open_compile_in_one_crate_and_carry_their_samples() {
    let folder = folder();
    let (specs, reports) = settled_pages(folder.path());
    let done = support::codegen(&["generate", "--out", "all"], folder.path());
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));

    let printed = printed(&folder.path().join("all"), &program(&specs, &reports));
    let mut compared = 0;
    for line in printed.lines() {
        let mut parts = line.splitn(3, ' ');
        let (Some(name), Some(side), Some(shown)) = (parts.next(), parts.next(), parts.next()) else {
            continue;
        };
        let Some((_, spec)) = specs.get(name) else { continue };
        let is_carried = carries(side, shown, spec, &reports[name]);
        assert!(is_carried, "{name}: {shown}");
        compared += 1;
    }
    assert!(compared >= 20, "{compared} samples were carried: {printed}");
}

/// Whether what a program printed of a request or a reply is a sample of its page.
fn carries(side: &str, shown: &str, spec: &Yaml, report: &str) -> bool {
    let samples = spec["page"]["examples"][format!("{side}s").as_str()].as_sequence().into_iter().flatten();
    let samples = samples.filter_map(|sample| strict(sample["body"].as_str()?));
    let mut samples = samples.map(|sample| sorted_leaves(&settled(&sample, side, report), side));
    if side == "request" {
        let sent: Value = serde_json::from_str(shown).expect("a request is JSON");
        return samples.next() == Some(sorted_leaves(&sent, side));
    }
    samples.any(|sample| sample.iter().all(|(_, text)| shown.contains(text.as_str())))
}

//! What a reviewer of `generated/` is promised: a small change of a spec is a small change there.

mod support;

use std::collections::BTreeMap;

use douyin_codegen::{Source, configure};

const SPEC: &str = "trip/certificate_verify.yaml";

/// The committed specs, with a file added or replaced.
fn tree(path: &str, text: Option<&str>) -> BTreeMap<String, String> {
    let mut specs = support::texts(&support::root().join("spec"), ".yaml");
    specs.extend(text.map(|text| (path.to_owned(), text.to_owned())));
    let sources = specs.into_iter().map(|(path, text)| Source::new(path, text));
    let tree = configure().sources(sources).generate().expect("the specs are right");
    tree.files().map(|(path, text)| (path.to_owned(), text.to_owned())).collect()
}

/// The lines that were added, by file. Nothing may have been removed.
fn added(
    before: &BTreeMap<String, String>,
    after: &BTreeMap<String, String>,
) -> BTreeMap<String, Vec<String>> {
    let mut added = BTreeMap::new();
    for (path, text) in after {
        let mut old = before.get(path).map(String::as_str).unwrap_or_default().lines().peekable();
        let new: Vec<_> =
            text.lines().filter(|line| old.next_if_eq(line).is_none()).map(str::to_owned).collect();
        assert_eq!(old.next(), None, "{path} lost a line");
        if !new.is_empty() {
            added.insert(path.clone(), new);
        }
    }
    assert!(before.keys().all(|path| after.contains_key(path)), "no file is gone");
    added
}

#[test]
fn an_optional_field_changes_one_file_by_its_own_lines() {
    let before = tree(SPEC, None);
    for (place, with, lines) in [
        ("    order_id: {", "    remark: { type: string, doc: 备注 }\n    order_id: {", 12),
        ("    data:\n", "    remark: { type: int64, doc: 备注 }\n    data:\n", 5),
    ] {
        let spec = support::read(&format!("spec/{SPEC}"));
        let after = tree(SPEC, Some(&spec.replacen(place, with, 1)));
        let added = added(&before, &after);
        let [(path, new)] = &added.iter().collect::<Vec<_>>()[..] else {
            panic!("one file changes: {added:?}")
        };
        assert_eq!(*path, "trip/certificate_verify.rs");
        let own = |line: &&String| line.contains("remark") || line.contains("备注");
        assert!(new.iter().filter(own).count() >= 3 && new.len() == lines, "{} {new:#?}", new.len());
        let ceremony = ["///", "self", "}", ""];
        assert!(
            new.iter().all(|line| own(&line) || ceremony.iter().any(|start| line.trim().starts_with(start))),
            "{new:#?}"
        );
    }
}

#[test]
fn an_endpoint_in_a_group_is_one_file_and_one_line() {
    let before = tree(SPEC, None);
    let new = "page: { title: t, method: POST, host: open, path: /a/ }\ndecisions: { envelope: err_no }\n";
    let added = added(&before, &tree("trip/another.yaml", Some(new)));
    assert_eq!(added.keys().collect::<Vec<_>>(), ["trip/another.rs", "trip/mod.rs"]);
    assert_eq!(added["trip/mod.rs"], ["pub mod another;"]);
}

#[test]
fn a_reworded_text_is_one_line() {
    let before = tree(SPEC, None);
    let spec = support::read(&format!("spec/{SPEC}"));
    for (old, new) in [("抖音侧的订单号", "订单号"), ("不支持提前核销", "可提前核销")] {
        let after = tree(SPEC, Some(&spec.replacen(old, new, 1)));
        let differ =
            before[&SPEC.replace("yaml", "rs")].lines().zip(after[&SPEC.replace("yaml", "rs")].lines());
        assert_eq!(differ.filter(|(before, after)| before != after).count(), 1, "{old}");
    }
}

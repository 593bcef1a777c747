//! Both of the vendor's pages, and the committed specs.

use serde_json::Value as Json;
use serde_yaml::Value;

use super::{folder, json, page, run, succeeds, with_specs};
use crate::support;

/// A field's facts that its page can show, with those of the fields below it, whatever their order.
fn shown(field: &Value) -> Value {
    let mut field = field.clone();
    let entries = field.as_mapping_mut().expect("a field is a mapping");
    let marks = entries.get("inferred").and_then(Value::as_mapping).cloned().unwrap_or_default();
    for (fact, origin) in &marks {
        if origin != "sample" || fact == "unit" {
            entries.remove(fact);
        }
    }
    entries.remove("note");
    entries.remove("inferred");
    if marks.contains_key("field") {
        entries.insert("inferred".into(), "sample".into());
    }
    for key in ["items", "values"] {
        if let Some(item) = entries.get(key).filter(|item| item.get("fields").is_some()) {
            let item = fields(&item["fields"]);
            entries.insert(key.into(), item);
        }
    }
    if let Some(below) = entries.get("fields") {
        let below = fields(below);
        entries.insert("fields".into(), below);
    }
    sorted(&field)
}

pub fn fields(fields: &Value) -> Value {
    let fields = fields.as_mapping().expect("fields are a mapping");
    sorted(&Value::Mapping(fields.iter().map(|(name, field)| (name.clone(), shown(field))).collect()))
}

fn sorted(value: &Value) -> Value {
    let mut entries: Vec<_> = value.as_mapping().expect("it is a mapping").clone().into_iter().collect();
    entries.sort_by(|a, b| a.0.as_str().cmp(&b.0.as_str()));
    Value::Mapping(entries.into_iter().collect())
}

#[test]
fn both_pages_into_an_empty_folder_give_the_facts_of_the_committed_specs() {
    let folder = with_specs(&[]);
    for (id, _) in support::PAGES {
        let told = succeeds(&["import", &page(id)], folder.path());
        assert!(told.contains(&format!("wrote spec/{id}.yaml; next: ")), "{told}");
        let path = folder.path().join(format!("spec/{id}.yaml"));
        let text = std::fs::read_to_string(path).expect("it was written where the URL says");
        let imported: Value = serde_yaml::from_str(&text).expect("it is YAML");
        let committed = &support::spec(id)["page"];
        for key in ["title", "method", "host", "path", "scope", "permission", "notes", "errors", "examples"] {
            assert_eq!(imported["page"][key], committed[key], "{id}: {key}");
        }
        for side in ["headers", "request", "response"] {
            assert_eq!(fields(&imported["page"][side]), fields(&committed[side]), "{id}: {side}");
            let names =
                |fields: &Value| fields.as_mapping().expect("fields").keys().cloned().collect::<Vec<_>>();
            assert_eq!(names(&imported["page"][side]), names(&committed[side]), "{id}: in the page's order");
        }
    }
}

#[test]
fn the_committed_specs_have_not_drifted_and_importing_again_touches_no_byte() {
    let folder = folder();
    support::copy(&support::root().join("spec"), &folder.path().join("spec"));
    let before = support::files(folder.path());
    let pages = support::PAGES.map(|(id, _)| page(id));
    let told = run(&["drift", &pages[0], &pages[1]], folder.path());
    assert_eq!(told.status.code(), Some(0), "{}", String::from_utf8_lossy(&told.stderr));
    assert_eq!(String::from_utf8_lossy(&told.stderr).matches(", nothing moved").count(), 2);
    for (page, (id, _)) in pages.iter().zip(support::PAGES) {
        assert_eq!(json(&["drift", page], folder.path())["changes"], Json::Array(Vec::new()));
        let github = succeeds(&["drift", page, "--format", "github"], folder.path());
        assert_eq!(github, "");
        assert_eq!(
            succeeds(&["import", page], folder.path()),
            format!("spec/{id}.yaml is as its page: nothing to do\n")
        );
    }
    assert_eq!(support::files(folder.path()), before);
}

#[test]
fn every_line_of_both_pages_is_a_fact_or_layout_or_navigation() {
    // The last line of the site's navigation above each page. Nothing else of a page is left over.
    let expected = [(support::PAGES[0].0, [[1, 15], [17, 33]]), (support::PAGES[1].0, [[1, 31], [33, 42]])];
    for (id, navigation) in expected {
        let told = json(&["drift", &page(id)], &support::root());
        assert_eq!(told["unread"], Json::Array(Vec::new()), "{id}");
        assert_eq!(told["navigation"], serde_json::json!(navigation), "{id}");
        assert_eq!(told["open"], Json::Array(Vec::new()), "{id}");
        let guesses = told["guesses"].as_array().expect("there are guesses");
        let is_told =
            |guess: &Json| guess["line"].is_u64() && !guess["text"].as_str().unwrap_or_default().is_empty();
        assert!(guesses.len() > 10 && guesses.iter().all(is_told), "{id}: each says why");
    }
}

#[test]
fn what_people_added_is_kept_and_said() {
    let told = json(&["drift", &page(support::PAGES[1].0)], &support::root());
    let kept: Vec<_> =
        told["kept"].as_array().expect("there is a list").iter().map(|kept| kept["path"].as_str()).collect();
    for path in ["request.order_entry_schema", "request.order_entry_schema.path"] {
        assert!(kept.contains(&Some(path)), "{path}: {kept:?}");
    }
}

//! Does the page writer write the vendor's pages? Those of the two committed specs line by line, and of all 493 endpoints
//! everything that a page can show.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use serde_yaml::Value;
use support::corpus::Corpus;
use support::page_writer::fields::{Field, PARTS, listed, text};
use support::page_writer::lost::cannot_show;
use support::page_writer::{Layout, changes, render, row};

/// A line that only the vendor's page has (`-`) or only the written one (`+`), with its number there.
type Difference = (char, usize, &'static str);

/// What the two pages have from `接口说明` on, and their specs cannot hold. Numbers count from there.
const DIFFERENCES: [(&str, Layout, &[Difference]); 2] = [
    // A paragraph that ends the list of samples has its bullet, too.
    (
        "trip/certificate_verify",
        Layout::New,
        &[
            ('-', 24, "    • 若抖音返回失败,则服务商需要重试接口"),
            ('+', 24, "    若抖音返回失败,则服务商需要重试接口"),
        ],
    ),
    // One of the descriptions is no paragraph: no empty lines stand around it.
    ("toolkit/verify_local_certificates", Layout::Spaced, &[('+', 30, ""), ('+', 32, "")]),
];

fn platform() -> Value {
    serde_yaml::from_str(&support::read("spec/platform.yaml")).expect("the platform is YAML")
}

/// The lines of a page, in the navigation and below it.
fn halves(page: &str) -> (Vec<&str>, Vec<&str>) {
    let lines: Vec<_> = page.lines().collect();
    let start = lines.iter().position(|line| *line == "  • 接口说明").expect("a page has an introduction");
    (lines[..start].to_vec(), lines[start..].to_vec())
}

/// The lines that only one of two texts has. Both say the same in the same order, so that looking one line ahead finds them.
fn differences<'a>(there: &[&'a str], here: &[&'a str]) -> Vec<(char, usize, &'a str)> {
    let (mut found, mut old, mut new) = (Vec::new(), 0, 0);
    while old < there.len() || new < here.len() {
        let (was, is) = (there.get(old), here.get(new));
        if was == is {
            (old, new) = (old + 1, new + 1);
        } else if is.is_some() && was == here.get(new + 1) {
            found.push(('+', new, here[new]));
            new += 1;
        } else {
            found.extend(was.map(|line| ('-', old, *line)));
            found.extend(is.map(|line| ('+', new, *line)));
            (old, new) = (old + 1, new + 1);
        }
    }
    found
}

#[test]
fn the_pages_of_the_committed_specs_are_the_vendors() {
    for ((id, page), (of, layout, expected)) in support::PAGES.into_iter().zip(DIFFERENCES) {
        assert_eq!(id, of);
        let spec = support::spec(id);
        let written = render(&spec, &platform(), layout);
        let ((their_navigation, there), (navigation, here)) = (halves(page), halves(&written));
        assert_eq!(differences(&there, &here), expected, "{id}");
        // Of the navigation only the page's own name is in the spec.
        let title = format!("  • {}", text(&spec["page"]["title"]));
        assert!(their_navigation.contains(&title.as_str()), "{id}: {title}");
        assert!(navigation.contains(&title.as_str()), "{id}: {title}");
    }
}

/// The specs of all endpoints, by id, and the platform's.
fn all() -> (BTreeMap<String, Value>, Value) {
    let corpus = Corpus::whole();
    let read = |text: &String| serde_yaml::from_str::<Value>(text).expect("a spec is YAML");
    let mut specs: BTreeMap<_, _> =
        corpus.specs.iter().map(|(path, text)| (path.clone(), read(text))).collect();
    let platform = specs.remove("platform.yaml").expect("the corpus has a platform");
    assert_eq!(specs.len(), 493);
    (specs, platform)
}

#[test]
fn every_endpoint_has_a_page_in_each_layout_with_all_that_can_be_shown() {
    let (specs, platform) = all();
    let mut counts: BTreeMap<(&str, String), (usize, usize)> = BTreeMap::new();
    for layout in Layout::ALL {
        let mut shown = 0;
        for (id, spec) in &specs {
            let page = render(spec, &platform, layout);
            let lost = cannot_show(spec, layout);
            let gone: BTreeSet<_> = lost.get("field").into_iter().flatten().cloned().collect();
            let lines: BTreeSet<_> = page.lines().map(str::trim).collect();
            for part in PARTS {
                shown += fields_stand_in((&page, &lines), &listed(spec, part), layout, &gone)
                    .unwrap_or_else(|missing| panic!("{id}, {layout:?}: {missing}\n{page}"));
            }
            for fact in page_facts(spec) {
                assert!(page.contains(&fact), "{id}, {layout:?}: {fact}");
            }
            for (kind, paths) in lost {
                let count = counts.entry((kind, format!("{layout:?}"))).or_default();
                *count = (count.0 + paths.len(), count.1 + 1);
            }
        }
        println!("{layout:?}: {shown} fields shown");
        assert!(shown > 10_000, "{layout:?}: {shown}");
    }
    for ((kind, layout), (paths, endpoints)) in counts {
        println!("cannot show {kind:14} {layout:7} {paths:6} in {endpoints:4} endpoints");
    }
}

/// What a page says besides fields.
fn page_facts(spec: &Value) -> Vec<String> {
    let page = &spec["page"];
    let rows = page["errors"].as_sequence().into_iter().flatten();
    let errors = rows.flat_map(|row| ["code", "text", "advice"].map(|key| text(&row[key])));
    let facts = ["title", "method", "path", "scope", "permission"].map(|key| text(&page[key]));
    facts.into_iter().chain(errors).collect()
}

/// How many fields stand in a page: in a line of their own, or in a sample; or the first that does not.
fn fields_stand_in(
    (page, lines): (&str, &BTreeSet<&str>),
    fields: &[Field<'_>],
    layout: Layout,
    gone: &BTreeSet<String>,
) -> Result<usize, String> {
    let mut shown = 0;
    for field in fields.iter().filter(|field| !gone.contains(&field.path)) {
        let stands = if field.is_hidden(layout.has_nested_rows()) {
            [format!("\"{}\"", field.name), format!("{}=", field.name)].iter().any(|name| page.contains(name))
        } else {
            lines.contains(row(field, layout).as_str())
        };
        if !stands {
            return Err(field.path.clone());
        }
        shown += 1 + fields_stand_in((page, lines), &field.fields(), layout, gone)?;
    }
    Ok(shown)
}

#[test]
fn every_shape_of_the_language_has_a_page() {
    for folder in ["spec", "tests/golden/shapes/spec", "tests/golden/texts/spec", "examples/downstream/spec"]
    {
        let mut specs = support::texts(&support::root().join(folder), ".yaml");
        let platform = specs.remove("platform.yaml").expect("there is a platform");
        let platform = serde_yaml::from_str(&platform).expect("it is YAML");
        for (id, spec) in specs {
            let spec: Value = serde_yaml::from_str(&spec).expect("it is YAML");
            for layout in Layout::ALL {
                let page = render(&spec, &platform, layout);
                assert!(page.contains(&text(&spec["page"]["title"])), "{id}, {layout:?}");
                cannot_show(&spec, layout);
            }
        }
    }
}

/// The paths of all fields and codes.
fn paths(spec: &Value) -> BTreeSet<String> {
    fn below(fields: &[Field<'_>], found: &mut BTreeSet<String>) {
        for field in fields {
            found.insert(field.path.clone());
            below(&field.fields(), found);
        }
    }
    let rows = spec["page"]["errors"].as_sequence().into_iter().flatten();
    let mut found: BTreeSet<_> = rows.map(|row| format!("errors.{}", text(&row["code"]))).collect();
    for part in PARTS {
        below(&listed(spec, part), &mut found);
    }
    found
}

#[test]
fn each_change_is_what_it_says_and_shows_on_the_page() {
    let spec = support::spec(changes::SPEC);
    let kinds: BTreeSet<_> = changes::ALL.iter().map(|change| change.kind).collect();
    assert_eq!(kinds.len(), 10);
    for change in &changes::ALL {
        let changed = change.made_to(&spec);
        assert_eq!(changed["decisions"], spec["decisions"], "{}", change.kind);
        let (mut before, mut after) = (paths(&spec), paths(&changed));
        let (gone, new) = (change.before.filter(|_| change.before != change.after), change.after);
        assert!(change.before.is_none_or(|path| before.contains(path)), "{}", change.kind);
        assert!(gone.is_none_or(|path| !after.contains(path)), "{}", change.kind);
        assert!(new.is_none_or(|path| after.contains(path)), "{}", change.kind);
        // Nothing else comes or goes, but for what is in a field that moves.
        for path in [change.before, change.after].into_iter().flatten() {
            before.retain(|other| !other.starts_with(path));
            after.retain(|other| !other.starts_with(path));
        }
        assert_eq!(before, after, "{}", change.kind);
        for layout in Layout::ALL {
            let [before, after] = [&spec, &changed].map(|spec| render(spec, &platform(), layout));
            assert_ne!(before, after, "{layout:?}: {}", change.kind);
        }
    }
}

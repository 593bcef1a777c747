//! `import(render(spec))`: of all 493 endpoints, and of those that say what the language can say, does the page of each layout
//! give the spec's facts back, but for what such a page cannot show?

mod facts;
#[path = "../support/mod.rs"]
mod support;
mod words;

use std::collections::BTreeMap;
use std::path::Path;

use facts::{Facts, Lost, facts};
use serde_yaml::Value;
use support::corpus::{Corpus, OURS};
use support::page_writer::lost::cannot_show;
use support::page_writer::{Layout, render};

/// A kind of difference that remains, in which layouts, and how often in each. More or less is a mistake, here or there.
type Remaining = (&'static str, &'static [Layout], usize);

/// What remains of the 493 endpoints.
///
/// - `lost field`: a struct without fields that only a sample shows is `{}` there, which could as well be a map. The importer
///   leaves it out, and says that its type is open.
const OF_ALL: [Remaining; 1] = [("lost field", &[Layout::New, Layout::Spaced, Layout::Flat], 2)];

/// Endpoints of the corpus that have what once was read wrongly: a list of lists, a map of lists, a file, a struct in a URL, a
/// struct without fields.
const HARD: [&str; 5] = [
    "capacity/capacity_bind_aweme_relation.yaml",
    "capacity/capacity_query_capacity_list.yaml",
    "douyin/upload_image.yaml",
    "goodlife/product_online_query.yaml",
    "tags/tags_image.yaml",
];

/// What came of round trips.
#[derive(Default)]
struct Found {
    /// Every difference by its kind and layout, each with where it is.
    differences: BTreeMap<(String, String), Vec<String>>,
    /// By layout, the facts that came back or should have, and those that a page cannot show.
    facts: BTreeMap<String, (usize, usize)>,
}

/// An endpoint's page, to be imported.
struct Trip<'a> {
    id: &'a str,
    spec: &'a Value,
    layout: Layout,
}

impl Trip<'_> {
    /// What differs, into `found`. The folder has nothing but the platform's file, and has so again.
    fn differences(&self, platform: &Value, folder: &Path, found: &mut Found) {
        let layout = format!("{:?}", self.layout);
        let mut tell = |kind: &str, place: &str| {
            let key = (kind.to_owned(), layout.clone());
            found.differences.entry(key).or_default().push(format!("{}: {place}", self.id));
        };
        let imported = match self.imported(platform, folder) {
            Ok(imported) => facts(&imported),
            Err(why) => return tell("refused", &why),
        };
        let expected = facts(self.spec);
        let listed = cannot_show(self.spec, self.layout);
        let lost = Lost::of(&listed, &expected);
        let count = found.facts.entry(layout.clone()).or_default();
        for ((path, fact), said) in &expected {
            let now = imported.get(&(path.clone(), fact.clone()));
            if lost.covers(path, fact) {
                count.1 += 1;
                // The page's words begin with those of the spec.
                if fact == "doc" && now.is_some_and(|now| !now.starts_with(said.as_str())) {
                    tell("another doc", &format!("{path}: {said:?} is {now:?}"));
                }
                continue;
            }
            count.0 += 1;
            match now {
                _ if is_in_another(path, fact, &expected, &imported) => {}
                None => tell(&format!("lost {fact}"), &format!("{path}: {said}")),
                Some(now) if now == said || (fact == "order" && is_same_order(said, now)) => {}
                Some(now) if fact == "type" => tell(&format!("{said} as {now}"), path),
                Some(now) => tell(&format!("another {fact}"), &format!("{path}: {said:?} is {now:?}")),
            }
        }
        for ((path, fact), said) in &imported {
            let is_new = !expected.contains_key(&(path.clone(), fact.clone()));
            if is_new && !lost.covers(path, fact) && !is_in_another(path, fact, &imported, &expected) {
                tell(&format!("new {fact}"), &format!("{path}: {said}"));
            }
        }
    }

    fn imported(&self, platform: &Value, folder: &Path) -> Result<Value, String> {
        let page = folder.join("page.txt");
        std::fs::write(&page, render(self.spec, platform, self.layout)).expect("the page can be written");
        let done = support::codegen(&["import", "page.txt", "--name", "the/page"], folder);
        if !done.status.success() {
            return Err(String::from_utf8_lossy(&done.stderr).into_owned());
        }
        let path = folder.join("spec/the/page.yaml");
        let text = std::fs::read_to_string(&path).expect("it was written");
        std::fs::remove_file(&path).expect("it can be removed");
        Ok(serde_yaml::from_str(&text).expect("it is YAML"))
    }
}

/// Of a field that only one side has, that is all there is to tell.
fn is_in_another(path: &str, fact: &str, these: &Facts, others: &Facts) -> bool {
    let bare = path.replace(['[', ']', '{', '}'], "");
    let field = |path: &str| (path.to_owned(), "field".to_owned());
    let is_one_sided = |path: &str| these.contains_key(&field(path)) && !others.contains_key(&field(path));
    let above = bare.match_indices('.').map(|(at, _)| &bare[..at]);
    above.chain((fact != "field").then_some(bare.as_str())).any(is_one_sided)
}

/// Whether the names that both have stand in the same order.
fn is_same_order(said: &str, now: &str) -> bool {
    let only = |names: &str, of: &str| {
        let of: Vec<_> = of.split(' ').map(str::to_owned).collect();
        names.split(' ').map(str::to_owned).filter(|name| of.contains(name)).collect::<Vec<_>>()
    };
    only(said, now) == only(now, said)
}

/// The specs of all endpoints, by id, and the platform's.
fn all() -> (BTreeMap<String, Value>, Value) {
    let read = |text: &String| serde_yaml::from_str::<Value>(text).expect("a spec is YAML");
    let mut specs: BTreeMap<_, _> =
        Corpus::whole().specs.iter().map(|(path, text)| (path.clone(), read(text))).collect();
    let platform = specs.remove("platform.yaml").expect("the corpus has a platform");
    assert_eq!(specs.len(), 493);
    (specs, platform)
}

/// All differences of these endpoints in all layouts.
fn round_trips(specs: &BTreeMap<String, Value>, platform: &Value) -> Found {
    let trips: Vec<_> =
        specs.iter().flat_map(|(id, spec)| Layout::ALL.map(|layout| Trip { id, spec, layout })).collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    // A page says nothing of envelopes and tokens, and so many take long to read.
    let hosts = serde_json::json!({ "hosts": platform["hosts"], "tokens": {}, "envelopes": {} });
    let text = hosts.to_string();
    let part = |trips: &[Trip<'_>]| {
        let folder = tempfile::tempdir().expect("there is a temporary folder");
        std::fs::create_dir(folder.path().join("spec")).expect("it can be made");
        std::fs::write(folder.path().join("spec/platform.yaml"), &text).expect("it can be written");
        let mut found = Found::default();
        for trip in trips {
            trip.differences(platform, folder.path(), &mut found);
        }
        found
    };
    let parts = std::thread::scope(|scope| {
        let running: Vec<_> =
            trips.chunks(trips.len().div_ceil(threads)).map(|trips| scope.spawn(|| part(trips))).collect();
        running.into_iter().map(|part| part.join().expect("it ends")).collect::<Vec<_>>()
    });
    let mut found = Found::default();
    for part in parts {
        for (kind, places) in part.differences {
            found.differences.entry(kind).or_default().extend(places);
        }
        for (layout, (compared, lost)) in part.facts {
            let count = found.facts.entry(layout).or_default();
            *count = (count.0 + compared, count.1 + lost);
        }
    }
    println!("{}", told(&found));
    found
}

fn told(found: &Found) -> String {
    let facts = found.facts.iter().map(|(layout, (compared, lost))| {
        format!("{layout}: {compared} facts compared, {lost} that it cannot show")
    });
    let differences = found.differences.iter().flat_map(|((kind, layout), places)| {
        let places_told = places.iter().take(5).map(|place| format!("    {place}"));
        [format!("{kind}, {layout}: {}", places.len())].into_iter().chain(places_told)
    });
    facts.chain(differences).collect::<Vec<_>>().join("\n")
}

/// How often each kind of difference is known of, by layout.
fn by_layout(remaining: &[Remaining]) -> BTreeMap<(String, String), usize> {
    let each = remaining.iter().flat_map(|(kind, layouts, count)| {
        layouts.iter().map(move |layout| (((*kind).to_owned(), format!("{layout:?}")), *count))
    });
    each.collect()
}

/// Whether just this remains, no more and no less.
fn assert_remains(found: &Found, remaining: &[Remaining]) {
    let counts = found.differences.iter().map(|(kind, places)| (kind.clone(), places.len()));
    assert_eq!(counts.collect::<BTreeMap<_, _>>(), by_layout(remaining), "{}", told(found));
}

#[test]
#[ignore = "it takes a minute"]
fn every_page_gives_back_what_it_can_show() {
    let (specs, platform) = all();
    let found = round_trips(&specs, &platform);
    assert_remains(&found, &OF_ALL);
    for (layout, (compared, _)) in &found.facts {
        assert!(*compared > 20_000, "{layout}: {compared}");
    }
}

#[test]
fn pages_of_some_endpoints_give_back_what_they_can_show() {
    let (mut specs, platform) = all();
    let is_taken = |at: usize, id: &str| at.is_multiple_of(14) || OURS.contains(&id) || HARD.contains(&id);
    let ids: Vec<_> = specs.keys().cloned().enumerate().collect();
    ids.iter().filter(|(at, id)| !is_taken(*at, id)).for_each(|(_, id)| drop(specs.remove(id)));
    assert!(specs.len() >= 40, "{}", specs.len());
    let found = round_trips(&specs, &platform);
    let known = by_layout(&OF_ALL);
    for (kind, places) in &found.differences {
        assert!(known.get(kind).is_some_and(|count| places.len() <= *count), "{}", told(&found));
    }
    assert_eq!(found.facts.len(), Layout::ALL.len());
}

//! Pages that were damaged while they were copied: no line, cell or word of them is lost without a word.

use serde_json::Value;

use super::folder;
use crate::support;

/// Numbers that look random, and are the same in each run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it has 31 bits") % end
    }
}

/// A page after some accidents of copying, and the lines that were put in: in no two runs of a page the same.
fn damaged(page: &str, seed: u64) -> (String, Vec<String>) {
    let mut dice = Dice(seed);
    let mut lines: Vec<String> = page.lines().map(str::to_owned).collect();
    let mut marks = Vec::new();
    for _ in 0..=dice.below(6) {
        let (at, other) = (dice.below(lines.len() - 1), dice.below(lines.len()));
        match dice.below(8) {
            0 => drop(lines.remove(at)),
            1 => lines.insert(other, lines[at].clone()),
            2 => lines.swap(at, other),
            3 => {
                let next = lines.remove(at + 1);
                lines[at].push_str(&next);
            }
            4 => {
                let half = lines[at].chars().count() / 2;
                lines[at] = lines[at].chars().take(half).collect();
            }
            put => {
                let mark = format!("记号{seed}的第{}个", marks.len());
                let line = &mut lines[at];
                match put {
                    5 => lines.insert(at, mark.clone()),
                    6 => line.extend([if line.contains('\t') { "\t" } else { " | " }, &mark]),
                    _ => {
                        let ends: Vec<_> =
                            line.char_indices().map(|(at, _)| at).chain([line.len()]).collect();
                        line.insert_str(ends[dice.below(ends.len())], &mark);
                    }
                }
                marks.push(mark);
            }
        }
    }
    (lines.join("\n"), marks)
}

/// Whether a line of a page stands in its spec, in its report, or on a line of the site's navigation.
fn is_accounted(mark: &str, page: &str, spec: &str, told: &Value) -> bool {
    let line = page.lines().position(|line| line.contains(mark)).expect("it was put in") as u64 + 1;
    let ranges = told["navigation"].as_array().into_iter().flatten();
    let mut ranges = ranges.filter_map(|range| Some((range[0].as_u64()?, range[1].as_u64()?)));
    spec.contains(mark)
        || told.to_string().contains(mark)
        || ranges.any(|(from, to)| (from..=to).contains(&line))
}

/// The pages of both layouts, clean and dirty.
pub fn pages() -> Vec<String> {
    let folders = ["tests/pages", "tests/pages/dirty"].map(|folder| support::root().join(folder));
    let files = folders.iter().flat_map(|folder| std::fs::read_dir(folder).expect("it is there"));
    let paths = files.map(|file| file.expect("it is there").path());
    let mut paths: Vec<_> = paths.filter(|path| path.extension().is_some_and(|end| end == "txt")).collect();
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("it can be read")).collect()
}

/// Imports pages with accidents, and checks what must hold of each.
fn survives(seeds: std::ops::Range<u64>) {
    let path = "spec/order/get.yaml";
    let pages = pages();
    let mut lost = Vec::new();
    for (at, seed) in seeds.enumerate() {
        let folder = folder();
        let platform = support::root().join("spec/platform.yaml");
        std::fs::copy(platform, folder.path().join("spec/platform.yaml")).expect("it can be copied");
        let (page, marks) = damaged(&pages[at % pages.len()], seed);
        std::fs::write(folder.path().join("page.txt"), &page).expect("it can be written");
        let done = support::codegen(
            &["import", "page.txt", "--name", "order/get", "--format", "json"],
            folder.path(),
        );
        let told: Value =
            serde_json::from_slice(&done.stdout).unwrap_or_else(|error| panic!("{seed}: {error}: {done:?}"));
        let told = &told["pages"][0];
        assert!(!told.to_string().contains("please report it"), "{seed}: {told:#}");
        if done.status.code() != Some(0) {
            assert_eq!(done.status.code(), Some(1), "{seed}: {done:?}");
            assert!(!folder.path().join(path).exists(), "{seed}: a refused page writes nothing");
            continue;
        }
        let spec = std::fs::read_to_string(folder.path().join(path)).expect("it was written");
        for mark in marks.iter().filter(|mark| page.contains(mark.as_str())) {
            if !is_accounted(mark, &page, &spec, told) {
                let line = page.lines().find(|line| line.contains(mark)).unwrap_or_default();
                lost.push(format!("{seed}: {line}"));
            }
        }
        let drift = support::codegen(&["drift", "page.txt"], folder.path());
        assert_eq!(drift.status.code(), Some(0), "{seed}: {drift:?}");
        let lint = support::codegen(&["lint", "--format", "json"], folder.path());
        serde_json::from_slice::<Value>(&lint.stdout)
            .unwrap_or_else(|error| panic!("{seed}: {error}: {lint:?}"));
        assert!([Some(0), Some(1)].contains(&lint.status.code()), "{seed}: {lint:?}");
    }
    assert!(lost.is_empty(), "neither in a spec nor told:\n{}", lost.join("\n"));
}

#[test]
fn a_page_with_accidents_is_refused_or_every_line_of_it_is_accounted_for() {
    survives(0..150);
}

#[test]
#[ignore = "it takes minutes"]
fn hundreds_of_pages_with_accidents_are_refused_or_accounted_for() {
    survives(150..1_000);
}

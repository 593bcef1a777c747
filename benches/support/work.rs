//! The work that every tool is given: the endpoints of `spec/trip`, `spec/toolkit` and the corpus, in several sizes.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::Value;
use tests::corpus::OURS;

#[path = "../../tests/support/mod.rs"]
pub mod tests;

const PLATFORM: &str = "platform.yaml";

/// Specs by path, with the platform's.
pub struct Work {
    specs: BTreeMap<String, String>,
}

/// What a spec says about an endpoint.
pub struct Endpoint {
    pub group: String,
    pub name: String,
    pub page: Value,
}

impl Work {
    /// All endpoints there are.
    pub fn whole() -> Self {
        Self { specs: tests::corpus::Corpus::whole().specs }
    }

    /// As many endpoints: our two first, then evenly spread over the others, then all once more in other groups, as often as it
    /// takes.
    pub fn of(&self, size: usize) -> Self {
        let others: Vec<_> = self.paths().filter(|path| !OURS.contains(path)).collect();
        let wanted = size - OURS.len();
        let spread = wanted.min(others.len());
        let once = OURS.into_iter().chain((0..spread).map(|at| others[at * others.len() / spread]));
        let whole: Vec<_> = OURS.into_iter().chain(others.iter().copied()).collect();
        let again = (whole.len()..size).map(|at| (at / whole.len() + 1, whole[at % whole.len()]));
        let again = again.map(|(copy, path)| self.copy(path, copy));
        let mut specs: BTreeMap<_, _> =
            once.map(|path| (path.to_owned(), self.specs[path].clone())).chain(again).collect();
        assert_eq!(specs.len(), size);
        specs.insert(PLATFORM.to_owned(), self.specs[PLATFORM].clone());
        Self { specs }
    }

    pub fn size(&self) -> usize {
        self.paths().count()
    }

    /// Makes `folder` hold the specs and nothing else.
    pub fn write(&self, folder: &Path) {
        if folder.exists() {
            std::fs::remove_dir_all(folder).expect("it can be removed");
        }
        for (path, text) in &self.specs {
            let path = folder.join(path);
            std::fs::create_dir_all(path.parent().expect("it is in a folder"))
                .expect("the folder can be made");
            std::fs::write(path, text).expect("it can be written");
        }
    }

    pub fn endpoints(&self) -> Vec<Endpoint> {
        let endpoint = |path: &str| {
            let (group, name) = path.trim_end_matches(".yaml").split_once('/').expect("it is in a group");
            let mut spec: Value = serde_yaml::from_str(&self.specs[path]).expect("a spec is YAML");
            Endpoint { group: group.to_owned(), name: name.to_owned(), page: spec["page"].take() }
        };
        self.paths().map(endpoint).collect()
    }

    /// As the generator takes them.
    pub fn sources(&self) -> impl Iterator<Item = douyin_codegen::Source> {
        self.specs.iter().map(|(path, text)| douyin_codegen::Source::new(path, text))
    }

    fn paths(&self) -> impl Iterator<Item = &str> {
        self.specs.keys().map(String::as_str).filter(|path| *path != PLATFORM)
    }

    /// The same endpoint in another group, at another URL.
    fn copy(&self, path: &str, copy: usize) -> (String, String) {
        let text = &self.specs[path];
        let copied = match text.split_once("\"path\": \"") {
            Some((before, after)) => format!("{before}\"path\": \"/copy{copy}{after}"),
            None => text.replacen("  path: /", &format!("  path: /copy{copy}/"), 1),
        };
        let (group, name) = path.split_once('/').expect("it is in a group");
        (format!("{group}_{copy}/{name}"), copied)
    }
}

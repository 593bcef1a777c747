//! A folder of specs in, what an import must know of it out: its hosts, and which spec is a page's.

use std::fmt;

use crate::diagnostic::{FileId, Location, Problems, Report};
use crate::gate;
use crate::page::value::{Value, get};
use crate::page::{Host, Reading};
use crate::source::{NO_PLATFORM, PLATFORM, Source, Sources};
use crate::yaml::{self, Node};

/// The files of a folder of specs.
#[derive(Debug)]
pub(crate) struct Folder<'s> {
    sources: &'s Sources,
    /// Those that can be read, in spite of mistakes.
    nodes: Vec<(FileId, Node)>,
    /// What is wrong with those that have mistakes or cannot be read.
    broken: Vec<(FileId, Mistake)>,
}

/// What is wrong with a file.
#[derive(Clone, Debug)]
pub(crate) struct Mistake {
    /// The file as people find it.
    pub(crate) path: String,
    /// Where, if it is not the file as a whole.
    pub(crate) location: Option<Location>,
    pub(crate) text: String,
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Some(Location { path, line, column, .. }) => write!(f, "{path}:{line}:{column}: {}", self.text),
            None => write!(f, "{}: {}", self.path, self.text),
        }
    }
}

/// A spec's file.
#[derive(Clone, Copy)]
pub(super) struct File<'f> {
    sources: &'f Sources,
    pub(super) id: FileId,
    pub(super) source: &'f Source,
    pub(super) node: &'f Node,
}

impl File<'_> {
    fn page(&self) -> Value {
        self.node.entry("page").map_or(Value::Map(Vec::new()), |entry| Value::of(&entry.node))
    }

    /// Where its endpoint is called, in a sentence about it.
    fn says(&self) -> String {
        let page = self.page();
        let said = |key| page.text_of(key).unwrap_or_default().to_owned();
        format!("{} says {} {}", self.shown(), said("method"), said("path"))
    }

    /// Its path as people find it.
    pub(super) fn shown(&self) -> String {
        self.sources.shown(self.source)
    }
}

impl<'s> Folder<'s> {
    /// Reads the files.
    pub(crate) fn of(sources: &'s Sources) -> Self {
        let mut folder = Self { sources, nodes: Vec::new(), broken: Vec::new() };
        for (file, source) in sources.iter() {
            let mut problems = Problems::default();
            let is_admitted =
                source.is_readable(file, &mut problems) && gate::admit(source, file, &mut problems);
            let node = is_admitted.then(|| yaml::parse(source, file, &mut problems)).flatten();
            folder.nodes.extend(node.map(|node| (file, node)));
            if !problems.is_empty() {
                folder.broken.push((file, first(problems, source, sources)));
            }
        }
        folder
    }

    /// Why no page can be compared with these specs: what they refer to cannot be read.
    pub(super) fn unusable(&self) -> Option<String> {
        let is_it = |source: &Source| ["", PLATFORM].contains(&source.path());
        if let Some((_, mistake)) = self.mistakes().find(|(source, _)| is_it(source)) {
            return Some(format!("{mistake}; mend it first, `lint` says how"));
        }
        let (missing, help) = NO_PLATFORM;
        self.platform().is_none().then(|| format!("{missing}: {help}"))
    }

    /// The other specs that cannot be read.
    pub(super) fn not_read(&self, path: &str) -> Vec<Mistake> {
        let is_read = |source: &Source| self.files().any(|file| file.source.path() == source.path());
        let others = self.mistakes().filter(|(source, _)| source.path() != path && !is_read(source));
        others.map(|(_, mistake)| mistake.clone()).collect()
    }

    fn mistakes(&self) -> impl Iterator<Item = (&Source, &Mistake)> {
        self.broken.iter().filter_map(|(id, mistake)| Some((self.sources.get(*id)?, mistake)))
    }

    pub(super) fn platform(&self) -> Option<Value> {
        let platform = self.files().find(|file| file.source.path() == PLATFORM)?;
        Some(Value::of(platform.node))
    }

    pub(super) fn hosts(&self) -> Vec<Host> {
        let platform = self.platform();
        let hosts = platform
            .as_ref()
            .and_then(|platform| platform.get("hosts"))
            .map(Value::entries)
            .unwrap_or_default();
        let host = |(name, host): &(String, Value)| {
            Some(Host { name: name.clone(), url: host.text_of("url")?.to_owned() })
        };
        hosts.iter().filter_map(host).collect()
    }

    fn files(&self) -> impl Iterator<Item = File<'_>> {
        self.nodes.iter().filter_map(|(id, node)| {
            Some(File { sources: self.sources, id: *id, source: self.sources.get(*id)?, node })
        })
    }

    /// The endpoints' files.
    pub(super) fn specs(&self) -> impl Iterator<Item = File<'_>> {
        self.files().filter(|file| file.source.path() != PLATFORM)
    }

    /// Why no new spec can have this path, if one has it.
    pub(super) fn taken(&self, path: &str, reading: &Reading) -> Option<String> {
        let file = self.specs().find(|file| file.source.path() == path)?;
        Some(format!(
            "{}, and has the name that this page's spec would have; if it is the same endpoint under another URL, {}; \
             if not, choose a name with `--name GROUP/ENDPOINT`",
            file.says(),
            adopted(reading)
        ))
    }

    /// What the specs say that may be a page's under another URL: they have its title, or its path in another version.
    pub(super) fn like(&self, reading: &Reading) -> Vec<String> {
        let title = get(&reading.page, "title").and_then(Value::text);
        let is_like = |file: &File<'_>| {
            let page = file.page();
            let path = page.text_of("path").unwrap_or_default();
            title.is_some() && page.text_of("title") == title
                || unversioned(path) == unversioned(&reading.path)
        };
        self.specs().filter(is_like).map(|file| file.says()).collect()
    }

    /// What is wrong with the file at a path, if it has mistakes.
    pub(super) fn broken(&self, path: &str) -> Option<String> {
        self.mistake(|source| source.path() == path)
    }

    /// What is wrong with a file of which so little can be read that it may be the page's spec.
    pub(super) fn broken_spec(&self, reading: &Reading) -> Option<String> {
        let may_be = |source: &Source| source.text().is_empty() || source.text().contains(&reading.path);
        self.mistake(|source| source.path() != PLATFORM && may_be(source))
    }

    fn mistake(&self, is_it: impl Fn(&Source) -> bool) -> Option<String> {
        let (_, mistake) = self.mistakes().find(|(source, _)| is_it(source))?;
        Some(format!("{mistake}; this may be the page's spec: mend it first, `lint` says how"))
    }

    /// The specs with the method, path and host of a page.
    pub(super) fn of_page(&self, reading: &Reading) -> Vec<File<'_>> {
        let is_same = |file: &File<'_>| {
            let page = file.page();
            page.text_of("method") == Some(&reading.method)
                && page.text_of("path") == Some(&reading.path)
                && self.is_host(page.text_of("host").unwrap_or_default(), reading)
        };
        self.specs().filter(is_same).collect()
    }

    /// Whether a host of a spec's may be the page's: it is another one only if both are known.
    pub(super) fn is_host(&self, name: &str, reading: &Reading) -> bool {
        let known = self.hosts().into_iter().find(|host| host.name == name);
        match (&reading.host, known) {
            (Some(url), Some(known)) => *url == known.url,
            _ => true,
        }
    }
}

/// The first of a file's problems.
fn first(problems: Problems, source: &Source, sources: &Sources) -> Mistake {
    let report = Report::new(problems, sources);
    let first = report.diagnostics().first();
    Mistake {
        path: sources.shown(source),
        location: first.and_then(|first| first.location()).filter(|place| place.line > 0).cloned(),
        text: first.map_or("a mistake", |first| first.message()).to_owned(),
    }
}

/// What to do with a spec whose endpoint has another URL now.
pub(super) fn adopted(reading: &Reading) -> String {
    format!("write `method: {}` and `path: {}` into it, and import again", reading.method, reading.path)
}

/// A URL's path without its versions.
fn unversioned(path: &str) -> Vec<&str> {
    path.split('/').filter(|part| !part.is_empty() && !is_version(part)).collect()
}

/// Whether a part of a URL's path names a version: `v1`.
pub(super) fn is_version(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|rest| rest.parse::<u8>().is_ok())
}

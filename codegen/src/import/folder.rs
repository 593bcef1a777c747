//! A folder of specs in, what an import must know of it out: its hosts, and which spec is a page's.

use crate::diagnostic::{FileId, Problems};
use crate::gate;
use crate::page::value::Value;
use crate::page::{Host, Reading};
use crate::source::{PLATFORM, Source, Sources};
use crate::yaml::{self, Node};

/// The specs that can be read.
pub(super) struct Folder<'s> {
    sources: &'s Sources,
    nodes: Vec<(FileId, Node)>,
}

/// A spec's file.
#[derive(Clone, Copy)]
pub(super) struct File<'f> {
    pub(super) id: FileId,
    pub(super) source: &'f Source,
    pub(super) node: &'f Node,
}

impl<'s> Folder<'s> {
    /// Reads the files. What is wrong with one is `lint`'s matter.
    pub(super) fn of(sources: &'s Sources) -> Self {
        let read = |(file, source): (FileId, &Source)| {
            let mut problems = Problems::default();
            let is_admitted =
                source.is_readable(file, &mut problems) && gate::admit(source, file, &mut problems);
            Some((file, is_admitted.then(|| yaml::parse(source, file, &mut problems)).flatten()?))
        };
        Self { sources, nodes: sources.iter().filter_map(read).collect() }
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
        self.nodes
            .iter()
            .filter_map(|(id, node)| Some(File { id: *id, source: self.sources.get(*id)?, node }))
    }

    /// The endpoints' files.
    pub(super) fn specs(&self) -> impl Iterator<Item = File<'_>> {
        self.files().filter(|file| file.source.path() != PLATFORM)
    }

    /// Whether a file stands at this path, readable or not.
    pub(super) fn has(&self, path: &str) -> bool {
        self.sources.iter().any(|(_, source)| source.path() == path)
    }

    /// The specs with the method, path and host of a page.
    pub(super) fn of_page(&self, reading: &Reading) -> Vec<File<'_>> {
        let is_same = |file: &File<'_>| {
            let Some(page) = file.node.entry("page").map(|entry| Value::of(&entry.node)) else {
                return false;
            };
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

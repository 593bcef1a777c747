//! A page's text and its reading in, the lines of what its head says out; and the line of any fact.

use crate::page::Reading;
use crate::page::value::{Value, get};

/// Adds the lines to the reading's places.
pub(super) fn add(text: &str, reading: &mut Reading) {
    let mut found = Vec::new();
    let line_of = |is_it: &dyn Fn(&str) -> bool| text.lines().position(is_it).map(|at| at + 1);
    for key in ["title", "scope", "permission"] {
        let value = get(&reading.page, key).and_then(Value::text).unwrap_or_default();
        let line = line_of(&|line| cells(line).any(|cell| cell == value));
        found.extend(line.map(|line| (key.to_owned(), line)));
    }
    for (path, line) in found {
        reading.places.entry(path).or_insert(line);
    }
}

/// The line of a fact, or of the field that it is a fact of.
pub(crate) fn of(reading: &Reading, path: &str) -> Option<usize> {
    let mut path = path;
    loop {
        if let Some(line) = reading.places.get(path) {
            return Some(*line);
        }
        path = path.rsplit_once('.')?.0;
    }
}

/// The cells of a table's row.
fn cells(line: &str) -> impl Iterator<Item = &str> {
    line.split(['|', '\t']).map(str::trim)
}

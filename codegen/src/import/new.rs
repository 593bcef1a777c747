//! A reading of a page that no spec is for in, a new spec out.

use super::change::Told;
use super::folder::{Folder, adopted, is_version};
use super::{Import, Refused, decided, fresh, open, places, written};
use crate::ident::Name;
use crate::page::value::Value;
use crate::page::{Reading, Remark};

/// A new spec. `name` is what it shall be called, `GROUP/ENDPOINT`.
pub(super) fn spec(mut reading: Reading, folder: &Folder<'_>, name: Option<&str>) -> Result<Import, Refused> {
    let path = format!("{}.yaml", named(&reading.path, name)?);
    if let Some(broken) = folder.broken(&path) {
        return Err(Refused::Spec(broken));
    }
    if let Some(taken) = folder.taken(&path, &reading) {
        return Err(Refused::Name(taken));
    }
    let specs: Vec<_> = folder.specs().map(|file| Value::of(file.node)).collect();
    let platform = folder.platform();
    let decided = decided::decide(&reading.page, platform.as_ref(), &specs);
    let text = fresh::spec(&reading.page, &decided, &reading.open);
    let node = written(&text, &reading.page)?;
    let guess = |(path, text): (String, String)| Remark { line: 0, path: format!("decisions.{path}"), text };
    reading.guesses.extend(decided.reasons().map(guess));
    let mut told = Told::default();
    for like in folder.like(&reading) {
        let text = format!(
            "{like}; if it is the same endpoint under another URL, remove this spec, {}",
            adopted(&reading)
        );
        told.decide("path", text, places::at(&node, "path"));
    }
    open::tell(&node, &reading.page, platform.as_ref(), &mut told);
    for question in &decided.asked {
        open::ask(&node, question, &mut told);
    }
    Ok(Import {
        missing: None,
        not_read: folder.not_read(&path),
        reading,
        told,
        path,
        file: None,
        seen: text.clone(),
        text,
        lost: Vec::new(),
        beside: Vec::new(),
    })
}

/// The name of a new spec: as it is given, or as the URL's path has it behind its version.
fn named(path: &str, name: Option<&str>) -> Result<String, Refused> {
    let usable =
        |group: &str, endpoint: &str| Name::module(group).is_some() && Name::module(endpoint).is_some();
    if let Some(name) = name {
        let is_usable = name.split_once('/').is_some_and(|(group, endpoint)| usable(group, endpoint));
        let refused = || Refused::Name(format!("`{name}` is no `GROUP/ENDPOINT` in snake case"));
        return is_usable.then(|| name.to_owned()).ok_or_else(refused);
    }
    let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
    let behind = parts.iter().rposition(|part| is_version(part)).map_or(0, |at| at + 1);
    let behind = if parts.len() - behind >= 2 { &parts[behind..] } else { &parts[..] };
    let words: Vec<_> =
        behind.iter().filter(|part| !is_version(part)).filter_map(|part| Name::field(part)).collect();
    let words: Vec<_> = words.iter().map(Name::text).collect();
    let named = words.split_first().filter(|(_, rest)| !rest.is_empty());
    let named = named.map(|(group, rest)| ((*group).to_owned(), rest.join("_")));
    match named.filter(|(group, endpoint)| usable(group, endpoint)) {
        Some((group, endpoint)) => Ok(format!("{group}/{endpoint}")),
        None => Err(Refused::Name(format!("{path} makes no name: give one with `--name GROUP/ENDPOINT`"))),
    }
}

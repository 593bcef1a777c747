//! Listed fields and samples in, fields with everything that is known about them out.

use super::field::{Field, Holds};
use super::infer::{self, At};
use super::json::Json;
use super::ledger::Ledger;
use super::listed::Listed;
use super::prose::{self, Readings};
use super::tree::Branch;
use super::types::Type;

/// What fields are a part of.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    /// The path of what they stand in: `request`, `response.data`.
    pub(super) path: &'a str,
    /// Of a call, and not of its reply.
    pub(super) in_request: bool,
    /// Whether the body can hold files.
    pub(super) takes_files: bool,
    /// The line on which the first sample starts.
    pub(super) sample: usize,
}

/// Fields of one struct, and behind them those that only its samples have.
pub(super) fn fields(
    branches: &[Branch],
    samples: &[&Json],
    place: Place<'_>,
    ledger: &mut Ledger,
) -> Vec<Field> {
    let mut fields: Vec<_> =
        branches.iter().filter_map(|branch| field(branch, samples, place, ledger)).collect();
    let known: Vec<_> = branches.iter().map(|branch| branch.field.name.as_str()).collect();
    let at = At { path: place.path, line: place.sample };
    fields.extend(infer::fields(samples, &known, at, ledger));
    fields
}

fn field(branch: &Branch, samples: &[&Json], place: Place<'_>, ledger: &mut Ledger) -> Option<Field> {
    let listed = &branch.field;
    let path = format!("{}.{}", place.path, listed.name);
    let place = Place { path: &path, ..place };
    let all: Vec<_> = samples.iter().filter_map(|sample| sample.get(&listed.name)).collect();
    let values: Vec<_> = all.iter().copied().filter(|value| **value != Json::Null).collect();
    if let Some(name) = listed.ty.name.as_deref().filter(|_| !shows_struct(branch, &values)) {
        let text =
            format!("left out: nothing shows that `{name}` is a struct, or what else{}", listed.said());
        ledger.decide(listed.line, &path, text);
        return None;
    }
    let kind = kind(branch, &values, place, ledger);
    contradiction(kind, &values, listed.line, place, ledger);
    let inner = listed.ty.inner.as_deref();
    let below = below(kind, branch, place, ledger);
    let holds = holds(kind, inner, below, &values, place, ledger);
    if is_open(&holds) {
        open(kind, listed, &path, ledger);
    }
    let readings = readings(listed, kind, place, ledger);
    if listed.fixed.is_some() && kind != "string" {
        ledger.decide(
            listed.line,
            &path,
            "left out: a value that is always sent, of a field that is no text".to_owned(),
        );
    }
    Some(Field {
        required: listed.is_required,
        sample: listed.sample.clone(),
        fixed: listed.fixed.clone().filter(|_| kind == "string"),
        doc: listed.words(),
        readings,
        inferred: Vec::new(),
        ..Field::inferred(&listed.name, listed.line, kind, holds)
    })
}

/// Whether a word that is no page's type names a struct: the page lists its fields, or a sample is an object.
fn shows_struct(branch: &Branch, values: &[&Json]) -> bool {
    !branch.below.is_empty() || values.iter().any(|value| matches!(value, Json::Object(_)))
}

/// Says that the page does not show what a field holds.
fn open(kind: &str, listed: &Listed, path: &str, ledger: &mut Ledger) {
    let key = match kind {
        "struct" => "fields",
        "map" => "values",
        _ => "items",
    };
    let mut types = std::iter::successors(Some(&listed.ty), |ty| ty.inner.as_deref());
    let named = types.find_map(|ty| ty.name.as_ref()).map(|name| format!(", and calls it `{name}`"));
    let text = format!("the page does not show what it holds{}: add `{key}`", named.unwrap_or_default());
    ledger.decide(listed.line, path, text);
}

/// What a field's words say of it, and its column of defaults.
fn readings(listed: &Listed, kind: &str, place: Place<'_>, ledger: &mut Ledger) -> Readings {
    let words = listed.doc.as_deref().unwrap_or_default();
    let mut readings = prose::read(words, kind, place.in_request);
    if let Some(default) = &listed.default {
        let read = prose::read(&format!("默认值{default}"), kind, place.in_request);
        match read.into_iter().find(|(key, _)| *key == "default") {
            Some(default) => readings.push(default),
            None => ledger.decide(listed.line, place.path, format!("`{default}` is no default of this type")),
        }
    }
    if listed.fixed.is_some() {
        readings.retain(|(key, _)| *key != "default");
    }
    readings
}

/// What the page lists below a field, if it can hold that.
fn below<'b>(kind: &str, branch: &'b Branch, place: Place<'_>, ledger: &mut Ledger) -> &'b [Branch] {
    let inner = branch.field.ty.inner.as_deref().map_or("struct", |inner| inner.kind);
    let holds_fields =
        kind == "struct" || ["list", "map"].contains(&kind) && ["struct", "list", "map"].contains(&inner);
    if !holds_fields {
        for lost in &branch.below {
            let text = format!(
                "left out: the page has it below a field that holds no fields (line {}){}",
                branch.field.line,
                lost.field.said()
            );
            ledger.decide(lost.field.line, &format!("{}.{}", place.path, lost.field.name), text);
        }
        return &[];
    }
    &branch.below
}

fn is_open(holds: &Holds) -> bool {
    match holds {
        Holds::Unknown => true,
        Holds::Item(_, holds) => is_open(holds),
        Holds::Nothing | Holds::Fields(_) => false,
    }
}

/// The language's word for the type; where the page's word leaves it open, what its values say.
fn kind(branch: &Branch, values: &[&Json], place: Place<'_>, ledger: &mut Ledger) -> &'static str {
    let listed = &branch.field;
    match listed.ty.kind {
        "enum" => {
            let doc = listed.doc.as_deref().unwrap_or_default();
            let has_numbers = values.iter().any(|value| matches!(value, Json::Number(_)));
            let lists_numbers =
                values.is_empty() && prose::read(doc, "int64", false).iter().any(|(key, _)| *key == "enum");
            let kind = if has_numbers || lists_numbers { "int64" } else { "string" };
            let why = "the page says only that it is an enum, and its values look so";
            ledger.guess(listed.line, place.path, format!("{kind}: {why}"));
            kind
        }
        "file" if !place.takes_files => {
            let text = "string: the page says that it is a file, and JSON has no bytes";
            ledger.guess(listed.line, place.path, text.to_owned());
            "string"
        }
        kind => kind,
    }
}

/// Tells where a sample is no value of the table's type.
fn contradiction(kind: &str, values: &[&Json], line: usize, place: Place<'_>, ledger: &mut Ledger) {
    for value in values {
        let (has, is_single) = match value {
            Json::Null => continue,
            Json::Bool => ("a truth value", true),
            Json::Number(_) => ("a number", true),
            Json::Text(_) => ("a text", true),
            Json::List(_) => ("a list", false),
            Json::Object(_) => ("an object", false),
        };
        let fits = match kind {
            "string" | "file" => has == "a text",
            "bool" => has == "a truth value",
            "list" => has == "a list",
            "struct" | "map" => has == "an object",
            _ => has == "a number",
        };
        if fits {
            continue;
        }
        let text = format!("the table says {kind}, a sample has {has}");
        // What is sent is of the table's type; a reply of another type would not be understood, but for integers in texts.
        let is_harmless = is_single && !["list", "struct", "map"].contains(&kind);
        let is_read = has == "a text" && ["int32", "int64", "number"].contains(&kind);
        if is_harmless && (place.in_request || is_read) {
            return ledger.guess(line, place.path, format!("{text}: the table counts"));
        }
        return ledger.decide(line, place.path, format!("{text}: say which is right"));
    }
}

fn holds(
    kind: &'static str,
    inner: Option<&Type>,
    below: &[Branch],
    values: &[&Json],
    place: Place<'_>,
    ledger: &mut Ledger,
) -> Holds {
    match kind {
        "struct" => {
            let objects: Vec<_> = values.iter().flat_map(|value| objects(value)).collect();
            let fields = fields(below, &objects, place, ledger);
            if fields.is_empty() { Holds::Unknown } else { Holds::Fields(fields) }
        }
        "list" => {
            let items: Vec<_> = values.iter().flat_map(|value| infer::items(value)).collect();
            item(inner, below, &items, place, ledger)
        }
        "map" => {
            let held: Vec<_> = values.iter().flat_map(|value| infer::held(value)).collect();
            item(inner, below, &held, place, ledger)
        }
        _ => Holds::Nothing,
    }
}

/// What a list or a map holds: as its type says, as the page lists it, or as samples show it.
fn item(
    inner: Option<&Type>,
    below: &[Branch],
    values: &[&Json],
    place: Place<'_>,
    ledger: &mut Ledger,
) -> Holds {
    // What the page lists below a list of lists are the fields of its innermost structs.
    let named = inner.map(|inner| inner.kind);
    let is_named = below.is_empty() || named.is_some_and(|kind| ["list", "map"].contains(&kind));
    let listed = if is_named { named } else { Some("struct") };
    // A word that is no page's type names a struct only where something shows one.
    let is_doubtful = inner.is_some_and(|inner| inner.name.is_some())
        && below.is_empty()
        && !values.iter().any(|value| matches!(value, Json::Object(_)));
    if is_doubtful {
        return Holds::Unknown;
    }
    if let Some(kind) = listed.filter(|kind| !["enum", "file"].contains(kind)) {
        let inner = inner.and_then(|inner| inner.inner.as_deref());
        return Holds::Item(kind, Box::new(holds(kind, inner, below, values, place, ledger)));
    }
    let name = place.path.rsplit('.').next().unwrap_or_default();
    let at = At { path: place.path, line: place.sample };
    match infer::shape(name, values, at, ledger) {
        Some((kind, holds)) => {
            ledger.guess(at.line, place.path, format!("holds {kind}: a sample shows it"));
            Holds::Item(kind, Box::new(holds))
        }
        None => Holds::Unknown,
    }
}

/// The objects in a value: itself, or a list's.
fn objects(value: &Json) -> Vec<&Json> {
    match value {
        Json::Object(_) => vec![value],
        Json::List(items) => items.iter().collect(),
        _ => Vec::new(),
    }
}

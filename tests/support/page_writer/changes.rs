//! A spec → the same spec after the vendor has changed its page: ten ways, each also in the page's samples.

use serde_yaml::{Mapping, Value};

use super::sample::{Sample, of};

/// The committed spec that [`ALL`] are changes of.
pub const SPEC: &str = "toolkit/verify_local_certificates";

/// A change, with the path of what it changes before and after it: of a field, or `errors.CODE`.
pub struct Change {
    pub kind: &'static str,
    pub before: Option<&'static str>,
    pub after: Option<&'static str>,
    make: fn(&mut Value),
}

impl Change {
    /// The spec of the changed page.
    pub fn made_to(&self, spec: &Value) -> Value {
        let mut changed = spec.clone();
        (self.make)(&mut changed);
        changed
    }
}

const POI: &str = "request.poi_id";
const SHOP: &str = "request.shop_id";
const REMARK: &str = "request.remark";
const TOKEN: &str = "request.verify_token";
const BOOK_INFO: &str = "request.order_info_list.certificate_info_list.book_info";
const BOOK_INFO_OF_ORDER: &str = "request.order_info_list.book_info";

/// One of each kind. What is renamed, moved or removed has decisions where that can be.
pub const ALL: [Change; 10] = [
    Change {
        kind: "field added",
        before: None,
        after: Some(REMARK),
        make: |spec| add_field(spec, REMARK, "{ type: string, doc: 核销备注 }"),
    },
    Change {
        kind: "field removed",
        before: Some("request.open_id"),
        after: None,
        make: |spec| drop(take_field(spec, "request.open_id")),
    },
    Change {
        kind: "field renamed",
        before: Some(POI),
        after: Some(SHOP),
        make: |spec| rename_field(spec, POI, "shop_id"),
    },
    Change {
        kind: "field retyped",
        before: Some(POI),
        after: Some(POI),
        make: |spec| retype_field(spec, POI, "int64"),
    },
    Change {
        kind: "field made required",
        before: Some(POI),
        after: Some(POI),
        make: |spec| require_field(spec, POI),
    },
    Change {
        kind: "field moved",
        before: Some(BOOK_INFO),
        after: Some(BOOK_INFO_OF_ORDER),
        make: |spec| move_field(spec, BOOK_INFO, BOOK_INFO_OF_ORDER),
    },
    Change {
        kind: "limit changed",
        before: Some(TOKEN),
        after: Some(TOKEN),
        make: |spec| raise_limit(spec, TOKEN, "fewer_than", 64, 128),
    },
    Change {
        kind: "code added",
        before: None,
        after: Some("errors.2119007"),
        make: |spec| add_code(spec, 2_119_007, "核销门店不匹配", "更换门店"),
    },
    Change {
        kind: "code removed",
        before: Some("errors.28003017"),
        after: None,
        make: |spec| remove_code(spec, 28_003_017),
    },
    Change {
        kind: "code reworded",
        before: Some("errors.2119002"),
        after: Some("errors.2119002"),
        make: |spec| {
            reword_code(spec, 2_119_002, "系统繁忙,稍后将自动恢复", "使用相同的 verify_token 重试");
        },
    },
];

/// Adds a field after the others of its struct.
fn add_field(spec: &mut Value, path: &str, field: &str) {
    let field = serde_yaml::from_str(field).expect("a field is YAML");
    let made = of(path, &field);
    put_field(spec, path, (field, made));
}

fn put_field(spec: &mut Value, path: &str, (field, sample): (Value, Value)) {
    let (parent, name) = split(path);
    fields_of(spec, parent).insert(name.into(), field);
    in_samples(spec, parent, |object| drop(object.insert(name.into(), sample.clone())));
}

/// Takes a field away, with the value that the samples have for it.
fn take_field(spec: &mut Value, path: &str) -> (Value, Value) {
    let (parent, name) = split(path);
    let field = fields_of(spec, parent).shift_remove(name).expect("the field is there");
    let mut sample = of(path, &field);
    in_samples(spec, parent, |object| {
        if let Some(value) = object.shift_remove(name) {
            sample = value;
        }
    });
    (field, sample)
}

fn move_field(spec: &mut Value, from: &str, to: &str) {
    let taken = take_field(spec, from);
    put_field(spec, to, taken);
}

/// Gives a field another name, at its place.
fn rename_field(spec: &mut Value, path: &str, to: &str) {
    let (parent, name) = split(path);
    let rename = |object: &mut Mapping| {
        let entries = std::mem::take(object).into_iter();
        *object =
            entries.map(|(key, value)| if key == name { (to.into(), value) } else { (key, value) }).collect();
    };
    rename(fields_of(spec, parent));
    in_samples(spec, parent, rename);
}

fn retype_field(spec: &mut Value, path: &str, kind: &str) {
    let (parent, name) = split(path);
    let field = &mut fields_of(spec, parent)[name];
    field["type"] = kind.into();
    let made = of(path, field);
    in_samples(spec, parent, |object| {
        if let Some(value) = object.get_mut(name) {
            *value = made.clone();
        }
    });
}

/// Marks a field as required: that is no longer a matter of a condition.
fn require_field(spec: &mut Value, path: &str) {
    let (parent, name) = split(path);
    fields_of(spec, parent)[name]["required"] = true.into();
}

/// Changes a limit of a field's length, and the words that say it.
fn raise_limit(spec: &mut Value, path: &str, limit: &str, from: u64, to: u64) {
    let (parent, name) = split(path);
    let field = &mut fields_of(spec, parent)[name];
    assert_eq!(field["length"][limit], from);
    field["length"][limit] = to.into();
    let doc =
        field["doc"].as_str().expect("the page says the limit").replace(&from.to_string(), &to.to_string());
    field["doc"] = doc.into();
}

fn errors(spec: &mut Value) -> &mut Vec<Value> {
    spec["page"]["errors"].as_sequence_mut().expect("the page has errors")
}

fn add_code(spec: &mut Value, code: i64, text: &str, advice: &str) {
    let mut row = Mapping::new();
    let cells: [(&str, Value); 4] =
        [("status", 200.into()), ("code", code.into()), ("text", text.into()), ("advice", advice.into())];
    row.extend(cells.map(|(key, value)| (key.into(), value)));
    errors(spec).insert(4, row.into());
}

fn remove_code(spec: &mut Value, code: i64) {
    errors(spec).retain(|row| row["code"] != code);
}

fn reword_code(spec: &mut Value, code: i64, text: &str, advice: &str) {
    let row = errors(spec).iter_mut().find(|row| row["code"] == code).expect("the page has the code");
    row["text"] = text.into();
    row["advice"] = advice.into();
}

/// A path's struct, and the last name.
fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('.').expect("a field is in a part of the page")
}

/// The fields of a struct, by its path.
fn fields_of<'a>(spec: &'a mut Value, path: &str) -> &'a mut Mapping {
    let mut names = path.split('.');
    let part = names.next().expect("a path starts with a part");
    let fields = names.fold(&mut spec["page"][part], |fields, name| {
        let mut field = &mut fields[name];
        while field.get("items").is_some() {
            field = &mut field["items"];
        }
        &mut field["fields"]
    });
    fields.as_mapping_mut().expect("it is a struct")
}

/// Changes the objects at a path in the page's own samples. Those that are made follow the fields.
fn in_samples(spec: &mut Value, path: &str, mut change: impl FnMut(&mut Mapping)) {
    let (part, names) = path.split_once('.').unwrap_or((path, ""));
    let side = if part == "response" { "responses" } else { "requests" };
    let names: Vec<_> = names.split('.').filter(|name| !name.is_empty()).collect();
    for example in spec["page"]["examples"][side].as_sequence_mut().into_iter().flatten() {
        let body = example["body"].as_str().expect("a sample has a body");
        let mut body = serde_yaml::from_str(body).expect("a sample is JSON");
        in_object(&mut body, &names, &mut change);
        let made = Sample::Made(body);
        let text = if part == "response" { made.in_one_line() } else { made.compact() };
        example["body"] = text.into();
    }
}

fn in_object(value: &mut Value, names: &[&str], change: &mut impl FnMut(&mut Mapping)) {
    match (value, names) {
        (Value::Sequence(items), _) => items.iter_mut().for_each(|item| in_object(item, names, change)),
        (Value::Mapping(object), []) => change(object),
        (Value::Mapping(object), [name, names @ ..]) => {
            if let Some(below) = object.get_mut(*name) {
                in_object(below, names, change);
            }
        }
        _ => {}
    }
}

//! Fields in, the rules over several of them that their words tell out.

use std::collections::{BTreeMap, BTreeSet};

use super::field::Field;
use super::prose;
use super::value::Value;

/// The rules that the words of fields of one struct tell, and of those below them.
pub(super) fn read(fields: &[Field], path: &str, rules: &mut Vec<Value>) {
    let beside: BTreeMap<_, _> = fields.iter().map(|field| (field.name.as_str(), field.kind)).collect();
    let always: BTreeSet<_> =
        fields.iter().filter(|field| field.required).map(|field| format!("{path}.{}", field.name)).collect();
    let can_be_absent = |field: &&Field| prose::may_be_absent(field.doc.as_deref().unwrap_or_default());
    let absent: BTreeSet<_> =
        fields.iter().filter(can_be_absent).map(|field| format!("{path}.{}", field.name)).collect();
    let mut told: BTreeSet<_> = BTreeSet::new();
    for field in fields {
        let words = field.doc.as_deref().unwrap_or_default();
        for rule in prose::relations(words, &field.name, &beside, path) {
            let subjects = subjects(&rule);
            let Some(rule) = weakened(rule, &subjects, &absent) else { continue };
            // Of a field that is always there nothing depends on others.
            let is_moot = subjects.iter().any(|subject| always.contains(subject));
            let condition = rule.get("when").map(Value::shown);
            let is_again = !told.insert((rule.entries()[0].0.clone(), subjects, condition));
            if !is_moot && !is_again {
                rules.push(rule);
            }
        }
        read(field.holds.fields(), &format!("{path}.{}", field.name), rules);
    }
}

/// A rule as it can be where the words of any of its fields say that this one can be left out.
fn weakened(mut rule: Value, subjects: &[String], absent: &BTreeSet<String>) -> Option<Value> {
    if !subjects.iter().any(|subject| absent.contains(subject)) {
        return Some(rule);
    }
    let Value::Map(entries) = &mut rule else { return Some(rule) };
    let key = entries.first_mut().map(|(key, _)| key)?;
    match key.as_str() {
        "at_least_one_of" => return None,
        "exactly_one_of" => "at_most_one_of".clone_into(key),
        _ => {}
    }
    Some(rule)
}

/// The fields that a rule is about, in one order.
fn subjects(rule: &Value) -> Vec<String> {
    let Some((_, fields)) = rule.entries().first() else { return Vec::new() };
    let single = fields.items().iter().chain([fields]).filter_map(Value::text);
    let mut subjects: Vec<_> = single.map(str::to_owned).collect();
    subjects.sort();
    subjects
}

/// Takes the conditions in words off the fields for which there is a rule.
pub(super) fn without_conditions(fields: &mut [Field], path: &str, rules: &[Value]) {
    let with_rule: BTreeSet<_> = rules.iter().filter_map(|rule| rule.text_of("required")).collect();
    without(fields, path, &with_rule);
}

fn without(fields: &mut [Field], path: &str, with_rule: &BTreeSet<&str>) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        if with_rule.contains(path.as_str()) {
            field.readings.retain(|(key, _)| *key != "required_when");
        }
        without(field.holds.fields_mut(), &path, with_rule);
    }
}

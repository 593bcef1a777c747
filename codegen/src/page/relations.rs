//! Fields in, the rules over several of them that their words tell out.

use super::field::Field;
use super::prose;
use super::value::Value;

/// The rules that the words of fields of one struct tell, and of those below them.
pub(super) fn read(fields: &[Field], path: &str, rules: &mut Vec<Value>) {
    let beside: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.kind)).collect();
    for field in fields {
        let words = field.doc.as_deref().unwrap_or_default();
        for rule in prose::relations(words, &field.name, &beside, path) {
            // Of a field that is always there nothing depends on others.
            let subject = rule.entries().first().map(|(_, fields)| fields.shown()).unwrap_or_default();
            let names: Vec<_> = subject.trim_matches(['[', ']']).split(", ").collect();
            let is_named = |field: &&Field| names.contains(&format!("{path}.{}", field.name).as_str());
            let is_moot = fields.iter().filter(is_named).any(|field| field.required);
            if !is_moot && !rules.iter().any(|known| same_fields(known, &rule)) {
                rules.push(rule);
            }
        }
        read(field.holds.fields(), &format!("{path}.{}", field.name), rules);
    }
}

/// Whether two rules say the same of the same fields, in whatever order.
fn same_fields(a: &Value, b: &Value) -> bool {
    let named = |rule: &Value| {
        let (key, fields) = rule.entries().first()?;
        let mut names: Vec<_> = fields.items().iter().filter_map(Value::text).map(str::to_owned).collect();
        names.sort();
        (!names.is_empty()).then(|| (key.clone(), names))
    };
    named(a).is_some() && named(a) == named(b)
}

/// Takes the conditions in words off the fields for which there is a rule.
pub(super) fn without_conditions(fields: &mut [Field], path: &str, rules: &[Value]) {
    for field in fields {
        let path = format!("{path}.{}", field.name);
        if rules.iter().any(|rule| rule.text_of("required") == Some(&path)) {
            field.readings.retain(|(key, _)| *key != "required_when");
        }
        without_conditions(field.holds.fields_mut(), &path, rules);
    }
}

//! A request's or a response's fields in, structs with Rust names out.

use std::collections::BTreeMap;

use crate::api::{Field, Place, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::ident::Name;
use crate::read::{Named, Spanned};
use crate::spec::{self, FieldDecision, Kind};

use super::facts;

/// The structs of one endpoint, while they are being made.
pub(super) struct Structs<'s> {
    decisions: BTreeMap<&'s str, &'s (Spanned<String>, FieldDecision)>,
    /// Paths of the fields seen so far, each with its type's place.
    seen: BTreeMap<String, Span>,
    parts: Vec<Part>,
}

/// A struct in the request or the response, and where its first use stands.
struct Part {
    made: Struct,
    side: String,
    span: Span,
}

/// The request or the response, or something in them.
struct Holder<'h> {
    name: &'h Name,
    /// `request.vouchers`.
    path: &'h str,
}

impl<'s> Structs<'s> {
    pub(super) fn new(decisions: &'s Named<String, FieldDecision>) -> Self {
        let decisions = decisions.0.iter().map(|decision| (decision.0.value.as_str(), decision)).collect();
        Self { decisions, seen: BTreeMap::new(), parts: Vec::new() }
    }

    /// The struct of a whole side, `request` or `response`, and the structs in it by first use.
    pub(super) fn side(
        &mut self,
        side: &str,
        name: Name,
        fields: &'s Named<String, spec::Field>,
        headers: Vec<Field>,
        problems: &mut Problems,
    ) -> (Struct, Vec<Struct>) {
        let before = self.parts.len();
        let body = self.fields(&Holder { name: &name, path: side }, fields, &headers, problems);
        let parts: Vec<_> = self.parts[before..].iter().map(|part| part.made.clone()).collect();
        let fields: Vec<_> = headers.into_iter().chain(body).collect();
        (Struct { name, uses: Vec::new(), checked: is_checked(&fields), fields }, parts)
    }

    /// Reports decisions about fields that are not there.
    pub(super) fn stale_decisions(&self, problems: &mut Problems) {
        for (path, (key, _)) in &self.decisions {
            if !self.seen.contains_key(*path) {
                problems.push(
                    Diagnostic::new(Rule::StaleDecision, key.span, format!("the page has no field `{path}`"))
                        .help("correct the path, which starts with `request.` or `response.`, or remove the decision"),
                );
            }
        }
    }

    fn fields(
        &mut self,
        holder: &Holder<'_>,
        fields: &'s Named<String, spec::Field>,
        others: &[Field],
        problems: &mut Problems,
    ) -> Vec<Field> {
        let mut places: BTreeMap<Name, Option<Span>> =
            others.iter().map(|other| (other.name.clone(), None)).collect();
        let mut done = Vec::new();
        for (wire, field) in &fields.0 {
            facts::check(&field.facts, problems);
            let Some(name) = self.field_name(holder.path, wire, problems) else {
                continue;
            };
            if let Some(first) = places.insert(name.clone(), Some(wire.span)) {
                let message = format!("two fields make the Rust name `{}`", name.text());
                let clash = Diagnostic::new(Rule::NameClash, wire.span, message)
                    .help("decide a `rust_name` for one of them, under `decisions.fields`");
                problems.push(match first {
                    Some(first) => clash.related(first, "the other"),
                    None => clash,
                });
            }
            done.extend(self.field(holder, wire, name, field, problems));
        }
        done
    }

    /// A field's Rust name: decided, or made of its wire name.
    pub(super) fn field_name(
        &mut self,
        holder: &str,
        wire: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<Name> {
        let path = format!("{holder}.{}", wire.value);
        let decided = self.decisions.get(path.as_str()).and_then(|(_, decision)| decision.rust_name.as_ref());
        let made = wire.value.is_ascii().then(|| Name::field(&wire.value)).flatten();
        self.seen.insert(path, wire.span);
        let name = match decided {
            Some(decided) => Name::field(&decided.value).filter(|name| name.text() == decided.value),
            None => made.clone(),
        };
        if let Some(decided) = decided.filter(|_| name.is_some() && name == made) {
            problems.push(
                Diagnostic::new(
                    Rule::MisfitDecision,
                    decided.span,
                    "the field has this name without the decision",
                )
                .help("remove the `rust_name`"),
            );
        }
        if name.is_none() {
            let wire = decided.unwrap_or(wire);
            problems.push(
                Diagnostic::new(
                    Rule::UnusableName,
                    wire.span,
                    format!("`{}` makes no Rust name", wire.value),
                )
                .help("decide a `rust_name` in snake case for the field, under `decisions.fields`"),
            );
        }
        name
    }

    fn field(
        &mut self,
        holder: &Holder<'_>,
        wire: &Spanned<String>,
        name: Name,
        field: &'s spec::Field,
        problems: &mut Problems,
    ) -> Option<Field> {
        let path = format!("{}.{}", holder.path, wire.value);
        let decision = self.decisions.get(path.as_str()).map(|(_, decision)| decision);
        let item = field.items.as_deref();
        match (field.facts.kind.value, item) {
            (Kind::List, None) => missing("items", wire.span, problems),
            (kind, Some(item)) if kind != Kind::List => surplus("items", item.kind.span, problems),
            _ => {}
        }
        let ty = match (field.facts.kind.value, item) {
            (Kind::List, Some(item)) => {
                let held =
                    self.held(holder, &path, &name, "Item", &item.kind, item.fields.as_ref(), problems)?;
                if let Some(fields) = &field.fields {
                    surplus("fields", fields.span, problems);
                }
                Type::List(Box::new(held))
            }
            _ => self.held(holder, &path, &name, "", &field.facts.kind, field.fields.as_ref(), problems)?,
        };
        let ty = decide(decision, ty, problems);
        let side = holder.path.split('.').next().unwrap_or_default();
        let presence = match &field.facts.fixed {
            Some(fixed) if side == "request" => Presence::Fixed(fixed.value.clone()),
            _ if facts::is_required(&field.facts) && side == "request" => Presence::Required,
            _ => Presence::Optional,
        };
        let checks = if side == "request" { facts::checks(&field.facts) } else { Vec::new() };
        Some(Field {
            wire: wire.value.clone(),
            name,
            place: Place::Body,
            presence,
            holds_checked: self.holds_checked(&ty),
            ty,
            checks,
            facts: field.facts.clone(),
        })
    }

    /// The type of what a field, or a list in it, holds.
    #[expect(clippy::too_many_arguments, reason = "one call from each of two places")]
    fn held(
        &mut self,
        holder: &Holder<'_>,
        path: &str,
        field: &Name,
        suffix: &str,
        kind: &Spanned<Kind>,
        fields: Option<&'s Spanned<Named<String, spec::Field>>>,
        problems: &mut Problems,
    ) -> Option<Type> {
        let plain = match kind.value {
            Kind::String => Type::Text,
            Kind::Int32 | Kind::Int64 => Type::Integer,
            Kind::Number => Type::Number,
            Kind::Double => Type::Double,
            Kind::Bool => Type::Bool,
            Kind::List => {
                problems.push(
                    Diagnostic::new(Rule::MisfitKey, kind.span, "a list of lists cannot be said yet")
                        .help("describe the inner list as a struct with one field, if it is one"),
                );
                return None;
            }
            Kind::Struct => {
                let Some(fields) = fields else {
                    missing("fields", kind.span, problems);
                    return None;
                };
                let name = self.struct_name(holder, path, field, suffix, problems)?;
                return Some(Type::Struct(self.part(name, path, kind.span, &fields.value, problems)));
            }
        };
        if let Some(fields) = fields {
            surplus("fields", fields.span, problems);
        }
        Some(plain)
    }

    fn struct_name(
        &self,
        holder: &Holder<'_>,
        path: &str,
        field: &Name,
        suffix: &str,
        problems: &mut Problems,
    ) -> Option<Name> {
        let decision = self.decisions.get(path).and_then(|(_, decision)| decision.rust_type.as_ref());
        let Some(decided) = decision else {
            return Some(holder.name.nested(field, suffix));
        };
        let name = Name::type_name(&decided.value);
        if name.is_none() {
            let message = format!("`{}` cannot name a type here", decided.value);
            problems.push(
                Diagnostic::new(Rule::UnusableName, decided.span, message)
                    .help("write upper camel case, and neither a word of Rust's nor a type of its prelude"),
            );
        }
        name
    }

    /// Adds a struct, or finds the equal one that shares its name.
    fn part(
        &mut self,
        name: Name,
        path: &str,
        span: Span,
        fields: &'s Named<String, spec::Field>,
        problems: &mut Problems,
    ) -> Name {
        let (side, shown) = path.split_once('.').unwrap_or((path, path));
        let known = self.parts.iter().position(|part| part.made.name == name);
        let at = known.unwrap_or_else(|| {
            let made = Struct { name: name.clone(), uses: Vec::new(), fields: Vec::new(), checked: false };
            self.parts.push(Part { made, side: side.to_owned(), span });
            self.parts.len() - 1
        });
        let fields = self.fields(&Holder { name: &name, path }, fields, &[], problems);
        let part = &mut self.parts[at];
        part.made.uses.push(shown.to_owned());
        if known.is_none() {
            part.made.checked = is_checked(&fields);
            part.made.fields = fields;
        } else if part.made.fields != fields || part.side != side {
            let message = format!("two structs that differ are called `{}`", name.text());
            problems.push(
                Diagnostic::new(Rule::NameClash, span, message)
                    .related(part.span, "the other")
                    .help("decide another `rust_type` for one of them, under `decisions.fields`"),
            );
        }
        name
    }

    fn holds_checked(&self, ty: &Type) -> bool {
        match ty {
            Type::Struct(name) => self.parts.iter().any(|part| part.made.name == *name && part.made.checked),
            Type::List(item) => self.holds_checked(item),
            _ => false,
        }
    }
}

fn is_checked(fields: &[Field]) -> bool {
    fields.iter().any(|field| field.holds_checked || !field.checks.is_empty())
}

/// Applies what is decided about the field's type.
fn decide(decision: Option<&FieldDecision>, ty: Type, problems: &mut Problems) -> Type {
    let Some(decision) = decision else { return ty };
    let holds_struct = match &ty {
        Type::List(item) => matches!(**item, Type::Struct(_)),
        ty => matches!(ty, Type::Struct(_)),
    };
    if let Some(name) = decision.rust_type.as_ref().filter(|_| !holds_struct) {
        misfit(name.span, "`rust_type` names a struct, and this field holds none", problems);
    }
    if let Some(secret) = decision.secret.as_ref().filter(|_| ty != Type::Text) {
        misfit(secret.span, "only a text can be secret so far", problems);
    }
    match &decision.secret {
        Some(secret) if secret.value && ty == Type::Text => Type::Secret,
        _ => ty,
    }
}

fn misfit(span: Span, message: &str, problems: &mut Problems) {
    problems.push(
        Diagnostic::new(Rule::MisfitDecision, span, message).help("remove it, or correct the field's path"),
    );
}

fn missing(key: &'static str, span: Span, problems: &mut Problems) {
    let message = format!("the key `{key}` is missing: nothing says what this holds");
    problems.push(Diagnostic::new(Rule::MissingKey, span, message).help(format!("add `{key}: …`")));
}

fn surplus(key: &'static str, span: Span, problems: &mut Problems) {
    let message = format!("`{key}` does not fit the field's type");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).help(
        "`fields` goes with a struct, `items` with a list, and a list's `fields` stand in its `items`",
    ));
}

//! A request's or a response's fields in, structs with Rust names out.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::api::{Enum, Field, Place, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::ident::Name;
use crate::parse::{Named, Spanned};
use crate::spec::{self, Body, Facts, FieldDecision, Page};

use super::facts;
use super::platform::Declared;

mod decide;
mod enums;
mod names;
mod shared;
mod types;

use decide::decide;
use enums::EnumPart;
pub(super) use names::clash;
pub(super) use shared::types;

/// Lists in lists in lists: deeper than any page has them, and than anybody reads their type.
const MOST_NESTED: usize = 4;

/// The structs of one endpoint, while they are being made.
pub(super) struct Structs<'s> {
    decisions: BTreeMap<&'s str, &'s (Spanned<String>, FieldDecision)>,
    /// The field that carries the token: the client fills it in, and the request's struct does not have it.
    token: Option<(Side, &'s str)>,
    declared: &'s Declared,
    /// Paths of the fields seen so far.
    seen: BTreeSet<String>,
    parts: Vec<Part>,
    enums: Vec<EnumPart>,
    /// The types of the platform's that stand in fields, by first use.
    shared: Vec<Name>,
}

/// Which half of a call a field belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Side {
    Headers,
    Query,
    Request,
    Response,
}

impl Side {
    /// How a path to a field of this side starts.
    fn root(self) -> &'static str {
        match self {
            Self::Headers => "headers",
            Self::Query => "query",
            Self::Request => "request",
            Self::Response => "response",
        }
    }
}

/// A struct in the request or the response, and where its first use stands.
struct Part {
    made: Struct,
    side: Side,
    span: Span,
    /// The field that it was first used for, with everything in it.
    within: Span,
    /// Whether all its fields are known: until then nothing in it can be the same struct.
    done: bool,
}

/// The request or the response, or something in them.
struct Holder<'h> {
    side: Side,
    name: &'h Name,
    /// `request.lines`.
    path: &'h str,
}

impl<'h> Holder<'h> {
    fn of(side: Side, name: &'h Name) -> Self {
        Self { side, name, path: side.root() }
    }
}

impl Struct {
    fn whole(name: Name, fields: Vec<Field>) -> Self {
        Self { name, uses: Vec::new(), fields, relations: Vec::new(), checked: false, is_shared: false }
    }
}

/// A field whose type is being made.
struct At<'f> {
    holder: &'f Holder<'f>,
    /// `request.lines.item`.
    path: &'f str,
    name: &'f Name,
    /// The field, with everything in it.
    within: Span,
}

impl<'s> Structs<'s> {
    pub(super) fn new(
        decisions: &'s Named<String, FieldDecision>,
        token: Option<(Side, &'s str)>,
        declared: &'s Declared,
    ) -> Self {
        let decisions = decisions.0.iter().map(|decision| (decision.0.value.as_str(), decision)).collect();
        let (seen, parts, enums, shared) = (BTreeSet::new(), Vec::new(), Vec::new(), Vec::new());
        Self { decisions, token, declared, seen, parts, enums, shared }
    }

    /// The struct of a whole request, and the structs in it by first use.
    pub(super) fn request(
        &mut self,
        page: &'s Page,
        body: Body,
        headers: Vec<(Field, Span)>,
        problems: &mut Problems,
    ) -> (Struct, Vec<Struct>) {
        let before = self.parts.len();
        let name = Name::root("Request");
        let mut others = headers;
        for (_, field) in page.query.0.iter().filter(|(wire, _)| self.is_callers(Side::Query, wire)) {
            facts::of_parameter(field, problems);
        }
        let query = self.fields(&Holder::of(Side::Query, &name), &page.query, &others, problems);
        others.extend(query.into_iter().filter_map(|field| {
            let (wire, _) = page.query.0.iter().find(|(wire, _)| wire.value == field.wire)?;
            Some((Field { place: Place::Query, ..field }, wire.span))
        }));
        for (_, field) in page.request.0.iter().filter(|(wire, _)| self.is_callers(Side::Request, wire)) {
            facts::of_form(body, field, problems);
        }
        let place = if body.is_form() { Place::Form } else { Place::Body };
        let of_body = self.fields(&Holder::of(Side::Request, &name), &page.request, &others, problems);
        let of_body = of_body.into_iter().map(|field| Field { place, ..field });
        let fields: Vec<_> = others.into_iter().map(|(other, _)| other).chain(of_body).collect();
        (Struct::whole(name, fields), self.parts_from(before))
    }

    /// The struct of a whole response, and the structs in it by first use.
    pub(super) fn response(&mut self, page: &'s Page, problems: &mut Problems) -> (Struct, Vec<Struct>) {
        let before = self.parts.len();
        let name = Name::root("Response");
        let fields = self.fields(&Holder::of(Side::Response, &name), &page.response, &[], problems);
        (Struct::whole(name, fields), self.parts_from(before))
    }

    /// The enums in the request and the response, by first use, and the platform's types in them, by name.
    pub(super) fn others(self) -> (Vec<Enum>, Vec<Name>) {
        let mut shared = self.shared;
        shared.sort();
        (self.enums.into_iter().map(|part| part.made).collect(), shared)
    }

    fn parts_from(&self, before: usize) -> Vec<Struct> {
        self.parts[before..].iter().map(|part| part.made.clone()).collect()
    }

    fn fields(
        &mut self,
        holder: &Holder<'_>,
        fields: &'s Named<String, spec::Field>,
        others: &[(Field, Span)],
        problems: &mut Problems,
    ) -> Vec<Field> {
        let mut places: BTreeMap<Name, Span> =
            others.iter().map(|(other, span)| (other.name.clone(), *span)).collect();
        let mut done = Vec::new();
        let in_nothing = holder.path == holder.side.root();
        for (wire, field) in &fields.0 {
            if in_nothing && !self.is_callers(holder.side, wire) {
                continue;
            }
            facts::check(field, problems);
            // Of the fields that stand in nothing else, `request` has judged this.
            if !(in_nothing && holder.side == Side::Request) {
                facts::no_file(field, problems);
            }
            if !in_nothing || holder.side == Side::Response {
                facts::not_joined(field, problems);
            }
            let Some(name) = self.field_name(holder.side, holder.path, wire, problems) else {
                problems.lose(wire.span.file, &wire.value);
                continue;
            };
            if let Some(first) = places.insert(name.clone(), wire.span) {
                problems.push(clash(&name, wire.span, first));
            }
            match self.field(holder, wire, name, field, problems) {
                Some(field) => done.push(field),
                None => problems.lose(wire.span.file, &wire.value),
            }
        }
        done
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
        let at = At { holder, path: &path, name: &name, within: field.span };
        let held = types::held(&field.holds);
        if held.len() > MOST_NESTED {
            let message = format!("more than {MOST_NESTED} lists, maps or JSON, one in the other");
            problems.push(
                Diagnostic::new(Rule::TooLarge, field.facts.kind.span, message)
                    .with_help("no page has that: see what it holds"),
            );
        }
        let ty = self.ty(&at, "", (&field.facts.kind, &field.holds), problems)?;
        let ty = decide(decision, ty, &field.facts, problems);
        let is_request = holder.side != Side::Response;
        let presence = match &field.facts.fixed {
            Some(fixed) if is_request => Presence::Fixed(fixed.value.clone()),
            _ if facts::is_required(&field.facts) && is_request => Presence::Required,
            _ => Presence::Optional,
        };
        let known = if is_request { facts::checks(&field.facts) } else { Vec::new() };
        let checks = known.into_iter().chain(decide::checks(decision, &ty, holder.side, problems)).collect();
        Some(Field {
            wire: wire.value.clone(),
            name,
            place: Place::Body,
            presence,
            holds_checked: false,
            ty,
            checks,
            special: facts::special(&field.facts),
            relations: Vec::new(),
            facts: Arc::clone(&field.facts),
            held,
        })
    }

    /// A header's type.
    pub(super) fn header_type(&self, wire: &str, facts: &Facts, problems: &mut Problems) -> Type {
        let path = format!("{}.{wire}", Side::Headers.root());
        let decision = self.decisions.get(path.as_str());
        decision.map_or(Type::Text, |(_, decision)| decide::header(decision, facts, problems))
    }

    /// Adds a struct, or finds the equal one that shares its name.
    fn part(
        &mut self,
        &At { holder: &Holder { side, .. }, path, within, .. }: &At<'_>,
        name: Name,
        span: Span,
        fields: &'s Named<String, spec::Field>,
        problems: &mut Problems,
    ) -> Name {
        let shown = path.split_once('.').map_or(path, |(_, shown)| shown);
        let known = self.parts.iter().position(|part| part.made.name == name);
        let of_enum = self.enums.iter().find(|part| part.made.name == name).map(|part| part.span);
        let is_shared = known.is_none() && self.shared.contains(&name);
        if let Some(other) = of_enum.or(is_shared.then_some(span)) {
            enums::clash(&name, span, other, problems);
        }
        let at = known.unwrap_or_else(|| {
            let made = Struct::whole(name.clone(), Vec::new());
            self.parts.push(Part { made, side, span, within, done: false });
            self.parts.len() - 1
        });
        let fields = self.fields(&Holder { side, name: &name, path }, fields, &[], problems);
        let part = &mut self.parts[at];
        part.made.uses.push(shown.to_owned());
        if known.is_none() {
            part.made.fields = fields;
            part.done = true;
        } else if (!part.done || part.made.is_shared || part.made.fields != fields || part.side != side)
            // With a mistake in one of them they differ for that reason.
            && ![part.within, within].iter().any(|place| problems.any_in(*place))
        {
            enums::clash(&name, span, part.span, problems);
        }
        name
    }
}

//! Types that endpoints share: made once of what `platform.yaml` says, found again by name.

use super::names::declared_name;
use super::{At, Holder, Part, Side, Structs, decide};
use crate::api::{SharedType, Struct, Type};
use crate::check::checked;
use crate::check::platform::Declared;
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::parse::{Named, Spanned};
use crate::spec::{self, FieldDecision, Holds, Kind, SharedSide};

/// Makes the types, each of which can be made of those before it.
pub(in crate::check) fn types(
    declared: &mut Declared,
    types: &Named<String, spec::SharedType>,
    decisions: &Named<String, FieldDecision>,
    problems: &mut Problems,
) {
    let mut seen = std::collections::BTreeSet::new();
    for (name, one) in &types.0 {
        let mut structs = Structs::new(decisions, None, declared);
        structs.seen = seen;
        let made = structs.declared_type(name, one, problems);
        seen = structs.seen;
        if made.is_none() {
            problems.lose(name.span.file, &name.value);
        }
        declared.types.extend(made);
    }
    let mut structs = Structs::new(decisions, None, declared);
    structs.seen = seen;
    structs.stale_decisions(problems);
    for outcome in decisions.0.iter().filter_map(|(_, decision)| decision.outcome.as_ref()) {
        let message = "an `outcome` is decided for an endpoint's own list";
        decide::misfit(outcome.code.span, message, problems);
    }
    distinct(declared, types, problems);
}

/// Where the paths of shared types start.
pub(super) const TYPES: &str = "types";

/// All types of the platform's stand beside each other, also those that others are made of.
fn distinct(declared: &Declared, types: &Named<String, spec::SharedType>, problems: &mut Problems) {
    let mut names = std::collections::BTreeMap::new();
    for one in &declared.types {
        let declared = types.0.iter().find(|(name, _)| name.value == one.name.text());
        let Some(span) = declared.map(|(name, _)| name.span) else { continue };
        let own = one.structs.iter().filter(|part| !part.is_shared).map(|part| &part.name);
        for name in own.chain(one.enums.iter().map(|made| &made.name)) {
            if let Some(first) = names.insert(name, span) {
                super::enums::clash(name, span, first, problems);
            }
        }
    }
}

impl<'s> Structs<'s> {
    fn declared_type(
        &mut self,
        name: &Spanned<String>,
        one: &'s spec::SharedType,
        problems: &mut Problems,
    ) -> Option<SharedType> {
        let spec::SharedType { about, holds } = one;
        let rust = declared_name(name, problems)?;
        side(&about.kind, about.side.as_ref(), holds, problems)?;
        let side = match about.side.as_ref().map(|side| side.value) {
            Some(SharedSide::Response) => Side::Response,
            _ => Side::Request,
        };
        let path = format!("{TYPES}.{}", name.value);
        self.seen.insert(path.clone());
        let holder = Holder { side, name: &rust, path: TYPES };
        let at = At { holder: &holder, path: &path, name: &rust, within: name.span };
        self.ty(&at, "", (&about.kind, holds), problems)?;

        let mut structs = self.parts_from(0);
        if side == Side::Request {
            checked::mark(&mut Struct::whole(rust.clone(), Vec::new()), &mut structs);
        }
        for part in &mut structs {
            part.uses.clear();
        }
        let enums = std::mem::take(&mut self.enums).into_iter().map(|part| part.made).collect();
        let (kind, side, doc) =
            (about.kind.value, about.side.as_ref().map(|side| side.value), about.doc.clone());
        Some(SharedType { name: rust, kind, side, doc, structs, enums })
    }

    /// The type of the platform's that a field or an item is.
    pub(super) fn shared(
        &mut self,
        at: &At<'_>,
        kind: &Spanned<Kind>,
        name: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<Type> {
        let declared = self.declared;
        let is_before = declared.types.iter().any(|one| one.name.text() == name.value);
        if at.path.split('.').next() == Some(TYPES) && !is_before {
            let message = format!("no type before this one is called `{}`", name.value);
            let problem = Diagnostic::new(Rule::UnknownReference, name.span, message);
            problems.push(problem.with_help("declare it above: a type is made of those before it"));
            return None;
        }
        let found = declared.shared_type(name, problems)?;
        if found.kind != kind.value {
            misfit(
                name.span,
                "is of another type",
                "give the field the type that platform.yaml says",
                problems,
            );
        }
        let is_other = match found.side {
            Some(SharedSide::Request) => at.holder.side == Side::Response,
            Some(SharedSide::Response) => at.holder.side != Side::Response,
            None => false,
        };
        if is_other {
            misfit(
                name.span,
                "is for the other half of a call",
                "declare another one, `for` this half",
                problems,
            );
        }
        let decision = self.decisions.get(at.path).map(|(_, decision)| decision);
        let decided = decision.and_then(|decision| decision.rust_type.as_ref()).map(|decided| decided.span);
        let named = decision.and_then(|decision| decision.variants.0.first()).map(|(value, _)| value.span);
        for span in decided.into_iter().chain(named) {
            let message = "the type has its names from platform.yaml";
            let problem = Diagnostic::new(Rule::MisfitDecision, span, message);
            problems.push(problem.with_help("remove it, or decide it under platform.yaml's `fields`"));
        }
        self.take(found, at.holder.side, name.span, problems);
        Some(if found.kind == Kind::Struct {
            Type::Struct(found.name.clone())
        } else {
            Type::Enum(found.name.clone())
        })
    }

    /// Takes in what a shared type is made of, under its own names.
    fn take(&mut self, found: &SharedType, side: Side, span: Span, problems: &mut Problems) {
        if self.shared.contains(&found.name) {
            return;
        }
        let known = self.parts.iter().map(|part| (&part.made, part.span));
        let of_struct =
            known.filter(|(made, _)| !made.is_shared && made.name == found.name).map(|(_, span)| span);
        let of_enum = self.enums.iter().filter(|part| part.made.name == found.name).map(|part| part.span);
        if let Some(first) = of_struct.chain(of_enum).next() {
            super::enums::clash(&found.name, span, first, problems);
        }
        self.shared.push(found.name.clone());
        for one in &found.structs {
            if !self.parts.iter().any(|part| part.made.is_shared && part.made.name == one.name) {
                let made = Struct { is_shared: true, ..one.clone() };
                self.parts.push(Part { made, side, span, within: span, done: true });
            }
        }
    }
}

/// A struct says which half of a call it is for, and nothing else does.
fn side(
    kind: &Spanned<Kind>,
    side: Option<&Spanned<SharedSide>>,
    holds: &Holds,
    problems: &mut Problems,
) -> Option<()> {
    let is_enum = holds.variants.is_some();
    match (kind.value, side) {
        (Kind::Struct, Some(_)) => return Some(()),
        (Kind::Struct, None) => {
            let message =
                "the key `for` is missing: nothing says whether requests or responses hold this struct";
            let problem = Diagnostic::new(Rule::MissingKey, kind.span, message);
            problems.push(problem.with_help("add `for: request` or `for: response`"));
        }
        (_, None) if is_enum => return Some(()),
        (_, Some(side)) if is_enum => {
            let problem =
                Diagnostic::new(Rule::MisfitKey, side.span, "an enum can be in requests and responses");
            problems.push(problem.with_help("remove `for`"));
        }
        _ => {
            let problem =
                Diagnostic::new(Rule::MisfitKey, kind.span, "only a struct or an enum can be shared");
            problems.push(problem.with_help("write `type: struct` with `fields`, or add `enum`"));
        }
    }
    None
}

fn misfit(span: Span, what: &str, help: &str, problems: &mut Problems) {
    let message = format!("the type that platform.yaml declares {what}");
    problems.push(Diagnostic::new(Rule::MisfitKey, span, message).with_help(help));
}

//! The path of a field in, the field and what leads to it out.

use std::ops::RangeInclusive;

use crate::api::{Field, Member, Path, Place, Presence, Struct, Type};
use crate::diagnostic::{Diagnostic, FileId, Problems, Rule, Span, listed, nearest};
use crate::parse::Spanned;
use crate::spec::Format;

/// The most fields that one rule can be about: each of them has the whole rule in its documentation.
pub(super) const MOST: usize = 20;

/// The fields of a request, or of a response.
pub(in crate::check) struct Fields<'s> {
    pub(in crate::check) file: FileId,
    pub(in crate::check) request: &'s Struct,
    pub(in crate::check) parts: &'s [Struct],
}

/// A field that a rule is about, and where the rule names it.
pub(in crate::check) struct Found<'s> {
    pub(in crate::check) path: Path,
    pub(super) field: &'s Field,
    pub(super) span: Span,
}

impl<'s> Fields<'s> {
    /// Fields that stand beside each other.
    pub(super) fn beside(
        &self,
        list: &Spanned<Vec<Spanned<String>>>,
        allowed: RangeInclusive<usize>,
        problems: &mut Problems,
    ) -> Option<Vec<Found<'s>>> {
        let found = self.anywhere(list, allowed, problems)?;
        let (first, others) = found.split_first()?;
        let all_beside = others.iter().all(|other| beside(first, other, problems));
        all_beside.then_some(found)
    }

    /// Fields wherever they stand in the request, each named once.
    pub(super) fn anywhere(
        &self,
        list: &Spanned<Vec<Spanned<String>>>,
        allowed: RangeInclusive<usize>,
        problems: &mut Problems,
    ) -> Option<Vec<Found<'s>>> {
        let before = problems.len();
        let names = &list.value;
        if !allowed.contains(&names.len()) {
            let message = match (allowed.start(), allowed.end()) {
                (least, most) if least == most => format!("this rule is about {most} fields"),
                (least, most) => format!("this rule is about {least} to {most} fields"),
            };
            let help = "name as many, or remove the rule";
            problems.push(Diagnostic::new(Rule::ImpossibleConstraint, list.span, message).with_help(help));
            return None;
        }
        for (at, name) in names.iter().enumerate() {
            if let Some(first) = names[..at].iter().find(|first| first.value == name.value) {
                problems.push(
                    Diagnostic::new(Rule::ImpossibleConstraint, name.span, "this rule names the field twice")
                        .with_related(first.span, "the first time")
                        .with_help("name another field, or remove one of the two"),
                );
            }
        }
        let found: Vec<_> = names.iter().filter_map(|name| self.find(name, problems)).collect();
        (problems.len() == before && found.len() == names.len()).then_some(found)
    }

    /// A field that callers set.
    pub(super) fn find(&self, name: &Spanned<String>, problems: &mut Problems) -> Option<Found<'s>> {
        let places: &[Place] = match name.value.split('.').next() {
            Some("headers") => &[Place::Header],
            Some("query") => &[Place::Query],
            Some("request") => &[Place::Body, Place::Form],
            _ => &[],
        };
        let help = "a rule is about the request: its paths start with `request.`, `query.` or `headers.`";
        let found = self.follow(name, places, help, problems)?;
        if let Presence::Fixed(_) = found.field.presence {
            let message = format!("`{}` is always sent with the same value", name.value);
            let problem = Diagnostic::new(Rule::ImpossibleConstraint, name.span, message);
            problems.push(problem.with_help("name a field that callers set"));
            return None;
        }
        Some(found)
    }

    /// The field that a path leads to; lists and maps on the way are walked through.
    pub(in crate::check) fn follow(
        &self,
        name: &Spanned<String>,
        places: &[Place],
        help: &str,
        problems: &mut Problems,
    ) -> Option<Found<'s>> {
        if places.is_empty() {
            self.unknown(name, help.to_owned(), problems);
            return None;
        }
        let mut parts = name.value.split('.');
        let mut above = parts.next().unwrap_or_default().to_owned();
        let top = |field: &&'s Field| places.contains(&field.place);
        let mut here: Vec<&'s Field> = self.request.fields.iter().filter(top).collect();
        let mut way: Vec<&'s Field> = Vec::new();
        for part in parts {
            let Some(field) = here.iter().copied().find(|field| field.wire == part) else {
                self.unknown(name, meant(part, &above, &here), problems);
                return None;
            };
            above = format!("{above}.{part}");
            here = self.held(&field.ty).iter().flat_map(|held| &held.fields).collect();
            way.push(field);
        }
        let Some(field) = way.pop() else {
            self.unknown(name, help.to_owned(), problems);
            return None;
        };
        let way = way.into_iter().map(Member::from).collect();
        Some(Found { path: Path { way, field: Member::from(field) }, field, span: name.span })
    }

    fn held(&self, ty: &Type) -> Option<&'s Struct> {
        let name = ty.in_it()?;
        self.parts.iter().find(|part| part.name == *name)
    }

    fn unknown(&self, name: &Spanned<String>, help: String, problems: &mut Problems) {
        if problems.lost_on_way(self.file, &name.value) {
            return;
        }
        let message = format!("no field is called `{}`", name.value);
        problems.push(Diagnostic::new(Rule::UnknownReference, name.span, message).with_help(help));
    }
}

/// What a part of a path could have meant, among the fields that are there.
fn meant(part: &str, above: &str, here: &[&Field]) -> String {
    /// More fields than people write would take time to compare, and fill a screen.
    const MOST_SHOWN: usize = 100;
    let wires: Vec<_> = here.iter().map(|field| field.wire.as_str()).take(MOST_SHOWN).collect();
    match nearest(part, &wires) {
        Some(near) => format!("did you mean `{above}.{near}`?"),
        None if wires.is_empty() => format!("there are no fields under `{above}`"),
        None => format!("under `{above}` there is {}", listed(&wires)),
    }
}

impl Found<'_> {
    /// Whether a call can leave the field out; reports it if not.
    pub(super) fn can_be_absent(&self, problems: &mut Problems) -> bool {
        let can = self.field.presence == Presence::Optional;
        if !can {
            let message = format!("`{}` is required, so this rule says nothing about it", self.path.wire());
            problems.push(
                Diagnostic::new(Rule::ImpossibleConstraint, self.span, message)
                    .with_help("remove it from the rule, or correct its `required`"),
            );
        }
        can
    }

    /// The type of the values that can be told from each other.
    pub(super) fn differing(&self) -> Option<&Type> {
        let ty = if let Type::List(item) = &self.field.ty { item } else { &self.field.ty };
        match ty {
            Type::Integer => Some(ty),
            ty => ty.is_text().then_some(&Type::Text),
        }
    }

    /// Whether a request can have several values of the field.
    pub(super) fn is_repeated(&self) -> bool {
        let is_many = |ty: &Type| matches!(ty, Type::List(_) | Type::Map(_));
        self.path.way.iter().any(|member| is_many(&member.ty))
    }
}

/// Whether two fields stand in one struct; reports it if not.
pub(super) fn beside(first: &Found<'_>, other: &Found<'_>, problems: &mut Problems) -> bool {
    let are = first.path.way == other.path.way;
    if !are {
        let message = format!("`{}` and `{}` are not of one struct", first.path.wire(), other.path.wire());
        problems.push(
            Diagnostic::new(Rule::MisfitKey, other.span, message)
                .with_related(first.span, "the first")
                .with_help("name fields that stand beside each other; only `unique` reaches further"),
        );
    }
    are
}

/// Whether texts of a format sort as what they mean.
pub(super) fn has_order(format: Format) -> bool {
    matches!(format, Format::Date | Format::CompactDate | Format::DateTime | Format::Time)
}

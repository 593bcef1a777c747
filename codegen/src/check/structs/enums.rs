//! The values that a page lists for a field in, an enum out.

use std::collections::BTreeMap;

use super::{At, Structs};
use crate::api::{Enum, EnumBase, Type, Variant};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span};
use crate::ident::Name;
use crate::parse::{Named, Spanned};
use crate::spec::{Facts, Kind, WireValue};

/// An enum, and where its first use stands.
pub(super) struct EnumPart {
    pub(super) made: Enum,
    pub(super) span: Span,
}

impl<'s> Structs<'s> {
    /// Adds an enum, or finds the equal one that shares its name.
    pub(super) fn enumeration(
        &mut self,
        at: &At<'_>,
        suffix: &str,
        kind: &Spanned<Kind>,
        values: &'s Spanned<Named<WireValue, String>>,
        problems: &mut Problems,
    ) -> Option<Type> {
        let base = if kind.value == Kind::String { EnumBase::Text } else { EnumBase::Integer };
        let name = self.type_name(at.holder, (at.path, kind.span), at.name, suffix, problems)?;
        let variants = self.variants(at, base, values, problems);
        let shown = at.path.to_owned();
        let known = self.enums.iter_mut().find(|part| part.made.name == name);
        let of_struct = self.parts.iter().find(|part| part.made.name == name).map(|part| part.span);

        match (known, of_struct) {
            (Some(part), _) if (part.made.base, &part.made.variants) == (base, &variants) => {
                part.made.uses.push(shown);
            }
            (Some(EnumPart { span, .. }), _) => self::clash(&name, kind.span, *span, problems),
            (None, Some(span)) => self::clash(&name, kind.span, span, problems),
            (None, None) if self.shared.contains(&name) => self::clash(&name, kind.span, kind.span, problems),
            (None, None) => {
                let made = Enum { name: name.clone(), uses: vec![shown], base, variants };
                self.enums.push(EnumPart { made, span: kind.span });
            }
        }
        Some(Type::Enum(name))
    }

    fn variants(
        &self,
        at: &At<'_>,
        base: EnumBase,
        values: &Spanned<Named<WireValue, String>>,
        problems: &mut Problems,
    ) -> Vec<Variant> {
        let decided = self.decisions.get(at.path).map(|(_, decision)| &decision.variants.0);
        let decided: BTreeMap<_, _> =
            decided.into_iter().flatten().map(|(value, name)| (&value.value, (value.span, name))).collect();
        if values.value.0.is_empty() && !problems.any_in(values.span) {
            let problem =
                Diagnostic::new(Rule::ImpossibleConstraint, values.span, "no value is possible here");
            problems.push(problem.with_help("list the page's values, or remove `enum`"));
        }
        for (value, (span, _)) in &decided {
            if !values.value.0.iter().any(|(listed, _)| listed.value == **value) {
                problems.push(
                    Diagnostic::new(
                        Rule::StaleDecision,
                        *span,
                        format!("`enum` does not list the value `{value}`"),
                    )
                    .with_help("correct the value, or remove its name"),
                );
            }
        }
        let mut names = BTreeMap::new();
        let mut variants = Vec::new();
        for (value, meaning) in &values.value.0 {
            if !fits(base, value, problems) {
                continue;
            }
            let Some((name, span)) =
                variant(value, decided.get(&value.value).map(|(_, name)| *name), problems)
            else {
                continue;
            };
            if let Some(first) = names.insert(name.clone(), span) {
                problems.push(
                    Diagnostic::new(
                        Rule::NameClash,
                        span,
                        format!("two values make the variant `{}`", name.text()),
                    )
                    .with_related(first, "the other")
                    .with_help("decide a name for one of them: `variants: { VALUE: name }`"),
                );
            }
            variants.push(Variant { value: value.value.clone(), name, meaning: meaning.clone() });
        }
        variants
    }
}

/// Reports what else is said about the values of a field whose page lists them.
pub(super) fn says_it_all(facts: &Facts, problems: &mut Problems) {
    let Facts { fixed, length, range, format, encoding, sentinels, .. } = facts;
    let spans = [
        fixed.as_ref().map(|fixed| fixed.span),
        length.as_ref().map(|length| length.span),
        range.as_ref().map(|range| range.span),
        format.as_ref().map(|format| format.span),
        encoding.as_ref().map(|encoding| encoding.span),
        sentinels.as_ref().map(|sentinels| sentinels.span),
    ];
    for span in spans.into_iter().flatten() {
        let problem = Diagnostic::new(Rule::MisfitKey, span, "`enum` says already which values there are");
        problems.push(problem.with_help("remove one of the two"));
    }
}

/// The values of a text are texts, those of an integer integers.
fn fits(base: EnumBase, value: &Spanned<WireValue>, problems: &mut Problems) -> bool {
    let help = match (base, &value.value) {
        (EnumBase::Integer, WireValue::Integer(_)) | (EnumBase::Text, WireValue::Text(_)) => return true,
        (EnumBase::Integer, WireValue::Text(_)) => "write the integer in plain decimal, without quotes",
        (EnumBase::Text, WireValue::Integer(_)) => "write the text in quotes",
    };
    let message = format!("`{}` is no value of the field's type", value.value);
    problems.push(Diagnostic::new(Rule::WrongKind, value.span, message).with_help(help));
    false
}

/// A variant's name, decided or made of the value, and where it stands.
fn variant(
    value: &Spanned<WireValue>,
    decided: Option<&Spanned<String>>,
    problems: &mut Problems,
) -> Option<(Name, Span)> {
    let (name, span) = match decided {
        Some(decided) => (Name::variant(&decided.value), decided.span),
        None => (Name::variant_of(&value.value), value.span),
    };
    // `Unknown` stands for every value that the page does not have.
    let name = name.filter(|name| name.text() != "Unknown");
    if name.is_none() {
        let message = format!(
            "`{}` makes no variant's name",
            decided.map_or(value.value.to_string(), |name| name.value.clone())
        );
        problems.push(Diagnostic::new(Rule::UnusableName, span, message).with_help(format!(
            "decide one under `decisions.fields`: `variants: {{ {}: name }}`, in snake case, no word of Rust's and not `unknown`",
            value.value
        )));
    }
    name.map(|name| (name, span))
}

/// Reports two types of one name.
pub(super) fn clash(name: &Name, second: Span, first: Span, problems: &mut Problems) {
    let message = format!("two types that differ are called `{}`", name.text());
    problems.push(
        Diagnostic::new(Rule::NameClash, second, message)
            .with_related(first, "the other")
            .with_help("decide another `rust_type` for one of them, under `decisions.fields`"),
    );
}

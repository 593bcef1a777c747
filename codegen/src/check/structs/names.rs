//! The names of fields and structs: decided, or made of what they are called on the wire.

use super::shared::TYPES;
use super::{Holder, Side, Structs, decide};
use crate::diagnostic::{Diagnostic, Problems, Rule, Span, listed};
use crate::ident::Name;
use crate::parse::Spanned;

/// The longest name of a field on the wire, in bytes. The longest real one has less than half.
const MAX_WIRE: usize = 100;
/// What every struct of a request has as a method, beside one for each field.
const METHODS: [&str; 2] = ["check", "new"];

impl Structs<'_> {
    /// Whether callers set a field that stands in nothing else: it does not carry the token.
    pub(super) fn is_callers(&self, side: Side, wire: &Spanned<String>) -> bool {
        self.token != Some((side, wire.value.as_str()))
    }

    /// A field's Rust name: decided, or made of its wire name.
    pub(in crate::check) fn field_name(
        &mut self,
        side: Side,
        holder: &str,
        wire: &Spanned<String>,
        problems: &mut Problems,
    ) -> Option<Name> {
        if !fits(wire, problems) {
            return None;
        }
        let path = format!("{holder}.{}", wire.value);
        let decision = self.decisions.get(path.as_str()).map(|(_, decision)| decision);
        let decided = decision.and_then(|decision| decision.rust_name.as_ref());
        self.one_path(path, wire, problems);
        let made = wire.value.is_ascii().then(|| Name::field(&wire.value)).flatten();
        let is_free = |name: &Name| side == Side::Response || !METHODS.contains(&name.text());
        let name = match decided {
            Some(decided) => Name::field(&decided.value).filter(|name| name.text() == decided.value),
            None => made.clone(),
        };
        let name = name.filter(is_free);
        if let Some(decided) = decided.filter(|_| name.is_some() && name == made) {
            problems.push(
                Diagnostic::new(
                    Rule::MisfitDecision,
                    decided.span,
                    "the field has this name without the decision",
                )
                .with_help("remove the `rust_name`"),
            );
        }
        if name.is_none() {
            let wire = decided.unwrap_or(wire);
            let taken = listed(&METHODS);
            problems.push(
                Diagnostic::new(
                    Rule::UnusableName,
                    wire.span,
                    format!("`{}` makes no name for a field", wire.value),
                )
                .with_help(format!(
                    "decide a `rust_name` under `decisions.fields`: snake case, and in requests not {taken}"
                )),
            );
        }
        name
    }

    /// A path is one field's: with a `.` in a wire name it could be two fields'.
    fn one_path(&mut self, path: String, wire: &Spanned<String>, problems: &mut Problems) {
        let decided = self.decisions.get(path.as_str()).map(|(key, _)| key.span);
        if let Some(decided) = decided.filter(|_| self.seen.contains(&path)) {
            problems.push(
                Diagnostic::new(Rule::MisfitDecision, decided, "this path is that of two fields")
                    .with_related(wire.span, "the second")
                    .with_help(
                        "a name with `.` in it cannot be told from a path: nothing can be decided here",
                    ),
            );
        }
        self.seen.insert(path);
    }

    /// Reports decisions about fields that are not there.
    pub(in crate::check) fn stale_decisions(&self, problems: &mut Problems) {
        for (path, (key, _)) in &self.decisions {
            if !self.seen.contains(*path) && !problems.lost_on_way(key.span.file, path) {
                problems.push(
                    Diagnostic::new(Rule::StaleDecision, key.span, format!("no field to decide about is called `{path}`"))
                        .with_help("correct the path, which starts with `request.`, `response.`, `query.` or `headers.`, or remove the decision"),
                );
            }
        }
    }

    /// The name of a struct or an enum: decided, or made of the field's path.
    pub(super) fn type_name(
        &self,
        holder: &Holder<'_>,
        (path, span): (&str, Span),
        field: &Name,
        suffix: &str,
        problems: &mut Problems,
    ) -> Option<Name> {
        let decision = self.decisions.get(path).and_then(|(_, decision)| decision.rust_type.as_ref());
        if holder.path == TYPES {
            if let Some(decided) = decision {
                decide::misfit(decided.span, "a shared type is called as it is declared", problems);
            }
            return Some(holder.name.clone());
        }
        let Some(decided) = decision else {
            let name = holder.name.nested(field, suffix);
            if name.is_none() {
                problems.push(
                    Diagnostic::new(Rule::UnusableName, span, "the name of this type would be too long")
                        .with_help("decide a `rust_type` for the field, under `decisions.fields`"),
                );
            }
            return name;
        };
        declared_name(decided, problems)
    }
}

/// The name of a type as people write it, or a report of why it can be none.
pub(super) fn declared_name(written: &Spanned<String>, problems: &mut Problems) -> Option<Name> {
    let name = Name::type_name(&written.value);
    if name.is_none() {
        let message = format!("`{}` cannot name a type here", written.value);
        problems.push(
            Diagnostic::new(Rule::UnusableName, written.span, message)
                .with_help("write upper camel case, and neither a word of Rust's nor a type of its prelude"),
        );
    }
    name
}

/// Reports two fields of one name.
pub(in crate::check) fn clash(name: &Name, second: Span, first: Span) -> Diagnostic {
    let message = format!("two fields make the Rust name `{}`", name.text());
    Diagnostic::new(Rule::NameClash, second, message)
        .with_related(first, "the other")
        .with_help("decide a `rust_name` for one of them, under `decisions.fields`")
}

fn fits(wire: &Spanned<String>, problems: &mut Problems) -> bool {
    let fits = wire.value.len() <= MAX_WIRE;
    if !fits {
        let message = format!("a field's name has at most {MAX_WIRE} bytes");
        problems.push(
            Diagnostic::new(Rule::UnusableName, wire.span, message)
                .with_help("write the name that the page gives the field"),
        );
    }
    fits
}

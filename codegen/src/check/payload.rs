//! The envelope's payload in a response in, the way to it out.

use crate::api::{Envelope, Payload, Struct, Type};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::spec::Spec;

use super::references::follow;

/// What the accessor of the payload is called.
const ACCESSOR: &str = "payload";

/// Where the envelope has the payload, the response must have a field. A page that lists no field of the response is
/// exempt, and its response has no accessor.
pub(super) fn check(
    spec: &Spec,
    envelope: &Envelope,
    response: &Struct,
    parts: &[Struct],
    problems: &mut Problems,
) -> Option<Payload> {
    let span = spec.decisions.envelope.as_ref()?.span;
    let path = envelope.payload.as_ref()?.join(".");
    if response.fields.is_empty() || path.split('.').any(str::is_empty) {
        return None;
    }
    let is_single = |ty: &Type| matches!(ty, Type::Struct(_));
    let fields = follow(&path, response, parts).unwrap_or_default();
    let found = fields.split_last().filter(|(_, way)| way.iter().all(|field| is_single(&field.ty)));
    let Some((field, way)) = found else {
        if !problems.lost_on_way(span.file, &format!("response.{path}")) {
            let message = format!("the envelope `{}` has the payload at `{path}`", envelope.name);
            let help = "choose the envelope of this response, or add the field to the response, in no list";
            problems.push(Diagnostic::new(Rule::MisfitDecision, span, message).with_help(help));
        }
        return None;
    };
    let called_so = response.fields.iter().find(|other| other.name.text() == ACCESSOR);
    let other = called_so.filter(|other| !(way.is_empty() && other.wire == field.wire));
    let place =
        other.and_then(|other| spec.page.response.0.iter().find(|(wire, _)| wire.value == other.wire));
    if let Some((wire, _)) = place {
        let message = format!("this field is called like the accessor of the payload, which is at `{path}`");
        problems.push(
            Diagnostic::new(Rule::NameClash, wire.span, message)
                .with_related(span, "the envelope has the payload there")
                .with_help("decide another `rust_name` for the field, under `decisions.fields`"),
        );
    }
    Some(Payload {
        way: way.iter().map(|field| field.name.clone()).collect(),
        field: field.name.clone(),
        ty: field.ty.clone(),
        path,
    })
}

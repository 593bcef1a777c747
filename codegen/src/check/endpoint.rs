//! One endpoint's spec in, its checked model out.

use crate::api::Endpoint;
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::spec::{Body, Method, Page, ReplyKind, Spec};

use super::platform::Declared;
use super::structs::Structs;
use super::{checked, codes, headers, idempotency, payload, references, relations, token, url};

pub(super) fn check(spec: &Spec, declared: &Declared, problems: &mut Problems) -> Option<Endpoint> {
    let Spec { place, page, .. } = spec;
    if let Some(path) = &page.path {
        url::path(path, problems);
    }
    let host = page.host.as_ref().and_then(|host| declared.host(host, problems));
    let envelope = spec.decisions.envelope.as_ref();
    let envelope = envelope.and_then(|envelope| declared.envelope(envelope, problems));
    let token = spec.decisions.token.as_ref().and_then(|token| declared.token(token, problems));

    let body = body(page, problems);
    let own = token::own(spec, body, token, declared, problems);
    let own_field = own.as_ref().map(|(side, own)| (*side, own.wire.as_str()));
    let mut structs = Structs::new(&spec.decisions.fields, own_field, declared);
    let headers = headers::check(spec, body, token, declared, &mut structs, problems);
    let (mut request, mut request_parts) = structs.request(page, body, headers.fields, problems);
    let (response, response_parts) = structs.response(page, problems);
    structs.stale_decisions(problems);

    let codes = codes::check(spec, problems);
    let idempotency = idempotency::check(spec, &mut request, problems);
    let repeatable = idempotency::repeatable(spec, problems);
    let pagination =
        relations::check(spec, (&mut request, &mut request_parts), (&response, &response_parts), problems);
    checked::mark(&mut request, &mut request_parts);
    let grant = references::grant(spec, &response, &response_parts, declared, problems);
    let outcome =
        references::outcome(spec, (&request, &request_parts), (&response, &response_parts), problems);
    let (enums, shared) = structs.others();
    let is_download = is_download(page, problems);
    if let Some(envelope) = envelope {
        references::envelope(spec, envelope, &response, &response_parts, problems);
    }
    let payload =
        envelope.and_then(|envelope| payload::check(spec, envelope, &response, &response_parts, problems));
    let (host, envelope, path) = (host?, envelope?, &page.path.as_ref()?.value);
    Some(Endpoint {
        source: place.source.clone(),
        id: format!("{}/{}", place.group.text(), place.endpoint.text()),
        module: place.endpoint.clone(),
        group_type: place.group.group_type(),
        title: page.title.clone()?,
        address: page.address.clone(),
        method: page.method?,
        body,
        host: host.constant.clone(),
        url: format!("{}{path}", host.url),
        path: path.clone(),
        scope: page.scope.clone(),
        permission: page.permission.clone(),
        notes: page.notes.clone(),
        own: headers.own.into_iter().chain(own.map(|(_, own)| own)).collect(),
        token: token.map(|token| token.constant.clone()),
        envelope: envelope.constant.clone(),
        idempotency,
        repeatable,
        grant,
        outcome,
        pagination,
        is_download,
        payload,
        request,
        response,
        request_parts,
        response_parts,
        enums,
        shared,
        codes,
        request_examples: page.examples.requests.clone(),
        response_examples: page.examples.responses.clone(),
        made_examples: spec.decisions.examples.responses.clone(),
    })
}

/// What the body is, where the spec need not say so.
fn body(page: &Page, problems: &mut Problems) -> Body {
    let has_fields = !page.request.0.is_empty();
    let Some(decided) = &page.body else {
        return if page.method == Some(Method::Get) && !has_fields { Body::None } else { Body::Json };
    };
    if decided.value == Body::None && has_fields {
        problems.push(
            Diagnostic::new(
                Rule::MisfitKey,
                decided.span,
                "there is no body, and `request` has fields for one",
            )
            .with_help("remove `body`, or say under `query` what goes there"),
        );
    }
    decided.value
}

/// Whether a reply that says success is a file.
fn is_download(page: &Page, problems: &mut Problems) -> bool {
    let binary = page.reply.as_ref().filter(|reply| reply.value == ReplyKind::Binary);
    if let Some(binary) = binary.filter(|_| !page.response.0.is_empty()) {
        problems.push(
            Diagnostic::new(
                Rule::MisfitKey,
                binary.span,
                "a reply that is a file has no fields, and `response` has some",
            )
            .with_help("remove `reply: binary`, or the fields: the envelope alone reads a failure"),
        );
    }
    binary.is_some()
}

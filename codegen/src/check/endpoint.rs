//! One endpoint's spec in, its checked model out.

use crate::api::Endpoint;
use crate::diagnostic::Problems;
use crate::ident::Name;
use crate::spec::Spec;

use super::platform::{Declared, resolve};
use super::structs::{Side, Structs};
use super::{codes, headers, references, url};

pub(super) fn check(spec: &Spec, declared: &Declared, problems: &mut Problems) -> Option<Endpoint> {
    let Spec { place, page, .. } = spec;
    url::path(&page.path, problems);
    let host = resolve(&page.host, &declared.hosts, |host| &host.name, problems);
    let envelope =
        resolve(&spec.decisions.envelope, &declared.envelopes, |envelope| &envelope.name, problems);
    let token = spec.decisions.token.as_ref();
    let token = token.and_then(|token| resolve(token, &declared.tokens, |token| &token.name, problems));

    let mut structs = Structs::new(&spec.decisions.fields);
    let headers = headers::check(spec, token, declared, &mut structs, problems);
    let (request, response) = (Name::root("Request"), Name::root("Response"));
    let (mut request, request_parts) =
        structs.side(Side::Request, request, &page.request, headers.fields, problems);
    let (response, response_parts) =
        structs.side(Side::Response, response, &page.response, Vec::new(), problems);
    structs.stale_decisions(problems);

    let codes = codes::check(spec, problems);
    let idempotency = references::idempotency(spec, &mut request, problems);
    let grant = references::grant(spec, &response, &response_parts, declared, problems);
    let outcome = references::outcome(spec, &response, &response_parts, problems);
    let (host, envelope) = (host?, envelope?);
    references::envelope(spec, envelope, &response, &response_parts, problems);
    Some(Endpoint {
        source: place.source.clone(),
        id: format!("{}/{}", place.group.text(), place.endpoint.text()),
        module: place.endpoint.clone(),
        group_type: place.group.group_type(),
        title: page.title.clone(),
        address: page.address.clone(),
        method: page.method.name(),
        host: host.constant.clone(),
        url: format!("{}{}", host.url, page.path.value),
        path: page.path.value.clone(),
        scope: page.scope.clone(),
        permission: page.permission.clone(),
        notes: page.notes.clone(),
        own_headers: headers.own,
        token: token.map(|token| token.constant.clone()),
        envelope: envelope.constant.clone(),
        idempotency,
        grant,
        outcome,
        request,
        response,
        request_parts,
        response_parts,
        codes,
        request_examples: page.examples.requests.clone(),
        response_examples: page.examples.responses.clone(),
        made_examples: spec.decisions.examples.responses.clone(),
    })
}

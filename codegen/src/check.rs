//! Specs in, the checked model out: resolved, named, sorted. All problems of a run are found before it stops.

use std::collections::BTreeMap;

use crate::api::{Api, Group};
use crate::diagnostic::{Diagnostic, Problems, Rule};
use crate::ident::Name;
use crate::spec::{Platform, Spec};

mod asked;
mod checked;
mod codes;
mod endpoint;
mod envelope;
mod facts;
mod headers;
mod idempotency;
mod payload;
mod platform;
mod references;
mod relations;
mod structs;
mod token;
pub(crate) mod url;

/// Checks everything that has been parsed.
pub(crate) fn check(platform: Option<&Platform>, specs: &[Spec], problems: &mut Problems) -> Option<Api> {
    let declared = platform::check(platform, problems);
    let mut groups: BTreeMap<Name, Vec<_>> = BTreeMap::new();
    for spec in specs {
        let endpoint = endpoint::check(spec, &declared, problems);
        groups.entry(spec.place.group.clone()).or_default().extend(endpoint);
    }
    same_endpoint_twice(specs, problems);
    problems.is_empty().then(|| Api {
        hosts: declared.hosts,
        tokens: declared.tokens,
        envelopes: declared.envelopes,
        types: declared.types,
        groups: groups.into_iter().map(|(module, endpoints)| Group { module, endpoints }).collect(),
    })
}

/// One URL and method have one spec.
fn same_endpoint_twice(specs: &[Spec], problems: &mut Problems) {
    let mut seen = BTreeMap::new();
    for page in specs.iter().map(|spec| &spec.page) {
        let (Some(method), Some(host), Some(path)) = (page.method, &page.host, &page.path) else { continue };
        if let Some(first) = seen.insert((method.name(), &host.value, &path.value), path.span) {
            problems.push(
                Diagnostic::new(
                    Rule::NameClash,
                    path.span,
                    "another spec has this method, host and path already",
                )
                .with_related(first, "the other")
                .with_help("keep one of the two"),
            );
        }
    }
}

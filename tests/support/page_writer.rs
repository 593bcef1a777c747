//! A spec as plain YAML → the text of a vendor's page that says it, as a person gets it by selecting and copying.
//!
//! It knows the vendor's layouts from the two pages in `tests/pages/` and nothing of what reads pages, so that reading what it
//! writes is a real test. [`lost::cannot_show`] lists what a page of a layout has no place for.
//!
//! The older layout is that of the vendor's public pages before those two. There nested fields have rows of their own, with
//! dots before the name as on the page `通知服务商加锁` (`.error_code`, `..certificate_id`), or dashes and a space as on
//! `素材列表接口` (`- medias`, `-- media_id`); other pages show them in the samples only. Spaces before the name are what is left of marks that
//! a site draws.

mod call;
pub mod changes;
pub mod fields;
pub mod lost;
mod new;
mod older;
mod phrases;
mod sample;

use fields::{Field, text};
use serde_yaml::Value;

/// A look of the vendor's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// Columns run together, nested fields are behind a button: `tests/pages/certificate_verify.txt`.
    New,
    /// The same with an empty line around each description: `tests/pages/verify_local_certificates.txt`.
    Spaced,
    /// Columns between bars, nested fields with dots before their names.
    Dotted,
    /// Columns between bars, nested fields with dashes before their names.
    Dashed,
    /// Columns between bars, nested fields with spaces before their names.
    Indented,
    /// Columns between bars, nested fields in the samples only.
    Flat,
}

impl Layout {
    pub const ALL: [Self; 6] =
        [Self::New, Self::Spaced, Self::Dotted, Self::Dashed, Self::Indented, Self::Flat];

    /// Are columns between bars?
    pub fn is_older(self) -> bool {
        !matches!(self, Self::New | Self::Spaced)
    }

    /// Do nested fields have rows?
    pub fn has_nested_rows(self) -> bool {
        matches!(self, Self::Dotted | Self::Dashed | Self::Indented)
    }
}

/// The page of a spec. The platform's file has its host.
pub fn render(spec: &Value, platform: &Value, layout: Layout) -> String {
    let lines = if layout.is_older() {
        older::page(spec, platform, layout)
    } else {
        new::page(spec, platform, layout)
    };
    lines.join("\n")
}

/// The line of the page that says of a field what its columns say, where it has one.
pub fn row(field: &Field<'_>, layout: Layout) -> String {
    if layout.is_older() { older::row(field, layout) } else { new::row(field) }
}

/// Where an endpoint is called: its host, and its path.
fn address(spec: &Value, platform: &Value) -> String {
    let page = &spec["page"];
    let host = page["host"].as_str().expect("a page has a host");
    let host = platform["hosts"][host]["url"].as_str().expect("the platform has the host");
    format!("{host}{}", text(&page["path"]))
}

/// The introduction: paragraphs, and samples under their titles.
fn notes(spec: &Value) -> Vec<String> {
    let notes = spec["page"]["notes"].as_sequence().into_iter().flatten();
    let lines = notes.flat_map(|note| match note.get("sample") {
        None => text(note).lines().map(str::to_owned).collect::<Vec<_>>(),
        Some(sample) => {
            let title = note.get("title").map(|title| format!("• {}", text(title)));
            title.into_iter().chain(text(sample).lines().map(str::to_owned)).collect()
        }
    });
    lines.collect()
}

/// The rows of the table with basic facts that a spec has, without the page's own captions.
fn basics(spec: &Value, platform: &Value) -> Vec<(&'static str, String)> {
    let page = &spec["page"];
    let said = [("Scope", "scope"), ("权限要求", "permission")];
    let mut rows = vec![("HTTP URL", address(spec, platform)), ("HTTP Method", text(&page["method"]))];
    rows.extend(said.into_iter().filter_map(|(caption, key)| Some((caption, text(page.get(key)?)))));
    rows
}

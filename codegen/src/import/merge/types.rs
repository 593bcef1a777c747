//! A spec's type and its page's in, whether they go together out.

/// Whether a spec may say this type where the page names that one: people know more of a text or a struct.
pub(super) fn may_be_listed(spec: &str, page: &str) -> bool {
    spec == page || matches!((spec, page), ("json", "string") | ("map", "struct"))
}

/// Whether a spec may say this type where a sample looks like that one.
pub(super) fn may_be_sampled(spec: &str, sample: &str) -> bool {
    let is_number = |kind: &str| ["int32", "int64", "number", "double"].contains(&kind);
    let is_decimal = sample == "double" && ["int32", "int64"].contains(&spec);
    may_be_listed(spec, sample) || is_number(spec) && is_number(sample) && !is_decimal
}

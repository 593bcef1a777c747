//! What `clippy.toml` cannot forbid: where tokens are made, no text is parsed, into tokens or otherwise, and macros take no format.

use crate::support;

/// What a file that makes tokens does not have. Whatever the type that `parse` gives, there it could be tokens.
const SINKS: [&str; 7] =
    [".parse(", "parse::<", "from_str", "FromStr", "format_args!", "concat!", "stringify!"];

#[test]
fn no_text_is_parsed_where_tokens_are_made() {
    let files = support::texts(&support::root().join("codegen/src"), ".rs");
    let makes_tokens =
        |text: &str| ["TokenStream", "quote!", "proc_macro2", "syn::"].iter().any(|word| text.contains(word));
    let makers: Vec<_> = files.iter().filter(|(_, text)| makes_tokens(text)).collect();
    assert!(makers.len() > 15, "{}", makers.len());
    for (path, text) in makers {
        let found: Vec<_> = SINKS.iter().filter(|sink| text.contains(*sink)).collect();
        assert!(found.is_empty(), "{path} has {found:?}");
    }
}

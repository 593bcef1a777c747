//! A path of modules, as a build script names the runtime.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Name;

/// `::name::name`, or `crate::name`.
#[derive(Clone, Debug)]
pub(crate) struct ModulePath {
    /// Starts with `::`, so that no local name can take its place.
    global: bool,
    /// Starts with `crate`.
    own: bool,
    names: Vec<Name>,
}

impl ModulePath {
    /// The path that a text spells, if it does.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let (global, rest) = path.strip_prefix("::").map_or((false, path), |rest| (true, rest));
        let (own, rest) = match rest.strip_prefix("crate::") {
            Some(rest) if !global => (true, rest),
            _ => (false, rest),
        };
        let names = rest.split("::").map(|name| Name::value(name.to_owned())).collect::<Option<_>>()?;
        Some(Self { global, own, names })
    }
}

impl ToTokens for ModulePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let start = match (self.global, self.own) {
            (true, _) => quote!(::),
            (false, true) => quote!(crate::),
            (false, false) => quote!(),
        };
        let names = &self.names;
        tokens.extend(quote!(#start #(#names)::*));
    }
}

#[cfg(test)]
mod tests {
    use quote::ToTokens as _;

    use super::ModulePath;

    #[test]
    fn paths_of_modules_pass_and_code_does_not() {
        let spelt = |path| ModulePath::of(path).map(|path| path.to_token_stream().to_string());
        assert_eq!(spelt("::a::b").as_deref(), Some(":: a :: b"));
        assert_eq!(spelt("crate::type").as_deref(), Some("crate :: r#type"));
        assert_eq!(spelt("a").as_deref(), Some("a"));
        for wrong in ["", "::", "a::", "a b", "a;b", "::crate::a", "self::a", "a::<b>", "crate"] {
            assert_eq!(spelt(wrong), None, "{wrong}");
        }
    }
}

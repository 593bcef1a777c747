//! A path of modules, as a build script names the runtime.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use super::Name;

/// Where a path starts, so that no local name can take its place.
#[derive(Clone, Copy, Debug)]
enum Start {
    /// `::name`, a crate.
    Crates,
    /// `crate::name`, a module of this crate.
    Own,
}

/// `::name::name`, or `crate::name`.
#[derive(Clone, Debug)]
pub(crate) struct ModulePath {
    start: Start,
    names: Vec<Name>,
}

impl ModulePath {
    /// The path that a text spells, if it does.
    pub(crate) fn of(path: &str) -> Option<Self> {
        let starts = [("::", Start::Crates), ("crate::", Start::Own)];
        let (start, rest) =
            starts.into_iter().find_map(|(text, start)| Some((start, path.strip_prefix(text)?)))?;
        let names = rest.split("::").map(|name| Name::value(name.to_owned())).collect::<Option<_>>()?;
        Some(Self { start, names })
    }
}

impl ToTokens for ModulePath {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let names = &self.names;
        tokens.extend(match self.start {
            Start::Crates => quote!(::#(#names)::*),
            Start::Own => quote!(crate::#(#names)::*),
        });
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
        for wrong in ["", "a", "::", "a::", "a b", "a;b", "::crate::a", "self::a", "a::<b>", "crate"] {
            assert_eq!(spelt(wrong), None, "{wrong}");
        }
    }
}

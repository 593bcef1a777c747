//! How the language is declared: a mapping by its keys, a word by the words that can stand for it. Each declaration is
//! both the Rust type and how it is parsed.

/// Declares mappings. A key that must be there is marked `!`, or `+` where the rest is of use without it; one that may be
/// absent `?`, and one whose absence is the same as nothing in it `*`. A key that is no Rust name stands behind the
/// field's name: `kind = "type"`.
macro_rules! mapping {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $field:ident $(= $key:literal)?: $mark:tt $ty:ty,)* })+) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq)]
        pub(crate) struct $name {
            $($(#[$doc])* pub(crate) $field: $crate::spec::language::mapping!(@ty $mark $ty),)*
        }

        impl $name {
            /// Parses the keys of a mapping that may have others.
            pub(super) fn keys(keys: &mut $crate::parse::Keys<'_>, problems: &mut $crate::diagnostic::Problems) -> Option<Self> {
                $(let $field = $crate::spec::language::mapping!(
                    @read $mark keys, $crate::spec::language::mapping!(@key $field $($key)?), problems
                );)*
                Some(Self { $($field: $crate::spec::language::mapping!(@take $mark $field),)* })
            }
        }

        impl $crate::parse::Parse for $name {
            fn parse(node: &$crate::yaml::Node, problems: &mut $crate::diagnostic::Problems) -> Option<Self> {
                let mut keys = $crate::parse::Keys::of(node, problems)?;
                let value = Self::keys(&mut keys, problems);
                keys.end(problems);
                value
            }
        }
    )+ };
    (@key $field:ident) => { stringify!($field) };
    (@key $field:ident $key:literal) => { $key };
    (@ty ! $ty:ty) => { $ty };
    (@ty + $ty:ty) => { Option<$ty> };
    (@ty ? $ty:ty) => { Option<$ty> };
    (@ty * $ty:ty) => { $ty };
    (@read ! $keys:ident, $key:expr, $problems:ident) => { $keys.required($key, $problems) };
    (@read + $keys:ident, $key:expr, $problems:ident) => { $keys.required($key, $problems) };
    (@read ? $keys:ident, $key:expr, $problems:ident) => { $keys.optional($key, $problems) };
    (@read * $keys:ident, $key:expr, $problems:ident) => { $keys.optional($key, $problems) };
    (@take ! $field:ident) => { $field? };
    (@take + $field:ident) => { $field };
    (@take ? $field:ident) => { $field };
    (@take * $field:ident) => { $field.unwrap_or_default() };
}

/// Declares what one of several words can stand for.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($(#[$doc:meta])* $variant:ident = $word:literal,)+ })+) => { $(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $crate::parse::Parse for $name {
            fn parse(node: &$crate::yaml::Node, problems: &mut $crate::diagnostic::Problems) -> Option<Self> {
                $crate::parse::word(node, &[$(($word, Self::$variant)),+], problems)
            }
        }
    )+ };
}

pub(super) use {mapping, words};

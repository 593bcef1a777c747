//! How the language is declared: a mapping by its keys, a word by the words that can stand for it. Each declaration is
//! the Rust type, how it is parsed, and what an editor is told about it.

/// A mapping of the language that can say what of it another one says otherwise.
#[cfg(feature = "cli")]
pub(crate) trait Differing {
    /// The keys whose values differ.
    fn differing(&self, other: &Self) -> Vec<&'static str>;
}

/// Declares mappings. A key that must be there is marked `!`, or `+` where the rest is of use without it; one that may be
/// absent `?`, and one whose absence is the same as nothing in it `*`. A key that is no Rust name stands behind the
/// field's name: `kind = "type"`. What is derived beyond the usual stands behind the mapping's name.
macro_rules! mapping {
    ($(
        $(#[doc = $about:literal])*
        $name:ident $(: $($derive:ident),+)? {
            $($(#[doc = $doc:literal])* $field:ident $(= $key:literal)?: $mark:tt $ty:ty,)*
        }
    )+) => { $(
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq $($(, $derive)+)?)]
        pub(crate) struct $name {
            $($(#[doc = $doc])* pub(crate) $field: $crate::spec::language::mapping!(@ty $mark $ty),)*
        }

        impl $name {
            /// Parses the keys of a mapping that may have others.
            pub(super) fn keys(keys: &mut $crate::parse::Keys<'_>, problems: &mut $crate::diagnostic::Problems) -> Option<Self> {
                $(let $field = $crate::spec::language::mapping!(
                    @read $mark keys, $crate::spec::language::mapping!(@key $field $($key)?), problems
                );)*
                Some(Self { $($field: $crate::spec::language::mapping!(@take $mark $field),)* })
            }

            /// Describes the keys of a mapping that may have others.
            #[cfg(feature = "cli")]
            pub(super) fn describe_keys(keys: &mut $crate::spec::schema::Keys, definitions: &mut $crate::spec::schema::Definitions) {
                $({
                    let key = $crate::spec::language::mapping!(@key $field $($key)?);
                    let is_required = $crate::spec::language::mapping!(@required $mark);
                    keys.add::<$ty>(key, concat!($($doc),*), is_required, definitions);
                })*
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

        #[cfg(feature = "cli")]
        impl $crate::spec::Differing for $name {
            fn differing(&self, other: &Self) -> Vec<&'static str> {
                let differ = [$((
                    $crate::spec::language::mapping!(@key $field $($key)?), self.$field != other.$field
                )),*];
                differ.into_iter().filter(|(_, differ)| *differ).map(|(key, _)| key).collect()
            }
        }

        #[cfg(feature = "cli")]
        impl $crate::spec::schema::Describe for $name {
            fn describe(definitions: &mut $crate::spec::schema::Definitions) -> serde_json::Value {
                definitions.mapping(stringify!($name), concat!($($about),*), Self::describe_keys)
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
    (@required !) => { true };
    (@required +) => { true };
    (@required ?) => { false };
    (@required *) => { false };
}

/// Declares what one of several words can stand for.
macro_rules! words {
    ($(
        $(#[doc = $about:literal])*
        $name:ident { $($(#[doc = $doc:literal])* $variant:ident = $word:literal,)+ }
    )+) => { $(
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, Eq, PartialEq)]
        pub(crate) enum $name {
            $($(#[doc = $doc])* $variant,)+
        }

        impl $crate::parse::Parse for $name {
            fn parse(node: &$crate::yaml::Node, problems: &mut $crate::diagnostic::Problems) -> Option<Self> {
                $crate::parse::word(node, &[$(($word, Self::$variant)),+], problems)
            }
        }

        #[cfg(feature = "cli")]
        impl $crate::spec::schema::Describe for $name {
            fn describe(_: &mut $crate::spec::schema::Definitions) -> serde_json::Value {
                $crate::spec::schema::words(&[$(($word, concat!($($doc),*))),+])
            }
        }
    )+ };
}

pub(super) use {mapping, words};

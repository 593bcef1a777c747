/// A text of whatever is one.
pub fn text(text: impl Into<String>) -> String {
    text.into()
}

/// A list of whatever are texts.
pub fn texts(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<String> {
    texts.into_iter().map(Into::into).collect()
}

/// A list of whatever has items.
pub fn list<T>(items: impl IntoIterator<Item = T>) -> Vec<T> {
    items.into_iter().collect()
}

/// A value as it is.
pub fn value<T>(value: T) -> T {
    value
}

/// A struct of a request.
macro_rules! request {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            $($(#[$docs:meta])* $wire:literal $field:ident: $kind:ty,)*
        }

        new { $($required:ident: $argument:ty => $make:ident,)* }
        set { $($optional:ident: $taken:ty => $convert:ident,)* }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug)]
        #[must_use]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: $kind,)*
        }

        impl $name {
            /// With what is required, and nothing else.
            pub fn new($($required: $argument),*) -> Self {
                Self {
                    $($required: $crate::prelude::$make($required),)*
                    $($optional: None,)*
                }
            }

            $(
                #[doc = concat!("Sets `", stringify!($optional), "`.")]
                pub fn $optional(mut self, $optional: $taken) -> Self {
                    self.$optional = Some($crate::prelude::$convert($optional));
                    self
                }
            )*
        }

        impl ::douyin_runtime::EncodeObject for $name {
            #[allow(unused_variables, reason = "a request may have no fields")]
            fn fields(&self, object: &mut ::douyin_runtime::ObjectEncoder<'_>) {
                $(object.field($wire, &self.$field);)*
            }
        }
    };
}

/// A struct of a response.
macro_rules! response {
    (
        $(#[$attribute:meta])*
        pub struct $name:ident {
            $($(#[$docs:meta])* $wire:literal $field:ident: $kind:ty,)*
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Debug, Default)]
        #[non_exhaustive]
        pub struct $name {
            $($(#[$docs])* pub $field: $kind,)*
        }

        impl ::douyin_runtime::DecodeObject for $name {
            fn field(&mut self, name: &str) -> Option<&mut dyn ::douyin_runtime::Slot> {
                match name {
                    $($wire => Some(&mut self.$field),)*
                    _ => None,
                }
            }
        }
    };
}

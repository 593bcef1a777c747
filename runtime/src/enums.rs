//! What every enum of generated code does in the same way: it is read, written and shown as its value on the wire.

/// Makes an enum over integers, which has `value`, `From<i64>` and `Unknown`, a value of requests and responses.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_enum {
    ($name:ident) => {
        impl $crate::Encode for $name {
            fn encode(&self, json: &mut $crate::Encoder) {
                json.integer(self.value());
            }
        }

        impl $crate::Decode for $name {
            fn decode(json: &mut $crate::Decoder<'_>) -> Result<Option<Self>, $crate::Mismatch> {
                let value = json.integer()?.map(Self::from);
                if let Some(Self::Unknown(_)) = value {
                    json.unlisted();
                }
                Ok(value)
            }
        }

        $crate::shown_as_value!($name);
    };
}

/// Makes an enum over texts, which has `value`, `From<String>` and `Unknown`, a value of requests and responses.
#[doc(hidden)]
#[macro_export]
macro_rules! text_enum {
    ($name:ident) => {
        impl $crate::Encode for $name {
            fn encode(&self, json: &mut $crate::Encoder) {
                json.text(self.value());
            }
        }

        impl $crate::Decode for $name {
            fn decode(json: &mut $crate::Decoder<'_>) -> Result<Option<Self>, $crate::Mismatch> {
                let value = json.text()?.map(Self::from);
                if let Some(Self::Unknown(_)) = value {
                    json.unlisted();
                }
                Ok(value)
            }
        }

        impl From<&str> for $name {
            fn from(value: &str) -> Self {
                Self::from(value.to_owned())
            }
        }

        $crate::shown_as_value!($name);
    };
}

#[doc(hidden)]
#[macro_export]
macro_rules! shown_as_value {
    ($name:ident) => {
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.value(), f)
            }
        }
    };
}

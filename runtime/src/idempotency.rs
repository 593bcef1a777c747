//! The text that makes a repeated call harmless. The caller makes it, and keeps it; the client never does.

use std::fmt::{self, Write as _};
use std::ops::Deref;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use uuid::Uuid;

/// How long the tokens are that are made here: the hexadecimal digits of a UUID.
const MADE: usize = 32;

/// What every derived token is made in. It never changes: after an upgrade the same parts must give the same token.
const NAMESPACE: Uuid = Uuid::from_u128(0x512b_5091_acf8_499d_999e_b5a8_5757_f1a2);

/// An idempotency token: at least one visible ASCII character, and `MIN` to `MAX` of them.
///
/// It stands for one thing that is to be done. Sent again with the same token, the same request does no harm; with
/// another token it is done again. So make one token for each thing, keep it before the first call, and use it for
/// every repetition, also after a crash:
///
/// - [`derived`](Self::derived) makes it of a key of your own, so that it needs not be kept apart;
/// - [`random`](Self::random) makes one that must be kept;
/// - [`new`](Self::new) takes one that you have, and is the way from one pair of limits to another.
///
/// The limits come from a field's type: there `IdempotencyToken::random()` needs none. What makes tokens for several
/// endpoints has to be generic over the limits, or convert: `IdempotencyToken::new(&*token)?`. It prints, because it is what to ask
/// the platform about.
#[derive(Clone, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct IdempotencyToken<const MIN: usize = 1, const MAX: usize = { usize::MAX }>(String);

/// Why a text is no idempotency token: it is too short, too long, or has other characters in it. It is not repeated.
#[derive(Clone, Copy, Debug, Eq, PartialEq, thiserror::Error)]
#[error("an idempotency token has {}, all of them visible ASCII", Allowed(*.least, *.most))]
#[non_exhaustive]
pub struct InvalidIdempotencyToken {
    /// The fewest characters allowed.
    pub least: usize,
    /// The most characters allowed.
    pub most: usize,
}

/// How many characters are allowed, in words.
struct Allowed(usize, usize);

impl fmt::Display for Allowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self(least, usize::MAX) => write!(f, "{least} or more characters"),
            Self(least, most) => write!(f, "{least} to {most} characters"),
        }
    }
}

impl<const MIN: usize, const MAX: usize> IdempotencyToken<MIN, MAX> {
    const ADMITS_MADE: () = assert!(
        MIN <= MADE && MADE <= MAX,
        "a token that is made here has 32 characters, which these limits do not allow: use `IdempotencyToken::new`"
    );

    /// A text of the caller's own.
    ///
    /// # Errors
    ///
    /// It is too short or too long, or has other characters than visible ASCII in it.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidIdempotencyToken> {
        let text = text.into();
        let least = MIN.max(1);
        let fits = (least..=MAX).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
        if fits { Ok(Self(text)) } else { Err(InvalidIdempotencyToken { least, most: MAX }) }
    }

    /// A new one, unlike any other: the 32 hexadecimal digits of a random UUID (version 4). Keep it before it is sent.
    ///
    /// It does not compile for limits that 32 characters do not meet:
    ///
    /// ```compile_fail,E0080
    /// let token = douyin_runtime::IdempotencyToken::<5, 31>::random();
    /// ```
    ///
    /// # Panics
    ///
    /// The operating system has no randomness.
    #[must_use]
    pub fn random() -> Self {
        const { Self::ADMITS_MADE };
        Self(Uuid::new_v4().simple().to_string())
    }

    /// The one for a key of the caller's own: the same parts always give the same token, in any process and after any
    /// upgrade, so that it needs not be kept. The parts must say which thing is to be done, and tell it from all others:
    /// where an order is done in several calls, the order's id alone would make the second call a repetition of the first.
    ///
    /// It is the 32 hexadecimal digits of a UUID (version 5, by SHA-1) in the namespace
    /// `512b5091-acf8-499d-999e-b5a85757f1a2`. Its name is, for one part after another, how many bytes of UTF-8 the part has
    /// in decimal, a `:`, and the part; thus `["ab", "c"]` is `2:ab1:c`, and no other parts are.
    ///
    /// ```
    /// use douyin_runtime::IdempotencyToken;
    ///
    /// let token: IdempotencyToken<5, 63> = IdempotencyToken::derived(&["verification", "order-1", "certificate-7"]);
    /// assert_eq!(&*token, "265cce046bb350ad9468f0340d94c99b");
    /// ```
    ///
    /// It does not compile for limits that 32 characters do not meet:
    ///
    /// ```compile_fail,E0080
    /// let token = douyin_runtime::IdempotencyToken::<33>::derived(&["order-1"]);
    /// ```
    ///
    /// # Panics
    ///
    /// There is no part, or all are empty: one token for everything would make each call a repetition of the first.
    #[must_use]
    pub fn derived(parts: &[&str]) -> Self {
        const { Self::ADMITS_MADE };
        assert!(parts.iter().any(|part| !part.is_empty()), "an idempotency token is derived from nothing");
        let mut name = String::new();
        for part in parts {
            let _ = write!(name, "{}:{part}", part.len());
        }
        Self(Uuid::new_v5(&NAMESPACE, name.as_bytes()).simple().to_string())
    }

    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The text.
    #[must_use]
    pub fn into_string(self) -> String {
        self.0
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Debug for IdempotencyToken<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IdempotencyToken({:?})", self.0)
    }
}

impl<const MIN: usize, const MAX: usize> fmt::Display for IdempotencyToken<MIN, MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl<const MIN: usize, const MAX: usize> FromStr for IdempotencyToken<MIN, MAX> {
    type Err = InvalidIdempotencyToken;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::new(text)
    }
}

impl<const MIN: usize, const MAX: usize> Deref for IdempotencyToken<MIN, MAX> {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl<const MIN: usize, const MAX: usize> AsRef<str> for IdempotencyToken<MIN, MAX> {
    fn as_ref(&self) -> &str {
        self
    }
}

impl<const MIN: usize, const MAX: usize> crate::Encode for IdempotencyToken<MIN, MAX> {
    fn encode(&self, json: &mut crate::Encoder) {
        json.text(self);
    }
}

/// As its text, for whoever keeps it.
impl<const MIN: usize, const MAX: usize> Serialize for IdempotencyToken<MIN, MAX> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self)
    }
}

/// Of its text, if that is one.
impl<'de, const MIN: usize, const MAX: usize> Deserialize<'de> for IdempotencyToken<MIN, MAX> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::IdempotencyToken;

    type Token = IdempotencyToken<5, 63>;

    #[test]
    fn a_derived_token_is_the_same_for_ever() {
        let derived = |parts: &[&str]| Token::derived(parts).into_string();
        assert_eq!(derived(&["ab", "c"]), "134376f91b4a5d2f94154da73e549f0c");
        assert_eq!(derived(&["核销", "8000004478714899970"]), "1c8de95638c851318f2d57b31b43a331");
        let all = [
            &["ab", "c"][..],
            &["a", "bc"],
            &["abc"],
            &["ab", "c", ""],
            &["", "ab", "c"],
            &["2:ab1:c"],
            &["1", ":a"],
        ];
        let all: BTreeSet<_> = all.map(derived).into();
        assert_eq!(all.len(), 7, "each is another: {all:?}");
    }

    #[test]
    #[should_panic(expected = "derived from nothing")]
    fn no_token_is_derived_from_nothing() {
        let _ = Token::derived(&["", ""]);
    }

    #[test]
    fn a_random_token_is_new_each_time() {
        let all: BTreeSet<_> = (0..1000).map(|_| Token::random()).collect();
        assert_eq!(all.len(), 1000);
        let is_digits = |token: &Token| token.bytes().all(|byte| byte.is_ascii_hexdigit());
        assert!(all.iter().all(|token| token.len() == 32 && is_digits(token)));
    }

    #[test]
    fn a_text_within_the_limits_is_one_as_it_is() {
        for text in ["abcde", "a-b_c", "~!@#$", &"x".repeat(63)] {
            let token = Token::new(text).expect("it is one");
            assert_eq!((&*token, token.to_string().as_str(), token.as_ref()), (text, text, text));
            assert_eq!(text.parse(), Ok(token));
        }
        for text in ["", "abcd", "ab cd", "abcde\n", "abcdé", "验券验券验券", &"x".repeat(64)] {
            let error = Token::new(text).expect_err("it is none");
            assert_eq!(
                error.to_string(),
                "an idempotency token has 5 to 63 characters, all of them visible ASCII"
            );
        }
        assert!(IdempotencyToken::<0, 0>::new("").is_err() && <IdempotencyToken>::new("").is_err());
        let error = <IdempotencyToken>::new("").expect_err("it is empty");
        assert_eq!(
            error.to_string(),
            "an idempotency token has 1 or more characters, all of them visible ASCII"
        );
        assert_eq!(
            <IdempotencyToken>::new("x").map(|token| format!("{token:?}")),
            Ok("IdempotencyToken(\"x\")".into())
        );
    }

    #[test]
    fn what_was_kept_is_read_again_and_judged_anew() {
        let token = Token::random();
        let kept = serde_json::to_string(&token).expect("it is a text");
        assert_eq!(kept, format!("\"{token}\""));
        assert_eq!(serde_json::from_str::<Token>(&kept).expect("it is a token"), token);
        assert!(serde_json::from_str::<IdempotencyToken<1, 31>>(&kept).is_err());
    }
}

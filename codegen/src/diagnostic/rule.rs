//! The rules that a spec can break, each with its stable name.

macro_rules! rules {
    ($($(#[doc = $doc:literal])+ $variant:ident => $name:literal,)+) => {
        /// A rule that a spec can break. Its name is stable.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Rule {
            $(
                $(#[doc = $doc])+
                #[doc = ""]
                #[doc = include_str!(concat!("explain/", $name, ".md"))]
                $variant,
            )+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The rule in one sentence.
            #[must_use]
            pub fn summary(self) -> &'static str {
                match self { $(Self::$variant => concat!($($doc),+).trim_ascii_start(),)+ }
            }

            /// The rule's page: when it is broken, why there is such a rule, and what to write instead. Markdown.
            #[must_use]
            pub fn explanation(self) -> &'static str {
                match self { $(Self::$variant => include_str!(concat!("explain/", $name, ".md")),)+ }
            }

            /// The rule's stable name, as a report shows it.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

rules! {
    /// A file cannot be read, or is not a regular file.
    UnreadableFile => "unreadable-file",
    /// A file's name or place makes no endpoint.
    MisplacedFile => "misplaced-file",
    /// There is no `platform.yaml`.
    MissingPlatform => "missing-platform",
    /// A file is not UTF-8.
    NotUtf8 => "not-utf8",
    /// A file is over 1 MiB, or has too many or too deep values.
    TooLarge => "too-large",
    /// A control, bidi or invisible character.
    ForbiddenCharacter => "forbidden-character",
    /// The text is not YAML.
    YamlSyntax => "yaml-syntax",
    /// An anchor, alias, merge key, tag or second document.
    YamlFeature => "yaml-feature",
    /// Two YAML parsers read the text differently.
    YamlAmbiguous => "yaml-ambiguous",
    /// A file with nothing in it.
    EmptyFile => "empty-file",
    /// One key twice in a mapping.
    DuplicateKey => "duplicate-key",
    /// A key that the language does not have.
    UnknownKey => "unknown-key",
    /// A key that the language asks for.
    MissingKey => "missing-key",
    /// A mapping where a text belongs, or the like.
    WrongKind => "wrong-kind",
    /// An integer that is not written in plain decimal, or that needs more than 64 bits.
    NotAnInteger => "not-an-integer",
    /// A word that is not one of those that can stand here.
    UnknownValue => "unknown-value",
    /// A name that is declared nowhere.
    UnknownReference => "unknown-reference",
    /// A host's address, or a path on it, that could lead elsewhere.
    UnsafeUrl => "unsafe-url",
    /// A header that a spec may not set, or that does not fit the endpoint.
    UnsafeHeader => "unsafe-header",
    /// A name that makes no Rust name.
    UnusableName => "unusable-name",
    /// Two names that make one Rust name.
    NameClash => "name-clash",
    /// A constraint, status or envelope that nothing can meet.
    ImpossibleConstraint => "impossible-constraint",
    /// A key that does not fit the field's type.
    MisfitKey => "misfit-key",
    /// An error code without a decision.
    UndecidedCode => "undecided-code",
    /// A decision about a code or field that the page does not have.
    StaleDecision => "stale-decision",
    /// A decision that does not fit what it decides about.
    MisfitDecision => "misfit-decision",
    /// A mistake of the generator itself.
    Internal => "internal",
}

//! The rules that a spec can break, each with its stable name and its page in `explain/`.

macro_rules! rules {
    ($($variant:ident => $name:literal,)+) => {
        /// A rule that a spec can break. Its name is stable.
        #[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
        #[non_exhaustive]
        pub enum Rule {
            $(#[doc = include_str!(concat!("explain/", $name, ".md"))] $variant,)+
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

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
    UnreadableFile => "unreadable-file",
    MisplacedFile => "misplaced-file",
    MissingPlatform => "missing-platform",
    NotUtf8 => "not-utf8",
    TooLarge => "too-large",
    ForbiddenCharacter => "forbidden-character",
    YamlSyntax => "yaml-syntax",
    YamlFeature => "yaml-feature",
    YamlAmbiguous => "yaml-ambiguous",
    EmptyFile => "empty-file",
    DuplicateKey => "duplicate-key",
    UnknownKey => "unknown-key",
    MissingKey => "missing-key",
    WrongKind => "wrong-kind",
    NotAnInteger => "not-an-integer",
    UnknownValue => "unknown-value",
    UnknownReference => "unknown-reference",
    UnsafeUrl => "unsafe-url",
    UnsafeHeader => "unsafe-header",
    UnusableName => "unusable-name",
    NameClash => "name-clash",
    ImpossibleConstraint => "impossible-constraint",
    MisfitKey => "misfit-key",
    UndecidedCode => "undecided-code",
    StaleDecision => "stale-decision",
    MisfitDecision => "misfit-decision",
    Internal => "internal",
}

impl Rule {
    /// The rule in one sentence: what its page has under its title.
    #[must_use]
    pub fn summary(self) -> &'static str {
        self.explanation().lines().nth(2).unwrap_or_default()
    }
}

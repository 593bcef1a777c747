//! A page's word for a type in, the language's out.

/// A type, as far as a page's word for it says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Type {
    /// The language's word; `enum` where the page says no more than that.
    pub(super) kind: &'static str,
    /// What a list or a map holds.
    pub(super) inner: Option<Box<Type>>,
    /// What the page calls a struct that it describes elsewhere.
    pub(super) name: Option<String>,
}

/// The words of pages, in lower case, by the language's word.
const WORDS: [(&str, &[&str]); 11] = [
    ("string", &["string", "str", "text", "varchar"]),
    ("int32", &["int32", "i32"]),
    ("int64", &["int64", "i64", "long", "int", "integer", "bigint"]),
    ("number", &["number"]),
    ("double", &["double", "float", "float64", "decimal"]),
    ("bool", &["bool", "boolean"]),
    ("struct", &["struct", "object"]),
    ("list", &["list", "array"]),
    ("map", &["map"]),
    ("file", &["file", "binary"]),
    ("enum", &["enum"]),
];

/// What a run-together row can end with, the longer before what they end with.
const ENDINGS: [&str; 19] = [
    "Struct", "String", "Int32", "Int64", "Integer", "Int", "Long", "Number", "Double", "Float", "Boolean",
    "Bool", "List", "Array", "Map", "Object", "File", "Binary", "Enum",
];

/// Lists in lists in lists: deeper than any page has them.
const MOST_NESTED: usize = 4;

impl Type {
    fn plain(kind: &'static str) -> Self {
        Self { kind, inner: None, name: None }
    }

    fn holding(kind: &'static str, inner: Self) -> Self {
        Self { inner: Some(Box::new(inner)), ..Self::plain(kind) }
    }

    /// The type that a cell names. A word that is none of a page's types may name a struct.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.matches(['<', '[']).count() > MOST_NESTED {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        if let Some((kind, _)) = WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())) {
            return Some(Self::plain(kind));
        }
        for (opening, closing) in [("list<", ">"), ("array<", ">"), ("[]", ""), ("", "[]"), ("array of ", "")]
        {
            let inner = within(text, opening, closing);
            if let Some(inner) = inner.filter(|inner| !inner.is_empty()) {
                return Self::read_inner(inner).map(|inner| Self::holding("list", inner));
            }
        }
        let (key, value) = within(text, "map<", ">")?.split_once(',')?;
        let value = key.trim().eq_ignore_ascii_case("string").then(|| Self::read_inner(value))?;
        value.map(|value| Self::holding("map", value))
    }

    fn read_inner(text: &str) -> Option<Self> {
        let text = text.trim();
        Self::read(text).or_else(|| {
            let is_name = text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
            is_name.then(|| Self { name: Some(text.to_owned()), ..Self::plain("struct") })
        })
    }

    /// A type in a column of its own: also the name of a struct.
    pub(super) fn in_column(text: &str) -> Option<Self> {
        Self::read_inner(text)
    }

    /// The type that a row without columns ends with, and what stands before it.
    pub(super) fn at_end(text: &str) -> Option<(&str, Self)> {
        if text.ends_with('>') {
            let openings = ["List<", "Array<", "Map<"];
            let start = openings.iter().filter_map(|opening| text.find(opening)).min()?;
            let (before, named) = text.split_at_checked(start)?;
            return Some((before, Self::read(named)?));
        }
        let ending =
            ENDINGS.iter().filter(|ending| text.ends_with(**ending)).max_by_key(|ending| ending.len())?;
        Some((text.strip_suffix(ending)?, Self::read(ending)?))
    }
}

/// What stands between an opening and a closing, in whatever letters they are.
fn within<'t>(text: &'t str, opening: &str, closing: &str) -> Option<&'t str> {
    let (before, rest) = text.split_at_checked(opening.len())?;
    let (inner, after) = rest.split_at_checked(rest.len().checked_sub(closing.len())?)?;
    (before.eq_ignore_ascii_case(opening) && after == closing).then_some(inner)
}

#[cfg(test)]
mod tests {
    use super::Type;

    #[test]
    fn words_of_pages_are_types_and_others_are_not() {
        let kinds = |text| {
            let ty = Type::read(text)?;
            Some((ty.kind, ty.inner.map(|inner| inner.kind)))
        };
        assert_eq!(kinds("Int64"), Some(("int64", None)));
        assert_eq!(kinds("List<String>"), Some(("list", Some("string"))));
        assert_eq!(kinds("string[]"), Some(("list", Some("string"))));
        assert_eq!(kinds("[]object"), Some(("list", Some("struct"))));
        assert_eq!(kinds("Map<String, Int64>"), Some(("map", Some("int64"))));
        // Among them letters that have other lengths in lower case.
        for none in
            ["", "[]", "String2", "Map<Int64,String>", "用户", "List<用户>", "[]\u{212a}", "[]İ", "list<İİ>"]
        {
            assert_eq!(kinds(none), None, "{none}");
        }
        assert_eq!(Type::in_column("OrderInfo").expect("it is a struct").name.as_deref(), Some("OrderInfo"));
    }

    #[test]
    fn a_row_without_columns_ends_with_its_type() {
        let names = |text| Type::at_end(text).map(|(name, ty)| (name, ty.kind));
        assert_eq!(names("shop_idString"), Some(("shop_id", "string")));
        assert_eq!(names("order_info_listList"), Some(("order_info_list", "list")));
        assert_eq!(names("idsList<Int64>"), Some(("ids", "list")));
        assert_eq!(names("paid_atInt64"), Some(("paid_at", "int64")));
        assert_eq!(names("shop_id"), None);
    }
}

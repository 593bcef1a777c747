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
    ("string", &["string", "str", "text", "varchar", "字符串", "文本"]),
    ("int32", &["int32", "i32"]),
    ("int64", &["int64", "i64", "long", "int", "integer", "bigint", "整数", "整型", "长整型"]),
    ("number", &["number"]),
    ("double", &["double", "float", "float64", "decimal", "浮点数", "浮点型"]),
    ("bool", &["bool", "boolean", "布尔", "布尔值", "布尔型"]),
    ("struct", &["struct", "object", "jsonobject", "对象", "结构体"]),
    ("list", &["list", "array", "jsonarray", "数组", "列表"]),
    ("map", &["map"]),
    ("file", &["file", "binary", "文件"]),
    ("enum", &["enum", "枚举"]),
];

/// How pages write a list of something.
const LISTS: [(&str, &str); 9] = [
    ("list<", ">"),
    ("array<", ">"),
    ("list[", "]"),
    ("array[", "]"),
    ("list(", ")"),
    ("array(", ")"),
    ("[]", ""),
    ("", "[]"),
    ("array of ", ""),
];

/// What a run-together row can end with.
const ENDINGS: [&str; 21] = [
    "Struct",
    "String",
    "Int32",
    "Int64",
    "Integer",
    "Int",
    "Long",
    "Number",
    "Double",
    "Float",
    "Boolean",
    "Bool",
    "List",
    "Array",
    "Map",
    "Object",
    "File",
    "Binary",
    "Enum",
    "JSONObject",
    "JSONArray",
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
        let text = text.replace('\u{ff08}', "(").replace('\u{ff09}', ")").replace('\\', "");
        let text = without_length(&text).map_or(unmarked(&text), |(base, _)| base);
        if text.matches(['<', '[', '(']).count() > MOST_NESTED {
            return None;
        }
        let lower = text.to_ascii_lowercase();
        if let Some((kind, _)) = WORDS.iter().find(|(_, words)| words.contains(&lower.as_str())) {
            return Some(Self::plain(kind));
        }
        for (opening, closing) in LISTS {
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
        let text = unmarked(text);
        Self::read(text).or_else(|| {
            // Neither does the word `json` say whether it is an object or a text.
            let is_name = text.starts_with(|c: char| c.is_ascii_uppercase())
                && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && !FOREIGN.contains(&text);
            (is_name || text.eq_ignore_ascii_case("json"))
                .then(|| Self { name: Some(text.to_owned()), ..Self::plain("struct") })
        })
    }

    /// A type in a column of its own: also the name of a struct.
    pub(super) fn in_column(text: &str) -> Option<Self> {
        Self::read_inner(text)
    }

    /// Whether this is the struct that the page calls so, or holds it.
    pub(super) fn is_called(&self, name: &str) -> bool {
        self.name.as_deref() == Some(name) || self.inner.as_deref().is_some_and(|inner| inner.is_called(name))
    }

    /// The type that a row without columns ends with, and what stands before it.
    pub(super) fn at_end(text: &str) -> Option<(&str, Self)> {
        if text.ends_with(['>', ']', ')']) {
            let openings = ["List<", "Array<", "Map<", "List[", "Array[", "List(", "Array("];
            let bracketed = openings.iter().filter_map(|opening| text.find(opening)).min();
            let start = match text.strip_suffix("[]").filter(|_| bracketed.is_none()) {
                Some(before) => Self::at_end(before)?.0.len(),
                None => bracketed?,
            };
            let (before, named) = text.split_at_checked(start)?;
            return Some((before, Self::read(named)?));
        }
        let ending =
            ENDINGS.iter().filter(|ending| text.ends_with(**ending)).max_by_key(|ending| ending.len())?;
        Some((text.strip_suffix(ending)?, Self::read(ending)?))
    }
}

/// What other languages call their types, which say less or more than those of a page.
pub(super) const FOREIGN: [&str; 15] = [
    "DateTime",
    "Timestamp",
    "Date",
    "Time",
    "BigDecimal",
    "BigInteger",
    "Uint8",
    "Uint32",
    "Uint64",
    "UInt32",
    "UInt64",
    "Any",
    "JSONString",
    "JsonString",
    "Byte",
];

/// A word without Markdown's marks around it.
pub(super) fn unmarked(text: &str) -> &str {
    let text = text.trim();
    let inner = ["**", "`"].iter().find_map(|mark| text.strip_prefix(mark)?.strip_suffix(mark));
    inner.filter(|inner| !inner.is_empty() && !inner.contains(['`', '*'])).map_or(text, str::trim)
}

/// A single value's type without the length that stands behind it, and the length: `string(32)`, `decimal(10,2)`.
pub(super) fn without_length(text: &str) -> Option<(&str, &str)> {
    let (base, length) = unmarked(text).strip_suffix([')', '\u{ff09}'])?.split_once(['(', '\u{ff08}'])?;
    let is_length = length.starts_with(|first: char| first.is_ascii_digit())
        && length.chars().all(|letter| letter.is_ascii_digit() || ", ".contains(letter));
    let lower = base.trim().to_ascii_lowercase();
    let is_single = WORDS
        .iter()
        .take_while(|(kind, _)| *kind != "bool")
        .any(|(_, words)| words.contains(&lower.as_str()));
    (is_length && is_single).then_some((base.trim(), length))
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
        assert_eq!(names("tagsString[]"), Some(("tags", "list")));
        assert_eq!(names("goodsList(Object)"), Some(("goods", "list")));
        assert_eq!(names("extJSONObject"), Some(("ext", "struct")));
        assert_eq!(names("paid_atInt64"), Some(("paid_at", "int64")));
        assert_eq!(names("shop_id"), None);
    }
}

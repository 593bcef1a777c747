//! A row of a table in, its cells out: behind ` | `, behind tabs, or run together.

use super::types::{FOREIGN, Type, unmarked, without_length};

/// What a cell has that says nothing.
const NOTHING: [&str; 5] = ["", "-", "--", "/", "无"];

/// The cells of a row that has columns.
pub(super) fn cells(text: &str) -> Option<Vec<&str>> {
    let text = text.trim();
    let cells: Vec<_> = if text.contains('\t') {
        text.split('\t').map(str::trim).collect()
    } else if text.contains(" | ") || text.contains(" |") || text.starts_with('|') {
        let inner = text.strip_prefix('|').unwrap_or(text);
        let inner = inner.strip_suffix('|').unwrap_or(inner);
        inner.split('|').map(str::trim).collect()
    } else {
        return None;
    };
    Some(cells)
}

pub(super) fn says_nothing(cell: &str) -> bool {
    NOTHING.contains(&cell)
}

/// Whether a cell says that something is required.
pub(super) fn required(cell: &str) -> Option<bool> {
    match unmarked(cell).to_lowercase().as_str() {
        "是" | "必填" | "必须" | "必传" | "必选" | "必需" | "yes" | "true" | "y" | "required"
        | "mandatory" => Some(true),
        "否" | "选填" | "非必填" | "可选" | "非必须" | "非必传" | "非必选" | "非必需" | "no" | "false"
        | "n" | "optional" => Some(false),
        cell if is_conditional(cell) => Some(false),
        _ => None,
    }
}

/// The same of a cell in a column of that kind, in which a letter is enough.
pub(super) fn required_in_column(cell: &str) -> Option<bool> {
    match unmarked(cell) {
        "M" => Some(true),
        "O" => Some(false),
        cell => required(cell),
    }
}

/// Whether a cell says that something is required sometimes, and not when.
pub(super) fn is_conditional(cell: &str) -> bool {
    ["条件必填", "条件必选", "条件必传"].contains(&unmarked(cell).trim_start_matches('有'))
}

/// What stands between a name and its type where they run together, the longer before what they end with.
const MARKS: [(&str, bool); 14] = [
    ("条件必填", false),
    ("条件必选", false),
    ("非必填", false),
    ("非必选", false),
    ("非必传", false),
    ("非必须", false),
    ("选填", false),
    ("可选", false),
    ("必填", true),
    ("必选", true),
    ("必传", true),
    ("必须", true),
    ("optional", false),
    ("required", true),
];

/// A row without columns: `item_id必填String`, `shop_idString`.
#[derive(Debug, PartialEq)]
pub(super) struct Row<'l> {
    pub(super) name: &'l str,
    pub(super) is_required: bool,
    pub(super) ty: Type,
    /// What it says besides: that it is required sometimes, or how long it is.
    pub(super) said: Vec<&'l str>,
}

/// Where a row has its mark: what stands before and behind it, without what may stand around it.
fn marked(text: &str) -> Option<(&str, &'static str, bool, &str)> {
    MARKS.iter().find_map(|(mark, is_required)| {
        let (before, behind) = text.split_once(mark)?;
        let name = before.trim_end_matches([' ', '(', '\u{ff08}', '[', '【']);
        let ty = behind.trim_start_matches([' ', ')', '\u{ff09}', '】']);
        let ty = ty.strip_prefix("] ").unwrap_or(ty);
        // A word's end is no mark: `is_required`.
        let is_word = mark.is_ascii() && name == before;
        (!is_word).then_some((unmarked(name), *mark, *is_required, unmarked(ty)))
    })
}

/// The row that a line without columns is.
pub(super) fn run_together(text: &str) -> Option<Row<'_>> {
    if let Some((name, mark, is_required, ty)) = marked(text) {
        let said = is_conditional(mark).then_some(mark).into_iter();
        let said = said.chain(without_length(ty).map(|_| ty)).collect();
        return Type::read(ty).filter(|_| is_name(name)).map(|ty| Row { name, is_required, ty, said });
    }
    let (name, ty) = Type::at_end(text)?;
    // `JSON String` are words, and so are the names that types have in other languages.
    (is_name(name) && !is_class(text)).then_some(Row { name, is_required: false, ty, said: Vec::new() })
}

/// Whether a line that ends like a row is what a type is called in other languages. `toString` is a field `to`.
fn is_class(text: &str) -> bool {
    const CLASSES: [&str; 16] = [
        "JSONString",
        "JsonString",
        "ByteString",
        "JSONObject",
        "JsonObject",
        "JSONArray",
        "JsonArray",
        "ArrayList",
        "LinkedList",
        "HashMap",
        "TreeMap",
        "LinkedHashMap",
        "UInt32",
        "UInt64",
        "BigInt",
        "BigInteger",
    ];
    CLASSES.contains(&text)
}

/// A row without columns of which the name or the type is none of a page's: `created_at必填DateTime`, `商品id必填String`.
pub(super) fn unreadable(text: &str) -> Option<(&str, &str)> {
    if run_together(text).is_some() {
        return None;
    }
    if let Some((name, _, _, ty)) = marked(text) {
        let is_word = ty.chars().all(|letter| letter.is_ascii_alphanumeric() || "<>[](), _".contains(letter))
            && ty.starts_with(|first: char| first.is_ascii_alphabetic() || first == '[')
            && ty.split(' ').count() <= 3;
        let is_type = is_word || Type::read(ty).is_some() || ty == "字符";
        let is_short = name.chars().count() <= 40 && !name.contains([',', '\u{ff0c}', '。', ':', '\u{ff1a}']);
        // What is no name stands before a type only where that is one.
        let is_row = is_name(name) || !name.is_empty() && is_short && Type::read(ty).is_some();
        return (is_type && is_row).then_some((name, ty));
    }
    let name = FOREIGN.iter().find_map(|ty| text.strip_suffix(ty))?;
    let is_wire = is_name(name)
        && name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    is_wire.then(|| text.split_at(name.len()))
}

/// A line that may be a row, or one word: `pstring`.
pub(super) fn doubtful(text: &str) -> Option<(&str, &str)> {
    let endings = ["string", "int32", "int64", "boolean", "struct", "object"];
    let name = endings.iter().find_map(|ending| text.strip_suffix(ending))?;
    let is_plain =
        name.chars().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    let is_row = is_plain && is_name(name) && !name.ends_with('_') && !["sub", "json", "to"].contains(&name);
    is_row.then(|| text.split_at(name.len()))
}

/// Whether a text can be a field's name, also one with the way to it.
pub(super) fn is_name(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|letter| letter.is_ascii_alphanumeric() || "_-.[]@$".contains(letter))
        && text.split('.').all(|part| part.chars().any(|letter| letter.is_ascii_alphabetic()))
}

#[cfg(test)]
mod tests {
    use super::{cells, run_together};

    #[test]
    fn rows_of_both_layouts_are_told_apart() {
        assert_eq!(cells("item_key | String | 是 | ttx | 商品标识 |").map(|cells| cells.len()), Some(5));
        assert_eq!(cells("a |  | b"), Some(vec!["a", "", "b"]));
        assert_eq!(cells("x-shop必填String"), None);
        let row = run_together("X-Shop-AccountString").expect("it is a field");
        assert_eq!((row.name, row.is_required, row.ty.kind), ("X-Shop-Account", false, "string"));
        assert!(run_together("x-shop必填String").is_some_and(|row| row.is_required));
        for none in [
            "用户ItemId",
            "示例:abc.1",
            "错误信息",
            "门店的编号",
            "item_id必填",
            "String",
            "JSON String",
            "HashMap",
            "a..bString",
            ".aString",
        ] {
            assert!(run_together(none).is_none(), "{none}");
        }
    }
}

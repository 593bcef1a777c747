//! A row of a table in, its cells out: behind ` | `, behind tabs, or run together.

use super::types::Type;

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
    match cell.trim().to_lowercase().as_str() {
        "是" | "必填" | "必须" | "必传" | "yes" | "true" | "y" => Some(true),
        "否" | "选填" | "非必填" | "可选" | "非必须" | "非必传" | "no" | "false" | "n" => {
            Some(false)
        }
        _ => None,
    }
}

/// A row without columns: `item_id必填String`, `shop_idString`.
pub(super) fn run_together(text: &str) -> Option<(&str, bool, Type)> {
    let marks = [("非必填", false), ("选填", false), ("必填", true)];
    for (mark, is_required) in marks {
        if let Some((name, ty)) = text.split_once(mark) {
            return Type::read(ty).filter(|_| is_name(name.trim())).map(|ty| (name.trim(), is_required, ty));
        }
    }
    let (name, ty) = Type::at_end(text)?;
    // `JSON String` are words, and so are the names that types have in other languages.
    (is_name(name) && !is_class(text)).then_some((name, false, ty))
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

/// A row without columns of a field whose type is none of the page's: `created_at必填DateTime`.
pub(super) fn of_unknown_type(text: &str) -> Option<(&str, &str)> {
    const OTHERS: [&str; 5] = ["DateTime", "Timestamp", "BigDecimal", "Uint32", "Uint64"];
    let unmarked = || {
        let name = OTHERS.iter().find_map(|ty| text.strip_suffix(ty))?;
        let is_wire = name
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
        is_wire.then(|| text.split_at(name.len()))
    };
    let marked = ["非必填", "选填", "必填"].iter().find_map(|mark| text.split_once(mark));
    let (name, ty) = marked.or_else(unmarked)?;
    let is_word = !ty.is_empty()
        && ty.chars().all(|letter| letter.is_ascii_alphanumeric() || "<>[], ".contains(letter));
    (is_word && is_name(name) && run_together(text).is_none()).then_some((name, ty))
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
        let (name, is_required, ty) = run_together("X-Shop-AccountString").expect("it is a field");
        assert_eq!((name, is_required, ty.kind), ("X-Shop-Account", false, "string"));
        assert!(run_together("x-shop必填String").is_some_and(|(_, is_required, _)| is_required));
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

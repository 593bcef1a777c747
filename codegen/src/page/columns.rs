//! A row of a table in, its cells out: behind ` | `, behind tabs, or run together.

use super::types::Type;

/// What a column of a table holds.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Column {
    Name,
    Type,
    Required,
    Sample,
    Fixed,
    Default,
    Doc,
    Status,
    Code,
    Text,
    Advice,
    /// Something else.
    Other,
}

const COLUMNS: [(Column, &[&str]); 10] = [
    (Column::Name, &["名称", "参数", "参数名", "参数名称", "字段", "字段名", "字段名称", "属性", "key"]),
    (Column::Type, &["类型", "字段类型", "参数类型", "数据类型", "type"]),
    (Column::Required, &["必填", "是否必填", "是否必须", "是否必传", "必选", "必须", "必传"]),
    (Column::Sample, &["示例", "示例值", "样例", "取值示例", "参数示例"]),
    (Column::Fixed, &["固定值"]),
    (Column::Default, &["默认值", "默认"]),
    (Column::Doc, &["描述", "说明", "备注", "含义", "参数说明", "字段说明", "参数描述", "字段描述"]),
    (Column::Status, &["HTTP状态码", "状态码", "http状态码"]),
    (Column::Code, &["错误码", "返回码", "错误代码", "code"]),
    (Column::Text, &["错误码描述", "错误描述", "错误信息", "错误码说明"]),
];
const ADVICE: [&str; 6] = ["排查建议", "解决方案", "处理建议", "解决方法", "处理方式", "建议"];

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

/// The column that a cell of a table's first row names.
fn column(cell: &str) -> Option<Column> {
    let cell: String = cell.chars().filter(|letter| !letter.is_whitespace()).collect();
    if ADVICE.contains(&cell.as_str()) {
        return Some(Column::Advice);
    }
    COLUMNS.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(column, _)| *column)
}

/// The columns of a table's first row: all of its cells name one, or those of a table of fields that it cannot do without.
pub(super) fn header(text: &str) -> Option<Vec<Column>> {
    let cells = cells(text)?;
    let columns: Vec<_> = cells.iter().map(|cell| column(cell).unwrap_or(Column::Other)).collect();
    let has = |wanted: Column| columns.contains(&wanted);
    let is_sure = has(Column::Name) && has(Column::Type);
    let is_known = !has(Column::Other) || is_sure && cells.iter().all(|cell| !cell.is_empty());
    (is_known && columns.len() > 1).then_some(columns)
}

pub(super) fn is_header(text: &str) -> bool {
    header(text).is_some()
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
    use super::{Column, cells, header, run_together};

    #[test]
    fn rows_of_both_layouts_are_told_apart() {
        assert_eq!(cells("item_key | String | 是 | ttx | 商品标识 |").map(|cells| cells.len()), Some(5));
        assert_eq!(cells("a |  | b"), Some(vec!["a", "", "b"]));
        assert_eq!(cells("x-shop必填String"), None);
        let columns = header("名称 | 字段类型 | 是否必填 | 示例 | 描述 |").expect("it is a header");
        assert_eq!(columns, [Column::Name, Column::Type, Column::Required, Column::Sample, Column::Doc]);
        assert_eq!(header("a | b"), None);
        let columns = header("名称 | 类型 | 最大长度").expect("it is a header");
        assert_eq!(columns, [Column::Name, Column::Type, Column::Other]);
        assert_eq!(header("名称 | 最大长度"), None);
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

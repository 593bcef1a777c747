//! A table's first row in, its columns out.

use super::columns::{cells, is_name, says_nothing};
use super::ledger::Ledger;
use super::types::{Type, unmarked};

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

const COLUMNS: [(Column, &[&str]); 11] = [
    (
        Column::Name,
        &[
            "名称",
            "参数",
            "参数名",
            "参数名称",
            "字段",
            "字段名",
            "字段名称",
            "属性",
            "key",
            "name",
            "field",
            "parameter",
        ],
    ),
    (Column::Type, &["类型", "字段类型", "参数类型", "数据类型", "type"]),
    (
        Column::Required,
        &[
            "必填",
            "是否必填",
            "是否必须",
            "是否必传",
            "是否必选",
            "是否必需",
            "必选",
            "必须",
            "必传",
            "必需",
            "required",
            "mandatory",
        ],
    ),
    (Column::Sample, &["示例", "示例值", "样例", "取值示例", "参数示例", "example"]),
    (Column::Fixed, &["固定值"]),
    (Column::Default, &["默认值", "默认"]),
    (
        Column::Doc,
        &["描述", "说明", "备注", "含义", "参数说明", "字段说明", "参数描述", "字段描述", "description"],
    ),
    (Column::Status, &["http状态码", "状态码"]),
    (Column::Code, &["错误码", "返回码", "错误代码", "code"]),
    (Column::Text, &["错误码描述", "错误描述", "错误信息", "错误码说明"]),
    (Column::Advice, &["排查建议", "解决方案", "处理建议", "解决方法", "处理方式", "建议"]),
];

/// What else the text of an error's code is called.
const OF_ERRORS: [&str; 7] =
    ["msg", "message", "description", "返回码描述", "返回码说明", "返回信息", "错误提示"];

/// A table's first row.
pub(super) struct Header<'l> {
    columns: Vec<Column>,
    names: Vec<&'l str>,
    /// Whether its last separator is the table's edge, and stands before no column.
    has_edge: bool,
    /// Whether no spaces stand around its separators.
    is_tight: bool,
}

impl<'l> Header<'l> {
    /// A line whose cells all name a column, or those columns that its table cannot do without. Of two columns of a kind the
    /// second is another one.
    pub(super) fn read(line: &'l str) -> Option<Self> {
        let loose = cells(line);
        let is_tight = loose.is_none();
        let names = loose.or_else(|| tight(line))?;
        let mut columns: Vec<Column> = Vec::new();
        for name in &names {
            let column = column(name).filter(|column| !columns.contains(column));
            columns.push(column.unwrap_or(Column::Other));
        }
        let header = Self { columns, names, has_edge: line.trim_end().ends_with('|'), is_tight };
        let of_fields = header.has(Column::Name) && header.has(Column::Type);
        // A field can be called `code`, and be described in one word.
        let of_errors = header.has(Column::Code)
            && [Column::Text, Column::Doc, Column::Advice].into_iter().any(|column| header.has(column))
            && !is_name(header.names[0]);
        let is_whole = header.names.iter().all(|name| !name.is_empty());
        let is_known = !header.has(Column::Other) || is_whole && !is_tight && (of_fields || of_errors);
        // A field can be called like a column, and has a type.
        let is_row = header.names.iter().any(|name| Type::read(name).is_some());
        (is_known && !is_row && header.columns.len() > 1).then_some(header)
    }

    /// A line that names the columns of an error table, where nothing else can stand: `code | msg | sub_code`.
    pub(super) fn of_errors(line: &'l str) -> Option<Self> {
        let known = Self::read(line);
        if known.is_some() {
            return known;
        }
        let names = cells(line)?;
        let mut columns: Vec<Column> = Vec::new();
        for name in &names {
            let of_errors = || OF_ERRORS.contains(&name.to_lowercase().as_str()).then_some(Column::Text);
            let found = column(&name.to_lowercase()).or_else(of_errors);
            columns.push(found.filter(|column| !columns.contains(column)).unwrap_or(Column::Other));
        }
        let header = Self { columns, names, has_edge: line.trim_end().ends_with('|'), is_tight: false };
        let has_words =
            [Column::Text, Column::Doc, Column::Advice].into_iter().any(|column| header.has(column));
        let is_whole = header.names.iter().all(|name| !name.is_empty());
        (is_whole && has_words && header.has(Column::Code) && !header.has(Column::Type)).then_some(header)
    }

    pub(super) fn is(line: &'l str) -> bool {
        Self::read(line).is_some()
    }

    /// The names of columns that a spec has no place for, if there are any.
    pub(super) fn unknown(&self) -> Option<String> {
        let is_other = |(column, _): &(&Column, &&str)| **column == Column::Other;
        let others = self.columns.iter().zip(&self.names).filter(is_other);
        let names: Vec<_> = others.map(|(_, name)| *name).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    pub(super) fn columns(&self) -> &[Column] {
        &self.columns
    }

    pub(super) fn has(&self, column: Column) -> bool {
        self.columns.contains(&column)
    }

    /// The cells of a row. In a table without an edge a last separator stands before a cell that is empty.
    pub(super) fn cells<'c>(&self, line: &'c str) -> Option<Vec<&'c str>> {
        let tight = || tight(line).filter(|cells| self.is_tight && cells.len() == self.columns.len());
        let mut cells = cells(line).or_else(tight)?;
        let is_short = !self.has_edge && cells.len() + 1 == self.columns.len();
        let is_empty = is_short && line.trim_end().ends_with('|');
        cells.extend(is_empty.then_some(""));
        Some(cells)
    }

    /// What the page calls a column.
    pub(super) fn name(&self, column: Column) -> Option<&'l str> {
        self.names.get(self.columns.iter().position(|other| *other == column)?).copied()
    }

    /// A row's cell in a column.
    pub(super) fn cell<'c>(&self, cells: &[&'c str], column: Column) -> Option<&'c str> {
        cells.get(self.columns.iter().position(|other| *other == column)?).copied()
    }

    /// What a row has in other columns than these, each cell behind the name of its column.
    pub(super) fn others(&self, cells: &[&str], known: &[Column]) -> Vec<String> {
        let named = self.columns.iter().zip(&self.names).zip(cells);
        let others = named.filter(|((column, _), cell)| !known.contains(column) && !says_nothing(cell));
        others.map(|((_, name), cell)| format!("{name}: {cell}")).collect()
    }
}

/// The cells of a row without spaces around its separators.
fn tight(line: &str) -> Option<Vec<&str>> {
    let line = line.trim();
    line.contains('|').then(|| line.strip_suffix('|').unwrap_or(line).split('|').map(str::trim).collect())
}

/// Whether a row of cells starts with the name of something, and has a column's name in it: the head of another table.
pub(super) fn names_column(line: &str) -> bool {
    cells(line).is_some_and(|cells| {
        let is_name = |cell: &&str| column(cell).is_some();
        cells.iter().any(is_name)
            && cells.iter().all(|cell| !cell.chars().any(|letter| letter.is_ascii_digit()))
    })
}

/// The column that a cell of a table's first row names.
pub(super) fn column(cell: &str) -> Option<Column> {
    let cell: String = unmarked(cell).chars().filter(|letter| !letter.is_whitespace()).collect();
    let cell = cell.to_ascii_lowercase();
    COLUMNS.iter().find(|(_, names)| names.contains(&cell.as_str())).map(|(column, _)| *column)
}

/// What a line without separators has besides the names of columns, if there is anything.
pub(super) fn unknown(line: &str) -> Option<String> {
    let mut names: Vec<_> = COLUMNS.iter().flat_map(|(_, names)| names.iter()).collect();
    names.sort_by_key(|name| std::cmp::Reverse(name.len()));
    let bare: String = line.chars().filter(|letter| !letter.is_whitespace()).collect();
    let bare = bare.replace("HTTP", "http");
    let rest = names.iter().fold(bare, |line, name| line.replace(*name, ""));
    (!rest.is_empty()).then_some(rest)
}

/// Tells that a table has columns that a spec has no place for.
pub(super) fn tell(unknown: Option<String>, line: usize, ledger: &mut Ledger) {
    if let Some(names) = unknown {
        ledger.guess(line, "", format!("`{names}` is no known column: what stands in it goes to the words"));
    }
}

#[cfg(test)]
mod tests {
    use super::{Column, Header};

    fn columns(line: &str) -> Option<Vec<Column>> {
        Header::read(line).map(|header| header.columns)
    }

    #[test]
    fn a_header_names_columns_and_a_row_does_not() {
        use Column::{Advice, Code, Doc, Name, Other, Required, Sample, Status, Text, Type};
        let fields = [Name, Type, Required, Sample, Doc];
        assert_eq!(columns("名称 | 字段类型 | 是否必填 | 示例 | 描述 |").expect("it is a header"), fields);
        assert_eq!(columns("名称 | 类型 | 最大长度").expect("it is a header"), [Name, Type, Other]);
        assert_eq!(columns("名称 | 类型 | 描述 | 备注").expect("it is a header"), [Name, Type, Doc, Other]);
        let errors = columns("HTTP 状态码 | 错误码 | 错误码描述 | 是否可重试 | 排查建议");
        assert_eq!(errors.expect("it is a header"), [Status, Code, Text, Other, Advice]);
        for none in ["a | b", "名称 | 最大长度", "code | String | 是 | 描述", "错误码 | 1001", "名称"]
        {
            assert_eq!(columns(none), None, "{none}");
        }
    }

    #[test]
    fn no_cell_of_a_row_is_lost() {
        let header = Header::read("名称 | 类型 | 最大长度 | 描述 | 备注").expect("it is a header");
        let cells = ["id", "String", "64", "编号", "-"];
        assert_eq!(header.cell(&cells, Column::Doc), Some("编号"));
        assert_eq!(header.others(&cells, &[Column::Name, Column::Type, Column::Doc]), ["最大长度: 64"]);
        assert_eq!(header.cells("id | String | 64 | 编号 |"), Some(vec!["id", "String", "64", "编号", ""]));
        let with_edge = Header::read("| 名称 | 类型 |").expect("it is a header");
        assert_eq!(with_edge.cells("| id | String |"), Some(vec!["id", "String"]));
    }
}

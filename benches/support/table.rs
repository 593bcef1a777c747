//! Rows in, Markdown out.

use std::fmt::{self, Display, Write as _};

/// A table whose first column is text and whose others are figures.
pub struct Table {
    columns: usize,
    text: String,
}

impl Table {
    pub fn new(head: &[&str]) -> Self {
        let text = format!("| {} |\n|---|{}\n", head.join(" | "), "--:|".repeat(head.len() - 1));
        Self { columns: head.len(), text }
    }

    pub fn row(&mut self, cells: &[String]) {
        assert_eq!(cells.len(), self.columns, "{cells:?}");
        let _ = writeln!(self.text, "| {} |", cells.join(" | "));
    }
}

impl Display for Table {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str(&self.text)
    }
}

/// The goals that figures are held against.
pub struct Goals(Table);

impl Goals {
    pub fn new() -> Self {
        Self(Table::new(&["goal", "at most", "is", ""]))
    }

    /// Both with as many decimals as are given, and with the unit.
    pub fn at_most(&mut self, what: &str, bound: f64, figure: f64, (decimals, unit): (usize, &str)) {
        let met = if figure <= bound { "met" } else { "**not met**" };
        let with_unit = |figure: f64| format!("{figure:.decimals$}{unit}");
        self.0.row(&[what.to_owned(), with_unit(bound), with_unit(figure), met.to_owned()]);
    }
}

impl Display for Goals {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(to)
    }
}

/// 36 000 as `36,000`.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Of two counts.
#[allow(clippy::cast_precision_loss, reason = "the counts are far below what a double can count")]
pub fn ratio(count: usize, to: usize) -> f64 {
    count as f64 / to as f64
}

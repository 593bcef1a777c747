//! Rows 26, 27 and 29: a success that is none, or does not look like one.

use douyin::Timeouts;
use serde_json::Value;

use crate::cell::Ending;
use crate::matrix::Matrix;
use crate::support::calls::Kind;
use crate::support::fault::{Fault, Script};
use crate::support::platform::Whole;
use crate::support::verification::Verification;

pub fn add(matrix: &mut Matrix) {
    items(matrix, 26, "one item failed", Kind::Partial, |verification| {
        let (done, failed) = (verification.item("c-1", 0, 1), verification.item("c-2", 1209, 1));
        Some(Value::from(vec![done, failed]).to_string())
    });
    items(matrix, 27, "an empty list", Kind::Empty, |_| Some("[]".to_owned()));
    items(matrix, 27, "a missing list", Kind::Empty, |_| None);
    items(matrix, 27, "a list that is null", Kind::Empty, |_| Some("null".to_owned()));
    codes(matrix);
}

/// A success with these items.
fn items(matrix: &mut Matrix, row: u8, name: &str, kind: Kind, items: fn(Verification) -> Option<String>) {
    let fault = Fault::body("200 OK", move |whole| {
        let items = items(whole.verification);
        whole.verification.reply(0, "", items.as_deref(), &whole.log_id)
    });
    let script = Script::heals_after([fault]);
    matrix.case(row, name, &script, Timeouts::default(), &|_, _| Ok(Ending::new(kind, 1, 1)));
}

fn codes(matrix: &mut Matrix) {
    let script = Script::heals_after([with_code(Some(r#""0""#))]);
    matrix.case(29, "the code as a text", &script, Timeouts::default(), &|_, _| {
        Ok(Ending::new(Kind::Complete, 1, 1))
    });
    for (name, code) in
        [("as a float", Some("0.0")), ("null", Some("null")), ("in a list", Some("[0]")), ("missing", None)]
    {
        matrix.lost(29, &format!("the code {name}"), &with_code(code), Timeouts::default());
    }
    let twice = Fault::body("200 OK", |whole| {
        let zero = format!("{}0,", name_of_code(whole));
        whole.body.replace(&zero, &zero.repeat(2))
    });
    matrix.lost(29, "the code twice", &twice, Timeouts::default());
    let array = Fault::body("200 OK", |_| r#"[0,"","success",{}]"#.to_owned());
    matrix.lost(29, "an array instead of an object", &array, Timeouts::default());
}

/// A success whose codes are this instead of 0.
fn with_code(code: Option<&'static str>) -> Fault {
    Fault::body("200 OK", move |whole| {
        let name = name_of_code(whole);
        let other = code.map(|code| format!("{name}{code},")).unwrap_or_default();
        whole.body.replace(&format!("{name}0,"), &other)
    })
}

fn name_of_code(whole: &Whole) -> &'static str {
    match whole.verification {
        Verification::Trip => r#""error_code":"#,
        Verification::Toolkit => r#""err_no":"#,
    }
}

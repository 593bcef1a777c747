use super::{SHOP, endpoint, told};

/// A request of one field, and whether it must not be empty.
fn with(facts: &str, is_not_empty: bool) -> String {
    let decision = if is_not_empty { "  fields: { request.a: { not_empty: true } }\n" } else { "" };
    endpoint(&format!("    a: {{ {facts} }}\n"), "", decision)
}

fn of(old: (&str, bool), new: (&str, bool)) -> String {
    told((SHOP, &with(old.0, old.1)), (SHOP, &with(new.0, new.1))).join(", ")
}

#[test]
fn limits_that_let_the_same_through_change_nothing() {
    const TEXT: &str = "type: string, length: { of: bytes, at_most: 9 }";
    const ITEMS: &str = "type: list, items: { type: string }";
    for (old, new, told) in [
        (
            ("type: int64, range: { more_than: 0 }", false),
            ("type: int64, range: { at_least: 1 }", false),
            "changed page.request.a.range: words",
        ),
        (
            ("type: int64, range: { fewer_than: 9 }", false),
            ("type: int64, range: { at_most: 8 }", false),
            "changed page.request.a.range:",
        ),
        (
            ("type: string", false),
            ("type: string, length: { of: bytes, at_least: 0 }", false),
            "changed page.request.a.length:",
        ),
        (
            (&format!("{ITEMS}, count: {{ at_least: 1 }}"), false),
            (ITEMS, true),
            "changed page.request.a.count: words, changed decisions.fields.request.a.not_empty: words",
        ),
        (
            (TEXT, true),
            ("type: string, length: { of: bytes, at_least: 1, at_most: 9 }", false),
            "changed page.request.a.length:, changed decisions.fields.request.a.not_empty:",
        ),
        (
            ("type: int64, range: { at_least: 1 }, sentinels: { '5': all }", false),
            ("type: int64, range: { at_least: 1 }", false),
            "changed page.request.a.sentinels:",
        ),
    ] {
        assert_eq!(of(old, new), told, "{} to {}", old.0, new.0);
    }
}

#[test]
fn limits_that_let_more_through_break_nothing_and_the_other_way_round_they_do() {
    const ITEMS: &str = "type: list, items: { type: string }";
    let few = format!("{ITEMS}, count: {{ at_most: 5 }}");
    for (old, new) in [
        (
            ("type: string, length: { of: bytes, at_most: 9 }", false),
            ("type: string, length: { of: characters, at_most: 9 }", false),
        ),
        (
            ("type: string, length: { of: characters, at_most: 9 }", false),
            ("type: string, length: { of: bytes, at_most: 36 }", false),
        ),
        (
            ("type: string, length: { of: bytes, at_least: 9 }", false),
            ("type: string, length: { of: characters, at_least: 3 }", false),
        ),
        (("type: string, format: compact_date", false), ("type: string, format: digits", false)),
        ((&few, true), (ITEMS, true)),
        ((&few, true), (&few, false)),
        (("type: number, range: { at_least: 1 }", false), ("type: number, range: { more_than: 0 }", false)),
        (
            ("type: int64, range: { at_least: 1 }", false),
            ("type: int64, range: { at_least: 1 }, sentinels: { '-1': all }", false),
        ),
    ] {
        let [looser, tighter] = [of(old, new), of(new, old)];
        assert!(
            looser.ends_with(": behaviour") && !looser.contains("wire"),
            "{} to {}: {looser}",
            old.0,
            new.0
        );
        assert!(tighter.ends_with(": wire behaviour"), "{} to {}: {tighter}", new.0, old.0);
    }
    for (old, new) in [
        (
            "type: string, length: { of: bytes, at_least: 9 }",
            "type: string, length: { of: characters, at_least: 4 }",
        ),
        (
            "type: string, length: { of: characters, at_most: 9 }",
            "type: string, length: { of: bytes, at_most: 35 }",
        ),
        (
            "type: int64, range: { at_least: 1 }, sentinels: { '0': all }",
            "type: int64, range: { at_least: 1 }",
        ),
        (
            "type: int64, range: { at_least: 1 }, sentinels: { '0': all }",
            "type: int64, range: { at_least: 2 }, sentinels: { '0': all }",
        ),
        ("type: string, format: digits", "type: string, format: compact_date"),
    ] {
        assert!(of((old, false), (new, false)).ends_with(": wire behaviour"), "{old} to {new}");
    }
    let special = "type: string, length: { of: bytes, at_least: 1 }, sentinels: { '': none }";
    assert!(of((special, false), ("type: string", true)).contains("not_empty: wire behaviour"));
    let limited = "type: int64, range: { at_least: 1, at_most: 9 }, sentinels: { '-1': all }";
    let told = of((limited, false), ("type: int64", false));
    assert_eq!(told, "changed page.request.a.range: behaviour, changed page.request.a.sentinels:");
}

use super::{SHOP, changes, endpoint, told};

/// Four texts and one with two values, under these rules.
fn with(rules: &[&str]) -> String {
    let fields = "    a: { type: string }\n    b: { type: string }\n    c: { type: string }\n    \
                  k: { type: string }\n    l: { type: string }\n";
    let rules = rules.iter().map(|rule| format!("    - {{ {rule} }}\n")).collect::<Vec<_>>().concat();
    let rules = if rules.is_empty() { rules } else { format!("  rules:\n{rules}") };
    endpoint(fields, &rules, "")
}

fn of(old: &[&str], new: &[&str]) -> Vec<String> {
    told((SHOP, &with(old)), (SHOP, &with(new)))
}

const X: &str = "required: request.a, when: { request.k: [x] }";
const XZ: &str = "required: request.a, when: { request.k: [x, z] }";
const GIVEN: &str = "required: request.a, when_given: [request.k]";
const BOTH_GIVEN: &str = "required: request.a, when_given: [request.k, request.l]";
const A: &str = "changed page.rules.required(request.a)";

#[test]
fn a_rule_in_another_order_says_the_same() {
    for key in ["exactly_one_of", "at_least_one_of", "at_most_one_of", "together", "unique"] {
        let [one, other] =
            ["request.a, request.b", "request.b, request.a"].map(|of| format!("{key}: [{of}]"));
        let line = format!("changed page.rules.{key}(request.b,request.a):");
        assert_eq!(of(&[&one], &[&other]), [line]);
    }
    assert_eq!(of(&[XZ], &["required: request.a, when: { request.k: [z, x] }"]), [format!("{A}:")]);
    assert_eq!(of(&[X, GIVEN], &[GIVEN, X]), ["reordered page.rules:"]);
    let ordered = ["a, request.b", "b, request.a"].map(|of| format!("precedence: [request.{of}]"));
    let [one, other] = ordered.each_ref().map(String::as_str);
    assert_eq!(of(&[one], &[other]), ["changed page.rules.precedence(request.b,request.a): wire"]);
}

#[test]
fn a_rule_that_lets_more_through_breaks_nothing() {
    let of_two = |key: &str| format!("{key}: [request.a, request.b]");
    let of_three = |key: &str| format!("{key}: [request.a, request.b, request.c]");
    let [exactly, least, most] = ["exactly_one_of", "at_least_one_of", "at_most_one_of"].map(of_two);
    let [exactly_more, least_more, most_more] =
        ["exactly_one_of", "at_least_one_of", "at_most_one_of"].map(of_three);
    let [together, together_more] = [of_two("together"), of_three("together")];
    for (old, new) in [
        (&*exactly, &*most),
        (&exactly, &least),
        (&exactly, &least_more),
        (&least, &least_more),
        (&most_more, &most),
        (&exactly_more, &most),
        (&together_more, &together),
        ("together: [request.a, request.k]", GIVEN),
        (XZ, X),
        (GIVEN, X),
        (GIVEN, BOTH_GIVEN),
    ] {
        let [looser, tighter] = [of(&[old], &[new]), of(&[new], &[old])];
        assert!(looser.len() == 1 && looser[0].ends_with("): behaviour"), "{old} to {new}: {looser:?}");
        assert!(
            tighter.len() == 1 && tighter[0].ends_with("): wire behaviour"),
            "{new} to {old}: {tighter:?}"
        );
    }
    for (old, new) in
        [(&*most, &*least), (&exactly, &exactly_more), (&exactly_more, &exactly), (&most, &together)]
    {
        let told = of(&[old], &[new]).concat();
        assert!(told.contains("wire behaviour"), "{old} to {new}: {told}");
    }
    let inferred = "exactly_one_of: [request.a, request.b], inferred: guide";
    assert!(of(&[inferred], &[&most]).concat().contains("wire behaviour"), "only what was checked is kept");
}

#[test]
fn the_rule_that_is_gone_is_the_one_that_is_told() {
    let other = "required: request.a, when_given: [request.l]";
    let told = changes((SHOP, &with(&[GIVEN, other])), (SHOP, &with(&[other])));
    let [gone] = &told[..] else { panic!("{told:?}") };
    assert!(
        gone.in_base && !gone.wire.is_no && gone.old.as_ref().is_some_and(|old| old.contains("request.k"))
    );
    let told = changes((SHOP, &with(&[other])), (SHOP, &with(&[GIVEN, other])));
    let [new] = &told[..] else { panic!("{told:?}") };
    assert_eq!((new.path(), new.wire.is_no), ("page.rules.required(request.a)".to_owned(), true));
    assert!(new.new.as_ref().is_some_and(|new| new.contains("request.k")));
    let second = changes((SHOP, &with(&[other, GIVEN])), (SHOP, &with(&[other, BOTH_GIVEN])));
    assert_eq!(second.iter().map(super::line).collect::<Vec<_>>(), [format!("{A}#2: behaviour")]);
    assert!(second[0].new.as_ref().is_some_and(|new| new.contains("request.k, request.l")));
    let split = of(
        &["exactly_one_of: [request.a, request.b]"],
        &["at_least_one_of: [request.a, request.b]", "at_most_one_of: [request.a, request.b]"],
    );
    assert!(!split.concat().contains("wire"), "{split:?}");
}

#[test]
fn pages_that_are_asked_for_with_another_field_break_what_only_people_see() {
    let pages = |fields: &str| format!("pagination: {{ cursor: request.k, {fields} }}");
    let [next, after] = ["next: response.next", "next: response.after"].map(pages);
    assert_eq!(of(&[&next], &[&after]), ["changed page.rules.pagination: wire"]);
    assert_eq!(
        of(&[&next], &[&pages("next: response.next, size: request.l")]),
        ["changed page.rules.pagination: words"]
    );
}

use super::{SHOP, endpoint, told};

const NOTHING: &str = "    a: { type: string }\n";
const HEADERS: &str = "  headers: { access-token: { type: string }, other-token: { type: string } }\n";

fn with(platform: &str, decisions: &str) -> (String, String) {
    let types = "types: { U: { type: struct, for: request, fields: { x: { type: string } } } }\n";
    (format!("{SHOP}{types}{platform}"), endpoint(NOTHING, HEADERS, decisions))
}

/// What is told if a text in the platform's file is another one, and one in the endpoint's.
fn of(from: (&str, &str), to: (&str, &str)) -> Vec<String> {
    let (platform, endpoint) = with("", "  token: client\n");
    assert!(platform.contains(from.0) && endpoint.contains(from.1), "{from:?}");
    let new = (platform.replacen(from.0, to.0, 1), endpoint.replacen(from.1, to.1, 1));
    told((&platform, &endpoint), (&new.0, &new.1))
}

/// What is told if one envelope or another is the platform's.
fn envelopes(old: &str, new: &str) -> Vec<String> {
    let [old, new] = [old, new].map(|keys| SHOP.replacen("codes: [err_no]", keys, 1));
    let endpoint = endpoint(NOTHING, "", "").replacen("err_no: {", "sub: { type: int64 }, err_no: {", 1);
    told((&old, &endpoint), (&new, &endpoint))
}

#[test]
fn codes_in_another_order_mean_the_same() {
    let ok = |codes: &str| format!("codes: [err_no], ok: [{codes}]");
    assert_eq!(envelopes(&ok("0, 1"), &ok("1, 0")), ["reordered envelopes.flat.ok:"]);
    assert_eq!(envelopes(&ok("0, 1"), &ok("0, 2")), ["changed envelopes.flat.ok: wire behaviour"]);
    assert_eq!(
        envelopes("codes: [err_no, sub]", "codes: [sub, err_no]"),
        ["reordered envelopes.flat.codes: behaviour"]
    );
    let header = |name: &str| format!("codes: [err_no], log_id_header: {name}");
    assert_eq!(envelopes(&header("x-log"), &header("X-Log")), ["changed envelopes.flat.log_id_header:"]);
    assert_eq!(
        envelopes(&header("x-log"), &header("x-id")),
        ["changed envelopes.flat.log_id_header: behaviour"]
    );

    let items = "    items: { type: list, items: { type: struct, fields: { code: { type: int64 } } } }\n";
    let with = |codes: &str| {
        let decision = format!("  fields: {{ response.items: {{ outcome: {{ code: code, {codes} }} }} }}\n");
        endpoint(NOTHING, "", &decision).replacen(
            "response: { ",
            &format!("response: {{ {}, ", items.trim()),
            1,
        )
    };
    let judged = |old: &str, new: &str| told((SHOP, &with(old)), (SHOP, &with(new)));
    let path = "decisions.fields.response.items.outcome";
    assert_eq!(judged("ok: [0, 200]", "ok: [200, 0]"), [format!("reordered {path}.ok:")]);
    assert_eq!(judged("ok: [0, 200]", "ok: [0]"), [format!("changed {path}.ok: wire behaviour")]);
    let done = ["already_done: [7, 8]", "already_done: [8, 7]"];
    assert_eq!(judged(done[0], done[1]), [format!("reordered {path}.already_done:")]);
}

#[test]
fn another_name_of_the_same_breaks_no_wire() {
    let renamed = of(("client: { header", "token: client"), ("app: { header", "token: app"));
    let names = ["added tokens.app:", "changed decisions.token:", "removed tokens.client: source"];
    assert!(
        renamed.len() == 3 && names.iter().all(|name| renamed.iter().any(|told| told == name)),
        "{renamed:?}"
    );
    let moved = of(
        ("client: { header: access-token }", "token: client"),
        ("app: { header: other-token }", "token: app"),
    );
    assert!(moved.contains(&"changed decisions.token: wire behaviour".to_owned()), "{moved:?}");
    let another = of(
        ("client: { header: access-token }", "token: client"),
        ("client: { header: access-token }, app: { header: access-token }", "token: app"),
    );
    assert!(another.contains(&"changed decisions.token: wire behaviour".to_owned()), "{another:?}");
    let capitals = of(("header: access-token", "token"), ("header: Access-Token", "token"));
    assert_eq!(capitals, ["changed tokens.client.header:"]);

    let swapped = of(
        (
            "main: { url: 'https://open.example.com' }, other: { url: 'https://other.example.com' }",
            "host: main",
        ),
        (
            "main: { url: 'https://other.example.com' }, other: { url: 'https://open.example.com' }",
            "host: other",
        ),
    );
    assert_eq!(swapped, ["changed page.host:", "changed hosts.main.url:", "changed hosts.other.url:"]);
    let same = of(
        ("codes: [err_no] }", "envelope: flat"),
        ("codes: [err_no] }, like: { codes: [err_no] }", "envelope: like"),
    );
    assert_eq!(same, ["changed decisions.envelope:", "added envelopes.like:"]);
    let other = of(
        ("codes: [err_no] }", "envelope: flat"),
        ("codes: [err_no] }, like: { codes: [err_no], ok: [1] }", "envelope: like"),
    );
    assert!(other.contains(&"changed decisions.envelope: wire behaviour".to_owned()), "{other:?}");
}

#[test]
fn a_type_that_no_endpoint_has_breaks_no_wire() {
    let required = ("x: { type: string }", "x: { type: string, required: true }");
    assert_eq!(of((required.0, "a: {"), (required.1, "a: {")), ["changed types.U.fields.x.required: source"]);
    let (platform, bare) = with("", "  token: client\n");
    let used = bare.replacen(NOTHING, "    a: { type: struct, shared: U }\n", 1);
    let new = platform.replacen(required.0, required.1, 1);
    assert_eq!(told((&platform, &used), (&new, &used)), ["changed types.U.fields.x.required: wire source"]);
    let begins = told((&platform, &bare), (&new, &used));
    assert!(begins.contains(&"changed types.U.fields.x.required: source".to_owned()), "{begins:?}");
}

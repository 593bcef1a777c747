//! Names and types that take each other's place, and references that lead to something else than they seem to.

use crate::case::{Case, ENDPOINT};
use crate::cases;

/// An endpoint whose page and decisions have this, too.
fn endpoint(page: &str, decisions: &str) -> String {
    format!(
        "page: {{ title: t, method: POST, host: open, path: /a/, {page} }}\ndecisions: {{ envelope: err_no, {decisions} }}\n"
    )
}

fn of(page: &str, decisions: &str) -> Case {
    Case::of(endpoint(page, decisions))
}

/// With a platform that declares these types, too.
fn with_types(types: &str, page: &str) -> Case {
    let platform = format!("{}types: {{ {types} }}\n", crate::support::PLATFORM);
    Case::files([(ENDPOINT, endpoint(page, "").into_bytes()), ("platform.yaml", platform.into_bytes())])
}

/// An endpoint at this path.
fn group(path: &'static str) -> Case {
    Case::files([(path, endpoint(REPLY, "").into_bytes())])
}

const REPLY: &str = "response: { err_no: { type: int64 } }";
const NO_FILE: &[&str] = &["misplaced-file"];
const CLASH: &[&str] = &["name-clash"];

cases! {
    enum_and_a_later_struct_of_one_name => of(
        &format!("request: {{ a_b: {{ type: string, enum: {{ a: b }} }}, a: {{ type: struct, fields: {{ b: {{ type: struct, fields: {{ x: {{ type: string }} }} }} }} }} }}, {REPLY}"), "",
    ).refused(CLASH);
    enum_of_a_request_and_struct_of_its_reply_of_one_name => of(
        "request: { k: { type: string, enum: { a: b } } }, response: { err_no: { type: int64 }, s: { type: struct, fields: { x: { type: string } } } }",
        "fields: { request.k: { rust_type: Thing }, response.s: { rust_type: Thing } }",
    ).refused(CLASH);
    shared_enum_and_a_later_struct_of_one_name => with_types(
        "RequestS: { type: string, enum: { a: b } }",
        &format!("request: {{ k: {{ type: string, shared: RequestS }}, s: {{ type: struct, fields: {{ x: {{ type: string }} }} }} }}, {REPLY}"),
    ).refused(CLASH);
    outcome_of_a_list_of_lists => of(
        "response: { err_no: { type: int64 }, a: { type: list, items: { type: list, items: { type: struct, fields: { c: { type: string } } } } } }",
        "fields: { response.a: { outcome: { code: c } } }",
    ).refused(&["misfit-decision"]);
    token_that_lives_for_milliseconds => of(
        "response: { err_no: { type: int64 }, b: { type: string }, c: { type: int64, unit: milliseconds } }",
        "grant: { token: client, access_token: b, expires_in: c }, fields: { response.b: { secret: true } }",
    ).refused(&["misfit-decision"]);
    lists_in_lists_in_lists => of(
        &format!("request: {{ a: {{ type: list, items: {{ type: list, items: {{ type: list, items: {{ type: list, items: {{ type: string }} }} }} }} }} }}, {REPLY}"), "",
    ).with_names(&["a"]);
    lists_deeper_than_anybody_reads => of(
        &format!("request: {{ a: {{ type: list, items: {{ type: list, items: {{ type: list, items: {{ type: list, items: {{ type: list, items: {{ type: string }} }} }} }} }} }} }}, {REPLY}"), "",
    ).refused(&["too-large"]);
    group_called_as_a_clients_method => group("with_grant/ping.yaml").refused(NO_FILE);
    group_called_as_a_method_of_every_value => group("into/ping.yaml").refused(NO_FILE);
    group_called_as_a_method_of_every_reference => group("to_owned/ping.yaml").refused(NO_FILE);
    endpoint_whose_file_is_hidden => group("group/.hidden.yaml").refused(NO_FILE);
    hundreds_of_references_to_nothing => {
        let word = "A".repeat(50);
        let types = (0..400).map(|at| format!("{word}{at}: {{ type: string, enum: {{ a: b }} }}"));
        let fields = (0..400).map(|at| format!("f{at}: {{ type: string, shared: {word}x{at} }}"));
        let joined = |parts: Vec<_>| parts.join(", ");
        with_types(&joined(types.collect()), &format!("request: {{ {} }}, {REPLY}", joined(fields.collect())))
    }.refused(&["unknown-reference"]);
    folder_of_more_specs_than_anybody_has => Case::files([]).prepared(|folder| {
        std::fs::create_dir_all(folder.join("spec/group")).expect("it can be made");
        for at in 0..300 {
            let file = std::fs::File::create(folder.join(format!("spec/group/e{at}.yaml"))).expect("it can be made");
            file.set_len(1_000_000).expect("it has room");
        }
    }).refused(&["forbidden-character", "unreadable-file"]);
}

/// What a client can do is no group's name: the method would be the client's.
#[test]
fn no_group_is_called_as_a_method_of_a_client() {
    let client = crate::support::read("runtime/src/client.rs");
    let methods =
        client.lines().filter_map(|line| line.trim().strip_prefix("pub fn ")?.split(['(', '<']).next());
    let methods: Vec<_> = methods.collect();
    assert!(methods.contains(&"send"), "{methods:?}");
    for method in methods {
        let files = Case::files([(&*format!("{method}/ping.yaml"), endpoint(REPLY, "").into_bytes())]);
        files.refused(NO_FILE).holds(method);
    }
}

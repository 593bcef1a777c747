//! Do texts that are secret or personal travel and get checked like any other, and does nothing print them?

#[allow(dead_code, reason = "the public API of a crate, of which a test needs a part")]
mod shapes {
    include!("golden/shapes/generated/lib.rs");
}

use douyin::fake::FakeTransport;
use douyin::toolkit::verify_local_certificates;
use douyin::trip::certificate_verify::{self, Credential, Project, Voucher};
use douyin::{Client, Endpoint, IdempotencyToken, PersonalText};
use serde_json::{Value, json};
use shapes::group::guest_form;
use shapes::group::guests::{Guest, Request, Response};

/// What must never be seen.
const CANARY: &str = "canary";

fn canary(more: &str) -> String {
    format!("{CANARY}-{more}")
}

fn replying(body: &str) -> FakeTransport {
    FakeTransport::new().reply(http::StatusCode::OK, body.to_owned())
}

fn client(transport: &FakeTransport) -> Client {
    Client::builder().transport(transport.clone()).build().expect("it has a transport")
}

fn hides_canaries(shown: &dyn std::fmt::Debug) {
    let shown = format!("{shown:?} {shown:#?}");
    assert!(!shown.contains(CANARY) && shown.contains("[personal]"), "{shown}");
}

fn request() -> Request {
    Request::new(canary("1"), "1380013800", canary("2"), [canary("3"), canary("4")])
}

#[tokio::test]
async fn what_is_hidden_travels_in_every_place_and_does_not_print() {
    let full = request()
        .x_key(canary("5"))
        .names([canary("6"), canary("7")])
        .seats([canary("8")])
        .by_seat([("1a", canary("9"))])
        .secret(canary("10"))
        .second_id_card(canary("11"))
        .by_room([("101", canary("12"))])
        .in_text(vec![canary("13").into()])
        .grid([vec![canary("14").into()]])
        .host(Guest::new(canary("15")).phones([canary("16")]))
        .pin(canary("17"));
    hides_canaries(&full);
    let reply = json!({
        "log_id": "l", "name": canary("1"), "names": [canary("2")], "by_room": {"101": canary("3")},
        "in_text": json!(canary("4")).to_string(), "guest": {"name": canary("5")},
    });
    let transport = replying(&reply.to_string());
    let reply = client(&transport).send(&full).await.expect("its status says so");
    hides_canaries(&reply);
    let Response { name, names, by_room, in_text, guest, .. } = reply.response;
    let texts = [name, names.into_iter().next(), by_room.into_values().next(), in_text.map(|text| text.0)];
    let texts: Vec<_> = texts.into_iter().chain([guest.and_then(|guest| guest.name)]).flatten().collect();
    let texts: Vec<_> = texts.into_iter().map(PersonalText::into_string).collect();
    assert_eq!(texts, ["1", "2", "3", "4", "5"].map(canary));

    let sent = &transport.requests()[0];
    assert_eq!(
        ["x-account", "x-key"].map(|name| &sent.headers()[name]),
        [&canary("1")[..], &canary("5")[..]]
    );
    let query = "phone=1380013800&names=canary-6%2Ccanary-7&seats%5B%5D=canary-8\
        &by_seat=%7B%221a%22%3A%22canary-9%22%7D&secret=canary-10";
    assert_eq!(sent.uri().query(), Some(query));
    assert_eq!(
        serde_json::from_slice::<Value>(sent.body()).expect("it is JSON"),
        json!({
            "id_card": canary("2"), "id_cards": [canary("3"), canary("4")], "second_id_card": canary("11"),
            "by_room": {"101": canary("12")}, "in_text": r#"["canary-13"]"#, "grid": [[canary("14")]],
            "host": {"name": canary("15"), "phones": [canary("16")]}, "pin": canary("17"),
        })
    );
    hides_canaries(&(sent.headers(), PersonalText::default()));
}

#[tokio::test]
async fn what_is_hidden_travels_in_a_form() {
    let transport = replying("{}");
    let form = guest_form::Request::new([canary("1")]).name(canary("2"));
    hides_canaries(&form);
    client(&transport).send(&form).await.expect("its status says so");
    assert_eq!(transport.requests()[0].body(), "name=canary-2&phones%5B%5D=canary-1");
}

async fn told<E: Endpoint<Output: std::fmt::Debug, Code: std::fmt::Debug>>(request: &E) -> String {
    let error = client(&FakeTransport::new()).send(request).await.expect_err("it is refused");
    let told = format!("{error} {error:?}");
    assert!(!told.contains(CANARY), "{told}");
    error.to_string()
}

#[tokio::test]
async fn what_is_hidden_is_checked_like_any_text_and_not_told() {
    let wrong = Request::new(canary("a-header-too-long"), canary(""), "110", [canary("1"), canary("1")])
        .names([canary("1"), canary("2"), canary("3")])
        .seats([canary("1"), canary("1")])
        .second_id_card("")
        .born(canary("not a day"))
        .died("2000-01-01");
    let told_of = told(&wrong).await;
    for rule in [
        "x-account must have at most 20 bytes",
        "phone must be digits",
        "names must have at most 2 items",
        "seats[1] must differ from seats[0]",
        "id_card must have 4 to 18 characters",
        "second_id_card must not be empty",
        "id_cards[1] must differ from id_cards[0]",
        "born must be a date",
    ] {
        assert!(told_of.contains(rule), "{rule}: {told_of}");
    }
    let wrong = Request::new("a", "none", "none", [""; 0])
        .second_id_card("none")
        .born("2000-01-02")
        .died("2000-01-01")
        .names(["canary,"])
        .host(Guest::new(""));
    let told_of = told(&wrong).await;
    for rule in [
        "id_cards must have at least 1 item",
        "second_id_card must differ from id_card",
        "died must not be before born",
        "note must be given when second_id_card is none",
        "names[0] must not have a comma in it",
        "host.name must not be empty",
    ] {
        assert!(told_of.contains(rule), "{rule}: {told_of}");
    }
    assert!(!told_of.contains("phone"), "{told_of}");
}

#[test]
fn what_admits_or_identifies_somebody_does_not_print() {
    let project = || {
        Project::new()
            .project_id("a0")
            .id_cards([canary("1")])
            .qrcodes([canary("2")])
            .certificate_nos([canary("3")])
            .gmcode_imgs([canary("4")])
            .urls([canary("5")])
            .credentials([Credential::new().credential_no(canary("6")).credential_type(1)])
    };
    let voucher = Voucher::new().entrance(project()).projects([project()]);
    let request = certificate_verify::Request::new("order", IdempotencyToken::random()).vouchers([voucher]);
    hides_canaries(&request);
    assert!(format!("{request:?}").contains("a0"), "only what must be hidden is");
    hides_canaries(&verify_local_certificates::Request::new().open_id(canary("7")));
}

//! The quickstart's stand-in platform is worth its name: it answers each mistake with the platform's code for it.

#[path = "../examples/quickstart/shape.rs"]
mod shape;
#[path = "../examples/quickstart/stand_in.rs"]
mod stand_in;

mod support;

use serde_json::{Value, json};
use stand_in::{FOREIGN_ORDER, Replies, StandIn};

const TRIP: &str = "/goodlife/v1/trip/certificate/verify/";
const LOCAL: &str = "/api/apps/trade/v2/toolkit/verify_local_certificates/";
const HEADERS: [(&str, &str); 2] = [("access-token", "clt.stand-in"), ("content-type", "application/json")];

struct Caller {
    stand_in: StandIn,
    http: reqwest::Client,
}

impl Caller {
    async fn new(replies: Replies) -> Self {
        let stand_in = StandIn::start(replies).await.expect("it starts");
        let http = reqwest::Client::builder().no_proxy().tls_certs_only([]).build().expect("it builds");
        Self { stand_in, http }
    }

    async fn post(&self, path: &str, headers: &[(&str, &str)], body: &Value) -> Value {
        let url = format!("http://{}{path}", self.stand_in.address());
        let request =
            headers.iter().fold(self.http.post(url), |request, (name, value)| request.header(*name, *value));
        let reply = request.body(body.to_string()).send().await.expect("it answers");
        serde_json::from_str(&reply.text().await.expect("it has a body")).expect("it is JSON")
    }
}

#[tokio::test]
async fn each_mistake_has_its_code() {
    let caller = Caller::new(Replies::Made).await;
    let trip = json!({"order_id": "o", "verify_token": "t"});
    let local = json!({"order_info_list": [{"order_id": "o"}]});
    let deep = json!({"order_id": "o", "verify_token": "t", "vouchers": [{"projects": [{"urls": [1]}]}]});
    let mistakes = [
        ("/goodlife/v1/trip/certificate/verify", &HEADERS[..], trip.clone(), "/err_no", 28_001_017),
        (TRIP, &HEADERS[1..], trip.clone(), "/data/error_code", 2_190_002),
        (TRIP, &[("access-token", "clt.other"), HEADERS[1]], trip.clone(), "/data/error_code", 2_190_002),
        (TRIP, &HEADERS[..1], trip.clone(), "/data/error_code", 2_119_001),
        (TRIP, &HEADERS, json!({"order_id": 1, "verify_token": "t"}), "/data/error_code", 2_119_001),
        (TRIP, &HEADERS, json!({"order_id": "o"}), "/extra/error_code", 2_119_001),
        (
            TRIP,
            &HEADERS,
            json!({"order_id": "o", "verify_token": "t", "other": 1}),
            "/extra/error_code",
            2_119_001,
        ),
        (TRIP, &HEADERS, deep, "/data/error_code", 2_119_001),
        (
            TRIP,
            &HEADERS,
            json!({"order_id": FOREIGN_ORDER, "verify_token": "t"}),
            "/data/error_code",
            2_119_005,
        ),
        (LOCAL, &HEADERS[1..], local.clone(), "/err_no", 2_190_002),
        (LOCAL, &HEADERS, json!({"order_info_list": {"order_id": "o"}}), "/err_no", 28_001_007),
        (LOCAL, &HEADERS, json!({"order_info_list": [{"order_id": FOREIGN_ORDER}]}), "/err_no", 2_119_005),
        ("/oauth/stable_client_token/", &HEADERS, json!({"client_key": "k"}), "/data/error_code", 10_002),
    ];
    for (path, headers, body, place, code) in mistakes {
        let reply = caller.post(path, headers, &body).await;
        assert_eq!(reply.pointer(place), Some(&json!(code)), "{path} {body}: {reply}");
    }
    for (path, body, place) in [(TRIP, trip, "/data/error_code"), (LOCAL, local, "/err_no")] {
        assert_eq!(caller.post(path, &HEADERS, &body).await.pointer(place), Some(&json!(0)), "{path}");
    }
}

#[tokio::test]
async fn its_samples_are_those_of_the_pages() {
    let caller = Caller::new(Replies::Samples).await;
    let calls = [
        (TRIP, json!({"order_id": "o", "verify_token": "t"}), "trip/certificate_verify"),
        (LOCAL, json!({}), "toolkit/verify_local_certificates"),
    ];
    for (path, body, id) in calls {
        let sample: Value =
            serde_json::from_str(&support::sample(id, "page", "responses")).expect("it is JSON");
        let reply = caller.post(path, &HEADERS, &body).await;
        assert_eq!(reply, sample, "{id}");
        let exchanges = caller.stand_in.exchanges();
        let last = exchanges.last().expect("it keeps what it saw");
        assert_eq!((&last.line, &last.sent), (&format!("POST {path}"), &body.to_string()));
        assert_eq!(serde_json::from_str::<Value>(&last.came_back).expect("it is JSON"), reply);
    }
}

//! Error tables: each row as the page says.

use douyin::fake::FakeTransport;
use douyin::{Action, Effect, Endpoint, Error, ErrorCode as _};
use serde_json::{Value, json};

use super::{LOCAL, TRIP, client, ok};
use crate::support;
use crate::support::samples::{local_sample, trip_sample};

/// Sends a request that is answered with each documented code, and compares what the caller is told with the spec.
async fn every_row_is_told<E: Endpoint>(
    request: &E,
    id: &str,
    rows: usize,
    codes: usize,
    reply: impl Fn(i64) -> Value,
) {
    let spec = support::spec(id);
    let page_rows = spec["page"]["errors"].as_sequence().expect("it has errors");
    let decisions = spec["decisions"]["errors"].as_mapping().expect("it has decisions");
    assert_eq!((page_rows.len(), decisions.len(), E::Code::TABLE.len()), (rows, codes, codes), "{id}");
    for (code, decision) in decisions {
        let number = code.as_i64().expect("a code is a number");
        let rows: Vec<_> = page_rows.iter().filter(|row| row["code"] == *code).collect();
        let transport = FakeTransport::new().reply(ok(), reply(number).to_string());
        let Err(error) = client(&transport).send(request).await else { panic!("{number} is no success") };

        let code = error.code().expect("a code came back");
        assert_eq!((code.code(), E::Code::from_code(number)), (number, code));
        let variant = format!("{code:?}").to_lowercase();
        assert_eq!(variant, decision["name"].as_str().expect("it has a name").replace('_', ""));
        let answer = error.answer().expect("a code came back");
        assert_eq!(answer.message.as_deref(), Some("the platform's words"));
        assert_eq!(error.log_id(), Some("log-1"));
        assert!(answer.texts().eq(rows.iter().filter_map(|row| row["text"].as_str())), "{number}");
        assert!(answer.advice().eq(rows.iter().filter_map(|row| row.get("advice")?.as_str())), "{number}");
        let entry = code.entry().expect("the page has it");
        assert!(
            entry
                .rows
                .iter()
                .map(|row| u64::from(row.status))
                .eq(rows.iter().filter_map(|row| row["status"].as_u64()))
        );
        assert_eq!(
            snake(error.action().expect("it asks for something")),
            decision["action"].as_str().expect("it is a word")
        );
        match (entry.effect, decision["effect"].as_str()) {
            (Effect::None, Some("none")) => assert!(matches!(error, Error::Rejected(_)), "{number}"),
            (Effect::Unknown, Some("unknown")) => {
                assert!(matches!(error, Error::OutcomeUnknown(_)), "{number}");
            }
            other => panic!("{number}: {other:?}"),
        }
    }
    for undocumented in [-1, 1, i64::MAX, i64::MIN] {
        assert_eq!(E::Code::from_code(undocumented).code(), undocumented);
        assert_eq!(E::Code::from_code(undocumented).entry(), None);
    }
}

fn snake(action: Action) -> String {
    let mut word = String::new();
    for letter in format!("{action:?}").chars() {
        if letter.is_uppercase() && !word.is_empty() {
            word.push('_');
        }
        word.extend(letter.to_lowercase());
    }
    word
}

#[tokio::test]
async fn every_row_of_the_scenic_spot_page_is_told() {
    every_row_is_told(&trip_sample(), TRIP, 18, 15, |code| {
        let data = json!({"error_code": code, "description": "the platform's words"});
        json!({"data": data, "extra": {"error_code": code, "logid": "log-1", "sub_error_code": 0}})
    })
    .await;
}

#[tokio::test]
async fn every_row_of_the_local_certificates_page_is_told() {
    every_row_is_told(
        &local_sample(),
        LOCAL,
        30,
        28,
        |code| json!({"err_no": code, "err_msg": "the platform's words", "log_id": "log-1"}),
    )
    .await;
}

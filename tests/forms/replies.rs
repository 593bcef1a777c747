//! What each kind of reply is taken for.

use douyin::{Download, Endpoint, Error, ExposeSecret, Outcome, UnknownReason};

use super::client;
use crate::shapes::{answered, group};
use crate::support::server::{Server, reply};

/// What one reply is taken for.
async fn answered<E: Endpoint>(request: &E, reply: Vec<u8>) -> Result<E::Output, Error<E::Code>> {
    client(&Server::start(vec![reply]).await).send(request).await
}

/// The same of a reply of 200.
async fn ok<E: Endpoint>(request: &E, body: &str) -> Result<E::Output, Error<E::Code>> {
    answered(request, reply("200 OK", "", body)).await
}

/// What an error is, in a word, with its code and message.
pub fn told<T, C: douyin::ErrorCode>(result: Result<T, Error<C>>) -> String {
    let Err(error) = result else { return "success".to_owned() };
    let kind = match &error {
        Error::NotSent(_) => "not sent",
        Error::Rejected(_) => "rejected",
        Error::OutcomeUnknown(unknown) => match unknown.reason {
            UnknownReason::Code => "code",
            UnknownReason::Undecodable(_) => "undecodable",
            UnknownReason::Status => "status",
            _ => "unknown",
        },
    };
    let answer = error
        .answer()
        .map(|answer| format!(" {} {}", answer.code.code(), answer.message.as_deref().unwrap_or_default()));
    format!("{kind}{}", answer.unwrap_or_default())
}

#[tokio::test]
async fn one_code_at_the_top() {
    let request = answered::flat::Request::new();
    let success = ok(&request, r#"{"err_no":"0","log_id":"l","data":{"id":"1"}}"#).await.expect("it is 0");
    assert_eq!(success.log_id.as_deref(), Some("l"));
    let refused = ok(&request, r#"{"err_no":7,"err_msg":"no"}"#).await.expect_err("it is 7");
    assert_eq!(refused.code(), Some(answered::flat::Code::Refused));
    assert_eq!(told(ok(&request, r#"{"err_no":8,"err_msg":"no"}"#).await), "code 8 no");
    for body in ["{}", r#"{"err_no":null}"#, r#"{"data":{}}"#] {
        assert_eq!(told(ok(&request, body).await), "undecodable", "{body}");
    }
    let error = answered(&request, reply("502 Bad Gateway", "X-Log-Id: h\r\n", "<html>"))
        .await
        .expect_err("it is 502");
    assert_eq!(error.log_id(), Some("h"), "the header has it where the body has none");
}

#[tokio::test]
async fn two_codes_and_items_with_codes_of_their_own() {
    let request = answered::two::Request::new();
    let with = |results: &str| {
        format!(
            r#"{{"data":{{"error_code":0,"results":[{results}]}},"extra":{{"error_code":0,"logid":"l"}}}}"#
        )
    };
    let done = r#"{"id":"a","code":"0"},{"id":"b","code":"200"}"#;
    let complete = ok(&request, &with(done)).await.expect("both are 0").complete().expect("all are done");
    assert_eq!(complete.reply.response.payload().map(|data| data.results.len()), Some(2));
    assert!(complete.already_done.is_empty());

    let repeated = with(r#"{"id":"a","code":"1208"},{"id":"b","code":"-2"}"#);
    let repeated = ok(&request, &repeated).await.expect("both are 0").complete().expect("all are done");
    let keys: Vec<_> = repeated.already_done.iter().filter_map(|item| item.key.as_deref()).collect();
    assert_eq!(keys, ["a", "b"]);

    let partial = with(r#"{"id":"a","code":"1208"},{"id":"b","code":"2"},{"id":"c","code":"OK"},{"id":"d"}"#);
    let partial = ok(&request, &partial).await.expect("both are 0");
    let failed: Vec<_> = partial.failed().iter().map(ToString::to_string).collect();
    assert_eq!(failed, ["item b failed with 2", "item c has no code", "item d has no code"]);
    assert_eq!(partial.already_done().len(), 1);
    assert!(matches!(ok(&request, &with("")).await, Ok(Outcome::Empty(_))));

    let one = r#"{"data":{"error_code":0},"extra":{"error_code":5,"description":"no"}}"#;
    assert_eq!(told(ok(&request, one).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"data":{"error_code":0}}"#).await), "undecodable");
}

#[tokio::test]
async fn a_code_around_codes() {
    let request = answered::inner::Request::new();
    for data in [r#"{"data":[{"id":"1"}]}"#, r#"{"data":[{"id":"1"}],"extra":{"error_code":0}}"#] {
        let success =
            ok(&request, &format!(r#"{{"err_no":0,"data":{data}}}"#)).await.expect("no code is wrong");
        assert_eq!(success.response.payload()[0].id.as_deref(), Some("1"));
    }
    let empty = ok(&request, r#"{"err_no":0}"#).await.expect("its code is 0");
    assert!(empty.response.payload().is_empty());
    let inner = r#"{"err_no":0,"data":{"data":[],"extra":{"error_code":"5","description":"no"}}}"#;
    assert_eq!(told(ok(&request, inner).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"err_no":5,"err_msg":"no","data":""}"#).await), "code 5 no");
    assert_eq!(
        told(ok(&request, r#"{"data":{"error_code":0,"extra":{"error_code":0}}}"#).await),
        "undecodable"
    );
    assert_eq!(told(ok(&request, r#"{"err_no":0,"data":{"error_code":true}}"#).await), "undecodable");
}

#[tokio::test]
async fn a_token_or_a_code() {
    let request = answered::oauth::Request::new();
    let granted =
        r#"{"data":{"access_token":"canary","expires_in":"7200","error_code":0},"message":"success"}"#;
    let granted = ok(&request, granted).await.expect("it is granted");
    assert!(!format!("{granted:?}").contains("canary"));
    let refused = r#"{"data":{"description":"","error_code":10008},"message":"error"}"#;
    assert_eq!(told(ok(&request, refused).await), "code 10008 error");
    assert_eq!(told(ok(&request, r#"{"message":"success"}"#).await), "undecodable");
}

#[tokio::test]
async fn codes_in_other_places() {
    let request = answered::twice_err::Request::new();
    let success = ok(&request, r#"{"err":{"err_code":0},"items":["a"]}"#).await.expect("it is 0");
    assert_eq!(success.response.payload(), ["a"]);
    assert_eq!(told(ok(&request, r#"{"err":{"err_code":5,"err_msg":"no"}}"#).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"items":["a"]}"#).await), "undecodable");

    let request = answered::base::Request::new();
    assert_eq!(told(ok(&request, r#"{"BaseResp":{"StatusCode":0},"Value":"v"}"#).await), "success");
    assert_eq!(
        told(ok(&request, r#"{"BaseResp":{"StatusCode":5,"StatusMessage":"no"}}"#).await),
        "code 5 no"
    );
    assert_eq!(told(ok(&request, r#"{"BaseResp":{},"Value":"v"}"#).await), "undecodable");

    let request = answered::beside::Request::new();
    let success =
        ok(&request, r#"{"counts":{"a":1},"extra":{"error_code":0,"logid":"l"}}"#).await.expect("it is 0");
    assert_eq!(success.response.payload().map(|counts| counts["a"]), Some(1));
    assert_eq!(told(ok(&request, r#"{"extra":{"error_code":5,"description":"no"}}"#).await), "code 5 no");
    assert_eq!(told(ok(&request, r#"{"counts":{"a":1}}"#).await), "undecodable");

    let request = answered::thousand::Request::new();
    for code in ["0", "10000", "\"10000\""] {
        assert_eq!(told(ok(&request, &format!(r#"{{"code":{code}}}"#)).await), "success", "{code}");
    }
    assert_eq!(told(ok(&request, r#"{"code":1,"msg":"no"}"#).await), "code 1 no");
}

#[tokio::test]
async fn replies_whose_success_has_no_code() {
    let bare = group::bare::Request::new();
    assert_eq!(told(ok(&bare, r#"{"value":"v"}"#).await), "success");
    assert_eq!(told(answered(&bare, reply("400 Bad Request", "", r#"{"value":"v"}"#)).await), "status");

    let request = answered::on_failure::Request::new();
    let granted =
        ok(&request, r#"{"access_token":"canary","expires_in":7200}"#).await.expect("no code is there");
    assert_eq!(granted.response.payload().map(ExposeSecret::expose_secret), Some("canary"));
    assert!(!format!("{granted:?}").contains("canary"));
    let refused = ok(&request, r#"{"errno":7,"message":"no"}"#).await.expect_err("it is 7");
    assert_eq!(refused.code(), Some(answered::on_failure::Code::Refused));
    assert_eq!(told(ok(&request, r#"{"errno":9,"message":"no","access_token":"x"}"#).await), "code 9 no");
    for body in ["{}", r#"{"err_no":7}"#, r#"{"message":"no"}"#, r#"{"access_token":null}"#, "[]", ""] {
        assert_eq!(told(ok(&request, body).await), "undecodable", "{body}");
    }
    let status = reply("500 Internal Server Error", "", r#"{"access_token":"x"}"#);
    assert_eq!(told(answered(&request, status).await), "status");

    let request = answered::no_code::Request::new();
    let success = ok(&request, r#"{"data":{"value":0},"payload":"p"}"#).await.expect("it has a payload");
    assert_eq!(
        (success.response.payload(), success.response.other_payload.as_deref()),
        (Some(&0), Some("p"))
    );
    assert_eq!(told(ok(&request, r#"{"data":{},"error_code":5}"#).await), "undecodable");
}

#[tokio::test]
async fn a_file_or_an_envelope() {
    let request = answered::file::Request::new("1");
    let bytes = b"PK\x03\x04\0\xff{}";
    let headers = "content-type: application/zip\r\nx-log-id: l\r\n";
    let reply_200 = answered(&request, reply("200 OK", headers, bytes)).await.expect("it is a file");
    let Download { content, content_type, .. } = &reply_200.response;
    assert_eq!((&content[..], content_type.as_deref()), (&bytes[..], Some("application/zip")));
    assert_eq!((reply_200.log_id.as_deref(), reply_200.tries), (Some("l"), 1));

    let refused = answered(&request, reply("200 OK", headers, r#"{"err_no":7,"log_id":"m"}"#))
        .await
        .expect_err("it is 7");
    assert_eq!((refused.code(), refused.log_id()), (Some(answered::file::Code::Refused), Some("m")));
    let json = "content-type: application/json\r\n";
    assert_eq!(
        told(answered(&request, reply("200 OK", json, r#"{"err_no":9,"err_msg":"no"}"#)).await),
        "code 9 no"
    );
    for (headers, body) in [
        (json, r#"{"err_no":0}"#),
        (json, "PK"),
        ("", r#"{"err_no":0}"#),
        (headers, r#"{"err_n"#),
        ("", "[]"),
        ("", ""),
        ("content-type: text/html\r\n", "busy"),
        ("content-encoding: gzip\r\n", "\u{1f}\u{8b}"),
    ] {
        assert_eq!(
            told(answered(&request, reply("200 OK", headers, body)).await),
            "undecodable",
            "{headers} {body}"
        );
    }
    assert_eq!(told(answered(&request, reply("502 Bad Gateway", headers, bytes)).await), "status");
    assert_eq!(told(answered(&request, reply("429 Too Many Requests", "", "slow down")).await), "rejected");
    let cut = reply("200 OK", headers, bytes);
    assert_eq!(told(answered(&request, cut[..cut.len() - 3].to_vec()).await), "unknown");
}

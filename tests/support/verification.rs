//! The two endpoints that spend tickets, as the platform speaks them. Written from the pages, not from the generated code.

use serde_json::{Value, json};

#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Verification {
    Trip,
    Toolkit,
}

/// The order of every call that does not say another.
pub const ORDER: &str = "order-1";
/// The certificates of an order, where the request names none.
const CERTIFICATES: [&str; 2] = ["c-1", "c-2"];

impl Verification {
    pub const BOTH: [Self; 2] = [Self::Trip, Self::Toolkit];

    pub fn name(self) -> &'static str {
        match self {
            Self::Trip => "trip::certificate_verify",
            Self::Toolkit => "toolkit::verify_local_certificates",
        }
    }

    /// The endpoint of a path.
    pub fn at(path: &str) -> Option<Self> {
        match path {
            "/goodlife/v1/trip/certificate/verify/" => Some(Self::Trip),
            "/api/apps/trade/v2/toolkit/verify_local_certificates/" => Some(Self::Toolkit),
            _ => None,
        }
    }

    /// The certificates that a request is about.
    pub fn certificates(self, request: &Value) -> Vec<String> {
        let asked = &request["order_info_list"][0]["certificate_info_list"];
        match (self, asked.as_array()) {
            (Self::Toolkit, Some(list)) => {
                list.iter().filter_map(|asked| Some(asked["certificate_id"].as_str()?.to_owned())).collect()
            }
            _ => CERTIFICATES.map(str::to_owned).to_vec(),
        }
    }

    /// The order that a request is about.
    pub fn order(self, request: &Value) -> String {
        let order = match self {
            Self::Trip => &request["order_id"],
            Self::Toolkit => &request["order_info_list"][0]["order_id"],
        };
        order.as_str().unwrap_or_default().to_owned()
    }

    /// What is said about one certificate.
    pub fn item(self, certificate: &str, code: i64, verification: u64) -> Value {
        let verify_id = format!("v-{verification}");
        match self {
            Self::Trip => {
                json!({"certificate_id": certificate, "verify_id": verify_id, "code": code, "msg": ""})
            }
            Self::Toolkit => json!({
                "certificate_id": certificate, "verify_id": verify_id, "result_code": code, "result_msg": "",
                "verify_time": 1_733_565_487_000_u64,
            }),
        }
    }

    /// A whole reply. `items` is the JSON of the list, or nothing where the reply has no list.
    pub fn reply(self, code: i64, message: &str, items: Option<&str>, log_id: &str) -> String {
        let message = Value::from(message);
        match self {
            Self::Trip => {
                let items = items.map(|items| format!(r#","verify_results":{items}"#)).unwrap_or_default();
                format!(
                    r#"{{"data":{{"error_code":{code},"description":{message}{items}}},"extra":{{"error_code":{code},"description":{message},"sub_error_code":0,"logid":"{log_id}","now":1}}}}"#
                )
            }
            Self::Toolkit => {
                let items = items.map(|items| format!(r#","certificate_verify_results":{items}"#));
                let items = items.unwrap_or_default();
                format!(
                    r#"{{"err_no":{code},"err_msg":{message},"log_id":"{log_id}","data":{{"order_verify_results":[{{"order_id":"{ORDER}"{items}}}]}}}}"#
                )
            }
        }
    }
}

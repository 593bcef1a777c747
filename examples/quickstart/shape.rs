//! The bodies that the stand-in accepts, written from the endpoints' pages.

use serde_json::Value;

/// What a value of a body must be.
pub enum Shape {
    /// A string.
    Text,
    /// An integer.
    Integer,
    /// A list, all of whose values are of one shape.
    List(&'static Shape),
    /// An object with these fields and no others; `true` marks the required ones.
    Object(&'static [(&'static str, bool, Shape)]),
}

use Shape::{Integer, List, Object, Text};

/// `POST /oauth/stable_client_token/`
pub static CLIENT_TOKEN: Shape =
    Object(&[("client_key", true, Text), ("client_secret", true, Text), ("grant_type", true, Text)]);

/// `POST /goodlife/v1/trip/certificate/verify/`
pub static TRIP_CERTIFICATE: Shape = Object(&[
    ("order_id", true, Text),
    ("verify_token", true, Text),
    ("poi_id", false, Text),
    ("verify_time", false, Integer),
    ("vouchers", false, List(&VOUCHER)),
]);

static VOUCHER: Shape = Object(&[
    ("verify_time", false, Integer),
    ("entrance", false, PROJECT),
    ("projects", false, List(&PROJECT)),
]);

const PROJECT: Shape = Object(&[
    ("project_id", false, Text),
    ("name", false, Text),
    ("id_cards", false, List(&Text)),
    ("qrcodes", false, List(&Text)),
    ("certificate_nos", false, List(&Text)),
    ("gmcode_imgs", false, List(&Text)),
    ("urls", false, List(&Text)),
    ("credentials", false, List(&CREDENTIAL)),
]);

static CREDENTIAL: Shape = Object(&[("credential_no", false, Text), ("credential_type", false, Integer)]);

/// `POST /api/apps/trade/v2/toolkit/verify_local_certificates/`
pub static LOCAL_CERTIFICATES: Shape = Object(&[
    ("open_id", false, Text),
    ("order_entry_schema", false, Object(&[("path", false, Text), ("params", false, Text)])),
    ("order_info_list", false, List(&ORDER)),
    ("poi_id", false, Text),
    ("verify_token", false, Text),
]);

static ORDER: Shape = Object(&[
    ("order_id", false, Text),
    ("lock_key", false, Text),
    ("certificate_info_list", false, List(&CERTIFICATE)),
]);

static CERTIFICATE: Shape = Object(&[
    ("certificate_id", false, Text),
    ("serial_num", false, Integer),
    ("book_info", false, Object(&[("book_start_time", false, Integer), ("book_end_time", false, Integer)])),
]);

impl Shape {
    /// The first place where a value has another shape, and what belongs there.
    pub fn mismatch(&self, path: &str, value: &Value) -> Option<String> {
        match (self, value) {
            (Text, Value::String(_)) => None,
            (Integer, Value::Number(number)) if number.is_i64() => None,
            (List(item), Value::Array(items)) => items
                .iter()
                .enumerate()
                .find_map(|(index, value)| item.mismatch(&format!("{path}[{index}]"), value)),
            (Object(fields), Value::Object(map)) => {
                let unknown = map.keys().find(|key| !fields.iter().any(|(name, ..)| name == key));
                let unknown = unknown.map(|key| format!("{path}.{key} is not known"));
                unknown.or_else(|| {
                    fields.iter().find_map(|(name, required, shape)| match map.get(*name) {
                        None => required.then(|| format!("{path}.{name} is missing")),
                        Some(value) => shape.mismatch(&format!("{path}.{name}"), value),
                    })
                })
            }
            _ => Some(format!("{path} is of another type")),
        }
    }
}

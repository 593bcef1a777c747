//! The pairs: each is what `before/spec` says with a few texts in it replaced.

/// A pair: what it is called, and the edits that make today's specs of yesterday's.
pub struct Pair {
    pub name: &'static str,
    pub edits: &'static [Edit],
}

/// A file, a text in it, and what stands there instead. Without a text it is about the whole file: it is gone, or it is new,
/// as it stands here or as another file that `=` names.
pub type Edit = (&'static str, &'static str, &'static str);

const R: &str = "orders/refund.yaml";
const F: &str = "orders/find.yaml";
const N: &str = "orders/note.yaml";
const T: &str = "oauth/issue.yaml";
const C: &str = "orders/cancel.yaml";
const M: &str = "orders/remark.yaml";
const P: &str = "platform.yaml";

macro_rules! pairs {
    ($($name:literal: $($file:ident $old:literal => $new:literal),+;)+) => {
        pub const PAIRS: &[Pair] = &[$(Pair { name: $name, edits: &[$(($file, $old, $new)),+] }),+];
    };
}

pairs! {
    // Fields of a request.
    "nothing but a comment": R "page:" => "# again\npage:";
    "request: optional field added": R "    phone: {" => "    memo: { type: string }\n    phone: {";
    "request: required field added": R "    phone: {" => "    memo: { type: string, required: true }\n    phone: {";
    "request: inferred field added": R "    phone: {" => "    memo: { type: string, required: true, inferred: { field: sample } }\n    phone: {";
    "request: fixed field added, which is required": R "    phone: {" => "    memo: { type: string, required: true, fixed: m }\n    phone: {";
    "request: fixed field added, which is not required": R "    phone: {" => "    memo: { type: string, fixed: m }\n    phone: {";
    "request: optional field removed": R "    rate: { type: double }\n" => "";
    "request: required field removed": R "    order_id: { type: string, required: true, doc: The order. }\n" => "";
    "request: fixed field removed": R "    channel: { type: string, fixed: app }\n" => "";
    "request: made required": R "vip: { type: bool }" => "vip: { type: bool, required: true }";
    "request: made optional": R "amount: { type: int64, required: true" => "amount: { type: int64";
    "request: required only by inference": R "order_id: { type: string, required: true, doc: The order. }" => "order_id: { type: string, required: true, doc: The order., inferred: { required: sample } }";
    "request: always has one value": R "reason: { type: string, doc: Why., length: { of: characters, at_most: 20 } }" => "reason: { type: string, doc: Why., fixed: rain }";
    "request: always has another value": R "fixed: app }" => "fixed: web }";
    "request: integer to text": R "amount: { type: int64, required: true, unit: fen, range: { at_least: 1, at_most: 100000 } }" => "amount: { type: string, required: true }";
    "request: double to number": R "rate: { type: double }" => "rate: { type: number }";
    "request: bool to integer": R "vip: { type: bool }" => "vip: { type: int64 }";
    "request: integer of 32 bits to one of 64": R "count: { type: int32 }" => "count: { type: int64 }";
    "request: text to a list": R "phone: { type: string }" => "phone: { type: list, items: { type: string } }", R "  rules:\n    - { together: [request.phone, request.date] }\n" => "";
    "request: items of a list retyped": R "tags: { type: list, count: { at_most: 5 }, items: { type: string } }" => "tags: { type: list, count: { at_most: 5 }, items: { type: int64 } }";
    "request: values of a map retyped": R "labels: { type: map, values: { type: string } }" => "labels: { type: map, values: { type: int64 } }";
    "request: JSON in a text to a struct": R "extra: { type: json, content: { type: struct, fields: { a: { type: string } } } }" => "extra: { type: struct, fields: { a: { type: string } } }";
    "request: renamed on the wire, the same in Rust": R "    reason: {" => "    why: {", R "    request.lines:" => "    request.why: { rust_name: reason }\n    request.lines:";
    "request: renamed, with the same words": R "order_id: { type: string, required: true, doc: The order. }" => "order_number: { type: string, required: true, doc: The order. }";
    "request: another name in Rust": R "    request.lines:" => "    request.reason: { rust_name: why }\n    request.lines:";
    "request: arguments in another order": R "    amount: { type: int64, required: true, unit: fen, range: { at_least: 1, at_most: 100000 } }\n" => "", R "    order_id:" => "    amount: { type: int64, required: true, unit: fen, range: { at_least: 1, at_most: 100000 } }\n    order_id:";
    "request: optional fields in another order": R "    rate: { type: double }\n" => "", R "    vip: { type: bool }" => "    vip: { type: bool }\n    rate: { type: double }";
    "request: arguments of like types in another order": T "key: { type: string, required: true }, secret: { type: string, required: true }" => "secret: { type: string, required: true }, key: { type: string, required: true }";
    "request: an argument moves from a header behind the others": R "    X-Shop: { type: string, required: true }\n" => "", R "    vip:" => "    x_shop: { type: string, required: true }\n    vip:";
    "request: another unit": R "unit: fen" => "unit: seconds";
    "request: a narrower integer": R "price: { type: int64" => "price: { type: int32";
    "query: narrower integers in a list": F "joined: comma, items: { type: int64 }" => "joined: comma, items: { type: int32 }";
    // Fields of the structs in a request.
    "items: optional field added": R "count: { type: int32 }, note" => "count: { type: int32 }, colour: { type: string }, note";
    "items: required field added": R "count: { type: int32 }, note" => "count: { type: int32 }, colour: { type: string, required: true }, note";
    "items: field removed": R "{ type: int32 }, note: { type: string } }" => "{ type: int32 } }";
    "items: made required": R "note: { type: string } }" => "note: { type: string, required: true } }";
    "items: the type has another name": R "rust_type: Line" => "rust_type: Row";
    // Places.
    "header: required one added": R "    X-Trace:" => "    X-Region: { type: string, required: true }\n    X-Trace:";
    "header: optional one added": R "    X-Trace:" => "    X-Region: { type: string }\n    X-Trace:";
    "header: what the client sends by itself, without a body": F "  query:\n" => "  headers: { content-type: { type: string, fixed: application/json } }\n  query:\n";
    "header: removed": R "    X-Trace: { type: string, doc: For support. }\n" => "";
    "header: made optional": R "X-Shop: { type: string, required: true }" => "X-Shop: { type: string }";
    "header: moved into the body": R "    X-Trace: { type: string, doc: For support. }\n" => "", R "    vip:" => "    x_trace: { type: string, doc: For support. }\n    vip:";
    "query: joined otherwise": F "joined: comma" => "joined: brackets";
    "query: integer to text": F "size: { type: int32 }" => "size: { type: string }";
    "query: optional one added": F "    size:" => "    colour: { type: string }\n    size:";
    "query: made required": F "size: { type: int32 }" => "size: { type: int32, required: true }";
    "query: another default": F "default: '1'" => "default: '0'";
    "query: other words on pages": F "    - { pagination: { page: query.page, size: query.size, total: response.data.total } }" => "    - { pagination: { page: query.page, size: query.size } }";
    "query: items of a list as JSON retyped": F "joined: json, items: { type: int64 }" => "joined: json, items: { type: string }";
    "query: items of a list with commas retyped": F "joined: comma, items: { type: int64 }" => "joined: comma, items: { type: string }";
    // Limits and rules.
    "limit: tightened": R "doc: Why., length: { of: characters, at_most: 20 }" => "doc: Why., length: { of: characters, at_most: 5 }";
    "limit: loosened": R "doc: Why., length: { of: characters, at_most: 20 }" => "doc: Why., length: { of: characters, at_most: 50 }";
    "limit: dropped": R "tags: { type: list, count: { at_most: 5 }, items" => "tags: { type: list, items";
    "limit: added": R "    phone: { type: string }" => "    phone: { type: string, length: { of: bytes, at_least: 11 } }";
    "limit: only inferred": R "count: { at_most: 5 }, items" => "count: { at_most: 5 }, inferred: { count: sample }, items";
    "limit: a range tightened": R "range: { at_least: 1, at_most: 100000 }" => "range: { at_least: 1, at_most: 1000 }";
    "limit: a count tightened": R "count: { at_most: 5 }" => "count: { at_most: 2 }";
    "limit: items differ": R "count: { at_most: 5 }, items" => "count: { at_most: 5 }, unique: true, items";
    "limit: another format": R "format: date" => "format: compact_date";
    "limit: no format": R "date: { type: string, format: date }" => "date: { type: string }";
    "limit: no special value": R ", sentinels: { '0': Free. }" => "";
    "limit: another special value": R "sentinels: { '0': Free. }" => "sentinels: { '0': Free., '1': Cheap. }";
    "limit: must not be empty": R "    request.lines:" => "    request.reason: { not_empty: true }\n    request.lines:";
    "limit: of the idempotency token": R "length: { of: characters, at_most: 32 }" => "length: { of: characters, at_most: 10 }";
    "limit: of a text that becomes the idempotency token": R "order_id: { type: string, required: true, doc: The order. }" => "order_id: { type: string, required: true, doc: The order., length: { of: characters, at_most: 5 } }", R "idempotency: refund_no" => "idempotency: order_id";
    "rule: added": R "    - { together:" => "    - { at_most_one_of: [request.reason, request.kind] }\n    - { together:";
    "rule: inferred one added": R "    - { together:" => "    - { at_most_one_of: [request.reason, request.kind], inferred: guide }\n    - { together:";
    "rule: removed": R "  rules:\n    - { together: [request.phone, request.date] }\n" => "";
    "rule: its fields in another order": R "[request.phone, request.date]" => "[request.date, request.phone]";
    "rule: one that lets more through": R "{ together: [request.phone, request.date] }" => "{ required: request.phone, when_given: [request.date] }";
    "rule: one that lets other calls through": R "{ together: [request.phone, request.date] }" => "{ at_most_one_of: [request.phone, request.date] }";
    "limit: the same one in other words": R "range: { at_least: 10 }" => "range: { more_than: 9 }";
    "limit: one that nothing can break": R "phone: { type: string }" => "phone: { type: string, length: { of: bytes, at_least: 0 } }";
    "limit: as many bytes as the characters can have": R "doc: Why., length: { of: characters, at_most: 20 }" => "doc: Why., length: { of: bytes, at_most: 80 }";
    "limit: a special value within a wider range": R "range: { at_least: 10 }, sentinels: { '0': Free. }" => "range: { at_least: 0 }";
    "limit: neither a range nor a special value": R ", range: { at_least: 10 }, sentinels: { '0': Free. }" => "";
    // Values.
    "enum of a request: value added": R "MONEY: Money." => "MONEY: Money., BOTH: Both.";
    "enum of a request: value removed": R "GOODS: Goods., MONEY" => "MONEY";
    "enum of a request: value renamed": R "enum: { 1: Low., 2: High. }" => "enum: { 1: Low., 3: High. }", R "    request.lines:" => "    request.level: { variants: { 3: value_2 } }\n    request.lines:";
    "enum of a request: variant renamed": R "    request.lines:" => "    request.kind: { variants: { GOODS: things } }\n    request.lines:";
    "enum of a request: other words": R "GOODS: Goods." => "GOODS: Things.";
    "enum of a request: of another base": R "level: { type: int32, enum: { 1: Low., 2: High. } }" => "level: { type: string, enum: { '1': Low., '2': High. } }";
    "enum of a request: any text": R "kind: { type: string, enum: { GOODS: Goods., MONEY: Money. } }" => "kind: { type: string }";
    "enum of a reply: value added": R "OPEN: '', SHUT: ''" => "OPEN: '', SHUT: '', AJAR: ''", R "\"phase\":\"OPEN\"" => "\"phase\":\"AJAR\"";
    "enum of a reply: value removed": R "OPEN: '', SHUT: ''" => "SHUT: ''", R "\"phase\":\"OPEN\"" => "\"phase\":\"SHUT\"";
    "enum of a reply: of another base": R "phase: { type: string, enum: { OPEN: '', SHUT: '' } }" => "phase: { type: int32, enum: { 1: '' } }", R "\"phase\":\"OPEN\"" => "\"phase\":1";
    "enum of a request: the words of two values change places": R "1: Low., 2: High." => "1: High., 2: Low.";
    "enum of a reply: value renamed": R "OPEN: '', SHUT: ''" => "AJAR: '', SHUT: ''", R "\"phase\":\"OPEN\"" => "\"phase\":\"AJAR\"", R "    request.lines:" => "    response.phase: { variants: { AJAR: open } }\n    request.lines:";
    // Fields of a response.
    "response: field added": R "    total: { type: int64 }" => "    total: { type: int64 }\n    paid: { type: int64 }", R "\"total\":5" => "\"total\":5,\"paid\":5";
    "response: field removed": R "    total: { type: int64 }\n" => "", R "\"total\":5," => "";
    "response: made required": R "total: { type: int64 }" => "total: { type: int64, required: true }";
    "response: renamed, with the same words": R "    refund_id: {" => "    refund_no: {", R "\"refund_id\":" => "\"refund_no\":";
    "response: renamed on the wire, the same in Rust": R "    total:" => "    sum:", R "\"total\":" => "\"sum\":", R "    request.lines:" => "    response.sum: { rust_name: total }\n    request.lines:";
    "response: text to integer": R "refund_id: { type: string" => "refund_id: { type: int64", R "\"refund_id\":\"r-1\"" => "\"refund_id\":7";
    "response: integer to text": R "total: { type: int64 }" => "total: { type: string }", R "\"total\":5" => "\"total\":\"five\"";
    "response: integer to double": R "total: { type: int64 }" => "total: { type: double }", R "\"total\":5" => "\"total\":5.5";
    "response: struct to list": R "detail: { type: struct, fields: { note: { type: string }, amount: { type: int64 } } }" => "detail: { type: list, items: { type: struct, fields: { note: { type: string } } } }", R "\"detail\":{\"note\":\"n\",\"amount\":3}" => "\"detail\":[{\"note\":\"n\"}]";
    "response: nested field retyped": R "amount: { type: int64 } } }\n    results" => "amount: { type: bool } } }\n    results", R "\"amount\":3" => "\"amount\":true";
    "response: other words": R "doc: The refund." => "doc: The number of the refund.";
    "response: a text becomes personal": R "    response.results:" => "    response.refund_id: { personal: true }\n    response.results:";
    "response: a file": N "  response: { code: { type: int32 }, note_id: { type: string } }" => "  reply: binary", N "  examples: { responses: [{ title: Done., body: '{\"code\":0,\"note_id\":\"n-1\"}' }] }" => "  examples: { responses: [{ title: Done., body: 'PDF' }] }";
    // Codes.
    "code: added": R "    - { status: 200, code: 50000" => "    - { status: 200, code: 50001, text: Shut. }\n    - { status: 200, code: 50000", R "    50000: {" => "    50001: { name: shut, action: retry, effect: none }\n    50000: {";
    "code: removed": R "    - { status: 200, code: 50000, text: Busy., advice: Again. }\n" => "", R "    50000: { name: system_busy, action: retry, effect: unknown }\n" => "";
    "code: renamed": R "name: too_frequent" => "name: too_often";
    "code: another action": R "action: back_off" => "action: stop_for_today";
    "code: it says that the token is dead": R "action: fix_request, effect: none" => "action: refresh_token, effect: none";
    "code: another effect": R "action: retry, effect: unknown" => "action: retry, effect: none";
    "code: other words": R "text: Busy." => "text: Very busy.";
    "code: another status": R "status: 200, code: 40004" => "status: 404, code: 40004";
    "code: the first one of a page": N "decisions:\n" => "  errors: [{ status: 200, code: 7, text: Seven. }]\ndecisions:\n  errors: { 7: { name: seven, action: read_message, effect: none } }\n";
    // The call.
    "endpoint: another title": R "title: Refund" => "title: A refund";
    "endpoint: another path": R "/orders/v1/refund/" => "/orders/v2/refund/";
    "endpoint: another method": F "method: GET" => "method: POST", F "  query:" => "  body: none\n  query:";
    "endpoint: another host": R "host: shop" => "host: other";
    "endpoint: another scope": R "scope: orders.refund" => "scope: orders.money";
    "endpoint: a form": T "  request:" => "  body: form\n  request:";
    "endpoint: a form of several parts": N "body: form" => "body: multipart";
    "endpoint: JSON instead of a form": N "  body: form\n" => "";
    "endpoint: another token": R "token: app" => "token: guest", R "    access-token: { type: string, required: true }\n" => "", R "  request:\n" => "  query: { access_token: { type: string, required: true } }\n  request:\n";
    "endpoint: no token": R "  token: app\n" => "", R "    access-token: { type: string, required: true }\n" => "";
    "endpoint: another envelope": N "envelope: flat" => "envelope: other", N "response: { code: { type: int32 }" => "response: { extra: { type: struct, fields: { code: { type: int32 } } }", N "{\"code\":0" => "{\"extra\":{\"code\":0}";
    "endpoint: an envelope without an accessor": F "envelope: wrapped" => "envelope: flat", F "err_no: { type: int32 }" => "code: { type: int32 }", F "{\"err_no\":0" => "{\"code\":0";
    "endpoint: not repeatable": F "  repeatable: true\n" => "";
    "endpoint: without an idempotency token": R "  idempotency: refund_no\n" => "";
    "endpoint: with another idempotency token": R "idempotency: refund_no" => "idempotency: order_id";
    "endpoint: a secret is hidden no more": T "    request.secret: { secret: true }\n" => "";
    "endpoint: a text becomes personal": R "    request.lines:" => "    request.order_id: { personal: true }\n    request.lines:";
    "endpoint: no outcome": R "    response.results: { outcome: { code: result_code, message: result_msg, key: line_id, asked: request.lines.id } }\n" => "";
    "endpoint: an outcome of other codes": R "code: result_code, message" => "code: result_code, ok: [200], message", R "\"result_code\":0" => "\"result_code\":200";
    "endpoint: items that had been done before": R "code: result_code, message" => "code: result_code, already_done: [1208], message", R "\"result_code\":0" => "\"result_code\":1208";
    "endpoint: an outcome without keys": R ", key: line_id, asked: request.lines.id }" => " }", R "\"line_id\":\"l-1\"" => "\"line_id\":\"\"";
    "endpoint: the items are known by another field": R "line_id: { type: string } }" => "line_no: { type: string } }", R "key: line_id" => "key: line_no", R "\"line_id\":" => "\"line_no\":";
    "endpoint: the items are those asked for elsewhere": R "asked: request.lines.id" => "asked: request.tags", R "\"line_id\":\"l-1\"" => "\"line_id\":\"a\"";
    "endpoint: which items are asked for is not known": R ", asked: request.lines.id" => "", R "\"line_id\":\"l-1\"" => "\"line_id\":\"x\"";
    "endpoint: the items say elsewhere what became of them": R "code: result_code, message: result_msg" => "code: status, message: result_msg", R "result_code: { type: int64 }" => "status: { type: int64 }", R "\"result_code\":0" => "\"status\":0";
    "endpoint: tokens live elsewhere": T "expires_in: data.expires_in" => "expires_in: data.lives";
    "endpoint: it issues no tokens": T "  grant: { token: app, access_token: data.access_token, expires_in: data.expires_in }\n" => "";
    "endpoint: the token stands elsewhere": T "access_token: { type: string }, expires" => "token: { type: string }, expires", T "access_token: data.access_token" => "access_token: data.token", T "response.data.access_token" => "response.data.token", T "\"access_token\":" => "\"token\":";
    "endpoint: added": C "" => "page: { title: c, method: POST, host: shop, path: /orders/v1/cancel/ }\ndecisions: { envelope: flat }\n";
    "endpoint: removed": N "" => "";
    "endpoint: moved": M "" => "=orders/note.yaml", N "" => "";
    "endpoint: the only one of its group is gone": T "" => "";
    // The platform.
    "platform: another host": P "open.shop.example" => "api.shop.example";
    "platform: the token travels elsewhere": P "app: { header: access-token }" => "app: { header: x-token }", R "    access-token:" => "    x-token:";
    "platform: the code stands elsewhere": P "flat: { codes: [code]" => "flat: { codes: [status]", R "    code: { type: int32 }" => "    status: { type: int32 }", N "{ code: { type" => "{ status: { type", T "{ code: { type" => "{ status: { type", R "{\"code\":" => "{\"status\":", N "{\"code\":" => "{\"status\":", T "{\"code\":" => "{\"status\":";
    "platform: other codes mean success": P "flat: { codes: [code]" => "flat: { codes: [code], ok: [1]", R "{\"code\":0" => "{\"code\":1", N "{\"code\":0" => "{\"code\":1", T "{\"code\":0" => "{\"code\":1";
    "platform: messages stand elsewhere": P "messages: [message]" => "messages: [msg]";
    "platform: another payload": P "payload: data }" => "payload: data.orders }";
    "platform: a host has another name": P "  shop: {" => "  store: {", R "host: shop" => "host: store", F "host: shop" => "host: store", N "host: shop" => "host: store", T "host: shop" => "host: store";
    "platform: an envelope has another name": P "  flat: {" => "  plain: {", R "envelope: flat" => "envelope: plain", N "envelope: flat" => "envelope: plain", T "envelope: flat" => "envelope: plain";
    "platform: a host is gone": P "  other: { url: 'https://other.shop.example.com' }\n" => "";
    "platform: a host is new": P "  other: {" => "  third: { url: 'https://third.shop.example.com' }\n  other: {";
    "platform: a host gets the URL of the one before": P "other.shop.example" => "open.shop.example", R "host: shop" => "host: other";
    "platform: the header of a token in capitals": P "header: access-token" => "header: Access-Token";
    "platform: an envelope that reads the same": P "  other: { codes" => "  like: { codes: [code], messages: [message], log_ids: [log_id] }\n  other: { codes", N "envelope: flat" => "envelope: like";
    "shared struct: optional field added": P "zip: { type: string }" => "zip: { type: string }, town: { type: string }";
    "shared struct: made required": P "zip: { type: string }" => "zip: { type: string, required: true }";
    "shared struct: field removed": P ", zip: { type: string }" => "";
    "shared enum: value added": P "2: done } }\n  Address" => "2: done, 3: late } }\n  Address", R "\"state\":1" => "\"state\":3";
    "shared enum: value removed": P "{ 1: begun, 2: done } }\n  Address" => "{ 1: begun } }\n  Address", P "variants: { 1: begun, 2: done }" => "variants: { 1: begun }";
    "shared enum: variant renamed": P "variants: { 1: begun, 2: done }" => "variants: { 1: begun, 2: finished }";
    "shared struct: another one of the platform's": P "  Address:" => "  Place: { type: struct, for: request, fields: { street: { type: string, required: true }, house: { type: string, required: true } } }\n  Address:", R "shared: Address" => "shared: Place";
    "shared enum: another one of the platform's": P "  Address:" => "  Stage: { type: string, enum: { A: '' } }\n  Address:", R "state: { type: int32, shared: State }" => "state: { type: string, shared: Stage }", R "\"state\":1" => "\"state\":\"A\"";
    "shared struct: the endpoint's own of the same name": R "address: { type: struct, shared: Address }" => "address: { type: struct, fields: { street: { type: string, required: true }, zip: { type: string } } }", R "    request.lines:" => "    request.address: { rust_type: Address }\n    request.lines:";
    "shared struct: the endpoint's own instead": R "address: { type: struct, shared: Address }" => "address: { type: struct, fields: { street: { type: string, required: true }, zip: { type: string } } }";
}

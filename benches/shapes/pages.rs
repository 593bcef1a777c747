//! One small endpoint in, its code in every shape out, to be read.

use serde_json::json;

use super::Shape;
use crate::peers::structs::module;
use crate::support::work::Endpoint;

const SHAPES: [(Shape, &str); 5] = [
    (Shape::Functions, "Functions: the chosen one"),
    (Shape::Derives, "Derives"),
    (Shape::Tolerant, "Derives, tolerant"),
    (Shape::Tables, "Tables"),
    (Shape::Macros, "Macros"),
];

pub fn pages() -> String {
    let page = json!({
        "title": "Uses a coupon.",
        "method": "POST",
        "path": "/coupon/use/",
        "request": {
            "couponCode": { "type": "string", "required": true, "doc": "What the customer shows." },
            "shop_id": { "type": "int64" },
        },
        "response": {
            "errNo": { "type": "int64" },
            "results": { "type": "list", "items": { "type": "struct", "fields": {
                "done": { "type": "bool", "doc": "Whether it could be used." },
                "message": { "type": "string" },
            } } },
        },
    });
    let endpoint = Endpoint { group: "coupon".to_owned(), name: "use_coupon".to_owned(), page };
    let module = module(&endpoint);
    let page = |(shape, title): (Shape, &str)| {
        let text = shape.module(&module);
        format!("## {title}\n\n{} lines.\n\n```rust\n{text}```\n", text.lines().count())
    };
    SHAPES.map(page).join("\n")
}

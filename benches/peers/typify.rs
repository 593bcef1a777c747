//! An OpenAPI document in, the types that typify makes of its schemas out: `typify OPENAPI RUST`.

use std::collections::BTreeMap;

use schemars::schema::Schema;
use typify_impl::{TypeSpace, TypeSpaceSettings};

#[derive(serde::Deserialize)]
struct Document {
    components: Components,
}

#[derive(serde::Deserialize)]
struct Components {
    schemas: BTreeMap<String, Schema>,
}

fn main() {
    let [document, rust] = [1, 2].map(|at| std::env::args().nth(at).expect("there are two arguments"));
    let document = std::fs::read(document).expect("the document can be read");
    let document: Document = serde_json::from_slice(&document).expect("it is an OpenAPI document");
    // As progenitor sets it up.
    let mut types = TypeSpace::new(TypeSpaceSettings::default().with_struct_builder(false));
    types.add_ref_types(document.components.schemas).expect("typify takes them");
    let file = syn::parse2(types.to_stream()).expect("it is Rust");
    std::fs::write(rust, prettyplease::unparse(&file)).expect("it can be written");
}

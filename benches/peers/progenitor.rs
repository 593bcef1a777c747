//! An OpenAPI document in, the client that progenitor makes of it out: `progenitor OPENAPI RUST`.

fn main() {
    let [document, rust] = [1, 2].map(|at| std::env::args().nth(at).expect("there are two arguments"));
    let document = std::fs::read(document).expect("the document can be read");
    let document = serde_json::from_slice(&document).expect("it is an OpenAPI document");
    let mut generator = progenitor_impl::Generator::default();
    let tokens = generator.generate_tokens(&document).expect("progenitor takes it");
    let file = syn::parse2(tokens).expect("it is Rust");
    std::fs::write(rust, prettyplease::unparse(&file)).expect("it can be written");
}

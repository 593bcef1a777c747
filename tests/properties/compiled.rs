//! Any spec becomes Rust that parses; two hundred of them, one crate that compiles, is linted and documented without a warning.

use douyin_codegen::configure;
use proc_macro2::{TokenStream, TokenTree};
use proptest::strategy::{Strategy as _, ValueTree as _};

use crate::specs::{sources, spec};
use crate::support::attacked::Crate;
use crate::{for_any, runner};

#[test]
fn any_spec_becomes_rust_that_parses() {
    for_any(400, &spec(), |spec| {
        let tree = configure().sources(sources(&[spec])).generate().unwrap_or_else(|error| panic!("{error}"));
        for (path, text) in tree.files() {
            let file = text.parse::<TokenStream>().unwrap_or_else(|error| panic!("{path}: {error}"));
            assert_calls_no_other_macro(path, file.clone());
            syn::parse2::<syn::File>(file).unwrap_or_else(|error| panic!("{path}: {error}"));
        }
    });
}

/// The macros of the runtime's that generated code calls: none of them takes a text for a format.
const MACROS: [&str; 3] = ["generated_for", "integer_enum", "text_enum"];

fn assert_calls_no_other_macro(path: &str, tokens: TokenStream) {
    let mut before = None;
    for token in tokens {
        match &token {
            TokenTree::Punct(mark) if mark.as_char() == '!' => {
                let Some(TokenTree::Ident(name)) = &before else { continue };
                let name = name.to_string();
                assert!(MACROS.contains(&name.as_str()), "{path}: {name}!");
            }
            TokenTree::Group(group) => assert_calls_no_other_macro(path, group.stream()),
            _ => {}
        }
        before = Some(token);
    }
}

#[test]
#[ignore = "it takes a minute"]
fn two_hundred_specs_compile_as_one_crate() {
    let mut runner = runner(1);
    let specs: Vec<_> =
        (0..200).map(|_| spec().new_tree(&mut runner).expect("there is one").current()).collect();
    let krate = Crate::new("any");
    configure().sources(sources(&specs)).write_to(krate.path("src/any")).expect("they have no mistake");
    krate.write("src/lib.rs", "//! Any.\n#![deny(warnings, missing_docs)]\n#[doc = \"Any.\"]\n#[path = \"any/lib.rs\"]\npub mod any;\n");
    krate.lives_without_a_warning();
}

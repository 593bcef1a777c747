//! The crate in `examples/downstream/`, which a newcomer copies: really built, run and changed, offline.

mod support;

use std::fs;

use support::downstream::{Crate, said};

/// Another endpoint, and a call of it.
const CANCEL: &str = "\
page:
  title: 取消订单
  method: POST
  host: shop
  path: /orders/v1/cancel/
  request: { order_id: { type: string, required: true } }
  response: { code: { type: int32 } }
decisions: { envelope: flat }
";
const CALLER: &str = r#"
use downstream::orders::cancel::Request;
use downstream::{Client, Groups as _};
use douyin_runtime::fake::FakeTransport;
use douyin_runtime::http::StatusCode;

#[tokio::test]
async fn it_is_called() {
    let transport = FakeTransport::new().reply(StatusCode::OK, r'{"code":0}');
    let client = Client::builder().transport(transport.clone()).build().expect("it has a transport");
    client.orders().cancel(&Request::new("order-1")).await.expect("it succeeds");
    assert_eq!(transport.requests()[0].uri(), "https://open.shop.example.com/orders/v1/cancel/");
}
"#;

#[test]
fn it_builds_and_passes_its_tests() {
    let told = Crate::copied().succeeds(&["test"]);
    for test in ["generated_is_fresh", "a_refund_is_made", "a_rejection_says_what_to_do"] {
        assert!(told.contains(&format!("test {test} ... ok")), "{told}");
    }
    assert!(!told.contains("warning"), "{told}");
}

#[test]
fn a_second_build_does_nothing_and_a_change_elsewhere_neither() {
    let copy = Crate::copied();
    copy.succeeds(&["build"]);
    for change in [None, Some("README.md"), Some("tests/other.txt"), Some("generated/notes.txt")] {
        change.inspect(|path| copy.write(path, "changed"));
        let told = copy.succeeds(&["build", "--verbose"]);
        assert!(told.contains("Fresh downstream v0.1."), "{change:?}: {told}");
        assert!(!told.contains("Running") && !told.contains("Compiling"), "{change:?}: {told}");
    }
    copy.replace("spec/orders/refund.yaml", "订单退款", "订单的退款");
    assert!(copy.succeeds(&["build", "--verbose"]).contains("build-script-build"), "a changed spec is seen");
}

#[test]
fn a_new_spec_file_is_a_new_endpoint_and_a_removed_one_is_gone() {
    let copy = Crate::copied();
    copy.succeeds(&["build"]);
    copy.write("spec/orders/cancel.yaml", CANCEL);
    copy.write("tests/cancel.rs", &CALLER.replace("r'", "r#\"").replace("}');", "}\"#);"));
    let told = copy.succeeds(&["test", "--test", "cancel"]);
    assert!(told.contains("test it_is_called ... ok"), "{told}");

    fs::remove_file(copy.path("spec/orders/cancel.yaml")).expect("it can be removed");
    let told = copy.fails(&["test", "--test", "cancel"]);
    assert!(told.contains("could not find `cancel` in `orders`"), "{told}");
}

#[test]
fn a_broken_spec_is_a_report_and_no_panic() {
    let copy = Crate::copied();
    copy.replace("spec/orders/refund.yaml", "amount: { type: int64", "金额: { type: int46");
    let told = copy.fails(&["build"]);
    assert!(told.contains("error[unknown-value]: `int46` cannot stand here"), "{told}");
    assert!(
        told.contains("--> spec/orders/refund.yaml:15:17\n"),
        "the column is counted in characters: {told}"
    );
    assert!(
        told.contains("help: did you mean `int64`?") && told.contains("1 problem; the documentation of"),
        "{told}"
    );
    assert!(!told.contains("panicked") && !told.contains("cargo::"), "{told}");
}

#[test]
fn a_stale_folder_fails_the_test_which_can_write_it() {
    let copy = Crate::copied();
    copy.write("spec/orders/cancel.yaml", CANCEL);
    let told = copy.fails(&["test", "--test", "generated"]);
    assert!(told.contains("generated is stale: it is not what the specs say"), "{told}");
    assert!(told.contains("generated/orders/cancel.rs is missing"), "{told}");
    let command = "cargo test -p downstream --test generated";
    assert!(told.contains(&format!("to write it: `DOUYIN_CODEGEN_WRITE=1 {command}`")), "{told}");

    // It works while other tests do not compile.
    copy.write("tests/cancel.rs", "use downstream::orders::gone;\n");
    let args: Vec<_> = command.split(' ').skip(1).collect();
    let written = copy.cargo(&args, &[("DOUYIN_CODEGEN_WRITE", "1")]);
    assert!(written.status.success(), "{}", said(&written));
    assert!(copy.read("generated/orders/cancel.rs").contains("取消订单"));
    copy.succeeds(&["test", "--test", "generated"]);
}

#[test]
fn only_what_is_selected_is_read_and_watched() {
    let copy = Crate::copied();
    copy.replace("build.rs", "configure()", r#"configure().only(["orders/refund"])"#);
    copy.write("spec/orders/broken.yaml", "not a spec");
    copy.write("spec/broken/broken.yaml", "not a spec");
    let told = copy.succeeds(&["build", "-vv"]);
    let watched: Vec<_> =
        told.lines().filter_map(|line| line.split("cargo::rerun-if-changed=").nth(1)).collect();
    assert_eq!(watched, ["spec/platform.yaml", "spec/orders/refund.yaml"]);
    copy.write("spec/broken/broken.yaml", "still not a spec");
    assert!(!copy.succeeds(&["build", "--verbose"]).contains("Running"));

    copy.replace("build.rs", "orders/refund", "orders/refnud");
    let told = copy.fails(&["build"]);
    assert!(told.contains("no group and no endpoint is called `orders/refnud`"), "{told}");
    assert!(told.contains("did you mean `orders/refund`?"), "{told}");
}

#[test]
fn the_runtime_can_stand_elsewhere_and_must_be_a_path() {
    let copy = Crate::copied();
    copy.replace("build.rs", "configure()", r#"configure().runtime("crate::platform_runtime")"#);
    copy.replace("src/lib.rs", "pub use", "pub use douyin_runtime as platform_runtime;\npub use");
    copy.succeeds(&["test", "--test", "refund"]);
    copy.replace("build.rs", "crate::platform_runtime", "std::process::exit(1)");
    let told = copy.fails(&["build"]);
    assert!(told.contains("the runtime `std::process::exit(1)` is no path like `::douyin`"), "{told}");
}

#[test]
fn own_endpoints_stand_beside_those_of_the_sdk_on_one_client() {
    let copy = Crate::copied();
    copy.replace("build.rs", "configure()", r#"configure().runtime("::douyin")"#);
    let manifest = copy.read("Cargo.toml");
    let line =
        manifest.lines().find(|line| line.starts_with("douyin-runtime")).expect("it depends on the runtime");
    let here = support::root().display().to_string();
    let sdk = format!("douyin = {{ path = \"{here}\", default-features = false, features = [\"reqwest\"] }}");
    copy.write("Cargo.toml", &manifest.replace(line, &sdk));
    copy.write("src/lib.rs", &copy.read("src/lib.rs").replace("douyin_runtime", "douyin"));
    let both = "\
        use douyin::Groups as _;\nuse downstream::Groups as _;\n\n\
        #[test]\nfn both() {\n    let client = downstream::Client::builder().build().expect(\"it builds\");\n    \
        let _ = (client.orders(), client.trip());\n}\n";
    copy.write("tests/both.rs", both);
    let told = copy.succeeds(&["test"]);
    assert!(told.contains("test both ... ok") && told.contains("test a_refund_is_made ... ok"), "{told}");
}

#[test]
fn code_for_another_runtime_says_so_before_anything_else() {
    let copy = Crate::copied();
    copy.replace("src/lib.rs", "douyin_runtime::include_generated!();", "include!(\"../generated/lib.rs\");");
    copy.succeeds(&["check"]);
    copy.replace("generated/lib.rs", "generated_for!(1)", "generated_for!(2)");
    copy.replace(
        "generated/orders/refund.rs",
        "use ::douyin_runtime as rt;",
        "use ::douyin_runtime::next as rt;",
    );
    let told = copy.fails(&["check"]);
    let first = told.lines().find(|line| line.starts_with("error")).unwrap_or_default();
    assert!(first.contains("generated for interface 2 of douyin-runtime"), "{told}");
    assert!(first.contains("use douyin-codegen and douyin-runtime of one version"), "{told}");
}

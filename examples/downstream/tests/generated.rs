//! The committed `generated/`, which a reviewer reads, is what the build compiles.

#[test]
fn generated_is_fresh() {
    douyin_codegen::configure().assert_fresh("generated");
}

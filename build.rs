//! Generates the endpoints from `spec/`, or leaves the committed `generated/` to be compiled.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "codegen")]
    generate()?;
    Ok(())
}

#[cfg(feature = "codegen")]
fn generate() -> Result<(), douyin_codegen::Error> {
    println!("cargo::rerun-if-changed=generated");
    let tree = douyin_codegen::configure().build()?;
    if !tree.compare_with("generated").is_ok_and(|changes| changes.is_empty()) {
        println!("cargo::warning=generated/ is stale: run `cargo codegen generate`");
    }
    Ok(())
}

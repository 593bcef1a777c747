//! Generates the endpoints from `spec/`, or leaves the committed `generated/` to be compiled.

fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "codegen")]
    generate()?;
    Ok(())
}

#[cfg(feature = "codegen")]
fn generate() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=spec");
    println!("cargo::rerun-if-changed=generated");
    let root = std::path::PathBuf::from(std::env::var("CARGO_MANIFEST_DIR")?);
    let tree = douyin_codegen::generate(&douyin_codegen::Sources::read(&root.join("spec"))?)?;
    douyin_codegen::write(&tree, std::env::var("OUT_DIR")?.as_ref())?;
    if !douyin_codegen::plan(&tree, &root.join("generated")).is_ok_and(|changes| changes.is_empty()) {
        println!("cargo::warning=generated/ is stale: run `cargo codegen generate`");
    }
    Ok(())
}

//! Generates the endpoints from `spec/`, or leaves the committed `generated/` to be compiled.

#[cfg_attr(not(feature = "codegen"), expect(clippy::unnecessary_wraps, reason = "then nothing can fail"))]
fn main() -> Result<(), Box<dyn std::error::Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    #[cfg(feature = "codegen")]
    generate()?;
    Ok(())
}

#[cfg(feature = "codegen")]
fn generate() -> Result<(), douyin_codegen::Error> {
    println!("cargo::rerun-if-changed=generated");
    let config = douyin_codegen::configure();
    if config.clone().check("generated").is_err() {
        println!("cargo::warning=generated/ is stale: run `cargo codegen generate`");
    }
    config.build()
}

//! Generates the client from `spec/`.

fn main() -> Result<(), douyin_codegen::Error> {
    douyin_codegen::configure().build()
}
